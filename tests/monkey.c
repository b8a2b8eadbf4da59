#include <config.h>
#include "tests/monkey.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tests/e2e/escapes.h"

unsigned long monkey_init(struct monkey *m, int argc, char **argv)
{
	unsigned long n = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	struct bytes folder = BYTES_INIT;

	if (n == 0)
		return 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	say_init("zh", (const char *const[]){ NULL });
	*m = (struct monkey){ .top = argv[1] };
	m->chance = 0x9E3779B97F4A7C15u +
		    (argc > 3 ? strtoul(argv[3], NULL, 10) : 0);
	bytes_printf(&folder, "%s/forms", m->top);
	m->forms = form_set_new((const char *const[]){ folder.data, NULL });
	bytes_release(&folder);
	bytes_init(&m->frame);
	canvas_init(&m->canvas, 24, 80);
	return n;
}

void monkey_release(struct monkey *m)
{
	canvas_release(&m->canvas);
	form_set_free(m->forms);
	bytes_release(&m->frame);
	say_release();
}

size_t monkey_chance(struct monkey *m, size_t below)
{
	m->chance ^= m->chance << 13;
	m->chance ^= m->chance >> 7;
	m->chance ^= m->chance << 17;
	return (size_t)(m->chance % below);
}

void monkey_fault(struct monkey *m, const char *what, const char *detail)
{
	printf("not ok after %lu keys: %s%s\n", m->n_keys, what, detail);
	m->has_failed = true;
}

void monkey_type(struct monkey *m, const char *s, size_t n)
{
	while (n > 0) {
		size_t room;
		char *to = key_decoder_room(&m->decoder, &room);

		room = room < n ? room : n;
		memcpy(to, s, room);
		key_decoder_grow(&m->decoder, room);
		s += room;
		n -= room;
	}
}

struct canvas *monkey_canvas(struct monkey *m, int height, int width)
{
	canvas_clear(&m->canvas, height, width);
	return &m->canvas;
}

void monkey_judge_frame(struct monkey *m)
{
	struct escapes escapes = { .is_lines = true };

	bytes_clear(&m->frame);
	canvas_print(&m->frame, &m->canvas);
	if (!escapes_feed(&escapes, m->frame.data, m->frame.len))
		monkey_fault(m, "a frame with ", escapes.fault);
	if (m->canvas.cursor_y < 0)
		monkey_fault(m, "a frame without a cursor: ", m->frame.data);
	m->n_frames++;
}

/* What keys do depends on what was drawn before, but not on how often. */
static void draw_twice(struct monkey *m,
		       void (*draw)(void *ctx, int height, int width),
		       void *ctx, int height, int width)
{
	struct canvas first;
	size_t n = (size_t)height * (size_t)width * sizeof *first.cells;

	draw(ctx, height, width);
	canvas_init(&first, height, width);
	canvas_copy(&first, &m->canvas);
	draw(ctx, height, width);
	if (memcmp(first.cells, m->canvas.cells, n) != 0 ||
	    first.cursor_y != m->canvas.cursor_y ||
	    first.cursor_x != m->canvas.cursor_x)
		monkey_fault(
			m, "drawn again it is another frame: ", m->frame.data);
	canvas_release(&first);
}

void monkey_draw_some(struct monkey *m,
		      void (*draw)(void *ctx, int height, int width), void *ctx)
{
	static const int sizes[][2] = {
		{ 24, 80 }, { 12, 40 },	  { 50, 132 }, { 24, 80 },
		{ 1, 1 },   { 200, 400 }, { 11, 39 },  { 24, 80 },
	};
	size_t i = monkey_chance(m, sizeof sizes / sizeof *sizes);

	draw_twice(m, draw, ctx, sizes[i][0], sizes[i][1]);
	if (monkey_chance(m, 3))
		draw_twice(m, draw, ctx, 24, 80);
}
