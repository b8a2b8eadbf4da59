#include <config.h>
#include "core/layout_row.h"

#include <string.h>

#include "core/layout_inside.h"
#include "core/layout_place.h"
#include "core/layout_reading.h"
#include "core/layout_wording.h"
#include "core/text.h"

/* ---- by position ---- */

static const char *blank_or(const char *text)
{
	return text_is_blank(text) ? texts_blank : text;
}

static bool levels_agree(const struct definition *def,
			 const struct table_def *t, int depth,
			 const char *const *above, const char *const *values)
{
	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_LEVEL && f->depth < depth &&
		    above[c] != values[c])
			return false;
	}
	return true;
}

static void fill_levels(const struct definition *def, int table,
			const char *const *above, const char **values)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; above && c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_LEVEL && !*values[c] &&
		    levels_agree(def, t, f->depth, above, values))
			values[c] = above[c];
	}
}

void row_values(const struct definition *def, int table,
		const struct grid_record *record, const char *const *above,
		const char **values)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; c < t->n_columns; c++)
		values[c] = blank_or(grid_cell(
			record, def->fields[t->columns[c]].layout_col));
	fill_levels(def, table, above, values);
}

/* No blank level, and no text that a field's column seldom has. */
static bool is_plain_value(struct layout *l, const struct field *f,
			   const char *text)
{
	const struct label_fact *fact;

	if (!*text)
		return f->kind != FIELD_LEVEL;
	fact = label_fact(&l->labels, text);
	return fact->class == FACT_NOTHING && fact->total == TOTAL_NONE;
}

/* (万元) may be the rest of a heading, …… stand where something was to be
   filled in. Nearly all names begin with a Han character, as none of these
   do. */
static bool may_be_printed(const char *text)
{
	if (text_begins_han(*text))
		return false;
	return wording_is_bracketed(text, text_length(text)) ||
	       alone_is_ellipsis(text);
}

bool row_is_plain(struct layout *l, int table, const struct grid_record *record,
		  int n_known, const char **values)
{
	const struct table_def *t = &l->def->tables[table];
	const struct layout_cell *cells = l->def->layout[t->layout_row].cells;
	bool has_section = n_known > 0;

	for (int c = n_known; c < record->n_cells; c++) {
		const struct layout_cell *cell = &cells[c];
		const char *text = record->cells[c];
		const struct field *f;

		if (cell->kind != LAYOUT_FIELD) {
			if (label_is_section(&l->labels, text, t->layout_row,
					     c))
				has_section = true;
			else if (!text_is_blank(text))
				return false;
			continue;
		}
		f = &l->def->fields[cell->field];
		values[f->slot] = text = blank_or(text);
		if (!is_plain_value(l, f, text))
			return false;
	}
	for (int i = 0; has_section && i < t->n_columns; i++)
		if (*values[i])
			return !may_be_printed(values[i]);
	return false;
}

/* ---- what it is not ---- */

bool row_is_blank(struct layout *l, int layout_row,
		  const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]) &&
		    !label_names_section(&l->labels, record->cells[c],
					 layout_row))
			return false;
	return true;
}

static bool has_money(const struct definition *def, const struct table_def *t)
{
	for (int c = 0; c < t->n_columns; c++)
		if (def->fields[t->columns[c]].kind == FIELD_MONEY)
			return true;
	return false;
}

/* The word in front; behind it an amount, or nothing. What only sounds like one
   has an amount of money, and nothing else. */
bool row_is_total(struct layout *l, int table, const struct grid_record *record)
{
	int layout_row = l->def->tables[table].layout_row;
	enum label_total word = TOTAL_NONE;
	bool has_amount = false, has_text = false;

	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];

		if (text_is_blank(text) ||
		    label_names_section(&l->labels, text, layout_row))
			continue;
		if (word == TOTAL_NONE) {
			word = label_total(&l->labels, text);
			if (word == TOTAL_NONE)
				return false;
		} else if (text_is_amount(text)) {
			has_amount = true;
		} else {
			has_text = true;
		}
	}
	if (word == TOTAL_SURE)
		return has_amount || !has_text;
	return word == TOTAL_LIKELY && has_amount && !has_text &&
	       has_money(l->def, &l->def->tables[table]);
}

/* ---- as it is meant ---- */

/* The section's label stands first, but in a field's column: the row has moved
   right, even beyond the width. */
static bool is_pushed(const struct puzzle *p, const struct grid_record *record)
{
	const struct layout_cell *cells = p->layout->def->layout[p->row].cells;
	int c = 0;

	while (c < record->n_cells && text_is_blank(record->cells[c]))
		c++;
	return c < record->n_cells && c < p->layout->def->width &&
	       cells[c].kind == LAYOUT_FIELD &&
	       label_names_section(&p->layout->labels, record->cells[c],
				   p->row);
}

/* Each cell of a merged area has its text. */
static bool is_merged_again(const struct puzzle *p,
			    const struct grid_record *record, int c)
{
	const struct definition *def = p->layout->def;

	return c > 0 && record->cells[c] == record->cells[c - 1] &&
	       c < def->width &&
	       def->layout[p->row].cells[c].kind == LAYOUT_LEFT;
}

static void collect(struct puzzle *p, const struct grid_record *record)
{
	int width = p->layout->def->width;

	p->n = 0;
	if (p->is_pushed)
		width = record->n_cells;
	for (int c = 0; c < record->n_cells && c < width; c++) {
		if (p->n == PUZZLE_CELLS)
			break;
		if (text_is_blank(record->cells[c]) ||
		    is_merged_again(p, record, c))
			continue;
		p->cells[p->n] = record->cells[c];
		p->columns[p->n] = p->choice[p->n] = c;
		p->n++;
	}
}

int row_fit(struct layout *l, int layout_row, const struct grid_record *record)
{
	struct puzzle p = { .layout = l, .row = layout_row };

	p.is_pushed = is_pushed(&p, record);
	collect(&p, record);
	return puzzle_solve(&p);
}

/* Read by position, the cell would be nothing. */
static bool has_place_by_repair(const struct puzzle *p, int from, int to)
{
	const struct layout_cell *cells = p->layout->def->layout[p->row].cells;

	return from != to && cells[to].kind == LAYOUT_FIELD &&
	       (from >= p->layout->def->width ||
		cells[from].kind != LAYOUT_FIELD);
}

/* What has no column in the layout, beyond its width or left out. */
static void note_leftovers(const struct puzzle *p,
			   const struct grid_record *record, size_t at,
			   struct layout_reading *reading)
{
	struct repair repair = { .kind = REPAIR_UNPLACED,
				 .line = record->line,
				 .place = PLACE_NONE };
	int k = 0;

	for (int c = 0; c < record->n_cells; c++) {
		int to = NO_PLACE;

		if (text_is_blank(record->cells[c]))
			continue;
		if (is_merged_again(p, record, c)) {
			reading->in_layout = false;
			continue;
		}
		if (k < p->n && p->columns[k] == c)
			to = p->choice[k++];
		if (to == NO_PLACE && repair.n++ == 0) {
			repair.text = record->cells[c];
			repair.from_column = c;
		}
		if (to == NO_PLACE || has_place_by_repair(p, c, to))
			reading_add_leftover(
				reading,
				(struct leftover){ at, c,
						   to != NO_PLACE
							   ? LEFTOVER_REPAIRED
							   : LEFTOVER_KEPT });
	}
	if (repair.n > 0)
		reading_add_repair(reading, repair);
}

static void take_choices(const struct puzzle *p,
			 const struct grid_record *record, int table, long row,
			 const char **values, struct layout_reading *reading)
{
	const struct definition *def = p->layout->def;

	for (int c = 0; c < def->tables[table].n_columns; c++)
		values[c] = texts_blank;
	for (int k = 0; k < p->n; k++) {
		const struct layout_cell *cell;
		int to = p->choice[k];

		if (to == NO_PLACE)
			continue;
		cell = &def->layout[p->row].cells[to];
		if (cell->kind != LAYOUT_FIELD)
			continue;
		values[def->fields[cell->field].slot] = p->cells[k];
		if (to != p->columns[k])
			reading_add_repair(
				reading,
				(struct repair){ .kind = REPAIR_MOVED,
						 .line = record->line,
						 .n = 1,
						 .place = { cell->field, row },
						 .text = p->cells[k],
						 .from_column =
							 p->columns[k] });
	}
}

/* The table's columns of level 1 and of the deepest level; -1 = none. */
struct levels {
	int first, second, deepest;
};

static struct levels find_levels(const struct definition *def, int table)
{
	const struct table_def *t = &def->tables[table];
	struct levels levels = { -1, -1, -1 };
	int depth = -1;

	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind != FIELD_LEVEL)
			continue;
		if (f->depth == 0)
			levels.first = c;
		if (f->depth == 1)
			levels.second = c;
		if (f->depth > depth) {
			depth = f->depth;
			levels.deepest = c;
		}
	}
	return levels;
}

/* A level 2 whose level 1 got lost goes to its own parent, not to the one that
   happens to stand above. */
static void find_parent(struct layout *l, int table,
			const struct levels *levels, size_t line, long row,
			const char **values, struct layout_reading *reading)
{
	const struct tree *tree = &l->def->tree;
	int node = tree_other_parent(tree, values[levels->first],
				     values[levels->second]);

	if (node < 0)
		return;
	values[levels->first] = texts_add_str(l->texts, tree->nodes[node].name);
	reading_add_repair(
		reading,
		(struct repair){
			.kind = REPAIR_PARENT,
			.line = line,
			.n = 1,
			.place = { l->def->tables[table].columns[levels->first],
				   row },
			.text = values[levels->first],
			.from_column = -1 });
}

static void mend_levels(struct layout *l, int table, size_t line,
			const char *const *above, long row, bool has_moved,
			const char **values, struct layout_reading *reading)
{
	struct levels levels = find_levels(l->def, table);
	bool no_first = levels.first >= 0 && !*values[levels.first];
	bool no_deepest = levels.deepest >= 0 && !*values[levels.deepest];

	fill_levels(l->def, table, above, values);
	if (no_first && levels.second >= 0 && !no_deepest)
		find_parent(l, table, &levels, line, row, values, reading);
	/* in a row that moved, even the usual inheriting is a guess */
	if (no_deepest && has_moved && *values[levels.deepest])
		reading_add_repair(
			reading,
			(struct repair){
				.kind = REPAIR_CONTINUES,
				.line = line,
				.n = 1,
				.place = { l->def->tables[table]
						   .columns[levels.deepest],
					   row },
				.text = values[levels.deepest],
				.from_column = -1 });
}

/* Behind all headings a text, and none where the first value should be. */
static bool may_be_pushed(const struct puzzle *p,
			  const struct grid_record *record, int end)
{
	const struct layout_cell *cells = p->layout->def->layout[p->row].cells;
	int c = 0;

	while (c < p->layout->def->width && cells[c].kind != LAYOUT_FIELD)
		if (!text_is_blank(grid_cell(record, c++)))
			return false;
	if (!text_is_blank(grid_cell(record, c)))
		return false;
	for (c = end; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]))
			return true;
	return false;
}

/* The row has moved right as a whole, and all of it suits its place. */
static bool solve_pushed(struct puzzle *p, const struct grid_record *record,
			 const struct row_origin *origin)
{
	if (!origin || !may_be_pushed(p, record, origin->end))
		return false;
	p->is_pushed = true;
	collect(p, record);
	puzzle_solve(p);
	if (puzzle_is_solved(p, origin->end - p->layout->def->width)) {
		origin->reading->in_layout = false;
		return true;
	}
	p->is_pushed = false;
	return false;
}

static void solve(struct puzzle *p, const struct grid_record *record,
		  const struct row_origin *origin)
{
	p->is_pushed = is_pushed(p, record);
	if (!p->is_pushed && solve_pushed(p, record, origin))
		return;
	collect(p, record);
	if (puzzle_is_pinned(p))
		puzzle_pin(p);
	else if (!puzzle_is_as_typed(p) && !puzzle_is_in_place(p))
		puzzle_solve(p);
}

void row_meant(struct layout *l, int table, const struct grid_record *record,
	       const char *const *above, const char **values,
	       const struct row_origin *origin)
{
	struct puzzle p = { .layout = l,
			    .row = l->def->tables[table].layout_row };
	struct layout_reading *reading = origin ? origin->reading : NULL;
	long row = origin ? origin->row : 0;
	bool has_moved = false;

	solve(&p, record, origin);
	for (int k = 0; k < p.n; k++)
		has_moved |= p.choice[k] != p.columns[k];
	take_choices(&p, record, table, row, values, reading);
	if (reading)
		note_leftovers(&p, record, origin->at, reading);
	mend_levels(l, table, record->line, above, row, has_moved, values,
		    reading);
}
