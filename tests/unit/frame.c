#include <config.h>

#include "tui/frame.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(frame, .timeout = 30);

static void squeezes(struct frame *frame, const char *written, const char *sent)
{
	struct bytes out = BYTES_INIT;

	frame_squeeze(frame, &out, written, strlen(written));
	cr_expect_str_eq(out.data, sent, "%s: %s, not %s", written + 1,
			 out.data + 1, sent + 1);
	bytes_release(&out);
}

/* What a terminal is told that was told everything already, but for
   `repeats`. */
static void becomes(const char *written, const char *sent, bool repeats)
{
	struct frame frame = { .knows_look = true,
			       .knows_charset = true,
			       .knows_shift = true,
			       .repeats = repeats };

	squeezes(&frame, written, sent);
}

Test(frame, a_look_is_told_when_something_is_shown_in_it)
{
	static const struct {
		const char *written, *sent;
	} rows[] = {
		{ "", "" },
		{ "x", "x" },
		{ "\033[1m\033[m", "" },
		{ "\033(B\033[0;1mx\033(B\033[m", "\033[1mx\033[m" },
		/* blanks between words, none of which is underlined */
		{ "\033[0;1ma\033[m  \033[0;1mb\033[m", "\033[1ma  b\033[m" },
		{ "\033[0;4ma\033[m \033[0;4mb\033[m",
		  "\033[4ma\033[m \033[4mb\033[m" },
		{ "\033[0;7m \033[m ", "\033[7m \033[m " },
		{ "a\033[41m \033[m", "a\033[41m \033[m" },
		/* what is added needs no new beginning */
		{ "\033[1ma\033[0;1m\033[31mb\033[m",
		  "\033[1ma\033[31mb\033[m" },
		{ "\033[1ma\033[0;2mb\033[m", "\033[1ma\033[0;2mb\033[m" },
		{ "\033[35ma\033[39m\033[mb", "\033[35ma\033[mb" },
		{ "\033[35ma\033[36mb\033[m", "\033[35ma\033[36mb\033[m" },
		{ "\033[38;5;208;48;2;1;2;3mx\033[m",
		  "\033[38;5;208;48;2;1;2;3mx\033[m" },
		{ "\033[1;31;42ma\033[22;39;49mb", "\033[1;31;42ma\033[mb" },
		/* moving shows nothing, erasing only the background */
		{ "\033[2mx\033[m\033[K\033[5;20H\033[7m\033[A\033[m",
		  "\033[2mx\033[K\033[5;20H\033[A\033[m" },
		{ "\033[7mx\033[m\033[K", "\033[7mx\033[m\033[K" },
		{ "\033[42m\033[J\033[m", "\033[42m\033[J\033[m" },
		/* what isn't known is passed on, and nothing taken for
		   granted */
		{ "\033[0;10;1mx\033[m\017", "\033[1mx\033[m" },
		{ "\033[0;11mx\033[1my\033[0;1mz\033[m",
		  "\033[0;11mx\033[1my\033[0;1mz\033[m" },
		{ "\033[1m\033[?25lx\033[m", "\033[1m\033[?25lx\033[m" },
		{ "\033(0q\033(Bq", "\033(0q\033(Bq" },
		{ "\016q\017q\017", "\016q\017q" },
		{ "\033[1mx\033[38;5my\033[mz", "\033[1mx\033[38;5my\033[mz" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		becomes(rows[i].written, rows[i].sent, false);
}

Test(frame, rules_and_bars_are_repeated)
{
	becomes("────x████", "─\033[3bx█\033[3b", true);
	becomes("──xxxxx", "──xxxxx", true);
	becomes("a     b", "a     b", true);
	becomes("中       b", "中 \033[6bb", true);
	becomes("       b", "       b", false);
	becomes("\033[7m       \033[mb", "\033[7m \033[6b\033[mb", true);
	becomes("────", "────", false);
	becomes("\033[2m─────\033[mx", "\033[2m─\033[4b\033[mx", true);
	becomes("──────────────", "─\033[13b", true);
}

Test(frame, the_cursor_goes_by_steps_where_that_is_shorter)
{
	static const struct {
		const char *written, *sent;
	} rows[] = {
		/* from where is not known */
		{ "\033[5;20Hx", "\033[5;20Hx" },
		{ "\r\033[5dx", "\r\033[5dx" },
		/* the same row, the next ones, and further than is worth it */
		{ "\033[5;2Hx\033[5;40Hy", "\033[5;2Hx\033[40Gy" },
		{ "\033[5;9Hx\033[5;1Hy", "\033[5;9Hx\ry" },
		{ "\033[9;2Hx\033[11;40Hy", "\033[9;2Hx\n\n\033[40Gy" },
		{ "\033[2;2Hx\033[8;40Hy", "\033[2;2Hx\033[8;40Hy" },
		{ "\033[5;2Hx\r\033[6dy\r\033[9dz",
		  "\033[5;2Hx\r\ny\r\n\n\nz" },
		{ "\033[9;1H\033[K\033[10d\033[K", "\033[9;1H\033[K\n\033[K" },
		/* up, or straight down where a line feed might go back */
		{ "\033[5;2Hx\033[4;2Hy", "\033[5;2Hx\033[4;2Hy" },
		{ "\033[5;2Hx\033[6dy", "\033[5;2Hx\033[6dy" },
		{ "\033[5;1Hx\033[6dy", "\033[5;1Hx\033[6dy" },
		/* what moves in other ways */
		{ "\033[5;2H\033[A\033[5;40Hx", "\033[5;2H\033[A\033[5;40Hx" },
		{ "\033[5;2H\n\033[6;40Hx", "\033[5;2H\n\033[6;40Hx" },
		{ "\033[5;2H\033M\033[5;40Hx", "\033[5;2H\033M\033[5;40Hx" },
		{ "\033[5;2H\033[9C\033[5;40Hx", "\033[5;2H\033[9C\033[40Gx" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct frame frame = { .knows_look = true, .steps = true };

		squeezes(&frame, rows[i].written, rows[i].sent);
	}
}

Test(frame, all_lines_need_not_be_named)
{
	static const struct {
		int height;
		const char *written, *sent;
	} rows[] = {
		{ 24, "\033[5;19r\n\033[1;24r", "\033[5;19r\n\033[r" },
		{ 24, "\033[1;23r", "\033[1;23r" },
		{ 4, "\033[1;24r", "\033[1;24r" },
		{ 0, "\033[1;24r", "\033[1;24r" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct frame frame = { .knows_look = true,
				       .height = rows[i].height };

		squeezes(&frame, rows[i].written, rows[i].sent);
	}
}

/* As ncurses scrolls the lines 5 to 19 of 24. */
#define SCROLL "\0337\033[5;19r\0338\r\n\033[1;24r"
#define SETTLE "\0337\033[r\0338"

static struct frame walking(void)
{
	return (struct frame){ .knows_look = true,
			       .steps = true,
			       .height = 24,
			       .scrolling.may_stay = true };
}

Test(frame, lines_that_are_scrolled_again_and_again_stay_named)
{
	struct frame frame = walking();

	squeezes(&frame, SCROLL "\033[19;3Hx",
		 "\0337\033[5;19r\0338\r\n\033[3Gx");
	squeezes(&frame, SCROLL "\033[19;3Hx", "\r\n\033[3Gx");
	squeezes(&frame, "\033[5;19r\033[19;1H\n\033[1;24r\033[9;1Hx",
		 "\033[19;1H\n\033[9;1Hx");
	/* others */
	squeezes(&frame, "\033[3;19r\033[19;1H\n\033[1;24r",
		 "\033[3;19r\033[19;1H\n");
	squeezes(&frame, SCROLL, "\0337\033[5;19r\0338\r\n");
	/* who rests */
	frame.scrolling.may_stay = false;
	squeezes(&frame, "", SETTLE);
	squeezes(&frame, SCROLL, "\0337\033[5;19r\0338\r\n\033[r");
	squeezes(&frame, "", "");
}

Test(frame, nothing_notices_lines_that_stay_named)
{
	static const struct {
		const char *written, *sent;
	} rows[] = {
		{ "x\033[K\r\b\033[4X", "x\033[K\r\b\033[4X" },
		{ "\033[7;1Hx\033[8;3Hy", "\033[7;1Hx\n\033[3Gy" },
		{ "\033[20;1Hx\033[21;3Hy", "\033[20;1Hx\n\033[3Gy" },
		/* a line feed in the last one scrolls them */
		{ "\033[19;1Hx\033[20;3Hy", "\033[19;1Hx\033[20;3Hy" },
		{ "\033[18;1Hx\r\033[21dy", "\033[18;1Hx\r\033[21dy" },
		{ "\n", SETTLE "\n" },
		{ "\033M", SETTLE "\033M" },
		{ "\033[2L", SETTLE "\033[2L" },
		{ "\033[3P", SETTLE "\033[3P" },
		{ "\033[A", SETTLE "\033[A" },
		{ "\033[H\033[J", "\033[H" SETTLE "\033[J" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct frame frame = walking();

		squeezes(&frame, SCROLL, "\0337\033[5;19r\0338\r\n");
		squeezes(&frame, rows[i].written, rows[i].sent);
	}
}

/* Behind a frame the look is what ncurses has left: one letter is one byte. */
Test(frame, frames_go_on_where_the_last_one_ended)
{
	struct frame frame = { 0 };
	struct bytes out = BYTES_INIT;

	frame_squeeze(&frame, &out, "\033(B\033[0;1mx\033(B\033[m", 16);
	cr_expect_str_eq(out.data, "\033(B\033[0;1mx\033[m");
	bytes_clear(&out);
	frame_squeeze(&frame, &out, "y", 1);
	cr_expect_str_eq(out.data, "y");
	bytes_release(&out);
}
