/*
 * key: one key press, whatever terminal it came from.
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdbool.h>
#include <stdint.h>

enum key_name {
	K_NONE, /* a time-out: nothing was pressed */
	K_CHAR, /* a character: ch */
	K_CTRL, /* Ctrl and a letter: ch is 'a'..'z' */
	K_ENTER,
	K_TAB,
	K_BACKTAB,
	K_ESCAPE,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_F, /* a function key: ch is 1..24 */
	K_PASTE_BEGIN,
	K_PASTE_END,
	K_CLICK, /* the mouse's left button: ch is row << 16 | column, from 0 */
	K_WHEEL_UP,
	K_WHEEL_DOWN,
	K_RESIZE,    /* the terminal's size changed, or how it shows things */
	K_REDRAW,    /* back from a suspension */
	K_TERMINATE, /* SIGTERM or SIGHUP */
	K_HANGUP,    /* the terminal is gone */
};

struct key {
	enum key_name name;
	uint32_t ch;	       /* a code point, letter or number, see above */
	bool alt, ctrl, shift; /* ctrl, shift: only with named keys */
};

/* "^S", "Alt-1", "Shift-F7", "PgDn": as help and hints write it. */
struct bytes;
void key_print(struct bytes *out, const struct key *);
/* The reverse, for tables and tests: "^S" "Alt-Up" "F7" "Ctrl-Home" "Enter"
   "一" "Click-5,20". False if it is none. */
bool key_parse(const char *s, struct key *);
bool key_equal(const struct key *, const struct key *);
/* A full-width letter, digit or sign as its half-width twin, for lists and
   questions. */
struct key key_fold(struct key);
/* A Chinese character: where none is asked for an input method is on. */
bool key_is_han(const struct key *);

#endif
