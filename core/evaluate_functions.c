#include <config.h>

#include "core/evaluate.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"

static bool larger(int64_t a, int64_t b, int64_t *out)
{
	*out = a > b ? a : b;
	return true;
}

static bool smaller(int64_t a, int64_t b, int64_t *out)
{
	*out = a < b ? a : b;
	return true;
}

/* Blanks are skipped; of nothing but blanks the result is blank. */
static struct value join(const struct run *r, const struct node *n,
			 bool (*add)(int64_t, int64_t, int64_t *))
{
	struct value total = value_blank(-1);

	for (int i = 0; i < n->n_args; i++) {
		struct value v = value_as_number(evaluate(r, n->args[i]));

		if (v.kind == VALUE_UNREADABLE)
			return v;
		if (v.kind == VALUE_BLANK) {
			if (total.field < 0)
				total.field = v.field;
			continue;
		}
		if (total.kind == VALUE_BLANK)
			total = value_number(v.number, v.money);
		else if (!add(total.number, v.number, &total.number))
			return value_overflow();
		total.money |= v.money;
	}
	return total;
}

static struct value eval_sum(const struct run *r, const struct node *n)
{
	return join(r, n, amount_add);
}

static struct value eval_max(const struct run *r, const struct node *n)
{
	return join(r, n, larger);
}

static struct value eval_min(const struct run *r, const struct node *n)
{
	return join(r, n, smaller);
}

bool evaluate_counts(const struct node *n, struct value *v)
{
	bool is_truth = n->type.kinds == TYPE_TRUTH;

	if (is_truth && v->kind == VALUE_UNREADABLE)
		return true;
	*v = value_truth(is_truth ? v->kind == VALUE_TRUTH && v->truth
				  : v->kind != VALUE_BLANK);
	return v->truth;
}

static struct value eval_count(const struct run *r, const struct node *n)
{
	int64_t count = 0;

	for (int i = 0; i < n->n_args; i++) {
		const struct node *arg = n->args[i];
		bool is_total = arg->kind == NODE_AGGREGATE;
		struct value v = evaluate(r, arg);

		if (!is_total && !evaluate_counts(arg, &v))
			continue;
		if (v.kind == VALUE_UNREADABLE)
			return v;
		count += is_total ? v.number : AMOUNT_ONE;
	}
	return value_number(count, false);
}

/* A running total of one argument: that is its node. */
static struct value eval_total(const struct run *r, const struct node *n)
{
	return evaluate(r, n->args[0]);
}

static bool comes_out_blank(const struct run *r, const struct node *n)
{
	if (n->kind == NODE_CELL && r->w->is_blank)
		return r->w->is_blank(r->w->ctx, n->id);
	return evaluate(r, n).kind == VALUE_BLANK;
}

static struct value eval_blank(const struct run *r, const struct node *n)
{
	return value_truth(comes_out_blank(r, n->args[0]));
}

static struct value eval_filled(const struct run *r, const struct node *n)
{
	return value_truth(!comes_out_blank(r, n->args[0]));
}

static struct value eval_readable(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]);

	return value_truth(!value_is_unknown(&v));
}

/* A text in the scratch; blank if it is "". */
static struct value made_text(const struct run *r, const struct bytes *text)
{
	if (!text->len)
		return value_blank(-1);
	return value_text(arena_copy(r->w->scratch, text->data, text->len));
}

/* Each match in the folded text, put out of the text as it was written. */
static void replace_all(struct bytes *out, struct pattern *pattern,
			const char *text, const char *by)
{
	struct bytes folded = BYTES_INIT;
	size_t n = strlen(text), done = 0, at = 0, start, len;
	bool is_plain =
		text_folds_to_itself(text, n) && !strpbrk(text, "\t\n\v\f\r");
	size_t *map =
		is_plain ? NULL : text_fold_map(&folded, text, n, FOLD_WIDTH);
	const char *seen = is_plain ? text : folded.data;

	n = is_plain ? n : folded.len;
	while (at <= n && pattern_match_from(pattern, seen, n, at)) {
		pattern_span(pattern, &start, &len);
		bytes_add(out, text + done, (map ? map[start] : start) - done);
		bytes_add_str(out, by);
		at = start + len;
		done = map ? map[at] : at;
		if (len == 0)
			at += text_after(seen + at, n - at, 0) + (at == n);
	}
	bytes_add_str(out, text + done);
	bytes_release(&folded);
	free(map);
}

static struct value eval_replaced(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]), by = evaluate(r, n->args[2]);
	struct bytes out = BYTES_INIT;

	if (value_is_unknown(&v) && !v.raw)
		return v;
	/* nothing stays nothing: ^ matches there too */
	if (v.kind == VALUE_TEXT && !*evaluate_text(r, &v))
		return value_blank(v.field);
	replace_all(&out, n->pattern, v.raw ? v.raw : evaluate_text(r, &v),
		    by.kind == VALUE_BLANK ? "" : evaluate_text(r, &by));
	v = made_text(r, &out);
	bytes_release(&out);
	return v;
}

static struct value eval_contains(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]), result = value_truth(false);

	if (value_is_unknown(&v) && !v.raw)
		return v;
	const char *text = evaluate_folded(r, &v);

	for (int i = 1; i < n->n_args; i++) {
		const struct node *arg = n->args[i];

		if (arg->is_plain) {
			if (strstr(text, arg->text))
				return value_truth(true);
			continue;
		}
		struct value piece = evaluate(r, arg);

		if (value_is_unknown(&piece))
			result = piece;
		else if (strstr(text, evaluate_folded(r, &piece)))
			return value_truth(true);
	}
	return result;
}

static struct value eval_matches(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]);

	if (value_is_unknown(&v) && !v.raw)
		return v;
	const char *text = evaluate_folded(r, &v);

	return value_truth(pattern_match(n->pattern, text, strlen(text)));
}

static struct value eval_length(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]);

	if (value_is_unknown(&v) && !v.raw)
		return v;
	const char *text = evaluate_text(r, &v);
	size_t count = text_count(text, strlen(text));

	return value_number((int64_t)count * AMOUNT_ONE, false);
}

static struct value eval_decimals(const struct run *r, const struct node *n)
{
	struct value v = value_as_number(evaluate(r, n->args[0]));

	if (value_is_unknown(&v))
		return v;
	const char *raw = evaluate_text(r, &v);

	return value_number(amount_decimals(raw, strlen(raw)) * AMOUNT_ONE,
			    false);
}

static bool difference(int64_t a, int64_t b, int64_t *out)
{
	return a >= b ? amount_sub(a, b, out) : amount_sub(b, a, out);
}

static struct value eval_difference(const struct run *r, const struct node *n)
{
	return evaluate_reckoned(r, n, difference);
}

static struct value eval_round(const struct run *r, const struct node *n)
{
	struct value v = value_as_number(evaluate(r, n->args[0]));
	struct value digits = value_as_number(evaluate(r, n->args[1]));
	const struct value *unknown = value_unknown_of(&v, &digits);
	int64_t out;

	if (unknown)
		return *unknown;
	if (digits.number < 0 || digits.number > 6 * AMOUNT_ONE ||
	    digits.number % AMOUNT_ONE != 0 ||
	    !amount_round(v.number, (int)(digits.number / AMOUNT_ONE), &out))
		return value_overflow();
	return value_number(out, v.money);
}

static struct value eval_if(const struct run *r, const struct node *n)
{
	struct value condition = evaluate(r, n->args[0]);

	if (condition.kind != VALUE_TRUTH)
		return value_is_unknown(&condition) ? condition
						    : value_overflow();
	return evaluate(r, n->args[condition.truth ? 1 : 2]);
}

struct value evaluate_function(const struct run *r, const struct node *n)
{
	static struct value (*const functions[])(const struct run *,
						 const struct node *) = {
#define EVAL(id, eval, name, min, max) eval_##eval,
		EXPRESSION_FUNCTIONS(EVAL)
#undef EVAL
	};

	return functions[n->id](r, n);
}
