/* What the checks found, for whoever shows it. */
#include <config.h>
#include "core/check_mend.h"
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

size_t check_count(struct check *check, int screen, enum severity severity)
{
	int at = screen < 0 ? check->def->n_screens : screen;

	return check->form_counts[at][severity] +
	       check->row_counts[at][severity] -
	       accepted_count(check, at, severity);
}

size_t check_n_rows(const struct check *check, int table)
{
	return check->tables[table].n_rows;
}

/* ---- where a finding of the whole form is shown ---- */

enum row_sought { ROW_PRINTED, ROW_COUNTED, ROW_FILLED };

/* A row that is printed and nobody has filled in, one that counts, or where
   neither is what the rule names, one with something in that column. */
static bool is_there(struct check *check, const struct rule *rule,
		     const struct row *row, enum row_sought sought)
{
	const struct field *f = &check->def->fields[rule->place];
	struct viewpoint at;
	struct value v;

	if (sought == ROW_FILLED)
		return !text_is_blank(row->cells[f->slot]);
	if (!rule->where ||
	    check_row_counts(check, f->table, row) != (sought == ROW_COUNTED))
		return false;
	viewpoint_init(&at, check, row);
	expression_eval(rule->where, viewpoint_world(&at), &v);
	return v.kind == VALUE_TRUTH && v.truth;
}

static long find_sought(struct check *check, const struct rule *rule,
			enum row_sought sought)
{
	int table = check->def->fields[rule->place].table;

	for (size_t r = 0; r < record_n_rows(check->record, table); r++)
		if (is_there(check, rule, record_row(check->record, table, r),
			     sought))
			return (long)r;
	return -1;
}

static long find_row(struct check *check, const struct rule *rule)
{
	long row = -1;

	arena_clear(&check->scratch);
	for (int i = rule->where ? ROW_PRINTED : ROW_FILLED;
	     row < 0 && i <= ROW_FILLED; i++)
		row = find_sought(check, rule, (enum row_sought)i);
	return row;
}

/* Position in the form: the screen, the layout's row, the table's row, the
   column. */
static int compare_places(const struct definition *def, struct place a,
			  struct place b)
{
	const struct field *fa, *fb;

	if (a.field < 0 || b.field < 0)
		return (a.field < 0) - (b.field < 0);
	fa = &def->fields[a.field];
	fb = &def->fields[b.field];
	if (fa->screen != fb->screen)
		return fa->screen < fb->screen ? -1 : 1;
	if (fa->layout_row != fb->layout_row)
		return fa->layout_row < fb->layout_row ? -1 : 1;
	if (a.row != b.row)
		return a.row < b.row ? -1 : 1;
	return (fa->layout_col > fb->layout_col) -
	       (fa->layout_col < fb->layout_col);
}

/* The first cell that is carried, in the order of the form; its place once a
   version would be sought for nothing, for only lists ask. */
static struct place first_carried(const struct check *check)
{
	const struct definition *def = check->def;
	struct place first = PLACE_NONE;

	for (int i = 0; i < def->n_fields; i++) {
		int table = def->fields[i].table;
		long n = table < 0 ? 0
				   : (long)record_n_rows(check->record, table);

		for (long r = table < 0 ? -1 : 0; r < n; r++) {
			struct place p = { i, r };

			if (!record_is_carried(check->record, p))
				continue;
			if (compare_places(def, p, first) < 0)
				first = p;
			break;
		}
	}
	return first;
}

/* At a column: the row that the rule names, its first filled one, else its
   heading. Sought once a version, for every cell of the column asks. */
static struct place form_place(struct check *check, size_t instance)
{
	const struct rule *rule = check->plan->instances[instance].rule;
	struct place place = { check->plan->instances[instance].place, -1 };

	if (rule->scope == SCOPE_FILE && strcmp(rule->id, RULE_CARRIED) == 0)
		return first_carried(check);
	if (place.field < 0)
		return PLACE_NONE;
	if (check->def->fields[place.field].table < 0)
		return place;
	if (check->found_version[instance] != check->version) {
		check->found_row[instance] = find_row(check, rule);
		check->found_version[instance] = check->version;
	}
	place.row = check->found_row[instance];
	return place;
}

static const struct table_plan *plan_of(const struct check *check, int table)
{
	return &check->plan->tables[1 + table];
}

const struct verdict *verdict_at(const struct check *check, int table, long row)
{
	if (row < 0 || (size_t)row >= record_n_rows(check->record, table))
		return NULL;
	return verdict_of(check, table,
			  record_row(check->record, table, (size_t)row)->id);
}

static void take_worse(const struct check *check, size_t instance,
		       struct place place, long row, struct finding *best)
{
	const struct rule *rule = check->plan->instances[instance].rule;

	if (!best->rule || rule->severity > best->rule->severity)
		*best = (struct finding){ rule, place, (int)instance, row, 0 };
}

bool check_worst_at(struct check *check, struct place place,
		    struct finding *out)
{
	int table = check->def->fields[place.field].table;
	const struct table_plan *form = plan_of(check, -1);
	const struct verdict *v =
		table >= 0 ? verdict_at(check, table, place.row) : NULL;

	*out = (struct finding){ .rule = NULL };
	for (size_t i = 0; i < form->n; i++)
		if (check->form_outcomes[i] == OUTCOME_FAIL &&
		    !accepted_has(check, &check->plan->instances[i], NULL) &&
		    check->plan->instances[i].place == place.field &&
		    place_equal(form_place(check, i), place))
			take_worse(check, i, place, -1, out);
	for (size_t k = 0; v && v->fails && k < plan_of(check, table)->n; k++) {
		size_t i = plan_of(check, table)->first + k;

		if (v->outcomes[k] == OUTCOME_FAIL &&
		    check->plan->instances[i].place == place.field &&
		    !accepted_has(check, &check->plan->instances[i],
				  record_row(check->record, table,
					     (size_t)place.row)))
			take_worse(check, i, place, place.row, out);
	}
	return out->rule != NULL;
}

bool check_stands(struct check *check, const struct finding *f)
{
	const struct plan *plan = check->plan;
	size_t i = (size_t)f->instance;
	int table;

	if (i >= plan->n_instances || plan->instances[i].rule != f->rule)
		return false;
	table = plan->instances[i].table;
	if (f->row < 0)
		return i < plan_of(check, -1)->n &&
		       check->form_outcomes[i] == OUTCOME_FAIL &&
		       !accepted_has(check, &plan->instances[i], NULL) &&
		       place_equal(form_place(check, i), f->place);
	const struct verdict *v = verdict_at(check, table, f->row);
	return v &&
	       v->outcomes[i - plan_of(check, table)->first] == OUTCOME_FAIL &&
	       !accepted_has(check, &plan->instances[i],
			     record_row(check->record, table, (size_t)f->row));
}

/* ---- the list ---- */

/* A finding as it is sorted: the accepted ones last; by its place in the form,
   then the worse first, then in the order of the rules. */
struct sortable {
	struct finding finding;
	bool is_accepted;
	const struct definition *def;
};

static int compare_findings(const void *pa, const void *pb)
{
	const struct sortable *a = pa, *b = pb;
	const struct rule *ra = a->finding.rule, *rb = b->finding.rule;
	int c = compare_places(a->def, a->finding.place, b->finding.place);

	if (a->is_accepted != b->is_accepted)
		return a->is_accepted ? 1 : -1;
	if (c != 0)
		return c;
	if (ra->severity != rb->severity)
		return ra->severity > rb->severity ? -1 : 1;
	return (ra->line > rb->line) - (ra->line < rb->line);
}

struct list {
	struct check *check;
	struct sortable *items;
	size_t n, cap;
};

static size_t line_of(const struct check *check, size_t instance)
{
	return instance < check->plan->tables[0].n ? check->file_lines[instance]
						   : 0;
}

static void list_add(struct list *list, size_t instance, struct place place,
		     long row)
{
	struct check *check = list->check;
	const struct instance *own = &check->plan->instances[instance];
	const struct row *its =
		row < 0 ? NULL
			: record_row(check->record, own->table, (size_t)row);

	MEMORY_ADD(list->items, list->n, list->cap) =
		(struct sortable){ { own->rule, place, (int)instance, row,
				     line_of(check, instance) },
				   accepted_has(check, own, its),
				   check->def };
}

/* The last one, into the place it has among those of its row. */
static void list_settle(struct list *list, size_t first)
{
	struct sortable last = list->items[list->n - 1];
	size_t at = list->n - 1;

	for (; at > first && compare_findings(&list->items[at - 1], &last) > 0;
	     at--)
		list->items[at] = list->items[at - 1];
	list->items[at] = last;
}

static void list_add_row(struct list *list, const struct table_plan *plan,
			 const unsigned char *outcomes, long row)
{
	size_t first = list->n;

	for (size_t k = 0; (k = failure_next(outcomes, plan->n, k)) < plan->n;
	     k++) {
		size_t i = plan->first + k;
		int field = list->check->plan->instances[i].place;

		list_add(list, i, (struct place){ field, row }, row);
		list_settle(list, first);
	}
}

static void list_add_table(struct list *list, int table)
{
	const struct check *check = list->check;
	const struct table_plan *plan = plan_of(check, table);

	for (size_t r = 0; r < record_n_rows(check->record, table); r++) {
		const struct verdict *v = verdict_at(check, table, (long)r);

		if (v->fails)
			list_add_row(list, plan, v->outcomes, (long)r);
	}
}

/* Those of the rows come in their order already, and there may be a million. */
static void list_sort(struct list *list)
{
	size_t i = 1;

	while (i < list->n &&
	       compare_findings(&list->items[i - 1], &list->items[i]) <= 0)
		i++;
	if (i < list->n)
		qsort(list->items, list->n, sizeof *list->items,
		      compare_findings);
}

static void take(struct check *check, const struct sortable *item)
{
	check->list[check->n_list++] = item->finding;
	check->n_accepted += item->is_accepted;
}

/* Two sorted ones into the check's. */
static void take_both(struct check *check, const struct list *a,
		      const struct list *b)
{
	size_t i = 0, k = 0;

	free(check->list);
	check->list = memory_array(a->n + b->n, sizeof *check->list);
	check->n_list = check->n_accepted = 0;
	while (i < a->n || k < b->n)
		take(check, k == b->n || (i < a->n &&
					  compare_findings(&a->items[i],
							   &b->items[k]) <= 0)
				    ? &a->items[i++]
				    : &b->items[k++]);
	check->n_list -= check->n_accepted;
}

static void make_list(struct check *check)
{
	struct list form = { .check = check }, rows = { .check = check };

	for (size_t i = 0; i < plan_of(check, -1)->n; i++)
		if (check->form_outcomes[i] == OUTCOME_FAIL)
			list_add(&form, i, form_place(check, i), -1);
	for (int t = 0; t < check->def->n_tables; t++)
		list_add_table(&rows, t);
	list_sort(&form);
	list_sort(&rows);
	take_both(check, &form, &rows);
	check->list_version = check->version;
	free(form.items);
	free(rows.items);
}

size_t check_findings(struct check *check, const struct finding **out)
{
	if (check->list_version != check->version)
		make_list(check);
	*out = check->list;
	return check->n_list;
}

size_t check_accepted(struct check *check, const struct finding **out)
{
	check_findings(check, out);
	*out += check->n_list;
	return check->n_accepted;
}

bool check_next(struct check *check, struct place from, bool backwards,
		struct finding *out, bool *wrapped)
{
	const struct finding *list;
	size_t n = check_findings(check, &list), i;

	/* they stand last */
	while (n > 0 && list[n - 1].place.field < 0)
		n--;
	*wrapped = false;
	if (n == 0)
		return false;
	for (i = 0; i < n; i++) {
		size_t k = backwards ? n - 1 - i : i;
		int c = compare_places(check->def, list[k].place, from);

		if (backwards ? c < 0 : c > 0)
			break;
	}
	if (i == n) {
		*wrapped = true;
		i = 0;
	}
	*out = list[backwards ? n - 1 - i : i];
	return true;
}

/* ---- sentences ---- */

void viewpoint_of(struct viewpoint *at, struct check *check,
		  const struct finding *f, bool english)
{
	const struct instance *instance = &check->plan->instances[f->instance];

	arena_clear(&check->scratch);
	viewpoint_init(at, check,
		       f->row >= 0 ? record_row(check->record, instance->table,
						(size_t)f->row)
				   : NULL);
	at->row_at = f->row;
	at->self = instance->self;
	at->english = english;
}

static bool names_mend(const struct sentence *s)
{
	for (size_t i = 0; i < sentence_n_expressions(s); i++)
		if (expression_uses_mend(sentence_expression(s, i)))
			return true;
	return false;
}

void check_sentence(struct check *check, const struct finding *f, bool english,
		    struct bytes *out)
{
	const struct sentence *s = english && f->rule->english
					   ? f->rule->english
					   : f->rule->message;
	struct mend mend = { .n = 0 };
	bool any = names_mend(s) && check_mend(check, f, 0, &mend);
	struct viewpoint at;

	viewpoint_of(&at, check, f, english);
	if (any)
		at.mend = mend.cells[0].text.data;
	sentence_eval(s, viewpoint_world(&at), out);
	mend_release(&mend);
}

/* ---- computed cells ---- */

bool check_formula(struct check *check, struct place place, struct bytes *out)
{
	const struct field *f = &check->def->fields[place.field];
	struct viewpoint at;
	struct value v;

	if (!f->formula)
		return false;
	viewpoint_init(&at, check,
		       f->table >= 0 ? record_row(check->record, f->table,
						  (size_t)place.row)
				     : NULL);
	at.row_at = place.row;
	at.self = place.field;
	arena_clear(&check->scratch);
	viewpoint_expected(&at, &v);
	if (v.kind == VALUE_TEXT) {
		value_print(out, &v);
	} else if (v.kind == VALUE_NUMBER) {
		value_scale(&v, check->def->money_yuan,
			    check_cell_yuan(check, place.field, at.row));
		amount_print(out, v.number, f->decimals_min);
	}
	return v.kind == VALUE_TEXT || v.kind == VALUE_NUMBER;
}

/* ---- sums ---- */

/* The worst rule of an instance's group that fails. */
static const struct rule *worst_of_group(const struct check *check, size_t i)
{
	const struct instance *instances = check->plan->instances;
	const struct rule *worst = instances[i].rule;

	for (size_t j = 0; j < plan_of(check, -1)->n; j++)
		if (instances[j].group == instances[i].group &&
		    check->form_outcomes[j] == OUTCOME_FAIL)
			worst = instances[j].rule;
	return worst;
}

static void fill_balance(struct check *check, size_t i, struct balance *out)
{
	struct viewpoint at;
	const struct plan *plan = check->plan;
	int outcome = check->form_outcomes[i];
	struct expression_world *world;

	viewpoint_init(&at, check, NULL);
	world = viewpoint_world(&at);
	out->rule = plan->instances[i].rule;
	out->outcome = (enum outcome)outcome;
	expression_sides(out->rule->requirement, world, &out->left_sum,
			 &out->right_sum);
	value_scale(&out->left_sum, world->money_times, world->money_by);
	value_scale(&out->right_sum, world->money_times, world->money_by);
	if (outcome != OUTCOME_HIDDEN)
		return;
	out->rule = worst_of_group(check, i);
	out->outcome = OUTCOME_FAIL;
}

bool check_balance(struct check *check, size_t i, struct balance *out)
{
	const struct plan *plan = check->plan;
	size_t instance;

	if (i >= plan->n_balances)
		return false;
	instance = plan->balances[i];
	expression_balance(plan->instances[instance].rule->requirement,
			   &out->left, &out->right);
	fill_balance(check, instance, out);
	return true;
}

static bool same_fields(const int *side, const int *fields, size_t n)
{
	size_t n_side = 0, n_found = 0;

	for (; side[n_side] >= 0; n_side++)
		for (size_t i = 0; i < n; i++)
			n_found += side[n_side] == fields[i];
	return n_side == n && n_found == n;
}

bool check_sum_of(struct check *check, const int *fields, size_t n,
		  struct balance *out, bool *is_left)
{
	for (size_t i = 0; check_balance(check, i, out); i++) {
		*is_left = same_fields(out->left, fields, n);
		if (*is_left || same_fields(out->right, fields, n))
			return true;
	}
	return false;
}
