/*
 * escapes: reads what a program sends to a terminal, byte by byte, and allows
 * nothing but text and the sequences that our own terminal layer is made to
 * send. It knows what harms a terminal by a list of its own, not by core/text.
 */
#ifndef TESTS_E2E_ESCAPES_H
#define TESTS_E2E_ESCAPES_H

#include <stdbool.h>
#include <stddef.h>

enum { ESCAPES_BYTES = 32, ESCAPES_ANSWERS = 128 };

struct escapes {
	bool is_lines; /* no screen: text and line ends only */
	bool is_file;  /* a byte order mark may come first */
	bool may_copy; /* into the terminal's clipboard */
	unsigned char held[ESCAPES_BYTES]; /* of a sequence or character */
	size_t n;
	bool is_modern;		/* it has what the program asks for */
	int row;		/* where the cursor was put last */
	bool is_light, is_wide; /* its background, its ambiguous characters */
	size_t n_bytes, n_sequences; /* that came so far */
	size_t n_held;		     /* frames that were held back */
	/* what the terminal was told last */
	bool is_alternate, is_cursor_hidden, takes_paste, is_unwrapped,
		is_held_back, takes_mouse;
	unsigned asked;		       /* which questions, by bits */
	char answers[ESCAPES_ANSWERS]; /* not taken yet */
	char copied[1024];	       /* its clipboard, in base64 */
	size_t n_copied;
	char fault[4 * ESCAPES_BYTES]; /* the first that isn't allowed, or "" */
};

/* False from the first byte on that is not allowed. */
bool escapes_feed(struct escapes *, const char *s, size_t n);
/* Takes what the terminal answers to what it was asked; its length. */
size_t escapes_answer(struct escapes *, char to[ESCAPES_ANSWERS]);
/* The terminal is the shell's again: screen, cursor, pastes. */
bool escapes_given_back(const struct escapes *);

#endif
