#include <config.h>
#include "tui/glyph.h"

#include "locale/say.h"

bool glyphs_are_in(struct charset *charset)
{
#define GLYPH(id, usual, ascii) usual
	return charset_has(charset, GLYPH_LIST(GLYPH));
#undef GLYPH
}

const char *glyph_on(const struct canvas *canvas, enum glyph glyph)
{
	static const struct {
		const char *usual, *ascii;
	} glyphs[GLYPHS] = {
#define GLYPH(id, usual, ascii) { usual, ascii },
		GLYPH_LIST(GLYPH)
#undef GLYPH
	};

	return canvas->is_ascii ? glyphs[glyph].ascii : glyphs[glyph].usual;
}

const char *glyph_mark(const struct canvas *canvas, enum severity severity)
{
	return severity == SEVERITY_ERROR ? glyph_on(canvas, GLYPH_ERROR)
					  : say_severity_mark(severity);
}

void glyph_rule(struct canvas *canvas, int y, int x, int w_cols)
{
	canvas_fill(canvas, y, x, w_cols, ROLE_RULE,
		    glyph_on(canvas, GLYPH_RULE));
}

void glyph_bar(struct canvas *canvas, int y, int x, int halves)
{
	canvas_fill(canvas, y, x, halves / 2, ROLE_BAR,
		    glyph_on(canvas, GLYPH_BAR));
	canvas_fill(canvas, y, x + halves / 2, halves % 2, ROLE_BAR,
		    glyph_on(canvas, GLYPH_HALF_BAR));
}
