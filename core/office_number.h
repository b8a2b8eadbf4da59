/*
 * office_number: a spreadsheet's number as its number format shows it:
 * "0.00%", "#,##0.00", "yyyy\"年\"m\"月\"" and the like.
 *
 * A number never vanishes and never loses its sign: where a format would show
 * no digit (a zero as "-", a hidden cell) or has what is not known here
 * (fractions), the number stands as without a format, and a negative one in
 * parentheses or only in red gets its minus. Numbers in Chinese words
 * ([DBNum1]) stand in digits.
 */
#ifndef CORE_OFFICE_NUMBER_H
#define CORE_OFFICE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

/*
 * `value` is a decimal number as a file has it, "0.95" or "9.5E-1"; what is
 * none is added as it stands. It counts to 15 digits, as in every spreadsheet.
 * For dates it is a count of days from 1899-12-30, or from 1904-01-01.
 */
void office_number_show(struct bytes *out, const char *value,
			const char *format, bool from_1904);
/* A day as XML has it, "2024-12-31T08:30:00": as it stands, without midnight,
   if the format is none of days, or it is no day. */
void office_number_show_day(struct bytes *out, const char *value,
			    const char *format);
/* The format of a number that files use without saying it, as in a Chinese
   Excel; "" for General and all others. Static. */
const char *office_number_format(unsigned id);

#endif
