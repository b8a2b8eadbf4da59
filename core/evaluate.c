#include <config.h>

#include "core/expression.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/expression_node.h"
#include "core/text.h"

/* An aggregate's kind is its function's number. */
static_assert((int)AGGREGATE_OCCURRENCES == (int)FUNCTION_OCCURRENCES, "");

struct run {
	const struct expression *e;
	struct expression_world *w;
	const struct known *known; /* or NULL */
};

/* Values. */

struct value value_blank(int field)
{
	return (struct value){ .kind = VALUE_BLANK, .field = field };
}

struct value value_unreadable(int field, const char *raw)
{
	return (struct value){ .kind = VALUE_UNREADABLE,
			       .raw = raw,
			       .field = field };
}

struct value value_number(int64_t number, bool money)
{
	return (struct value){ .kind = VALUE_NUMBER,
			       .number = number,
			       .money = money,
			       .field = -1 };
}

struct value value_text(const char *text)
{
	return (struct value){ .kind = VALUE_TEXT, .text = text, .field = -1 };
}

struct value value_truth(bool truth)
{
	return (struct value){ .kind = VALUE_TRUTH,
			       .truth = truth,
			       .field = -1 };
}

static bool is_unknown(const struct value *v)
{
	return v->kind == VALUE_BLANK || v->kind == VALUE_UNREADABLE;
}

/* The one that makes a result unknown: an unreadable one tells more. */
static const struct value *unknown_of(const struct value *a,
				      const struct value *b)
{
	if (a->kind == VALUE_UNREADABLE || b->kind == VALUE_UNREADABLE)
		return a->kind == VALUE_UNREADABLE ? a : b;
	if (a->kind == VALUE_BLANK || b->kind == VALUE_BLANK)
		return a->kind == VALUE_BLANK ? a : b;
	return NULL;
}

static struct value overflow(void)
{
	return value_unreadable(-1, NULL);
}

/* As a number: a text that reads as one counts as one. */
static struct value number_of(struct value v)
{
	int64_t number;

	if (v.kind == VALUE_TRUTH)
		return value_unreadable(v.field, NULL);
	if (v.kind != VALUE_TEXT)
		return v;
	if (amount_parse(v.text, strlen(v.text), &number) != AMOUNT_OK)
		return value_unreadable(v.field, v.raw ? v.raw : v.text);
	v.kind = VALUE_NUMBER;
	v.number = number;
	return v;
}

/* As a text, for functions that look at letters. */
static const char *text_of(const struct run *r, const struct value *v)
{
	struct bytes printed = BYTES_INIT;

	if (v->kind == VALUE_TEXT)
		return v->text;
	if (v->raw)
		return v->raw;
	value_print(&printed, v);
	const char *s = arena_copy(r->w->scratch, printed.data, printed.len);

	bytes_release(&printed);
	return s;
}

/* Folds width; tabs and line breaks stay, for there are rules against them. */
static const char *fold(struct expression_world *w, const char *s)
{
	struct bytes out = BYTES_INIT;

	while (*s) {
		size_t n = strcspn(s, "\t\n\v\f\r");

		text_fold(&out, s, n, FOLD_WIDTH);
		s += n;
		if (*s)
			bytes_add_char(&out, *s++);
	}
	const char *copy = arena_copy(w->scratch, out.data, out.len);

	bytes_release(&out);
	return copy;
}

/* Many rules look at one text, one after the other. */
const char *expression_folded(struct expression_world *w, const char *text)
{
	struct folded_text *last = w->last_folded;

	if (text_folds_to_itself(text, strlen(text)))
		return text;
	if (!last)
		return fold(w, text);
	if (last->text != text) {
		last->folded = fold(w, text);
		last->text = text;
	}
	return last->folded;
}

static const char *folded(const struct run *r, const struct value *v)
{
	const char *s = text_of(r, v);

	return v->is_plain ? s : expression_folded(r->w, s);
}

/* Begins with a sign that folding and trimming leave alone: ASCII, a Han
   character, ≥ ≤. */
static bool begins_firm(const char *s)
{
	unsigned char u = (unsigned char)s[0];

	return (u > ' ' && u < 0x7F) || (u >= 0xE4 && u <= 0xE9) ||
	       (u == 0xE2 && (unsigned char)s[1] == 0x89);
}

static bool texts_equal(const struct run *r, const struct value *v,
			const struct value *w)
{
	const char *a = v->text, *b = w->text;

	/* most differ in the first character already */
	if (begins_firm(a) && begins_firm(b) &&
	    (*a != *b ||
	     ((unsigned char)*a >= 0x80 && (a[1] != b[1] || a[2] != b[2]))))
		return false;
	if (!strcmp(a, b))
		return true;
	a = folded(r, v);
	b = folded(r, w);
	size_t a_len = strlen(a), b_len = strlen(b);

	text_trim(&a, &a_len);
	text_trim(&b, &b_len);
	return a_len == b_len && !memcmp(a, b, a_len);
}

static struct value eval(const struct run *r, const struct node *n);
static enum truth eval_truth(const struct run *r, const struct node *n);

/* Functions. */

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
		struct value v = number_of(eval(r, n->args[i]));

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
			return overflow();
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

/* Of what can only be true or false, the truths count, and one that can't be
   told stays as it is; of all else, what is filled in. */
static bool counts(const struct node *n, struct value *v)
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
		struct value v = eval(r, arg);

		if (!is_total && !counts(arg, &v))
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
	return eval(r, n->args[0]);
}

static bool comes_out_blank(const struct run *r, const struct node *n)
{
	if (n->kind == NODE_CELL && r->w->is_blank)
		return r->w->is_blank(r->w->ctx, n->id);
	return eval(r, n).kind == VALUE_BLANK;
}

static struct value eval_blank(const struct run *r, const struct node *n)
{
	return value_truth(comes_out_blank(r, n->args[0]));
}

static struct value eval_filled(const struct run *r, const struct node *n)
{
	return value_truth(!comes_out_blank(r, n->args[0]));
}

static struct value eval_all_filled(const struct run *r, const struct node *n)
{
	for (int i = 0; i < n->n_args; i++)
		if (comes_out_blank(r, n->args[i]))
			return value_truth(false);
	return value_truth(true);
}

static struct value eval_any_filled(const struct run *r, const struct node *n)
{
	for (int i = 0; i < n->n_args; i++)
		if (!comes_out_blank(r, n->args[i]))
			return value_truth(true);
	return value_truth(false);
}

static struct value eval_readable(const struct run *r, const struct node *n)
{
	struct value v = eval(r, n->args[0]);

	return value_truth(!is_unknown(&v));
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
	struct value v = eval(r, n->args[0]), by = eval(r, n->args[2]);
	struct bytes out = BYTES_INIT;

	if (is_unknown(&v) && !v.raw)
		return v;
	/* nothing stays nothing: ^ matches there too */
	if (v.kind == VALUE_TEXT && !*text_of(r, &v))
		return value_blank(v.field);
	replace_all(&out, n->pattern, v.raw ? v.raw : text_of(r, &v),
		    by.kind == VALUE_BLANK ? "" : text_of(r, &by));
	v = made_text(r, &out);
	bytes_release(&out);
	return v;
}

static struct value eval_contains(const struct run *r, const struct node *n)
{
	struct value v = eval(r, n->args[0]), result = value_truth(false);

	if (is_unknown(&v) && !v.raw)
		return v;
	const char *text = folded(r, &v);

	for (int i = 1; i < n->n_args; i++) {
		const struct node *arg = n->args[i];

		if (arg->is_plain) {
			if (strstr(text, arg->text))
				return value_truth(true);
			continue;
		}
		struct value piece = eval(r, arg);

		if (is_unknown(&piece))
			result = piece;
		else if (strstr(text, folded(r, &piece)))
			return value_truth(true);
	}
	return result;
}

static struct value eval_matches(const struct run *r, const struct node *n)
{
	struct value v = eval(r, n->args[0]);

	if (is_unknown(&v) && !v.raw)
		return v;
	const char *text = folded(r, &v);

	return value_truth(pattern_match(n->pattern, text, strlen(text)));
}

static struct value eval_length(const struct run *r, const struct node *n)
{
	struct value v = eval(r, n->args[0]);

	if (is_unknown(&v) && !v.raw)
		return v;
	const char *text = text_of(r, &v);
	size_t count = text_count(text, strlen(text));

	return value_number((int64_t)count * AMOUNT_ONE, false);
}

static struct value eval_decimals(const struct run *r, const struct node *n)
{
	struct value v = number_of(eval(r, n->args[0]));

	if (is_unknown(&v))
		return v;
	const char *raw = text_of(r, &v);

	return value_number(amount_decimals(raw, strlen(raw)) * AMOUNT_ONE,
			    false);
}

static struct value eval_difference(const struct run *r, const struct node *n)
{
	struct value a = number_of(eval(r, n->args[0]));
	struct value b = number_of(eval(r, n->args[1]));
	const struct value *unknown = unknown_of(&a, &b);
	int64_t out;

	if (unknown)
		return *unknown;
	if (a.number >= b.number ? !amount_sub(a.number, b.number, &out)
				 : !amount_sub(b.number, a.number, &out))
		return overflow();
	return value_number(out, a.money || b.money);
}

static struct value eval_round(const struct run *r, const struct node *n)
{
	struct value v = number_of(eval(r, n->args[0]));
	struct value digits = number_of(eval(r, n->args[1]));
	const struct value *unknown = unknown_of(&v, &digits);
	int64_t out;

	if (unknown)
		return *unknown;
	if (digits.number < 0 || digits.number > 6 * AMOUNT_ONE ||
	    digits.number % AMOUNT_ONE != 0 ||
	    !amount_round(v.number, (int)(digits.number / AMOUNT_ONE), &out))
		return overflow();
	return value_number(out, v.money);
}

static struct value eval_if(const struct run *r, const struct node *n)
{
	struct value condition = eval(r, n->args[0]);

	if (condition.kind != VALUE_TRUTH)
		return is_unknown(&condition) ? condition : overflow();
	return eval(r, n->args[condition.truth ? 1 : 2]);
}

/* Logic and arithmetic. */

/* `decisive`: the operand that settles it alone, whatever the others are. */
static struct value logic(const struct run *r, const struct node *n,
			  bool decisive)
{
	struct value result = value_truth(!decisive);

	for (int i = 0; i < n->n_args; i++) {
		struct value v = eval(r, n->args[i]);

		if (v.kind != VALUE_TRUTH && !is_unknown(&v))
			v = value_unreadable(v.field, NULL);
		if (v.kind == VALUE_TRUTH && v.truth == decisive)
			return v;
		if (is_unknown(&v) && result.kind != VALUE_UNREADABLE)
			result = v;
	}
	return result;
}

static struct value eval_not(const struct run *r, const struct node *n)
{
	struct value v = eval(r, n->args[0]);

	if (is_unknown(&v))
		return v;
	if (v.kind != VALUE_TRUTH)
		return value_unreadable(v.field, NULL);
	return value_truth(!v.truth);
}

static bool numbers_compare(enum comparison how, int64_t a, int64_t b,
			    int64_t tolerance)
{
	__int128 d = (__int128)a - b, t = tolerance;

	if (t < 0)
		t = -t;
	switch (how) {
	case COMPARE_EQ:
		return d >= -t && d <= t;
	case COMPARE_NE:
		return d < -t || d > t;
	case COMPARE_LT:
		return d < -t;
	case COMPARE_GT:
		return d > t;
	case COMPARE_LE:
		return d <= t;
	case COMPARE_GE:
		return d >= -t;
	}
	return false;
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
		return value_truth(texts_equal(r, a, b) == (how == COMPARE_EQ));
	struct value x = number_of(*a), y = number_of(*b);
	const struct value *unknown = unknown_of(&x, &y);

	if (!unknown)
		return value_truth(
			numbers_compare(how, x.number, y.number, tolerance));
	/* a number and a text that is none are not equal, nor in order */
	return equality ? value_truth(how == COMPARE_NE) : *unknown;
}

static struct value compare_sides(const struct run *r, const struct node *n,
				  const struct value *a, const struct value *b)
{
	struct value tolerance = value_number(0, false);
	const struct value *unknown = unknown_of(a, b);

	if (unknown)
		return *unknown;
	if (n->n_args == 2 && a->kind == VALUE_NUMBER &&
	    b->kind == VALUE_NUMBER)
		return value_truth(numbers_compare((enum comparison)n->id,
						   a->number, b->number, 0));
	if (n->n_args == 3)
		tolerance = number_of(eval(r, n->args[2]));
	if (is_unknown(&tolerance))
		return tolerance;
	return compare(r, (enum comparison)n->id, a, b, tolerance.number);
}

static struct value eval_compare(const struct run *r, const struct node *n)
{
	struct value a = eval(r, n->args[0]), b = eval(r, n->args[1]);

	return compare_sides(r, n, &a, &b);
}

static struct value arithmetic(const struct run *r, const struct node *n,
			       bool (*reckon)(int64_t, int64_t, int64_t *))
{
	struct value a = number_of(eval(r, n->args[0]));
	struct value b = number_of(eval(r, n->args[1]));
	const struct value *unknown = unknown_of(&a, &b);
	int64_t out;

	if (unknown)
		return *unknown;
	if (!reckon(a.number, b.number, &out))
		return overflow();
	return value_number(out, n->kind == NODE_DIV ? a.money && !b.money
						     : a.money || b.money);
}

static struct value eval_negate(const struct run *r, const struct node *n)
{
	struct value v = number_of(eval(r, n->args[0]));
	int64_t out;

	if (is_unknown(&v))
		return v;
	if (!amount_sub(0, v.number, &out))
		return overflow();
	return value_number(out, v.money);
}

static struct value eval_call(const struct run *r, const struct node *n)
{
	struct value args[MAX_CALL_ARGS], out = value_blank(-1);

	for (int i = 0; i < n->n_args; i++)
		args[i] = eval(r, n->args[i]);
	r->w->call(r->w->ctx, n->id, args, n->n_args, &out);
	return out;
}

static struct value eval_function(const struct run *r, const struct node *n)
{
	static struct value (*const functions[])(const struct run *,
						 const struct node *) = {
#define EVAL(id, eval, name, min, max) eval_##eval,
		EXPRESSION_FUNCTIONS(EVAL)
#undef EVAL
	};

	return functions[n->id](r, n);
}

static struct value eval(const struct run *r, const struct node *n)
{
	struct value out;

	switch (n->kind) {
	case NODE_NUMBER:
		return value_number(n->number,
				    n->type.measure == MEASURE_MONEY);
	case NODE_TEXT:
		out = value_text(n->text);
		out.is_plain = n->is_plain;
		return out;
	case NODE_CELL:
		r->w->cell(r->w->ctx, n->id, &out);
		return out;
	case NODE_SELF:
		r->w->self(r->w->ctx, (enum expression_name_kind)n->id, &out);
		return out;
	case NODE_AGGREGATE:
		r->w->aggregate(r->w->ctx, r->e->aggregates[n->id].slot, &out);
		return out;
	case NODE_OR:
		return logic(r, n, true);
	case NODE_AND:
		return logic(r, n, false);
	case NODE_NOT:
		return eval_not(r, n);
	case NODE_COMPARE:
		return eval_compare(r, n);
	case NODE_ADD:
		return arithmetic(r, n, amount_add);
	case NODE_SUB:
		return arithmetic(r, n, amount_sub);
	case NODE_MUL:
		return arithmetic(r, n, amount_mul);
	case NODE_DIV:
		return arithmetic(r, n, amount_div);
	case NODE_NEGATE:
		return eval_negate(r, n);
	case NODE_FUNCTION:
		return eval_function(r, n);
	case NODE_CALL:
		return eval_call(r, n);
	}
	return value_blank(-1);
}

/* ---- true, false or unknown, and no more than that ---- */

static enum truth truth_of(const struct value *v)
{
	if (v->kind == VALUE_BLANK)
		return TRUTH_UNKNOWN;
	if (v->kind != VALUE_TRUTH)
		return TRUTH_UNREADABLE;
	return v->truth ? TRUTH_YES : TRUTH_NO;
}

/* As logic(). */
static enum truth logic_truth(const struct run *r, const struct node *n,
			      enum truth decisive)
{
	enum truth result = decisive == TRUTH_YES ? TRUTH_NO : TRUTH_YES;

	for (int i = 0; i < n->n_args; i++) {
		enum truth t = eval_truth(r, n->args[i]);

		if (t == decisive)
			return t;
		if (t >= TRUTH_UNKNOWN &&
		    (result < t || result < TRUTH_UNKNOWN))
			result = t;
	}
	return result;
}

static enum truth not(enum truth t) {
	if (t >= TRUTH_UNKNOWN) return t;
	return t == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

static enum truth eval_truth(const struct run *r, const struct node *n)
{
	struct value v;

	if (r->known) {
		const struct trait_ref *ref = &r->known->refs[n->index];

		if (ref->field >= 0)
			return r->known->truths[ref->field][ref->trait];
		if (ref->field == TRAIT_OPEN && r->known->only)
			return TRUTH_OPEN;
	}
	switch (n->kind) {
	case NODE_OR:
		return logic_truth(r, n, TRUTH_YES);
	case NODE_AND:
		return logic_truth(r, n, TRUTH_NO);
	case NODE_NOT:
		return not(eval_truth(r, n->args[0]));
	default:
		v = eval(r, n);
		return truth_of(&v);
	}
}

enum truth expression_truth_known(const struct expression *e,
				  const struct known *known,
				  struct expression_world *w)
{
	return eval_truth(&(struct run){ e, w, known->refs ? known : NULL },
			  e->root);
}

enum truth expression_trait_truth(const struct expression *e,
				  const struct node *trait,
				  struct expression_world *w)
{
	return eval_truth(&(struct run){ e, w, NULL }, trait);
}

void expression_trait_value(const struct expression *e, const struct node *n,
			    struct expression_world *w, struct value *out)
{
	*out = eval(&(struct run){ e, w, NULL }, n);
}

void expression_eval(const struct expression *e, struct expression_world *w,
		     struct value *out)
{
	*out = eval(&(struct run){ e, w, NULL }, e->root);
}

bool expression_sides(const struct expression *e, struct expression_world *w,
		      struct value *left, struct value *right)
{
	struct run r = { e, w, NULL };

	if (e->root->kind != NODE_COMPARE)
		return false;
	*left = eval(&r, e->root->args[0]);
	*right = eval(&r, e->root->args[1]);
	return true;
}

bool expression_holds(const struct expression *e, struct expression_world *w,
		      const struct value *left, const struct value *right)
{
	struct value v = compare_sides(&(struct run){ e, w, NULL }, e->root,
				       left, right);

	return v.kind == VALUE_TRUTH && v.truth;
}

/* Two names are the same if they are so for texts_equal(). */
static struct value occurring(const struct run *r, const struct value *v)
{
	if (is_unknown(v) && !v->raw)
		return *v;
	const char *s = folded(r, v), *start = s;
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

	return a->kind >= AGGREGATE_OCCURRENCES && a->kind != AGGREGATE_WHOLE &&
			       !a->condition && a->inner &&
			       a->inner->kind == NODE_CELL
		       ? a->inner->id
		       : -1;
}

enum truth expression_aggregate_part_known(const struct expression *e, size_t i,
					   const struct known *known,
					   struct expression_world *w,
					   struct value *out)
{
	const struct aggregate *a = &e->aggregates[i];
	struct run r = { e, w, known->refs ? known : NULL };
	enum truth holds = TRUTH_YES;

	if (a->condition)
		holds = eval_truth(&r, a->condition);
	*out = value_truth(holds == TRUTH_YES);
	/* rare, and somebody may want to see what it is */
	if (holds == TRUTH_UNREADABLE)
		*out = eval(&r, a->condition);
	if (holds != TRUTH_YES || !a->inner)
		return holds;
	if (known->only)
		return TRUTH_OPEN;
	*out = eval(&r, a->inner);
	if (a->kind == AGGREGATE_COUNT)
		return counts(a->inner, out) ? TRUTH_YES : TRUTH_NO;
	*out = a->kind >= AGGREGATE_OCCURRENCES ? occurring(&r, out)
						: number_of(*out);
	return TRUTH_YES;
}

bool expression_aggregate_part(const struct expression *e, size_t i,
			       struct expression_world *w, struct value *out)
{
	const struct known nothing = { .refs = NULL };
	enum truth holds =
		expression_aggregate_part_known(e, i, &nothing, w, out);

	return holds == TRUTH_YES || holds == TRUTH_UNREADABLE;
}

void expression_aggregate_whole(const struct expression *e, size_t i,
				struct expression_world *w, struct value *out)
{
	*out = eval(&(struct run){ e, w, NULL }, e->aggregates[i].inner);
}

void value_scale(struct value *v, int64_t times, int64_t by)
{
	if (v->kind == VALUE_NUMBER && v->money && by != 0)
		amount_scale(v->number, times, by, &v->number);
}

void value_print(struct bytes *out, const struct value *v)
{
	switch (v->kind) {
	case VALUE_BLANK:
		bytes_add_str(out, "“”");
		break;
	case VALUE_UNREADABLE:
		bytes_add_str(out, v->raw ? v->raw : "?");
		break;
	case VALUE_NUMBER:
		amount_print(out, v->number, v->money ? 2 : 0);
		break;
	case VALUE_TEXT:
		bytes_add_str(out, v->raw ? v->raw : v->text);
		break;
	case VALUE_TRUTH:
		bytes_add_str(out, v->truth ? "是" : "否");
		break;
	}
}
