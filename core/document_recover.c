#include <config.h>
#include "core/document_recover.h"

#include <stdlib.h>
#include <string.h>

#include "core/document_carried.h"
#include "core/document_check.h"
#include "core/document_earlier.h"
#include "core/document_journal.h"
#include "core/document_state.h"
#include "core/journal_pack.h"
#include "core/text.h"

/* ---- record by record ---- */

/* A change that was broken off leaves nothing that could be redone. */
static void drop_change(struct history *h)
{
	bool was_made = h->changes[h->n - 1].n > 0;

	history_end(h);
	if (was_made)
		history_undo(h);
	history_begin(h, CHANGE_CELL, PLACE_NONE);
	history_end(h);
}

static bool replay_change(struct unpack *from, struct document *doc)
{
	enum change_kind kind =
		(enum change_kind)unpack_up_to(from, CHANGE_KINDS - 1);
	struct place place = unpack_place(from, doc->def);
	size_t n = unpack_number(from);

	if (from->is_bad)
		return false;
	history_begin(&doc->history, kind, place);
	while (n-- > 0 && !from->is_bad) {
		struct edit edit;

		unpack_edit(from, &doc->record, &edit);
		if (edit.row)
			edit.row->source = -1;
		from->is_bad = from->is_bad || !edit_fits(&doc->record, &edit);
		if (!from->is_bad)
			history_apply(&doc->history, &edit);
	}
	if (from->is_bad)
		drop_change(&doc->history);
	else
		history_end(&doc->history);
	return !from->is_bad;
}

static struct typing unpack_typing(struct unpack *from,
				   const struct definition *def)
{
	struct typing typing;

	typing.as = (enum typed_as)unpack_up_to(from, TYPED_REMARK);
	typing.place = unpack_place(from, def);
	return typing;
}

static bool typing_fits(const struct record *rec, struct typing typing)
{
	bool is_nowhere = typing.place.field < 0;

	return place_fits(rec, typing.place)
		       ? typing.as != TYPED_NOTHING
		       : is_nowhere && typing.as == TYPED_REASON;
}

static bool replay_typing(struct unpack *from, struct recovery *r)
{
	struct typing typing = unpack_typing(from, r->doc->def);
	size_t at = unpack_number(from), removed = unpack_number(from), n;
	const char *s = unpack_bytes(from, &n);

	if (from->is_bad || !typing_fits(&r->doc->record, typing))
		return false;
	if (!typing_equal(typing, r->typing)) {
		r->typing = typing;
		bytes_set_str(&r->typed, typing_start(&r->doc->record, typing));
	}
	if (at > r->typed.len || removed > r->typed.len - at)
		return false;
	bytes_splice(&r->typed, at, removed, s, n);
	return true;
}

static bool replay(struct recovery *r, char type, struct unpack *from)
{
	switch (type) {
	case RECORD_CHANGE:
		return replay_change(from, r->doc);
	case RECORD_UNDO:
		return history_undo(&r->doc->history) != NULL;
	case RECORD_REDO:
		return history_redo(&r->doc->history) != NULL;
	case RECORD_TYPING:
		return replay_typing(from, r);
	case RECORD_TYPED:
		r->typing = TYPING_NONE;
		return true;
	default:
		return false;
	}
}

/* What was typed last may stand in its cell by now, and a place in a row that
   went is none. */
static void settle_typing(struct recovery *r)
{
	const struct record *rec = &r->doc->record;

	if (typing_fits(rec, r->typing) &&
	    !memchr(r->typed.data, '\0', r->typed.len) &&
	    text_valid(r->typed.data, r->typed.len) == r->typed.len &&
	    strcmp(typing_start(rec, r->typing), r->typed.data) != 0)
		return;
	r->typing = TYPING_NONE;
	bytes_clear(&r->typed);
}

static void replay_all(struct recovery *r, struct form_set *forms,
		       const char *path)
{
	enum state_verdict verdict;
	struct unpack from = { 0 };
	const char *s;
	size_t n;
	char type;

	if (!journal_next(r->journal, &type, &s, &n) || type != RECORD_STATE)
		return;
	from = (struct unpack){ s, s + n, false };
	r->doc = state_unpack(&from, forms, path, &verdict);
	r->is_other_form = verdict == STATE_OTHER_FORM;
	if (!r->doc)
		return;
	do {
		if (!journal_next(r->journal, &type, &s, &n))
			break;
		from = (struct unpack){ s, s + n, false };
	} while (replay(r, type, &from));
	settle_typing(r);
}

/* ---- beside the file ---- */

static size_t count_changes(const struct document *doc)
{
	const struct history *h = &doc->history;
	size_t saved = h->saved;

	if (saved == SIZE_MAX)
		saved = document_has_repairs(doc) ? 1 : 0;
	return h->position > saved ? h->position - saved : saved - h->position;
}

static enum recovery_file compare(const struct document *left, const char *path,
				  const struct document *now)
{
	struct fingerprint was = document_fingerprint(left), is;
	struct store_stamp there;

	if (strcmp(path, "-") == 0)
		return RECOVERY_FILE_NONE;
	if (!now) {
		store_stamp_get(path, &there);
		return there.exists ? RECOVERY_FILE_CHANGED
				    : RECOVERY_FILE_GONE;
	}
	is = document_fingerprint(now);
	return was.size == is.size && was.hash == is.hash
		       ? RECOVERY_FILE_SAME
		       : RECOVERY_FILE_CHANGED;
}

/* Saving looks at what stands there: once it is another file, no stamp fits. */
static void take_stamp(struct recovery *r, const struct document *now)
{
	static const struct store_stamp none_fits = { .exists = true };

	if (now && (r->file == RECOVERY_FILE_SAME || !r->doc->has_file))
		r->doc->stamp = now->stamp;
	else if (r->doc->has_file)
		r->doc->stamp = none_fits;
}

/* The program was killed between saving and removing the journal, or everything
   was undone. */
static bool is_nothing(struct recovery *r, const struct document *now)
{
	struct bytes bytes = BYTES_INIT;
	bool is_saved;

	if (r->typing.as != TYPED_NOTHING ||
	    acceptance_is_changed(&r->doc->acceptances))
		return false;
	/* nor does it matter then who has changed the file since; but one that
	   can't be read any more is nowhere else */
	if ((r->file == RECOVERY_FILE_SAME ||
	     (r->file == RECOVERY_FILE_CHANGED && now)) &&
	    !document_differs(r->doc))
		return true;
	if (r->file != RECOVERY_FILE_CHANGED || !now || now->is_office ||
	    !carried_is_saved(r->doc))
		return false;
	document_bytes(r->doc, &bytes);
	is_saved = bytes.len == now->n_data &&
		   !memcmp(bytes.data, now->data, bytes.len);
	bytes_release(&bytes);
	return is_saved;
}

static struct recovery *read_journal(struct journal *journal,
				     struct form_set *forms, const char *folder,
				     const char *path)
{
	struct recovery *r = memory_alloc(sizeof *r);

	r->journal = journal;
	r->folder = memory_copy_str(folder);
	r->typing = TYPING_NONE;
	bytes_init(&r->typed);
	r->since = journal_since(journal);
	r->last = journal_last(journal);
	replay_all(r, forms, path);
	return r;
}

/* True: something of it is nowhere else. */
static bool is_left(struct recovery *r, const char *path,
		    const struct document *now)
{
	if (!r->doc)
		return false;
	r->file = compare(r->doc, path, now);
	take_stamp(r, now);
	r->n_changes = count_changes(r->doc);
	return !is_nothing(r, now);
}

struct recovery *recovery_find(struct form_set *forms, const char *folder,
			       const char *path, const struct document *now)
{
	char *name = document_journal_name(path);
	struct journal *journal =
		folder ? journal_find(folder, name, NULL) : NULL;
	struct recovery *unread = NULL, *r = NULL;

	while (journal) {
		r = read_journal(journal, forms, folder, path);
		if (is_left(r, path, now))
			break;
		/* what came to nothing may have been begun instead of one that
		   did not */
		journal = journal_find(folder, name, journal);
		if (r->doc)
			recovery_throw_away(r);
		if (r->doc || unread)
			recovery_free(r);
		else
			unread = r;
		r = NULL;
	}
	free(name);
	if (!r)
		return unread;
	recovery_free(unread);
	return r;
}

void recovery_free(struct recovery *r)
{
	if (!r)
		return;
	document_free(r->doc);
	journal_free(r->journal);
	bytes_release(&r->typed);
	free(r->folder);
	free(r);
}

/* ---- what becomes of it ---- */

void recovery_take(struct recovery *r, struct document *doc)
{
	struct document left = *r->doc;

	document_check_forget(doc);
	document_journal_free(doc->journal);
	doc->journal = NULL;
	/* what whoever opened it has set */
	left.how = doc->how;
	left.refuges = doc->refuges;
	if (left.def == doc->def) {
		left.earlier = doc->earlier;
		left.keeps_earlier = doc->keeps_earlier;
		doc->earlier = NULL;
	}
	*r->doc = *doc;
	*doc = left;
	r->doc->history.record = &r->doc->record;
	doc->history.record = &doc->record;
	r->doc->history.reasons.ctx = r->doc;
	doc->history.reasons.ctx = doc;
	document_earlier_again(doc);
	document_journal_continue(doc, r->folder, r->journal);
	r->journal = NULL;
}

bool recovery_is_typing(const struct recovery *r, const struct document *doc)
{
	return r->doc && r->doc->def == doc->def && r->n_changes == 0 &&
	       !acceptance_is_changed(&r->doc->acceptances) &&
	       typing_fits(&doc->record, r->typing);
}

void recovery_take_typed(struct recovery *r, struct document *doc)
{
	document_journal_continue(doc, r->folder, r->journal);
	r->journal = NULL;
}

struct document *recovery_take_alone(struct recovery *r)
{
	struct document *doc = r->doc;

	r->doc = NULL;
	document_earlier_again(doc);
	document_journal_continue(doc, r->folder, r->journal);
	r->journal = NULL;
	return doc;
}

void recovery_throw_away(struct recovery *r)
{
	journal_remove(r->journal);
}
