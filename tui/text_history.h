/*
 * text_history: what was done to one text while it is being edited, as pieces
 * that were replaced. It knows no text: whoever has it notes what he replaces,
 * and is told what to put back. What was typed in one go is one step, and so is
 * what was erased in one go, or anything within a group.
 */
#ifndef TUI_TEXT_HISTORY_H
#define TUI_TEXT_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

enum stroke {
	STROKE_TYPES,  /* goes on with what was typed just before it */
	STROKE_ERASES, /* the same of characters that are erased */
	STROKE_ALONE,
};

/* `removed` at this byte gave way to `added`. */
struct text_change {
	size_t at;
	struct bytes removed, added;
	size_t cursor; /* before */
	bool begins;   /* a step */
};

struct text_history {
	struct text_change *items;
	size_t n, cap;
	size_t done; /* those before it; the others were undone */
	size_t size_bytes;
	enum stroke kind; /* of the last */
	bool is_sealed;	  /* nothing goes on with the last */
	bool is_group, has_begun;
};

/* Kept at most, of all texts; the oldest steps are forgotten, never the
   last. */
enum { TEXT_HISTORY_BYTES = 4 << 20 };

void text_history_init(struct text_history *);
void text_history_release(struct text_history *);
void text_history_clear(struct text_history *);

/* What is noted from here on is a step of its own. */
void text_history_seal(struct text_history *);
/* What is noted between them is one step. */
void text_history_group_begin(struct text_history *);
void text_history_group_end(struct text_history *);
/* To be called before the text changes; forgets what was undone. `pauses`: it
   begins a step even if it could go on with the last. */
void text_history_note(struct text_history *, enum stroke, bool pauses,
		       size_t at, size_t cursor, const char *removed,
		       size_t n_removed, const char *added, size_t n_added);

/* The changes of the step to be undone, which the caller does from the last to
   the first, or of the one to be redone, from the first to the last; *n is 0 if
   there is none. Borrowed until something is noted. */
const struct text_change *text_history_back(struct text_history *, size_t *n);
const struct text_change *text_history_forth(struct text_history *, size_t *n);

#endif
