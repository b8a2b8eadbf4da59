#include <config.h>
#include "core/document_merge.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_check.h"
#include "core/document_formulas.h"
#include "core/document_journal.h"
#include "core/document_many.h"
#include "core/document_strays.h"
#include "core/document_version.h"

enum { FITS_PER_MILLE = 500 }; /* as for files that are opened */

struct document_merge {
	struct document *doc;
	struct version base, theirs;
	char *data; /* owned: theirs */
	size_t n_data;
	struct store_stamp stamp;
	struct merge merge;
};

/* ---- reading ---- */

/* By position, and with the repairs that reading would make. */
static bool read_as_form(struct version *v, const struct document *doc,
			 const char *data, size_t n, struct failure *f)
{
	int fit = version_read(v, doc, data, n, &doc->grid.dialect, f);

	version_apply_repairs(v);
	if (fit >= FITS_PER_MILLE)
		return true;
	if (fit >= 0) {
		failure_set(f, FAILURE_NO_FORM_FITS, doc->path, 0);
		failure_detail(f, "%s", doc->def->name);
	}
	return false;
}

struct document_merge *document_merge_new(struct document *doc,
					  struct failure *f)
{
	struct document_merge *m = memory_alloc(sizeof *m);

	m->doc = doc;
	formulas_await(doc);
	if (!store_read(doc->path, &m->data, &m->n_data, &m->stamp, f) ||
	    !read_as_form(&m->theirs, doc, m->data, m->n_data, f) ||
	    !read_as_form(&m->base, doc, doc->data, doc->n_data, f)) {
		document_merge_free(m);
		return NULL;
	}
	merge_init(&m->merge, &m->base.record, &doc->record, &m->theirs.record);
	return m;
}

void document_merge_free(struct document_merge *m)
{
	if (!m)
		return;
	merge_release(&m->merge);
	version_release(&m->base);
	version_release(&m->theirs);
	free(m->data);
	free(m);
}

struct merge *document_merge_items(struct document_merge *m)
{
	return &m->merge;
}

/* ---- applying ---- */

static void apply(void *ctx, struct edit edit)
{
	many_edits_apply(ctx, edit);
}

/* Where undo and redo look. */
static struct place first_place(const struct merge *merge)
{
	for (size_t i = 0; i < merge->n; i++) {
		const struct merge_item *item = &merge->items[i];

		if (item->kind == MERGE_CELL && item->choice > MERGE_MINE)
			return (struct place){
				item->field,
				item->table < 0 ? -1
						: merge->tables[item->table]
							  .rows[item->row]
							  .mine
			};
	}
	return PLACE_NONE;
}

/* Rows stand in the file now where theirs do; those that undo could bring back
   stand nowhere. */
static void take_sources(struct document_merge *m, int table,
			 const struct merge_row *rows, size_t n)
{
	struct record *record = &m->doc->record;

	assert(n == record_n_rows(record, table));
	for (size_t r = 0; r < n; r++)
		record_row(record, table, r)->source =
			rows[r].theirs < 0
				? -1
				: record_row(&m->theirs.record, table,
					     (size_t)rows[r].theirs)
					  ->source;
}

/* The file is theirs now. */
static void adopt(struct document_merge *m)
{
	struct document *doc = m->doc;

	version_adopt(&m->theirs, doc, m->data, m->n_data);
	m->data = NULL;
	doc->stamp = m->stamp;
	layout_reading_settle(&doc->reading);
	doc->has_file = doc->reading.in_layout;
	if (doc->has_file)
		doc->dialect = doc->grid.dialect;
}

static void note_saved(struct document *doc)
{
	history_forget_saved(&doc->history);
	if (!doc->has_file || document_differs(doc)) {
		document_journal_anew(doc);
		return;
	}
	history_mark_saved(&doc->history);
	document_journal_saved(doc, NULL);
}

void document_merge_decided(struct document *doc, struct merge *merge)
{
	struct many_edits many;

	assert(merge_n_undecided(merge) == 0);
	many_edits_begin(&many, doc, CHANGE_MERGE, first_place(merge));
	merge_apply(merge, &doc->record, apply, &many);
	many_edits_end(&many);
}

void document_merge_apply(struct document_merge *m)
{
	struct document *doc = m->doc;
	int n_tables = doc->def->n_tables;
	size_t *n = memory_array((size_t)n_tables + 1, sizeof *n);
	struct merge_row **rows =
		memory_array((size_t)n_tables + 1, sizeof *rows);

	for (int t = 0; t < n_tables; t++)
		rows[t] = merge_result(&m->merge, t, &n[t]);
	document_merge_decided(doc, &m->merge);
	/* which forgets where rows stood that went, were it only to come
	   back */
	adopt(m);
	for (int t = 0; t < n_tables; t++) {
		take_sources(m, t, rows[t], n[t]);
		free(rows[t]);
	}
	free(rows);
	free(n);
	strays_adopt(doc, NULL);
	document_check_file(doc);
	note_saved(doc);
}

/* ---- noticing ---- */

enum file_news document_file_news(const struct document *doc,
				  enum file_news known)
{
	struct store_stamp now;

	if (!doc->has_file)
		return FILE_SAME;
	if (!store_stamp_get(doc->path, &now))
		return known;
	if (store_stamp_equal(&now, &doc->stamp))
		return FILE_SAME;
	return now.exists ? FILE_CHANGED : FILE_GONE;
}
