/*
 * terminal: the real terminal: taking it over and giving it back, what it
 * answers, frames out, keys in.
 *
 * The bytes of a frame come from tui/painter; what is due of it goes to the
 * terminal in one write, and only when the terminal takes it (a frozen one
 * can't hold the program up). Keys come as bytes through our own decoder, so
 * that a stray byte can't swallow what is typed behind it.
 */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include <stdbool.h>
#include "core/charset.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/look.h"
#include "tui/terminal_query.h"

enum terminal_problem {
	TERMINAL_OK,
	TERMINAL_NOT_A_TTY, /* stdin or stdout is none */
	TERMINAL_NO_TERM,   /* TERM is not set */
	TERMINAL_UNKNOWN,   /* no description of this TERM */
	TERMINAL_DUMB,	    /* can't address the cursor */
	TERMINAL_SHORT,	    /* too few descriptors; errno says */
};

struct terminal_options {
	struct charset *charset;    /* borrowed; NULL: UTF-8 */
	bool colour;		    /* false: NO_COLOR, --color=never */
	enum background background; /* unknown: it is asked */
	bool is_ascii;		    /* rules, bars and marks */
	bool has_mouse;
	bool may_lack_chinese; /* that has to be told, in ASCII */
	int ambiguous_cols;    /* 1, 2; 0: it is asked (columns.h) */
};

/* Takes the terminal over, unless it is taken; signal handlers only set
   flags. */
enum terminal_problem terminal_open(const struct terminal_options *);
/* Gives it back as it was: modes, screen, cursor. Safe to call twice. After a
   crash it is given back by itself (signals.h). */
void terminal_close(void);
/* The signal that ends the program, SIGHUP for a terminal that is gone; 0:
   none. Every key is K_TERMINATE or K_HANGUP then. */
int terminal_ended_by(void);
/* Gives it back, stops the process as SIGTSTP does, takes it again. */
void terminal_suspend(void);
/* Gives it back for another program to run in, and takes it again. */
void terminal_lend(void);
void terminal_return(void);

void terminal_size(int *height, int *width);
/* Waits for a key; timeout_ms < 0 = for ever, 0 = only what is there. */
struct key terminal_key(int timeout_ms);
/* The key that comes next is a part of a paste, or its end. */
bool terminal_is_in_paste(void);
/* After the end has come: a key that was typed before; K_HANGUP where no more
   can come. */
struct key terminal_last_key(int timeout_ms);
/* Shows the frame: one write(2), none if nothing changed. What of it may wait,
   or is too much for a slow line (due.h), follows while terminal_key() waits,
   unless another frame has come. It takes the canvas and gives one back that is
   to be cleared before it is drawn on again. */
void terminal_paint(struct canvas *);
/* What the terminal has answered so far; `otherwise` where it has not. */
int terminal_answer(enum terminal_query, int otherwise);
/* The text goes into the clipboard of who sits at the terminal (osc52.h), with
   the next frame. False: it is too long. */
bool terminal_copy(const char *s, size_t n);
/* Can it show only rules, bars and marks of ASCII? */
bool terminal_is_ascii(void);
/* Blank, for the next frame: of its size, with the signs that it shows. */
void terminal_blank(struct canvas *);
/* From the next paint on clicks and the wheel are keys, or the terminal's
   own. */
void terminal_mouse(bool on);
/* The next paint sends everything. */
void terminal_redraw(void);

#endif
