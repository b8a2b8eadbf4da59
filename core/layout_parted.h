/*
 * layout_parted: private to core/layout*.c: targets whose sign and unit stand
 * in columns of their own, 计算符号 | 目标值 | 度量单位, where the form has
 * one.
 */
#ifndef CORE_LAYOUT_PARTED_H
#define CORE_LAYOUT_PARTED_H

#include "core/layout_match.h"

struct parted {
	int target; /* the layout's column of the target; -1: none is parted */
	int sign, unit; /* columns of the file, or -1 */
};

/* Beside which of a table's targets the headings have such columns. A form that
   has columns of its own for a target's parts is none. */
void parted_find(struct parted *, const struct layout *, int table,
		 const struct grid_record *headings, const struct row_match *);

/* The columns of the file alone, given the leftovers of its headings: those
   that a target took in are repaired. */
void parted_again(struct parted *, const struct grid_record *headings,
		  const struct leftover *, size_t n);

/* What a row's target takes in of its parts. */
struct parted_target {
	const char
		*whole; /* of the layout's set; the target itself if nothing */
	bool takes_sign, takes_unit;
};
/* Nothing is guessed: a sign goes before a number or stands there already, a
   unit behind one likewise; whatever else stands in these columns is left. */
struct parted_target parted_join(const struct parted *, struct layout *,
				 const struct grid_record *,
				 const char *target);

#endif
