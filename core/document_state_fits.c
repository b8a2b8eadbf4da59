/* Does what came out of a journal hold together? */
#include <config.h>
#include "core/document_state.h"

#include <stdlib.h>

/* ---- the log ---- */

static bool turn(struct record *rec, struct edit *edit)
{
	bool fits = edit_fits(rec, edit);

	if (fits)
		record_apply(rec, edit);
	return fits;
}

static bool turn_back(struct record *rec, struct change *change)
{
	bool ok = true;

	for (size_t i = change->n; ok && i-- > 0;)
		ok = turn(rec, &change->edits[i]);
	return ok;
}

/* Undone to the beginning, redone to the end, and undone to where it was: then
   no key can find an edit that doesn't fit. */
static bool history_fits(struct record *rec, struct history *h)
{
	bool ok = true;

	for (size_t i = h->position; ok && i-- > 0;)
		ok = turn_back(rec, &h->changes[i]);
	for (size_t i = 0; ok && i < h->n; i++)
		for (size_t k = 0; ok && k < h->changes[i].n; k++)
			ok = turn(rec, &h->changes[i].edits[k]);
	for (size_t i = h->n; ok && i-- > h->position;)
		ok = turn_back(rec, &h->changes[i]);
	return ok;
}

/* ---- where the rows stand ---- */

/* Each in a record of its own that is no other table's. */
static bool stand(struct document *doc, int table, const struct row *row,
		  bool *is_taken)
{
	int own = doc->def->tables[table].layout_row, *stands;

	if (row->source < 0)
		return true;
	if ((size_t)row->source >= doc->grid.n_records || is_taken[row->source])
		return false;
	is_taken[row->source] = true;
	stands = &doc->reading.record_rows[row->source];
	if (*stands == own)
		return true;
	if (*stands >= 0)
		return false;
	/* saved by this program, whatever it reads as */
	*stands = own;
	layout_reading_forget(&doc->reading, (size_t)row->source);
	return true;
}

static bool rows_stand(struct document *doc)
{
	bool *is_taken =
		memory_array(doc->grid.n_records + 1, sizeof *is_taken);
	const struct history *h = &doc->history;
	bool ok = true;

	for (int t = 0; t < doc->def->n_tables; t++)
		for (size_t r = 0; ok && r < record_n_rows(&doc->record, t);
		     r++)
			ok = stand(doc, t, record_row(&doc->record, t, r),
				   is_taken);
	for (size_t i = 0; i < h->n; i++)
		for (size_t k = 0; ok && k < h->changes[i].n; k++)
			if (h->changes[i].edits[k].row)
				ok = stand(doc, h->changes[i].edits[k].table,
					   h->changes[i].edits[k].row,
					   is_taken);
	free(is_taken);
	return ok;
}

bool state_fits(struct document *doc)
{
	return rows_stand(doc) && history_fits(&doc->record, &doc->history);
}
