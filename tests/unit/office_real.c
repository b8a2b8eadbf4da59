/* Files as programs write them: the real form in each kind, and what is wrong
   with some. */
#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "core/document.h"
#include "core/encoding.h"
#include "core/memory.h"
#include "tests/unit/office_files.h"
#include "tests/unit/support.h"

static struct form_set *forms;
static char *folder;

static void setup(void)
{
	forms = support_forms();
	folder = support_folder();
}

static void teardown(void)
{
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(office_real, .timeout = 60, .init = setup, .fini = teardown);

/* ---- the real form ---- */

static char *findings_of(struct document *doc)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < n; i++)
		bytes_printf(&out, "%s %d %ld %zu\n", findings[i].rule->id,
			     findings[i].place.field, findings[i].place.row,
			     document_finding_line(doc, &findings[i]));
	return bytes_take(&out);
}

static void expect_real_form_at(const char *name)
{
	struct document *csv, *doc;
	struct bytes bytes = BYTES_INIT, wanted = BYTES_INIT;
	char path[4200], original[4200];
	char *proposed, *expected, *got;

	snprintf(path, sizeof path, "%s/real.csv", folder);
	doc = support_document(forms, support_path(REAL_FORM));
	cr_assert(document_save(doc, path, true, NULL));
	document_free(doc);
	csv = support_document(forms, path);
	snprintf(original, sizeof original, "%s", name);
	doc = support_document(forms, original);
	document_bytes(csv, &wanted);
	document_bytes(doc, &bytes);
	cr_expect_str_eq(bytes.data, wanted.data, "%s", name);
	expected = findings_of(csv);
	got = findings_of(doc);
	cr_expect_str_eq(got, expected, "%s", name);
	cr_expect_eq(doc->reading.n_repairs, 0);
	cr_expect_not(doc->has_file);
	cr_expect_not(document_is_modified(doc));
	proposed = document_proposed_path(doc);
	strcpy(strrchr(original, '.'), ".csv");
	cr_expect_str_eq(proposed, original);
	free(proposed);
	free(expected);
	free(got);
	bytes_release(&wanted);
	bytes_release(&bytes);
	document_free(doc);
	document_free(csv);
}

static void expect_real_form(const char *name)
{
	char path[4200];

	snprintf(path, sizeof path, "%s", support_path(name));
	expect_real_form_at(path);
}

Test(office_real, real_form_as_xlsx)
{
	expect_real_form("tests/tables/real.xlsx");
}

Test(office_real, real_form_as_ods)
{
	expect_real_form("tests/tables/real.ods");
}

Test(office_real, real_form_in_a_single_file_of_xml)
{
	expect_real_form("tests/tables/real.fods");
	expect_real_form("tests/tables/real.fodt");
	expect_real_form("tests/tables/real.xml");
}

Test(office_real, real_form_as_a_page)
{
	expect_real_form("tests/tables/real.html");
}

/* As it is a page, in an encoding. */
static struct bytes real_page(enum encoding encoding)
{
	struct bytes page = BYTES_INIT, text = BYTES_INIT;
	struct store_stamp stamp;
	char *html;
	size_t n;

	cr_assert(store_read(support_path("tests/tables/real.html"), &html, &n,
			     &stamp, NULL));
	bytes_add_str(&text, encoding == ENCODING_UTF_16LE ? "\uFEFF" : "");
	bytes_add(&text, html, n);
	cr_assert(encoding_encode(encoding, text.data, text.len, &page, &n));
	free(html);
	bytes_release(&text);
	return page;
}

static void expect_real_file(const char *name, struct bytes file)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	support_write(path, file.data, file.len);
	bytes_release(&file);
	expect_real_form_at(path);
}

Test(office_real, real_form_as_a_page_in_unicode)
{
	expect_real_file("form.xls", real_page(ENCODING_UTF_16LE));
}

Test(office_real, real_form_as_a_page_in_a_single_file)
{
	struct bytes utf_16 = real_page(ENCODING_UTF_16LE);
	struct bytes gbk = real_page(ENCODING_GBK);

	expect_real_file("form.doc", office_mht(&gbk, OFFICE_QUOTED));
	expect_real_file("form.mht", office_mht(&gbk, OFFICE_BASE64));
	expect_real_file("form.xls", office_mht(&utf_16, OFFICE_BASE64));
	bytes_release(&utf_16);
	bytes_release(&gbk);
}

Test(office_real, real_form_as_docx)
{
	expect_real_form("tests/tables/real.docx");
}

/* A part's XML behind its declaration. */
static char *read_part(const char *path, const char *name)
{
	static char xml[1 << 20];
	zip_t *z = zip_open(path, ZIP_RDONLY, NULL);
	zip_file_t *part = zip_fopen(z, name, 0);
	zip_int64_t n = zip_fread(part, xml, sizeof xml - 1);

	cr_assert_gt(n, 0);
	xml[n] = '\0';
	zip_fclose(part);
	zip_discard(z);
	return strstr(xml, "?>") + 2;
}

static void replace_all(struct bytes *text, const char *from, const char *to)
{
	for (char *at = text->data; (at = strstr(at, from));) {
		size_t place = (size_t)(at - text->data);

		bytes_splice(text, place, strlen(from), to, strlen(to));
		at = text->data + place + strlen(to);
	}
}

/* As Word saves it, and as systems fill in what Word has saved. */
Test(office_real, real_form_as_a_document_of_xml)
{
	const char *document = read_part(support_path("tests/tables/real.docx"),
					 "word/document.xml");
	struct bytes package = BYTES_INIT, word_2003 = BYTES_INIT;

	bytes_printf(
		&package,
		"<?xml version=\"1.0\" standalone=\"yes\"?>\r\n"
		"<?mso-application progid=\"Word.Document\"?>\r\n"
		"<pkg:package xmlns:pkg=\"p\"><pkg:part "
		"pkg:name=\"/word/document.xml\"><pkg:xmlData>%s"
		"</pkg:xmlData></pkg:part><pkg:part "
		"pkg:name=\"/word/header1.xml\"><pkg:xmlData>"
		"<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>附件</w:t></w:r></w:p>"
		"</w:hdr></pkg:xmlData></pkg:part></pkg:package>",
		document);
	expect_real_file("form.xml", package);
	bytes_printf(&word_2003,
		     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<?mso-application progid=\"Word.Document\"?>%s",
		     document);
	replace_all(&word_2003, "w:document", "w:wordDocument");
	replace_all(&word_2003, "w:vMerge", "w:vmerge");
	expect_real_file("form.doc", word_2003);
}

/* ---- documents of several tables ---- */

/* The cells of the real form as those of a document's tables: one that ends
   behind the row with `end`, and another one with all behind it. */
static struct document *document_of(const char *before, const char *end,
				    const char *between)
{
	struct store_stamp stamp;
	struct bytes xml = BYTES_INIT, file;
	struct document *doc;
	char path[4200], *html;
	size_t n;

	cr_assert(store_read(support_path("tests/tables/real.html"), &html, &n,
			     &stamp, NULL));
	bytes_add_str(&xml, before);
	for (char *row = strstr(strstr(html, "<tr>") + 1, "<tr>"); row;
	     row = strstr(row, "<tr>")) {
		char *row_end = strstr(row, "</tr>");
		const char *found = strstr(row, end);

		bytes_add_str(&xml, "<tr>");
		for (char *td = strstr(row, "<td"); td && td < row_end;
		     td = strstr(td + 1, "<td")) {
			char *text = strchr(td, '>') + 1;

			bytes_printf(&xml, "<tc><p><t>%.*s</t></p></tc>",
				     (int)strcspn(text, "<"), text);
		}
		bytes_add_str(&xml, "</tr>");
		if (found && found < row_end)
			bytes_add_str(&xml, between);
		row = row_end;
	}
	bytes_add_str(&xml, "</tbl></d>");
	file = office_zip((const struct office_part[]){
		{ "_rels/.rels",
		  RELATIONS RELATION("r1", "officeDocument",
				     "document.xml") "</Relationships>" },
		{ "document.xml", xml.data },
		{ NULL, NULL } });
	snprintf(path, sizeof path, "%s/two.docx", folder);
	support_write(path, file.data, file.len);
	doc = support_document(forms, path);
	bytes_release(&file);
	bytes_release(&xml);
	free(html);
	return doc;
}

#define TITLE "<p><t>2024年市级部门整体预算绩效目标表</t></p>"

static void expect_choice(const struct document *doc, size_t n,
			  const char *which)
{
	const struct repair *r =
		&doc->reading.repairs[doc->reading.n_repairs - 1];

	cr_assert_gt(doc->reading.n_repairs, 0);
	cr_expect_eq(r->kind, REPAIR_TABLE);
	cr_expect_eq(r->n, n);
	cr_expect_str_eq(r->text, which, "%s", r->text);
}

/* Which of several tables it is, is told; the lines above belong to it. */
Test(office_real, choice_of_tables)
{
	struct document *doc = document_of(
		"<d><tbl><tr><tc><p><t>别的表</t></p></tc></tr></tbl>"
		"<p><t>附件</t></p>" TITLE "<tbl>",
		"nowhere", "");

	expect_choice(doc, 2, "2");
	cr_expect_eq(document_line(doc, support_place(doc->def, "年度", -1)),
		     2);
	cr_expect_str_eq(doc->reading.repairs[0].text, "附件");
	document_free(doc);
}

/* A table that was broken at the end of a page is one, as far as the next one
   goes on with the form. */
Test(office_real, tables_of_one_form)
{
	struct document *whole =
		document_of("<d>" TITLE "<tbl>", "nowhere", "");
	struct document *doc = document_of("<d>" TITLE "<tbl>", "完成时间",
					   "</tbl><p><t>续表</t></p><tbl>");
	int table = whole->def->n_tables - 1;

	expect_choice(doc, 2, "1、2");
	cr_expect_eq(doc->reading.n_leftovers, whole->reading.n_leftovers + 1);
	cr_expect_eq(record_n_rows(&doc->record, table),
		     record_n_rows(&whole->record, table));
	document_free(doc);
	doc = document_of("<d>" TITLE "<tbl>", "完成时间",
			  "</tbl><tbl><tr><tc><p><t>联系人</t></p></tc>"
			  "<tc><p><t>电话</t></p></tc></tr>");
	expect_choice(doc, 2, "1");
	document_free(doc);
	/* who filled it in stands in front of another table */
	doc = document_of(
		"<d>" TITLE "<tbl>", "以系统为准",
		"</tbl><p><t>填报人：甲</t></p><tbl><tr><tc><p>"
		"<t>审核</t></p></tc><tc><p><t>意见</t></p></tc></tr>");
	expect_choice(doc, 2, "1");
	cr_expect_eq(doc->reading.n_leftovers, whole->reading.n_leftovers + 1);
	document_free(doc);
	document_free(whole);
}

Test(office_real, real_form_as_xls)
{
	expect_real_form("tests/tables/real.xls");
}

static void copy_real(const char *name, const char *to)
{
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(name), &data, &n, &stamp, NULL));
	support_write(to, data, n);
	free(data);
}

/* A part's XML in a workbook, changed at one place. */
static void change_part(const char *path, const char *name, const char *from,
			const char *to)
{
	static char xml[1 << 20];
	struct bytes changed = BYTES_INIT;
	zip_t *z = zip_open(path, 0, NULL);
	zip_int64_t at = zip_name_locate(z, name, 0);
	zip_file_t *part = zip_fopen_index(z, (zip_uint64_t)at, 0);
	zip_int64_t n = zip_fread(part, xml, sizeof xml - 1);
	char *place;

	zip_fclose(part);
	cr_assert_gt(n, 0);
	xml[n] = '\0';
	place = strstr(xml, from);
	cr_assert(place);
	bytes_add(&changed, xml, (size_t)(place - xml));
	bytes_add_str(&changed, to);
	bytes_add_str(&changed, place + strlen(from));
	zip_file_replace(z, (zip_uint64_t)at,
			 zip_source_buffer(z, changed.data, changed.len, 0), 0);
	cr_assert_eq(zip_close(z), 0);
	bytes_release(&changed);
}

static void change_sheet(const char *path, const char *from, const char *to)
{
	change_part(path, "xl/worksheets/sheet1.xml", from, to);
}

/* As programs write it that know no sums: told, for the cell was filled in. */
Test(office_real, formula_without_a_result)
{
	struct document *doc;
	char path[4200];

	snprintf(path, sizeof path, "%s/form.xlsx", folder);
	copy_real("tests/tables/real.xlsx", path);
	change_sheet(path, "<v>631.23</v>", "<f>600+31.23</f><v></v>");
	change_sheet(path, "<v>184.35</v>", "<f>A1</f>");
	doc = support_document(forms, path);
	cr_assert_eq(doc->reading.n_repairs, 1);
	cr_expect_eq(doc->reading.repairs[0].kind, REPAIR_NO_RESULT);
	cr_expect_eq(doc->reading.repairs[0].n, 2);
	cr_expect_eq(doc->reading.repairs[0].line, 5);
	document_free(doc);
	/* a text of no length is a result */
	copy_real("tests/tables/real.xlsx", path);
	change_sheet(path, "t=\"n\"><v>631.23</v>",
		     "t=\"str\"><f>IF(1,\"\")</f><v></v>");
	doc = support_document(forms, path);
	cr_expect_eq(doc->reading.n_repairs, 0);
	document_free(doc);
}

/* Saved beside it, and then that is the file. */
Test(office_real, original_is_never_overwritten)
{
	struct failure f = { 0 };
	struct document *doc;
	char original[4200], *beside;

	snprintf(original, sizeof original, "%s/form.xls", folder);
	copy_real("tests/tables/real.xls", original);
	doc = support_document(forms, original);
	cr_expect_not(document_save(doc, original, true, &f));
	cr_expect_eq(f.code, FAILURE_EXISTS);
	beside = document_proposed_path(doc);
	cr_expect(document_save(doc, beside, false, &f));
	cr_expect_eq(f.code, FAILURE_NONE);
	free(beside);
	beside = document_proposed_path(doc);
	cr_expect_str_eq(strrchr(beside, '/'), "/form.csv");
	document_set(doc, support_place(doc->def, "部门名称", -1), "某局",
		     strlen("某局"));
	cr_expect(document_save(doc, beside, false, &f));
	document_free(doc);
	doc = support_document(forms, beside);
	cr_expect_str_eq(document_name(doc), "某局");
	cr_expect(doc->has_file);
	document_free(doc);
	free(beside);
}

/* The first entry of its folder with this name gets another. */
static void rename_stream(char *data, size_t n, const char *from,
			  const char *to)
{
	char wide[64] = { 0 }, *at;

	for (size_t i = 0; from[i]; i++)
		wide[2 * i] = from[i];
	at = memmem(data, n, wide, 2 * strlen(from) + 2);
	cr_assert(at);
	memset(at, 0, 64);
	for (size_t i = 0; to[i]; i++)
		at[2 * i] = to[i];
	at[64] = (char)(2 * strlen(to) + 2);
}

static struct bytes real_xls(void)
{
	struct bytes file = BYTES_INIT;
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(support_path("tests/tables/real.xls"), &data, &n,
			     &stamp, NULL));
	bytes_add(&file, data, n);
	free(data);
	return file;
}

Test(office_real, refusals_of_compound_files)
{
	static const struct {
		const char *stream, *key;
	} cases[] = { { "EncryptedPackage", "office-locked" },
		      { "WordDocument", "office-kind" },
		      { "Contents", "office-kind" } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes file = real_xls();

		rename_stream(file.data, file.len, "Workbook", cases[i].stream);
		office_expect(file, cases[i].key);
	}
}

/* Reports of other programs have it in capitals, or call it as Excel 95 did. */
Test(office_real, names_of_the_workbook_in_a_compound_file)
{
	static const char *const names[] = { "WORKBOOK", "Book", "BOOK" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct bytes file = real_xls();
		char *wanted = office_text(&file);

		rename_stream(file.data, file.len, "Workbook", names[i]);
		office_expect(file, wanted);
		free(wanted);
	}
}

/* A workbook in a folder of its own is one that is pasted into the file. */
Test(office_real, workbook_below_the_root)
{
	struct bytes file = real_xls();
	static const char name[] = "R\0o\0o\0t\0 \0E";
	char *first = NULL, *end = file.data + file.len;

	/* LibreOffice leaves an old folder in the file, before the one in
	   use */
	for (char *at = file.data;
	     (at = memmem(at, (size_t)(end - at), name, sizeof name)); at++)
		first = at;
	cr_assert(first);
	memset(first + 76, 0xff, 4);
	office_expect(file, "office-kind");
}

Test(office_real, zip_with_a_password)
{
	if (!zip_encryption_method_supported(ZIP_EM_AES_256, 1))
		cr_skip_test("this libzip can't encrypt");
	struct bytes file =
		office_workbook("<worksheet/>", "<sst/>", "<styleSheet/>");
	zip_source_t *source =
		zip_source_buffer_create(file.data, file.len, 0, NULL);
	zip_t *z;
	zip_stat_t st;
	struct bytes locked = BYTES_INIT;

	zip_source_keep(source);
	z = zip_open_from_source(source, 0, NULL);
	cr_assert_eq(zip_file_set_encryption(z, 0, ZIP_EM_AES_256, "x"), 0);
	cr_assert_eq(zip_close(z), 0);
	zip_source_open(source);
	zip_source_stat(source, &st);
	bytes_reserve(&locked, st.size);
	locked.len = (size_t)zip_source_read(source, locked.data, st.size);
	zip_source_close(source);
	zip_source_free(source);
	bytes_release(&file);
	office_expect(locked, "office-locked");
}

static void expect_cell(struct document *doc, const char *name, long row,
			const char *wanted)
{
	const char *got =
		record_get(&doc->record, support_place(doc->def, name, row));

	cr_expect_str_eq(got, wanted, "%s: %s, not %s", name, got, wanted);
}

/* As a workbook comes from an office: tests/tables/README. */
static void expect_two_sheets(const char *name)
{
	struct document *doc = support_document(forms, support_path(name));
	size_t n = doc->reading.n_repairs;

	expect_cell(doc, "部门名称", -1, "湛江市科学技术协会");
	expect_cell(doc, "基本支出", -1, "631.23");
	expect_cell(doc, "其他资金", -1, "");
	expect_cell(doc, "任务.拟投入的资金", 0, "130.95");
	expect_cell(doc, "指标.指标值", 2, "100.00%");
	expect_cell(doc, "指标.指标值", 3, "2024年12月");
	cr_assert_eq(n, 2);
	cr_expect_eq(doc->reading.repairs[0].kind, REPAIR_UNPLACED);
	cr_expect_eq(doc->reading.repairs[n - 1].kind, REPAIR_SHEET);
	cr_expect_eq(doc->reading.repairs[n - 1].n, 2);
	cr_expect_str_eq(doc->reading.repairs[n - 1].text, "绩效目标表");
	document_free(doc);
}

Test(office_real, two_sheets_and_formats)
{
	expect_two_sheets("tests/tables/two-sheets.xlsx");
	expect_two_sheets("tests/tables/two-sheets.xls");
	expect_two_sheets("tests/tables/two-sheets.fods");
}

/* A sheet with more rows than may be unpacked, all of them blank. */
static void swell(const char *path, const char *name)
{
	static const char row[] = "<row/><row/><row/><row/><row/><row/><row/>";
	struct bytes rows = BYTES_INIT;

	while (rows.len <= OFFICE_BYTES)
		bytes_add_str(&rows, row);
	bytes_add_str(&rows, "</sheetData>");
	copy_real("tests/tables/two-sheets.xlsx", path);
	change_part(path, name, "</sheetData>", rows.data);
	bytes_release(&rows);
}

Test(office_real, a_sheet_too_big_is_another_one_or_the_form)
{
	struct failure_list faults = { 0 };
	struct document *doc;
	char path[4200];

	snprintf(path, sizeof path, "%s/form.xlsx", folder);
	swell(path, "xl/worksheets/sheet1.xml");
	doc = support_document(forms, path);
	expect_cell(doc, "基本支出", -1, "631.23");
	cr_assert_eq(doc->reading.n_repairs, 2);
	cr_expect_eq(doc->reading.repairs[1].kind, REPAIR_SHEET);
	cr_expect_eq(doc->reading.repairs[1].n, 2);
	document_free(doc);
	swell(path, "xl/worksheets/sheet2.xml");
	cr_expect_null(document_open(forms, path, NULL, &faults));
	cr_assert_eq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_OFFICE_TOO_BIG);
	failure_list_release(&faults);
}
