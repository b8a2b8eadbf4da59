#include <config.h>
#include "tests/unit/support_overlay.h"

#include <criterion/criterion.h>

void support_draw(struct overlay *o, struct bytes *out, int height, int width,
		  bool is_ascii)
{
	struct canvas c;

	canvas_init(&c, height, width);
	c.is_ascii = is_ascii;
	canvas_clear(&c, height, width);
	o->kind->draw(o, &c, (struct area){ 1, 0, height - 2, width });
	cr_expect_geq(c.cursor_y, 0, "there is a cursor");
	bytes_clear(out);
	canvas_print(out, &c);
	canvas_release(&c);
}
