/*
 * document_recover: work that was left behind unsaved, out of its journal: the
 * document as it was, with all that could be undone and redone.
 *
 * Only an edit that fits is made, and the first record that is broken or
 * doesn't fit ends it: what comes back is what was there up to then.
 */
#ifndef CORE_DOCUMENT_RECOVER_H
#define CORE_DOCUMENT_RECOVER_H

#include <time.h>
#include "core/document.h"
#include "core/document_journal.h"

/* What stands in the form's file now, beside what did when that work was
   done. */
enum recovery_file {
	RECOVERY_FILE_SAME,
	RECOVERY_FILE_CHANGED,
	RECOVERY_FILE_GONE, /* or it can't be read */
	RECOVERY_FILE_NONE, /* the form came from standard input */
};

struct recovery {
	struct journal *journal; /* held, so that nobody else takes it */
	char *folder;
	struct document *doc; /* NULL: its form is another one now, or nothing
				 of it can be read; the journal stays */
	bool is_other_form;
	enum recovery_file file;
	size_t n_changes; /* since the last save; also when undone */
	time_t since, last;
	struct typing typing; /* what was typed and is nowhere else yet */
	struct bytes typed;
};

/*
 * The newest that was left behind of the document at `path`, and of those that
 * can't be read only if there is no other; NULL if there is none, no folder, or
 * all of it stands in the file as it is. `now`: the document as its file has
 * it, or NULL if that can't be opened.
 */
struct recovery *recovery_find(struct form_set *, const char *folder,
			       const char *path, const struct document *now);
/* The file stays unless it was taken or thrown away. */
void recovery_free(struct recovery *);
/* `doc` becomes the document that was left behind and goes on with its journal;
   its checks are to be made anew. Saving asks first if the file has changed. */
void recovery_take(struct recovery *, struct document *doc);
/* Is a text that was being typed all of it, and has `doc` its place? Then that
   can be taken alone: `doc` stays what it is, and goes on with the journal. */
bool recovery_is_typing(const struct recovery *, const struct document *doc);
void recovery_take_typed(struct recovery *, struct document *doc);
/* As recovery_take() where there is no other document: the caller's from now
   on. */
struct document *recovery_take_alone(struct recovery *);
void recovery_throw_away(struct recovery *);

#endif
