/*
 * office_file: what the readers of office files share: the file's bytes and
 * what may still be unpacked of it.
 */
#ifndef CORE_OFFICE_FILE_H
#define CORE_OFFICE_FILE_H

#include "core/office.h"

struct office_file {
	const char *data; /* borrowed */
	size_t n;
	const char *path;
	size_t bytes_left; /* to be unpacked, of OFFICE_BYTES */
	size_t text_left;  /* of the tables, of OFFICE_BYTES */
	struct failure *failure;
};

/* A file of text, by what it begins with. */
struct office_kind {
	char beginning[17];
	enum {
		OFFICE_REFUSED,
		OFFICE_SHEETS,
		OFFICE_ODF,
		OFFICE_DOCX,
		OFFICE_HTML,
		OFFICE_MHT
	} reader;
	char name[6]; /* of what is refused */
};
/* One that no table can be read from; ? is any byte. */
struct office_wordless {
	char beginning[13];
	size_t n;
	enum failure_code code;
	char name[5];
};
/* NULL: none of these. */
const struct office_kind *office_kind_in(const char *data, size_t n);
const struct office_wordless *office_wordless_of(const char *data, size_t n);
bool office_is_zip(const char *data, size_t n);
/* Blanks and a byte order mark may come before; letters in either case. */
bool office_begins(const char *data, size_t n, const char *beginning);

/* Adds the text of bytes. Pages say that they are GB2312 and are GBK, or UTF-8
   and aren't: what they are is told by a mark or as that of any table is.
   FAILURE_OFFICE_BROKEN, _TOO_BIG. */
bool office_decode(struct office_file *, const char *data, size_t n,
		   struct bytes *out);

struct cells;
/* Writes a table, with the lines above it, and adds it, if it has any text. The
   name may be NULL. */
bool office_add(struct office_file *, struct office_tables *, struct cells *,
		const char *name, char *const *above, size_t n_above);
/* Always false. */
bool office_refuse(struct office_file *, enum failure_code);
/* With a name as its detail. */
bool office_refuse_named(struct office_file *, enum failure_code,
			 const char *name);
/* With the name of the library that is not there. */
bool office_refuse_library(struct office_file *, const char *library);
/* With the kind of file that can't be read. */
bool office_refuse_kind(struct office_file *, const char *kind);

#endif
