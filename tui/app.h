/*
 * app: the program on screen. One turn: key → action → edit → paint.
 *
 * It reads a document and hands back edits, and draws on a canvas; it touches
 * no terminal, so tests drive it with keys and read the canvas.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include "core/document.h"
#include "core/document_recover.h"
#include "core/lock.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/terminal.h"

struct app;
struct app_review;

/* The document is borrowed. Its rules may be loaded later: app_check(). */
struct app *app_new(struct document *);
void app_free(struct app *);
/* Loads the rules and judges the form, after the first frame. */
bool app_check(struct app *, struct failure_list *);
/* The same in steps: loads the rules; false with the failure said. Keys may be
   handed in between the steps. The greeting, which is borrowed and may be NULL,
   is said before what there is to tell in the end. */
bool app_check_begin(struct app *, const char *greeting);
bool app_is_checking(const struct app *);
/* Judges for some milliseconds. */
void app_check_step(struct app *);
/* All that is left. */
void app_check_finish(struct app *);

/* What to do where Chinese is rows of squares. */
void app_say_no_chinese(struct app *);

/* The form is reviewed: to be called once, before app_lock(). */
void app_review_begin(struct app *, struct app_review *);
/* Takes the file's lock, or asks what to do if another has it; to be called
   once. `looks_only`: nothing may be edited, and no lock is taken. */
void app_lock(struct app *, const struct lock_holder *self, bool looks_only);
/* The program has to end at once, from wherever it is, and gives the lock back.
   Takes no memory. */
void app_lock_abandon(void);

/*
 * Asks what is to become of what was left behind unsaved, which is borrowed,
 * once no other question is open. Where the app is of `left` itself, for its
 * file can't be opened: whether to go on with it at all. looks_only: nothing
 * may become of it now, and it is only told.
 */
void app_offer(struct app *, struct recovery *left, bool looks_only);
/* After keys and before the frame: keeps what they changed (core/journal.h), by
   one write(2) at most. */
void app_note(struct app *);
/* How long until app_sync() is due; -1: nothing is unsynced. */
int app_unsynced_ms(const struct app *);
/* Keeps it through a power cut as well. True: there is something to tell. */
bool app_sync(struct app *);
/* Before a wait: notes in the list of recent forms that this one was open. */
void app_recent(struct app *);

/* What the caller has to do after a key. */
enum app_wish {
	APP_GO_ON,
	APP_SUSPEND,
	APP_REDRAW,
	APP_OUTSIDE, /* the text in focus is to be edited outside */
	APP_QUIT,    /* the user leaves */
	APP_START,   /* … for the start screen */
	APP_END,     /* a signal ends the program: nobody can be asked */
};
enum app_wish app_key(struct app *, const struct key *);
/* For APP_OUTSIDE, once nobody else has the terminal: the user's own editor. */
void app_outside_run(struct app *);
/* The screen has this size now: below the least one, keys change nothing. */
void app_resize(struct app *, int height, int width);
/* How long to wait for a key before handing in K_NONE; -1: for ever. */
int app_patience_ms(const struct app *);
/* Is there anything new to see? Not while a paste is coming in and that has
   been said. */
bool app_has_news(struct app *);

/* Who works with it, and how. */
struct app_user {
	struct lock_holder (*self)(void); /* asked after the first frame */
	bool looks_only;
	bool sends_copies;
	const char *state; /* the folder where journals and the recent list
				 lie */
	struct charset *charset;   /* of the terminal, borrowed; NULL: UTF-8 */
	const char *greeting;	   /* said at first, or NULL */
	struct app_review *review; /* opened from the list of forms; or NULL */
	bool *wants_start; /* set at the end: on with the start screen; or
			      NULL: there is none to go on with */
};
/* What there is to do before the first key and need not be waited for: the
   lock, the rules, the journal; `left` as for app_offer(), or NULL. */
void app_begin(struct app *, struct document *, const struct app_user *,
	       struct recovery *left);
/* Opens the terminal, unless it is, and runs until the user leaves, which gives
   it back unless he leaves for the start screen, or terminal_ended_by(); or
   what is wrong with the terminal, which the caller has to tell. `left` was
   left behind of the document, NULL if nothing was; without a document it is
   all there is. */
enum terminal_problem app_run(struct document *, const struct app_user *,
			      struct recovery *left,
			      const struct terminal_options *);

#endif
