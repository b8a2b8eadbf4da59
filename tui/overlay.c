#include <config.h>
#include "tui/overlay.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"

void overlay_free(struct overlay *o)
{
	if (o && o->kind->release)
		o->kind->release(o);
	free(o);
}

void overlay_draw_hints(const struct overlay *o, struct canvas *c, int y)
{
	int x = 1;

	for (const char *const *hints = o->kind->hints; *hints; hints++) {
		const char *hint = say(*hints);

		if (x > 1 && x + text_cols(hint, strlen(hint)) > c->width)
			break;
		x += canvas_put_str(c, y, x, c->width - x, ROLE_KEY, hint) + 2;
	}
}
