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

/* All instances judged at a table's rows (or, table < 0, once). */
void plan_add_instances(struct plan *, int table);
/* What a total's 其中 asks of traits. */
void plan_find_total_traits(struct plan *, struct total_plan *);
/* The one column that a total's parts depend on; or -1. */
int plan_only_field(const struct plan *, const struct total_plan *);

/* All of the above for each table, its instances ordered by panel. */
void plan_make_tables(struct plan *);

#endif
