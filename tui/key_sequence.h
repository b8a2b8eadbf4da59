/*
 * key_sequence: what terminals send for a key that is no character, to the key:
 * the sequences of xterm, VT, rxvt, the Linux console, screen and tmux all at
 * once. Private to key_decoder, which knows where one begins; n is how many
 * bytes there are, and the result how many of them were taken, KEY_NEEDS_MORE
 * if the rest has yet to come. A sequence that is no key is taken all the same,
 * as K_NONE.
 */
#ifndef TUI_KEY_SEQUENCE_H
#define TUI_KEY_SEQUENCE_H

#include <stdint.h>
#include <stddef.h>
#include "tui/key.h"

enum {
	KEY_NEEDS_MORE = 0,
	KEY_ESC = 0x1B,
	KEY_SEQUENCE_MAX = 64, /* longer is no key but garbage */
};

struct key key_named(enum key_name, uint32_t ch);
/* The key of a control character, DEL included. */
struct key key_of_control(unsigned char byte);

/* ESC O … */
size_t key_decode_ss3(const char *, size_t n, struct key *);
/* ESC [ … */
size_t key_decode_csi(const char *, size_t n, struct key *);
/* OSC, DCS and the like, up to their end: reports, and no key. */
size_t key_decode_report(const char *, size_t n);

#endif
