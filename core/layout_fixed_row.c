#include <config.h>
#include "core/layout_fixed_row.h"

#include "core/layout_reading.h"
#include "core/layout_template.h"
#include "core/layout_wording.h"
#include "core/text.h"

void fixed_note(struct fixed *f, enum repair_kind kind, int field,
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

void fixed_leave(struct fixed *f, int column)
{
	reading_leave_cell(f->reading, f->record, f->at, column);
}

void fixed_set(struct fixed *f, int field, const char *text, int column)
{
	const char *old = record_get(f->form, (struct place){ field, -1 });

	if (text_is_blank(text))
		text = texts_blank;
	if (*old && text != old) {
		if (*text && column >= 0)
			fixed_leave(f, column);
		return;
	}
	record_fill(f->form, field, text);
	f->is_read[field] = true;
}

void fixed_set_title(struct fixed *f, int at, int column)
{
	const struct layout_cell *cell = fixed_cell(f, at);
	const char *const *values =
		template_values(f->layout, (struct label_place){ f->row, at },
				grid_cell(f->record, column));

	for (int i = 0; values && i < cell->n_fields; i++)
		fixed_set(f, cell->fields[i], values[i], column);
}

int fixed_field_behind(const struct definition *def,
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

void fixed_note_other_words(struct fixed *f, const struct layout_cell *cell,
			    const char *text, int column)
{
	fixed_note(f, REPAIR_LABEL_OTHER, -1, cell->labels[0], text, column);
	if (!wording_resembles(cell, text) || wording_holds_more(cell, text))
		reading_add_leftover(
			f->reading,
			(struct leftover){ f->at, column, LEFTOVER_KEPT });
}

bool fixed_is_section(const struct fixed *f, int c)
{
	return c < f->layout->def->width &&
	       label_is_section(&f->layout->labels, f->record->cells[c], f->row,
				c);
}

bool fixed_is_merged_again(const struct fixed *f, int c)
{
	return c > 0 && c < f->layout->def->width &&
	       fixed_cell(f, c)->kind == LAYOUT_LEFT &&
	       f->record->cells[c] == f->record->cells[c - 1];
}
