#include <config.h>
#include "core/layout_fixed.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_place.h"
#include "core/layout_row.h"
#include "core/text.h"

/* One fixed row being read. */
struct fixed {
	struct layout *layout;
	const struct grid_record *record;
	const struct row_match *match;
	struct record *form;
	struct layout_reading *reading;
	int row;
	size_t at;     /* the record's number */
	bool *is_read; /* by field: it has its value */
	/* the record's filled cells; taken: it is clear what they are */
	int columns[PUZZLE_CELLS];
	bool is_taken[PUZZLE_CELLS];
	int n;
};

static const struct layout_cell *cell_at(const struct fixed *f, int column)
{
	return &f->layout->def->layout[f->row].cells[column];
}

static void note(struct fixed *f, enum repair_kind kind, int field,
		 const char *text, const char *from, int column)
{
	struct repair repair = { .kind = kind,
				 .line = f->record->line,
				 .n = 1,
				 .place = { field, -1 },
				 .text = text,
				 .from = from,
				 .from_column = column };

	reading_add_repair(f->reading, repair);
}

static void leave_over(struct fixed *f, int column)
{
	reading_add_leftover(f->reading,
			     (struct leftover){ f->at, column, false });
	note(f, REPAIR_UNPLACED, -1, f->record->cells[column], NULL, column);
}

/* A second value for a field has no place: the first one counts. */
static void set_scalar(struct fixed *f, int field, const char *text, int column)
{
	const char *old = record_get(f->form, (struct place){ field, -1 });

	if (text_is_blank(text))
		text = texts_blank;
	if (*old && text != old) {
		if (*text)
			leave_over(f, column);
		return;
	}
	record_fill(f->form, field, text);
	f->is_read[field] = true;
}

static void read_title(struct fixed *f, int at, int column)
{
	const struct layout_cell *cell = cell_at(f, at);
	const char *const *values =
		match_title(f->layout, (struct label_place){ f->row, at },
			    grid_cell(f->record, column));

	for (int i = 0; values && i < cell->n_fields; i++)
		set_scalar(f, cell->fields[i], values[i], column);
}

/* ---- a row in which everything is where it should be ---- */

static void read_as_printed(struct fixed *f)
{
	for (int c = 0; c < f->layout->def->width; c++) {
		const struct layout_cell *cell = cell_at(f, c);

		if (cell->kind == LAYOUT_FIELD)
			set_scalar(f, cell->field, grid_cell(f->record, c), c);
		else if (cell->kind == LAYOUT_TEMPLATE)
			read_title(f, c, c);
	}
	for (int c = f->layout->def->width; c < f->record->n_cells; c++)
		if (!text_is_blank(f->record->cells[c]))
			leave_over(f, c);
}

/* ---- labels of other rows, and labels that crossed ---- */

/* The first field right of a label, at or behind `column`; or -1. */
static int field_behind(const struct definition *def,
			const struct label_place *label, int *column)
{
	const struct layout_cell *cells = def->layout[label->row].cells;

	for (; *column < def->width && cells[*column].kind != LAYOUT_LABEL;
	     ++*column)
		if (cells[*column].kind == LAYOUT_FIELD &&
		    def->fields[cells[*column].field].table < 0)
			return cells[(*column)++].field;
	return -1;
}

/* A label that stands only once in the layout, with a field behind it. */
static bool is_own_label(struct fixed *f, const char *text,
			 struct label_place *place)
{
	const struct label_class *class = label_find(&f->layout->labels, text);
	int column;

	if (!class || class->n_places != 1)
		return false;
	*place = class->places[0];
	column = place->column + 1;
	return field_behind(f->layout->def, place, &column) >= 0;
}

static bool is_any_label(struct fixed *f, int k)
{
	return label_find(&f->layout->labels,
			  f->record->cells[f->columns[k]]) != NULL;
}

/* The label's values follow it, up to the next label. */
static void take_pair(struct fixed *f, int k, const struct label_place *label)
{
	int column = label->column + 1, first = k, field;

	f->is_taken[k] = true;
	f->reading->in_layout = false;
	for (k++; k < f->n && !is_any_label(f, k); k++) {
		const char *text = f->record->cells[f->columns[k]];

		field = field_behind(f->layout->def, label, &column);
		if (field < 0)
			break;
		f->is_taken[k] = true;
		set_scalar(f, field, text, f->columns[k]);
		note(f, REPAIR_MOVED, field, text,
		     f->record->cells[f->columns[first]], f->columns[k]);
	}
}

static void take_foreign_labels(struct fixed *f)
{
	int furthest = -1;

	for (int k = 0; k < f->n; k++) {
		const char *text = f->record->cells[f->columns[k]];
		struct label_place place;

		if (f->is_taken[k] || !is_own_label(f, text, &place))
			continue;
		if (place.row != f->row || place.column < furthest)
			take_pair(f, k, &place);
		else
			furthest = place.column;
	}
}

/* ---- the rest, by what fits best ---- */

/* 财政专项资金300, 32下属二级单位数: the amount belongs to the field on its
   side. */
static bool take_split(struct fixed *f, int label_column, int from)
{
	const struct layout_cell *cells = f->layout->def->layout[f->row].cells;
	const char *text = f->record->cells[from], *value;
	size_t n;
	int step, c;

	if (!label_split(&cells[label_column], text, &value, &n))
		return false;
	step = value == text ? -1 : 1;
	for (c = label_column + step; c >= 0 && c < f->layout->def->width;
	     c += step)
		if (cells[c].kind == LAYOUT_FIELD)
			break;
	if (c < 0 || c >= f->layout->def->width || f->is_read[cells[c].field])
		return false;
	f->reading->in_layout = false;
	value = texts_add(f->layout->texts, value, n);
	set_scalar(f, cells[c].field, value, from);
	note(f, REPAIR_SPLIT, cells[c].field, value, text, from);
	return true;
}

/* A text in a label's place; one that is nothing like it is kept. */
static void take_other_words(struct fixed *f, const struct layout_cell *cell,
			     const char *text, int column)
{
	note(f, REPAIR_LABEL_OTHER, -1, cell->labels[0], text, column);
	if (!label_resembles(cell, text))
		reading_add_leftover(f->reading,
				     (struct leftover){ f->at, column, false });
}

static void take_choice(struct fixed *f, const struct puzzle *p, int k,
			int from)
{
	const struct layout_cell *cell =
		p->choice[k] == NO_PLACE ? NULL : cell_at(f, p->choice[k]);

	if (!cell) {
		leave_over(f, from);
	} else if (cell->kind == LAYOUT_FIELD) {
		set_scalar(f, cell->field, p->cells[k], from);
		if (p->choice[k] == from)
			return;
		f->reading->in_layout = false;
		note(f, REPAIR_MOVED, cell->field, p->cells[k], NULL, from);
	} else if (cell->kind == LAYOUT_LABEL &&
		   !label_is(&f->layout->labels, p->cells[k], f->row,
			     p->choice[k]) &&
		   !take_split(f, p->choice[k], from)) {
		take_other_words(f, cell, p->cells[k], from);
	} else if (p->choice[k] != from) {
		f->reading->in_layout = false;
	}
}

static void solve_rest(struct fixed *f)
{
	struct puzzle p = { .layout = f->layout, .row = f->row };
	int columns[PUZZLE_CELLS];

	for (int k = 0; k < f->n; k++) {
		if (f->is_taken[k])
			continue;
		columns[p.n] = f->columns[k];
		p.cells[p.n] = f->record->cells[f->columns[k]];
		p.columns[p.n] = p.choice[p.n] = f->columns[k];
		p.n++;
	}
	if (!puzzle_is_in_place(&p))
		puzzle_solve(&p);
	for (int k = 0; k < p.n; k++)
		take_choice(f, &p, k, columns[k]);
}

/* A label that nothing stands for, with a value beside it: by its place. */
static void note_blank_labels(struct fixed *f)
{
	for (int c = 0; c + 1 < f->layout->def->width; c++) {
		const struct layout_cell *cell = cell_at(f, c);
		const struct layout_cell *next = cell_at(f, c + 1);

		if (cell->kind == LAYOUT_LABEL && f->match->at[c] < 0 &&
		    next->kind == LAYOUT_FIELD && f->is_read[next->field] &&
		    text_is_blank(grid_cell(f->record, c)))
			note(f, REPAIR_LABEL_OTHER, next->field,
			     cell->labels[0], texts_blank, c);
	}
}

/* ---- headings ---- */

static bool is_found_label(const struct fixed *f, int column)
{
	for (int c = 0; c < f->layout->def->width; c++)
		if (f->match->at[c] == column)
			return true;
	return false;
}

/* A text among headings: other words for one that is missing there, or a
   column that the form doesn't have. */
static void read_heading_cell(struct fixed *f, int c)
{
	const char *text = f->record->cells[c];
	const struct layout_cell *cell =
		c < f->layout->def->width ? cell_at(f, c) : NULL;

	if (text_is_blank(text) || is_found_label(f, c) ||
	    (cell && cell->kind == LAYOUT_UP &&
	     label_is_section(&f->layout->labels, text, f->row, c)))
		return;
	if (cell && cell->kind == LAYOUT_LABEL && f->match->at[c] < 0) {
		take_other_words(f, cell, text, c);
		return;
	}
	reading_add_leftover(f->reading, (struct leftover){ f->at, c, false });
	note(f, REPAIR_COLUMN, -1, text, NULL, c);
}

/* What heads a column; NULL if nothing does. */
static const char *heading_of(const struct fixed *f, int column)
{
	const struct definition *def = f->layout->def;
	const struct layout_cell *cell = cell_at(f, column);
	int below = f->row + 1 < def->n_rows
			    ? def->layout[f->row + 1].cells[column].field
			    : -1;

	if (cell->kind == LAYOUT_LABEL && !label_is_sign(cell))
		return cell->labels[0];
	return cell->kind == LAYOUT_TEMPLATE && below >= 0
		       ? def->fields[below].label
		       : NULL;
}

/* Where the heading should stand another one does, or nothing does beside
   headings that have moved. */
static void note_lost_headings(struct fixed *f)
{
	for (int c = 0; c < f->layout->def->width; c++) {
		const char *heading = heading_of(f, c);

		if (heading && f->match->at[c] < 0 &&
		    (is_found_label(f, c) ||
		     (f->match->n_moved > 0 &&
		      text_is_blank(grid_cell(f->record, c)))))
			note(f, REPAIR_NO_COLUMN, -1, heading, NULL, -1);
	}
}

static void read_headings(struct fixed *f)
{
	for (int c = 0; c < f->record->n_cells; c++)
		read_heading_cell(f, c);
	for (int c = 0; c < f->layout->def->width; c++)
		if (cell_at(f, c)->kind == LAYOUT_TEMPLATE &&
		    f->match->at[c] >= 0)
			read_title(f, c, f->match->at[c]);
	note_lost_headings(f);
	if (f->match->n_moved > 0)
		f->reading->in_layout = false;
}

/* ---- all fixed rows ---- */

/* Each cell of a merged area has its text. */
static bool is_merged_again(const struct fixed *f, int c)
{
	return c > 0 && c < f->layout->def->width &&
	       cell_at(f, c)->kind == LAYOUT_LEFT &&
	       f->record->cells[c] == f->record->cells[c - 1];
}

/* A printed — in its place. */
static bool is_printed_sign(const struct fixed *f, int c)
{
	return c < f->layout->def->width && label_is_sign(cell_at(f, c)) &&
	       label_text_is_sign(f->record->cells[c]);
}

static void read_mended(struct fixed *f)
{
	for (int c = 0; c < f->record->n_cells; c++) {
		if (text_is_blank(f->record->cells[c]) || is_printed_sign(f, c))
			continue;
		if (is_merged_again(f, c)) {
			f->reading->in_layout = false;
			continue;
		}
		if (f->n == PUZZLE_CELLS) {
			leave_over(f, c);
			continue;
		}
		f->is_taken[f->n] = false;
		f->columns[f->n++] = c;
	}
	for (int c = 0; c < f->layout->def->width; c++)
		for (int k = 0; k < f->n; k++)
			if (cell_at(f, c)->kind == LAYOUT_TEMPLATE &&
			    f->match->at[c] == f->columns[k]) {
				read_title(f, c, f->columns[k]);
				f->is_taken[k] = true;
			}
	if (f->match->n_moved > 0)
		f->reading->in_layout = false;
	take_foreign_labels(f);
	solve_rest(f);
	note_blank_labels(f);
}

/* ---- a row whose labels have their values in the same cells ---- */

/* The field that the cell holds with its label; -1: it is no such cell. */
static int joined_field(const struct fixed *f, const char *text,
			const char **value, size_t *n)
{
	const struct definition *def = f->layout->def;

	for (int c = 0; c < def->width; c++) {
		struct label_place label = { f->row, c };
		int column = c + 1;

		if (cell_at(f, c)->kind == LAYOUT_LABEL &&
		    (label_joined(cell_at(f, c), text, value, n) ||
		     label_split(cell_at(f, c), text, value, n)) &&
		    *value != text)
			return field_behind(def, &label, &column);
	}
	return -1;
}

static bool is_section(const struct fixed *f, int c)
{
	return c < f->layout->def->width && cell_at(f, c)->kind == LAYOUT_UP &&
	       label_is_section(&f->layout->labels, f->record->cells[c], f->row,
				c);
}

/* The first cell, but for the section's label, tells. */
static bool is_joined(const struct fixed *f)
{
	const char *value;
	size_t n;
	int c = 0;

	while (c < f->record->n_cells &&
	       (text_is_blank(f->record->cells[c]) || is_section(f, c)))
		c++;
	return c < f->record->n_cells &&
	       joined_field(f, f->record->cells[c], &value, &n) >= 0;
}

static void read_joined(struct fixed *f)
{
	const char *value;
	size_t n;

	for (int c = 0; c < f->record->n_cells; c++) {
		const char *text = f->record->cells[c];
		int field = joined_field(f, text, &value, &n);

		if (text_is_blank(text) || is_section(f, c))
			continue;
		if (field < 0 || f->is_read[field]) {
			leave_over(f, c);
			continue;
		}
		value = texts_add(f->layout->texts, value, n);
		set_scalar(f, field, value, c);
		note(f, REPAIR_SPLIT, field, value, text, c);
	}
	f->reading->in_layout = false;
	f->reading->record_rows[f->at] = f->row;
	f->reading->row_lines[f->row] = f->record->line;
}

/* Among the records that are no fixed row. */
static bool find_joined(struct fixed *f, const struct grid *grid,
			const struct layout_match *match)
{
	enum { RECORDS_SEEN = 1000 };

	for (f->at = 0; f->at < match->n_records && f->at < RECORDS_SEEN;
	     f->at++) {
		f->record = &grid->records[f->at];
		if (f->reading->record_rows[f->at] < 0 &&
		    !match_has_record(match, f->layout->def, f->at) &&
		    is_joined(f))
			return true;
	}
	return false;
}

/* A note holds nothing that is filled in: the form is whole without it. */
static bool is_note(const struct definition *def, int layout_row)
{
	for (int c = 0; c < def->width; c++) {
		enum layout_kind kind = def->layout[layout_row].cells[c].kind;

		if (kind != (c == 0 ? LAYOUT_LABEL : LAYOUT_LEFT))
			return false;
	}
	return true;
}

bool fixed_row_is_heading(const struct definition *def, int layout_row)
{
	const struct layout_row *row = &def->layout[layout_row];
	bool is_over_table = layout_row + 1 < def->n_rows && row[1].table >= 0;
	int n_labels = 0;

	if (is_note(def, layout_row))
		return false;
	for (int c = 0; c < def->width; c++) {
		enum layout_kind kind = row->cells[c].kind;

		if (kind == LAYOUT_FIELD ||
		    (kind == LAYOUT_TEMPLATE && !is_over_table))
			return false;
		n_labels += kind == LAYOUT_LABEL;
	}
	return n_labels > 0;
}

static void note_missing(struct fixed *f)
{
	const struct definition *def = f->layout->def;
	struct repair repair = { .kind = REPAIR_ROW_MISSING,
				 .n = 1,
				 .place = PLACE_NONE,
				 .text = def->layout[f->row].name,
				 .from_column = -1 };

	if (is_note(def, f->row) || f->layout->labels.n_labels[f->row] == 0)
		return;
	f->reading->in_layout = false;
	reading_add_repair(f->reading, repair);
}

static void note_elsewhere(struct fixed *f)
{
	f->reading->in_layout = false;
	note(f, REPAIR_ROW_MOVED, -1, f->layout->def->layout[f->row].name, NULL,
	     -1);
}

static void read_row(struct fixed *f, const struct grid *grid,
		     const struct layout_match *match, int row)
{
	f->row = row;
	f->n = 0;
	if (f->match->record < 0) {
		if (find_joined(f, grid, match))
			read_joined(f);
		else
			note_missing(f);
		return;
	}
	f->at = (size_t)f->match->record;
	f->record = &grid->records[f->at];
	f->reading->record_rows[f->at] = row;
	f->reading->row_lines[row] = f->record->line;
	if (f->match->is_elsewhere)
		note_elsewhere(f);
	if (fixed_row_is_heading(f->layout->def, row))
		read_headings(f);
	else if (f->match->is_as_printed)
		read_as_printed(f);
	else
		read_mended(f);
}

void fixed_rows_read(struct layout *l, const struct grid *grid,
		     const struct layout_match *match, struct record *form,
		     struct layout_reading *reading)
{
	struct fixed f = { .layout = l, .form = form, .reading = reading };

	f.is_read = arena_alloc(&l->scratch, (size_t)l->def->n_fields + 1);
	reading->in_layout = true;
	for (int row = 0; row < l->def->n_rows; row++) {
		if (l->def->layout[row].table >= 0)
			continue;
		f.match = &match->rows[row];
		reading->row_records[row] = f.match->record;
		read_row(&f, grid, match, row);
	}
}
