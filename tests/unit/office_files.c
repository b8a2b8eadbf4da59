#include <config.h>
#include "tests/unit/office_files.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "core/office.h"

const struct office_part office_root = {
	"_rels/.rels",
	RELATIONS RELATION("r1", "officeDocument",
			   "xl/workbook.xml") "</Relationships>",
};
static const struct office_part book = {
	"xl/workbook.xml",
	"<workbook><sheets><sheet name='表一' sheetId='1' r:id='r1'/>"
	"<sheet name='表二' sheetId='2' r:id='r2'/></sheets></workbook>",
};
const struct office_part office_book_relations = {
	"xl/_rels/workbook.xml.rels",
	RELATIONS RELATION("r1", "worksheet", "worksheets/sheet1.xml")
		RELATION("r2", "worksheet", "/xl/worksheets/sheet2.xml")
			RELATION("r3", "sharedStrings", "strings.xml")
				RELATION("r4", "styles",
					 "styles.xml") "</Relationships>",
};

struct bytes office_zip(const struct office_part *parts)
{
	struct bytes out = BYTES_INIT;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	zip_stat_t st;

	zip_source_keep(source);
	for (; parts->name; parts++)
		cr_assert_geq(
			zip_file_add(z, parts->name,
				     zip_source_buffer(z, parts->text,
						       strlen(parts->text), 0),
				     0),
			0);
	cr_assert_eq(zip_close(z), 0);
	cr_assert_eq(zip_source_open(source), 0);
	zip_source_stat(source, &st);
	bytes_reserve(&out, st.size);
	out.len = (size_t)zip_source_read(source, out.data, st.size);
	zip_source_close(source);
	zip_source_free(source);
	return out;
}

struct bytes office_workbook(const char *sheet, const char *strings,
			     const char *styles)
{
	const struct office_part parts[] = {
		office_root,
		book,
		office_book_relations,
		{ "xl/worksheets/sheet1.xml", sheet },
		{ "xl/worksheets/sheet2.xml", "<worksheet/>" },
		{ "xl/strings.xml", strings },
		{ "xl/styles.xml", styles },
		{ NULL, NULL },
	};

	return office_zip(parts);
}

static void add_quoted(struct bytes *out, const struct bytes *s)
{
	size_t begin = out->len;

	for (size_t i = 0; i < s->len; i++) {
		unsigned char c = (unsigned char)s->data[i];

		if (out->len - begin > 72) {
			bytes_add_str(out, "=\r\n");
			begin = out->len;
		}
		if (c == '\n')
			begin = out->len + 2;
		if (c == '\n')
			bytes_add_str(out, "\r\n");
		else if (c == '=' || c >= 0x7f)
			bytes_printf(out, "=%02X", c);
		else
			bytes_add_char(out, (char)c);
	}
}

static void add_base64(struct bytes *out, const struct bytes *s)
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				    "qrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s->len; i += 3) {
		size_t n = s->len - i < 3 ? s->len - i : 3;
		unsigned bits = 0;

		for (size_t k = 0; k < n; k++)
			bits |= (unsigned)(unsigned char)s->data[i + k]
				<< (16 - 8 * k);
		for (size_t k = 0; k < 4; k++)
			bytes_add_char(
				out,
				k > n ? '=' : signs[bits >> (18 - 6 * k) & 63]);
		bytes_add_str(out, i % 57 == 54 ? "\r\n" : "");
	}
}

struct bytes office_mht(const struct bytes *page, enum office_transfer transfer)
{
	static const char *const names[] = { "quoted-printable", "base64",
					     "8bit" };
	struct bytes out = BYTES_INIT;

	bytes_printf(&out,
		     "MIME-Version: 1.0\r\n"
		     "Content-Type: multipart/related;\r\n"
		     "\tboundary=\"----=_NextPart_01DA.1\"\r\n\r\n"
		     "此文档为“单个文件网页”,也称为“Web 档案”文件。\r\n\r\n"
		     "------=_NextPart_01DA.1\r\n"
		     "Content-Location: file:///C:/1/form.htm\r\n"
		     "Content-Transfer-Encoding: %s\r\n"
		     "Content-Type: text/html; charset=\"gb2312\"\r\n\r\n",
		     names[transfer]);
	if (transfer == OFFICE_QUOTED)
		add_quoted(&out, page);
	else if (transfer == OFFICE_BASE64)
		add_base64(&out, page);
	else
		bytes_add(&out, page->data, page->len);
	bytes_add_str(&out,
		      "\r\n\r\n------=_NextPart_01DA.1\r\n"
		      "Content-Location: file:///C:/1/form.files/a.png\r\n"
		      "Content-Transfer-Encoding: base64\r\n"
		      "Content-Type: image/png\r\n\r\niVBORw0KGgo=\r\n\r\n"
		      "------=_NextPart_01DA.1\r\n"
		      "Content-Location: file:///C:/1/form.files/list.xml\r\n"
		      "Content-Type: text/xml; charset=\"utf-8\"\r\n\r\n"
		      "<xml><o:File HRef=3D\"../form.htm\"/></xml>\r\n\r\n"
		      "------=_NextPart_01DA.1--\r\n");
	return out;
}

char *office_text(const struct bytes *file)
{
	struct office_tables tables;
	struct failure f = { 0 };
	struct bytes out = BYTES_INIT;

	cr_expect(office_is(file->data, file->len));
	if (!office_read(&tables, file->data, file->len, "x", &f))
		bytes_add_str(&out, failure_key(f.code));
	for (size_t i = 0; i < tables.n; i++) {
		if (i > 0)
			bytes_add_str(&out, "--\n");
		for (const char *s = tables.items[i].csv.data; *s; s++)
			if (*s != '\r')
				bytes_add_char(&out, *s);
	}
	office_tables_release(&tables);
	failure_release(&f);
	return bytes_take(&out);
}

void office_expect(struct bytes file, const char *wanted)
{
	char *got = office_text(&file);

	cr_expect_str_eq(got, wanted, "%s, not %s", got, wanted);
	free(got);
	bytes_release(&file);
}
