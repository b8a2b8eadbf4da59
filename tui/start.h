/*
 * start: the screen without a form: a new one, a file, the last ones, the
 * sample, a folder to review. It is handed what there is to choose from and
 * tells what was chosen; opening it is the caller's. It touches no terminal:
 * start_run() does.
 */
#ifndef TUI_START_H
#define TUI_START_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/terminal.h"

enum start_choice {
	START_GO_ON, /* nothing yet */
	START_LEFT,  /* what was left behind unsaved */
	START_BLANK, /* a blank form: start_form() */
	START_FROM,  /* a new form out of start_path() */
	START_OPEN,  /* start_path() */
	START_SAMPLE,
	START_REVIEW, /* the folder start_path() */
	START_SUSPEND,
	START_REDRAW,
	START_QUIT, /* from here on it is over */
	START_END,  /* by a signal */
};

/* A kind of blank form: what it is called, and what `--form` knows it by. */
struct start_kind {
	const char *name, *detail;
};

/* Borrowed, all of it. */
struct start_offer {
	/* Looked up when they are asked for: *n in all, of which those behind
	   *n_own are of other places. */
	const struct start_kind *(*kinds)(void *ctx, size_t *n, size_t *n_own);
	void *ctx;
	bool wants_kind;	   /* that is asked first */
	const char *const *recent; /* absolute paths, the newest first */
	size_t n_recent;
	const char *home; /* shown as ~; or NULL */
	const char *left; /* what was left behind, in a few words; or NULL */
	bool has_sample;
};

struct start;

struct start *start_new(const struct start_offer *);
void start_free(struct start *);
/* Why what was chosen last can't be had, or another thing to know. */
void start_say(struct start *, enum role, const char *text);
enum start_choice start_key(struct start *, const struct key *);
/* On a canvas of the terminal's size. */
void start_draw(struct start *, struct canvas *);
size_t start_form(const struct start *);
const char *start_path(const struct start *);
/* The folder that it was looked for in, with a slash at its end, or "" for the
   current one; what was typed, if nothing there fits; NULL: it stood in the
   menu. */
const char *start_sought(const struct start *);
/* Asks for another file at once, from there on. */
void start_seek(struct start *, enum start_choice, const char *sought);

/* Opens the terminal, where it isn't open already, and leaves it open unless
   START_QUIT or START_END was chosen. */
enum terminal_problem start_run(struct start *, const struct terminal_options *,
				enum start_choice *);

#endif
