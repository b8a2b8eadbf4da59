/* Changes of an open form: each is one group in the log, with the computed
   cells that follow it. */
#include <config.h>
#include "core/document.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_check.h"
#include "core/document_formulas.h"
#include "core/document_journal.h"
#include "core/document_many.h"
#include "core/document_strays.h"
#include "core/memory.h"
#include "core/text.h"

/* Quitting asks only when the content differs, so the first edit notes what
   the content was, unless the file's own bytes say it. */
static void prepare(struct document *doc)
{
	formulas_await(doc);

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
	struct edit edit = { .kind = EDIT_SET, .place = place };
	const char *old;

	prepare(doc);
	old = record_get(&doc->record, place);
	/* blanks are nothing, as in a file */
	if (span_is_blank(text, n)) {
		text = doc->def->fields[place.field].formula
			       ? formula_text(doc, place)
			       : inherited(doc, place);
		n = strlen(text);
	}
	edit.text = texts_add(doc->texts, text, n);
	if (edit.text == old && !record_is_carried(&doc->record, place))
		return;
	change(doc, CHANGE_CELL, place, edit);
}

size_t document_confirm(struct document *doc, const struct place *places,
			size_t n)
{
	size_t n_confirmed = 0;

	/* what is carried is read with the check */
	document_check_step(doc, SIZE_MAX);
	prepare(doc);
	history_begin(&doc->history, CHANGE_CONFIRM,
		      n > 0 ? places[0] : PLACE_NONE);
	for (size_t i = 0; i < n; i++) {
		struct edit edit = { .kind = EDIT_SET, .place = places[i] };

		if (!record_is_carried(&doc->record, places[i]))
			continue;
		edit.text = record_get(&doc->record, places[i]);
		history_apply(&doc->history, &edit);
		n_confirmed++;
	}
	history_end(&doc->history);
	return n_confirmed;
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
	prepare(doc);
	history_begin(&doc->history, CHANGE_CELL, cells[0].place);
	for (size_t i = 0; i < n; i++)
		fill_in(doc, cells[i].place, cells[i].text);
	history_end(&doc->history);
}

static void fill_in_mend(struct document *doc, const struct finding *f,
			 const struct mend *mend)
{
	long n = f->place.field >= 0 ? n_mended_rows(doc, f->place) : 1;

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
}

void document_mend(struct document *doc, const struct finding *f,
		   const struct mend *mend)
{
	prepare(doc);
	history_begin(&doc->history, CHANGE_CELL, mend->cells[0].place);
	fill_in_mend(doc, f, mend);
	history_end(&doc->history);
}

/* Those that can be mended, each with what mends it. */
struct mended {
	struct finding *findings;
	struct mend *mends;
	size_t n, n_left;
};

/* Which of several ways it is, and what no rule can say, is for people. */
static void mended_add(struct mended *all, struct check *check,
		       const struct finding *f)
{
	struct mends ways;

	check_mends(check, f, &ways);
	if (ways.n == 1) {
		all->findings[all->n] = *f;
		all->mends[all->n++] = ways.items[0];
		ways.items[0].n = 0;
	} else {
		all->n_left++;
	}
	mends_release(&ways);
}

static struct mended mended_find(struct check *check, const char *id)
{
	const struct finding *list;
	size_t n = check_findings(check, &list);
	struct mended all = {
		.findings = memory_alloc(n * sizeof *all.findings),
		.mends = memory_alloc(n * sizeof *all.mends),
	};

	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i].rule->id, id))
			mended_add(&all, check, &list[i]);
	return all;
}

bool document_can_mend_alike(struct document *doc, const char *id)
{
	enum { TRIES = 100 };
	const struct finding *list;
	size_t n = check_findings(doc->check, &list), tries = 0, n_ways = 0;

	for (size_t i = 0; i < n && n_ways != 1 && tries < TRIES; i++) {
		struct mends ways;

		if (strcmp(list[i].rule->id, id) != 0)
			continue;
		check_mends(doc->check, &list[i], &ways);
		n_ways = ways.n;
		mends_release(&ways);
		tries++;
	}
	return n_ways == 1;
}

static void fill_in_all(struct document *doc, const struct mended *all)
{
	prepare(doc);
	document_check_hold(doc);
	history_begin(&doc->history, CHANGE_CELL, all->mends[0].cells[0].place);
	for (size_t i = 0; i < all->n; i++)
		fill_in_mend(doc, &all->findings[i], &all->mends[i]);
	history_end(&doc->history);
	document_check_go_on(doc);
}

size_t document_mend_alike(struct document *doc, const char *id, size_t *n_left)
{
	struct mended all;

	document_check_step(doc, SIZE_MAX);
	all = mended_find(doc->check, id);
	if (all.n > 0)
		fill_in_all(doc, &all);
	for (size_t i = 0; i < all.n; i++)
		mend_release(&all.mends[i]);
	free(all.findings);
	free(all.mends);
	*n_left = all.n_left;
	return all.n;
}

/* The same said again is nothing new, whatever the day. */
static bool is_said(struct document *doc, const struct finding *f,
		    const char *reason)
{
	bool holds = true;
	const struct acceptance *said = check_acceptance(doc->check, f, &holds);

	return holds && !strcmp(said ? said->reason : "", reason);
}

bool document_accept(struct document *doc, const struct finding *f,
		     const char *reason, const char *date)
{
	struct edit edit = { .kind = EDIT_REASON };

	edit.said = arena_alloc(&doc->record.arena, sizeof *edit.said);
	if (!check_accept(doc->check, f, reason, date, edit.said))
		return false;
	if (is_said(doc, f, reason))
		return true;
	prepare(doc);
	history_begin(&doc->history, CHANGE_REASON, f->place);
	history_apply(&doc->history, &edit);
	history_end(&doc->history);
	return true;
}

/* The text of a stray stands in no edit: the journal begins with all. */
void document_drop(struct document *doc, const struct stray_at *cells, size_t n)
{
	size_t *strays = memory_array(n + 1, sizeof *strays);
	size_t n_known = doc->record.n_strays;

	document_check_step(doc, SIZE_MAX);
	prepare(doc);
	for (size_t i = 0; i < n; i++) {
		struct stray stray = cells[i].stray;

		stray.is_beside =
			i > 0 && strays[i - 1] + 1 == doc->record.n_strays;
		strays[i] = record_stray(&doc->record, n_known, &stray);
	}
	if (doc->record.n_strays > n_known)
		document_journal_anew(doc);
	history_begin(&doc->history, CHANGE_DROP, PLACE_NONE);
	for (size_t i = 0; i < n; i++)
		history_apply(&doc->history, &(struct edit){ .kind = EDIT_DROP,
							     .at = strays[i] });
	history_end(&doc->history);
	document_check_file(doc);
	free(strays);
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

	prepare(doc);
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

	prepare(doc);
	change(doc, CHANGE_ROW_DELETE, row_place(doc, table, at), edit);
}

void document_row_move(struct document *doc, int table, size_t at, size_t to)
{
	struct edit edit = {
		.kind = EDIT_ROW_MOVE, .table = table, .at = at, .to = to
	};

	if (at == to)
		return;
	prepare(doc);
	change(doc, CHANGE_ROW_MOVE, row_place(doc, table, to), edit);
}

/* From here on computed cells are looked at once, not around each edit. */
enum { MANY = 8 };

void document_apply_all(struct document *doc, enum change_kind kind,
			struct place place, const struct edit *edits, size_t n)
{
	if (n == 0)
		return;
	prepare(doc);
	if (n >= MANY) {
		struct many_edits many;

		many_edits_begin(&many, doc, kind, place);
		for (size_t i = 0; i < n; i++)
			many_edits_apply(&many, edits[i]);
		many_edits_end(&many);
		return;
	}
	document_check_hold(doc);
	history_begin(&doc->history, kind, place);
	for (size_t i = 0; i < n; i++)
		apply(doc, edits[i]);
	history_end(&doc->history);
	document_check_go_on(doc);
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

/* No cell has what was dropped, so the rules that read cells know nothing. Once
   a repair was toggled, any change may be that. */
static void file_changed(struct document *doc, const struct change *change)
{
	if (change && (change->kind == CHANGE_DROP ||
		       change->kind == CHANGE_REPAIR || doc->as_read))
		document_check_file(doc);
}

const struct change *document_undo(struct document *doc)
{
	const struct change *change;

	formulas_await(doc);
	document_check_hold(doc);
	change = history_undo(&doc->history);
	document_check_go_on(doc);
	file_changed(doc, change);
	return change;
}

const struct change *document_redo(struct document *doc)
{
	const struct change *change;

	formulas_await(doc);
	document_check_hold(doc);
	change = history_redo(&doc->history);
	document_check_go_on(doc);
	file_changed(doc, change);
	return change;
}
