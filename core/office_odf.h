/*
 * office_odf: the sheets of an OpenDocument spreadsheet, and the tables of such
 * a document (OASIS, ISO/IEC 26300).
 */
#ifndef CORE_OFFICE_ODF_H
#define CORE_OFFICE_ODF_H

#include "core/office_package.h"

/* Is the package one? */
bool odf_is(struct office_package *);
/* Failures as office_read(). */
bool odf_read(struct office_file *, struct office_package *,
	      struct office_tables *);
/* The same of its content, or of one that is a single file of XML. */
bool odf_read_flat(struct office_file *, const struct bytes *xml,
		   struct office_tables *);

#endif
