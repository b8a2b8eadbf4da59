/*
 * office_xlsx: the sheets of an Office workbook (ECMA-376, SpreadsheetML).
 */
#ifndef CORE_OFFICE_XLSX_H
#define CORE_OFFICE_XLSX_H

#include "core/office_package.h"

/* `part`: the workbook's own part. Failures as office_read(). */
bool xlsx_read(struct office_file *, struct office_package *, const char *part,
	       struct office_tables *);

#endif
