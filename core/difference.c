#include <config.h>
#include "core/difference.h"

#include <stdlib.h>

#include "core/difference_rows.h"

static struct difference *add(struct difference_list *list,
			      enum difference_kind kind, int table)
{
	struct difference *d = &MEMORY_ADD(list->items, list->n, list->cap);

	*d = (struct difference){ .kind = kind,
				  .table = table,
				  .place_old = PLACE_NONE,
				  .place_new = PLACE_NONE };
	return d;
}

/* A table, compared. */
struct table_pair {
	const struct record *old, *new;
	struct difference_list *list;
	int table;
	struct row_pairs pairs;
	bool *moved; /* by new row */
};

static void add_row(struct table_pair *c, enum difference_kind kind, long old,
		    long new)
{
	int name = definition_name_column(c->old->def, c->table);
	struct difference *d = add(c->list, kind, c->table);

	if (old >= 0) {
		d->place_old = (struct place){ name, old };
		d->old_text = record_get(c->old, d->place_old);
	}
	if (new >= 0) {
		d->place_new = (struct place){ name, new };
		d->new_text = record_get(c->new, d->place_new);
	}
	c->list->n_moved += kind == DIFFERENCE_MOVED;
}

static void add_cell(struct difference_list *list, int table,
		     const struct record *old, struct place place_old,
		     const struct record *new, struct place place_new)
{
	const char *was = record_get(old, place_old);
	const char *is = record_get(new, place_new);
	struct difference *d;

	if (was == is)
		return;
	d = add(list, DIFFERENCE_CHANGED, table);
	d->place_old = place_old;
	d->place_new = place_new;
	d->old_text = was;
	d->new_text = is;
}

static bool is_blank(const struct record *record, int table, long row)
{
	return record_row_is_blank(record->def, table,
				   record_row(record, table, (size_t)row));
}

static void compare_rows(struct table_pair *c, long old, long new)
{
	const struct table_def *t = &c->old->def->tables[c->table];

	if (c->moved[new])
		add_row(c, DIFFERENCE_MOVED, old, new);
	for (int i = 0; i < t->n_columns; i++)
		add_cell(c->list, c->table, c->old,
			 (struct place){ t->columns[i], old }, c->new,
			 (struct place){ t->columns[i], new });
}

/* Old rows from *next to `end` that are not in the new version. */
static void add_removed(struct table_pair *c, size_t *next, size_t end)
{
	for (; *next < end; (*next)++)
		if (c->pairs.in_new[*next] < 0 &&
		    !is_blank(c->old, c->table, (long)*next))
			add_row(c, DIFFERENCE_REMOVED, (long)*next, -1);
}

static void compare_table(struct table_pair *c)
{
	size_t next = 0;

	row_pairs_find(&c->pairs, c->table,
		       (struct row_side){ .record = c->old },
		       (struct row_side){ .record = c->new });
	c->moved = row_pairs_moved(&c->pairs);
	for (size_t new = 0; new < c->pairs.n_new; new ++) {
		long old = c->pairs.in_old[new];

		if (old >= 0 && !c->moved[new])
			add_removed(c, &next, (size_t)old);
		if (old >= 0)
			compare_rows(c, old, (long)new);
		else if (!is_blank(c->new, c->table, (long)new))
			add_row(c, DIFFERENCE_ADDED, -1, (long)new);
	}
	add_removed(c, &next, c->pairs.n_old);
	free(c->moved);
	row_pairs_release(&c->pairs);
}

void difference_find(struct difference_list *list, const struct record *old,
		     const struct record *new)
{
	const struct definition *def = old->def;

	*list = (struct difference_list){ 0 };
	for (int i = 0; i < def->n_scalars; i++) {
		struct place place = { def->scalars[i], -1 };

		add_cell(list, -1, old, place, new, place);
	}
	for (int t = 0; t < def->n_tables; t++)
		compare_table(&(struct table_pair){
			.old = old, .new = new, .list = list, .table = t });
}

void difference_list_release(struct difference_list *list)
{
	free(list->items);
	*list = (struct difference_list){ 0 };
}
