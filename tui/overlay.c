#include <config.h>
#include "tui/overlay.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"

void overlay_free(struct overlay *o)
{
	if (o && o->kind->release)
		o->kind->release(o);
	free(o);
}

bool overlay_hint_key(const char *hint, struct key *key)
{
	static const char space[] = "空格";
	size_t n = strspn(hint, "^-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"abcdefghijklmnopqrstuvwxyz0123456789");
	char name[16] = "";

	if (strncmp(hint, space, sizeof space - 1) == 0) {
		*key = (struct key){ .name = K_CHAR, .ch = ' ' };
		return true;
	}
	if (n == 0 || n >= sizeof name || hint[n] == '/')
		return false;
	memcpy(name, hint, n);
	return key_parse(name, key);
}

void overlay_draw_hints(const struct overlay *o, struct canvas *c, int y)
{
	struct bytes position = BYTES_INIT;
	int x = 1, w_cols, w_hint;
	struct key key;

	if (o->kind->position)
		o->kind->position(o, &position);
	w_cols = c->width - text_cols(position.data, position.len) - 1;
	canvas_put_str(c, y, w_cols, c->width - w_cols, ROLE_DIM,
		       position.data);
	for (const char *const *hints = o->kind->hints; *hints; hints++) {
		const char *hint = say(*hints);

		if (x > 1 && x + text_cols(hint, strlen(hint)) > w_cols)
			break;
		w_hint = canvas_put_str(c, y, x, w_cols - x, ROLE_KEY, hint);
		if (overlay_hint_key(*hints, &key))
			click_add(c, (struct click){
					     .kind = CLICK_KEY,
					     .hint = *hints,
					     .area = { y, x, 1, w_hint } });
		x += w_hint + 2;
	}
	bytes_release(&position);
}
