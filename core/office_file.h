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
/* With the name of the library that is not there. */
bool office_refuse_library(struct office_file *, const char *library);
/* With the kind of file that can't be read. */
bool office_refuse_kind(struct office_file *, const char *kind);

#endif
