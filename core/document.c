#include <config.h>
#include "core/document.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* ---- opening ---- */

static void report(struct failure_list *faults, struct failure *f)
{
	faults->items = memory_grow(faults->items, &faults->cap, faults->n + 1,
				    sizeof *faults->items);
	faults->items[faults->n++] = *f;
}

/* What was repaired while reading is one change, undone like any other. */
static void apply_repairs(struct document *doc)
{
	struct layout_reading *reading = &doc->reading;

	if (reading->n_edits == 0)
		return;
	history_begin(&doc->history, CHANGE_REPAIR, reading->edits[0].place);
	for (size_t i = 0; i < reading->n_edits; i++)
		history_apply(&doc->history, &reading->edits[i]);
	history_end(&doc->history);
	history_mark_saved(&doc->history);
}

static bool read_file(struct document *doc, char delimiter,
		      struct failure_list *faults)
{
	struct failure f = { 0 };

	if (store_read(doc->path, &doc->data, &doc->n_data, &doc->stamp, &f) &&
	    grid_read(&doc->grid, &doc->arena, doc->data, doc->n_data,
		      delimiter, doc->path, &f))
		return true;
	report(faults, &f);
	return false;
}

struct document *document_open(struct form_set *forms, const char *path,
			       char delimiter, struct failure_list *faults)
{
	struct document *doc = memory_alloc(sizeof *doc);

	arena_init(&doc->arena);
	arena_init(&doc->file_arena);
	bytes_init(&doc->baseline);
	doc->path = memory_copy(path, strlen(path));
	if (!read_file(doc, delimiter, faults)) {
		document_free(doc);
		return NULL;
	}
	doc->def = form_set_fit(forms, &doc->grid, path, faults);
	if (!doc->def) {
		document_free(doc);
		return NULL;
	}
	record_init(&doc->record, doc->def, &doc->arena);
	history_init(&doc->history, &doc->record,
		     (struct history_listener){ 0 });
	layout_read(doc->def, &doc->grid, &doc->record, &doc->reading);
	apply_repairs(doc);
	doc->has_file = doc->reading.in_layout && strcmp(path, "-") != 0;
	doc->dialect =
		doc->reading.in_layout ? doc->grid.dialect : dialect_new_file;
	return doc;
}

void document_free(struct document *doc)
{
	if (!doc)
		return;
	check_free(doc->check);
	if (doc->def) {
		history_release(&doc->history);
		layout_reading_release(&doc->reading);
		record_release(&doc->record);
	}
	grid_release(&doc->grid);
	bytes_release(&doc->baseline);
	arena_release(&doc->arena);
	arena_release(&doc->file_arena);
	free(doc->data);
	free(doc->path);
	free(doc);
}

bool document_check(struct document *doc, struct failure_list *faults)
{
	if (doc->check)
		return true;
	if (!definition_load_rules(doc->def, faults))
		return false;
	doc->check = check_new(doc->def, &doc->record);
	doc->history.listener = check_listener(doc->check);
	return true;
}

/* ---- edits ---- */

/* Quitting asks only when the content differs, so the first edit notes what
   the content was, unless the file's own bytes say it. */
static void note_baseline(struct document *doc)
{
	if (!doc->has_file && doc->baseline.len == 0)
		document_bytes(doc, &doc->baseline);
}

static void begin(struct document *doc, enum change_kind kind,
		  struct place place)
{
	note_baseline(doc);
	history_begin(&doc->history, kind, place);
}

/* What a blank level cell inherits from the row above; "" if nothing. */
static const char *inherited(const struct document *doc, struct place place)
{
	const struct field *f = &doc->def->fields[place.field];
	const struct table_def *t;
	const struct row *row, *above;

	if (f->kind != FIELD_LEVEL || f->table < 0 || place.row < 1)
		return "";
	t = &doc->def->tables[f->table];
	row = record_row(&doc->record, f->table, (size_t)place.row);
	above = record_row(&doc->record, f->table, (size_t)place.row - 1);
	for (int c = 0; c < t->n_columns; c++) {
		const struct field *over = &doc->def->fields[t->columns[c]];

		if (over->kind == FIELD_LEVEL && over->depth < f->depth &&
		    strcmp(row->cells[c], above->cells[c]) != 0)
			return "";
	}
	return above->cells[f->slot];
}

void document_set(struct document *doc, struct place place, const char *text,
		  size_t n)
{
	const char *old = record_get(&doc->record, place);
	struct edit edit = { .kind = EDIT_SET, .place = place };

	if (n == 0) {
		text = inherited(doc, place);
		n = strlen(text);
	}
	if (strlen(old) == n && memcmp(old, text, n) == 0)
		return;
	edit.text = arena_copy(&doc->arena, text, n);
	begin(doc, CHANGE_CELL, place);
	history_apply(&doc->history, &edit);
	history_end(&doc->history);
}

static struct place row_place(const struct document *doc, int table, size_t at)
{
	return (struct place){ doc->def->tables[table].columns[0], (long)at };
}

/* A new row belongs to the group of the row above it. */
static void inherit_levels(struct document *doc, int table, size_t at,
			   struct row *row)
{
	const struct table_def *t = &doc->def->tables[table];
	const struct row *above;

	if (at == 0)
		return;
	above = record_row(&doc->record, table, at - 1);
	for (int c = 0; c < t->n_columns; c++)
		if (doc->def->fields[t->columns[c]].kind == FIELD_LEVEL)
			row->cells[c] = above->cells[c];
}

void document_row_new(struct document *doc, int table, size_t at,
		      const struct row *like)
{
	struct edit edit = { .kind = EDIT_ROW_INSERT,
			     .table = table,
			     .at = at };

	edit.row = record_row_new(&doc->record, table, like);
	if (!like)
		inherit_levels(doc, table, at, edit.row);
	begin(doc, like ? CHANGE_ROW_DUPLICATE : CHANGE_ROW_NEW,
	      row_place(doc, table, at));
	history_apply(&doc->history, &edit);
	history_end(&doc->history);
}

void document_row_delete(struct document *doc, int table, size_t at)
{
	struct edit edit = { .kind = EDIT_ROW_DELETE,
			     .table = table,
			     .at = at };

	begin(doc, CHANGE_ROW_DELETE, row_place(doc, table, at));
	history_apply(&doc->history, &edit);
	history_end(&doc->history);
}

void document_row_move(struct document *doc, int table, size_t at, size_t to)
{
	struct edit edit = {
		.kind = EDIT_ROW_MOVE, .table = table, .at = at, .to = to
	};

	if (at == to)
		return;
	begin(doc, CHANGE_ROW_MOVE, row_place(doc, table, to));
	history_apply(&doc->history, &edit);
	history_end(&doc->history);
}

const struct change *document_next_undo(const struct document *doc)
{
	return history_next_undo(&doc->history);
}

bool document_is_repaired(const struct document *doc)
{
	return doc->history.position > 0 &&
	       doc->history.changes[0].kind == CHANGE_REPAIR;
}

const struct change *document_undo(struct document *doc)
{
	return history_undo(&doc->history);
}

const struct change *document_redo(struct document *doc)
{
	return history_redo(&doc->history);
}

/* ---- asking ---- */

size_t document_line(const struct document *doc, struct place place)
{
	const struct field *f;
	long source;

	if (place.field < 0)
		return 0;
	f = &doc->def->fields[place.field];
	if (f->table < 0)
		return doc->reading.row_lines[f->layout_row];
	if (place.row < 0)
		return doc->reading
			.row_lines[doc->def->tables[f->table].layout_row - 1];
	source = record_row(&doc->record, f->table, (size_t)place.row)->source;
	return source >= 0 && (size_t)source < doc->grid.n_records
		       ? doc->grid.records[source].line
		       : 0;
}

const char *document_name(const struct document *doc)
{
	for (int i = 0; i < doc->def->n_scalars; i++) {
		const struct field *f = &doc->def->fields[doc->def->scalars[i]];

		if (f->kind == FIELD_TEXT && f->required)
			return doc->record.scalars[i];
	}
	return "";
}

bool document_is_modified(const struct document *doc)
{
	return history_is_modified(&doc->history);
}

bool document_differs(const struct document *doc)
{
	struct bytes now = BYTES_INIT;
	const char *was = doc->has_file ? doc->data : doc->baseline.data;
	size_t n = doc->has_file ? doc->n_data : doc->baseline.len;
	bool differs;

	if (!document_is_modified(doc))
		return false;
	document_bytes(doc, &now);
	differs = now.len != n || memcmp(now.data, was, n) != 0;
	bytes_release(&now);
	return differs;
}

void document_bytes(const struct document *doc, struct bytes *out)
{
	layout_write(&doc->record, doc->reading.in_layout ? &doc->grid : NULL,
		     &doc->reading, &doc->dialect, out);
}

char *document_proposed_path(const struct document *doc)
{
	struct bytes path = BYTES_INIT;
	const char *base = strcmp(doc->path, "-") != 0 ? doc->path : "jixiao";
	const char *name = strrchr(base, '/');
	const char *dot = strrchr(name ? name : base, '.');

	if (doc->has_file) {
		bytes_add_str(&path, doc->path);
		return bytes_take(&path);
	}
	bytes_add(&path, base, dot ? (size_t)(dot - base) : strlen(base));
	/* a damaged table is never overwritten by its repair */
	if (dot && strcmp(dot, ".csv") == 0)
		bytes_add_str(&path, "-2");
	bytes_add_str(&path, ".csv");
	return bytes_take(&path);
}

/* ---- saving ---- */

/* Rows that undo could bring back no longer stand in the file. */
static void forget_sources(struct history *history)
{
	for (size_t i = 0; i < history->n; i++)
		for (size_t j = 0; j < history->changes[i].n; j++)
			if (history->changes[i].edits[j].row)
				history->changes[i].edits[j].row->source = -1;
}

/* Rows and cells now come from where the saved file has them. */
static void take_sources(struct document *doc, const struct record *read)
{
	bool same = true;

	for (int t = 0; t < doc->def->n_tables; t++) {
		size_t n = record_n_rows(&doc->record, t);

		same = same && n == record_n_rows(read, t);
		for (size_t r = 0; same && r < n; r++)
			record_row(&doc->record, t, r)->source =
				record_row(read, t, r)->source;
	}
	for (int i = 0; i < doc->def->n_scalars; i++)
		doc->record.scalar_sources[i] = read->scalar_sources[i];
	if (!same)
		doc->reading.in_layout = false;
}

/* From now on the file is what was just written: read it as such. */
static void reread(struct document *doc, struct bytes *written)
{
	struct record read;

	free(doc->data);
	doc->n_data = written->len;
	doc->data = bytes_take(written);
	layout_reading_release(&doc->reading);
	grid_release(&doc->grid);
	arena_clear(&doc->file_arena);
	if (!grid_read(&doc->grid, &doc->file_arena, doc->data, doc->n_data,
		       doc->dialect.delimiter, doc->path, NULL))
		return;
	record_init(&read, doc->def, &doc->file_arena);
	layout_read(doc->def, &doc->grid, &read, &doc->reading);
	forget_sources(&doc->history);
	take_sources(doc, &read);
	record_release(&read);
}

static bool may_write(const struct document *doc, const char *path,
		      struct failure *f)
{
	bool own = doc->has_file && strcmp(path, doc->path) == 0;
	struct store_stamp now;

	store_stamp_get(path, &now);
	if (own ? store_stamp_equal(&now, &doc->stamp) : !now.exists)
		return true;
	/* nobody has to be asked whether a folder may be overwritten */
	failure_set(f,
		    now.exists && !now.is_file ? FAILURE_NOT_FILE
					       : FAILURE_CHANGED,
		    path, 0);
	return false;
}

bool document_save(struct document *doc, const char *path, bool overwrite,
		   struct failure *f)
{
	struct bytes out = BYTES_INIT;
	char *new_path;

	if (!overwrite && !may_write(doc, path, f))
		return false;
	document_bytes(doc, &out);
	if (!store_write(path, out.data, out.len, &doc->stamp, f)) {
		bytes_release(&out);
		return false;
	}
	new_path = memory_copy(path, strlen(path));
	free(doc->path);
	doc->path = new_path;
	doc->has_file = true;
	reread(doc, &out);
	history_mark_saved(&doc->history);
	return true;
}
