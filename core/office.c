#include <config.h>
#include "core/office.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/encoding.h"
#include "core/memory.h"
#include "core/office_compound.h"
#include "core/office_docx.h"
#include "core/office_file.h"
#include "core/office_html.h"
#include "core/office_markup.h"
#include "core/office_odf.h"
#include "core/office_package.h"
#include "core/office_relations.h"
#include "core/office_table.h"
#include "core/office_xls.h"
#include "core/office_xlsx.h"
#include "core/office_xml.h"
#include "core/text.h"

/* ---- what all readers share ---- */

bool office_refuse(struct office_file *file, enum failure_code code)
{
	failure_set(file->failure, code, file->path, 0);
	if (code == FAILURE_OFFICE_TOO_BIG)
		failure_detail(file->failure, "%d", OFFICE_BYTES);
	return false;
}

bool office_refuse_library(struct office_file *file, const char *library)
{
	failure_set(file->failure, FAILURE_OFFICE_LIBRARY, file->path, 0);
	failure_detail(file->failure, "%s", library);
	return false;
}

bool office_refuse_kind(struct office_file *file, const char *kind)
{
	failure_set(file->failure, FAILURE_OFFICE_KIND, file->path, 0);
	failure_detail(file->failure, "%s", kind);
	return false;
}

bool office_add(struct office_file *file, struct office_tables *tables,
		struct cells *cells, const char *name, char *const *above,
		size_t n_above)
{
	size_t last = tables->n > 0 ? tables->items[tables->n - 1].number : 0;
	struct office_table table = {
		.csv = BYTES_INIT,
		.number = last + 1,
		.n_no_result = cells->n_no_result,
		.no_result_row = (size_t)cells->no_result_row + 1,
	};

	if (table.number > OFFICE_TABLES)
		return true;
	if (!cells_write(cells, above, n_above, file->text_left, &table.csv)) {
		bytes_release(&table.csv);
		return office_refuse(file, FAILURE_OFFICE_TOO_BIG);
	}
	file->text_left -= table.csv.len < file->text_left ? table.csv.len
							   : file->text_left;
	if (table.csv.len == 0)
		return true;
	table.name = name ? memory_copy(name, strlen(name)) : NULL;
	tables->items = memory_grow(tables->items, &tables->cap, tables->n + 1,
				    sizeof table);
	tables->items[tables->n++] = table;
	return true;
}

void office_tables_release(struct office_tables *tables)
{
	for (size_t i = 0; i < tables->n; i++) {
		free(tables->items[i].name);
		bytes_release(&tables->items[i].csv);
	}
	free(tables->items);
	*tables = (struct office_tables){ 0 };
}

/* ---- kinds of files ---- */

static bool begins(const char *data, size_t n, const char *magic,
		   size_t n_magic)
{
	return n >= n_magic && !memcmp(data, magic, n_magic);
}

/* The second is an empty one. */
static bool is_zip(const char *data, size_t n)
{
	return begins(data, n, "PK\3\4", 4) || begins(data, n, "PK\5\6", 4);
}

/* What holds the streams of Office files before 2007, of WPS's own files, and
   of encrypted ones. */
static bool is_compound(const char *data, size_t n)
{
	return begins(data, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

/* Where its first character stands. */
static size_t begin(const char *data, size_t n)
{
	size_t at = encoding_of_mark(data, n) == ENCODING_UTF_8 ? 3 : 0;

	while (at < n && strchr(" \t\r\n", data[at]) && data[at])
		at++;
	return at;
}

bool office_begins(const char *data, size_t n, const char *beginning)
{
	size_t at = begin(data, n), len = strlen(beginning);

	return n - at >= len && !strncasecmp(data + at, beginning, len);
}

/* What else is handed in for a workbook; NULL if it isn't one of these. */
static const char *other_kind(const char *data, size_t n)
{
	static const struct {
		const char *beginning, *kind;
	} kinds[] = {
		{ "<?xml", "XML" },
		{ "MIME-Version:", "MHTML" },
		{ "%PDF-", "PDF" },
		{ "{\\rtf", "RTF" },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (office_begins(data, n, kinds[i].beginning))
			return kinds[i].kind;
	return NULL;
}

bool office_is(const char *data, size_t n)
{
	size_t at = begin(data, n);

	if (is_zip(data, n) || is_compound(data, n))
		return true;
	/* no table begins as one of the others does */
	return at < n && data[at] && strchr("<Mm%{", data[at]) &&
	       (html_is(data, n) || other_kind(data, n));
}

static bool read_package(struct office_file *file,
			 struct office_package *package, const char *part,
			 struct office_tables *tables)
{
	if (!part)
		return office_refuse_kind(file, ".zip");
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

	bool ok;

	*tables = (struct office_tables){ 0 };
	if (html_is(data, n))
		ok = html_read(&file, tables);
	else if (other_kind(data, n))
		ok = office_refuse_kind(&file, other_kind(data, n));
	else
		ok = is_zip(data, n) ? read_zip(&file, tables)
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
