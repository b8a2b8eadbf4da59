/* Which labels of the printed table, and which other fields, belong to a field. */
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

const char *definition_heading(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];
	int column = definition_label_column(def, field);

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

const char *definition_sum_heading(const struct definition *def,
				   const int *fields)
{
	const char *heading = definition_heading(def, fields[0]);

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
