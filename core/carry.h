/*
 * carry: this year's form out of last year's. What becomes of each cell is said
 * by the new form's definition, 沿用 in fields.csv; the old form may be of
 * another definition, of which the fields with the same names or keys are
 * taken.
 *
 * What is copied to be confirmed is carried (core/record.h). Rows that nothing
 * is copied into but levels do not come along.
 */
#ifndef CORE_CARRY_H
#define CORE_CARRY_H

#include "core/record.h"

/* A field of the old form that the new one doesn't have. */
struct carry_lost {
	int field; /* of the old definition */
	size_t n;  /* its filled cells */
};

struct carry_report {
	size_t n_carried; /* cells copied, to be confirmed */
	size_t n_blank;	  /* cells that were filled, and are to be anew */
	struct carry_lost *lost;
	size_t n_lost, cap_lost;
};
void carry_report_release(struct carry_report *);

/* By field of `to`: which one of `from` it is, by its name or else its key; -1
   = none. All columns of a table are of one table. free() it. */
int *carry_sources(const struct definition *to, const struct definition *from);
/* That table of `from`, by those sources; or -1. */
int carry_source_table(const int *sources, const struct definition *from,
		       const struct table_def *);
/* Fills a record that is blank. */
void carry_fill(struct record *to, const struct record *from,
		struct carry_report *);
/* The rows that the printed form has before anybody fills it in: 行数 of
   indicators.csv, with their levels. */
void carry_printed_rows(struct record *);

#endif
