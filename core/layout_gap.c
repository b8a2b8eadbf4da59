#include <config.h>
#include "core/layout_reader.h"

#include <string.h>

#include "core/layout_inside.h"
#include "core/layout_match.h"
#include "core/layout_row.h"
#include "core/layout_wording.h"
#include "core/text.h"

const char *gap_telling(const struct gap *gap, const struct grid_record *record)
{
	const char *first = texts_blank;

	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];

		if (text_is_blank(text))
			continue;
		if (!*first)
			first = text;
		if (!label_find(&gap->layout->labels, text))
			return text;
	}
	return first;
}

int gap_section(const struct gap *gap, const struct grid_record *record)
{
	const struct definition *def = gap->layout->def;

	for (int t = 0; t < def->n_tables; t++) {
		int row = def->tables[t].layout_row;

		for (int c = 0; c < def->width; c++)
			if (def->layout[row].cells[c].kind == LAYOUT_UP &&
			    label_is_section(&gap->layout->labels,
					     grid_cell(record, c), row, c))
				return t;
	}
	return -1;
}

bool gap_may_hold(const struct gap *gap, int table)
{
	int row = gap->layout->def->tables[table].layout_row;

	/* right below its headings, whatever comes then */
	if (row == gap->above + 1)
		return true;
	return gap->above < row && row < gap->below &&
	       (row == 0 || gap->match->rows[row - 1].record < 0);
}

/* How many tables may stand in a gap; *first is one of them. */
static int count_tables(const struct gap *gap, int *first)
{
	int n = 0;

	*first = -1;
	for (int t = gap->layout->def->n_tables - 1; t >= 0; t--)
		if (gap_may_hold(gap, t)) {
			*first = t;
			n++;
		}
	return n;
}

/* The table of a record in a gap, or -1: what it says itself, else the only one
   that may stand there, else the one whose columns it fits best. */
static int table_of(const struct gap *gap, const struct grid_record *record)
{
	int table = gap_section(gap, record), first, best = 0;

	if (table >= 0)
		return table;
	if (count_tables(gap, &first) < 2)
		return first;
	for (int t = first; t < gap->layout->def->n_tables; t++) {
		int worth;

		if (!gap_may_hold(gap, t))
			continue;
		worth = row_fit(gap->layout,
				gap->layout->def->tables[t].layout_row, record);
		if (table >= 0 && worth <= best)
			continue;
		table = t;
		best = worth;
	}
	return table;
}

/* NULL: it has none. */
static const char *find_colon(const char *text)
{
	const char *wide = strstr(text, "："), *bare = strchr(text, ':');

	return !wide || (bare && bare < wide) ? bare : wide;
}

/* May a row of the table not have that text in front? What the section's label
   isn't, nor the name of a level. */
static bool is_foreign(const struct gap *gap, int layout_row, int column,
		       const char *text)
{
	const struct definition *def = gap->layout->def;
	const struct layout_cell *cell = &def->layout[layout_row].cells[column];
	const char *colon = find_colon(text);
	struct bytes name = BYTES_INIT;
	bool is_level;

	if (cell->kind == LAYOUT_UP)
		return !label_is_section(&gap->layout->labels, text, layout_row,
					 column);
	if (!colon || cell->kind != LAYOUT_FIELD ||
	    def->fields[cell->field].kind != FIELD_LEVEL ||
	    def->fields[cell->field].is_free)
		return false;
	bytes_add(&name, text, (size_t)(colon - text));
	is_level = tree_levels(&def->tree, name.data) != 0;
	bytes_release(&name);
	return !is_level;
}

static bool is_row_lost(const struct gap *gap, int layout_row)
{
	for (int row = layout_row + 1; row < gap->below; row++)
		if (gap->layout->def->layout[row].table < 0 &&
		    gap->match->rows[row].record < 0)
			return true;
	return false;
}

/* The label of the column's section as the headings have it, or as the record
   above does, over which it is merged. */
static bool is_merged_down(const struct gap *gap, int layout_row,
			   const struct grid_record *record, int column)
{
	const struct grid_record *first = gap->grid->records;
	const char *text = record->cells[column];
	long at = layout_row > 0 ? gap->match->rows[layout_row - 1].record : -1;

	return (record > first && grid_cell(record - 1, column) == text) ||
	       (at >= 0 && grid_cell(&first[at], column) == text);
}

static bool is_printed(const struct gap *gap, int layout_row, int column,
		       const char *text)
{
	const struct definition *def = gap->layout->def;
	struct label_place place;

	if (column >= def->width ||
	    !label_above(def, layout_row, column, &place))
		return false;
	return text_fold_equal(
		text, def->layout[place.row].cells[place.column].labels[0],
		FOLD_WIDTH | FOLD_BLANKS);
}

/* 绩效指标(续) over a page, in a row that is blank but for it. */
static bool has_section_noted(const struct gap *gap, int layout_row,
			      const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells; c++)
		if (wording_has_brackets(record->cells[c]) &&
		    !is_merged_down(gap, layout_row, record, c) &&
		    !is_printed(gap, layout_row, c, record->cells[c]))
			return true;
	return false;
}

/* Blank, or the section's label, which may be merged over all rows of it. */
static bool is_no_text(const struct gap *gap, int layout_row, const char *text)
{
	return text_is_blank(text) ||
	       label_names_section(&gap->layout->labels, text, layout_row);
}

/* Where the only text stands but for the section's label, or -1. */
static int lone_column(const struct gap *gap, int layout_row,
		       const struct grid_record *record)
{
	int at = -1;

	for (int c = 0; c < record->n_cells; c++) {
		if (is_no_text(gap, layout_row, record->cells[c]))
			continue;
		if (at >= 0)
			return -1;
		at = c;
	}
	return at;
}

static bool is_section_column(const struct gap *gap, int layout_row, int column)
{
	return gap->layout->def->layout[layout_row].cells[column].kind ==
	       LAYOUT_UP;
}

/* Behind all of the table's columns, and nothing in front but its section. */
static bool is_beyond(const struct gap *gap, int layout_row,
		      const struct grid_record *record)
{
	int width = gap->layout->def->width, end = width, c = 0;

	if (record->n_cells <= width)
		return false;
	for (int i = 0; layout_row > 0 && i < width; i++) {
		int at = gap->match->rows[layout_row - 1].at[i];

		if (gap->match->rows[layout_row - 1].record >= 0 && at >= end)
			end = at + 1;
	}
	while (c < record->n_cells &&
	       is_no_text(gap, layout_row, record->cells[c]))
		c++;
	return c >= end;
}

/* In front stands what no row has there: a note, if it says 备注: or the like,
   as all cells of 填表人:甲 | 电话:1 do; or one alone where the section's label
   stands, in other words than the layout's, of which a row is missing. A page's
   number and a caption stand alone, too. */
static bool is_stray(const struct gap *gap, int layout_row,
		     const struct grid_record *record)
{
	int n = 0, n_notes = 0, column = 0;
	int lone = lone_column(gap, layout_row, record);
	const char *text;

	if (lone >= 0 && lone < gap->layout->def->width &&
	    (alone_stands(gap->layout, record->cells[lone]) ||
	     (is_section_column(gap, layout_row, lone) &&
	      alone_begins(record->cells[lone]))))
		return true;
	if (is_beyond(gap, layout_row, record))
		return true;
	while (text_is_blank(record->cells[column]))
		column++;
	if (column >= gap->layout->def->width)
		return false;
	text = record->cells[column];
	if (!is_foreign(gap, layout_row, column, text))
		return false;
	for (int c = column; c < record->n_cells; c++) {
		n += !text_is_blank(record->cells[c]);
		n_notes += find_colon(record->cells[c]) != NULL;
	}
	return n_notes == n || (n == 1 && is_row_lost(gap, layout_row));
}

bool gap_is_heading(const struct gap *gap, int layout_row,
		    const struct grid_record *record, int column)
{
	struct label_index *labels = &gap->layout->labels;
	const char *text = grid_cell(record, column);
	long at = gap->match->rows[layout_row].record;

	if (at >= 0 && grid_cell(&gap->grid->records[at], column) == text)
		return !text_is_blank(text);
	return column < gap->layout->def->width && label_find(labels, text) &&
	       label_is(labels, text, layout_row, column);
}

/* The headings at the top of a printed page: the first of them is one, and most
   are. */
static bool is_heading_again(const struct gap *gap, int layout_row,
			     const struct grid_record *record)
{
	int n = 0, c = 0, most;

	if (layout_row < 0 || !fixed_row_is_heading(gap->layout, layout_row))
		return false;
	while (text_is_blank(record->cells[c]))
		c++;
	if (!gap_is_heading(gap, layout_row, record, c))
		return false;
	most = gap->layout->labels.n_labels[layout_row] / 2 + 1;
	for (; n < most && most - n <= record->n_cells - c; c++)
		n += gap_is_heading(gap, layout_row, record, c);
	return n >= most;
}

/* The title at the top of a printed page; *same: in the same words, as one
   without any field must be. */
static bool is_title_again(const struct gap *gap,
			   const struct grid_record *record, bool *same)
{
	const char *text = gap_telling(gap, record);
	int t = label_title(&gap->layout->labels, text);
	int row = t < 0 ? 0 : gap->layout->labels.templates[t].row;
	long at = gap->match->rows[row].record;

	if (at < 0)
		return false;
	*same = gap_telling(gap, &gap->grid->records[at]) == text;
	if (t < 0 && !*same)
		return false;
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]) &&
		    record->cells[c] != text)
			return false;
	return true;
}

/* Nothing but what is in brackets, as (万元) below 拟投入的资金: headings that
   were cut in two, and …… where nothing is. */
static bool is_unfilled(const struct gap *gap, int layout_row,
			const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];
		size_t n = strlen(text);

		/* nearly all rows end here, in their first cell */
		if (is_no_text(gap, layout_row, text))
			continue;
		text_trim(&text, &n);
		if (!wording_is_bracketed(text, n) && !alone_is_ellipsis(text))
			return false;
	}
	return true;
}

/* The other row of headings that are two; NULL if they are one. */
static const struct grid_record *other_headings(const struct gap *gap,
						int layout_row)
{
	const struct row_match *m;

	if (layout_row < 0 || layout_row >= gap->layout->def->n_rows)
		return NULL;
	m = &gap->match->rows[layout_row];
	return m->other == 0 ? NULL : &gap->grid->records[m->record + m->other];
}

static bool is_again(const struct grid_record *record,
		     const struct grid_record *other)
{
	if (!other)
		return false;
	for (int c = 0; c < record->n_cells || c < other->n_cells; c++)
		if (grid_cell(record, c) != grid_cell(other, c))
			return false;
	return true;
}

enum gap_record gap_look(const struct gap *gap,
			 const struct grid_record *record, int *table)
{
	bool same;
	int row;

	*table = -1;
	if (grid_record_is_blank(record) ||
	    record == other_headings(gap, gap->above) ||
	    record == other_headings(gap, gap->below))
		return GAP_BLANK;
	if (is_again(record, other_headings(gap, gap->above)))
		return GAP_STRAY;
	if (is_title_again(gap, record, &same))
		return same ? GAP_TITLE : GAP_STRAY;
	*table = table_of(gap, record);
	if (*table < 0)
		return GAP_STRAY;
	row = gap->layout->def->tables[*table].layout_row;
	if (row_is_blank(gap->layout, row, record))
		return has_section_noted(gap, row, record) ? GAP_STRAY
							   : GAP_BLANK;
	if (row_is_total(gap->layout, *table, record) ||
	    is_unfilled(gap, row, record) || is_stray(gap, row, record))
		return GAP_STRAY;
	if (is_heading_again(gap, row - 1, record))
		return GAP_HEADINGS;
	return GAP_ROW;
}
