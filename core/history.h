/*
 * history: the log of edits: undo, redo and "modified" at once.
 *
 * Edits come in groups that are undone as one. What is applied, undone and
 * redone all goes through one function, which tells the listener before and
 * after each edit of what cells hold: the live checks hang there.
 */
#ifndef CORE_HISTORY_H
#define CORE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/record.h"

/* What a group did, for the message after undo and redo. */
enum change_kind {
	CHANGE_CELL,
	CHANGE_ROW_NEW,
	CHANGE_ROW_DELETE,
	CHANGE_ROW_DUPLICATE,
	CHANGE_ROW_MOVE,
	CHANGE_REPAIR,
	CHANGE_PASTE,
	CHANGE_MERGE,	/* what another wrote into the file */
	CHANGE_CONFIRM, /* that carried cells hold */
	CHANGE_REASON,	/* what is said of a finding */
	CHANGE_DROP,	/* of what has no place in the form */
	CHANGE_KINDS
};

struct history_listener {
	void *ctx;
	void (*before)(void *ctx, const struct edit *);
	void (*after)(void *ctx, const struct edit *inverse);
};

/* Who turns what is said of a finding into what was said before: no cell has
   it, so the listener hears nothing of it. */
struct history_reasons {
	void *ctx;
	void (*turn)(void *ctx, struct acceptance_step *);
};

/* What the log on disk is told: an edit before it is made, then its group; or
   what was done to a whole group. */
enum history_step {
	STEP_EDIT,
	STEP_CHANGE, /* without edits: what could be redone is gone */
	STEP_UNDO,
	STEP_REDO,
	STEP_EXTEND, /* the last group is open again */
};
struct change;
struct history_log {
	void *ctx;
	void (*note)(void *ctx, enum history_step, const struct change *,
		     const struct edit *); /* STEP_EDIT only */
};

struct change {
	enum change_kind kind;
	struct place place; /* where to look after undo or redo */
	struct edit *edits;
	size_t n, cap;
};

struct history {
	struct record *record;
	struct history_listener listener;
	struct history_reasons reasons;
	struct history_log log; /* of a document's journal; {0}: none */
	struct change *changes;
	size_t n, cap;	  /* all changes, redoable ones included */
	size_t position;  /* changes[0..position) are applied */
	size_t saved;	  /* position at the last save; SIZE_MAX = gone */
	bool is_open;	  /* between _begin and _end */
	bool has_dropped; /* at _begin: what could be redone */
};

void history_init(struct history *, struct record *, struct history_listener);
void history_release(struct history *);
/* Opens a group; drops what could be redone. */
void history_begin(struct history *, enum change_kind, struct place);
/* Opens the last group again; nothing may be undone. */
void history_extend(struct history *);
/* Applies an edit within the open group. */
void history_apply(struct history *, struct edit *);
/* Closes the group; one without an edit leaves no trace. */
void history_end(struct history *);
/* Undo, redo: the change that was undone or redone, or NULL at the end. */
const struct change *history_undo(struct history *);
const struct change *history_redo(struct history *);
/* What undo would undo, or NULL. */
const struct change *history_next_undo(const struct history *);
/* Where the place of changes[at], which is done, stands by now: rows may have
   moved since. False: in no row that is there. */
bool history_place_now(const struct history *, size_t at, struct place *);
bool history_is_modified(const struct history *);
void history_mark_saved(struct history *);
/* What was saved is in the file no more: modified, whatever is undone. */
void history_forget_saved(struct history *);

#endif
