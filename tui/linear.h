/*
 * linear: the program in lines instead of screens, for a terminal that can't
 * move its cursor and for whoever listens rather than looks. A line that is
 * typed is a cell's text, a command (:保存) or the answer to a question; what
 * is told is plain text without an escape sequence.
 *
 * It is another keyboard and another display of the same app: what edits,
 * saves, asks, locks and merges is app's. It touches no terminal.
 */
#ifndef TUI_LINEAR_H
#define TUI_LINEAR_H

#include "core/bytes.h"
#include "tui/app.h"

struct linear;

/* The app is borrowed. */
struct linear *linear_new(struct app *);
void linear_free(struct linear *);

/* What there is to read before the first line is typed. */
void linear_begin(struct linear *, struct bytes *out);
/* A line as it was typed, without its end; what it comes to. */
enum app_wish linear_line(struct linear *, const char *line, size_t n,
			  struct bytes *out);
/* What there is to read once something else was done, as in another program. */
void linear_tell(struct linear *, struct bytes *out);
/* The input is at its end: a long text is taken as far as it was written. */
void linear_finish(struct linear *);
/* What becomes of what is not saved. */
void linear_end(struct linear *, struct bytes *out);
/* What stands before the line that is to be typed: "> ". */
const char *linear_prompt(const struct linear *);

/* As app_run(), with lines from stdin, whatever it is. What is told goes to
   `print`, which is false where nobody reads it any more. */
enum terminal_problem linear_run(struct document *, const struct app_user *,
				 struct recovery *left,
				 bool (*print)(const struct bytes *));

#endif
