/*
 * office_mht: the tables of a web page that is a single file with all that
 * belongs to it (RFC 2557), as Word, Excel, WPS and browsers save it: .mht, or
 * called .doc or .xls.
 */
#ifndef CORE_OFFICE_MHT_H
#define CORE_OFFICE_MHT_H

#include "core/office_file.h"

/* Failures as office_read(). */
bool mht_read(struct office_file *, const struct bytes *text,
	      struct office_tables *);

#endif
