/*
 * check_plan_make: private to core/check_plan*.c: the steps in which a plan is
 * made, and their order.
 */
#ifndef CORE_CHECK_PLAN_MAKE_H
#define CORE_CHECK_PLAN_MAKE_H

#include "core/check_plan.h"

/* Each aggregate of the definition gets its running total, made where there is
   none yet. Those of rules that ask for last year's form come behind all
   others, so that these have the same numbers in a plan without them. */
void plan_bind(struct plan *);

/* How a field is read: bits. */
enum { READ_ITSELF = 1, READ_AS_UNIT = 2 };
/* Where what is read is noted: by field, and by total. */
struct reads {
	struct plan *plan;
	unsigned char *fields, *totals;
};
void reads_note_field(struct reads *, int field);
/* `self`: 本格, or -1. Of 应为 it is what its formula reads. */
void reads_note_expression(struct reads *, const struct expression *, int self);

/* All instances judged at a table's rows (or, table < 0, once). */
void plan_add_instances(struct plan *, int table);
/* What a total's 其中 asks of traits. */
void plan_find_total_traits(struct plan *, struct total_plan *);
/* The one column that a total's parts depend on; or -1. */
int plan_only_field(const struct plan *, const struct total_plan *);

/* All of the above for each table, its instances ordered by panel. */
void plan_make_tables(struct plan *);

#endif
