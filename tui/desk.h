/*
 * desk: the list of many forms, for who reviews them: a line a form, sorted,
 * filtered, grouped by rule or severity; and a board of forms by rules. It is
 * told what there is by core/watch, shows it and tells what was chosen; opening
 * it is the caller's. It touches no terminal: desk_run() does.
 */
#ifndef TUI_DESK_H
#define TUI_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include "core/watch.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/terminal.h"

struct desk;
struct summary;

enum desk_wish {
	DESK_GO_ON,
	DESK_SUSPEND,
	DESK_REDRAW,
	DESK_LOOK,   /* for what is new, now */
	DESK_OPEN,   /* desk_path(), at desk_place() */
	DESK_LETTER, /* of desk_path() */
	DESK_SUM,    /* the forms of desk_listed() are to be summed up */
	DESK_DIFFER, /* desk_differ() */
	DESK_QUIT,   /* from here on it is over */
	DESK_END,    /* by a signal */
};

/* The folder's name is copied. hand: who reviews, and when it is now. */
struct desk *desk_new(const char *folder, struct review_hand (*hand)(void));
void desk_free(struct desk *);
/* Takes over path and paper, which is good as long as the watch. */
void desk_take(struct desk *, struct watch_news *);
/* Is there anything new to see? */
bool desk_has_news(const struct desk *);
/* Are forms still being read? */
bool desk_is_busy(const struct desk *);
/* Those on screen, which are wanted first; how many. */
size_t desk_wanted(const struct desk *, size_t *ids, size_t most);
/* A form that this side has done something to, which watch_again() is to hear
   of; false: no more. */
bool desk_touched(struct desk *, size_t *id);
/* Something to know, until the next key. */
void desk_say(struct desk *, enum role, const char *text);
enum desk_wish desk_key(struct desk *, const struct key *);
/* On a canvas of the terminal's size. */
void desk_draw(struct desk *, struct canvas *);
bool desk_has_mouse(const struct desk *);
void desk_set_mouse(struct desk *, bool on);

/* The form in focus; NULL: there is none. Borrowed until the next news. */
const char *desk_path(const struct desk *);
/* The cell that is meant, or its last one with a problem: PLACE_NONE if it is
   no cell. */
struct place desk_place(const struct desk *, bool last);
/* On (or back) to another form with problems, as they are listed; *wrapped:
   round the end. False: there is no other. */
bool desk_has_next(struct desk *);
bool desk_next(struct desk *, bool backwards, bool *wrapped);
/* Which one that was: a sentence. */
void desk_print_next(const struct desk *, bool backwards, bool wrapped,
		     struct bytes *out);

/* Sums are compared with last year's from now on, which is borrowed, keeps all,
   as the watch's do (core/summary_last.h), and is complete and in its final
   order before the first sum comes. */
void desk_set_last(struct desk *, const struct summary *last, int percent);

/* The forms that are listed; free() it. */
size_t *desk_listed(const struct desk *, size_t *n);
/* Opens the two forms that are to be compared, and shows what they differ
   in. */
void desk_differ(struct desk *, struct form_set *, const struct dialect_hint *);

/* Opens the terminal, where it isn't open already, and leaves it open unless
   DESK_QUIT or DESK_END was chosen. */
enum terminal_problem desk_run(struct desk *, struct watch *,
			       const struct terminal_options *,
			       enum desk_wish *);

#endif
