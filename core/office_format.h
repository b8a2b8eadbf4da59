/*
 * office_format: what showing a number by its format takes.
 */
#ifndef CORE_OFFICE_FORMAT_H
#define CORE_OFFICE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"

/*
 * core/office_decimal.c: a decimal number of at most 15 digits, as spreadsheets
 * count. Never floating point: 631.23000000000002 is 631.23.
 */

enum { DECIMAL_DIGITS = 15, DECIMAL_EXPONENT = 400 };

/* 0.d₀d₁d₂… × 10^exponent, d₀ not 0; zero has no digits. */
struct decimal {
	bool is_negative;
	int n;
	int exponent;
	char digits[DECIMAL_DIGITS + 2]; /* '0' to '9' */
};

/* False if it is no number, or bigger or smaller than any that there is. */
bool decimal_parse(struct decimal *, const char *text);
/* Below 0, 0 or above it: which one is less. */
int decimal_compare(const struct decimal *, const struct decimal *);
/* To so many digits behind the point, half up. */
void decimal_round(struct decimal *, int n_decimals);
/* Without its sign: at least so many digits before and behind the point. */
void decimal_print(const struct decimal *, int min_integer, int min_decimals,
		   bool has_separators, struct bytes *out);
/* The whole part and the rest as billionths; false if it doesn't fit. */
bool decimal_split(const struct decimal *, int64_t *whole, int64_t *billionths);

/* core/office_format.c: the sections of a number format and their signs. */

struct format_section {
	const char *text; /* borrowed from the format, or static */
	size_t n;
	bool is_date;
	const char *general; /* the word that stands for a number as it is, or
				NULL; of GENERAL_BYTES */
};
enum { GENERAL_BYTES = 7 };
/* The one for a number: positive; negative; zero, or by conditions, [>=100].
   False if there is none, or it says nothing. */
bool format_section_find(const char *format, const struct decimal *,
			 struct format_section *);

enum format_token_kind {
	FORMAT_LITERAL, /* shown as it stands */
	FORMAT_SIGN,	/* one sign of the format's language */
	FORMAT_ELAPSED, /* [h] [m] [s]: hours beyond 24 and the like */
};
struct format_token {
	enum format_token_kind kind;
	const char *text; /* borrowed */
	size_t n;
};
/* The next one; colours, blanks as wide as a sign and the like are passed over.
   False at the end. */
bool format_next(const char **s, size_t *n, struct format_token *);

/*
 * core/office_date.c: a spreadsheet's count of days as a date and a time of
 * day.
 */

/* Adds it by a section of a format. False if it is no date: negative, or beyond
   the year 9999. */
bool office_date_show(struct bytes *out, const struct format_section *,
		      const struct decimal *, bool from_1904);

/* The other way round, of a day from 1900 on or a time of day alone, as XML has
   it: 2024-12-31, 2024-12-31T08:30:00.000, 1899-12-31T08:30:00. */
bool office_date_parse(struct decimal *, const char *text);

#endif
