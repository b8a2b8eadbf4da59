/* What the checks found, for whoever shows it. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

unsigned long check_version(const struct check *check)
{
	return check->version;
}

size_t check_count(const struct check *check, int screen,
		   enum severity severity)
{
	return check
		->counts[screen < 0 ? check->def->n_screens : screen][severity];
}

size_t check_n_rows(const struct check *check, int table)
{
	return check->n_rows[table];
}

/* A rule over the whole form that is shown at a column: the column's first
   filled row, else its heading. */
static struct place form_place(const struct check *check, int field)
{
	struct place place = { field, -1 };
	const struct field *f;

	if (field < 0)
		return PLACE_NONE;
	f = &check->def->fields[field];
	for (size_t r = 0;
	     f->table >= 0 && r < record_n_rows(check->record, f->table); r++) {
		if (text_is_blank(record_get(check->record,
					     (struct place){ field, (long)r })))
			continue;
		place.row = (long)r;
		break;
	}
	return place;
}

static bool is_worse(const struct check *check, size_t instance,
		     const struct finding *best)
{
	return !best->rule ||
	       check->instances[instance].rule->severity > best->rule->severity;
}

static void take_worst_in_row(const struct check *check, struct place place,
			      struct finding *best)
{
	int table = check->def->fields[place.field].table;
	const struct row *row =
		record_row(check->record, table, (size_t)place.row);
	const unsigned char *outcomes = check_row_outcomes(check, table, row);
	size_t first = check->first[table + 1];

	for (size_t k = 0; k < check_n_of_table(check, table); k++) {
		const struct instance *instance = &check->instances[first + k];

		if (instance->place != place.field ||
		    outcomes[k] != OUTCOME_FAIL ||
		    !is_worse(check, first + k, best))
			continue;
		*best = (struct finding){ instance->rule, place,
					  (int)(first + k), place.row };
	}
}

bool check_worst_at(const struct check *check, struct place place,
		    struct finding *out)
{
	int table = check->def->fields[place.field].table;

	*out = (struct finding){ .rule = NULL };
	for (size_t i = 0; i < check->first[1]; i++) {
		const struct instance *instance = &check->instances[i];

		if (instance->place == place.field &&
		    check->form_outcomes[i] == OUTCOME_FAIL &&
		    is_worse(check, i, out) &&
		    place_equal(form_place(check, place.field), place))
			*out = (struct finding){ instance->rule, place, (int)i,
						 -1 };
	}
	if (table >= 0 && place.row >= 0 &&
	    (size_t)place.row < record_n_rows(check->record, table))
		take_worst_in_row(check, place, out);
	return out->rule != NULL;
}

/* ---- the list ---- */

struct list {
	const struct check *check;
	struct finding *items;
	size_t n, cap;
};

static void list_add(struct list *list, size_t i, struct place place, long row)
{
	list->items = memory_grow(list->items, &list->cap, list->n + 1,
				  sizeof *list->items);
	list->items[list->n++] =
		(struct finding){ list->check->instances[i].rule, place, (int)i,
				  row };
}

static void list_add_table(struct list *list, int table)
{
	const struct check *check = list->check;
	size_t first = check->first[table + 1];

	for (size_t r = 0; r < record_n_rows(check->record, table); r++) {
		const struct row *row = record_row(check->record, table, r);
		const unsigned char *o = check_row_outcomes(check, table, row);

		for (size_t k = 0; k < check_n_of_table(check, table); k++) {
			struct place place = {
				check->instances[first + k].place, (long)r
			};

			if (o[k] == OUTCOME_FAIL)
				list_add(list, first + k, place, (long)r);
		}
	}
}

/* Position in the form: the layout's row, the table's row, the column. */
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

struct sortable {
	struct finding finding;
	const struct definition *def;
};

static int compare_findings(const void *pa, const void *pb)
{
	const struct sortable *a = pa, *b = pb;
	int c = compare_places(a->def, a->finding.place, b->finding.place);

	if (c != 0)
		return c;
	if (a->finding.rule->severity != b->finding.rule->severity)
		return a->finding.rule->severity > b->finding.rule->severity
			       ? -1
			       : 1;
	return a->finding.instance - b->finding.instance;
}

static void list_sort(struct list *list)
{
	struct sortable *items = memory_array(list->n + 1, sizeof *items);

	for (size_t i = 0; i < list->n; i++)
		items[i] =
			(struct sortable){ list->items[i], list->check->def };
	qsort(items, list->n, sizeof *items, compare_findings);
	for (size_t i = 0; i < list->n; i++)
		list->items[i] = items[i].finding;
	free(items);
}

size_t check_findings(const struct check *check, struct finding **out)
{
	struct list list = { .check = check };

	for (size_t i = 0; i < check->first[1]; i++)
		if (check->form_outcomes[i] == OUTCOME_FAIL)
			list_add(&list, i,
				 form_place(check, check->instances[i].place),
				 -1);
	for (int t = 0; t < check->def->n_tables; t++)
		list_add_table(&list, t);
	list_sort(&list);
	*out = list.items;
	return list.n;
}

bool check_next(const struct check *check, struct place from, bool backwards,
		struct finding *out, bool *wrapped)
{
	struct finding *list;
	size_t n = check_findings(check, &list), i;
	bool found = n > 0;

	*wrapped = false;
	for (i = 0; i < n; i++) {
		size_t k = backwards ? n - 1 - i : i;
		int c = compare_places(check->def, list[k].place, from);

		if (backwards ? c < 0 : c > 0)
			break;
	}
	if (found && i == n) {
		*wrapped = true;
		i = 0;
	}
	if (found)
		*out = list[backwards ? n - 1 - i : i];
	free(list);
	return found;
}

/* ---- sentences ---- */

static void viewpoint_of(const struct check *check, const struct finding *f,
			 bool english, struct viewpoint *at)
{
	const struct instance *instance = &check->instances[f->instance];

	/* evaluating fills caches only; a finding can be shown of a const one */
	struct check *caches = (struct check *)check;

	arena_clear(&caches->scratch);
	caches->read_text = NULL;
	*at = (struct viewpoint){ .check = caches,
				  .row_at = f->row,
				  .self = instance->self,
				  .english = english };
	if (f->row >= 0)
		at->row = record_row(check->record, instance->table,
				     (size_t)f->row);
}

void check_sentence(const struct check *check, const struct finding *f,
		    bool english, struct bytes *out)
{
	struct viewpoint at;
	struct expression_world world;
	const struct sentence *s = english && f->rule->english
					   ? f->rule->english
					   : f->rule->message;

	viewpoint_of(check, f, english, &at);
	world = viewpoint_world(&at);
	sentence_eval(s, &world, out);
}

bool check_suggestion(const struct check *check, const struct finding *f,
		      size_t i, struct bytes *out)
{
	struct viewpoint at;
	struct expression_world world;
	struct bytes all = BYTES_INIT;
	const char *p;
	size_t n;

	if (!f->rule->suggestions)
		return false;
	viewpoint_of(check, f, false, &at);
	world = viewpoint_world(&at);
	sentence_eval(f->rule->suggestions, &world, &all);
	for (p = all.data; i > 0 && *p; i--)
		p += strcspn(p, "|") + (p[strcspn(p, "|")] == '|');
	n = strcspn(p, "|");
	bytes_add(out, p, n);
	bytes_release(&all);
	return n > 0;
}

enum outcome check_outcome(const struct check *check, const struct rule *rule)
{
	static const int rank[] = { [OUTCOME_NOT_APPLICABLE] = 0,
				    [OUTCOME_PASS] = 1,
				    [OUTCOME_UNKNOWN] = 2,
				    [OUTCOME_FAIL] = 3,
				    [OUTCOME_HIDDEN] = 3 };
	int worst = OUTCOME_NOT_APPLICABLE;

	for (size_t i = 0; i < check->n_instances; i++) {
		const struct instance *instance = &check->instances[i];
		int t = instance->table;
		size_t k = t >= 0 ? i - check->first[t + 1] : 0;

		if (instance->rule != rule)
			continue;
		if (t < 0 && rank[check->form_outcomes[i]] > rank[worst])
			worst = check->form_outcomes[i];
		for (size_t r = 0;
		     t >= 0 && r < record_n_rows(check->record, t); r++) {
			int o = check_row_outcomes(
				check, t, record_row(check->record, t, r))[k];

			if (rank[o] > rank[worst])
				worst = o;
		}
	}
	return worst == OUTCOME_HIDDEN ? OUTCOME_FAIL : (enum outcome)worst;
}

/* ---- sums ---- */

static bool is_first_balance_of_id(const struct check *check, size_t i)
{
	const int *left, *right;

	for (size_t j = 0; j < i; j++)
		if (strcmp(check->instances[j].rule->id,
			   check->instances[i].rule->id) == 0 &&
		    expression_balance(check->instances[j].rule->requirement,
				       &left, &right))
			return false;
	return true;
}

static void fill_balance(const struct check *check, size_t i,
			 struct balance *out)
{
	struct viewpoint at = { .check = (struct check *)check,
				.row_at = -1,
				.self = -1 };
	struct expression_world world = viewpoint_world(&at);

	out->rule = check->instances[i].rule;
	out->outcome = (enum outcome)check->form_outcomes[i];
	expression_sides(out->rule->requirement, &world, &out->left_sum,
			 &out->right_sum);
	if (check->form_outcomes[i] == OUTCOME_HIDDEN) {
		out->rule = check->instances[check->instances[i].stricter].rule;
		out->outcome = OUTCOME_FAIL;
	}
	value_in_unit(&out->left_sum, check->money_times, check->money_by);
	value_in_unit(&out->right_sum, check->money_times, check->money_by);
}

bool check_balance(const struct check *check, size_t wanted,
		   struct balance *out)
{
	for (size_t i = 0; i < check->first[1]; i++) {
		if (check->instances[i].self >= 0 ||
		    !expression_balance(check->instances[i].rule->requirement,
					&out->left, &out->right) ||
		    !is_first_balance_of_id(check, i))
			continue;
		if (wanted-- > 0)
			continue;
		fill_balance(check, i, out);
		return true;
	}
	return false;
}

static bool same_fields(const int *side, const int *fields, size_t n)
{
	size_t n_side = 0, n_found = 0;

	for (; side[n_side] >= 0; n_side++)
		for (size_t i = 0; i < n; i++)
			n_found += side[n_side] == fields[i];
	return n_side == n && n_found == n;
}

bool check_sum_of(const struct check *check, const int *fields, size_t n,
		  struct balance *out, bool *is_left)
{
	for (size_t i = 0; check_balance(check, i, out); i++) {
		*is_left = same_fields(out->left, fields, n);
		if (*is_left || same_fields(out->right, fields, n))
			return true;
	}
	return false;
}
