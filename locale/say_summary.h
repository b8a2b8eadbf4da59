/*
 * say_summary: what is in a summary (core/summary.h), in the user's language,
 * and what is counted over it for whoever shows it. The summary is sorted.
 */
#ifndef LOCALE_SAY_SUMMARY_H
#define LOCALE_SAY_SUMMARY_H

#include "core/summary_last.h"

/* In the user's language: what a sum is called, its heading ("" = none) and its
   unit; a department, also one whose form says no name. */
const char *summary_label(const struct summary_money *);
const char *summary_group(const struct summary_money *);
const char *summary_unit(const struct summary_money *);
const char *summary_name(const char *department);
const char *summary_title(const struct summary_kind *);
/* Adds a sentence with what names the forms for {who}: 部门, 项目, or both. In
   English {who}s are several. */
void summary_expand(const struct summary *, const char *sentence,
		    struct bytes *out);
const char *summary_reading_word(enum summary_reading);
/* quantified …, for programs. */
const char *summary_reading_key(enum summary_reading);
/* Adds a sum as people read it: "" for one of nothing, in words what is none;
   with ? behind where something in it can't be read and is left out. */
void summary_amount(const struct summary_money *, const struct summary_sum *,
		    struct bytes *out);
/* Tenths of a percent that the department has of all, by the side that it is
   ranked by; false where that can't be said. */
bool summary_share(const struct summary *, const struct summary_department *,
		   int64_t *permille);
/* The same as people read it: "74.4%", or nothing. */
void summary_percent(const struct summary *, const struct summary_department *,
		     struct bytes *out);
/* What it is ranked by; 0 where that can't be told. */
int64_t summary_rank_amount(const struct summary_department *);
/* The first line: how many forms, departments, problems. */
void summary_total(const struct summary *, struct bytes *out);
/* The second: last year's forms and what differs; nothing unless they were
   compared. */
void summary_last_total(const struct summary *, struct bytes *out);
const char *summary_way_word(enum summary_weaker_way);
/* dropped …, for programs. */
const char *summary_way_key(enum summary_weaker_way);
/* A change's share of what was, "+45.6%"; nothing where it has none. */
void summary_change_share(const struct summary_change *, struct bytes *out);
/* The sum now less the one before, with its sign. */
void summary_change_amount(const struct summary_change *, struct bytes *out);

/* A department that … */
typedef bool summary_test(const struct summary *,
			  const struct summary_department *);
/* … handed something in; is on the list and handed nothing in; handed in and
   isn't on the list; handed in twice for one year. */
summary_test summary_has_papers, summary_is_missing, summary_is_unlisted,
	summary_is_twice;
size_t summary_count(const struct summary *, summary_test *);

#endif
