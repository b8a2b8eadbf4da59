/* What a merge comes to, and the edits of mine that make it. */
#include <config.h>
#include "core/merge.h"

#include <stdlib.h>

#include "core/memory.h"

/* Rows that only one has are there if that one is chosen; those without an
   item are blank: mine. */
struct merge_row *merge_result(const struct merge *m, int table, size_t *n)
{
	const struct merge_table *t = &m->tables[table];
	struct merge_row *rows = memory_array(t->n + 1, sizeof *rows);
	bool *is_there = memory_array(t->n + 1, sizeof *is_there);

	for (size_t i = 0; i < t->n; i++)
		is_there[i] = t->rows[i].mine >= 0;
	for (size_t i = 0; i < m->n; i++) {
		const struct merge_item *item = &m->items[i];

		if (item->kind == MERGE_ROW && item->table == table)
			is_there[item->row] = (item->choice == MERGE_THEIRS
						       ? item->theirs
						       : item->mine) != NULL;
	}
	*n = 0;
	for (size_t i = 0; i < t->n; i++)
		if (is_there[i])
			rows[(*n)++] = t->rows[i];
	free(is_there);
	return rows;
}

struct applier {
	struct merge *merge;
	struct record *mine;
	merge_apply_edit *apply;
	void *ctx;
	size_t n_pushed; /* rows that the edits so far have pushed along */
};

static void apply_cells(const struct applier *a)
{
	for (size_t i = 0; i < a->merge->n; i++) {
		const struct merge_item *item = &a->merge->items[i];
		long row = item->table < 0 ? -1
					   : a->merge->tables[item->table]
						     .rows[item->row]
						     .mine;

		if (item->kind == MERGE_CELL && item->choice > MERGE_MINE)
			a->apply(a->ctx,
				 (struct edit){
					 .kind = EDIT_SET,
					 .place = { item->field, row },
					 .text = merge_chosen_text(item) });
	}
}

/* A row that comes, goes or moves pushes along those behind it or between. An
   ordinary merge pushes few; at 100,000 rows in another order it would be half
   of them each time. Beyond this many, what is left is taken out from the last
   one up and put back in order, which pushes none. */
enum { PUSHED_AT_MOST = 1 << 22 };

static bool may_push(struct applier *a, size_t n)
{
	a->n_pushed += n;
	return a->n_pushed <= PUSHED_AT_MOST;
}

static void remove_row(const struct applier *a, int table, size_t at)
{
	a->apply(a->ctx, (struct edit){ .kind = EDIT_ROW_DELETE,
					.table = table,
					.at = at });
}

/* What is not in the result goes, the last one first. False: some is left. */
static bool apply_removals(struct applier *a, int table,
			   const struct merge_row *rows, size_t n)
{
	size_t n_mine = record_n_rows(a->mine, table);
	bool *stays = memory_array(n_mine + 1, sizeof *stays);
	bool fits = true;

	for (size_t i = 0; i < n; i++)
		if (rows[i].mine >= 0)
			stays[rows[i].mine] = true;
	for (size_t r = n_mine; fits && r-- > 0;) {
		if (stays[r])
			continue;
		fits = may_push(a, record_n_rows(a->mine, table) - r);
		if (fits)
			remove_row(a, table, r);
	}
	free(stays);
	return fits;
}

/* One of mine, which is in no table at the moment, or a copy of theirs. */
static void insert_row(const struct applier *a, int table, size_t at,
		       struct row *const *mine, struct merge_row row)
{
	struct edit edit = { .kind = EDIT_ROW_INSERT,
			     .table = table,
			     .at = at };

	edit.row = row.mine >= 0
			   ? mine[row.mine]
			   : record_row_new(a->mine, table,
					    record_row(a->merge->theirs, table,
						       (size_t)row.theirs));
	a->apply(a->ctx, edit);
}

/* Row after row: a new one, or that of mine which belongs here. Gives how many
   stand in order now. */
static size_t apply_order(struct applier *a, int table, struct row *const *mine,
			  const struct merge_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		if (rows[i].mine < 0) {
			if (!may_push(a, record_n_rows(a->mine, table) - i))
				return i;
			insert_row(a, table, i, mine, rows[i]);
			continue;
		}
		while (record_row(a->mine, table, at) != mine[rows[i].mine])
			at++;
		if (!may_push(a, at - i))
			return i;
		if (at != i)
			a->apply(a->ctx, (struct edit){ .kind = EDIT_ROW_MOVE,
							.table = table,
							.at = at,
							.to = i });
	}
	return n;
}

/* All from there on. */
static void put_in_anew(const struct applier *a, int table,
			struct row *const *mine, const struct merge_row *rows,
			size_t from, size_t n)
{
	for (size_t r = record_n_rows(a->mine, table); r-- > from;)
		remove_row(a, table, r);
	for (size_t i = from; i < n; i++)
		insert_row(a, table, i, mine, rows[i]);
}

static void apply_table(struct applier *a, int table)
{
	size_t n, n_mine = record_n_rows(a->mine, table), n_done = 0;
	struct merge_row *rows = merge_result(a->merge, table, &n);
	struct row **mine = memory_array(n_mine + 1, sizeof(struct row *));

	for (size_t r = 0; r < n_mine; r++)
		mine[r] = record_row(a->mine, table, r);
	if (apply_removals(a, table, rows, n))
		n_done = apply_order(a, table, mine, rows, n);
	put_in_anew(a, table, mine, rows, n_done, n);
	free(mine);
	free(rows);
}

void merge_apply(struct merge *m, struct record *mine, merge_apply_edit *apply,
		 void *ctx)
{
	struct applier a = { m, mine, apply, ctx, 0 };

	apply_cells(&a);
	for (int t = 0; t < mine->def->n_tables; t++)
		apply_table(&a, t);
}
