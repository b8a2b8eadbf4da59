#include <config.h>
#include "core/document.h"

#include <stdlib.h>
#include <string.h>

#include "core/document_encoding.h"
#include "core/document_formulas.h"
#include "core/document_repairs.h"
#include "core/document_tables.h"
#include "core/import_json.h"
#include "core/import_tidy.h"
#include "core/office.h"
#include "core/text.h"

/* ---- opening ---- */

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

static bool read_file(struct document *doc, struct failure_list *faults)
{
	struct failure f = { 0 };

	if (store_read(doc->path, &doc->data, &doc->n_data, &doc->stamp, &f))
		return true;
	failure_list_take(faults, &f);
	return false;
}

static void take_form(struct document *doc, struct form *form)
{
	doc->form = form;
	doc->def = form->def;
	record_init(&doc->record, doc->def, doc->texts);
	history_init(&doc->history, &doc->record,
		     (struct history_listener){ 0 });
}

/* The grid is a table of this form. */
static void read_table(struct document *doc, struct form *form,
		       struct layout_match *match)
{
	take_form(doc, form);
	layout_read(doc->form->layout, &doc->grid, match, &doc->record,
		    &doc->reading);
	layout_match_free(match);
	apply_repairs(doc);
}

/* The form that has all its cells, and most of them by the same label. */
static struct form *find_tidy_form(const struct document *doc,
				   struct form_set *forms,
				   struct failure_list *faults)
{
	struct failure_list broken = { 0 };
	struct form *best = NULL;
	size_t best_fit = 0;

	for (size_t i = 0; i < form_set_count(forms); i++) {
		struct form *form = form_set_at(forms, i, &broken);
		size_t fit = form ? import_tidy_fit(&doc->grid, form->def) : 0;

		if (fit > best_fit) {
			best = form;
			best_fit = fit;
		}
	}
	if (!best)
		failure_list_copy(faults, &broken);
	if (!best && faults->n == 0)
		failure_list_add(faults, FAILURE_NO_FORM_FITS, doc->path, 0, 0);
	failure_list_release(&broken);
	return best;
}

static bool open_tidy(struct document *doc, struct form_set *forms,
		      struct failure_list *faults)
{
	struct form *form = find_tidy_form(doc, forms, faults);
	struct failure f = { 0 };
	bool ok;

	doc->source = SOURCE_TIDY;
	if (!form)
		return false;
	take_form(doc, form);
	ok = import_tidy_fill(&doc->grid, doc->path, &doc->record, &f);
	if (!ok)
		failure_list_take(faults, &f);
	/* saving writes a table, of which none of this is a part */
	grid_release(&doc->grid);
	doc->grid.dialect = dialect_new_file;
	return ok;
}

static bool open_table(struct document *doc, struct form_set *forms,
		       struct failure_list *faults)
{
	struct layout_match *match = NULL;
	struct failure f = { 0 };
	struct form *form;

	if (!grid_read(&doc->grid, doc->texts, doc->data, doc->n_data,
		       &doc->hint, doc->path, &f)) {
		failure_list_take(faults, &f);
		return false;
	}
	if (import_tidy_is(&doc->grid))
		return open_tidy(doc, forms, faults);
	form = form_set_fit(forms, &doc->grid, doc->path, &match, faults);
	if (!form)
		return false;
	read_table(doc, form, match);
	doc->has_file = doc->reading.in_layout && strcmp(doc->path, "-") != 0;
	if (doc->reading.in_layout)
		doc->dialect = doc->grid.dialect;
	return true;
}

/* Such a table is never in this layout: it is saved as another file. */
static bool open_office(struct document *doc, struct form_set *forms,
			struct failure_list *faults)
{
	struct layout_match *match = NULL;
	struct repair choice = { 0 };
	struct form *form = tables_read(doc, forms, &match, &choice, faults);

	if (!form)
		return false;
	read_table(doc, form, match);
	if (choice.n > 0)
		layout_reading_add(&doc->reading, choice);
	doc->reading.in_layout = false;
	return true;
}

/* Nothing of it is guessed, so there is nothing to repair. */
static bool open_json(struct document *doc, struct form_set *forms,
		      struct failure_list *faults)
{
	struct failure f = { 0 };
	struct import_json *import =
		import_json_new(doc->data, doc->n_data, doc->path, &f);
	struct form *form =
		import ? form_set_find(forms, import_json_form(import),
				       doc->path, faults)
		       : NULL;

	bool ok = false;

	doc->source = SOURCE_JSON;
	doc->grid.dialect = dialect_new_file;
	if (form) {
		take_form(doc, form);
		ok = import_json_fill(import, doc->path, &doc->record, &f);
	}
	import_json_free(import);
	if (f.code != FAILURE_NONE)
		failure_list_take(faults, &f);
	return ok;
}

struct document *document_open(struct form_set *forms, const char *path,
			       const struct dialect_hint *hint,
			       struct failure_list *faults)
{
	struct document *doc = memory_alloc(sizeof *doc);
	bool ok;

	doc->texts = form_set_texts(forms);
	bytes_init(&doc->baseline);
	acceptance_list_init(&doc->acceptances, doc->texts);
	doc->path = memory_copy(path, strlen(path));
	if (hint)
		doc->hint = *hint;
	doc->dialect = dialect_new_file;
	doc->is_as_opened = true;
	ok = read_file(doc, faults);
	if (ok && office_is(doc->data, doc->n_data))
		ok = open_office(doc, forms, faults);
	else if (ok && import_json_is(doc->data, doc->n_data))
		ok = open_json(doc, forms, faults);
	else
		ok = ok && open_table(doc, forms, faults);
	if (ok)
		return doc;
	document_free(doc);
	return NULL;
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
	as_read_free(doc->as_read);
	grid_release(&doc->grid);
	bytes_release(&doc->baseline);
	acceptance_list_release(&doc->acceptances);
	failure_release(&doc->acceptance_failure);
	free(doc->lost);
	free(doc->data);
	free(doc->path);
	free(doc);
}

/* Standard input has no file beside it. */
static void read_acceptances(struct document *doc)
{
	if (strcmp(doc->path, "-") != 0)
		acceptance_read(&doc->acceptances, doc->path,
				&doc->acceptance_failure);
	check_set_acceptances(doc->check, &doc->acceptances);
}

/* A column with a heading of its own is no slip of a row. */
static bool has_heading(const struct layout_reading *reading, int column)
{
	for (size_t i = 0; i < reading->n_repairs; i++)
		if (reading->repairs[i].kind == REPAIR_COLUMN &&
		    reading->repairs[i].from_column == column)
			return true;
	return false;
}

/* What reading the file showed of it, for the rules that speak of files. */
static void judge_file(struct document *doc)
{
	const struct layout_reading *reading = &doc->reading;

	if (doc->grid.dialect.encoding != ENCODING_UTF_8)
		check_fail_file(doc->check, "FILE-ENC", 1);
	for (size_t i = 0; i < reading->n_repairs; i++)
		if (reading->repairs[i].kind == REPAIR_QUOTES)
			check_fail_file(doc->check, "FILE-WIDTH",
					reading->repairs[i].line);
	for (size_t i = 0; i < reading->n_leftovers; i++) {
		const struct leftover *l = &reading->leftovers[i];
		bool is_wide = l->column >= doc->def->width &&
			       !has_heading(reading, l->column);

		if (!l->is_repaired)
			check_fail_file(doc->check,
					is_wide ? "FILE-WIDTH" : "FILE-PLACE",
					doc->grid.records[l->record].line);
	}
}

bool document_check(struct document *doc, struct failure_list *faults)
{
	if (doc->check)
		return true;
	if (!form_prepare(doc->form, faults))
		return false;
	doc->check = check_new(doc->form->plan, &doc->record);
	judge_file(doc);
	doc->history.listener = check_listener(doc->check);
	if (doc->is_as_opened && !document_is_modified(doc))
		formulas_fill(doc);
	read_acceptances(doc);
	return true;
}

/* ---- edits ---- */

/* Quitting asks only when the content differs, so the first edit notes what
   the content was, unless the file's own bytes say it. */
static void note_baseline(struct document *doc)
{
	bool is_as_file = doc->has_file && !document_has_repairs(doc);

	if (!is_as_file && doc->baseline.len == 0)
		document_bytes(doc, &doc->baseline);
}

/* The edit within the open change, with the computed cells that follow it. */
static void apply(struct document *doc, struct edit edit)
{
	struct followers followers = { 0 };
	const struct edit as_made = edit;

	followers_find(&followers, doc, &as_made);
	history_apply(&doc->history, &edit);
	followers_update(&followers, doc, &as_made);
}

static void change(struct document *doc, enum change_kind kind,
		   struct place place, struct edit edit)
{
	note_baseline(doc);
	history_begin(&doc->history, kind, place);
	apply(doc, edit);
	history_end(&doc->history);
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
		    row->cells[c] != above->cells[c])
			return "";
	}
	return above->cells[f->slot];
}

static bool span_is_blank(const char *s, size_t n)
{
	text_trim(&s, &n);
	return n == 0;
}

void document_set(struct document *doc, struct place place, const char *text,
		  size_t n)
{
	const char *old = record_get(&doc->record, place);
	struct edit edit = { .kind = EDIT_SET, .place = place };

	/* blanks are nothing, as in a file */
	if (span_is_blank(text, n)) {
		text = doc->def->fields[place.field].formula
			       ? formula_text(doc, place)
			       : inherited(doc, place);
		n = strlen(text);
	}
	edit.text = texts_add(doc->texts, text, n);
	if (edit.text == old)
		return;
	change(doc, CHANGE_CELL, place, edit);
}

/* How many rows the finding is about. */
static long n_mended_rows(const struct document *doc, struct place at)
{
	const struct field *f = &doc->def->fields[at.field];
	long n = 1;

	while (f->kind == FIELD_LEVEL && at.row >= 0 &&
	       (size_t)(at.row + n) < record_n_rows(&doc->record, f->table) &&
	       record_level_continues(&doc->record,
				      (struct place){ at.field, at.row + n }))
		n++;
	return n;
}

static void fill_in(struct document *doc, struct place place, const char *text)
{
	if (text != record_get(&doc->record, place))
		apply(doc, (struct edit){ .kind = EDIT_SET,
					  .place = place,
					  .text = text });
}

void document_set_all(struct document *doc, const struct place_text *cells,
		      size_t n)
{
	note_baseline(doc);
	history_begin(&doc->history, CHANGE_CELL, cells[0].place);
	for (size_t i = 0; i < n; i++)
		fill_in(doc, cells[i].place, cells[i].text);
	history_end(&doc->history);
}

void document_mend(struct document *doc, const struct finding *f,
		   const struct mend *mend)
{
	long n = f->place.field >= 0 ? n_mended_rows(doc, f->place) : 1;

	note_baseline(doc);
	history_begin(&doc->history, CHANGE_CELL, mend->cells[0].place);
	for (long r = 0; r < n; r++)
		for (int i = 0; i < mend->n; i++) {
			struct place place = mend->cells[i].place;

			if (r > 0 && place.row != f->row)
				continue;
			place.row += place.row >= 0 ? r : 0;
			fill_in(doc, place,
				texts_add(doc->texts, mend->cells[i].text.data,
					  mend->cells[i].text.len));
		}
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
	change(doc, like ? CHANGE_ROW_DUPLICATE : CHANGE_ROW_NEW,
	       row_place(doc, table, at), edit);
}

void document_row_delete(struct document *doc, int table, size_t at)
{
	struct edit edit = { .kind = EDIT_ROW_DELETE,
			     .table = table,
			     .at = at };

	change(doc, CHANGE_ROW_DELETE, row_place(doc, table, at), edit);
}

void document_row_move(struct document *doc, int table, size_t at, size_t to)
{
	struct edit edit = {
		.kind = EDIT_ROW_MOVE, .table = table, .at = at, .to = to
	};

	if (at == to)
		return;
	change(doc, CHANGE_ROW_MOVE, row_place(doc, table, to), edit);
}

const struct change *document_next_undo(const struct document *doc)
{
	return history_next_undo(&doc->history);
}

bool document_has_repairs(const struct document *doc)
{
	return doc->history.n > 0 &&
	       doc->history.changes[0].kind == CHANGE_REPAIR;
}

bool document_is_repaired(const struct document *doc)
{
	return document_has_repairs(doc) && doc->history.position > 0;
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

	if (place.field < 0 || doc->source != SOURCE_TABLE)
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

size_t document_finding_line(const struct document *doc,
			     const struct finding *f)
{
	return f->line ? f->line : document_line(doc, f->place);
}

size_t document_column(const struct document *doc, struct place place)
{
	if (place.field < 0 || doc->source != SOURCE_TABLE)
		return 0;
	for (size_t i = 0; i < doc->reading.n_repairs; i++) {
		const struct repair *repair = &doc->reading.repairs[i];

		if (repair->from_column >= 0 &&
		    place_equal(repair->place, place))
			return (size_t)repair->from_column + 1;
	}
	return (size_t)doc->def->fields[place.field].layout_col + 1;
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
	return doc->acceptances.is_changed ||
	       history_is_modified(&doc->history);
}

bool document_differs(const struct document *doc)
{
	struct bytes now = BYTES_INIT;
	bool has_baseline = doc->baseline.len > 0;
	const char *was = has_baseline ? doc->baseline.data : doc->data;
	size_t n = has_baseline ? doc->baseline.len : doc->n_data;
	bool differs;

	if (doc->acceptances.is_changed)
		return true;
	if (!document_is_modified(doc))
		return false;
	document_bytes(doc, &now);
	differs = now.len != n || memcmp(now.data, was, n) != 0;
	bytes_release(&now);
	return differs;
}

/* Every repair undone, all at once or one by one, and nothing else done: the
   file as it was read. */
static bool is_as_read(const struct document *doc)
{
	bool is_recoded = doc->reading.in_layout &&
			  doc->dialect.encoding != doc->grid.dialect.encoding;

	return doc->is_as_opened && !is_recoded && document_has_repairs(doc) &&
	       (doc->history.position == 0 || document_holds_as_read(doc));
}

/* In the file's encoding; false where it can't hold a character. */
static bool write(const struct document *doc, bool in_place, struct bytes *out,
		  struct layout_written *written, struct unheld *unheld)
{
	struct layout_reading reading = doc->reading;

	if (is_as_read(doc)) {
		bytes_add(out, doc->data, doc->n_data);
		layout_written_as_read(written, &doc->record,
				       doc->grid.n_records);
		return true;
	}
	reading.is_undone = !document_is_repaired(doc);
	layout_write(doc->form->layout, &doc->record,
		     doc->grid.n_records > 0 ? &doc->grid : NULL, &reading,
		     &doc->dialect, in_place, out, written);
	return document_encode(doc->dialect.encoding, out, unheld);
}

void document_bytes(const struct document *doc, struct bytes *out)
{
	struct layout_written written;
	struct unheld unheld;

	write(doc, doc->reading.in_layout, out, &written, &unheld);
	layout_written_release(&written);
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

/* What was written, as it is read. */
struct copy {
	struct grid grid;
	struct record record;
	struct layout_reading reading;
};

static void copy_release(struct copy *copy)
{
	layout_reading_release(&copy->reading);
	record_release(&copy->record);
	grid_release(&copy->grid);
}

/* What is written has its encoding from the user or is to be guessed right. */
static struct dialect_hint copy_hint(const struct document *doc)
{
	const struct dialect *dialect =
		is_as_read(doc) ? &doc->grid.dialect : &doc->dialect;

	return (struct dialect_hint){
		.delimiter = dialect->delimiter,
		.encoding = dialect->encoding == doc->hint.encoding
				    ? dialect->encoding
				    : ENCODING_AUTO,
	};
}

/* False if it can't be read at all. */
static bool copy_read(const struct document *doc, const struct bytes *out,
		      struct copy *copy)
{
	struct layout_match *match;
	const char *missing;
	struct dialect_hint hint = copy_hint(doc);

	*copy = (struct copy){ 0 };
	if (!grid_read(&copy->grid, doc->texts, out->data, out->len, &hint,
		       doc->path, NULL))
		return false;
	record_init(&copy->record, doc->def, doc->texts);
	layout_fit(doc->form->layout, &copy->grid, &match, &missing);
	layout_read(doc->form->layout, &copy->grid, match, &copy->record,
		    &copy->reading);
	layout_match_free(match);
	return true;
}

static void note_lost(struct document *doc, struct place place)
{
	doc->lost = memory_grow(doc->lost, &doc->cap_lost, doc->n_lost + 1,
				sizeof *doc->lost);
	doc->lost[doc->n_lost++] = place;
}

/* A row without anything in it is not read back, and nothing is lost. */
static bool row_is_empty(const struct document *doc, int table,
			 const struct row *row)
{
	for (int c = 0; c < doc->def->tables[table].n_columns; c++)
		if (!text_is_blank(row->cells[c]))
			return false;
	return true;
}

static void compare_table(struct document *doc, int table,
			  const struct record *read)
{
	const struct table_def *t = &doc->def->tables[table];
	size_t n = record_n_rows(&doc->record, table), other = 0;

	for (size_t r = 0; r < n; r++) {
		const struct row *row = record_row(&doc->record, table, r);
		const struct row *back;

		if (row_is_empty(doc, table, row))
			continue;
		while (other < record_n_rows(read, table) &&
		       row_is_empty(doc, table, record_row(read, table, other)))
			other++;
		back = other < record_n_rows(read, table)
			       ? record_row(read, table, other++)
			       : NULL;
		for (int c = 0; c < t->n_columns; c++)
			if (!back || back->cells[c] != row->cells[c])
				note_lost(doc, (struct place){ t->columns[c],
							       (long)r });
	}
}

/* Which cells the copy doesn't hold; true: none. */
static bool compare(struct document *doc, const struct copy *copy)
{
	doc->n_lost = 0;
	for (int i = 0; i < doc->def->n_scalars; i++)
		if (copy->record.scalars[i] != doc->record.scalars[i])
			note_lost(doc,
				  (struct place){ doc->def->scalars[i], -1 });
	for (int t = 0; t < doc->def->n_tables; t++)
		compare_table(doc, t, &copy->record);
	return doc->n_lost == 0;
}

/* As it stands in the file, where repairs were undone, or as it is meant. */
static bool holds(struct document *doc, struct copy *copy)
{
	if (compare(doc, copy))
		return true;
	for (size_t i = 0; i < copy->reading.n_edits; i++)
		record_apply(&copy->record, &copy->reading.edits[i]);
	return compare(doc, copy);
}

/* The bytes to be saved, and what reading them gives. */
static enum failure_code prepare(struct document *doc, struct bytes *out,
				 struct layout_written *written,
				 struct copy *copy)
{
	bool in_place = doc->reading.in_layout;

	*copy = (struct copy){ 0 };
	if (!write(doc, in_place, out, written, &doc->unheld))
		return FAILURE_CHARACTER;
	if (copy_read(doc, out, copy) && holds(doc, copy))
		return FAILURE_NONE;
	if (!in_place)
		return copy->grid.n_records > 0 ? FAILURE_NONE
						: FAILURE_UNREADABLE_COPY;
	copy_release(copy);
	layout_written_release(written);
	bytes_clear(out);
	if (!write(doc, false, out, written, &doc->unheld))
		return FAILURE_CHARACTER;
	if (!copy_read(doc, out, copy))
		return FAILURE_UNREADABLE_COPY;
	holds(doc, copy);
	return FAILURE_NONE;
}

/* Why nothing is saved. */
static void explain(struct document *doc, enum failure_code code,
		    const char *path, struct failure *f)
{
	failure_set(f, code, path, 0);
	if (code != FAILURE_CHARACTER)
		return;
	unheld_place(&doc->unheld, &doc->record);
	failure_detail(f, "%s", encoding_name(doc->dialect.encoding));
	failure_value(f, doc->unheld.character, strlen(doc->unheld.character));
}

bool document_table(struct document *doc, const struct dialect *dialect,
		    struct bytes *out)
{
	const struct dialect own = doc->dialect;
	struct layout_written written;
	struct copy copy = { 0 };
	bool ok;

	doc->dialect = *dialect;
	ok = write(doc, false, out, &written, &doc->unheld) &&
	     copy_read(doc, out, &copy);
	if (ok)
		holds(doc, &copy);
	copy_release(&copy);
	layout_written_release(&written);
	doc->dialect = own;
	return ok;
}

/* A row stands in its record, whatever that reads as: a blank one as nothing,
   one that says 合计 as no row. */
static void take_source(struct document *doc, int table, size_t row,
			int32_t source)
{
	int *layout_row = &doc->reading.record_rows[source];

	record_row(&doc->record, table, row)->source = source;
	if (*layout_row >= 0)
		return;
	*layout_row = doc->def->tables[table].layout_row;
	layout_reading_forget(&doc->reading, (size_t)source);
}

/* Rows that undo could bring back no longer stand in the file; the others
   stand where they were written. */
static void take_sources(struct document *doc,
			 const struct layout_written *written)
{
	const struct history *h = &doc->history;

	for (size_t i = 0; i < h->n; i++)
		for (size_t j = 0; j < h->changes[i].n; j++)
			if (h->changes[i].edits[j].row)
				h->changes[i].edits[j].row->source = -1;
	for (int t = 0; t < doc->def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(&doc->record, t); r++)
			take_source(doc, t, r, written->sources[t][r]);
}

/* From now on the file is what was just written. */
static void adopt(struct document *doc, struct bytes *out,
		  const struct layout_written *written, struct copy *copy)
{
	enum encoding encoding = is_as_read(doc) ? doc->grid.dialect.encoding
						 : doc->dialect.encoding;

	free(doc->data);
	as_read_free(doc->as_read);
	doc->as_read = NULL;
	doc->is_as_opened = false;
	doc->n_data = out->len;
	doc->data = bytes_take(out);
	grid_release(&doc->grid);
	layout_reading_release(&doc->reading);
	doc->grid = copy->grid;
	doc->reading = copy->reading;
	copy->grid = (struct grid){ 0 };
	copy->reading = (struct layout_reading){ 0 };
	/* without a character beyond ASCII it is any of them */
	doc->grid.dialect.encoding = encoding;
	if (doc->check && encoding == ENCODING_UTF_8)
		check_pass_file(doc->check, "FILE-ENC");
	take_sources(doc, written);
	bytes_clear(&doc->baseline);
}

/* A file that the form was not read from has none of its acceptances yet, or
   somebody else's. */
static void save_acceptances(struct document *doc, bool is_new,
			     struct failure *f)
{
	struct failure own = { 0 };
	bool is_gone;

	if (doc->check)
		check_note_rows(doc->check);
	is_gone = doc->acceptances.n > 0 && !acceptance_exists(doc->path);
	if (!doc->acceptances.is_changed && !is_gone &&
	    (!is_new || doc->acceptances.is_unread))
		return;
	if (!acceptance_write(&doc->acceptances, doc->path, &own) && f &&
	    f->code == FAILURE_NONE)
		failure_copy(f, &own);
	failure_release(&own);
}

bool document_is_original(const struct document *doc, const char *path)
{
	struct store_stamp there;

	store_stamp_get(path, &there);
	return doc->is_office && there.exists && there.dev == doc->stamp.dev &&
	       there.ino == doc->stamp.ino;
}

bool document_save(struct document *doc, const char *path, bool overwrite,
		   struct failure *f)
{
	struct bytes out = BYTES_INIT;
	struct layout_written written;
	struct copy copy;
	enum failure_code code;
	/* Its own file must be as it was read, any other name free. */
	bool own = doc->has_file && strcmp(path, doc->path) == 0;
	struct store_stamp expected =
		own ? doc->stamp : (struct store_stamp){ 0 };
	char *new_path;
	bool ok;

	if (document_is_original(doc, path)) {
		failure_set(f, FAILURE_EXISTS, path, 0);
		return false;
	}
	code = prepare(doc, &out, &written, &copy);
	if (code)
		explain(doc, code, path, f);
	ok = !code && store_write(path, out.data, out.len,
				  overwrite ? NULL : &expected, &doc->stamp, f);
	if (ok) {
		new_path = memory_copy(path, strlen(path));
		free(doc->path);
		doc->path = new_path;
		doc->has_file = true;
		doc->source = SOURCE_TABLE;
		doc->is_office = false;
		adopt(doc, &out, &written, &copy);
		history_mark_saved(&doc->history);
		save_acceptances(doc, !own, f);
	}
	copy_release(&copy);
	layout_written_release(&written);
	bytes_release(&out);
	return ok;
}

bool document_save_utf_8(struct document *doc, const char *path, bool overwrite,
			 struct failure *f)
{
	const struct dialect own = doc->dialect;
	bool ok;

	doc->dialect.encoding = ENCODING_UTF_8;
	doc->dialect.has_bom = true;
	ok = document_save(doc, path, overwrite, f);
	if (!ok)
		doc->dialect = own;
	return ok;
}
