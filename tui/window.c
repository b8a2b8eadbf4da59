#include <config.h>
#include "tui/window.h"

#include "core/bytes.h"
#include "locale/say.h"

bool window_is_too_small(int height, int width)
{
	return height < WINDOW_LEAST_HEIGHT || width < WINDOW_LEAST_WIDTH;
}

void window_draw_too_small(struct canvas *c)
{
	const struct area all = { 0, 0, c->height, c->width };
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, _("窗口 %d×%d 太小，至少 %d×%d"), c->width,
		     c->height, WINDOW_LEAST_WIDTH, WINDOW_LEAST_HEIGHT);
	canvas_put_lines(c, all, ROLE_TEXT, text.data, text.len);
	canvas_cursor(c, 0, 0);
	bytes_release(&text);
}
