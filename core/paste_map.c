#include <config.h>
#include "core/paste_map.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

enum {
	HEAD_ROWS = 8,	  /* headings stand in the first of them */
	SAMPLE_ROWS = 40, /* what the values look like */
	LEFT_OUT = -6,	  /* a cell without a place; what suits is up to 3 */
	PER_POINT = DEF_COLUMNS_MAX, /* one point outweighs all moves */
	COLUMNS_MAX = 64,	     /* more are not looked at one by one */
};

/* What is asked all along. */
struct finder {
	struct paste_map *map;
	const struct form *form;
	const struct paste_block *block;
	const struct table_def *table;
};

static const char *cell(const struct finder *f, size_t row, size_t column)
{
	return texts_add_str(f->form->texts,
			     paste_block_cell(f->block, row, column));
}

/* ---- headings ---- */

static int named(const struct finder *f, size_t row, size_t column)
{
	return layout_column_named(f->form->layout, f->map->table,
				   cell(f, row, column));
}

/* At least half of its cells are headings of the table: two, or all there
   is. */
static bool is_heading_row(const struct finder *f, size_t row)
{
	size_t n_filled = 0, n_named = 0;

	for (size_t c = 0; c < f->block->rows[row].n && c < COLUMNS_MAX; c++) {
		n_filled += !text_is_blank(paste_block_cell(f->block, row, c));
		n_named += named(f, row, c) >= 0;
	}
	return n_named * 2 >= n_filled &&
	       (n_named >= 2 || (n_named == 1 && f->block->n_columns == 1));
}

static bool is_number_heading(const char *text)
{
	static const char *const words[] = { "序号", "编号", "行号",
					     "No",   "No.",  "#" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_fold_equal(text, words[i],
				    FOLD_WIDTH | FOLD_CASE | FOLD_BLANKS))
			return true;
	return false;
}

static bool is_taken(const struct paste_map *map, int field)
{
	for (size_t c = 0; c < map->n; c++)
		if (map->columns[c].field == field)
			return true;
	return false;
}

/* The nearest one above, where cells are merged. */
static const char *heading_at(const struct finder *f, size_t row, size_t column)
{
	while (row > 0 &&
	       text_is_blank(paste_block_cell(f->block, row, column)))
		row--;
	return cell(f, row, column);
}

/* Nothing but what is below headings that are merged over several columns, and
   blanks below those that are merged over both rows. */
static bool is_second_heading_row(const struct finder *f, size_t row)
{
	bool is_below = false, has_merged = false;

	if (row >= f->block->n_rows)
		return false;
	for (size_t c = 0; c < f->map->n; c++) {
		bool is_filled =
			!text_is_blank(paste_block_cell(f->block, row, c));
		bool is_later =
			text_is_blank(paste_block_cell(f->block, row - 1, c));
		bool is_first = c + 1 < f->map->n &&
				text_is_blank(paste_block_cell(f->block,
							       row - 1, c + 1));

		if (is_filled && !is_later && !is_first)
			return false;
		is_below |= is_filled && is_later;
		has_merged |= !is_filled && !is_later && !is_first;
	}
	return is_below && has_merged;
}

static void take_headings(const struct finder *f, size_t row)
{
	struct paste_map *map = f->map;

	map->n_head = row + 1 + is_second_heading_row(f, row + 1);
	for (size_t c = 0; c < map->n; c++) {
		const char *text = heading_at(f, row, c);
		int field =
			layout_column_named(f->form->layout, map->table, text);

		if (field >= 0 && !is_taken(map, field))
			map->columns[c] = (struct paste_column){
				field, PASTE_BY_HEADING,
				layout_heading_yuan(text)
			};
		else if (is_number_heading(text))
			map->columns[c].why = PASTE_ROW_NUMBERS;
	}
}

/* 序号 over what no heading of the table is. */
static bool has_other_headings(const struct finder *f)
{
	const struct paste_block *b = f->block;
	size_t first = 0;

	while (b->n_rows > 1 && first + 1 < b->rows[0].n &&
	       text_is_blank(paste_block_cell(b, 0, first)))
		first++;
	return b->n_rows > 1 && is_number_heading(cell(f, 0, first));
}

static bool find_headings(const struct finder *f)
{
	for (size_t r = 0; r < f->block->n_rows && r < HEAD_ROWS; r++)
		if (is_heading_row(f, r)) {
			take_headings(f, r);
			return true;
		}
	return false;
}

/* ---- columns that are none of the table's ---- */

static size_t sample_end(const struct finder *f)
{
	size_t end = f->map->n_head + SAMPLE_ROWS;

	return end < f->block->n_rows ? end : f->block->n_rows;
}

static void find_blank(const struct finder *f)
{
	struct paste_column *columns = f->map->columns;

	for (size_t c = 0; c < f->map->n; c++)
		columns[c].why = PASTE_BLANK;
	for (size_t r = f->map->n_head; r < f->block->n_rows; r++)
		for (size_t c = 0; c < f->block->rows[r].n; c++)
			if (!text_is_blank(paste_block_cell(f->block, r, c)))
				columns[c].why = PASTE_NO_PLACE;
}

/* 1 2 3 … down the column, as far as rows are numbered: not their sum. */
static bool counts_rows(const struct finder *f, size_t column)
{
	int64_t number, before = 0;
	size_t n = 0;

	for (size_t r = f->map->n_head; r < sample_end(f); r++) {
		const char *text = cell(f, r, column);

		if (text_is_blank(text) ||
		    layout_is_total(f->form->layout, text))
			continue;
		if (amount_parse(text, strlen(text), &number) != AMOUNT_OK ||
		    number % AMOUNT_ONE != 0 ||
		    (n++ > 0 && number != before + AMOUNT_ONE))
			return false;
		before = number;
	}
	return n >= 2;
}

static bool is_section(const struct finder *f, size_t column)
{
	bool any = false;

	for (size_t r = f->map->n_head; r < sample_end(f); r++) {
		const char *text = cell(f, r, column);

		if (text_is_blank(text))
			continue;
		if (!layout_section_named(f->form->layout, f->map->table, text))
			return false;
		any = true;
	}
	return any;
}

static void sort_out(const struct finder *f, int focus)
{
	struct paste_column *columns = f->map->columns;
	size_t first = 0;

	find_blank(f);
	while (first < f->map->n && columns[first].why == PASTE_BLANK)
		first++;
	if (first < f->map->n && is_section(f, first))
		columns[first++].why = PASTE_SECTION;
	if (first + 1 < f->map->n &&
	    !field_is_number(&f->form->def->fields[focus]) &&
	    counts_rows(f, first))
		columns[first].why = PASTE_ROW_NUMBERS;
}

/* ---- by position ---- */

/* The columns of the block that are to be placed, blank ones between others
   too. */
static size_t open_columns(const struct paste_map *map, size_t *open)
{
	size_t n = 0;

	for (size_t c = 0; c < map->n && n < COLUMNS_MAX; c++) {
		enum paste_why why = map->columns[c].why;

		if (why == PASTE_NO_PLACE || (why == PASTE_BLANK && n > 0))
			open[n++] = c;
	}
	while (n > 0 && map->columns[open[n - 1]].why == PASTE_BLANK)
		n--;
	return n;
}

/* How well a column suits a field: of the sample's filled cells. */
static int suits(const struct finder *f, size_t column, int field)
{
	int sum = 0;

	for (size_t r = f->map->n_head; r < sample_end(f); r++) {
		const char *text = cell(f, r, column);

		if (!text_is_blank(text))
			sum += layout_suits(f->form->layout, field, text);
	}
	return sum;
}

static int left_out(const struct finder *f, size_t column)
{
	int n = 0;

	for (size_t r = f->map->n_head; r < sample_end(f); r++)
		n += !text_is_blank(paste_block_cell(f->block, r, column));
	return n * LEFT_OUT * PER_POINT;
}

/* From the column in focus on: does everything have a place, and none that it
   can't be in? */
static bool suits_by_position(const struct finder *f, const size_t *open,
			      size_t n, int start)
{
	for (size_t k = 0; k < n; k++) {
		int at = start + (int)k;

		if (at >= f->table->n_columns ||
		    suits(f, open[k], f->table->columns[at]) < 0)
			return false;
	}
	return true;
}

static void place(const struct finder *f, size_t column, int at,
		  enum paste_why why)
{
	if (at >= 0 && at < f->table->n_columns)
		f->map->columns[column] =
			(struct paste_column){ f->table->columns[at], why, 0 };
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* ---- by values ---- */

/* How well each column suits each of the table's, in the same order best; which
   of these it goes to, or `width`: nowhere, what that is worth. */
struct puzzle {
	size_t n;
	int width;
	int gain[COLUMNS_MAX][DEF_COLUMNS_MAX + 1];
	int choice[COLUMNS_MAX];
};

static void weigh(const struct finder *f, const size_t *open, struct puzzle *p)
{
	p->width = f->table->n_columns;
	for (size_t k = 0; k < p->n; k++) {
		for (int j = 0; j < p->width; j++)
			p->gain[k][j] =
				suits(f, open[k], f->table->columns[j]) *
					PER_POINT -
				abs(j - (int)k);
		p->gain[k][p->width] = left_out(f, open[k]);
	}
}

/* The best of all placements that keep the order. */
static void solve_in_order(struct puzzle *p)
{
	int best[COLUMNS_MAX + 1][DEF_COLUMNS_MAX + 1] = { 0 };
	int width = p->width;

	for (size_t k = 0; k < p->n; k++) {
		int without = p->gain[k][width];

		best[k + 1][0] = best[k][0] + without;
		for (int j = 0; j < width; j++)
			best[k + 1][j + 1] =
				larger(best[k + 1][j],
				       larger(best[k][j] + p->gain[k][j],
					      best[k][j + 1] + without));
	}
	for (size_t k = p->n, j = (size_t)width; k > 0;) {
		if (j > 0 && best[k][j] == best[k][j - 1])
			j--;
		else if (j > 0 && best[k][j] == best[k - 1][j - 1] +
							p->gain[k - 1][j - 1])
			p->choice[--k] = (int)--j;
		else
			p->choice[--k] = width;
	}
}

/* What changing places, or going where nothing goes, would gain; and does so if
   that is anything. */
static bool exchange(struct puzzle *p, size_t a, size_t b)
{
	int to_a = p->choice[a], to_b = p->choice[b];

	if (p->gain[a][to_b] + p->gain[b][to_a] <=
	    p->gain[a][to_a] + p->gain[b][to_b])
		return false;
	p->choice[a] = to_b;
	p->choice[b] = to_a;
	return true;
}

static bool move(struct puzzle *p, size_t k, int to)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->choice[i] == to)
			return false;
	if (p->gain[k][to] <= p->gain[k][p->choice[k]])
		return false;
	p->choice[k] = to;
	return true;
}

/* Columns may stand in another order than the table's. */
static bool improve(struct puzzle *p)
{
	bool any = false;

	for (size_t a = 0; a < p->n; a++) {
		for (size_t b = a + 1; b < p->n; b++)
			any |= exchange(p, a, b);
		for (int to = 0; to < p->width; to++)
			any |= move(p, a, to);
	}
	return any;
}

static void place_by_values(const struct finder *f, const size_t *open,
			    size_t n)
{
	struct puzzle p = { .n = n };

	weigh(f, open, &p);
	solve_in_order(&p);
	while (improve(&p))
		;
	for (size_t k = 0; k < n; k++)
		place(f, open[k], p.choice[k], PASTE_BY_VALUES);
}

static void find_places(const struct finder *f, int focus)
{
	size_t open[COLUMNS_MAX];
	size_t n = open_columns(f->map, open);
	int start = f->form->def->fields[focus].slot;

	if (!suits_by_position(f, open, n, start)) {
		place_by_values(f, open, n);
		return;
	}
	for (size_t k = 0; k < n; k++)
		place(f, open[k], start + (int)k, PASTE_BY_POSITION);
}

/* ---- all together ---- */

void paste_map_find(struct paste_map *map, const struct form *form,
		    const struct paste_block *block, int table, int field)
{
	struct finder f = { map, form, block, &form->def->tables[table] };

	*map = (struct paste_map){ .table = table, .n = block->n_columns };
	map->columns = memory_array(map->n + 1, sizeof *map->columns);
	for (size_t c = 0; c < map->n; c++)
		map->columns[c] =
			(struct paste_column){ -1, PASTE_NO_PLACE, 0 };
	if (find_headings(&f))
		return;
	map->n_head = has_other_headings(&f);
	sort_out(&f, field);
	find_places(&f, field);
}

void paste_map_own(struct paste_map *map, const int *fields, size_t n)
{
	map->is_exact = true;
	map->n = n;
	map->columns = memory_array(n + 1, sizeof *map->columns);
	for (size_t c = 0; c < n; c++)
		map->columns[c] = (struct paste_column){
			fields[c],
			fields[c] < 0 ? PASTE_NO_PLACE : PASTE_BY_HAND, 0
		};
}

void paste_map_release(struct paste_map *map)
{
	free(map->columns);
	*map = (struct paste_map){ 0 };
}

void paste_map_set(struct paste_map *map, size_t column, int field)
{
	for (size_t c = 0; c < map->n; c++)
		if (field >= 0 && map->columns[c].field == field)
			map->columns[c] =
				(struct paste_column){ -1, PASTE_NO_PLACE, 0 };
	map->columns[column].field = field;
	map->columns[column].why = field >= 0 ? PASTE_BY_HAND : PASTE_NO_PLACE;
}

bool paste_map_has_field(const struct paste_map *map)
{
	for (size_t c = 0; c < map->n; c++)
		if (map->columns[c].field >= 0)
			return true;
	return false;
}
