/* Which labels of the printed table, and which other fields, belong to a
   field. */
#include <config.h>
#include "core/definition.h"

#include <stddef.h>
#include <string.h>

static bool row_is_labels(const struct definition *def, int layout_row)
{
	const struct layout_row *row = &def->layout[layout_row];
	bool has_label = false;

	if (row->table >= 0)
		return false;
	for (int c = 0; c < def->width; c++) {
		enum layout_kind kind = row->cells[c].kind;
		if (kind == LAYOUT_FIELD || kind == LAYOUT_TEMPLATE)
			return false;
		has_label |= kind == LAYOUT_LABEL;
	}
	return has_label;
}

int definition_label_column(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];
	const struct layout_cell *cells = def->layout[f->layout_row].cells;

	if (cells[f->layout_col].kind != LAYOUT_FIELD)
		return -1;
	for (int c = f->layout_col - 1; c >= 0; c--)
		if (cells[c].kind == LAYOUT_LABEL)
			return c;
	return f->layout_col;
}

static bool row_is_of_screen(const struct definition *def, int r, int screen)
{
	for (int i = 0; i < def->n_scalars; i++) {
		const struct field *f = &def->fields[def->scalars[i]];
		if (f->layout_row == r && f->screen == screen)
			return true;
	}
	return false;
}

/* The next column right (1) or left (-1) of this one that is no part of a
   merged cell; -1: there is none. */
static int next_cell(const struct definition *def,
		     const struct layout_cell *cells, int c, int step)
{
	do
		c += step;
	while (c >= 0 && c < def->width && cells[c].kind == LAYOUT_LEFT);
	return c < def->width ? c : -1;
}

static bool is_number_at(const struct definition *def,
			 const struct layout_cell *cells, int c)
{
	return c >= 0 && cells[c].kind == LAYOUT_FIELD &&
	       field_is_number(&def->fields[cells[c].field]);
}

bool definition_is_beside(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];
	const struct layout_cell *cells = def->layout[f->layout_row].cells;
	int c = f->layout_col;

	return f->table < 0 && is_number_at(def, cells, c) &&
	       (is_number_at(def, cells, next_cell(def, cells, c, -1)) ||
		is_number_at(def, cells, next_cell(def, cells, c, 1)));
}

/* The cell that this one is merged with, or itself. */
static const struct layout_cell *whole_cell(const struct definition *def,
					    int *row, int *column)
{
	const struct layout_cell *cell = &def->layout[*row].cells[*column];

	while (cell->kind == LAYOUT_UP || cell->kind == LAYOUT_LEFT) {
		*row -= cell->kind == LAYOUT_UP;
		*column -= cell->kind == LAYOUT_LEFT;
		cell = &def->layout[*row].cells[*column];
	}
	return cell;
}

const struct layout_cell *definition_caption(const struct definition *def,
					     int field, int *row, int *column)
{
	const struct field *f = &def->fields[field];

	for (int r = f->layout_row - 1; r > 0 && def->layout[r].table < 0;
	     r--) {
		const struct layout_cell *cell;

		*row = r;
		*column = f->layout_col;
		cell = whole_cell(def, row, column);
		if (cell->kind == LAYOUT_TEMPLATE || cell->kind == LAYOUT_LABEL)
			return cell;
	}
	return NULL;
}

/* What a row of several values is a part of: the label left of its own. */
static const char *section_of(const struct definition *def, int field)
{
	int row = def->fields[field].layout_row;
	int column = definition_label_column(def, field) - 1;
	const struct layout_cell *cell =
		column < 0 ? NULL : whole_cell(def, &row, &column);

	return cell && cell->kind == LAYOUT_LABEL ? cell->labels[0] : NULL;
}

const char *definition_heading(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];
	int column = definition_label_column(def, field);

	if (definition_is_beside(def, field))
		return section_of(def, field);

	/* the first row is the form's title */
	for (int r = f->layout_row - 1; r > 0 && column >= 0; r--) {
		const struct layout_cell *cell = &def->layout[r].cells[column];
		if (!row_is_labels(def, r)) {
			if (!row_is_of_screen(def, r, f->screen))
				return NULL;
		} else if (cell->kind == LAYOUT_LABEL) {
			return strcmp(cell->labels[0], f->label)
				       ? cell->labels[0]
				       : NULL;
		}
	}
	return NULL;
}

bool definition_row_has(const struct definition *def, int layout_row,
			enum layout_kind kind)
{
	for (int c = 0; c < def->width; c++)
		if (def->layout[layout_row].cells[c].kind == kind)
			return true;
	return false;
}

bool definition_same_fields(const int *a, const int *b)
{
	for (; *a == *b; a++, b++)
		if (*a < 0)
			return true;
	return false;
}

const char *definition_sum_heading(const struct definition *def,
				   const int *fields)
{
	const char *heading = definition_heading(def, fields[0]);

	/* under it stands the total as well, or that of another column */
	if (definition_is_beside(def, fields[0]))
		return NULL;
	for (int i = 1; heading && fields[i] >= 0; i++)
		if (definition_heading(def, fields[i]) != heading)
			return NULL;
	return heading;
}

bool definition_is_reached(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];

	return f->kind == FIELD_TARGET && f->owner >= 0 &&
	       def->fields[f->owner].kind == FIELD_TARGET;
}

int definition_target_name(const struct definition *def, int target)
{
	int owner = def->fields[target].owner;

	return definition_is_reached(def, target) ? def->fields[owner].owner
						  : owner;
}
