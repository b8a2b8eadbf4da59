/* Which reader a file goes to. */
#include <config.h>
#include "core/office.h"

#include <string.h>
#include "core/office_file.h"
#include "core/office_package.h"
#include "core/office_readers.h"
#include "core/office_relations.h"
#include "core/office_table.h"
#include "core/office_xml.h"
#include "core/text.h"

/* What stands in front of the first element tells of another encoding. */
static void cut_declaration(struct bytes *text)
{
	const char *end = office_begins(text->data, text->len, "<?xml")
				  ? strstr(text->data, "?>")
				  : NULL;

	if (end)
		bytes_splice(text, 0, (size_t)(end + 2 - text->data), "", 0);
}

static bool read_as(struct office_file *file, const struct office_kind *kind,
		    const struct bytes *text, struct office_tables *tables)
{
	switch (kind->reader) {
	case OFFICE_SHEETS:
		return spreadsheet_read(file, text, tables);
	case OFFICE_ODF:
		return odf_read_flat(file, text, tables);
	case OFFICE_DOCX:
		return docx_read_flat(file, text, tables);
	case OFFICE_HTML:
		return html_read(file, text, tables);
	case OFFICE_MHT:
		return mht_read(file, text, tables);
	case OFFICE_REFUSED:
		break;
	}
	return office_refuse_kind(file, kind->name);
}

static bool read_text(struct office_file *file, const struct office_kind *kind,
		      struct office_tables *tables)
{
	struct bytes text = BYTES_INIT;
	/* what is refused need not be text */
	bool ok = kind->reader == OFFICE_REFUSED ||
		  office_decode(file, file->data, file->n, &text);

	cut_declaration(&text);
	ok = ok && read_as(file, kind, &text, tables);
	bytes_release(&text);
	return ok;
}

static bool read_package(struct office_file *file,
			 struct office_package *package, const char *part,
			 struct office_tables *tables)
{
	if (!part && office_package_has(package, "OFD.xml"))
		return office_refuse_kind(file, "OFD");
	if (!part)
		return office_refuse_named(file, FAILURE_ARCHIVE, "ZIP");
	if (text_ends(part, ".bin"))
		return office_refuse_kind(file, ".xlsb");
	if (strstr(part, "document"))
		return docx_read(file, package, part, tables);
	if (strstr(part, "workbook"))
		return xlsx_read(file, package, part, tables);
	return office_refuse_kind(file, part);
}

static bool read_office(struct office_file *file,
			struct office_package *package,
			struct office_tables *tables)
{
	struct relations relations;
	bool ok = relations_read(file, package, "", &relations) &&
		  read_package(file, package,
			       relations_by_type(&relations, "officeDocument"),
			       tables);

	relations_release(&relations);
	return ok;
}

static bool read_zip(struct office_file *file, struct office_tables *tables)
{
	struct office_package *package = office_package_open(file);
	bool ok;

	if (!package)
		return false;
	ok = odf_is(package) ? odf_read(file, package, tables)
			     : read_office(file, package, tables);
	office_package_close(package);
	return ok;
}

static bool read_streams(struct office_file *file, struct compound *compound,
			 struct office_tables *tables)
{
	const char *name =
		compound_has(compound, "Workbook") ? "Workbook" : "Book";
	struct bytes stream = BYTES_INIT;
	bool ok;

	if (compound_has(compound, "EncryptedPackage"))
		return office_refuse(file, FAILURE_OFFICE_LOCKED);
	if (compound_has(compound, "WordDocument"))
		return office_refuse_kind(file, ".doc .wps");
	if (!compound_has(compound, name))
		return office_refuse_kind(file, "OLE");
	ok = compound_read(compound, name, &stream) &&
	     xls_read(file, &stream, tables);
	bytes_release(&stream);
	return ok;
}

static bool read_compound(struct office_file *file,
			  struct office_tables *tables)
{
	struct compound *compound = compound_open(file);
	bool ok = compound && read_streams(file, compound, tables);

	compound_close(compound);
	return ok;
}

bool office_read(struct office_tables *tables, const char *data, size_t n,
		 const char *path, struct failure *f)
{
	struct office_file file = {
		.data = data,
		.n = n,
		.path = path,
		.bytes_left = OFFICE_BYTES,
		.text_left = OFFICE_BYTES,
		.failure = f,
	};

	const struct office_wordless *sign = office_wordless_of(data, n);
	const struct office_kind *kind = office_kind_in(data, n);
	bool ok;

	*tables = (struct office_tables){ 0 };
	if (sign)
		ok = office_refuse_named(&file, sign->code, sign->name);
	else if (kind)
		ok = read_text(&file, kind, tables);
	else
		ok = office_is_zip(data, n) ? read_zip(&file, tables)
					    : read_compound(&file, tables);
	if (!ok)
		return false;
	return tables->n > 0 ||
	       office_refuse(&file, tables->n_too_big > 0
					    ? FAILURE_OFFICE_TOO_BIG
					    : FAILURE_EMPTY);
}

void office_version(struct bytes *out)
{
	office_package_version(out);
	office_xml_version(out);
	office_markup_version(out);
}
