/*
 * document_journal: what of an open document is not saved yet, kept in a
 * journal (core/journal.h) as it happens: every change, undo and redo, what was
 * said of findings, and the text that is being typed.
 *
 * The file is begun with the first of them and holds the whole document then,
 * with all that can be undone; the rest is added to it. Saving removes it, for
 * then everything is in the form's own file; so one that is left behind always
 * holds work that nobody has saved. Getting that back: core/document_recover.h.
 *
 * All of it may be called of a document without a journal, and does nothing.
 */
#ifndef CORE_DOCUMENT_JOURNAL_H
#define CORE_DOCUMENT_JOURNAL_H

#include "core/document.h"
#include "core/journal.h"

struct document_journal;

/* From now on. No file is made before there is something to keep. NULL: there
   is no place for one, which is told then. */
void document_journal_open(struct document *, const char *folder);
void document_journal_free(struct document_journal *);

/* What a text that is being typed is to become. */
enum typed_as {
	TYPED_NOTHING,
	TYPED_CELL,   /* the cell's, instead of what it holds */
	TYPED_REASON, /* said of a finding at the place, which may be none */
	TYPED_REMARK, /* a reviewer's, on the cell */
};
struct typing {
	enum typed_as as;
	struct place place;
};
/* The text that is being edited, whenever it may have changed. */
void document_journal_typing(struct document *, struct typing, const char *text,
			     size_t n);
/* None is edited any more: it became a change, or was given up. */
void document_journal_typed(struct document *);

enum journal_news {
	JOURNAL_NO_NEWS,
	JOURNAL_FAILED, /* for the first time: what is typed isn't kept */
	JOURNAL_KEEPS,	/* it is again, all of it */
};
/* Writes what there is to be written, at most once: FAILURE_JOURNAL why not.
   After that it is tried again every JOURNAL_RETRY_MS. */
enum journal_news document_journal_write(struct document *, struct failure *);
/* How long the program may wait for a key before document_journal_sync(); -1:
   for ever. */
int document_journal_patience_ms(const struct document *);
/* There is something that isn't kept, since that was told. */
bool document_journal_is_failing(const struct document *);
/* Writes, and keeps it through a power cut: before a wait that is longer than
   the patience, and before the program ends for whatever reason. */
enum journal_news document_journal_sync(struct document *, struct failure *);

/* What the document is has changed by other than an edit, such as what its file
   holds: the next write begins with all of it again. */
void document_journal_anew(struct document *);
/* By document_save(): with a failure the journal stays. */
void document_journal_saved(struct document *, const struct failure *);
/* The user leaves, with all saved or thrown away. */
void document_journal_end(struct document *);

/* The file's path, "" if there is none yet. Borrowed. */
const char *document_journal_path(const struct document *);
/* The name that a document's journals go by; owned by the caller. */
char *document_journal_name(const char *path);

/* Private to core/document*.c: takes over a file that was left behind, which
   goes once the next one holds all that it held. */
void document_journal_continue(struct document *, const char *folder,
			       struct journal *left);

/* What it begins with: the cell's text, or nothing. The place fits. */
const char *typing_start(const struct record *, struct typing);
bool typing_equal(struct typing, struct typing);
#define TYPING_NONE ((struct typing){ TYPED_NOTHING, PLACE_NONE })

/* Types of records; their bodies are core/document_recover.c's as well. */
enum {
	RECORD_STATE = 'S',
	RECORD_CHANGE = 'C',
	RECORD_UNDO = 'U',
	RECORD_REDO = 'R',
	RECORD_TYPING = 'T',
	RECORD_TYPED = 'E',
};

#endif
