#include <config.h>
#include "core/merge.h"

#include <stdlib.h>
#include <string.h>

#include "core/difference_rows.h"
#include "core/merge_text.h"

/* ---- which row is which ---- */

/* The three versions of a table, matched. */
struct rows {
	struct merge *merge;
	int table;
	struct row_pairs mine, theirs; /* base → each */
	struct row_pairs added;	       /* mine → theirs, rows new in both */
};

static bool *known_rows(const struct row_pairs *pairs)
{
	bool *known = memory_array(pairs->n_new + 1, sizeof *known);

	for (size_t i = 0; i < pairs->n_new; i++)
		known[i] = pairs->in_old[i] >= 0;
	return known;
}

static void rows_init(struct rows *r, struct merge *merge, int table)
{
	struct row_side base = { .record = merge->base };
	struct row_side mine = { .record = merge->mine };
	struct row_side theirs = { .record = merge->theirs };
	bool *known_mine, *known_theirs;

	*r = (struct rows){ .merge = merge, .table = table };
	row_pairs_find(&r->mine, table, base, mine);
	row_pairs_find(&r->theirs, table, base, theirs);
	mine.is_out = known_mine = known_rows(&r->mine);
	theirs.is_out = known_theirs = known_rows(&r->theirs);
	row_pairs_find(&r->added, table, mine, theirs);
	free(known_mine);
	free(known_theirs);
}

static void rows_release(struct rows *r)
{
	row_pairs_release(&r->mine);
	row_pairs_release(&r->theirs);
	row_pairs_release(&r->added);
}

static struct merge_row row_of_mine(const struct rows *r, long mine)
{
	long base = r->mine.in_old[mine];
	long theirs =
		base >= 0 ? r->theirs.in_new[base] : r->added.in_new[mine];

	return (struct merge_row){ base, mine, theirs };
}

static struct merge_row row_of_theirs(const struct rows *r, long theirs)
{
	long base = r->theirs.in_old[theirs];
	long mine = base >= 0 ? r->mine.in_new[base] : r->added.in_old[theirs];

	return (struct merge_row){ base, mine, theirs };
}

static bool has_moved(const struct row_pairs *pairs)
{
	bool *moved = row_pairs_moved(pairs), is_any = false;

	for (size_t i = 0; i < pairs->n_new; i++)
		is_any |= moved[i];
	free(moved);
	return is_any;
}

/* The rows of the side that leads, and where the other's own ones belong. */
struct order {
	const struct rows *rows;
	bool theirs_leads;
	struct merge_row *out;
	size_t n;
	/* lists of other rows + 1, the last one first; 0 ends: */
	long *first; /* by the leader's row + 1 that they follow */
	long *next;  /* by other row */
};

static struct merge_row lead_row(const struct order *o, size_t i)
{
	return o->theirs_leads ? row_of_theirs(o->rows, (long)i)
			       : row_of_mine(o->rows, (long)i);
}

static struct merge_row other_row(const struct order *o, size_t i)
{
	return o->theirs_leads ? row_of_mine(o->rows, (long)i)
			       : row_of_theirs(o->rows, (long)i);
}

static void find_followers(struct order *o, size_t n_other)
{
	long behind = 0;

	for (size_t i = 0; i < n_other; i++) {
		struct merge_row row = other_row(o, i);
		long in_lead = o->theirs_leads ? row.theirs : row.mine;

		if (in_lead >= 0) {
			behind = in_lead + 1;
			continue;
		}
		o->next[i] = o->first[behind];
		o->first[behind] = (long)i + 1;
	}
}

static void put_followers(struct order *o, size_t behind)
{
	size_t start = o->n;

	for (long i = o->first[behind]; i > 0; i = o->next[i - 1])
		o->out[o->n++] = other_row(o, (size_t)i - 1);
	for (size_t a = start, b = o->n; a + 1 < b; a++) {
		struct merge_row row = o->out[a];

		o->out[a] = o->out[--b];
		o->out[b] = row;
	}
}

/* Each row of the leader, then those that follow it on the other side and are
   not on this one. */
static void order_rows(struct rows *r, bool theirs_leads)
{
	size_t n_mine = r->mine.n_new, n_theirs = r->theirs.n_new;
	size_t n_lead = theirs_leads ? n_theirs : n_mine;
	size_t n_other = theirs_leads ? n_mine : n_theirs;
	struct order o = { .rows = r, .theirs_leads = theirs_leads };

	o.out = memory_array(n_mine + n_theirs + 1, sizeof *o.out);
	o.first = memory_array(n_lead + 1, sizeof *o.first);
	o.next = memory_array(n_other + 1, sizeof *o.next);
	find_followers(&o, n_other);
	put_followers(&o, 0);
	for (size_t i = 0; i < n_lead; i++) {
		o.out[o.n++] = lead_row(&o, i);
		put_followers(&o, i + 1);
	}
	free(o.first);
	free(o.next);
	r->merge->tables[r->table] = (struct merge_table){ o.out, o.n };
}

/* ---- what differs ---- */

/* For the one that changed it, if only one did. */
static enum merge_choice at_first(const struct merge_item *item)
{
	bool is_mine = item->kind == MERGE_ROW
			       ? (item->mine != NULL) == (item->base == NULL)
			       : item->base == item->theirs;

	if (item->both)
		return MERGE_BOTH;
	if (item->is_clash)
		return MERGE_UNDECIDED;
	return is_mine ? MERGE_MINE : MERGE_THEIRS;
}

static void add_item(struct merge *m, struct merge_item item)
{
	item.choice = at_first(&item);
	MEMORY_ADD(m->items, m->n, m->cap) = item;
	m->n_clashes += item.choice == MERGE_UNDECIDED;
	m->n_mine += item.choice == MERGE_MINE || item.both;
	m->n_theirs += item.choice == MERGE_THEIRS || item.both;
}

static const char *cell(const struct record *record, int field, long row)
{
	return record_get(record, (struct place){ field, row });
}

/* A long text in which they changed other sentences is no clash. */
static void put_together(const struct merge *m, struct merge_item *item)
{
	struct bytes both = BYTES_INIT;

	if (m->base->def->fields[item->field].kind == FIELD_LONG &&
	    merge_text(&both, item->base, item->mine, item->theirs))
		item->both = texts_add(m->mine->texts, both.data, both.len);
	item->is_clash = !item->both;
	bytes_release(&both);
}

/* The row has all three, or is new in mine and theirs: then its base is
   blank. */
static void merge_cell(struct merge *m, int table, int field, size_t index,
		       struct merge_row row)
{
	struct merge_item item = {
		.kind = MERGE_CELL,
		.table = table,
		.field = field,
		.row = index,
		.base = table >= 0 && row.base < 0
				? texts_blank
				: cell(m->base, field, row.base),
		.mine = cell(m->mine, field, row.mine),
		.theirs = cell(m->theirs, field, row.theirs),
	};

	if (item.mine == item.theirs)
		return;
	item.is_clash = item.base != item.mine && item.base != item.theirs;
	/* the file may lack what was computed on reading */
	if (m->base->def->fields[field].formula && item.base != item.mine &&
	    (item.is_clash || !*item.base))
		return;
	if (item.is_clash)
		put_together(m, &item);
	add_item(m, item);
}

static bool rows_equal(const struct merge *m, int table,
		       const struct record *record, long row, long base)
{
	const struct row *a = record_row(record, table, (size_t)row);
	const struct row *b = record_row(m->base, table, (size_t)base);
	size_t n = (size_t)m->base->def->tables[table].n_columns;

	return memcmp(a->cells, b->cells, n * sizeof *a->cells) == 0;
}

static const char *row_name(const struct record *record, int field, long row)
{
	return row >= 0 ? cell(record, field, row) : NULL;
}

/* Only one of mine and theirs has the row. */
static void merge_row(struct merge *m, int table, size_t index,
		      struct merge_row row)
{
	bool in_mine = row.mine >= 0;
	const struct record *holder = in_mine ? m->mine : m->theirs;
	long at = in_mine ? row.mine : row.theirs;
	int name = definition_name_column(m->base->def, table);
	struct merge_item item = {
		.kind = MERGE_ROW,
		.table = table,
		.field = name,
		.row = index,
		.base = row_name(m->base, name, row.base),
		.mine = row_name(m->mine, name, row.mine),
		.theirs = row_name(m->theirs, name, row.theirs),
		.is_clash = row.base >= 0 &&
			    !rows_equal(m, table, holder, at, row.base),
	};

	if (record_row_is_blank(m->base->def, table,
				record_row(holder, table, (size_t)at)))
		return;
	add_item(m, item);
}

static void merge_table(struct merge *m, int table)
{
	const struct table_def *t = &m->base->def->tables[table];
	struct rows r;

	rows_init(&r, m, table);
	order_rows(&r, has_moved(&r.theirs) && !has_moved(&r.mine));
	rows_release(&r);
	for (size_t i = 0; i < m->tables[table].n; i++) {
		struct merge_row row = m->tables[table].rows[i];

		if (row.mine < 0 || row.theirs < 0)
			merge_row(m, table, i, row);
		else
			for (int c = 0; c < t->n_columns; c++)
				merge_cell(m, table, t->columns[c], i, row);
	}
}

void merge_init(struct merge *m, const struct record *base,
		const struct record *mine, const struct record *theirs)
{
	const struct definition *def = base->def;

	*m = (struct merge){ .base = base, .mine = mine, .theirs = theirs };
	m->tables = memory_array((size_t)def->n_tables + 1, sizeof *m->tables);
	for (int i = 0; i < def->n_scalars; i++)
		merge_cell(m, -1, def->scalars[i], 0,
			   (struct merge_row){ -1, -1, -1 });
	for (int t = 0; t < def->n_tables; t++)
		merge_table(m, t);
}

void merge_release(struct merge *m)
{
	for (int t = 0; m->base && t < m->base->def->n_tables; t++)
		free(m->tables[t].rows);
	free(m->tables);
	free(m->items);
	*m = (struct merge){ 0 };
}

/* ---- deciding ---- */

void merge_choose_all(struct merge *m, enum merge_choice choice)
{
	for (size_t i = 0; i < m->n; i++)
		m->items[i].choice = choice != MERGE_UNDECIDED
					     ? choice
					     : at_first(&m->items[i]);
}

void merge_choose_clashes(struct merge *m, enum merge_choice choice)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->items[i].is_clash)
			m->items[i].choice = choice;
}

const char *merge_chosen_text(const struct merge_item *item)
{
	if (item->choice == MERGE_BOTH)
		return item->both;
	return item->choice == MERGE_THEIRS ? item->theirs : item->mine;
}

size_t merge_n_undecided(const struct merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += m->items[i].choice == MERGE_UNDECIDED;
	return n;
}
