/*
 * linear_private: what linear.c, which takes lines, linear_move.c, which goes
 * where they say, and linear_tell.c, which makes them, share.
 */
#ifndef TUI_LINEAR_PRIVATE_H
#define TUI_LINEAR_PRIVATE_H

#include "tui/app_private.h"
#include "tui/linear.h"

/* Columns and lines that a page is told in, where nobody looks at a screen. */
enum { PAGE_WIDTH = 76, PAGE_HEIGHT = 400 };

struct linear {
	struct app *app;
	int screen; /* told last, or -1 */
	long row;
	bool is_past_rows; /* behind a table's last cell: a text makes a row */
	bool is_writing;   /* a long text, until a line of "." */
	struct finding told; /* of the text that was typed last, and where the
				focus went from there; rule NULL: none */
	struct place told_to;
	struct bytes sums, cover; /* as told last */
};

/* The next cell, or the one before, over all screens. */
void linear_step(struct linear *, bool backwards);
/* Counted from 1; a row of this screen, a line of the list of problems. */
void linear_go_to_row(struct linear *, size_t number);
void linear_go_to_problem(struct linear *, size_t number);
/* False: no screen has that name. */
bool linear_has_screen(const struct linear *, const char *words);
bool linear_go_to_named(struct linear *, const char *words);

/* Nothing where the cell has no finding. */
void linear_tell_finding(const struct linear *, struct place,
			 struct bytes *out);
/* All of the screen. */
void linear_tell_page(struct linear *, struct bytes *out);
/* tui/linear_keys.c: what messages call by its key is called by its command,
   :撤销 for ^Z 撤销. A key is ^Z anywhere; F7 and Alt-e where a clause begins
   with them, for a text that is quoted may have such words too. */
void linear_keys_print(struct bytes *out, const char *text);
/* What was said last; once. */
void linear_tell_message(struct app *, struct bytes *out);

#endif
