/*
 * glyph: what the screens draw with: rules, bars and marks, or plain ASCII for
 * them where a terminal can't show those (canvas.is_ascii). What stands in a
 * form is never drawn otherwise than it is.
 */
#ifndef TUI_GLYPH_H
#define TUI_GLYPH_H

#include "core/charset.h"
#include "core/check.h"
#include "tui/canvas.h"

/* GLYPH(id, as it is, in ASCII) */
#define GLYPH_LIST(GLYPH)         \
	GLYPH(RULE, "─", "-")     \
	GLYPH(BAR, "█", "#")      \
	GLYPH(HALF_BAR, "▌", "-") \
	GLYPH(RIGHT, "✓", "ok")   \
	GLYPH(UNEQUAL, "≠", "<>") \
	GLYPH(UNCLEAR, "–", "-")  \
	GLYPH(ERROR, "×", "x")

enum glyph {
#define GLYPH(id, ...) GLYPH_##id,
	GLYPH_LIST(GLYPH)
#undef GLYPH
		GLYPHS
};

/* Has it all that isn't ASCII? */
bool glyphs_are_in(struct charset *);
const char *glyph_on(const struct canvas *, enum glyph);
/* × ! i */
const char *glyph_mark(const struct canvas *, enum severity);
/* A rule across w_cols columns. */
void glyph_rule(struct canvas *, int y, int x, int w_cols);
/* A bar of so many half columns. */
void glyph_bar(struct canvas *, int y, int x, int halves);

#endif
