/*
 * office_date: a spreadsheet's count of days as a date and a time of day.
 */
#ifndef CORE_OFFICE_DATE_H
#define CORE_OFFICE_DATE_H

#include "core/bytes.h"
#include "core/office_decimal.h"
#include "core/office_format.h"

/* Adds it by a section of a format. False if it is no date: negative, or beyond
   the year 9999. */
bool office_date_show(struct bytes *out, const struct format_section *,
		      const struct decimal *, bool from_1904);

/* The other way round, of a day from 1900 on or a time of day alone, as XML has
   it: 2024-12-31, 2024-12-31T08:30:00.000, 1899-12-31T08:30:00. */
bool office_date_parse(struct decimal *, const char *text);

#endif
