#include <config.h>

#include "tui/painter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/text.h"
#include "tui/curses_guard.h"
#include "tui/frame.h"
#include <curses.h>
#include <term.h>

static struct {
	SCREEN *screen;
	int mem;	    /* what ncurses writes into */
	struct frame frame; /* what the terminal has been told */
	int n_colours;
	enum background background;
	cchar_t looks[ROLES]; /* a blank in each role */
	cchar_t *row;	      /* one row on its way to ncurses */
	struct canvas shown;  /* what ncurses has been given */
	bool cursor_shown;
	const char *said[CAPABILITIES]; /* by the description */
} painter;

/* ---- the description ---- */

static bool has(const char *capability)
{
	return capability && capability != (const char *)-1;
}

/* By the numbers of <term.h>: tigetstr() looks through all names. */
static void description_learn(void)
{
	const char *const said[CAPABILITIES] = {
		[CAP_ENTER] = enter_ca_mode,
		[CAP_LEAVE] = exit_ca_mode,
		[CAP_PLAIN] = exit_attribute_mode,
		[CAP_USUAL_COLOURS] = orig_pair,
		[CAP_CURSOR] = cursor_normal,
		[CAP_REPEAT] = repeat_char,
		[CAP_UP] = key_up,
		[CAP_DOWN] = key_down,
		[CAP_LEFT] = key_left,
		[CAP_RIGHT] = key_right,
		[CAP_HOME] = key_home,
		[CAP_END] = key_end,
		[CAP_PAGE_UP] = key_ppage,
		[CAP_PAGE_DOWN] = key_npage,
		[CAP_INSERT] = key_ic,
		[CAP_DELETE] = key_dc,
		[CAP_BACKTAB] = key_btab,
		[CAP_BACKSPACE] = key_backspace,
		[CAP_F1] = key_f1,
		key_f2,
		key_f3,
		key_f4,
		key_f5,
		key_f6,
		key_f7,
		key_f8,
		key_f9,
		key_f10,
		key_f11,
		key_f12,
	};

	for (int i = 0; i < CAPABILITIES; i++)
		painter.said[i] = has(said[i]) ? said[i] : NULL;
}

const char *painter_capability(enum capability capability)
{
	return painter.said[capability];
}

/* ncurses wouldn't say why it can't open a description. */
static FILE *memory_open(void)
{
	painter.mem = memfd_create("frame", MFD_CLOEXEC);
	FILE *file = painter.mem < 0 ? NULL : fdopen(painter.mem, "w+");
	int spare = file ? dup(painter.mem) : -1;

	if (spare < 0)
		return NULL;
	close(spare);
	return file;
}

static enum terminal_problem start(void)
{
	FILE *file = memory_open();

	if (!file)
		return TERMINAL_SHORT;
	painter.screen = newterm(NULL, file, file);
	if (!painter.screen) {
		fclose(file);
		return TERMINAL_UNKNOWN;
	}
	nonl();
	typeahead(-1);
	return TERMINAL_OK;
}

enum terminal_problem painter_start(void)
{
	enum terminal_problem problem = TERMINAL_OK;

	if (!painter.screen) {
		curses_guard_begin();
		problem = start();
		curses_guard_end();
	}
	if (problem != TERMINAL_OK)
		return problem;
	description_learn();
	return has(cursor_address) ? TERMINAL_OK : TERMINAL_DUMB;
}

static struct bytes *collected;

static int byte_collect(int byte)
{
	bytes_add_char(collected, (char)byte);
	return byte;
}

static void add(struct bytes *to, const char *value)
{
	collected = to;
	if (value)
		tputs(value, 1, byte_collect);
}

void painter_add(struct bytes *to, enum capability capability)
{
	add(to, painter.said[capability]);
}

void painter_add_move(struct bytes *to, int y, int x)
{
	curses_guard_begin();
	add(to, tparm(cursor_address, y, x));
	curses_guard_end();
}

void painter_usual_size(int *height, int *width)
{
	*height = LINES > 0 ? LINES : 24;
	*width = COLS > 0 ? COLS : 80;
}

const char *painter_version(void)
{
	return curses_version();
}

/* ---- looks ---- */

/* How many colours a role may have; 0: none. */
static int colours_begin(bool wanted)
{
	/* The other way round each cell would be looked at for its colours. */
	if (!wanted || !has_colors() || use_default_colors() != OK ||
	    start_color() != OK)
		return 0;
	/* With so many a number is red, green and blue; the first 8 are not. */
	return COLORS > 256 ? 8 : COLORS;
}

/* Again when the background has become known. */
static void looks_set(void)
{
	static const struct {
		unsigned look;
		attr_t attr;
	} attributes[] = {
		{ LOOK_BOLD, A_BOLD },
		{ LOOK_DIM, A_DIM },
		{ LOOK_UNDERLINE, A_UNDERLINE },
		{ LOOK_REVERSE, A_REVERSE },
	};

	for (short i = 0; i < ROLES; i++) {
		struct look look = look_of((enum role)i, painter.n_colours,
					   painter.background);
		attr_t attr = A_NORMAL;
		short pair = look.text || look.behind ? (short)(i + 1) : 0;

		for (size_t k = 0; k < sizeof attributes / sizeof *attributes;
		     k++)
			if (look.attributes & attributes[k].look)
				attr |= attributes[k].attr;
		if (pair &&
		    init_pair(pair, look.text ? (short)look.text : -1,
			      look.behind ? (short)look.behind : -1) != OK)
			pair = 0;
		setcchar(&painter.looks[i], L" ", attr, pair, NULL);
	}
}

void painter_begin(bool wants_colours, enum background background)
{
	painter.n_colours = colours_begin(wants_colours);
	painter.background = background;
	looks_set();
	/* What ncurses has to say so far is dropped: the entrance is the
	   terminal's, and ncurses' scrolling region has 24 lines whatever the
	   terminal has. */
	delay_output(0);
	lseek(painter.mem, 0, SEEK_SET);
}

bool painter_has_colours(void)
{
	return painter.n_colours > 0;
}

/* Each row is handed to ncurses again, which sends what is different. */
bool painter_set_background(enum background background)
{
	struct canvas *shown = &painter.shown;

	if (painter.background == background)
		return false;
	painter.background = background;
	looks_set();
	if (shown->cells)
		memset(shown->cells, 0,
		       (size_t)shown->height * (size_t)shown->width *
			       sizeof *shown->cells);
	return true;
}

/* ---- frames ---- */

/* As xterm does, and all that are like it. */
static bool can_step(void)
{
	return has(cursor_down) && !strcmp(cursor_down, "\n") &&
	       has(column_address) &&
	       !strcmp(column_address, "\033[%i%p1%dG") &&
	       eat_newline_glitch > 0;
}

/* As VT100s do, and all that are like them; and no text goes on in the next
   row. */
bool painter_lines_can_stay(void)
{
	return has(save_cursor) && !strcmp(save_cursor, "\0337") &&
	       has(restore_cursor) && !strcmp(restore_cursor, "\0338") &&
	       has(change_scroll_region) &&
	       !strcmp(change_scroll_region, "\033[%i%p1%d;%p2%dr") &&
	       eat_newline_glitch > 0;
}

/* One cell as ncurses has it; `look` has the attributes. */
static void cell_convert(cchar_t *to, const struct canvas_cell *cell)
{
	const char *s = cell->text;
	size_t n, len;
	uint32_t code;
	int i = 0;

	*to = painter.looks[cell->role];
	if (!(*s & 0x80) && !s[1]) {
		to->chars[0] = (unsigned char)*s;
		return;
	}
	n = strlen(s);
	while (i < CCHARW_MAX && (len = text_decode(s, n, &code))) {
		to->chars[i++] = (wchar_t)code;
		s += len;
		n -= len;
	}
}

/* Hands ncurses a whole row: halves of wide characters never meet. No window
   stands between the canvas and its next screen, to be compared with that. */
static void row_put(const struct canvas *canvas, int y)
{
	const struct canvas_cell *cell =
		canvas->cells + (size_t)y * (size_t)canvas->width;
	int n = 0;

	for (int x = 0; x < canvas->width; x++, cell++)
		if (cell->text[0])
			cell_convert(&painter.row[n++], cell);
	mvwadd_wchnstr(newscr, y, 0, painter.row, n);
}

static bool rows_equal(const struct canvas *a, const struct canvas *b, int y)
{
	size_t width = (size_t)a->width;

	return !memcmp(a->cells + (size_t)y * width,
		       b->cells + (size_t)y * width, width * sizeof *a->cells);
}

/* Row y is to look as that of the frame, and is told so. */
static void row_give(int y, const struct canvas *canvas, int from)
{
	struct canvas *shown = &painter.shown;
	size_t width = (size_t)shown->width;

	memcpy(shown->cells + (size_t)y * width,
	       canvas->cells + (size_t)from * width,
	       width * sizeof *shown->cells);
	shown->about[y] = canvas->about[from];
	row_put(shown, y);
}

void painter_resize(int height, int width)
{
	painter.frame.height = height;
	if (painter.shown.height == height && painter.shown.width == width)
		return;
	curses_guard_begin();
	if (is_term_resized(height, width)) {
		resize_term(height, width);
		werase(newscr);
	}
	clearok(curscr, TRUE);
	curses_guard_end();
	painter.row =
		memory_resize(painter.row, (size_t)width * sizeof *painter.row);
	canvas_clear(&painter.shown, height, width);
}

static void cursor_put(const struct canvas *canvas)
{
	bool show = canvas->cursor_y >= 0;

	if (show != painter.cursor_shown)
		curs_set(show);
	painter.cursor_shown = show;
	if (show)
		wmove(newscr, canvas->cursor_y, canvas->cursor_x);
}

/* What ncurses wrote. */
static void frame_take(struct bytes *to)
{
	off_t n = lseek(painter.mem, 0, SEEK_CUR);
	char *bytes = n > 0 ? memory_alloc((size_t)n) : NULL;

	if (n == 0 || (bytes && pread(painter.mem, bytes, (size_t)n, 0) == n))
		frame_squeeze(&painter.frame, to, bytes, (size_t)n);
	free(bytes);
	lseek(painter.mem, 0, SEEK_SET);
}

void painter_forget(bool repeats)
{
	painter.frame = (struct frame){ .repeats = repeats,
					.steps = can_step(),
					.scrolling = painter.frame.scrolling };
	painter.cursor_shown = true;
	painter_redraw();
}

void painter_redraw(void)
{
	clearok(curscr, TRUE);
}

bool painter_repeats(void)
{
	return painter.frame.repeats;
}

void painter_repeat(bool repeats)
{
	painter.frame.repeats = repeats;
}

const struct canvas *painter_shown(void)
{
	return &painter.shown;
}

/* The first column where two rows look different; -1: nowhere. */
static int change_begin(const struct canvas *a, int y_a, const struct canvas *b,
			int y_b)
{
	const struct canvas_cell *one =
		a->cells + (size_t)y_a * (size_t)a->width;
	const struct canvas_cell *other =
		b->cells + (size_t)y_b * (size_t)b->width;

	for (int x = 0; x < a->width; x++)
		if (memcmp(&one[x], &other[x], sizeof *one) != 0)
			return x;
	return -1;
}

/* The cursor stays behind the mark, where that leaves it. */
void painter_unmark(const struct canvas *next)
{
	struct canvas *shown = &painter.shown;
	int y = shown->cursor_y;
	int scrolled = due_scrolled(next, shown);
	int x = scrolled ? change_begin(shown, y, next, y + scrolled) : -1;

	if (x < 0)
		return;
	curses_guard_begin();
	row_give(y, next, y + scrolled);
	wmove(newscr, y, x + 1 < shown->width ? x + 1 : x);
	doupdate();
	curses_guard_end();
}

static void rows_give(const struct canvas *canvas, const struct due *due)
{
	struct canvas *shown = &painter.shown;

	for (int y = 0; y < canvas->height; y++)
		if (due->now[y]) {
			row_give(y, canvas, y);
		} else if (due->blank[y]) {
			canvas_fill(shown, y, 0, shown->width, ROLE_TEXT, " ");
			row_put(shown, y);
		} else if (rows_equal(canvas, shown, y)) {
			shown->about[y] = canvas->about[y];
		}
	shown->cursor_y = canvas->cursor_y;
}

bool painter_lines_stay(void)
{
	return painter.frame.scrolling.stay;
}

void painter_paint(const struct canvas *canvas, const struct due *due,
		   bool may_stay, struct bytes *out)
{
	painter.frame.scrolling.may_stay = may_stay && painter_lines_can_stay();
	curses_guard_begin();
	rows_give(canvas, due);
	cursor_put(canvas);
	doupdate();
	curses_guard_end();
	frame_take(out);
}
