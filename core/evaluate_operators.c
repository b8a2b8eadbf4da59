/* What operators and the form's own functions make of their operands. */
#include <config.h>

#include "core/evaluate.h"

#include "core/amount.h"

struct value evaluate_logic(const struct run *r, const struct node *n,
			    bool decisive)
{
	struct value result = value_truth(!decisive);

	for (int i = 0; i < n->n_args; i++) {
		struct value v = evaluate(r, n->args[i]);

		if (v.kind != VALUE_TRUTH && !value_is_unknown(&v))
			v = value_unreadable(v.field, NULL);
		if (v.kind == VALUE_TRUTH && v.truth == decisive)
			return v;
		if (value_is_unknown(&v) && result.kind != VALUE_UNREADABLE)
			result = v;
	}
	return result;
}

struct value evaluate_not(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]);

	if (value_is_unknown(&v))
		return v;
	if (v.kind != VALUE_TRUTH)
		return value_unreadable(v.field, NULL);
	return value_truth(!v.truth);
}

/* order: below 0 if the first one is the smaller, above if it is the larger. */
static inline bool comparison_holds(enum comparison how, int order)
{
	switch (how) {
	case COMPARE_EQ:
		return order == 0;
	case COMPARE_NE:
		return order != 0;
	case COMPARE_LT:
		return order < 0;
	case COMPARE_GT:
		return order > 0;
	case COMPARE_LE:
		return order <= 0;
	case COMPARE_GE:
		return order >= 0;
	}
	return false;
}

static int numbers_order(int64_t a, int64_t b, int64_t tolerance)
{
	__int128 d = (__int128)a - b, t = tolerance;

	if (t < 0)
		t = -t;
	return d > t ? 1 : d < -t ? -1 : 0;
}

static struct value compare(const struct run *r, enum comparison how,
			    const struct value *a, const struct value *b,
			    int64_t tolerance)
{
	bool equality = how == COMPARE_EQ || how == COMPARE_NE;

	if (equality && a->kind == b->kind && a->kind == VALUE_TRUTH)
		return value_truth((a->truth == b->truth) ==
				   (how == COMPARE_EQ));
	if (equality && a->kind == b->kind && a->kind == VALUE_TEXT)
		return value_truth(evaluate_texts_equal(r, a, b) ==
				   (how == COMPARE_EQ));
	struct value x = value_as_number(*a), y = value_as_number(*b);
	const struct value *unknown = value_unknown_of(&x, &y);

	if (!unknown)
		return value_truth(comparison_holds(
			how, numbers_order(x.number, y.number, tolerance)));
	/* a number and a text that is none are not equal, nor in order */
	return equality ? value_truth(how == COMPARE_NE) : *unknown;
}

struct value evaluate_sides(const struct run *r, const struct node *n,
			    const struct value *a, const struct value *b)
{
	struct value tolerance = value_number(0, false);
	const struct value *unknown = value_unknown_of(a, b);

	if (unknown)
		return *unknown;
	if (n->n_args == 3)
		tolerance = value_as_number(evaluate(r, n->args[2]));
	if (value_is_unknown(&tolerance))
		return tolerance;
	return compare(r, (enum comparison)n->id, a, b, tolerance.number);
}

static bool looks_same(const struct run *r, const struct node *n, bool *same)
{
	const struct node *a = n->args[0], *b = n->args[1];

	return a->kind == NODE_CELL && b->kind == NODE_CELL &&
	       (n->id == COMPARE_EQ || n->id == COMPARE_NE) &&
	       r->w->same_text &&
	       r->w->same_text(r->w->ctx, a->id, b->id, same);
}

struct value evaluate_compare(const struct run *r, const struct node *n)
{
	bool same;

	if (looks_same(r, n, &same))
		return value_truth(same == (n->id == COMPARE_EQ));
	struct value a = evaluate(r, n->args[0]), b = evaluate(r, n->args[1]);

	/* most are */
	if (n->n_args == 2 && a.kind == VALUE_NUMBER && b.kind == VALUE_NUMBER)
		return value_truth(comparison_holds(
			(enum comparison)n->id,
			(a.number > b.number) - (a.number < b.number)));
	return evaluate_sides(r, n, &a, &b);
}

struct value evaluate_reckoned(const struct run *r, const struct node *n,
			       bool (*reckon)(int64_t, int64_t, int64_t *))
{
	struct value a = value_as_number(evaluate(r, n->args[0]));
	struct value b = value_as_number(evaluate(r, n->args[1]));
	const struct value *unknown = value_unknown_of(&a, &b);
	int64_t out;

	if (unknown)
		return *unknown;
	if (!reckon(a.number, b.number, &out))
		return value_overflow();
	return value_number(out, n->kind == NODE_DIV ? a.money && !b.money
						     : a.money || b.money);
}

struct value evaluate_negate(const struct run *r, const struct node *n)
{
	struct value v = value_as_number(evaluate(r, n->args[0]));
	int64_t out;

	if (value_is_unknown(&v))
		return v;
	if (!amount_sub(0, v.number, &out))
		return value_overflow();
	return value_number(out, v.money);
}

struct value evaluate_call(const struct run *r, const struct node *n)
{
	struct value args[MAX_CALL_ARGS];

	for (int i = 0; i < n->n_args; i++)
		args[i] = evaluate(r, n->args[i]);
	return r->w->call(r->w->ctx, n->id, args, n->n_args);
}
