#include <config.h>
#include "core/export.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "core/export_page.h"
#include "core/import_tidy.h"
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

TestSuite(export, .timeout = 60, .init = setup, .fini = teardown);

/* A file in the folder with these bytes; static until the next call. */
static const char *file_with(const char *name, const char *data, size_t n)
{
	static char path[4200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	support_write(path, data, n);
	return path;
}

/* The page's cells cover each place of the table once. */
static void expect_whole(const struct page *page)
{
	size_t n = page->n_rows * (size_t)page->width;
	int *covered = calloc(n, sizeof *covered);

	for (size_t r = 0; r < page->n_rows; r++)
		for (int c = 0; c < page->rows[r].n_cells; c++) {
			const struct page_cell *cell = &page->rows[r].cells[c];

			cr_assert_leq(r + cell->n_rows, page->n_rows);
			for (size_t y = r; y < r + cell->n_rows; y++)
				for (int x = cell->col;
				     x < cell->col + cell->n_cols; x++)
					covered[y * (size_t)page->width +
						(size_t)x]++;
		}
	for (size_t i = 0; i < n; i++)
		cr_expect_eq(covered[i], 1, "place %zu: %d times", i,
			     covered[i]);
	free(covered);
}

Test(export, page_covers_each_place_once)
{
	static const char *const files[] = {
		REAL_FORM,
		"tests/forms/every-kind/sample.csv",
		"tests/forms/reading-corner/corner.csv",
		"tests/forms/three-boxes/chess-club.csv",
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct document *doc =
			support_document(forms, support_path(files[i]));
		struct page page;

		page_init(&page, doc);
		expect_whole(&page);
		page_release(&page);
		document_free(doc);
	}
}

/* Rows come and go: the page stays whole, and has the rows that are printed
   even if the record has none. */
Test(export, page_of_any_number_of_rows)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	unsigned seed = 20261125;

	for (int i = 0; i < 60; i++) {
		int t = (int)(support_random(&seed) %
			      (unsigned)doc->def->n_tables);
		size_t n = record_n_rows(&doc->record, t);
		struct page page;

		if (n > 0 && (i > 40 || support_random(&seed) % 3 > 0))
			document_row_delete(doc, t, support_random(&seed) % n);
		else
			document_row_new(doc, t,
					 support_random(&seed) % (n + 1), NULL);
		page_init(&page, doc);
		expect_whole(&page);
		page_release(&page);
	}
	document_free(doc);
}

Test(export, page_finds_findings_by_place)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings), total = 0, found;
	struct page page;

	page_init(&page, doc);
	for (size_t r = 0; r < page.n_rows; r++)
		for (int c = 0; c < page.rows[r].n_cells; c++) {
			struct place place = page.rows[r].cells[c].place;

			if (place.field < 0)
				continue;
			page_find(&page, place, &found);
			total += found;
		}
	cr_expect_eq(total, n, "%zu of %zu", total, n);
	page_release(&page);
	document_free(doc);
}

Test(export, guard_comes_off)
{
	static const char *const texts[] = { "=1+1", "'=1", "''", "'a", "",
					     "-5",   "\tx", "+",  "a=b" };
	struct bytes guarded = BYTES_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		bytes_clear(&guarded);
		tidy_guard(&guarded, texts[i]);
		cr_expect(!guarded.len || !strchr("=+-@\t\r\n", *guarded.data));
		cr_expect_str_eq(tidy_unguard(guarded.data), texts[i]);
	}
	bytes_release(&guarded);
}

/* JSON is edited and saved as a table beside it, and undone to what it was. */
Test(export, json_is_a_document_like_any_other)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	struct place place = support_place(doc->def, "部门名称", -1);
	struct bytes json = BYTES_INIT, again = BYTES_INIT;
	const struct finding *findings;
	size_t n_findings = check_findings(doc->check, &findings);
	char *proposed;

	export_json(doc, &json);
	document_free(doc);
	doc = support_document(forms, file_with("a.json", json.data, json.len));
	cr_expect_not(document_is_modified(doc));
	cr_expect_eq(check_findings(doc->check, &findings), n_findings);
	cr_expect_eq(document_line(doc, place), 0);
	document_set(doc, place, "某局", strlen("某局"));
	cr_expect(document_differs(doc));
	document_undo(doc);
	export_json(doc, &again);
	cr_expect_str_eq(again.data, json.data);
	proposed = document_proposed_path(doc);
	cr_expect(strstr(proposed, "/a.csv"));
	cr_expect(document_save(doc, proposed, false, NULL));
	cr_expect_eq(doc->n_lost, 0);
	document_free(doc);
	doc = support_document(forms, proposed);
	bytes_clear(&again);
	export_json(doc, &again);
	cr_expect_str_eq(again.data, json.data);
	document_free(doc);
	free(proposed);
	bytes_release(&json);
	bytes_release(&again);
}

/* As other programs write them. */
Test(export, numbers_in_json)
{
	static const char json[] =
		"{\"schema\":1,\"kind\":\"form\",\"form\":"
		"\"zhanjiang_department_2024\",\"fields\":{"
		"\"basic_expenditure\":631.23,\"project_expenditure\":184,"
		"\"fiscal_revenue\":0.00005,\"other_revenue\":-1e3,"
		"\"special_funds\":null},\"tables\":{}}";
	static const char *const wanted[][2] = {
		{ "基本支出", "631.23" },  { "项目支出", "184" },
		{ "财政拨款", "0.00005" }, { "其他资金", "-1000" },
		{ "财政专项资金", "" },
	};
	struct document *doc = support_document(
		forms, file_with("n.json", json, sizeof json - 1));

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		cr_expect_str_eq(
			record_get(&doc->record,
				   support_place(doc->def, wanted[i][0], -1)),
			wanted[i][1]);
	document_free(doc);
}

/* More rows than a table has could never be saved. */
Test(export, rows_in_json_are_as_many_as_in_a_table)
{
	struct bytes json = BYTES_INIT;
	struct failure_list faults = { 0 };

	bytes_add_str(&json, "{\"schema\":1,\"kind\":\"form\",\"form\":"
			     "\"zhanjiang_department_2024\",\"tables\":{"
			     "\"indicators\":[null");
	for (int i = 0; i < GRID_RECORDS; i++)
		bytes_add_str(&json, ",null");
	bytes_add_str(&json, "]}}");
	cr_expect_null(document_open(
		forms, file_with("many.json", json.data, json.len), NULL,
		&faults));
	cr_assert_eq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_TOO_MANY_ROWS);
	failure_list_release(&faults);
	bytes_release(&json);
}

/* Whatever bytes stand where: read, or refused with a reason. */
Test(export, damaged_json_and_tidy_are_refused_or_read, .timeout = 120)
{
	struct document *doc = support_document(
		forms, support_path("tests/forms/every-kind/sample.csv"));
	static const char signs[] = "{}[]\",:0n'\\\t\n=-x\x80";
	unsigned seed = 7;

	for (int kind = 0; kind < 2; kind++)
		for (int i = 0; i < 400; i++) {
			struct bytes data = BYTES_INIT;
			struct failure_list faults = { 0 };
			struct document *read;

			if (kind == 0)
				export_json(doc, &data);
			else
				export_tidy(doc, &dialect_new_file, &data);
			for (unsigned k = 0; k <= support_random(&seed) % 3;
			     k++)
				data.data[support_random(&seed) % data.len] =
					signs[support_random(&seed) %
					      (sizeof signs - 1)];
			read = document_open(
				forms, file_with("x", data.data, data.len), 0,
				&faults);
			cr_expect_neq(read == NULL, faults.n == 0);
			document_free(read);
			failure_list_release(&faults);
			bytes_release(&data);
		}
	document_free(doc);
}

Test(export, workbook_says_what_it_cannot_hold)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	struct place place = support_place(doc->def, "部门名称", -1);
	struct bytes text = BYTES_INIT, out = BYTES_INIT;
	struct failure f = { 0 };

	for (int i = 0; i < 40000; i++)
		bytes_add_char(&text, 'x');
	document_set(doc, place, text.data, text.len);
	cr_expect_not(export_xlsx(doc, NULL, 1, "a.xlsx", &out, &f));
	cr_expect_eq(f.code, FAILURE_XLSX_LIMIT);
	document_set(doc, place, "x", 1);
	failure_release(&f);
	cr_expect(export_xlsx(doc, NULL, 1, "a.xlsx", &out, &f));
	cr_expect_eq(memcmp(out.data, "PK", 2), 0);
	bytes_release(&text);
	bytes_release(&out);
	document_free(doc);
}

/* ---- how a workbook looks ---- */

/* A part of it; owned by the caller. */
static char *part_of(const struct bytes *workbook, const char *name)
{
	zip_t *z = zip_open_from_source(zip_source_buffer_create(workbook->data,
								 workbook->len,
								 0, NULL),
					ZIP_RDONLY, NULL);
	zip_file_t *part = zip_fopen(z, name, 0);
	struct bytes out = BYTES_INIT;
	zip_stat_t st;

	cr_assert(part, "%s", name);
	zip_stat(z, name, 0, &st);
	bytes_reserve(&out, st.size);
	out.len = (size_t)zip_fread(part, out.data, st.size);
	out.data[out.len] = '\0';
	zip_fclose(part);
	zip_discard(z);
	return bytes_take(&out);
}

/* The element that is the nth of a list, from 0, with all behind it. */
static const char *nth(const char *xml, const char *list, const char *element,
		       int n)
{
	const char *s = strstr(xml, list);

	for (; s && n >= 0; n--)
		s = strstr(s + 1, element);
	cr_assert(s, "%s %s", list, element);
	return s;
}

static int number_behind(const char *xml, const char *word)
{
	const char *s = strstr(xml, word);

	cr_assert(s, "%s", word);
	return atoi(s + strlen(word));
}

/* An element up to its end has this in it. */
static void expect_in(const char *element, const char *end, const char *wanted)
{
	const char *found = strstr(element, wanted), *last;

	last = strstr(element, end);
	cr_assert(last);
	cr_expect(found && found < last, "no %s in %.*s", wanted,
		  (int)(last - element), element);
}

/* As titles are set: larger than all else, bold, in the middle, without a
   frame, and text whatever it begins with. */
Test(export, workbook_has_a_title)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	struct bytes out = BYTES_INIT;
	char *sheet, *styles, number[64];
	const char *format, *font;

	cr_assert(export_xlsx(doc, NULL, 1, "a.xlsx", &out, NULL));
	sheet = part_of(&out, "xl/worksheets/sheet1.xml");
	styles = part_of(&out, "xl/styles.xml");
	format = nth(styles, "<cellXfs", "<xf ",
		     number_behind(sheet, "<c r=\"A1\" s=\""));
	expect_in(format, "</xf>", "borderId=\"0\"");
	expect_in(format, "</xf>", "horizontal=\"center\"");
	expect_in(format, "</xf>", "vertical=\"center\"");
	font = nth(styles, "<fonts", "<font>",
		   number_behind(format, "fontId=\""));
	expect_in(font, "</font>", "<b/>");
	expect_in(font, "</font>", "<sz val=\"16\"/>");
	expect_in(font, "</font>", "<name val=\"黑体\"/>");
	snprintf(number, sizeof number, "numFmtId=\"%d\" formatCode=\"@\"",
		 number_behind(format, "numFmtId=\""));
	cr_expect(strstr(styles, number));
	cr_expect(strstr(sheet, "<row r=\"1\""));
	expect_in(strstr(sheet, "<row r=\"1\""), ">", "ht=\"36\"");
	cr_expect(strstr(sheet, "<mergeCell ref=\"A1:E1\"/>"));
	free(sheet);
	free(styles);
	bytes_release(&out);
	document_free(doc);
}
