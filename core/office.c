#include <config.h>
#include "core/office.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/encoding.h"
#include "core/memory.h"
#include "core/office_file.h"
#include "core/office_table.h"
#include "core/text.h"

/* ---- what all readers share ---- */

bool office_refuse(struct office_file *file, enum failure_code code)
{
	failure_set(file->failure, code, file->path, 0);
	if (code == FAILURE_OFFICE_TOO_BIG)
		failure_detail(file->failure, "%d", OFFICE_BYTES);
	return false;
}

bool office_refuse_named(struct office_file *file, enum failure_code code,
			 const char *name)
{
	failure_set(file->failure, code, file->path, 0);
	failure_detail(file->failure, "%s", name);
	return false;
}

bool office_refuse_library(struct office_file *file, const char *library)
{
	return office_refuse_named(file, FAILURE_OFFICE_LIBRARY, library);
}

bool office_refuse_kind(struct office_file *file, const char *kind)
{
	return office_refuse_named(file, FAILURE_OFFICE_KIND, kind);
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
	table.name = name ? memory_copy_str(name) : NULL;
	MEMORY_ADD(tables->items, tables->n, tables->cap) = table;
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
bool office_is_zip(const char *data, size_t n)
{
	return begins(data, n, "PK\3\4", 4) || begins(data, n, "PK\5\6", 4);
}

/* What holds the streams of Office files before 2007, of WPS's own files, and
   of encrypted ones. */
static bool is_compound(const char *data, size_t n)
{
	return begins(data, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

static const struct office_kind kinds[] = {
	{ "<Workbook", OFFICE_SHEETS, "" },
	{ "<ss:Workbook", OFFICE_SHEETS, "" },
	{ "<office:document", OFFICE_ODF, "" },
	{ "<w:wordDocument", OFFICE_DOCX, "" },
	{ "<pkg:package", OFFICE_DOCX, "" },
	{ "<!DOCTYPE html", OFFICE_HTML, "" },
	{ "<html", OFFICE_HTML, "" },
	{ "<head", OFFICE_HTML, "" },
	{ "<meta", OFFICE_HTML, "" },
	{ "<table", OFFICE_HTML, "" },
	{ "<style", OFFICE_HTML, "" },
	{ "<body", OFFICE_HTML, "" },
	{ "<div", OFFICE_HTML, "" },
	{ "<!--", OFFICE_HTML, "" },
	{ "<?xml", OFFICE_REFUSED, "XML" },
	{ "MIME-Version:", OFFICE_MHT, "" },
	{ "From: <", OFFICE_MHT, "" },
	{ "From: \"", OFFICE_MHT, "" },
	{ "%PDF-", OFFICE_REFUSED, "PDF" },
	{ "{\\rtf", OFFICE_REFUSED, "RTF" },
};

static size_t skip_blanks(const char *data, size_t n, size_t at)
{
	while (at < n && strchr(" \t\r\n", data[at]) && data[at])
		at++;
	return at;
}

/* Where its first character stands. */
static size_t begin(const char *data, size_t n)
{
	return skip_blanks(data, n, begins(data, n, "\xEF\xBB\xBF", 3) ? 3 : 0);
}

/* Letters in either case. */
static bool stands_at(const char *data, size_t n, size_t at, const char *text)
{
	size_t len = strlen(text);

	return n - at >= len && !strncasecmp(data + at, text, len);
}

bool office_begins(const char *data, size_t n, const char *beginning)
{
	return stands_at(data, n, begin(data, n), beginning);
}

/* Where its first element stands, behind comments and instructions. */
static size_t root(const char *data, size_t n)
{
	size_t at = begin(data, n);

	for (;;) {
		bool is_comment = stands_at(data, n, at, "<!--");
		const char *end = is_comment ? "-->" : "?>", *found;

		if (!is_comment && !stands_at(data, n, at, "<?"))
			return at;
		found = memmem(data + at, n - at, end, strlen(end));
		if (!found)
			return n;
		at = (size_t)(found - data) + strlen(end);
		at = skip_blanks(data, n, at);
	}
}

static const struct office_kind *kind_at(const char *data, size_t n, size_t at)
{
	/* no table begins as one of them does */
	if (at == n || !data[at] || !strchr("<MmFf%{", data[at]))
		return NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (stands_at(data, n, at, kinds[i].beginning))
			return &kinds[i];
	return NULL;
}

static const struct office_kind *kind_of(const char *data, size_t n)
{
	const struct office_kind *kind = kind_at(data, n, begin(data, n)),
				 *inner;

	if (!kind || *kind->beginning != '<')
		return kind;
	inner = kind_at(data, n, root(data, n));
	return inner ? inner : kind;
}

/* Text whose characters aren't those that kinds are known by. */
static bool is_marked(enum encoding encoding)
{
	return encoding != ENCODING_AUTO && encoding != ENCODING_UTF_8;
}

const struct office_kind *office_kind_in(const char *data, size_t n)
{
	enum { LOOK_BYTES = 4096 };
	enum encoding encoding = encoding_of_mark(data, n);
	struct bytes text = BYTES_INIT;
	const struct office_kind *kind;

	if (!is_marked(encoding))
		return kind_of(data, n);
	encoding_decode(encoding, data, n < LOOK_BYTES ? n : LOOK_BYTES, &text);
	kind = kind_of(text.data, text.len);
	bytes_release(&text);
	return kind;
}

static const struct office_wordless wordless[] = {
	{ "\xFF\xD8\xFF", 3, FAILURE_PICTURE, "JPEG" },
	{ "\x89PNG\r\n", 6, FAILURE_PICTURE, "PNG" },
	{ "GIF8?a", 6, FAILURE_PICTURE, "GIF" },
	{ "BM????\0\0\0\0", 10, FAILURE_PICTURE, "BMP" },
	{ "II*\0", 4, FAILURE_PICTURE, "TIFF" },
	{ "MM\0*", 4, FAILURE_PICTURE, "TIFF" },
	{ "RIFF????WEBP", 12, FAILURE_PICTURE, "WEBP" },
	{ "\0\0\0?ftyphei", 11, FAILURE_PICTURE, "HEIC" },
	{ "Rar!\x1A\a", 6, FAILURE_ARCHIVE, "RAR" },
	{ "7z\xBC\xAF\'\x1C", 6, FAILURE_ARCHIVE, "7z" },
	{ "\x1F\x8B\b", 3, FAILURE_ARCHIVE, "GZIP" },
};

static bool fits(const struct office_wordless *w, const char *data, size_t n)
{
	size_t i = 0;

	while (i < w->n && i < n &&
	       (w->beginning[i] == '?' || w->beginning[i] == data[i]))
		i++;
	return i == w->n;
}

const struct office_wordless *office_wordless_of(const char *data, size_t n)
{
	for (size_t i = 0; i < sizeof wordless / sizeof *wordless; i++)
		if (n > 0 && *wordless[i].beginning == *data &&
		    fits(&wordless[i], data, n))
			return &wordless[i];
	return NULL;
}

bool office_is(const char *data, size_t n)
{
	return office_is_zip(data, n) || is_compound(data, n) ||
	       office_wordless_of(data, n) || office_kind_in(data, n);
}

bool office_decode(struct office_file *file, const char *data, size_t n,
		   struct bytes *out)
{
	enum encoding encoding = encoding_of_mark(data, n);
	bool ok = true;

	if (is_marked(encoding))
		ok = encoding_decode(encoding, data, n, out);
	else if (text_valid(data, n) == n)
		bytes_add(out, data, n);
	else
		ok = encoding_guess(data, n, &encoding, out);
	if (!ok)
		return office_refuse(file, FAILURE_OFFICE_BROKEN);
	return out->len <= OFFICE_BYTES ||
	       office_refuse(file, FAILURE_OFFICE_TOO_BIG);
}
