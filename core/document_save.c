/* What saving writes, and that it reads back as the form that it is. */
#include <config.h>
#include "core/document.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_carried.h"
#include "core/document_check.h"
#include "core/document_earlier.h"
#include "core/document_encoding.h"
#include "core/document_journal.h"
#include "core/document_new.h"
#include "core/document_repairs.h"
#include "core/document_strays.h"
#include "core/document_version.h"
#include "core/sidecar.h"
#include "core/text.h"

/* Every repair undone, all at once or one by one, and nothing else done: the
   file as it was read. */
static bool is_as_read(const struct document *doc)
{
	bool is_recoded = doc->reading.in_layout &&
			  doc->dialect.encoding != doc->grid.dialect.encoding;

	return doc->is_as_opened && !is_recoded && document_has_repairs(doc) &&
	       !strays_any_dropped(doc) &&
	       (doc->history.position == 0 || document_holds_as_read(doc));
}

/* In the file's encoding; false where it can't hold a character. */
static bool write(const struct document *doc, bool in_place, struct bytes *out,
		  struct layout_written *written, struct unheld *unheld)
{
	struct layout_reading reading = doc->reading;
	const struct grid *grid;
	struct grid again;

	if (is_as_read(doc)) {
		bytes_add(out, doc->data, doc->n_data);
		layout_written_as_read(written, &doc->record,
				       doc->grid.n_records);
		return true;
	}
	reading.leftovers = document_leftovers(doc);
	grid = grid_with_records(&doc->grid, &again);
	layout_write(doc->form->layout, &doc->record,
		     grid->n_records > 0 ? grid : NULL, &reading, &doc->dialect,
		     in_place, out, written);
	free(reading.leftovers);
	grid_release(&again);
	return document_encode(doc->dialect.encoding, out, unheld);
}

bool document_bytes(const struct document *doc, struct bytes *out)
{
	struct layout_written written;
	struct unheld unheld;
	bool is_held =
		write(doc, doc->reading.in_layout, out, &written, &unheld);

	layout_written_release(&written);
	return is_held;
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
	if (doc->source == SOURCE_NEW || doc->proposed)
		return document_new_path(doc);
	bytes_add(&path, base, dot ? (size_t)(dot - base) : strlen(base));
	/* a damaged table is never overwritten by its repair */
	if (dot && strcmp(dot, ".csv") == 0)
		bytes_add_str(&path, "-2");
	bytes_add_str(&path, ".csv");
	return bytes_take(&path);
}

static const struct dialect *written_dialect(const struct document *doc)
{
	return is_as_read(doc) ? &doc->grid.dialect : &doc->dialect;
}

/* What was written, as it is read; false if it can't be read at all. */
static bool copy_read(const struct document *doc, const struct bytes *out,
		      struct version *copy)
{
	return version_read(copy, doc, out->data, out->len,
			    written_dialect(doc), NULL) >= 0;
}

static void note_lost(struct document *doc, struct place place)
{
	MEMORY_ADD(doc->lost, doc->n_lost, doc->cap_lost) = place;
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

/* The next row from `at` on that has something in it; NULL: there is none. */
static const struct row *next_row(const struct document *doc,
				  const struct record *record, int table,
				  size_t *at)
{
	for (; *at < record_n_rows(record, table); ++*at) {
		const struct row *row = record_row(record, table, *at);

		if (!row_is_empty(doc, table, row))
			return row;
	}
	return NULL;
}

static void compare_rows(struct document *doc, int table, size_t r,
			 const struct row *row, const struct row *back)
{
	const struct table_def *t = &doc->def->tables[table];

	for (int c = 0; c < t->n_columns; c++)
		if (back ? back->cells[c] != row->cells[c]
			 : !text_is_blank(row->cells[c]))
			note_lost(doc,
				  (struct place){ t->columns[c], (long)r });
}

static void compare_table(struct document *doc, int table,
			  const struct record *read)
{
	size_t n_bytes = (size_t)doc->def->tables[table].n_columns *
			 sizeof(const char *);
	const struct row *row, *back, *next;
	size_t other = 0;

	for (size_t r = 0; (row = next_row(doc, &doc->record, table, &r));
	     r++) {
		size_t below = r + 1;

		back = next_row(doc, read, table, &other);
		next = next_row(doc, &doc->record, table, &below);
		/* one that is read as no row is no reason to lose those
		   below */
		if (back && next && memcmp(back->cells, row->cells, n_bytes) &&
		    !memcmp(back->cells, next->cells, n_bytes))
			back = NULL;
		other += back != NULL;
		compare_rows(doc, table, r, row, back);
	}
}

/* Which cells the copy doesn't hold; true: none. */
static bool compare(struct document *doc, const struct version *copy)
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
static bool holds(struct document *doc, struct version *copy)
{
	if (compare(doc, copy))
		return true;
	version_apply_repairs(copy);
	return compare(doc, copy);
}

/* The bytes to be saved, and what reading them gives. */
static enum failure_code prepare(struct document *doc, struct bytes *out,
				 struct layout_written *written,
				 struct version *copy)
{
	bool in_place = doc->reading.in_layout;

	*copy = (struct version){ 0 };
	if (!write(doc, in_place, out, written, &doc->unheld))
		return FAILURE_CHARACTER;
	if (copy_read(doc, out, copy) && holds(doc, copy))
		return FAILURE_NONE;
	if (!in_place)
		return copy->grid.n_records > 0 ? FAILURE_NONE
						: FAILURE_UNREADABLE_COPY;
	version_release(copy);
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
	struct version copy = { 0 };
	bool ok;

	doc->dialect = *dialect;
	ok = write(doc, false, out, &written, &doc->unheld) &&
	     copy_read(doc, out, &copy);
	if (ok)
		holds(doc, &copy);
	version_release(&copy);
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

static bool stands_in_title(const struct definition *def, int field)
{
	for (int row = 0; row < def->n_rows; row++)
		for (int c = 0; c < def->width; c++) {
			const struct layout_cell *cell =
				&def->layout[row].cells[c];

			if (cell->kind != LAYOUT_TEMPLATE)
				continue;
			for (int i = 0; i < cell->n_fields; i++)
				if (cell->fields[i] == field)
					return true;
		}
	return false;
}

/* 约2024 as the year reads as 2024 behind a word of the title. */
static bool lost_in_title(const struct document *doc)
{
	for (size_t i = 0; i < doc->n_lost; i++)
		if (doc->lost[i].row < 0 &&
		    stands_in_title(doc->def, doc->lost[i].field))
			return true;
	return false;
}

/* From now on the file is what was just written. */
static void adopt(struct document *doc, struct bytes *out,
		  const struct layout_written *written, struct version *copy)
{
	size_t n = out->len;

	/* without a character beyond ASCII it is any of them */
	copy->grid.dialect.encoding = written_dialect(doc)->encoding;
	version_adopt(copy, doc, bytes_take(out), n);
	for (int t = 0; t < doc->def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(&doc->record, t); r++)
			take_source(doc, t, r, written->sources[t][r]);
	doc->reading.titles_typed = lost_in_title(doc);
	strays_adopt(doc, written);
	document_check_file(doc);
}

/* False: there is a file, and it can't be read any more. */
static bool take_theirs(struct document *doc)
{
	struct acceptance_list theirs;
	struct failure failure = { 0 };
	bool ok;

	if (doc->acceptances.is_unread)
		return false;
	acceptance_list_init(&theirs, doc->texts);
	ok = acceptance_read(&theirs, doc->path, &failure);
	if (ok)
		carried_take(doc, &theirs);
	if (ok && acceptance_take(&doc->acceptances, &theirs) && doc->check)
		check_set_acceptances(doc->check, &doc->acceptances);
	failure_release(&failure);
	acceptance_list_release(&theirs);
	return ok;
}

static bool refuse_acceptances(const struct document *doc, struct failure *f)
{
	char *path = sidecar_path(doc->path, SIDECAR_ACCEPTANCES);

	failure_set(f, FAILURE_UNREADABLE_NOTES, path, 0);
	free(path);
	return false;
}

/* A file that the form was not read from has none of its acceptances yet, or
   somebody else's. */
static bool put_acceptances(struct document *doc, bool is_new,
			    struct failure *f)
{
	struct acceptance_list *list = &doc->acceptances;
	struct store_how how = doc->how;
	bool is_read = is_new || take_theirs(doc), is_gone;

	if (doc->check)
		carried_note(doc);
	if (doc->check)
		check_note_rows(doc->check);
	document_earlier_note(doc);
	is_gone = (list->n + list->n_carried > 0 || list->earlier) &&
		  !acceptance_exists(doc->path);
	if (!acceptance_is_changed(list) && !is_gone &&
	    list->earlier == list->base_earlier && (!is_new || list->is_unread))
		return true;
	if (!is_read)
		return refuse_acceptances(doc, f);
	how.expected = is_new ? NULL : &list->stamp;
	return acceptance_write(list, doc->path, &how, f);
}

static void save_acceptances(struct document *doc, bool is_new,
			     struct failure *f)
{
	struct failure own = { 0 };
	bool ok = false;

	for (int i = 0; i < SIDECAR_TRIES && !ok; i++) {
		failure_release(&own);
		own = (struct failure){ 0 };
		ok = put_acceptances(doc, is_new, &own);
		if (!sidecar_is_overtaken(&own))
			break;
	}
	if (!ok && own.code != FAILURE_UNREADABLE_NOTES)
		own.code = FAILURE_NOTES;
	if (!f || f->code != FAILURE_NONE) {
		failure_release(&own);
		return;
	}
	failure_release(f);
	*f = own;
}

bool document_is_original(const struct document *doc, const char *path)
{
	struct store_stamp there;

	store_stamp_get(path, &there);
	return doc->is_office && store_stamp_is_same_file(&there, &doc->stamp);
}

bool document_save(struct document *doc, const char *path, bool overwrite,
		   struct failure *f)
{
	struct bytes out = BYTES_INIT;
	struct layout_written written;
	struct version copy;
	enum failure_code code;
	/* Its own file must be as it was read, any other name free. */
	bool own = doc->has_file && strcmp(path, doc->path) == 0;
	struct store_stamp expected =
		own ? doc->stamp : (struct store_stamp){ 0 };
	struct store_stamp stamp = doc->stamp;
	struct store_how how = doc->how;
	char *new_path;
	bool ok;

	if (document_is_original(doc, path)) {
		failure_set(f, FAILURE_EXISTS, path, 0);
		return false;
	}
	/* what was accepted is read with the check */
	document_check_step(doc, SIZE_MAX);
	code = prepare(doc, &out, &written, &copy);
	if (code)
		explain(doc, code, path, f);
	how.expected = overwrite ? NULL : &expected;
	ok = !code && store_save(path, out.data, out.len, &how, &stamp, f);
	if (ok || own)
		doc->stamp = stamp;
	if (ok) {
		document_earlier_move(doc, path);
		new_path = memory_copy_str(path);
		free(doc->path);
		doc->path = new_path;
		doc->has_file = true;
		doc->source = SOURCE_TABLE;
		doc->is_office = false;
		adopt(doc, &out, &written, &copy);
		history_mark_saved(&doc->history);
		save_acceptances(doc, !own, f);
		document_journal_saved(doc, f);
	}
	version_release(&copy);
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
