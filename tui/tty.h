/*
 * tty: the terminal's device, under terminal.c and without curses: its modes,
 * bytes in, and bytes out without ever blocking.
 */
#ifndef TUI_TTY_H
#define TUI_TTY_H

#include <stdbool.h>
#include <stddef.h>

struct charset;

/* What goes over the line, borrowed; NULL: UTF-8. */
void tty_set_charset(struct charset *);
/* Remembers the modes; false if stdin or stdout is no terminal. */
bool tty_open(void);
/* Every byte as it is typed, none of them a signal. `leave`, borrowed, is what
   tty_give_back() sends. */
void tty_take(const char *leave, size_t n);
/* Sends the farewell, then the modes as they were; nothing if it isn't taken.
   Safe in a signal handler; waits at most a moment for a terminal that takes
   nothing. */
void tty_give_back(void);
/* False if the terminal doesn't know. */
bool tty_size(int *height, int *width);

/* Something happened; bits. */
enum {
	TTY_INPUT = 1,
	TTY_OUTPUT = 2, /* the terminal takes bytes again */
	TTY_SIGNAL = 4,
};
/* Waits; 0 if nothing happened in time. */
unsigned tty_wait(int timeout_ms);
/* Bytes read, 0 if there are none yet, -1 if the terminal is gone. In another
   charset than UTF-8 there has to be room for a few characters. */
int tty_read(char *to, size_t n);

/* Queues bytes, and sends what the terminal takes, at best in one write(2).
   tty_send() is true when nothing is left. */
void tty_queue(const char *s, size_t n);
bool tty_send(void);

#endif
