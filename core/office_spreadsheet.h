/*
 * office_spreadsheet: the sheets of an XML Spreadsheet 2003, a workbook in a
 * single file of XML that Excel saves as .xml and systems call .xls.
 */
#ifndef CORE_OFFICE_SPREADSHEET_H
#define CORE_OFFICE_SPREADSHEET_H

#include "core/office_file.h"

/* UTF-8. Failures as office_read(). */
bool spreadsheet_read(struct office_file *, const struct bytes *xml,
		      struct office_tables *);

#endif
