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
	struct bytes position = BYTES_INIT;
	int x = 1, w_cols;

	if (o->kind->position)
		o->kind->position(o, &position);
	w_cols = c->width - text_cols(position.data, position.len) - 1;
	canvas_put_str(c, y, w_cols, c->width - w_cols, ROLE_DIM,
		       position.data);
	for (const char *const *hints = o->kind->hints; *hints; hints++) {
		const char *hint = say(*hints);

		if (x > 1 && x + text_cols(hint, strlen(hint)) > w_cols)
			break;
		x += canvas_put_str(c, y, x, w_cols - x, ROLE_KEY, hint) + 2;
	}
	bytes_release(&position);
}
