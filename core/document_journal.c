#include <config.h>
#include "core/document_journal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/document_state.h"
#include "core/journal_pack.h"
#include "core/path.h"

struct document_journal {
	struct journal *file;
	bool has_work;	    /* something is to be kept until it is saved */
	struct bytes edits; /* of the change at hand, packed */
	size_t n_edits;
	struct typing typing;
	struct bytes typed; /* its text as the journal has it */
	bool is_typed;	    /* the journal has it at all */
	bool is_failing;
	long long retry_ms; /* not before */
};

/* ---- records ---- */

static void add(struct document_journal *j, char type, const struct bytes *body)
{
	static const struct bytes nothing = BYTES_INIT;

	j->has_work = true;
	/* the next file holds all of it anyway */
	if (journal_is_begun(j->file))
		journal_add(j->file, type, body ? body : &nothing);
}

static void add_change(struct document_journal *j, const struct change *change)
{
	struct bytes body = BYTES_INIT;

	pack_number(&body, (uint64_t)change->kind);
	pack_place(&body, change->place);
	pack_number(&body, j->n_edits);
	bytes_add(&body, j->edits.data, j->edits.len);
	add(j, RECORD_CHANGE, &body);
	bytes_release(&body);
}

void document_journal_anew(struct document *doc)
{
	if (doc->journal && journal_is_begun(doc->journal->file))
		journal_restart(doc->journal->file);
}

static void note(void *ctx, enum history_step step, const struct change *change,
		 const struct edit *edit)
{
	struct document *doc = ctx;
	struct document_journal *j = doc->journal;

	switch (step) {
	case STEP_EDIT:
		pack_edit(&j->edits, doc->def, edit);
		j->n_edits++;
		return;
	case STEP_CHANGE:
		add_change(j, change);
		break;
	case STEP_UNDO:
		add(j, RECORD_UNDO, NULL);
		break;
	case STEP_REDO:
		add(j, RECORD_REDO, NULL);
		break;
	case STEP_EXTEND:
		document_journal_anew(doc);
		break;
	}
	bytes_clear(&j->edits);
	j->n_edits = 0;
}

/* ---- what is being typed ---- */

bool typing_equal(struct typing a, struct typing b)
{
	return a.as == b.as && place_equal(a.place, b.place);
}

const char *typing_start(const struct record *rec, struct typing typing)
{
	return typing.as == TYPED_CELL ? record_get(rec, typing.place) : "";
}

static void pack_typing(struct bytes *out, struct typing typing)
{
	pack_number(out, (uint64_t)typing.as);
	pack_place(out, typing.place);
}

/* The text replaces `removed` bytes at `at`. */
static void add_typing(struct document_journal *j, size_t at, size_t removed,
		       const char *s, size_t n)
{
	struct bytes body = BYTES_INIT;

	pack_typing(&body, j->typing);
	pack_number(&body, at);
	pack_number(&body, removed);
	pack_bytes(&body, s, n);
	add(j, RECORD_TYPING, &body);
	bytes_release(&body);
}

static void begin_typing(struct document *doc, struct typing typing)
{
	struct document_journal *j = doc->journal;

	document_journal_typed(doc);
	j->typing = typing;
	bytes_set_str(&j->typed, typing_start(&doc->record, typing));
}

void document_journal_typing(struct document *doc, struct typing typing,
			     const char *text, size_t n)
{
	struct document_journal *j = doc->journal;
	size_t same, tail, least;

	if (!j)
		return;
	if (!typing_equal(typing, j->typing))
		begin_typing(doc, typing);
	least = n < j->typed.len ? n : j->typed.len;
	same = bytes_same_head(text, j->typed.data, least);
	tail = bytes_same_tail(text + n, j->typed.data + j->typed.len,
			       least - same);
	if (n == j->typed.len && same == n)
		return;
	add_typing(j, same, j->typed.len - same - tail, text + same,
		   n - same - tail);
	bytes_splice(&j->typed, same, j->typed.len - same - tail, text + same,
		     n - same - tail);
	j->is_typed = true;
}

void document_journal_typed(struct document *doc)
{
	struct document_journal *j = doc->journal;

	if (!j)
		return;
	if (j->is_typed) {
		add(j, RECORD_TYPED, NULL);
		journal_hurry(j->file);
	}
	j->is_typed = false;
	j->typing = TYPING_NONE;
}

/* ---- the file ---- */

static struct document_journal *journal_of(struct journal *file)
{
	struct document_journal *j = memory_alloc(sizeof *j);

	j->file = file;
	j->typing = TYPING_NONE;
	bytes_init(&j->edits);
	bytes_init(&j->typed);
	return j;
}

void document_journal_open(struct document *doc, const char *folder)
{
	document_journal_continue(doc, folder, NULL);
}

void document_journal_continue(struct document *doc, const char *folder,
			       struct journal *left)
{
	document_journal_free(doc->journal);
	doc->journal =
		journal_of(left ? left : journal_new(folder ? folder : ""));
	doc->journal->has_work = left != NULL;
	doc->history.log = (struct history_log){ doc, note };
}

void document_journal_free(struct document_journal *j)
{
	if (!j)
		return;
	journal_free(j->file);
	bytes_release(&j->edits);
	bytes_release(&j->typed);
	free(j);
}

const char *document_journal_path(const struct document *doc)
{
	return doc->journal ? journal_path(doc->journal->file) : "";
}

/* The last name as it stands, for a file that isn't there. */
static void add_in_folder(struct bytes *out, const char *path)
{
	char *folder = path_folder(path), *name = path_name(path);
	char *real = realpath(folder, NULL);

	if (real)
		bytes_printf(out, "%s/%s", real, name);
	else
		bytes_add_str(out, path);
	free(real);
	free(name);
	free(folder);
}

char *document_journal_name(const char *path)
{
	struct bytes name = BYTES_INIT;
	char *real = strcmp(path, "-") ? realpath(path, NULL) : NULL;

	if (real || !strcmp(path, "-"))
		bytes_add_str(&name, real ? real : path);
	else
		add_in_folder(&name, path);
	free(real);
	return bytes_take(&name);
}

/* For a file that has none of it yet: in place of what stands in the cell. */
static void add_typing_whole(struct document *doc)
{
	struct document_journal *j = doc->journal;
	struct bytes body = BYTES_INIT;

	pack_typing(&body, j->typing);
	pack_number(&body, 0);
	pack_number(&body, strlen(typing_start(&doc->record, j->typing)));
	pack_bytes(&body, j->typed.data, j->typed.len);
	journal_add(j->file, RECORD_TYPING, &body);
	bytes_release(&body);
}

static void begin(struct document *doc)
{
	struct document_journal *j = doc->journal;
	char *name = document_journal_name(doc->path);

	journal_begin(j->file, name);
	state_pack(journal_take(j->file, RECORD_STATE), doc);
	journal_put(j->file);
	if (j->is_typed)
		add_typing_whole(doc);
	free(name);
}

static enum journal_news tell(struct document *doc, bool ok, int error,
			      struct failure *f)
{
	struct document_journal *j = doc->journal;
	bool was_failing = j->is_failing;

	j->is_failing = !ok;
	if (!ok)
		j->retry_ms = clock_now_ms() + JOURNAL_RETRY_MS;
	if (ok == !was_failing)
		return JOURNAL_NO_NEWS;
	const char *folder = journal_folder(j->file);

	if (!ok && *folder)
		failure_set(f, FAILURE_JOURNAL, folder, error);
	else if (!ok)
		failure_set(f, FAILURE_JOURNAL_NOWHERE, NULL, 0);
	return ok ? JOURNAL_KEEPS : JOURNAL_FAILED;
}

enum journal_news document_journal_write(struct document *doc,
					 struct failure *f)
{
	struct document_journal *j = doc->journal;
	bool ok;

	if (!j || !j->has_work)
		return JOURNAL_NO_NEWS;
	if (!journal_is_begun(j->file)) {
		if (j->is_failing && clock_now_ms() < j->retry_ms)
			return JOURNAL_NO_NEWS;
		begin(doc);
	}
	ok = journal_write(j->file, clock_now_ms());
	return tell(doc, ok, errno, f);
}

bool document_journal_is_failing(const struct document *doc)
{
	return doc->journal && doc->journal->has_work &&
	       doc->journal->is_failing;
}

enum journal_news document_journal_sync(struct document *doc, struct failure *f)
{
	enum journal_news news;
	bool ok;

	if (doc->journal) {
		doc->journal->retry_ms = 0;
		journal_look(doc->journal->file);
	}
	news = document_journal_write(doc, f);
	if (!doc->journal || news == JOURNAL_FAILED || doc->journal->is_failing)
		return news;
	ok = journal_sync(doc->journal->file);
	return ok ? news : tell(doc, false, errno, f);
}

int document_journal_patience_ms(const struct document *doc)
{
	return doc->journal
		       ? journal_patience_ms(doc->journal->file, clock_now_ms())
		       : -1;
}

void document_journal_saved(struct document *doc, const struct failure *f)
{
	struct document_journal *j = doc->journal;
	bool is_saved = !f || f->code == FAILURE_NONE;

	if (!j)
		return;
	if (is_saved)
		journal_remove(j->file);
	else /* the reasons are nowhere else, and the path may be another */
		document_journal_anew(doc);
	j->has_work = !is_saved;
	j->is_typed = false;
	j->typing = TYPING_NONE;
}

void document_journal_end(struct document *doc)
{
	if (!doc->journal)
		return;
	journal_remove(doc->journal->file);
	doc->journal->has_work = false;
}
