/*
 * watch: runs a program and looks at all that it sends, by escapes.h, at how it
 * ends, and at how long it takes.
 */
#ifndef TESTS_HOSTILE_WATCH_H
#define TESTS_HOSTILE_WATCH_H

#include <stdbool.h>

enum watch_end {
	WATCH_FINE,
	WATCH_CRASH,  /* by a signal, or a sanitizer's word */
	WATCH_HANG,   /* longer than five seconds for the whole or for a key */
	WATCH_ESCAPE, /* a byte that must not get out */
	WATCH_ENDS
};

struct watch {
	enum watch_end end;
	char what[200]; /* of what isn't fine */
	int code;	/* exit code, or -1 */
	bool took_terminal;
	long ms; /* it took */
};

/* What the exit code of a sanitizer's report is to be. */
enum { WATCH_SANITIZER = 99 };

/* Its output, both streams, to a terminal of 80x24 or to a pipe. */
void watch_lines(struct watch *, char *const *command, bool in_terminal);
/* In a terminal as well: once it has taken that, each of the keys is sent after
   the frame that the one before brought. */
void watch_screens(struct watch *, char *const *command,
		   const char *const *keys);

#endif
