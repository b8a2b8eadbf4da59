#include <config.h>
#include "core/check_slip.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/check_state.h"
#include "core/text.h"

enum {
	ROWS_MAX = 10000, /* of a table: in more, nothing is sought */
	RIVALS_MAX = 64,  /* more, and none of them stands out */
	TWINS_MAX = 16,
	TINY = 100,	  /* a hundredth */
	WITH_SPLIT = 30,  /* times likelier: so that rows add up to cells */
	WITH_ROUND = 200, /* … with a round amount, where others have one */
};

/* Two sums that a rule compares, as they are now. */
struct sums {
	const struct expression *rule;
	const int *left, *right;
	struct value left_sum, right_sum;
	bool fails;
	__int128 change; /* what an edit would add to left − right */
};

struct search {
	struct check *check;
	struct sums *sums;
	size_t n_sums;
	struct sums *wanted; /* what the finding is about */
	/* the likeliest of those that mend most */
	struct slip best;
	int64_t likelihood, others; /* its own; all the others' together */
	size_t n_mended, n_rivals;
	bool is_hopeless; /* too much to look through */
};

/* What a summand needs, so that all sums that it stands in agree. */
struct need {
	int field;
	int64_t change;
	size_t n_mended;
};

/* ---- sums and edits ---- */

static int sign_in(const struct sums *s, int field)
{
	int sign = 0;

	for (const int *f = s->left; *f >= 0; f++)
		sign += *f == field;
	for (const int *f = s->right; *f >= 0; f++)
		sign -= *f == field;
	return sign;
}

static bool holds_changed(const struct search *search, const struct sums *s)
{
	struct viewpoint at;
	struct value left = s->left_sum;
	__int128 sum = left.number + s->change;

	if (sum > INT64_MAX || sum < INT64_MIN)
		return false;
	left.number = (int64_t)sum;
	viewpoint_init(&at, search->check, NULL);
	return expression_holds(s->rule, viewpoint_world(&at), &left,
				&s->right_sum);
}

/* How many failures the changes mend, among them the one wanted; 0 if any sums
   that they touch don't agree then. */
static size_t count_mended(const struct search *search)
{
	size_t n = 0;

	if (search->wanted->change == 0)
		return 0;
	for (size_t i = 0; i < search->n_sums; i++) {
		const struct sums *s = &search->sums[i];

		if (s->change == 0)
			continue;
		if (!holds_changed(search, s))
			return 0;
		n += s->fails;
	}
	return n;
}

static void change_cell(struct search *search, int field, int64_t change)
{
	for (size_t i = 0; i < search->n_sums; i++)
		search->sums[i].change =
			sign_in(&search->sums[i], field) * (__int128)change;
}

/* All that a row adds goes. */
static void change_row(struct search *search, int table, const struct row *row)
{
	const struct table_def *t = &search->check->def->tables[table];

	change_cell(search, -1, 0);
	for (int c = 0; c < t->n_columns; c++) {
		struct value v = check_cell_value(search->check, t->columns[c],
						  row->cells[c], row);

		for (size_t i = 0; v.kind == VALUE_NUMBER && i < search->n_sums;
		     i++)
			search->sums[i].change -=
				sign_in(&search->sums[i], t->columns[c]) *
				(__int128)v.number;
	}
}

/* The change that makes one of the failing sums agree exactly may leave another
   one within its ±, but not the other way round. */
static bool find_need(struct search *search, int field, struct need *out)
{
	for (size_t i = 0; i < search->n_sums; i++) {
		const struct sums *s = &search->sums[i];
		int sign = sign_in(s, field);
		int64_t left = s->left_sum.number, right = s->right_sum.number;

		if (!s->fails || sign == 0 ||
		    !amount_sub(sign > 0 ? right : left,
				sign > 0 ? left : right, &out->change))
			continue;
		out->field = field;
		change_cell(search, field, out->change);
		out->n_mended = count_mended(search);
		if (out->n_mended > 0)
			return true;
	}
	return false;
}

/* ---- who may have slipped ---- */

/* With which a table's rows add up to single cells. */
static bool gives_split(const struct search *search, const struct slip *slip)
{
	struct split split;

	for (size_t i = 0; i < search->n_sums; i++)
		if (split_find(search->check, search->sums[i].left,
			       search->sums[i].right, slip, &split))
			return true;
	return false;
}

static void take_best(struct search *search, const struct slip *slip,
		      int64_t likelihood)
{
	if (likelihood <= search->likelihood) {
		search->others += likelihood;
		return;
	}
	search->others += search->likelihood;
	search->likelihood = likelihood;
	search->best = *slip;
}

static void add_rival(struct search *search, size_t n_mended,
		      int64_t likelihood, const struct slip *slip)
{
	if (n_mended < search->n_mended)
		return;
	if (n_mended > search->n_mended) {
		search->n_mended = n_mended;
		search->likelihood = search->others = 0;
		search->n_rivals = 0;
	}
	search->n_rivals++;
	search->is_hopeless |= search->n_rivals > RIVALS_MAX;
	if (search->is_hopeless)
		return;
	if (gives_split(search, slip))
		likelihood *= WITH_SPLIT;
	take_best(search, slip, likelihood);
}

/* The amount in the cell's own unit; false if it can't be written there. */
static bool to_cell(const struct search *search, int field,
		    const struct row *row, int64_t number, int64_t *out)
{
	const struct check *check = search->check;
	int64_t cell = check_cell_yuan(check, field, row);
	int64_t money = check->def->money_yuan, back;

	return number > 0 && amount_scale(number, money, cell, out) &&
	       amount_scale(*out, cell, money, &back) && back == number &&
	       amount_round(*out, check->def->fields[field].decimals_max,
			    &back) &&
	       back == *out;
}

static void print_meant(const struct search *search, int64_t meant,
			struct slip *out)
{
	int field = out->place.field;
	struct bytes text = BYTES_INIT;

	amount_print(&text, meant,
		     search->check->def->fields[field].decimals_min);
	assert(text.len < sizeof out->meant);
	memcpy(out->meant, text.data, text.len + 1);
	bytes_release(&text);
}

static enum slip_kind kind_of(const struct field *f, const char *text,
			      int64_t meant)
{
	if (!text_is_blank(text))
		return slip_between(text, strlen(text), meant);
	return f->table >= 0 || f->required ? SLIP_BLANK : SLIP_BLANK_OPTIONAL;
}

static bool have_common(const struct sums *a, const struct sums *b)
{
	for (const int *f = a->left; *f >= 0; f++)
		if (sign_in(b, *f) != 0)
			return true;
	for (const int *f = a->right; *f >= 0; f++)
		if (sign_in(b, *f) != 0)
			return true;
	return false;
}

/* Would it leave a failure that has to do with this one? */
static bool leaves_some(const struct search *search, const struct need *need)
{
	size_t n = 0;

	for (size_t i = 0; i < search->n_sums; i++)
		n += search->sums[i].fails &&
		     have_common(search->wanted, &search->sums[i]);
	return need->n_mended < n;
}

/* Next to what it is added to, on the average: nobody forgets so little, but
   amounts are often rounded or wrong by so much. */
static bool is_tiny(const struct search *search, const struct need *need)
{
	int table = search->check->def->fields[need->field].table;
	const struct sums *s = search->wanted;
	__int128 sum = sign_in(s, need->field) > 0 ? s->left_sum.number
						   : s->right_sum.number;
	size_t n = table < 0 ? 1 : check_n_rows(search->check, table);

	return (__int128)need->change * (__int128)n * TINY < sum;
}

/* What was never written fits nearly always, so nothing may speak against
   it. */
static bool may_be_absent(const struct search *search, const struct need *need)
{
	return !is_tiny(search, need) && !leaves_some(search, need);
}

static void try_cell(struct search *search, const struct need *need, long at,
		     const struct row *row)
{
	const struct definition *def = search->check->def;
	struct slip slip = { .place = { need->field, at } };
	const char *text = record_get(search->check->record, slip.place);
	struct value v =
		check_cell_value(search->check, need->field, text, row);
	int64_t meant = v.kind == VALUE_NUMBER ? v.number : 0;

	if (!amount_add(meant, need->change, &meant) ||
	    !to_cell(search, need->field, row, meant, &meant))
		return;
	slip.kind = kind_of(&def->fields[need->field], text, meant);
	if (slip.kind == SLIP_NONE ||
	    (slip.kind == SLIP_BLANK_OPTIONAL && !may_be_absent(search, need)))
		return;
	print_meant(search, meant, &slip);
	add_rival(search, need->n_mended, slip_likelihood(slip.kind, meant),
		  &slip);
}

/* ---- rows ---- */

static bool same_cells(const struct definition *def, int table,
		       const struct row *a, const struct row *b)
{
	return memcmp(a->cells, b->cells,
		      (size_t)def->tables[table].n_columns *
			      sizeof *a->cells) == 0;
}

/* Rows with just the amount that is too much: a few are enough to find two of
   them, if there are two. */
struct twins {
	long rows[TWINS_MAX];
	size_t n;
};

static void twins_add(struct twins *twins, long at)
{
	if (twins->n < TWINS_MAX)
		twins->rows[twins->n++] = at;
}

/* Two that are the same all over, else the last two, or the only one. */
static enum slip_kind twins_choose(const struct twins *twins,
				   const struct search *search, int table,
				   long *one, long *other)
{
	const struct record *record = search->check->record;

	for (size_t i = 0; i < twins->n; i++)
		for (size_t j = i + 1; j < twins->n; j++) {
			*one = twins->rows[i];
			*other = twins->rows[j];
			if (same_cells(
				    search->check->def, table,
				    record_row(record, table, (size_t)*one),
				    record_row(record, table, (size_t)*other)))
				return SLIP_ROW_TWICE;
		}
	if (twins->n == 0)
		return SLIP_NONE;
	if (twins->n == 1) {
		*other = twins->rows[0];
		return SLIP_ROW_EXTRA;
	}
	*one = twins->rows[twins->n - 2];
	return SLIP_AMOUNT_TWICE;
}

static void try_twins(struct search *search, const struct need *need,
		      const struct twins *twins)
{
	int table = search->check->def->fields[need->field].table;
	struct slip slip = { .place = { need->field, -1 } };
	size_t n_mended;

	slip.kind =
		twins_choose(twins, search, table, &slip.twin, &slip.place.row);
	if (slip.kind == SLIP_NONE)
		return;
	change_row(search, table,
		   record_row(search->check->record, table,
			      (size_t)slip.place.row));
	n_mended = count_mended(search);
	if (n_mended > 0)
		add_rival(search, n_mended, slip_likelihood(slip.kind, 0),
			  &slip);
}

/* In the first row that is blank, or behind the last. */
static void try_missing(struct search *search, const struct need *need, long at,
			bool has_round)
{
	struct slip slip = { .kind = SLIP_ROW_MISSING,
			     .place = { need->field, at } };
	int64_t meant, likelihood = slip_likelihood(SLIP_ROW_MISSING, 0);

	if (!may_be_absent(search, need) ||
	    !to_cell(search, need->field, NULL, need->change, &meant))
		return;
	if (has_round && slip_is_round(meant))
		likelihood *= WITH_ROUND;
	print_meant(search, meant, &slip);
	add_rival(search, need->n_mended, likelihood, &slip);
}

/* What the row adds, or 0. */
static int64_t amount_of(const struct search *search, int field,
			 const struct row *row)
{
	const struct field *f = &search->check->def->fields[field];
	struct value v = check_cell_value(search->check, field,
					  row->cells[f->slot], row);

	return v.kind == VALUE_NUMBER ? v.number : 0;
}

static void try_rows(struct search *search, const struct need *need)
{
	const struct record *record = search->check->record;
	int table = search->check->def->fields[need->field].table;
	long n = (long)record_n_rows(record, table), blank = n;
	struct twins twins = { .n = 0 };
	bool has_round = false;

	search->is_hopeless |= n > ROWS_MAX;
	for (long at = 0; at < n && !search->is_hopeless; at++) {
		const struct row *row = record_row(record, table, (size_t)at);
		int64_t amount = amount_of(search, need->field, row);

		if (!check_row_counts(search->check, table, row)) {
			blank = at < blank ? at : blank;
			continue;
		}
		try_cell(search, need, at, row);
		if (amount != 0 && (__int128)amount + need->change == 0)
			twins_add(&twins, at);
		has_round |= amount != 0 && slip_is_round(amount);
	}
	try_twins(search, need, &twins);
	try_missing(search, need, blank, has_round);
}

static void try_side(struct search *search, const int *fields)
{
	for (; *fields >= 0; fields++) {
		const struct field *f = &search->check->def->fields[*fields];
		struct need need;

		if (f->formula || !find_need(search, *fields, &need))
			continue;
		if (f->table >= 0)
			try_rows(search, &need);
		else
			try_cell(search, &need, -1, NULL);
	}
}

/* It is said if it is twice as likely as all others together. */
static bool stands_out(const struct search *search)
{
	return !search->is_hopeless && search->likelihood > 0 &&
	       search->likelihood >= 2 * search->others;
}

/* ---- the search ---- */

static void take_sums(struct search *search, size_t i)
{
	const struct instance *instance = &search->check->plan->instances[i];
	int outcome = search->check->form_outcomes[i];
	struct sums s = { .rule = instance->rule->requirement };
	struct viewpoint at;

	if (instance->self >= 0 || !s.rule ||
	    outcome == OUTCOME_NOT_APPLICABLE || outcome == OUTCOME_UNKNOWN ||
	    !expression_sums(s.rule, &s.left, &s.right))
		return;
	viewpoint_init(&at, search->check, NULL);
	expression_sides(s.rule, viewpoint_world(&at), &s.left_sum,
			 &s.right_sum);
	if (s.left_sum.kind != VALUE_NUMBER || s.right_sum.kind != VALUE_NUMBER)
		return;
	s.fails = outcome != OUTCOME_PASS;
	search->sums[search->n_sums++] = s;
}

static bool find_slip(struct check *check, const struct finding *f,
		      struct slip *out)
{
	struct search search = { .check = check };
	size_t n = check->plan->tables[0].n;
	bool found = false;

	search.sums = memory_array(n + 1, sizeof *search.sums);
	for (size_t i = 0; i < n; i++)
		take_sums(&search, i);
	for (size_t i = 0; i < search.n_sums; i++)
		if (search.sums[i].rule == f->rule->requirement)
			search.wanted = &search.sums[i];
	if (search.wanted) {
		try_side(&search, search.wanted->left);
		try_side(&search, search.wanted->right);
		found = stands_out(&search);
		*out = search.best;
	}
	free(search.sums);
	return found;
}

/* Most are about something else. */
static bool compares_sums(const struct rule *rule)
{
	const int *left, *right;

	return rule->requirement &&
	       expression_sums(rule->requirement, &left, &right);
}

bool check_slip(struct check *check, const struct finding *f, struct slip *out)
{
	struct known_slip *known;

	if (f->row >= 0 || (size_t)f->instance >= check->plan->tables[0].n ||
	    !compares_sums(f->rule))
		return false;
	if (!check->slips)
		check->slips = memory_array(check->plan->tables[0].n,
					    sizeof *check->slips);
	known = &check->slips[f->instance];
	if (known->version != check->version) {
		known->version = check->version;
		known->is_found = find_slip(check, f, &known->slip);
	}
	if (known->is_found)
		*out = known->slip;
	return known->is_found;
}
