/* What the cells of the printed table hold, and of a file's own one. */
#include <config.h>
#include "core/layout_writer.h"

#include <string.h>

#include "core/layout_template.h"
#include "core/text.h"

static void join_template(const struct record *rec,
			  const struct layout_cell *cell, struct bytes *out)
{
	bytes_clear(out);
	for (int i = 0; i <= cell->n_fields; i++) {
		bytes_add_str(out, cell->literals[i]);
		if (i < cell->n_fields && cell->fields[i] >= 0)
			bytes_add_str(
				out,
				record_get(rec, (struct place){ cell->fields[i],
								-1 }));
	}
}

const char *layout_text(const struct record *rec, int layout_row, int column,
			long row, struct bytes *scratch)
{
	const struct definition *def = rec->def;
	const struct layout_cell *cell = &def->layout[layout_row].cells[column];
	struct label_place above;

	switch (cell->kind) {
	case LAYOUT_LABEL:
		return cell->labels[0];
	case LAYOUT_FIELD:
		return record_get(
			rec, (struct place){ cell->field,
					     def->layout[layout_row].table >= 0
						     ? row
						     : -1 });
	case LAYOUT_TEMPLATE:
		join_template(rec, cell, scratch);
		return scratch->data;
	case LAYOUT_UP:
		return label_above(def, layout_row, column, &above)
			       ? def->layout[above.row]
					 .cells[above.column]
					 .labels[0]
			       : "";
	default:
		return "";
	}
}

static const struct layout_cell *cell_at(const struct record *rec,
					 struct label_place place)
{
	return &rec->def->layout[place.row].cells[place.column];
}

/* Reading the text again gives what the record holds. */
static bool holds(struct layout *l, const struct record *rec,
		  struct label_place place, const char *text)
{
	const struct layout_cell *cell = cell_at(rec, place);
	const char *const *values = template_values(l, place, text);

	for (int i = 0; values && i < cell->n_fields; i++)
		if (values[i] !=
		    record_get(rec, (struct place){ cell->fields[i], -1 }))
			return false;
	return values;
}

const char *title_as_read(struct layout *l, const struct record *rec,
			  const struct layout_reading *reading,
			  struct label_place place, const char *file,
			  struct bytes *scratch)
{
	const struct layout_cell *cell = cell_at(rec, place);
	const char *values[DEF_TEMPLATE_MAX];

	if (reading->titles_typed)
		return layout_text(rec, place.row, place.column, -1, scratch);
	if (holds(l, rec, place, file))
		return file;
	for (int i = 0; i < cell->n_fields; i++)
		values[i] =
			record_get(rec, (struct place){ cell->fields[i], -1 });
	if (template_change(rec->def, cell, file, values, scratch) &&
	    holds(l, rec, place, texts_add_str(l->texts, scratch->data)))
		return scratch->data;
	return layout_text(rec, place.row, place.column, -1, scratch);
}

static size_t n_letters(const char *text)
{
	struct bytes letters = BYTES_INIT;
	size_t n;

	text_fold(&letters, text, strlen(text), FOLD_LETTERS | FOLD_WIDTH);
	n = letters.len;
	bytes_release(&letters);
	return n;
}

static bool says_more(const struct record *rec, struct label_place place,
		      const char *title)
{
	struct bytes printed = BYTES_INIT;
	bool is = n_letters(title) >
		  n_letters(layout_text(rec, place.row, place.column, -1,
					&printed));

	bytes_release(&printed);
	return is;
}

/* What the fixed row has the title in; NULL: it isn't there. */
static const char *find_title(struct layout *l, const struct grid *grid,
			      const struct layout_reading *reading,
			      struct label_place place)
{
	long at = reading->row_records ? reading->row_records[place.row] : -1;
	const struct grid_record *record;

	if (at < 0 || (size_t)at >= grid->n_records)
		return NULL;
	record = &grid->records[at];
	for (int c = 0; c < record->n_cells; c++)
		if (template_values(l, place, record->cells[c]))
			return record->cells[c];
	return NULL;
}

const char *layout_title(struct layout *l, const struct record *rec,
			 const struct grid *grid,
			 const struct layout_reading *reading, int row,
			 int column, struct bytes *scratch)
{
	struct label_place place = { row, column };
	const char *title;

	if (cell_at(rec, place)->kind != LAYOUT_TEMPLATE)
		return NULL;
	title = find_title(l, grid, reading, place);
	if (title)
		title = title_as_read(l, rec, reading, place, title, scratch);
	return title && says_more(rec, place, title) ? title : NULL;
}
