#include <config.h>
#include "core/check_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acceptance.h"
#include "core/hash.h"

/* ---- what was accepted ---- */

/* The end of each text included. */
static void hash_text(uint64_t *hash, const char *text)
{
	*hash = hash_bytes(*hash, text, strlen(text) + 1);
}

static void hash_total(uint64_t *hash, struct check *check, size_t total,
		       int self, const struct row *row)
{
	const struct total_plan *t = &check->plan->totals[total];
	struct viewpoint at;
	char number[32];
	struct value v;

	viewpoint_init(&at, check, row);
	at.self = self;
	if (t->kind == AGGREGATE_OCCURRENCES)
		totals_occurrences(check, total, row, &v);
	else if (t->kind >= AGGREGATE_EARLIER)
		earlier_value(&at, total, &v);
	else
		totals_value(check, total, &v);
	snprintf(number, sizeof number, "%d %lld", (int)v.kind,
		 v.kind == VALUE_NUMBER ? (long long)v.number : 0);
	hash_text(hash, expression_aggregate_text(t->expression, t->index));
	hash_text(hash, number);
	/* of others it is made of cells that are read here as well */
	if (t->kind >= AGGREGATE_EARLIER && v.kind == VALUE_TEXT)
		hash_text(hash, v.text);
}

/* The row's name, for many rows hold the same values, and the values that the
   rule reads there. */
static uint64_t fingerprint(struct check *check,
			    const struct instance *instance,
			    const struct row *row)
{
	const struct definition *def = check->def;
	uint64_t hash = HASH_SEED;

	hash_text(&hash, record_row_name(check->record, instance->table, row));
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (!instance->fields[i])
			continue;
		hash_text(&hash, f->name);
		hash_text(&hash, f->table < 0 ? check->record->scalars[f->slot]
					      : row->cells[f->slot]);
	}
	for (size_t t = 0; t < check->plan->n_totals; t++)
		if (instance->totals[t])
			hash_total(&hash, check, t, instance->self, row);
	return hash;
}

static bool fails(const struct check *check, const struct instance *instance,
		  const struct row *row)
{
	size_t i = (size_t)(instance - check->plan->instances);
	const struct table_plan *table =
		&check->plan->tables[1 + instance->table];
	const struct verdict *v;

	if (instance->table < 0)
		return check->form_outcomes[i] == OUTCOME_FAIL;
	v = verdict_of(check, instance->table, row->id);
	return v && v->outcomes[i - table->first] == OUTCOME_FAIL;
}

static bool is_acceptable(const struct instance *instance)
{
	return instance->rule->severity != SEVERITY_ERROR;
}

static bool holds_at(struct check *check, const struct acceptance *a,
		     const struct instance *instance, const struct row *row)
{
	return is_acceptable(instance) && fails(check, instance, row) &&
	       fingerprint(check, instance, row) == a->fingerprint;
}

/* ---- where it speaks of ---- */

static const char *place_name(const struct check *check,
			      const struct instance *instance)
{
	return instance->place >= 0 ? check->def->fields[instance->place].name
				    : "";
}

static bool speaks_of(const struct check *check, const struct acceptance *a,
		      const struct instance *instance)
{
	return strcmp(a->rule, instance->rule->id) == 0 &&
	       strcmp(a->field, place_name(check, instance)) == 0;
}

static bool is_taken(const struct accepted *accepted,
		     const struct instance *instance, const struct row *row)
{
	for (size_t i = 0; i < accepted->n; i++)
		if (accepted->seats[i].instance == instance &&
		    accepted->seats[i].row == row)
			return true;
	return false;
}

/* Its name alone, where it stood too, and that it holds. */
enum { SUITS = 1, SUITS_PLACE = 1, SUITS_HOLDS = 2 };
enum { SUITS_BEST = SUITS + SUITS_PLACE + SUITS_HOLDS };

/* Does it hold there, or did it before a value changed? How well the row suits:
   0 not at all. */
static int suits(struct check *check, const struct acceptance *a,
		 const struct instance *instance, size_t row_at, bool *holds)
{
	const struct row *row =
		record_row(check->record, instance->table, row_at);

	*holds = false;
	if (strcmp(record_row_name(check->record, instance->table, row),
		   a->name) != 0 ||
	    is_taken(&check->accepted, instance, row))
		return 0;
	*holds = holds_at(check, a, instance, row);
	return SUITS + ((long)row_at == a->row ? SUITS_PLACE : 0) +
	       (*holds ? SUITS_HOLDS : 0);
}

/* Rows move, and several may have one name: the one where it holds, then the
   one where it stood. */
static const struct row *find_row(struct check *check,
				  const struct acceptance *a,
				  const struct instance *instance, bool *holds)
{
	size_t n = record_n_rows(check->record, instance->table);
	const struct row *best = NULL;
	int best_suits = 0;

	/* hardly any has moved */
	if (a->row >= 0 && (size_t)a->row < n &&
	    suits(check, a, instance, (size_t)a->row, holds) == SUITS_BEST)
		return record_row(check->record, instance->table,
				  (size_t)a->row);
	*holds = false;
	for (size_t r = 0; r < n; r++) {
		bool holds_here;
		int s = suits(check, a, instance, r, &holds_here);

		if (s <= best_suits)
			continue;
		best = record_row(check->record, instance->table, r);
		best_suits = s;
		*holds = holds_here;
	}
	return best;
}

static struct seat find_seat(struct check *check, const struct acceptance *a)
{
	struct seat seat = { NULL, NULL, false };

	for (size_t i = 0; i < check->plan->n_instances && !seat.holds; i++) {
		const struct instance *instance = &check->plan->instances[i];
		const struct row *row = NULL;
		bool holds;

		if (!speaks_of(check, a, instance))
			continue;
		if (instance->table < 0)
			holds = holds_at(check, a, instance, NULL);
		else
			row = find_row(check, a, instance, &holds);
		if (holds || (!seat.instance && (instance->table < 0 || row)))
			seat = (struct seat){ instance, row, holds };
	}
	return seat;
}

static struct seat *seat_new(struct accepted *accepted)
{
	return &MEMORY_ADD(accepted->seats, accepted->n, accepted->cap);
}

void check_set_acceptances(struct check *check, struct acceptance_list *list)
{
	struct accepted *accepted = &check->accepted;

	accepted->list = list;
	accepted->n = 0;
	for (size_t i = 0; i < list->n; i++) {
		struct seat seat = find_seat(check, &list->items[i]);

		*seat_new(accepted) = seat;
	}
	check->version++;
}

/* ---- as of a version ---- */

static void update(struct check *check)
{
	struct accepted *accepted = &check->accepted;
	size_t n_screens = (size_t)check->def->n_screens + 1;

	if (accepted->version == check->version)
		return;
	accepted->version = check->version;
	if (!accepted->counts)
		accepted->counts =
			memory_array(n_screens, sizeof *accepted->counts);
	memset(accepted->counts, 0, n_screens * sizeof *accepted->counts);
	for (size_t i = 0; i < accepted->n; i++) {
		struct seat *seat = &accepted->seats[i];

		seat->holds = seat->instance &&
			      holds_at(check, &accepted->list->items[i],
				       seat->instance, seat->row);
		if (seat->holds)
			check_count_in(check, accepted->counts, seat->instance,
				       1);
	}
}

size_t accepted_count(struct check *check, int screen, enum severity severity)
{
	if (check->accepted.n == 0)
		return 0;
	update(check);
	return check->accepted.counts[screen][severity];
}

bool accepted_has(struct check *check, const struct instance *instance,
		  const struct row *row)
{
	const struct accepted *accepted = &check->accepted;

	if (accepted->n == 0)
		return false;
	update(check);
	for (size_t i = 0; i < accepted->n; i++)
		if (accepted->seats[i].holds &&
		    accepted->seats[i].instance == instance &&
		    accepted->seats[i].row == row)
			return true;
	return false;
}

void accepted_release(struct accepted *accepted)
{
	free(accepted->seats);
	free(accepted->counts);
}

/* ---- asking and saying ---- */

static const struct row *row_of(const struct check *check,
				const struct finding *f)
{
	int table = check->plan->instances[f->instance].table;

	return f->row >= 0 ? record_row(check->record, table, (size_t)f->row)
			   : NULL;
}

/* Its number among the acceptances, or their count: the one that speaks of the
   same id at the same place and row. */
static size_t find_acceptance(const struct check *check,
			      const struct finding *f)
{
	const struct instance *own = &check->plan->instances[f->instance];
	const struct accepted *accepted = &check->accepted;
	const struct row *row = row_of(check, f);
	size_t i;

	for (i = 0; i < accepted->n; i++) {
		const struct seat *seat = &accepted->seats[i];

		if (seat->instance && seat->row == row &&
		    seat->instance->place == own->place &&
		    strcmp(seat->instance->rule->id, own->rule->id) == 0)
			break;
	}
	return i;
}

const struct acceptance *check_acceptance(struct check *check,
					  const struct finding *f, bool *holds)
{
	size_t i = find_acceptance(check, f);

	if (i == check->accepted.n)
		return NULL;
	update(check);
	*holds = check->accepted.seats[i].holds;
	return &check->accepted.list->items[i];
}

static struct acceptance acceptance_of(struct check *check,
				       const struct finding *f)
{
	const struct instance *instance = &check->plan->instances[f->instance];
	bool has_cell = f->place.field >= 0 &&
			(f->place.row >= 0 ||
			 check->def->fields[f->place.field].table < 0);

	return (struct acceptance){
		.rule = instance->rule->id,
		.field = place_name(check, instance),
		.row = f->row,
		.name = record_row_name(check->record, instance->table,
					row_of(check, f)),
		.value = has_cell ? record_get(check->record, f->place) : "",
		.fingerprint = fingerprint(check, instance, row_of(check, f)),
	};
}

bool check_accept(struct check *check, const struct finding *f,
		  const char *reason, const char *date,
		  struct acceptance_step *step)
{
	struct acceptance_list *list = check->accepted.list;

	if (!list || !is_acceptable(&check->plan->instances[f->instance]))
		return false;
	step->said = acceptance_of(check, f);
	step->said.reason = texts_add_str(list->texts, reason);
	step->said.date = texts_add_str(list->texts, date);
	step->at = find_acceptance(check, f);
	step->is_there = step->at < list->n;
	step->instance = &check->plan->instances[f->instance];
	step->row = row_of(check, f);
	return true;
}

/* It comes to sit where the step says, or else where it is found. */
static void seat_in(struct check *check, const struct acceptance_step *step)
{
	struct accepted *accepted = &check->accepted;
	struct seat seat = { step->instance, step->row, false }, *here;

	if (!seat.instance)
		seat = find_seat(check, &accepted->list->items[step->at]);
	seat_new(accepted);
	here = &accepted->seats[step->at];
	memmove(here + 1, here, (accepted->n - 1 - step->at) * sizeof *here);
	*here = seat;
}

static void seat_out(struct check *check, struct acceptance_step *step)
{
	struct accepted *accepted = &check->accepted;
	struct seat *here = &accepted->seats[step->at];

	step->instance = here->instance;
	step->row = here->row;
	memmove(here, here + 1, (--accepted->n - step->at) * sizeof *here);
}

void check_turn_acceptance(struct check *check, struct acceptance_step *step)
{
	struct accepted *accepted = &check->accepted;

	acceptance_step_turn(accepted->list, step);
	if (accepted->list->n > accepted->n)
		seat_in(check, step);
	else if (accepted->list->n < accepted->n)
		seat_out(check, step);
	check->version++;
}

void check_note_rows(struct check *check)
{
	struct acceptance_list *list = check->accepted.list;

	for (size_t i = 0; i < check->accepted.n; i++) {
		const struct seat *seat = &check->accepted.seats[i];
		int table = seat->instance ? seat->instance->table : -1;
		long at = -1;

		if (table < 0)
			continue;
		for (size_t r = 0; r < record_n_rows(check->record, table); r++)
			if (record_row(check->record, table, r) == seat->row)
				at = (long)r;
		list->is_changed |= at != list->items[i].row;
		list->items[i].row = at;
	}
}
