#include <config.h>

#include "core/evaluate.h"

#include <assert.h>
#include <string.h>
#include "core/text.h"

/* An aggregate's kind is its function's number. */
static_assert((int)AGGREGATE_OCCURRENCES == (int)FUNCTION_OCCURRENCES, "");

/* Two names are the same if they are so for evaluate_texts_equal(). */
static struct value occurring(const struct run *r, const struct value *v)
{
	if (value_is_unknown(v) && !v->raw)
		return *v;
	const char *s = evaluate_folded(r, v), *start = s;
	size_t n_folded = strlen(s), n = n_folded;
	struct value out;

	text_trim(&s, &n);
	if (s == start && n == n_folded && s == v->raw) {
		out = value_text(s);
		out.raw = s;
		return out;
	}
	return value_text(arena_copy(r->w->scratch, s, n));
}

bool expression_aggregate_counts_rows(const struct expression *e, size_t i)
{
	return e->aggregates[i].kind == AGGREGATE_COUNT &&
	       !e->aggregates[i].inner;
}

int expression_aggregate_cell(const struct expression *e, size_t i)
{
	const struct aggregate *a = &e->aggregates[i];

	return a->kind >= AGGREGATE_OCCURRENCES && a->kind < AGGREGATE_WHOLE &&
			       !a->condition && a->inner &&
			       a->inner->kind == NODE_CELL
		       ? a->inner->id
		       : -1;
}

enum truth expression_aggregate_part(const struct expression *e, size_t i,
				     const struct known *known,
				     struct expression_world *w,
				     struct value *out)
{
	const struct aggregate *a = &e->aggregates[i];
	struct run r = { e, w, known->refs ? known : NULL };
	enum truth holds = TRUTH_YES;

	if (a->condition)
		holds = evaluate_truth(&r, a->condition);
	*out = value_truth(holds == TRUTH_YES);
	/* rare, and somebody may want to see what it is */
	if (holds == TRUTH_UNREADABLE)
		*out = evaluate(&r, a->condition);
	if (holds != TRUTH_YES || !a->inner)
		return holds;
	if (known->only)
		return TRUTH_OPEN;
	*out = evaluate(&r, a->inner);
	if (a->kind == AGGREGATE_COUNT)
		return evaluate_counts(a->inner, out) ? TRUTH_YES : TRUTH_NO;
	*out = a->kind >= AGGREGATE_OCCURRENCES ? occurring(&r, out)
						: value_as_number(*out);
	return TRUTH_YES;
}

void expression_aggregate_whole(const struct expression *e, size_t i,
				struct expression_world *w, struct value *out)
{
	*out = evaluate(&(struct run){ e, w, NULL }, e->aggregates[i].inner);
}
