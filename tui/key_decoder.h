/*
 * key_decoder: bytes from a terminal to keys. No terminal is touched here, so
 * tests feed it bytes.
 *
 * It knows the sequences of xterm, VT, rxvt, the Linux console, screen and tmux
 * all at once, and those of the terminal's own description as far as they are
 * told. What it doesn't know is swallowed whole, so that no half sequence is
 * taken for typing; what the terminal answers is among it. A broken byte
 * becomes U+FFFD and costs nothing behind it. A terminal may paste without
 * saying so: many lines that come at once are taken for a paste all the same,
 * and so are a few rows of cells, so that none of them presses Enter.
 */
#ifndef TUI_KEY_DECODER_H
#define TUI_KEY_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/key.h"

enum {
	KEY_DECODER_BYTES = 4096,
	LEARNT_KEYS = 64,
	LEARNT_KEY_BYTES = 16,
};

struct learnt_key {
	char bytes[LEARNT_KEY_BYTES];
	struct key key;
};

struct key_decoder {
	char bytes[KEY_DECODER_BYTES];
	size_t start, n;   /* what is not decoded yet */
	bool in_paste;	   /* everything but its end is text */
	bool is_burst;	   /* a paste without its marks, until a pause */
	bool after_return; /* a line feed belongs to it */
	struct learnt_key learnt[LEARNT_KEYS];
	size_t n_learnt;
	/* Handed whatever is no key but a whole sequence, ESC first: an answer
	   of the terminal's, maybe. NULL: nobody wants it. */
	void (*answer)(const char *s, size_t n);
};

/* A further sequence, ESC first; silently left out if it doesn't fit. */
void key_decoder_learn(struct key_decoder *, const char *sequence,
		       struct key key);
/* Where the next bytes go, and how many fit: at least one once all keys have
   been taken. After writing there, key_decoder_grow(). */
char *key_decoder_room(struct key_decoder *, size_t *room);
void key_decoder_grow(struct key_decoder *, size_t n);

/* Takes the next key; false if more bytes are needed. `timed_out`: nothing
   came for a while, so ESC is ESC, and a paste that never ended has ended. */
bool key_decoder_next(struct key_decoder *, bool timed_out, struct key *);
/* How long to wait before saying "timed out"; -1: no need to. */
int key_decoder_patience_ms(const struct key_decoder *);

#endif
