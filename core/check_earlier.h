/*
 * check_earlier: private to core/check*.c: last year's form beside the one that
 * is judged, for 上年 and 上年独有. It doesn't change, so what it says is the
 * same as long as the rows here have the same names.
 */
#ifndef CORE_CHECK_EARLIER_H
#define CORE_CHECK_EARLIER_H

#include "core/check_plan.h"

struct earlier;
struct viewpoint;

/* The check of last year's form is borrowed. */
struct earlier *earlier_new(struct check *last_year, const struct plan *);
void earlier_free(struct earlier *);
/* What an 上年 or 上年独有 says at a viewpoint; blank without that form, and of
   a row without one of the same name in it. */
void earlier_value(struct viewpoint *, size_t total, struct value *out);
/* The same of the form itself. */
void earlier_total(struct check *, size_t total, struct value *out);
/* A row of the table is about to come, to go or to change in a field (-1: in
   all). */
void earlier_forget(struct check *, int table, int field);

#endif
