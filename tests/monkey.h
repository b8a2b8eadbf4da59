/*
 * monkey: random keys on any screen: chance, keys through the decoder, and what
 * every frame must be. The same seed presses the same keys.
 */
#ifndef TESTS_MONKEY_H
#define TESTS_MONKEY_H

#include <stdbool.h>
#include <stdint.h>
#include "core/form_set.h"
#include "tui/canvas.h"
#include "tui/key_decoder.h"

struct monkey {
	const char *top; /* the source tree */
	uint64_t chance;
	struct form_set *forms; /* those that are installed */
	struct key_decoder decoder;
	struct canvas canvas;
	struct bytes frame;
	unsigned long n_keys, n_frames;
	bool has_failed;
};

/* TOP N [SEED], the arguments of a program; its N, 0 = they are none. Words are
   Chinese from here on. */
unsigned long monkey_init(struct monkey *, int argc, char **argv);
void monkey_release(struct monkey *);
size_t monkey_chance(struct monkey *, size_t below);
void monkey_fault(struct monkey *, const char *what, const char *detail);
/* One of the texts, or these bytes, on their way to the decoder. */
void monkey_type(struct monkey *, const char *s, size_t n);
/* What the next frame is drawn on; and once it is, whether it may go to a
   terminal and has a cursor. */
struct canvas *monkey_canvas(struct monkey *, int height, int width);
void monkey_judge_frame(struct monkey *);
/* Draws at one size or another, and mostly at 80x24 after that. */
void monkey_draw_some(struct monkey *,
		      void (*draw)(void *ctx, int height, int width),
		      void *ctx);

#endif
