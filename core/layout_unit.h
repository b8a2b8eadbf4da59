/*
 * layout_unit: private to core/layout*.c: amounts of a file that counts in
 * another unit than the form: 元 where the form prints 万元.
 */
#ifndef CORE_LAYOUT_UNIT_H
#define CORE_LAYOUT_UNIT_H

#include "core/layout_match.h"

/* What to multiply a field's amounts by: times / by; by 0 = nothing. */
struct scale {
	int64_t times, by;
};

struct units {
	struct texts *texts;
	struct scale *scales; /* by field; in the layout's scratch */
	bool any;
};

/* In what unit each money field is printed, by field; free() it. */
struct printed_unit *units_printed(const struct definition *);
/* Compares the units in the file's labels, and in a line such as 单位:元 near
   its beginning, with the printed ones. */
void units_init(struct units *, struct layout *, const struct grid *,
		const struct layout_match *);
/* The amount as the form counts; the text itself where nothing has to be done
   or it is no amount. */
const char *units_scale(const struct units *, int field, const char *text);

#endif
