/*
 * layout_wording: private to core/layout*.c: what the words of a label say: its
 * letters, the unit in brackets behind them, and a value that was run together
 * with them.
 */
#ifndef CORE_LAYOUT_WORDING_H
#define CORE_LAYOUT_WORDING_H

#include "core/definition.h"

/* Labels are the same that have the same key: letters, Han characters and
   digits, without what ends them in brackets. It is added to `out`. */
void wording_key(struct bytes *out, const char *label);
/* The first bytes of all brackets; nearly all texts begin with another. */
static inline bool wording_may_be_bracket(char c)
{
	return c == '(' || c == ')' || c == '[' || c == ']' || c == '\xEF' ||
	       c == '\xE3';
}
bool wording_is_shut_in(const char *s, size_t n);
/* Nothing but something in brackets: (万元), which a label may end with. */
static inline bool wording_is_bracketed(const char *s, size_t n)
{
	return wording_may_be_bracket(*s) && wording_is_shut_in(s, n);
}
/* A label, and something in brackets behind it: 绩效指标(续). */
bool wording_has_brackets(const char *label);
/* 元 in the unit of money that ends a label in brackets: 10000 for
   预算金额(万元) and 预算金额【单位:万元】. 0 if there is none. */
int64_t wording_yuan(const char *label);
/* Other words for the label: not much longer, and with half of its letters, or
   no others. */
bool wording_resembles(const struct layout_cell *, const char *text);
/* More than half of the label's letters stand in the text, which is not much
   longer. */
bool wording_shares_most(const char *label, const char *text);
/* A value that stands in one cell with its label. */
struct wording_value {
	const char *text; /* in the cell's, n bytes */
	size_t n;
	bool is_front; /* of the label */
};
/* The label and an amount run together, in any order, or the label, a colon and
   any value: 部门名称:甲局. False if the text is no such thing. */
bool wording_value(const struct layout_cell *, const char *text,
		   struct wording_value *);
/* The text holds more than other words for the label: such a value, or words
   behind a blank. */
bool wording_holds_more(const struct layout_cell *, const char *text);

#endif
