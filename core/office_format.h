/*
 * office_format: the sections of a number format and their signs.
 */
#ifndef CORE_OFFICE_FORMAT_H
#define CORE_OFFICE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/office_decimal.h"

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

#endif
