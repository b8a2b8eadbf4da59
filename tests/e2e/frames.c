/*
 * frames: what frame_squeeze() makes of a terminal's output looks the same on a
 * terminal: random output of the sort that ncurses writes goes to one as it is,
 * to another squeezed, and all cells are compared, with their looks. On a blank
 * only what is seen on a blank counts.
 *
 *	frames [N [SEED]]
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>
#include "tui/frame.h"

enum { HEIGHT = 6, WIDTH = 20, PIECES = 60 };

static unsigned long long state;

static unsigned below(unsigned n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % n;
}

static void piece_look(struct bytes *to)
{
	static const char *const looks[] = {
		"\033[m",	   "\033(B\033[m",	"\033(B\033[0;1m",
		"\033[0;2m",	   "\033[0;7m",		"\033[0;4m",
		"\033[0;10;1m",	   "\033[31m",		"\033[39m",
		"\033[36m",	   "\033[42m",		"\033[49m",
		"\033[1m",	   "\033[22m",		"\033[27m",
		"\033[38;5;208m",  "\033[48;5;17m",	"\033[39;49m",
		"\033[0;1;35;44m", "\033[0;1;7m\033(B", "\033[0;38;2;1;2;3m",
	};

	bytes_add_str(to, looks[below(sizeof looks / sizeof *looks)]);
}

/* ncurses sends no text that goes on in the next row. libvterm takes a wide
   character there always, any other only if it is told to. */
static void piece_text(struct bytes *to, bool may_wrap)
{
	static const char *const texts[] = {
		"a", "Z9", " ", "   ", "─────", "██████",
		"▌", "──", "é", "×",   "中文",
	};

	bytes_add_str(to,
		      texts[below(sizeof texts / sizeof *texts - !may_wrap)]);
}

/* As ncurses scrolls, often the same lines. */
static void piece_scroll(struct bytes *to)
{
	bool is_usual = below(4) > 0;
	unsigned top = is_usual ? 2 : 1 + below(HEIGHT - 1);
	unsigned bottom = is_usual ? HEIGHT - 1 : top + 1 + below(HEIGHT - top);

	if (below(2))
		bytes_printf(to,
			     "\033[%u;1H\0337\033[%u;%ur\0338\r\n"
			     "\033[1;%ur",
			     bottom, top, bottom, HEIGHT);
	else
		bytes_printf(to, "\033[%u;%ur\033[%u;1H%s\033[1;%ur", top,
			     bottom, below(2) ? bottom : top,
			     below(2) ? "\033[2S" : "\033M", HEIGHT);
	bytes_printf(to, "\033[%u;%uH", 1 + below(HEIGHT), 1 + below(WIDTH));
}

static void piece_control(struct bytes *to)
{
	unsigned n = 1 + below(4);

	switch (below(11)) {
	case 9:
		piece_scroll(to);
		break;
	case 10:
		bytes_printf(to, "\033[%u%c", n, "AB"[below(2)]);
		break;
	case 0:
		bytes_printf(to, "\033[%u;%uH", 1 + below(HEIGHT),
			     1 + below(WIDTH));
		break;
	case 1:
		bytes_add_str(to, "\033[K");
		break;
	case 2:
		bytes_printf(to, "\033[%uX", n);
		break;
	case 3:
		bytes_printf(to, "\033[%uP", n);
		break;
	case 4:
		bytes_printf(to, "\033[%u@", n);
		break;
	case 5:
		bytes_add_str(to, below(2) ? "\r" : "\b");
		break;
	case 6:
		bytes_add_str(to, below(4) ? "\033[1K" : "\033[J");
		break;
	case 7:
		bytes_add_str(to, below(2) ? "\n" : "\033[L");
		break;
	default:
		bytes_printf(to, "\033[%ud", 1 + below(HEIGHT));
	}
}

static void make_frame(struct bytes *to, bool may_wrap)
{
	bytes_clear(to);
	for (unsigned i = below(PIECES); i > 0; i--)
		switch (below(4)) {
		case 0:
			piece_control(to);
			break;
		case 1:
			piece_look(to);
			break;
		default:
			piece_text(to, may_wrap);
		}
	/* as ncurses ends each */
	bytes_add_str(to, "\033(B\033[m");
}

static VTerm *terminal_new(VTermScreen **screen, bool may_wrap)
{
	VTerm *vt = vterm_new(HEIGHT, WIDTH);

	vterm_set_utf8(vt, 1);
	*screen = vterm_obtain_screen(vt);
	vterm_screen_reset(*screen, 1);
	if (!may_wrap)
		vterm_input_write(vt, "\033[?7l", 5);
	return vt;
}

static bool is_blank(const VTermScreenCell *cell)
{
	return !cell->chars[0] || cell->chars[0] == ' ';
}

static bool colours_equal(const VTermColor *a, const VTermColor *b)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(a) || VTERM_COLOR_IS_DEFAULT_FG(b))
		return VTERM_COLOR_IS_DEFAULT_FG(a) ==
		       VTERM_COLOR_IS_DEFAULT_FG(b);
	if (VTERM_COLOR_IS_DEFAULT_BG(a) || VTERM_COLOR_IS_DEFAULT_BG(b))
		return VTERM_COLOR_IS_DEFAULT_BG(a) ==
		       VTERM_COLOR_IS_DEFAULT_BG(b);
	return vterm_color_is_equal(a, b);
}

static bool cells_equal(const VTermScreenCell *a, const VTermScreenCell *b)
{
	bool blank = is_blank(a) && is_blank(b);

	for (int i = 0; !blank && i < VTERM_MAX_CHARS_PER_CELL; i++)
		if (a->chars[i] != b->chars[i])
			return false;
		else if (!a->chars[i])
			break;
	/* The right half of a character has no look of its own. */
	if (a->chars[0] == (uint32_t)-1)
		return true;
	if (a->attrs.reverse != b->attrs.reverse ||
	    a->attrs.underline != b->attrs.underline ||
	    !colours_equal(&a->bg, &b->bg))
		return false;
	if (blank && !a->attrs.reverse && !a->attrs.underline)
		return true;
	return a->attrs.bold == b->attrs.bold && colours_equal(&a->fg, &b->fg);
}

static bool screens_equal(VTermScreen *a, VTermScreen *b)
{
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++) {
			VTermPos pos = { .row = y, .col = x };
			VTermScreenCell one, other;

			vterm_screen_get_cell(a, pos, &one);
			vterm_screen_get_cell(b, pos, &other);
			if (!cells_equal(&one, &other)) {
				printf("row %d, column %d: ", y, x);
				return false;
			}
		}
	return true;
}

static void bytes_show(const char *what, const struct bytes *b)
{
	printf("%s", what);
	for (size_t i = 0; i < b->len; i++)
		printf(b->data[i] < 0x20 && b->data[i] >= 0 ? "\\%03o" : "%c",
		       b->data[i]);
	printf("\n");
}

/* Some frames, one behind the other; false where they differ. */
static bool play(unsigned n_frames)
{
	struct bytes raw = BYTES_INIT, squeezed = BYTES_INIT;
	/* libvterm of old knows no REP */
	struct frame frame = { .steps = below(4) > 0, .height = HEIGHT };
	VTermScreen *a, *b;
	VTerm *one = terminal_new(&a, !frame.steps),
	      *other = terminal_new(&b, !frame.steps);
	bool same = true;

	for (unsigned i = 0; same && i < n_frames; i++) {
		make_frame(&raw, !frame.steps);
		frame.scrolling.may_stay = frame.steps && below(4) > 0;
		bytes_clear(&squeezed);
		frame_squeeze(&frame, &squeezed, raw.data, raw.len);
		vterm_input_write(one, raw.data, raw.len);
		vterm_input_write(other, squeezed.data, squeezed.len);
		same = screens_equal(a, b);
		if (!same) {
			bytes_show("differs: ", &raw);
			bytes_show("squeezed: ", &squeezed);
		}
	}
	vterm_free(one);
	vterm_free(other);
	bytes_release(&raw);
	bytes_release(&squeezed);
	return same;
}

int main(int argc, char **argv)
{
	unsigned n = argc > 1 ? (unsigned)atoi(argv[1]) : 3000;

	state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	for (unsigned i = 0; i < n; i++)
		if (!play(1 + below(5)))
			return 1;
	printf("ok %u terminals look the same\n", n);
	return 0;
}
