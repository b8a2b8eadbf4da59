#include <config.h>
#include "core/document.h"

#include <stdlib.h>
#include <string.h>

#include "core/document_carried.h"
#include "core/document_earlier.h"
#include "core/document_check.h"
#include "core/document_journal.h"
#include "core/document_open.h"
#include "core/document_repairs.h"
#include "core/document_tables.h"
#include "core/hash.h"
#include "core/import_json.h"
#include "core/import_tidy.h"
#include "core/office.h"

/* ---- opening ---- */

static struct fingerprint fingerprint_of(const char *data, size_t n)
{
	return (struct fingerprint){ n, hash_words(HASH_SEED, data, n) };
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

/* Besides its file's bytes a form takes more than twice as much; beyond the
   most nothing is kept at hand. */
enum { BIG_BYTES = 1 << 20, MOST_BYTES = 31 << 20 };

static void expect_form(size_t n_bytes)
{
	size_t n = n_bytes / 2 * 5;

	if (n_bytes >= BIG_BYTES)
		memory_expect(n < MOST_BYTES ? n : MOST_BYTES);
}

static bool read_file(struct document *doc, struct failure_list *faults)
{
	struct failure f = { 0 };

	if (!store_read(doc->path, &doc->data, &doc->n_data, &doc->stamp, &f)) {
		failure_list_take(faults, &f);
		return false;
	}
	expect_form(doc->n_data);
	return true;
}

static void turn_reason(void *ctx, struct acceptance_step *step)
{
	struct document *doc = ctx;

	if (doc->check)
		check_turn_acceptance(doc->check, step);
	else
		acceptance_step_turn(&doc->acceptances, step);
}

void document_take_form(struct document *doc, struct form *form)
{
	doc->form = form;
	doc->def = form->def;
	record_init(&doc->record, doc->def, doc->texts);
	history_init(&doc->history, &doc->record,
		     (struct history_listener){ 0 });
	doc->history.reasons = (struct history_reasons){ doc, turn_reason };
}

/* The grid is a table of this form. */
static void read_table(struct document *doc, struct form *form,
		       struct layout_match *match)
{
	document_take_form(doc, form);
	layout_read(doc->form->layout, &doc->grid, match, &doc->record,
		    &doc->reading);
	layout_match_free(match);
	grid_drop_records(&doc->grid);
	if (doc->n_data >= BIG_BYTES)
		layout_shrink(form->layout);
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

	for (size_t i = 0; i < form_set_count(forms) ||
			   (!best && i < form_set_count_all(forms));
	     i++) {
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
	document_take_form(doc, form);
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
	struct tables_told told = { 0 };

	doc->opened = fingerprint_of(doc->data, doc->n_data);
	struct form *form = tables_read(doc, forms, &match, &told, faults);

	if (!form)
		return false;
	read_table(doc, form, match);
	if (told.no_result.n > 0)
		layout_reading_add(&doc->reading, told.no_result);
	if (told.choice.n > 0)
		layout_reading_add(&doc->reading, told.choice);
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
		document_take_form(doc, form);
		ok = import_json_fill(import, doc->path, &doc->record, &f);
	}
	import_json_free(import);
	if (f.code != FAILURE_NONE)
		failure_list_take(faults, &f);
	return ok;
}

struct document *document_new(struct form_set *forms, const char *path,
			      const struct dialect_hint *hint)
{
	struct document *doc = memory_alloc(sizeof *doc);

	doc->texts = form_set_texts(forms);
	bytes_init(&doc->baseline);
	acceptance_list_init(&doc->acceptances, doc->texts);
	doc->path = memory_copy_str(path);
	if (hint)
		doc->hint = *hint;
	doc->dialect = dialect_new_file;
	doc->is_as_opened = true;
	doc->carried_saved = HASH_SEED;
	return doc;
}

struct document *document_open(struct form_set *forms, const char *path,
			       const struct dialect_hint *hint,
			       struct failure_list *faults)
{
	struct document *doc = document_new(forms, path, hint);
	bool ok = read_file(doc, faults);

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
	document_check_forget(doc);
	earlier_form_free(doc->earlier);
	free(doc->earlier_path);
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
	document_journal_free(doc->journal);
	free(doc->lost);
	free(doc->folder);
	free(doc->proposed);
	free(doc->data);
	free(doc->path);
	free(doc);
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
		       ? grid_line(&doc->grid, (size_t)source)
		       : 0;
}

size_t document_finding_line(const struct document *doc,
			     const struct finding *f)
{
	return f->line ? f->line : document_line(doc, f->place);
}

struct fingerprint document_fingerprint(const struct document *doc)
{
	return doc->is_office ? doc->opened
			      : fingerprint_of(doc->data, doc->n_data);
}

static const char *text_of(const struct document *doc, int scalar)
{
	return scalar < 0 ? ""
			  : doc->record.scalars[doc->def->fields[scalar].slot];
}

const char *document_name(const struct document *doc)
{
	return text_of(doc, doc->def->subject);
}

const char *document_addressee(const struct document *doc)
{
	return text_of(doc, doc->def->addressee);
}

bool document_is_modified(const struct document *doc)
{
	return acceptance_is_changed(&doc->acceptances) ||
	       history_is_modified(&doc->history);
}

bool document_differs(const struct document *doc)
{
	struct bytes now = BYTES_INIT;
	bool has_baseline = doc->baseline.len > 0;
	const char *was = has_baseline ? doc->baseline.data : doc->data;
	size_t n = has_baseline ? doc->baseline.len : doc->n_data;
	bool differs;

	if (acceptance_is_changed(&doc->acceptances))
		return true;
	if (!document_is_modified(doc))
		return false;
	/* what was never saved is nowhere, whatever was undone */
	if ((doc->source == SOURCE_NEW && doc->history.saved == SIZE_MAX) ||
	    !carried_is_saved(doc))
		return true;
	document_bytes(doc, &now);
	differs = now.len != n || memcmp(now.data, was, n) != 0;
	bytes_release(&now);
	return differs;
}
