#include <config.h>
#include "tests/unit/support_overlay.h"

#include <criterion/criterion.h>
#include "tests/unit/support.h"

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

enum overlay_turn support_press(struct overlay *o, const char *name)
{
	struct key key;

	cr_assert(key_parse(name, &key), "%s", name);
	return o->kind->key(o, &key);
}

void support_press_any(struct overlay *o, const char *const *keys, size_t n)
{
	struct bytes out = BYTES_INIT;
	unsigned seed = 1;

	for (int i = 0; i < 3000; i++) {
		support_press(o, keys[support_random(&seed) % n]);
		support_draw(o, &out, 12 + (int)(support_random(&seed) % 30),
			     40 + (int)(support_random(&seed) % 100),
			     i % 2 > 0);
	}
	bytes_release(&out);
}
