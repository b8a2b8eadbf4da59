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
