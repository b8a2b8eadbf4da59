#include <config.h>
#include "core/paste_plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/entry.h"
#include "core/text.h"

/* What making a plan needs all along. */
struct maker {
	struct paste_plan *plan;
	const struct document *doc;
	const struct paste_block *block;
	const struct paste_map *map;
	size_t n_placed; /* columns of the map, up to the last with a place */
	const struct table_def *table;
	const char **now, **above; /* of the row at hand and the one before,
				      as they will be */
	struct bytes scratch;
};

static const struct field *field_at(const struct maker *m, int column)
{
	return &m->doc->def->fields[m->table->columns[column]];
}

/* ---- which rows ---- */

/* The word, and nothing but amounts behind it. */
static bool is_total(const struct maker *m, size_t row)
{
	bool has_word = false;
	int64_t ignored;

	if (m->map->is_exact)
		return false;
	for (size_t c = 0; c < m->block->rows[row].n; c++) {
		const char *text = paste_block_cell(m->block, row, c);

		if (text_is_blank(text))
			continue;
		if (has_word &&
		    amount_parse(text, strlen(text), &ignored) != AMOUNT_OK)
			return false;
		if (!has_word &&
		    !layout_is_total(m->doc->form->layout,
				     texts_add_str(m->doc->texts, text)))
			return false;
		has_word = true;
	}
	return has_word;
}

static bool has_any_place(const struct maker *m, size_t row)
{
	for (size_t c = 0; c < m->n_placed; c++)
		if (m->map->columns[c].field >= 0 &&
		    !text_is_blank(paste_block_cell(m->block, row, c)))
			return true;
	return false;
}

/* A blank row between others keeps them apart where they go over what is
   there. */
static bool is_blank(const struct maker *m, size_t row)
{
	return !m->map->is_exact && m->plan->mode == PASTE_NEW_ROWS &&
	       !has_any_place(m, row);
}

static struct paste_plan_row *add_row(struct maker *m, size_t from)
{
	struct paste_plan *plan = m->plan;
	size_t n = (size_t)m->table->n_columns, row = plan->at + plan->n;
	bool is_new = plan->mode == PASTE_NEW_ROWS ||
		      row >= record_n_rows(&m->doc->record, plan->table);

	MEMORY_MORE(plan->rows, plan->n, plan->cap);
	plan->rows[plan->n] = (struct paste_plan_row){
		.row = is_new ? -1 : (long)row,
		.from = from,
		.cells = arena_alloc(&plan->arena, (n + 1) * sizeof(char *)),
	};
	plan->n_new += is_new;
	return &plan->rows[plan->n++];
}

/* ---- what they will hold ---- */

static void start_row(const struct maker *m, long row)
{
	for (int c = 0; c < m->table->n_columns; c++)
		m->now[c] = row < 0 ? texts_blank
				    : record_get(&m->doc->record,
						 (struct place){
							 m->table->columns[c],
							 row });
}

static void count_lost(struct maker *m, size_t from)
{
	for (size_t c = 0; c < m->block->rows[from].n && c < m->map->n; c++)
		m->plan->n_lost +=
			m->map->columns[c].why == PASTE_NO_PLACE &&
			!text_is_blank(paste_block_cell(m->block, from, c));
}

static void take_cells(struct maker *m, struct paste_plan_row *row)
{
	for (size_t c = 0; c < m->n_placed; c++) {
		const struct paste_column *column = &m->map->columns[c];
		const char *text = paste_block_cell(m->block, row->from, c);
		const struct field *f;

		if (column->field < 0)
			continue;
		f = &m->doc->def->fields[column->field];
		bytes_clear(&m->scratch);
		if (m->map->is_exact)
			bytes_add_str(&m->scratch, text);
		else
			entry_pasted(&m->scratch, f, column->yuan, text);
		if (m->scratch.len == 0 && f->formula)
			continue;
		row->cells[f->slot] = texts_add(m->doc->texts, m->scratch.data,
						m->scratch.len);
	}
}

static bool levels_agree(const struct maker *m, int depth)
{
	for (int c = 0; c < m->table->n_columns; c++) {
		const struct field *f = field_at(m, c);

		if (f->kind == FIELD_LEVEL && f->depth < depth &&
		    m->above[c] != m->now[c])
			return false;
	}
	return true;
}

/* A blank level is that of the row above, as in a file, and so is one that a
   new row isn't given. */
static void fill_levels(struct maker *m, struct paste_plan_row *row)
{
	for (int c = 0; c < m->table->n_columns; c++) {
		const struct field *f = field_at(m, c);
		bool is_given = row->cells[c] && *row->cells[c];

		if (is_given)
			m->now[c] = row->cells[c];
		if (f->kind != FIELD_LEVEL || is_given ||
		    (!row->cells[c] && row->row >= 0))
			continue;
		m->now[c] =
			levels_agree(m, f->depth) ? m->above[c] : texts_blank;
		row->cells[c] = m->now[c];
	}
}

/* The column of a level, or -1. */
static int level_column(const struct maker *m, int depth)
{
	int field = definition_level(m->doc->def, m->map->table, depth);

	return field < 0 ? -1 : m->doc->def->fields[field].slot;
}

/* A level 2 without its level 1 goes to its own parent, not to that of the row
   that happens to stand above. */
static void find_parent(struct maker *m, struct paste_plan_row *row,
			bool is_given)
{
	const struct tree *tree = &m->doc->def->tree;
	int first = level_column(m, 0), second = level_column(m, 1), node;

	if (is_given || first < 0 || second < 0 || !*m->now[second])
		return;
	node = tree_other_parent(tree, m->now[first], m->now[second]);
	if (node < 0)
		return;
	row->cells[first] = m->now[first] =
		texts_add_str(m->doc->texts, tree->nodes[node].name);
}

static void find_levels(struct maker *m, struct paste_plan_row *row)
{
	int first = level_column(m, 0);
	bool is_given =
		first >= 0 && ((row->cells[first] && *row->cells[first]) ||
			       (!row->cells[first] && row->row >= 0));

	fill_levels(m, row);
	find_parent(m, row, is_given);
}

/* ---- what that comes to ---- */

bool paste_plan_is_unfit(const struct document *doc, int field,
			 const char *text)
{
	return !text_is_blank(text) &&
	       layout_suits(doc->form->layout, field, text) <= -2;
}

bool paste_plan_is_tidied(const struct paste_block *block,
			  const struct paste_map *map,
			  const struct paste_plan_row *row, const char *now,
			  size_t column)
{
	const char *pasted = paste_block_cell(block, row->from, column);

	return map->columns[column].field >= 0 && !text_is_blank(pasted) &&
	       strcmp(pasted, now) != 0;
}

static void count(struct maker *m, const struct paste_plan_row *row)
{
	struct paste_plan *plan = m->plan;

	for (size_t c = 0; c < m->n_placed; c++) {
		int field = m->map->columns[c].field;
		const char *text =
			field < 0 ? NULL
				  : row->cells[m->doc->def->fields[field].slot];

		if (!text)
			continue;
		plan->n_tidied +=
			paste_plan_is_tidied(m->block, m->map, row, text, c);
		plan->n_unfit += paste_plan_is_unfit(m->doc, field, text);
	}
	for (int c = 0; c < m->table->n_columns && row->row >= 0; c++) {
		const char *old = record_get(
			&m->doc->record,
			(struct place){ m->table->columns[c], row->row });

		if (!row->cells[c] || row->cells[c] == old)
			continue;
		plan->n_changed++;
		plan->n_cleared += !*row->cells[c];
	}
}

/* Those that were printed for what didn't come. */
static size_t count_blank(const struct maker *m)
{
	const struct paste_plan *plan = m->plan;
	size_t n = 0, n_over = plan->n - plan->n_new;

	for (size_t r = 0; r < record_n_rows(&m->doc->record, plan->table); r++)
		if (r < plan->at || r >= plan->at + n_over)
			n += record_row_is_blank(
				m->doc->def, plan->table,
				record_row(&m->doc->record, plan->table, r));
	return n;
}

static void make_row(struct maker *m, size_t from)
{
	struct paste_plan_row *row = add_row(m, from);
	const char **old;

	start_row(m, row->row);
	take_cells(m, row);
	find_levels(m, row);
	count(m, row);
	old = m->above;
	m->above = m->now;
	m->now = old;
}

void paste_plan_make(struct paste_plan *plan, const struct document *doc,
		     const struct paste_block *block,
		     const struct paste_map *map, enum paste_mode mode,
		     size_t at)
{
	struct maker m = { .plan = plan,
			   .doc = doc,
			   .block = block,
			   .map = map,
			   .table = &doc->def->tables[map->table] };
	size_t n = (size_t)m.table->n_columns + 1;
	const char **rows = memory_array(2 * n, sizeof *rows);

	*plan = (struct paste_plan){ .mode = mode,
				     .table = map->table,
				     .at = at };
	bytes_init(&m.scratch);
	m.now = rows;
	start_row(&m, at > 0 ? (long)at - 1 : -1);
	m.above = rows;
	m.now = rows + n;
	for (size_t c = 0; c < map->n; c++)
		if (map->columns[c].field >= 0)
			m.n_placed = c + 1;
	for (size_t r = map->n_head; r < block->n_rows; r++)
		if (is_total(&m, r)) {
			plan->n_skipped++;
		} else {
			count_lost(&m, r);
			if (is_blank(&m, r))
				plan->n_skipped++;
			else
				make_row(&m, r);
		}
	plan->n_blank = count_blank(&m);
	bytes_release(&m.scratch);
	free(rows);
}

void paste_plan_release(struct paste_plan *plan)
{
	arena_release(&plan->arena);
	free(plan->rows);
	*plan = (struct paste_plan){ 0 };
}

/* Headings, or more than half of what a row holds beside its levels. */
static bool is_whole_rows(const struct document *doc,
			  const struct paste_map *map)
{
	const struct table_def *t = &doc->def->tables[map->table];
	int n = 0, all = 0;

	if (map->n_head > 0)
		return true;
	for (int c = 0; c < t->n_columns; c++)
		all += doc->def->fields[t->columns[c]].kind != FIELD_LEVEL;
	for (size_t c = 0; c < map->n; c++)
		n += map->columns[c].field >= 0 &&
		     doc->def->fields[map->columns[c].field].kind !=
			     FIELD_LEVEL;
	return n * 2 > all;
}

enum paste_mode paste_plan_usual(const struct document *doc,
				 const struct paste_map *map, long row)
{
	if (row < 0)
		return PASTE_NEW_ROWS;
	if (!is_whole_rows(doc, map))
		return PASTE_OVER;
	return record_row_is_blank(
		       doc->def, map->table,
		       record_row(&doc->record, map->table, (size_t)row))
		       ? PASTE_OVER
		       : PASTE_NEW_ROWS;
}

/* ---- doing it ---- */

struct edits {
	struct edit *items;
	size_t n, cap;
};

static void add_edit(struct edits *edits, struct edit edit)
{
	MEMORY_ADD(edits->items, edits->n, edits->cap) = edit;
}

/* What was pasted over a computed cell is set once the row is there: a new
   row's are computed. */
static void add_row_edits(struct edits *edits, const struct paste_plan *plan,
			  struct document *doc,
			  const struct paste_plan_row *row, size_t at)
{
	const struct table_def *table = &doc->def->tables[plan->table];
	struct row *new = NULL;

	if (row->row < 0) {
		new = record_row_new(&doc->record, plan->table, NULL);
		add_edit(edits, (struct edit){ .kind = EDIT_ROW_INSERT,
					       .table = plan->table,
					       .at = at,
					       .row = new });
	}
	for (int c = 0; c < table->n_columns; c++) {
		struct place place = { table->columns[c], (long)at };

		if (!row->cells[c])
			continue;
		if (new && !doc->def->fields[place.field].formula)
			new->cells[c] = row->cells[c];
		else if (new ||
			 row->cells[c] != record_get(&doc->record, place))
			add_edit(edits, (struct edit){ .kind = EDIT_SET,
						       .place = place,
						       .text = row->cells[c] });
	}
}

void paste_plan_apply(const struct paste_plan *plan, struct document *doc,
		      enum change_kind kind)
{
	struct place place = { doc->def->tables[plan->table].columns[0],
			       (long)plan->at };
	struct edits edits = { 0 };

	for (size_t i = 0; i < plan->n; i++)
		add_row_edits(&edits, plan, doc, &plan->rows[i], plan->at + i);
	document_apply_all(doc, kind, place, edits.items, edits.n);
	free(edits.items);
}
