/*
 * curses_guard: ncurses 6.4 doesn't look at what malloc gives while it starts,
 * resizes and paints, and would crash where memory runs out. Between these two
 * calls such a crash ends the program as an allocation of our own does that
 * fails: the terminal given back, and told. A crash that is sent from outside
 * is none of it.
 */
#ifndef TUI_CURSES_GUARD_H
#define TUI_CURSES_GUARD_H

void curses_guard_begin(void);
void curses_guard_end(void);

#endif
