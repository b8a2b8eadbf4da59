/*
 * reviewing: what a reviewer does to a form, in the list or in the form itself:
 * its state, and the usual opinions, a key each. What was done is written
 * beside the form (core/review.h) and said.
 */
#ifndef TUI_REVIEWING_H
#define TUI_REVIEWING_H

#include "core/document.h"
#include "core/review.h"
#include "tui/canvas.h"
#include "tui/overlay.h"

/* A form as it is being reviewed. */
struct reviewing {
	char *path; /* of the form that was opened, wherever it is saved now */
	struct review_hand (*hand)(void); /* who does it, and when */
	struct review review;
	struct bytes said; /* what came of the last step */
	enum role role;
};

/* Reads what is there; false, and said: it can't be read. */
bool reviewing_init(struct reviewing *, const char *path,
		    struct review_hand (*)(void));
/* What could not be written is tried again; true: nothing is left to be. */
bool reviewing_write(struct reviewing *);
void reviewing_release(struct reviewing *);
/* Says who has set the state to what it is. */
void reviewing_say_theirs(struct reviewing *);
/* Each of these writes. False, and said: nothing is written; the next one that
   writes writes it too, and the next state is then this one again. */

/* To the next state, or back to the one before, if it is still the one that the
   user sees: another reviewer's isn't changed unseen. */
bool reviewing_turn_state(struct reviewing *, bool back,
			  enum review_state seen);
/* With words it is given, or has these from then on; without them (NULL) it is
   given if it isn't, and else taken back. */
bool reviewing_opinion(struct reviewing *, const char *opinion,
		       const char *words);

/* The letter of return, as text and as a page, beside the form, which is
   checked. An older one is replaced. */
bool reviewing_write_letter(struct reviewing *, const struct document *);

/*
 * The usual opinions, which are divided by |, those that stand marked; a letter
 * or digit each, and Tab to say a few words with it. OVERLAY_CHOSEN:
 * opinions_chosen() with opinions_words(), both borrowed from it. It stays open
 * if it is opened anew by who asked.
 */
struct overlay *opinions_new(const char *opinions, const struct review *);
const char *opinions_chosen(const struct overlay *);
/* NULL: none were written. */
const char *opinions_words(const struct overlay *);
/* Those that stand now. */
void opinions_mark(struct overlay *, const struct review *);

#endif
