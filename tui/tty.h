/*
 * tty: the terminal's device, under terminal.c and without curses: its modes,
 * the signals, bytes in, and bytes out without ever blocking.
 */
#ifndef TUI_TTY_H
#define TUI_TTY_H

#include <stdbool.h>
#include <stddef.h>

/* Remembers the modes and catches the signals; false if stdin or stdout is no
   terminal. */
bool tty_open(void);
/* Every byte as it is typed, none of them a signal. */
void tty_take(void);
/* Sends the farewell, then the modes and signals as they were. Safe in a
   signal handler; waits at most a moment for a terminal that takes nothing. */
void tty_give_back(const char *farewell, size_t n);
/* Stops the process group as ^Z does; returns when continued. In between, the
   terminal must have been given back. */
void tty_stop(void);
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
/* Bytes read, 0 if there are none yet, -1 if the terminal is gone. */
int tty_read(char *to, size_t n);

/* The signals caught; tty_signal() takes one and forgets it. */
enum tty_signal {
	TTY_RESIZED,
	TTY_ENDED,
	TTY_STOPPED,
	TTY_CONTINUED,
	TTY_SIGNALS
};
bool tty_signal(enum tty_signal);

/* Queues bytes, and sends what the terminal takes, at best in one write(2).
   tty_send() is true when nothing is left. */
void tty_queue(const char *s, size_t n);
bool tty_send(void);

#endif
