/*
 * summary_private: private to core/summary*.c: what a summary is made of, item
 * by item.
 */
#ifndef CORE_SUMMARY_PRIVATE_H
#define CORE_SUMMARY_PRIVATE_H

#include "core/summary.h"

/* The item of a key, made if there is none. */
struct summary_money *summary_money_at(struct summary *,
				       struct summary_money_list *,
				       const char *form, const char *key);
struct summary_department *summary_department_at(struct summary *,
						 const char *name, size_t n);
void summary_add_paper(struct summary_department *, struct summary_paper);
struct summary_sum *summary_sum_at(struct summary_sums *, size_t money);
struct summary_rule *summary_rule_at(struct summary *, const char *id,
				     enum severity);
struct summary_class *summary_class_at(struct summary *, int depth,
				       const char *level1, const char *level2);
/* Where it stands in indicators.csv, before it is counted; of several kinds of
   form, the first place. */
void summary_class_place(struct summary_class *, int order1, int order2);
struct summary_copy *summary_copy_at(struct summary *, const char *text);
void summary_copy_add(struct summary_copy *, const char *department);
struct summary_kind *summary_kind_at(struct summary *, const char *form,
				     const char *year);
void summary_rank_form(struct summary *, const struct summary_form *);
void summary_add_amount(struct summary_sum *, int64_t amount);
void summary_merge_sum(struct summary_sum *, const struct summary_sum *from);
void summary_unify_units(struct summary *);
/* Of a summary of one form; nothing unless it keeps all. */
void summary_keep_fields(const struct summary *, struct summary_department *);
/* Likewise; its texts are copied. */
void summary_keep_indicator(struct summary *, struct summary_department *,
			    const struct summary_indicator *);

#endif
