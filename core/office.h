/*
 * office: the tables of an .xlsx, .xls, .docx or OpenDocument file, of one of
 * those in XML, or of a web page, each as the text of a CSV file that core/grid
 * reads. A file is known by its content, not by its name.
 *
 * A cell is the text that it shows: numbers by their number format, formulas by
 * their last result. A merged area has its text in its first cell, and in the
 * first column in each of its rows that has another text; all else of it is
 * blank. Rows keep their numbers, in a document behind those of the lines
 * above; columns that nothing but merged cells reach into, and blank ones on
 * the left, are left out. Hidden rows and columns are read: a filter hides some
 * that count.
 *
 * A file from outside may mean harm, so it is refused beyond these limits, and
 * so is XML with a DOCTYPE, which alone can declare entities.
 */
#ifndef CORE_OFFICE_H
#define CORE_OFFICE_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/failure.h"

enum {
	/* All that is unpacked of a file, and all the text of its tables: what
	   a small file can swell to is bounded, whatever its ratio. A sheet
	   that says that it is beyond that isn't unpacked at all: another one
	   may be what is wanted. */
	OFFICE_BYTES = 64 << 20,
	OFFICE_PARTS = 10000, /* files in the zip */
	OFFICE_TABLES = 1000, /* no more are looked at */
	OFFICE_ROWS = 1 << 20,
	OFFICE_DEPTH = 256, /* XML elements in each other */
};

struct office_table {
	char *name; /* the sheet's, owned; NULL in a document */
	/* Which one of the file it is, from 1. In a document the lines right
	   above a table, its title among them, are rows of it, and so are all
	   below it, be they above another one: of that the first n_repeated. */
	size_t number, n_repeated;
	struct bytes csv;
	bool is_hidden; /* as all of them are */
	/* Formulas that no program has worked out yet, read as blank cells, and
	   the row of the first one, from 1. */
	size_t n_no_result, no_result_row;
};
struct office_tables {
	struct office_table *items; /* those with any text, in their order */
	size_t n, cap;
	size_t n_too_big; /* sheets that weren't unpacked */
};

/* Does it begin as such a file, or as one that is refused with its kind? */
bool office_is(const char *data, size_t n);
/*
 * Sheets that are hidden are left out, unless all are. FAILURE_OFFICE_BROKEN,
 * _LOCKED, _KIND, _TOO_BIG, _DOCTYPE, _NO_SHEET, _NO_TABLE, _LIBRARY,
 * FAILURE_PICTURE, FAILURE_ARCHIVE, or FAILURE_EMPTY if no table has any text;
 * _TOO_BIG if one that wasn't unpacked may have. Release it in either case.
 */
bool office_read(struct office_tables *, const char *data, size_t n,
		 const char *path, struct failure *);
void office_tables_release(struct office_tables *);
/* The libraries, a line each. */
void office_version(struct bytes *out);

#endif
