/*
 * office_xls: the sheets of a workbook before 2007, Excel 97 and later, which
 * is also what WPS calls .et.
 */
#ifndef CORE_OFFICE_XLS_H
#define CORE_OFFICE_XLS_H

#include "core/office_file.h"

/* `stream`: the workbook's own. Failures as office_read(). */
bool xls_read(struct office_file *, const struct bytes *stream,
	      struct office_tables *);

#endif
