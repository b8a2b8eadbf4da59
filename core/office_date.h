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

#endif
