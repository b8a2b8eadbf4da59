/* What the form's own functions say: of the list of indicators, of targets, and
   of texts. */
#include <config.h>
#include "core/check_state.h"

#include <string.h>

#include "core/amount.h"
#include "core/text.h"
#include "core/years.h"

/* 在册(一级指标), 在册(一级指标、二级指标) */
static struct value in_tree(struct check *check, const struct value *args,
			    int n)
{
	const struct tree *tree = &check->def->tree;
	int parent = -1;

	for (int i = 0; i < n; i++) {
		if (args[i].kind != VALUE_TEXT)
			return value_truth(false);
		parent = tree_find(tree, i, parent, args[i].text);
		if (parent < 0)
			return value_truth(false);
	}
	return value_truth(true);
}

/* 相近层级(一级指标), 相近层级(一级指标、二级指标) */
static struct value nearest_level(struct check *check, const struct value *args,
				  int n)
{
	const struct tree *tree = &check->def->tree;
	int parent = -1, node;

	for (int i = 0; i < n; i++)
		if (args[i].kind != VALUE_TEXT)
			return value_blank(args[i].field);
	if (n > 1)
		parent = tree_find(tree, 0, -1, args[0].text);
	node = tree_nearest(tree, n - 1, parent, args[n - 1].text);
	return node >= 0 ? value_text(tree->nodes[node].name) : value_blank(-1);
}

static struct value likely_parent(struct check *check, const struct value *arg)
{
	const struct tree *tree = &check->def->tree;
	int node = tree_parent_of(tree, arg->text);

	return node >= 0 ? value_text(tree->nodes[node].name) : value_blank(-1);
}

static struct value usual_relation(struct check *check, const struct value *arg)
{
	const struct tree *tree = &check->def->tree;
	int node = tree_find(tree, 1, -1, arg->text);

	for (size_t i = 0; node >= 0 && i < tree->n_usuals; i++)
		if (tree->usuals[i].node == node && *tree->usuals[i].relation)
			return value_text(tree->usuals[i].relation);
	return value_blank(-1);
}

/* Has a target's relation or its unit a cell of its own? */
static bool is_parted(const struct plan *plan, const struct row *row, int field)
{
	return row &&
	       (plan->relation_of[field] >= 0 || plan->unit_of[field] >= 0);
}

/* The cells of such a target as one text, as target_read() takes them. */
static void join_target(const struct plan *plan, const struct row *row,
			int field, const char *text, struct bytes *out)
{
	int relation = plan->relation_of[field], unit = plan->unit_of[field];

	if (relation >= 0)
		bytes_printf(out, "%s|",
			     row->cells[plan->def->fields[relation].slot]);
	bytes_add_str(out, text);
	if (unit >= 0)
		bytes_printf(out, "|%s",
			     row->cells[plan->def->fields[unit].slot]);
}

static const char *target_text(struct viewpoint *at, const struct value *v)
{
	const struct plan *plan = at->check->plan;
	const char *text = v->raw ? v->raw : v->text;
	struct bytes joined = BYTES_INIT;

	/* only a cell's text is one of the set for certain */
	if (v->field < 0 || !v->raw)
		return texts_add_str(plan->texts, text);
	if (!is_parted(plan, at->row, v->field))
		return text;
	join_target(plan, at->row, v->field, text, &joined);
	return texts_take(plan->texts, &joined);
}

static const struct target_reading *reading_of(struct viewpoint *at,
					       const struct value *v)
{
	struct plan *plan = at->check->plan;
	const char *text = target_text(at, v);
	unsigned key = text_number(text);
	bool is_new;
	struct target_reading *reading;

	if (at->target == text)
		return at->reading;
	reading = memo_find(&plan->readings, &key, &is_new);
	if (is_new)
		target_read(plan->def->targets, text, text_length(text),
			    reading);
	at->target = text;
	at->reading = reading;
	return reading;
}

/* The money that a target speaks of; blank if it is none. */
static struct value target_money(const struct check *check,
				 const struct target_reading *r)
{
	int64_t yuan = amount_yuan(r->unit, strlen(r->unit)), money;

	if (!r->has_number || !yuan)
		return value_blank(-1);
	if (!amount_scale(r->number, yuan, check->def->money_yuan, &money))
		return value_unreadable(-1, NULL);
	return value_number(money, true);
}

static struct value number_or_blank(int number)
{
	return number ? value_number(number * AMOUNT_ONE, false)
		      : value_blank(-1);
}

/* A date has only the later one. */
static struct value target_year(const struct target_reading *r, bool last)
{
	return number_or_blank(last || !r->from.year ? r->to.year
						     : r->from.year);
}

/* Spreadsheets count days from the end of 1899, and show the number where a
   cell lost its format: 45657 is 2024年12月31日. Blank for what is no such day
   of this century. */
static struct value serial_date(struct check *check,
				const struct target_reading *r)
{
	struct target_date date;
	struct bytes text = BYTES_INIT;

	if (r->kind != TARGET_QUANTITY || r->relation || *r->unit ||
	    r->number % AMOUNT_ONE ||
	    !target_date_of_serial(r->number / AMOUNT_ONE, &date))
		return value_blank(-1);
	bytes_printf(&text, "%d年%d月%d日", date.year, date.month, date.day);
	struct value v =
		value_text(arena_copy(&check->scratch, text.data, text.len));

	bytes_release(&text);
	return v;
}

static struct value target_part(struct check *check, enum form_function id,
				const struct target_reading *r)
{
	switch (id) {
	case FORM_KIND:
		return value_text_or_blank(target_kind_name(r->kind));
	case FORM_RELATION:
		return value_text_or_blank(target_relation_sign(r->relation));
	case FORM_NUMBER:
		return r->has_number ? value_number(r->number, false)
				     : value_blank(-1);
	case FORM_UNIT:
		return value_text_or_blank(r->unit);
	case FORM_ROW:
		return value_text_or_blank(r->row);
	case FORM_YEAR:
	case FORM_LAST_YEAR:
		return target_year(r, id == FORM_LAST_YEAR);
	case FORM_MONTH_DAY:
		return number_or_blank(target_month_day(r));
	case FORM_MONEY:
		return target_money(check, r);
	case FORM_DATE_WRONG:
		return value_truth(r->date_impossible);
	case FORM_ENDS_FIRST:
		return value_truth(target_ends_first(r));
	case FORM_SERIAL_DATE:
		return serial_date(check, r);
	case FORM_USUAL_SIGN:
		return r->relation ? value_truth(r->relation_is_usual)
				   : value_blank(-1);
	default:
		return value_blank(-1);
	}
}

static struct value unit_in_name(struct check *check, const char *name)
{
	char unit[64];

	if (!target_unit_in_name(check->def->targets, name, strlen(name), unit))
		return value_blank(-1);
	return value_text(arena_copy(&check->scratch, unit, strlen(unit)));
}

/* What an amount with a unit or sign in it seems to mean; else blank. */
static struct value guess(const struct viewpoint *at, const struct value *arg)
{
	const struct check *check = at->check;
	int64_t yuan = check->def->unit_yuan, number;

	if (arg->kind != VALUE_UNREADABLE || !arg->raw)
		return value_blank(-1);
	if (arg->field >= 0)
		yuan = check_cell_yuan(check, arg->field, at->row);
	if (!amount_guess(arg->raw, strlen(arg->raw), yuan, &number) ||
	    !amount_scale(number, yuan, check->def->money_yuan, &number))
		return value_blank(-1);
	return value_number(number, true);
}

/* `year`: for FORM_RENEWED alone. */
static void make(const struct check *check, enum form_function id, int year,
		 const char *text, struct bytes *out)
{
	const struct variants *variants = check->plan->variants;
	size_t n = strlen(text);

	if (id == FORM_YEARS)
		years_add(out, text, n);
	else if (id == FORM_VARIANTS)
		variants_list(variants, text, n, out);
	else if (id == FORM_USUAL_WAY)
		target_usual_way(check->def->targets, text, n, out);
	else if (id == FORM_RENEWED)
		years_renew(out, text, n, year);
	else
		variants_mend(variants, text, n, out);
}

/* What a long text is turned into is kept: a goal's years are asked for with
   every edit. */
static struct value made_once(struct check *check, enum form_function id,
			      int year, const char *text)
{
	struct plan *plan = check->plan;
	unsigned keys[] = { (unsigned)id + FORM_FUNCTIONS * (unsigned)year,
			    text_number(text) };
	struct bytes made = BYTES_INIT;
	bool is_new;
	const char **kept = memo_find(&plan->made, keys, &is_new);

	if (is_new) {
		make(check, id, year, text, &made);
		*kept = texts_take(plan->texts, &made);
	}
	return value_text_or_blank(*kept);
}

/* Blank if it is turned into nothing. Else it goes to the scratch. */
static struct value made_of(struct check *check, enum form_function id,
			    int year, const struct value *arg)
{
	enum { LONG_BYTES = 200 };
	const char *text = arg->raw ? arg->raw : arg->text;
	struct value v = value_blank(-1);
	struct bytes made = BYTES_INIT;

	if (arg->field >= 0 && arg->raw && text_length(arg->raw) > LONG_BYTES)
		return made_once(check, id, year, arg->raw);
	make(check, id, year, text, &made);
	if (made.len > 0)
		v = value_text(
			arena_copy(&check->scratch, made.data, made.len));
	bytes_release(&made);
	return v;
}

static struct value units_agree(const struct check *check,
				const struct value *args)
{
	if (args[1].kind != VALUE_TEXT)
		return value_blank(args[1].field);
	return value_truth(target_units_agree(check->def->targets, args[0].text,
					      args[1].text));
}

/* A year that is none leaves everything as it is. */
static struct value renewed(struct check *check, const struct value *args)
{
	int64_t year;

	if (args[1].kind != VALUE_NUMBER)
		return value_blank(args[1].field);
	year = args[1].number / AMOUNT_ONE;
	return year > 1900 && year < 2100
		       ? made_of(check, FORM_RENEWED, (int)year, args)
		       : value_blank(args[0].field);
}

static struct value rows_usual(const struct check *check, const char *table)
{
	int t = definition_table(check->def, table, strlen(table));

	if (t < 0 || check->def->tables[t].rows_usual <= 0)
		return value_blank(-1);
	return value_number(check->def->tables[t].rows_usual * AMOUNT_ONE,
			    false);
}

static struct value call_on_text(struct viewpoint *at, int id,
				 const struct value *args)
{
	struct check *check = at->check;
	const char *text = args->raw ? args->raw : args->text;

	if (args->kind != VALUE_TEXT)
		return value_blank(args->field);
	switch (id) {
	case FORM_PARENT:
		return likely_parent(check, args);
	case FORM_USUAL_RELATION:
		return usual_relation(check, args);
	case FORM_UNIT_IN_NAME:
		return unit_in_name(check, text);
	case FORM_UNITS_AGREE:
		return units_agree(check, args);
	case FORM_RENEWED:
		return renewed(check, args);
	case FORM_ROWS_USUAL:
		return rows_usual(check, text);
	case FORM_YEARS:
	case FORM_VARIANTS:
	case FORM_MENDED:
	case FORM_USUAL_WAY:
		return made_of(check, (enum form_function)id, 0, args);
	default:
		return target_part(check, (enum form_function)id,
				   reading_of(at, args));
	}
}

struct value function_call(struct viewpoint *at, int id,
			   const struct value *args, int n)
{
	struct value out;

	if (id == FORM_IN_TREE)
		out = in_tree(at->check, args, n);
	else if (id == FORM_NEAREST)
		out = nearest_level(at->check, args, n);
	else if (id == FORM_GUESS)
		out = guess(at, &args[0]);
	else
		out = call_on_text(at, id, &args[0]);
	/* nothing could be found in that cell */
	if (out.field < 0 &&
	    (out.kind == VALUE_BLANK || out.kind == VALUE_UNREADABLE))
		out.field = args[0].field;
	return out;
}

bool check_reading(struct check *check, struct place place, const char *text,
		   struct target_reading *out)
{
	struct bytes joined = BYTES_INIT;
	int table = check ? check->def->fields[place.field].table : -1;
	const struct row *row = NULL;

	if (!check || text_is_blank(text))
		return false;
	if (table >= 0 && place.row >= 0)
		row = record_row(check->record, table, (size_t)place.row);
	if (is_parted(check->plan, row, place.field))
		join_target(check->plan, row, place.field, text, &joined);
	else
		bytes_add_str(&joined, text);
	target_read(check->def->targets, joined.data, joined.len, out);
	/* what was reached is that, and needs no sign */
	if (definition_is_reached(check->def, place.field) &&
	    out->kind == TARGET_QUANTITY && !out->relation)
		out->relation = RELATION_EQ;
	bytes_release(&joined);
	return true;
}
