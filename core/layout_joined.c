/* A fixed row whose labels have their values in the same cells. */
#include <config.h>
#include "core/layout_fixed_row.h"

#include "core/layout_wording.h"
#include "core/text.h"

/* The field that the cell holds with its label; -1: it is no such cell. */
static int joined_field(const struct fixed *f, const char *text,
			const char **value, size_t *n)
{
	const struct definition *def = f->layout->def;

	for (int c = 0; c < def->width; c++) {
		struct label_place label = { f->row, c };
		int column = c + 1;

		if (fixed_cell(f, c)->kind == LAYOUT_LABEL &&
		    (wording_joined(fixed_cell(f, c), text, value, n) ||
		     wording_split(fixed_cell(f, c), text, value, n)) &&
		    *value != text)
			return fixed_field_behind(def, &label, &column);
	}
	return -1;
}

/* The first cell, but for the section's label, tells. */
static bool is_joined(const struct fixed *f)
{
	const char *value;
	size_t n;
	int c = 0;

	while (c < f->record->n_cells &&
	       (text_is_blank(f->record->cells[c]) || fixed_is_section(f, c)))
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

		if (text_is_blank(text) || fixed_is_section(f, c))
			continue;
		if (field < 0 || f->is_read[field]) {
			fixed_leave(f, c);
			continue;
		}
		value = texts_add(f->layout->texts, value, n);
		fixed_set(f, field, value, c);
		fixed_note(f, REPAIR_SPLIT, field, value, text, c);
	}
	f->reading->in_layout = false;
	f->reading->record_rows[f->at] = f->row;
	f->reading->row_lines[f->row] = f->record->line;
}

/* Among the records that are no fixed row. */
static bool find_joined(struct fixed *f, const struct grid *grid,
			const struct layout_match *match)
{
	for (f->at = 0; f->at < match->n_records && f->at < CANDIDATES_SEEN;
	     f->at++) {
		f->record = &grid->records[f->at];
		if (f->reading->record_rows[f->at] < 0 &&
		    !match_has_record(match, f->layout->def, f->at) &&
		    is_joined(f))
			return true;
	}
	return false;
}

bool joined_read(struct fixed *f, const struct grid *grid,
		 const struct layout_match *match)
{
	if (!find_joined(f, grid, match))
		return false;
	read_joined(f);
	return true;
}
