/*
 * Damaged rows: merged cells lost, rows moved left. A row's filled cells are
 * put, in their order, into the columns where their kinds fit best; ties go to
 * the fewest moves.
 */
#include <config.h>
#include "core/layout_match.h"

#include <limits.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

enum {
	CELLS_MAX = 32, /* filled cells that are moved at most */
	IMPOSSIBLE = -1000,
	LEFT_OUT = -6,	/* a cell without a place */
	PER_POINT = 64, /* one point of fit outweighs all moves */
};

struct puzzle {
	const struct definition *def;
	int table, layout_row;
	const char *cells[CELLS_MAX];
	int columns[CELLS_MAX];
	int n;
	int choice[CELLS_MAX]; /* column, or -1 */
};

static bool is_level_name(const struct definition *def, const char *text)
{
	return tree_find(&def->tree, 0, -1, text) >= 0 ||
	       tree_find(&def->tree, 1, -1, text) >= 0;
}

static int fit_level(const struct definition *def, const struct field *f,
		     const char *text)
{
	if (tree_find(&def->tree, f->depth, -1, text) >= 0)
		return 3;
	return is_level_name(def, text) ? 0 : -2;
}

static bool has_comparator(const char *text)
{
	static const char *const signs[] = { "≥", "≤",	"＞", "＜", "≧",
					     "≦", "＝", ">",  "<",  "=" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(text, signs[i], strlen(signs[i])))
			return true;
	return false;
}

static bool is_short(const char *text)
{
	return strlen(text) <= 24 && text_count(text, strlen(text)) <= 6;
}

/* Looks like a target without asking the patterns, which may not be loaded. */
static int fit_target(const char *text)
{
	if (has_comparator(text) || (*text >= '0' && *text <= '9'))
		return 2;
	return is_short(text) && !strpbrk(text, "()") && !strstr(text, "（")
		       ? 2
		       : 0;
}

static bool is_amount(const char *text)
{
	int64_t ignored;
	enum amount_status s = amount_parse(text, strlen(text), &ignored);

	return s == AMOUNT_OK || s == AMOUNT_LOOSE;
}

static int fit_text(const struct definition *def, const char *text)
{
	return has_comparator(text) || is_amount(text) ||
			       is_level_name(def, text)
		       ? -1
		       : 1;
}

static int fit_choice(const struct field *f, const char *text)
{
	for (int i = 0; i < f->n_choices; i++)
		if (text_fold_equal(f->choices[i], text,
				    FOLD_WIDTH | FOLD_BLANKS))
			return 3;
	return -2;
}

static int fit_field(const struct definition *def, const struct field *f,
		     const char *text)
{
	if (field_is_number(f))
		return is_amount(text) ? 3 : -3;
	switch (f->kind) {
	case FIELD_LEVEL:
		return fit_level(def, f, text);
	case FIELD_TARGET:
		return fit_target(text);
	case FIELD_CHOICE:
		return fit_choice(f, text);
	case FIELD_RELATION:
		return is_short(text) && !is_amount(text) ? 2 : -2;
	case FIELD_UNIT:
		return is_short(text) && !is_amount(text) &&
				       !has_comparator(text)
			       ? 1
			       : -2;
	default:
		return fit_text(def, text);
	}
}

/* How well a text fits a column: up to 3. */
static int fit(const struct puzzle *p, int column, const char *text)
{
	const struct definition *def = p->def;
	const struct layout_cell *cell =
		&def->layout[p->layout_row].cells[column];
	const struct layout_cell *label;

	if (cell->kind == LAYOUT_UP) {
		label = layout_above(def, p->layout_row, column);
		return label && label_matches(label, text) ? 3 : IMPOSSIBLE;
	}
	return cell->kind == LAYOUT_FIELD
		       ? fit_field(def, &def->fields[cell->field], text)
		       : IMPOSSIBLE;
}

static bool is_section(const struct puzzle *p, int column, const char *text)
{
	const struct layout_row *row = &p->def->layout[p->layout_row];
	const struct layout_cell *label;

	if (column >= p->def->width || row->cells[column].kind != LAYOUT_UP)
		return false;
	label = layout_above(p->def, p->layout_row, column);
	return label && label_matches(label, text);
}

/* A row with its section's label in front didn't move: whatever was typed into
   it stays where it was typed. Only what has no column is left out. */
static bool is_pinned(struct puzzle *p)
{
	const struct layout_row *row = &p->def->layout[p->layout_row];
	bool pinned = false;

	for (int k = 0; k < p->n && !pinned; k++)
		pinned = is_section(p, p->columns[k], p->cells[k]);
	for (int k = 0; k < p->n && pinned; k++) {
		int c = p->columns[k];

		if (!is_section(p, c, p->cells[k]) &&
		    (c >= p->def->width || row->cells[c].kind != LAYOUT_FIELD))
			p->choice[k] = -1;
	}
	return pinned;
}

/* Each cell in a column of the table, and none blank: nothing could move. */
static bool is_full(const struct puzzle *p)
{
	const struct layout_row *row = &p->def->layout[p->layout_row];

	for (int k = 0; k < p->n; k++)
		if (p->columns[k] >= p->def->width ||
		    row->cells[p->columns[k]].kind != LAYOUT_FIELD)
			return false;
	return p->n == p->def->tables[p->table].n_columns;
}

static bool is_in_place(const struct puzzle *p)
{
	for (int k = 0; k < p->n; k++)
		if (p->columns[k] >= p->def->width ||
		    fit(p, p->columns[k], p->cells[k]) <= 0)
			return false;
	return true;
}

static int gain(const struct puzzle *p, int k, int column)
{
	int points = fit(p, column, p->cells[k]);
	int moves = p->columns[k] - column;

	return points * PER_POINT - (moves < 0 ? -moves : moves);
}

/* best[k][j]: the first k cells in the first j columns. */
static void solve(struct puzzle *p)
{
	int best[CELLS_MAX + 1][DEF_COLUMNS_MAX + 1];
	int width = p->def->width;

	for (int j = 0; j <= width; j++)
		best[0][j] = 0;
	for (int k = 1; k <= p->n; k++) {
		best[k][0] = k * LEFT_OUT * PER_POINT;
		for (int j = 1; j <= width; j++) {
			int put = best[k - 1][j - 1] + gain(p, k - 1, j - 1);
			int out = best[k - 1][j] + LEFT_OUT * PER_POINT;

			best[k][j] = best[k][j - 1];
			if (put > best[k][j])
				best[k][j] = put;
			if (out > best[k][j])
				best[k][j] = out;
		}
	}
	for (int k = p->n, j = width; k > 0;) {
		if (j > 0 && best[k][j] == best[k][j - 1]) {
			j--;
		} else if (j > 0 &&
			   best[k][j] ==
				   best[k - 1][j - 1] + gain(p, k - 1, j - 1)) {
			p->choice[--k] = --j;
		} else {
			p->choice[--k] = -1;
		}
	}
}

static void collect(struct puzzle *p, const struct grid_record *record,
		    struct layout_reading *reading)
{
	for (int c = 0; c < record->n_cells; c++) {
		if (text_is_blank(record->cells[c]))
			continue;
		if (p->n == CELLS_MAX) {
			layout_add_repair(reading, REPAIR_UNPLACED,
					  record->line, PLACE_NONE,
					  record->cells[c], c);
			continue;
		}
		p->cells[p->n] = record->cells[c];
		p->columns[p->n] = p->choice[p->n] = c;
		p->n++;
	}
}

static void place(const struct puzzle *p, const struct grid_record *record,
		  long row, const char **values, struct layout_reading *reading)
{
	const struct table_def *t = &p->def->tables[p->table];

	for (int c = 0; c < t->n_columns; c++)
		values[c] = "";
	for (int k = 0; k < p->n; k++) {
		int to = p->choice[k];
		const struct layout_cell *cell;

		if (to < 0) {
			layout_add_repair(reading, REPAIR_UNPLACED,
					  record->line, PLACE_NONE, p->cells[k],
					  p->columns[k]);
			continue;
		}
		cell = &p->def->layout[p->layout_row].cells[to];
		if (cell->kind != LAYOUT_FIELD)
			continue;
		values[p->def->fields[cell->field].slot] = p->cells[k];
		if (to != p->columns[k])
			layout_add_repair(reading, REPAIR_MOVED, record->line,
					  (struct place){ cell->field, row },
					  p->cells[k], p->columns[k]);
	}
}

/* A level 2 whose level 1 got lost goes to its own parent, not to the one that
   happens to stand above. */
static void find_parent(const struct puzzle *p,
			const struct grid_record *record, long row,
			const char **values, struct layout_reading *reading)
{
	const struct definition *def = p->def;
	const struct table_def *t = &def->tables[p->table];
	const struct tree *tree = &def->tree;
	int level1 = -1, level2 = -1, node;

	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_LEVEL && f->depth == 0)
			level1 = c;
		if (f->kind == FIELD_LEVEL && f->depth == 1)
			level2 = c;
	}
	if (level1 < 0 || level2 < 0)
		return;
	node = tree_find(tree, 0, -1, values[level1]);
	if (node >= 0 && tree_find(tree, 1, node, values[level2]) >= 0)
		return;
	node = tree_parent_of(tree, values[level2]);
	if (node < 0)
		return;
	values[level1] = tree->nodes[node].name;
	layout_add_repair(reading, REPAIR_PARENT, record->line,
			  (struct place){ t->columns[level1], row },
			  values[level1], -1);
}

/* The table's column of the deepest level, or -1; *first: that of level 1. */
static int level_columns(const struct definition *def, int table, int *first)
{
	const struct table_def *t = &def->tables[table];
	int deepest = -1, depth = -1;

	*first = -1;
	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind != FIELD_LEVEL)
			continue;
		if (f->depth == 0)
			*first = c;
		if (f->depth > depth) {
			depth = f->depth;
			deepest = c;
		}
	}
	return deepest;
}

void layout_row_repair(const struct definition *def, int table,
		       const struct grid_record *record,
		       const char *const *above, long row, const char **values,
		       struct layout_reading *reading)
{
	struct puzzle p = { .def = def,
			    .table = table,
			    .layout_row = def->tables[table].layout_row };
	size_t n_repairs = reading->n_repairs;
	int level1, deepest = level_columns(def, table, &level1);
	bool no_level1, no_level;

	collect(&p, record, reading);
	if (!is_pinned(&p) && !is_full(&p) && !is_in_place(&p))
		solve(&p);
	place(&p, record, row, values, reading);
	no_level1 = level1 >= 0 && !*values[level1];
	no_level = deepest >= 0 && !*values[deepest];
	layout_fill_levels(def, table, above, values);
	if (no_level1 && !no_level)
		find_parent(&p, record, row, values, reading);
	/* in a row that moved, even the usual inheriting is a guess */
	if (no_level && reading->n_repairs > n_repairs && *values[deepest])
		layout_add_repair(
			reading, REPAIR_CONTINUES, record->line,
			(struct place){ def->tables[table].columns[deepest],
					row },
			values[deepest], -1);
}
