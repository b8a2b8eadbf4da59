#include <config.h>
#include "core/layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_row.h"
#include "core/text.h"

struct writer {
	struct layout *layout;
	const struct definition *def;
	const struct record *record;
	const struct grid *grid; /* NULL: a new form */
	const struct layout_reading *reading;
	const struct dialect *dialect;
	struct bytes *out;
	struct layout_written *written;
	/* one record's cells, or NULL: as they stand */
	const char **texts;
	size_t n_texts, cap_texts;
	const char **values;   /* a row's cells as read again */
	struct bytes *scratch; /* by column of the layout */
	bool *is_written;      /* by grid record */
	/* the row written before, in its section */
	const char *const *above;
	bool leaves_blank; /* merged cells are blank in this table of the file */
	bool needs_end;	   /* the last record written had no line end */
};

/* ---- what a cell of the printed table holds ---- */

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

/* ---- records ---- */

static void begin_record(struct writer *w)
{
	if (w->needs_end)
		bytes_add_str(w->out, w->dialect->line_end);
	w->needs_end = false;
}

static void end_record(struct writer *w, const char *end)
{
	bytes_add_str(w->out, end);
	w->needs_end = *end == '\0';
	w->written->n_records++;
}

static void write_raw(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];

	begin_record(w);
	bytes_add(w->out, record->raw, record->raw_len);
	end_record(w, grid_end(record));
	w->is_written[at] = true;
}

/* With nothing changed, the raw bytes: rewriting could mend loose quotes. */
static void write_changed(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];
	size_t n = w->n_texts;

	while (n > 0 && !w->texts[n - 1])
		n--;
	if (n == 0) {
		write_raw(w, at);
		return;
	}
	begin_record(w);
	grid_write_changed(w->out, w->dialect, record, w->texts, (int)n);
	end_record(w, grid_end(record));
	w->is_written[at] = true;
}

/* Room for `n` cells, all as they stand. */
static void cells_clear(struct writer *w, size_t n)
{
	size_t width = (size_t)w->def->width;

	w->n_texts = n > width ? n : width;
	w->texts = memory_grow(w->texts, &w->cap_texts, w->n_texts,
			       sizeof *w->texts);
	memset(w->texts, 0, w->n_texts * sizeof *w->texts);
}

static void add_leftover(struct writer *w, const struct leftover *l)
{
	if (l->is_repaired && !w->reading->is_undone)
		return;
	bytes_add_char(w->out, w->dialect->delimiter);
	grid_write_cell(w->out, w->dialect,
			w->grid->records[l->record].cells[l->column], false);
}

/* The first leftover of a record or behind. */
static size_t find_leftovers(const struct writer *w, size_t record)
{
	size_t low = 0, high = w->reading->n_leftovers;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (w->reading->leftovers[middle].record < record)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A record of the printed table, with what had no place in its old record
   behind its columns. texts: by column; NULL = as printed. */
static void write_new(struct writer *w, int layout_row, long row, long source)
{
	begin_record(w);
	for (int c = 0; c < w->def->width; c++) {
		const char *text = w->texts[c];

		if (!text)
			text = layout_text(w->record, layout_row, c, row,
					   &w->scratch[c]);
		if (c > 0)
			bytes_add_char(w->out, w->dialect->delimiter);
		grid_write_cell(w->out, w->dialect, text, false);
	}
	if (source >= 0)
		for (size_t i = find_leftovers(w, (size_t)source);
		     i < w->reading->n_leftovers &&
		     w->reading->leftovers[i].record == (size_t)source;
		     i++)
			add_leftover(w, &w->reading->leftovers[i]);
	end_record(w, w->dialect->line_end);
}

/* ---- into the file as it was read: fixed rows ---- */

static bool same_text(const char *file, const char *form)
{
	return strcmp(text_is_blank(file) ? "" : file, form) == 0;
}

/* Reading the template cell again gives what the form holds. */
static bool template_holds(const struct writer *w, struct label_place place,
			   const char *text)
{
	const struct layout_cell *cell =
		&w->def->layout[place.row].cells[place.column];
	const char *const *values = match_title(w->layout, place, text);

	for (int i = 0; values && i < cell->n_fields; i++)
		if (values[i] !=
		    record_get(w->record,
			       (struct place){ cell->fields[i], -1 }))
			return false;
	return values;
}

/* A title keeps its own words, if it reads again as the form has it then. */
static const char *changed_title(struct writer *w, struct label_place place,
				 const char *file)
{
	const struct layout_cell *cell =
		&w->def->layout[place.row].cells[place.column];
	struct bytes *title = &w->scratch[place.column];
	const char *values[DEF_TEMPLATE_MAX];

	for (int i = 0; i < cell->n_fields; i++)
		values[i] = record_get(w->record,
				       (struct place){ cell->fields[i], -1 });
	if (template_change(w->def, cell, file, values, title) &&
	    template_holds(w, place,
			   texts_add_str(w->layout->texts, title->data)))
		return title->data;
	return layout_text(w->record, place.row, place.column, -1, title);
}

static void write_fixed(struct writer *w, size_t at, int row)
{
	cells_clear(w, w->grid->records[at].n_cells);
	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &w->def->layout[row].cells[c];
		const char *file = grid_cell(&w->grid->records[at], c);
		struct label_place place = { row, c };
		const char *form;

		if (cell->kind == LAYOUT_TEMPLATE &&
		    !template_holds(w, place, file))
			w->texts[c] = changed_title(w, place, file);
		if (cell->kind != LAYOUT_FIELD)
			continue;
		form = layout_text(w->record, row, c, -1, &w->scratch[c]);
		if (!same_text(file, form))
			w->texts[c] = form;
	}
	write_changed(w, at);
}

/* ---- rows that stand in the file ---- */

static bool same_cells(const struct writer *w, int table, const struct row *row)
{
	return !memcmp(w->values, row->cells,
		       (size_t)w->def->tables[table].n_columns *
			       sizeof *w->values);
}

/* Reading the record again gives what the row holds. */
static bool reads_back(struct writer *w, int table, const struct row *row,
		       const struct grid_record *record)
{
	row_meant(w->layout, table, record, w->above, w->values, 0, 0, NULL);
	return same_cells(w, table, row);
}

/* The same with the cells as they would be written; `like` NULL: a new one. */
static bool change_reads_back(struct writer *w, int table,
			      const struct row *row,
			      const struct grid_record *like)
{
	const char **cells = memory_array(w->n_texts, sizeof *cells);
	struct grid_record changed = { .cells = cells,
				       .n_cells = (uint16_t)w->n_texts };
	bool same;

	for (size_t c = 0; c < w->n_texts; c++) {
		const char *text = w->texts[c];

		if (!text)
			text = like ? grid_cell(like, (int)c) : texts_blank;
		cells[c] = texts_add_str(w->layout->texts, text);
	}
	same = reads_back(w, table, row, &changed);
	free(cells);
	return same;
}

/* By position alone the record holds the row, repairs left aside. */
static bool stands_there(struct writer *w, int table, const struct row *row)
{
	row_values(w->def, table, &w->grid->records[row->source], w->above,
		   w->values);
	return same_cells(w, table, row);
}

static bool stands_in_row(const struct row *row, int n, const char *text)
{
	for (int c = 0; c < n; c++)
		if (row->cells[c] == text)
			return true;
	return false;
}

/* What a repair took from a column of no field is no longer there. */
static void clear_moved(struct writer *w, int layout_row, long at)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	int n = w->def->tables[layout->table].n_columns;
	const struct row *row =
		record_row(w->record, layout->table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];

	for (int c = 0; c < record->n_cells; c++) {
		const char *file = record->cells[c];

		if ((c < w->def->width &&
		     layout->cells[c].kind == LAYOUT_FIELD) ||
		    text_is_blank(file) || !stands_in_row(row, n, file))
			continue;
		w->texts[c] = c < w->def->width
				      ? layout_text(w->record, layout_row, c,
						    at, &w->scratch[c])
				      : "";
	}
}

/* How much of a changed row is written out. */
enum care {
	CARE_CHANGED, /* what reads differently by position */
	CARE_LEVELS,  /* nothing left to the row above */
	CARE_SECTION, /* nothing left to repair: the row is pinned */
	CARES
};

static void change_cells(struct writer *w, int layout_row, long at,
			 enum care care)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	const struct row *row =
		record_row(w->record, layout->table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];

	clear_moved(w, layout_row, at);
	stands_there(w, layout->table, row);
	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];
		const char *file = grid_cell(record, c), *form, *value;
		int slot;

		if (cell->kind == LAYOUT_UP && care >= CARE_SECTION &&
		    text_is_blank(file))
			w->texts[c] = layout_text(w->record, layout_row, c, at,
						  &w->scratch[c]);
		if (cell->kind != LAYOUT_FIELD)
			continue;
		slot = w->def->fields[cell->field].slot;
		form = row->cells[slot];
		value = care >= CARE_LEVELS ? file : w->values[slot];
		if (!same_text(value, form))
			w->texts[c] = form;
	}
}

/* What has no place, and now has no column either, stands behind the record. */
static void keep_leftovers(struct writer *w, size_t at)
{
	const struct layout_reading *reading = w->reading;
	size_t width = w->n_texts;

	for (size_t i = find_leftovers(w, at);
	     i < reading->n_leftovers && reading->leftovers[i].record == at;
	     i++) {
		const struct leftover *l = &reading->leftovers[i];

		if ((size_t)l->column >= width || !w->texts[l->column] ||
		    (l->is_repaired && !reading->is_undone))
			continue;
		w->texts = memory_grow(w->texts, &w->cap_texts, w->n_texts + 1,
				       sizeof *w->texts);
		w->texts[w->n_texts++] =
			grid_cell(&w->grid->records[at], l->column);
	}
}

static void write_source(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];
	bool in_place = stands_there(w, table, row);
	bool same = in_place && reads_back(w, table, row, record);

	cells_clear(w, record->n_cells);
	for (enum care care = CARE_CHANGED; !same && care < CARES; care++) {
		cells_clear(w, record->n_cells);
		change_cells(w, layout_row, at, care);
		keep_leftovers(w, (size_t)row->source);
		same = change_reads_back(w, table, row, record);
	}
	if (same) {
		write_changed(w, (size_t)row->source);
	} else if (in_place) {
		/* after an undone repair, text that no column holds stays */
		write_raw(w, (size_t)row->source);
	} else {
		cells_clear(w, 0);
		write_new(w, layout_row, at, row->source);
		w->is_written[row->source] = true;
	}
}

/* ---- new rows ---- */

/* A new row follows its neighbours: merged cells blank where theirs are. */
static void leave_merged_blank(struct writer *w, int layout_row,
			       const struct row *row)
{
	const struct layout_row *layout = &w->def->layout[layout_row];

	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];
		const struct field *f;

		if (cell->kind == LAYOUT_UP)
			w->texts[c] = "";
		if (cell->kind != LAYOUT_FIELD)
			continue;
		f = &w->def->fields[cell->field];
		w->texts[c] =
			f->kind == FIELD_LEVEL && w->above &&
					w->above[f->slot] == row->cells[f->slot]
				? ""
				: row->cells[f->slot];
	}
}

static void write_new_row(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);

	cells_clear(w, 0);
	if (w->leaves_blank) {
		leave_merged_blank(w, layout_row, row);
		if (!change_reads_back(w, table, row, NULL))
			cells_clear(w, 0);
	}
	write_new(w, layout_row, at, -1);
}

/* Do most of the file's rows of this table leave their section blank? */
static bool section_is_blank(const struct writer *w, int layout_row)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	size_t n = record_n_rows(w->record, layout->table);
	long blank = 0;

	for (size_t r = 0; r < n; r++) {
		int32_t source =
			record_row(w->record, layout->table, r)->source;

		for (int c = 0; source >= 0 && c < w->def->width; c++)
			if (layout->cells[c].kind == LAYOUT_UP)
				blank += text_is_blank(grid_cell(
						 &w->grid->records[source], c))
						 ? 1
						 : -1;
	}
	return blank > 0;
}

static void write_row(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);

	w->written->sources[table][at] = (int32_t)w->written->n_records;
	if (row->source < 0)
		write_new_row(w, layout_row, at);
	else
		write_source(w, layout_row, at);
	w->above = row->cells;
}

static bool is_row_of(const struct writer *w, size_t at, int layout_row)
{
	return w->reading->record_rows[at] == layout_row;
}

/* Blank and unknown records follow the record that they stood behind. */
static void write_followers(struct writer *w, int layout_row, size_t from,
			    size_t to)
{
	for (size_t at = from; at < to && !is_row_of(w, at, layout_row); at++)
		if (!w->is_written[at])
			write_raw(w, at);
}

/* The records [from, to) of a table: its rows as they stand now. */
static void write_table(struct writer *w, int layout_row, size_t from,
			size_t to)
{
	int table = w->def->layout[layout_row].table;
	size_t n = record_n_rows(w->record, table);

	w->above = NULL;
	w->leaves_blank = section_is_blank(w, layout_row);
	/* blank records right behind the last row stay behind new ones */
	if (n == 0 || record_row(w->record, table, 0)->source >= 0)
		write_followers(w, layout_row, from, to);
	for (size_t r = 0; r < n; r++) {
		int32_t source = record_row(w->record, table, r)->source;

		write_row(w, layout_row, (long)r);
		if (source >= 0 && r + 1 < n)
			write_followers(w, layout_row, (size_t)source + 1, to);
	}
	for (size_t at = from; at < to; at++)
		if (!is_row_of(w, at, layout_row) && !w->is_written[at])
			write_raw(w, at);
}

static int table_row_between(const struct definition *def, int above, int below)
{
	for (int row = above + 1; row < below; row++)
		if (def->layout[row].table >= 0)
			return row;
	return -1;
}

static void write_gap(struct writer *w, int above, int below, size_t from,
		      size_t to)
{
	int row = table_row_between(w->def, above, below);

	if (row >= 0) {
		write_table(w, row, from, to);
		return;
	}
	for (size_t at = from; at < to; at++)
		write_raw(w, at);
}

static void write_into_file(struct writer *w)
{
	int above = -1;
	size_t from = 0;

	w->is_written =
		memory_array(w->grid->n_records + 1, sizeof *w->is_written);
	for (int row = 0; row < w->def->n_rows; row++) {
		long at = w->reading->row_records[row];

		if (at < 0)
			continue;
		write_gap(w, above, row, from, (size_t)at);
		write_fixed(w, (size_t)at, row);
		above = row;
		from = (size_t)at + 1;
	}
	write_gap(w, above, w->def->n_rows, from, w->grid->n_records);
	free(w->is_written);
}

/* ---- a new file ---- */

static void write_new_table(struct writer *w, int layout_row)
{
	int table = w->def->layout[layout_row].table;
	size_t n = record_n_rows(w->record, table);

	cells_clear(w, 0);
	for (size_t r = 0; r < n; r++) {
		w->written->sources[table][r] = (int32_t)w->written->n_records;
		write_new(w, layout_row, (long)r,
			  w->grid ? record_row(w->record, table, r)->source
				  : -1);
	}
	if (n == 0)
		write_new(w, layout_row, -1, -1);
}

/* Whole records without a place come last, as they stood. */
static void write_leftover_records(struct writer *w)
{
	const struct layout_reading *reading = w->reading;
	size_t i = 0;

	while (i < reading->n_leftovers) {
		size_t record = reading->leftovers[i].record;
		bool has_place = reading->record_rows[record] >= 0;
		int column = 0;

		if (!has_place)
			begin_record(w);
		for (; i < reading->n_leftovers &&
		       reading->leftovers[i].record == record;
		     i++) {
			const struct leftover *l = &reading->leftovers[i];

			if (has_place)
				continue;
			for (; column < l->column; column++)
				bytes_add_char(w->out, w->dialect->delimiter);
			grid_write_cell(
				w->out, w->dialect,
				w->grid->records[record].cells[l->column],
				false);
		}
		if (!has_place)
			end_record(w, w->dialect->line_end);
	}
}

static void write_new_file(struct writer *w)
{
	cells_clear(w, 0);
	for (int row = 0; row < w->def->n_rows; row++)
		if (w->def->layout[row].table >= 0)
			write_new_table(w, row);
		else
			write_new(w, row, -1,
				  w->grid ? w->reading->row_records[row] : -1);
	if (w->grid)
		write_leftover_records(w);
}

static void written_init(struct layout_written *written,
			 const struct record *record)
{
	size_t n = (size_t)record->def->n_tables;

	written->n_records = 0;
	written->n_tables = record->def->n_tables;
	written->sources = memory_array(n, sizeof *written->sources);
	for (int t = 0; t < record->def->n_tables; t++)
		written->sources[t] = memory_array(record_n_rows(record, t),
						   sizeof **written->sources);
}

void layout_written_as_read(struct layout_written *written,
			    const struct record *record, size_t n_records)
{
	written_init(written, record);
	written->n_records = n_records;
	for (int t = 0; t < written->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(record, t); r++)
			written->sources[t][r] =
				record_row(record, t, r)->source;
}

void layout_written_release(struct layout_written *written)
{
	for (int t = 0; t < written->n_tables; t++)
		free(written->sources[t]);
	free(written->sources);
	*written = (struct layout_written){ 0 };
}

void layout_write(struct layout *layout, const struct record *record,
		  const struct grid *grid, const struct layout_reading *reading,
		  const struct dialect *dialect, bool in_place,
		  struct bytes *out, struct layout_written *written)
{
	struct writer w = { .layout = layout,
			    .def = record->def,
			    .record = record,
			    .grid = grid,
			    .reading = reading,
			    .dialect = dialect,
			    .out = out,
			    .written = written };
	size_t width = (size_t)record->def->width;

	written_init(written, record);
	w.values =
		memory_array((size_t)record->def->n_fields, sizeof *w.values);
	w.scratch = memory_array(width, sizeof *w.scratch);
	for (size_t c = 0; c < width; c++)
		bytes_init(&w.scratch[c]);
	if (dialect->has_bom)
		bytes_add_str(out, "\xEF\xBB\xBF");
	if (in_place)
		write_into_file(&w);
	else
		write_new_file(&w);
	for (size_t c = 0; c < width; c++)
		bytes_release(&w.scratch[c]);
	free(w.scratch);
	free(w.texts);
	free(w.values);
}
