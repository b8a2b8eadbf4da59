/*
 * signals: what the program is told while it has the terminal. The handlers set
 * flags and wake whoever waits. Only where nothing can be waited for, after a
 * crash or when an end takes too long, the handler itself gives the terminal
 * back, and then lets the signal do what it does by itself.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <stdbool.h>

/* One flag each, however many came. */
enum signal_news {
	SIGNAL_RESIZED,
	SIGNAL_ENDED, /* SIGTERM, SIGHUP and others that end a program */
	SIGNAL_STOPPED,
	SIGNAL_CONTINUED,
	SIGNAL_NEWS
};

/* Catches them. give_back has to be safe in a signal handler; NULL: no terminal
   was taken, and results are written as they are without signals. What ends or
   stops a program and was ignored before stays ignored, as nohup(1) wants it.
   False with errno if there are no descriptors left. */
bool signals_catch(void (*give_back)(void));
/* As they were before. */
void signals_release(void);

/* Takes a piece of news and forgets it; ENDED is never forgotten. */
bool signals_take(enum signal_news);
/* The signal that ends the program, the first if there were several; 0:
   none. */
int signals_ended_by(void);
/* The terminal is gone, which is as good as SIGHUP. */
void signals_hang_up(void);
/* Stops the process group as ^Z does; returns when continued. At once, with
   false, if SIGTSTP was ignored before: whoever started the program doesn't
   know how to go on. */
bool signals_stop(void);

/* Readable when there is news; signals_drain() makes it wait again. */
int signals_fd(void);
void signals_drain(void);

#endif
