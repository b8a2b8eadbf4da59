/*
 * office_docx: the tables of an Office document (ECMA-376, WordprocessingML),
 * those in a cell of another one as well.
 */
#ifndef CORE_OFFICE_DOCX_H
#define CORE_OFFICE_DOCX_H

#include "core/office_package.h"

/* `part`: the document's own part. Failures as office_read(). */
bool docx_read(struct office_file *, struct office_package *, const char *part,
	       struct office_tables *);
/* One that is a single file of XML, its parts in each other, or of 2003. */
bool docx_read_flat(struct office_file *, const struct bytes *xml,
		    struct office_tables *);

#endif
