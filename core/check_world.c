/* What the rules' names mean at a place of the form. */
#include <config.h>
#include "core/check_state.h"

#include <string.h>

#include "core/amount.h"
#include "core/text.h"

int64_t check_cell_yuan(const struct check *check, int field,
			const struct row *row)
{
	const struct field *f = &check->def->fields[field];
	const char *unit = f->unit;
	int64_t yuan;

	if (f->kind != FIELD_MONEY)
		return check->def->money_yuan;
	if (f->unit_field >= 0) {
		const struct field *u = &check->def->fields[f->unit_field];

		unit = u->table >= 0 ? (row ? row->cells[u->slot] : "")
				     : check->record->scalars[u->slot];
	}
	yuan = amount_yuan(unit, strlen(unit));
	return yuan ? yuan : check->def->unit_yuan;
}

/* Money counts in one unit whatever unit its cell has. */
static bool to_money(const struct check *check, int field,
		     const struct row *row, int64_t *number)
{
	return amount_scale(*number, check_cell_yuan(check, field, row),
			    check->def->money_yuan, number);
}

static struct value number_value(struct check *check, int field,
				 const char *text, const struct row *row)
{
	const struct field *f = &check->def->fields[field];
	struct value v;
	int64_t number;

	if (!field_number(f, text, &number))
		return value_unreadable(field, text);
	if (f->kind == FIELD_INTEGER && number % AMOUNT_ONE != 0)
		return value_unreadable(field, text);
	if (f->kind == FIELD_YEAR &&
	    (number % AMOUNT_ONE != 0 || number < 1900 * AMOUNT_ONE ||
	     number > 2100 * AMOUNT_ONE))
		return value_unreadable(field, text);
	if (f->kind == FIELD_MONEY && !to_money(check, field, row, &number))
		return value_unreadable(field, text);
	v = value_number(number, f->kind == FIELD_MONEY);
	v.raw = text;
	return v;
}

/* A level's official name, so that aliases compare equal; or the text. */
static const char *level_name(struct check *check, const struct field *f,
			      const char *text)
{
	const struct tree *tree = &check->def->tree;
	int node = tree_find(tree, f->depth, -1, text);

	return node >= 0 ? tree->nodes[node].name : text;
}

struct value check_cell_value(struct check *check, int field, const char *text,
			      const struct row *row)
{
	const struct field *f = &check->def->fields[field];
	struct value v;

	if (text_is_blank(text))
		return value_blank(field);
	if (field_is_number(f)) {
		v = number_value(check, field, text, row);
	} else if (f->kind == FIELD_CHOICE && !field_has_choice(f, text)) {
		v = value_unreadable(field, text);
	} else {
		v = value_text(f->kind == FIELD_LEVEL
				       ? level_name(check, f, text)
				       : text);
		v.raw = text;
		v.is_plain = v.text == text && text_is_plain(text);
	}
	v.field = field;
	return v;
}

static const char *cell_text(const struct viewpoint *at, int field)
{
	const struct field *f = &at->check->def->fields[field];

	if (f->table < 0)
		return at->check->record->scalars[f->slot];
	return at->row ? at->row->cells[f->slot] : texts_blank;
}

/* Of the form itself, once between two changes: most rows' rules ask the
   same. */
static struct value read_cell(const struct viewpoint *at, int field)
{
	struct check *check = at->check;
	struct known_scalar *scalar = &check->scalars[field];
	struct value v;

	if (check->def->fields[field].table < 0 &&
	    scalar->version == check->version)
		return scalar->value;
	v = check_cell_value(check, field, cell_text(at, field), at->row);
	if (check->def->fields[field].table < 0)
		*scalar = (struct known_scalar){ check->version, v };
	return v;
}

void check_forget_facts(struct check *check)
{
	memset(check->facts, TRUTH_OPEN, traits_count(&check->plan->facts));
	check->facts_version = check->version;
}

static struct value world_cell(void *ctx, int field)
{
	struct viewpoint *at = ctx;

	if (field >= SEEN_FIELDS)
		return read_cell(at, field);
	if (!(at->is_seen >> field & 1)) {
		at->is_seen |= (uint64_t)1 << field;
		at->seen[field] = read_cell(at, field);
	}
	return at->seen[field];
}

static bool world_is_blank(void *ctx, int field)
{
	return text_is_blank(cell_text(ctx, field));
}

static bool is_text(const struct viewpoint *at, int field)
{
	enum field_kind kind = at->check->def->fields[field].kind;

	return kind == FIELD_TEXT || kind == FIELD_LONG || kind == FIELD_TARGET;
}

/* Bare ones are one text, or they differ. */
static bool world_same_text(void *ctx, int field, int other, bool *same)
{
	const struct viewpoint *at = ctx;
	const char *a = cell_text(at, field), *b = cell_text(at, other);

	*same = a == b;
	return check_text_is_bare(a) && check_text_is_bare(b) &&
	       is_text(at, field) && is_text(at, other);
}

/* 任务 3 名称: the row's number only where it has one. */
static void self_label(struct viewpoint *at, struct value *out)
{
	const struct definition *def = at->check->def;
	const struct field *f = &def->fields[at->self];
	bool english = at->english && *f->english;
	struct bytes label = BYTES_INIT;

	if (f->table >= 0) {
		const struct table_def *t = &def->tables[f->table];

		bytes_add_str(&label,
			      english && *t->english ? t->english : t->name);
		if (at->row_at >= 0)
			bytes_printf(&label, " %ld", at->row_at + 1);
		bytes_add_char(&label, ' ');
	}
	bytes_add_str(&label, english ? f->english : f->label);
	*out = value_text(
		arena_copy(&at->check->scratch, label.data, label.len));
	bytes_release(&label);
}

/* To as many decimals as the cell may have. */
static void round_to_cell(struct viewpoint *at, struct value *v)
{
	const struct field *f = &at->check->def->fields[at->self];
	int64_t cell = check_cell_yuan(at->check, at->self, at->row);
	int64_t money = at->check->def->money_yuan, number = v->number;

	if (amount_scale(number, money, cell, &number) &&
	    amount_round(number, f->decimals_max, &number) &&
	    amount_scale(number, cell, money, &number))
		v->number = number;
}

void viewpoint_expected(struct viewpoint *at, struct value *out)
{
	const struct field *f = &at->check->def->fields[at->self];

	*out = value_blank(at->self);
	if (!f->formula)
		return;
	expression_eval(f->formula, viewpoint_world(at), out);
	if (out->kind == VALUE_NUMBER && field_is_number(f))
		round_to_cell(at, out);
}

static struct value world_self(void *ctx, enum expression_name_kind kind)
{
	struct viewpoint *at = ctx;
	struct value out = value_blank(-1);

	if (kind == NAME_MEND)
		out = value_text_or_blank(at->mend ? at->mend : "");
	else if (kind == NAME_CARRIED)
		out = value_number((int64_t)at->check->record->n_carried *
					   AMOUNT_ONE,
				   false);
	else if (at->self >= 0 && kind == NAME_SELF_LABEL)
		self_label(at, &out);
	else if (at->self >= 0 && kind == NAME_SELF)
		out = world_cell(ctx, at->self);
	else if (at->self >= 0)
		viewpoint_expected(at, &out);
	return out;
}

static struct value world_aggregate(void *ctx, int slot)
{
	struct viewpoint *at = ctx;
	struct check *check = at->check;
	size_t total = (size_t)slot;
	enum aggregate_kind kind = check->plan->totals[total].kind;
	struct value out;

	if (kind >= AGGREGATE_EARLIER)
		earlier_value(at, total, &out);
	else if (kind == AGGREGATE_UNSHARED && at->row)
		runs_unshared(check, total, at->row, &out);
	else if (kind != AGGREGATE_OCCURRENCES)
		totals_value(check, total, &out);
	else if (at->row)
		totals_occurrences(check, total, at->row, &out);
	else
		out = value_blank(-1);
	return out;
}

/* Of one cell many rules ask the same. */
static struct value world_call(void *ctx, int id, const struct value *args,
			       int n)
{
	struct viewpoint *at = ctx;

	if (n != 1 || args->field < 0 || !args->raw)
		return function_call(at, id, args, n);
	if (at->called_text != args->raw || at->called_field != args->field) {
		at->called_text = args->raw;
		at->called_field = args->field;
		at->is_called = 0;
	}
	if (!(at->is_called >> id & 1)) {
		at->called[id] = function_call(at, id, args, n);
		at->is_called |= (uint64_t)1 << id;
	}
	return at->called[id];
}

void viewpoint_init(struct viewpoint *at, struct check *check,
		    const struct row *row)
{
	at->check = check;
	at->row = row;
	at->row_at = -1;
	at->self = -1;
	at->english = false;
	at->mend = NULL;
	at->target = NULL;
	at->is_seen = 0;
	at->last_folded.text = NULL;
	at->called_text = NULL;
	at->world = (struct expression_world){
		.ctx = at,
		.cell = world_cell,
		.is_blank = world_is_blank,
		.same_text = world_same_text,
		.self = world_self,
		.aggregate = world_aggregate,
		.call = world_call,
		.money_times = check->def->money_yuan,
		.money_by = check->def->unit_yuan,
		.last_folded = &at->last_folded,
		.scratch = &check->scratch,
	};
}
