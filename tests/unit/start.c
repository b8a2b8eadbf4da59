#include <config.h>
#include "tui/start.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(start, .timeout = 60);

static const struct start_kind *kinds(void *ctx, size_t *n, size_t *n_own)
{
	static const struct start_kind two[] = {
		{ "表\033[2J", "年\n\u202E度" },
		{ "表", "\033[2J" },
	};

	(void)ctx;
	*n = *n_own = 2;
	return two;
}

/* What a terminal would obey, or what turns a line round. */
static bool is_plain(struct start *start, struct canvas *canvas)
{
	struct bytes frame = BYTES_INIT;
	bool is_plain = true;

	start_draw(start, canvas);
	canvas_print(&frame, canvas);
	for (size_t i = 0; i < frame.len; i++)
		if ((unsigned char)frame.data[i] < ' ' && frame.data[i] != '\n')
			is_plain = false;
	is_plain = is_plain && strstr(frame.data, "<1B>[2J") &&
		   !strstr(frame.data, "\u202E");
	bytes_release(&frame);
	return is_plain;
}

Test(start, what_names_hold_never_reaches_the_terminal)
{
	static const char *const recent[] = {
		"/a\nb\u202E/\033[2J\033]0;x\a\n甲\u202E乙\xFF.csv"
	};
	struct start_offer offer = { .kinds = kinds };
	struct canvas canvas;

	canvas_init(&canvas, 24, 80);
	for (int i = 0; i < 2; i++) {
		offer.wants_kind = i == 0;
		offer.recent = recent;
		offer.n_recent = (size_t)i;
		struct start *start = start_new(&offer);
		for (int w = 40; w < 140; w++) {
			canvas_clear(&canvas, 24, w);
			cr_expect(is_plain(start, &canvas), "%d %d", i, w);
		}
		start_free(start);
	}
	canvas_release(&canvas);
}
