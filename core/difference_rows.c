#include <config.h>
#include "core/difference_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/sketch.h"
#include "core/text.h"

enum {
	NEIGHBOURS = 1000,     /* compared with, on either side, at most */
	COMPARISONS = 4000000, /* in all, about */
	FEW = 8,	       /* neighbours are always looked at */
	CANDIDATES = 4,	       /* remembered of those */
	ALIKE_ENOUGH = 500,    /* per mille */
};

/* ---- equal rows ---- */

/* One row that is still to be matched, and the cells that count. */
struct entry {
	const struct row *row;
	const int *slots; /* -1 ends */
	long at;
};

struct finder {
	const struct definition *def;
	int table;
	struct row_side old, new;
	struct row_pairs *pairs;
	int *all, *names; /* slots, for struct entry */
};

static int compare_cells(const struct entry *a, const struct entry *b)
{
	for (const int *slot = a->slots; *slot >= 0; slot++) {
		unsigned x = text_number(a->row->cells[*slot]);
		unsigned y = text_number(b->row->cells[*slot]);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int by_cells = compare_cells(x, y);

	return by_cells ? by_cells : (x->at > y->at) - (x->at < y->at);
}

static bool is_open(const struct row_side *side, const long *other, size_t at)
{
	return other[at] < 0 && !(side->is_out && side->is_out[at]);
}

/* Those still open whose name is not blank, in order of the cells. */
static struct entry *entries_new(const struct finder *f,
				 const struct row_side *side, const long *other,
				 const int *slots, size_t *n)
{
	size_t n_rows = record_n_rows(side->record, f->table);
	int name =
		f->def->fields[definition_name_column(f->def, f->table)].slot;
	struct entry *entries = memory_array(n_rows + 1, sizeof *entries);

	*n = 0;
	for (size_t r = 0; r < n_rows; r++) {
		const struct row *row = record_row(side->record, f->table, r);

		if (is_open(side, other, r) &&
		    (slots == f->all || !text_is_blank(row->cells[name])))
			entries[(*n)++] = (struct entry){ row, slots, (long)r };
	}
	qsort(entries, *n, sizeof *entries, compare_entries);
	return entries;
}

static void pair(struct row_pairs *pairs, long old, long new)
{
	pairs->in_new[old] = new;
	pairs->in_old[new] = old;
}

/* The first with the first, the second with the second. */
static void pair_equal(struct finder *f, const int *slots)
{
	size_t n_old, n_new, o = 0, n = 0;
	struct entry *old =
		entries_new(f, &f->old, f->pairs->in_new, slots, &n_old);
	struct entry *new =
		entries_new(f, &f->new, f->pairs->in_old, slots, &n_new);

	while (o < n_old && n < n_new) {
		int order = compare_cells(&old[o], &new[n]);

		if (order == 0)
			pair(f->pairs, old[o].at, new[n].at);
		o += order <= 0;
		n += order >= 0;
	}
	free(old);
	free(new);
}

/* ---- similar rows ---- */

struct candidate {
	long old, new;
	int likeness;
};

struct similar {
	const struct finder *finder;
	int *slots; /* of the cells that count, the name first; -1 ends */
	int n_slots;
	long *old_rows, *new_rows;
	size_t n_old, n_new;
	struct sketch *old, *new; /* n_slots a row */
	size_t neighbours;
	struct candidate *found;
	size_t n_found, cap_found;
};

/* Name and whole row, each per mille; 0 where neither is alike enough. */
static int likeness(const struct similar *s, const struct sketch *old,
		    const struct sketch *new)
{
	int n_shared = sketch_shared(old, new), n = old->n + new->n;
	int name = sketch_likeness(old, new), row;

	for (int i = 1; i < s->n_slots; i++) {
		n_shared += sketch_shared(&old[i], &new[i]);
		n += old[i].n + new[i].n;
	}
	row = n ? 2000 * n_shared / n : 0;
	return name >= ALIKE_ENOUGH || row >= ALIKE_ENOUGH ? name + row : 0;
}

static void candidate_add(struct candidate *best, int *n, struct candidate c)
{
	int at = *n;

	while (at > 0 && best[at - 1].likeness < c.likeness)
		at--;
	if (at == CANDIDATES)
		return;
	*n += *n < CANDIDATES;
	memmove(best + at + 1, best + at, (size_t)(*n - at - 1) * sizeof *best);
	best[at] = c;
}

static void look_around(struct similar *s, size_t old)
{
	struct candidate best[CANDIDATES];
	size_t reach = s->neighbours;
	size_t from = old > reach ? old - reach : 0;
	size_t to = old + reach < s->n_new ? old + reach : s->n_new;
	size_t width = (size_t)s->n_slots;
	int n = 0;

	for (size_t new = from; new < to; new ++) {
		int l = likeness(s, &s->old[old * width], &s->new[new *width]);

		if (l > 0)
			candidate_add(
				best, &n,
				(struct candidate){ (long)old, (long)new, l });
	}
	s->found = memory_grow(s->found, &s->cap_found, s->n_found + CANDIDATES,
			       sizeof *s->found);
	for (int i = 0; i < n; i++)
		s->found[s->n_found++] = best[i];
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	if (x->old != y->old)
		return x->old < y->old ? -1 : 1;
	return (x->new > y->new) - (x->new < y->new);
}

/* The name first, then all cells but the levels, which many rows share. */
static void choose_slots(struct similar *s)
{
	const struct finder *f = s->finder;
	const struct table_def *t = &f->def->tables[f->table];
	int name =
		f->def->fields[definition_name_column(f->def, f->table)].slot;

	s->slots = memory_array((size_t)t->n_columns + 1, sizeof *s->slots);
	s->slots[s->n_slots++] = name;
	for (int c = 0; c < t->n_columns; c++)
		if (c != name &&
		    f->def->fields[t->columns[c]].kind != FIELD_LEVEL)
			s->slots[s->n_slots++] = c;
}

static struct sketch *sketch_side(const struct similar *s,
				  const struct row_side *side,
				  const long *other, long **rows, size_t *n)
{
	size_t n_rows = record_n_rows(side->record, s->finder->table);
	size_t width = (size_t)s->n_slots;
	struct sketch *sketches;

	*rows = memory_array(n_rows + 1, sizeof **rows);
	for (size_t r = 0; r < n_rows; r++)
		if (is_open(side, other, r))
			(*rows)[(*n)++] = (long)r;
	sketches = memory_array(*n * width + 1, sizeof *sketches);
	for (size_t i = 0; i < *n; i++)
		for (size_t c = 0; c < width; c++)
			sketch_make(&sketches[i * width + c],
				    record_row(side->record, s->finder->table,
					       (size_t)(*rows)[i])
					    ->cells[s->slots[c]]);
	return sketches;
}

static void pair_similar(struct finder *f)
{
	struct similar s = { .finder = f };
	struct row_pairs *pairs = f->pairs;

	choose_slots(&s);
	s.old = sketch_side(&s, &f->old, pairs->in_new, &s.old_rows, &s.n_old);
	s.new = sketch_side(&s, &f->new, pairs->in_old, &s.new_rows, &s.n_new);
	s.neighbours = COMPARISONS / (s.n_old + 1);
	if (s.neighbours > NEIGHBOURS)
		s.neighbours = NEIGHBOURS;
	if (s.neighbours < FEW)
		s.neighbours = FEW;
	for (size_t old = 0; old < s.n_old && s.n_new > 0; old++)
		look_around(&s, old);
	if (s.n_found > 0)
		qsort(s.found, s.n_found, sizeof *s.found, compare_candidates);
	for (size_t i = 0; i < s.n_found; i++) {
		long old = s.old_rows[s.found[i].old];
		long new = s.new_rows[s.found[i].new];

		if (pairs->in_new[old] < 0 && pairs->in_old[new] < 0)
			pair(pairs, old, new);
	}
	free(s.slots);
	free(s.old_rows);
	free(s.new_rows);
	free(s.old);
	free(s.new);
	free(s.found);
}

/* ---- all of it ---- */

static void choose_equal(struct finder *f)
{
	const struct table_def *t = &f->def->tables[f->table];
	int name = definition_name_column(f->def, f->table), n = 0;

	f->all = memory_array((size_t)t->n_columns + 1, sizeof *f->all);
	f->names = memory_array((size_t)t->n_columns + 1, sizeof *f->names);
	for (int c = 0; c < t->n_columns; c++) {
		f->all[c] = c;
		if (t->columns[c] == name ||
		    f->def->fields[t->columns[c]].kind == FIELD_LEVEL)
			f->names[n++] = c;
	}
	f->all[t->n_columns] = f->names[n] = -1;
}

static long *none(size_t n)
{
	long *rows = memory_array(n + 1, sizeof *rows);

	for (size_t i = 0; i < n; i++)
		rows[i] = -1;
	return rows;
}

void row_pairs_find(struct row_pairs *pairs, int table, struct row_side old,
		    struct row_side new)
{
	struct finder f = { .def = old.record->def,
			    .table = table,
			    .old = old,
			    .new = new,
			    .pairs = pairs };

	assert(old.record->texts == new.record->texts);
	pairs->n_old = record_n_rows(old.record, table);
	pairs->n_new = record_n_rows(new.record, table);
	pairs->in_new = none(pairs->n_old);
	pairs->in_old = none(pairs->n_new);
	choose_equal(&f);
	pair_equal(&f, f.all);
	pair_equal(&f, f.names);
	pair_similar(&f);
	free(f.all);
	free(f.names);
}

void row_pairs_release(struct row_pairs *pairs)
{
	free(pairs->in_new);
	free(pairs->in_old);
	*pairs = (struct row_pairs){ 0 };
}

/* Those outside the longest run of old rows that still follow each other. */
bool *row_pairs_moved(const struct row_pairs *pairs)
{
	size_t n = pairs->n_new, len = 0;
	bool *moved = memory_array(n + 1, sizeof *moved);
	long *before = none(n); /* by new row: the one before it in its run */
	long *ends = none(n);	/* by length: the run that ends lowest */

	for (size_t i = 0; i < n; i++) {
		size_t low;

		moved[i] = pairs->in_old[i] >= 0;
		if (!moved[i])
			continue;
		BISECT(low, len, pairs->in_old[ends[low]] < pairs->in_old[i]);
		before[i] = low > 0 ? ends[low - 1] : -1;
		ends[low] = (long)i;
		len += low == len;
	}
	for (long i = len > 0 ? ends[len - 1] : -1; i >= 0; i = before[i])
		moved[i] = false;
	free(before);
	free(ends);
	return moved;
}
