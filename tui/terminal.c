#include <config.h>

#include "tui/terminal.h"

#include <langinfo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "core/clock.h"
#include "core/memory.h"
#include "core/text.h"
#include "tui/columns.h"
#include "tui/curses_guard.h"
#include "tui/due.h"
#include "tui/frame.h"
#include "tui/key_decoder.h"
#include "tui/line.h"
#include "tui/osc52.h"
#include "tui/rest.h"
#include "tui/signals.h"
#include "tui/tty.h"
#include <curses.h>
#include <term.h>

/* Larger is a prank or a mistake. */
enum { SIDE_MAX = DUE_ROWS };

/* Who leaves sooner waits for what was asked, lest it be typed to the shell. */
enum { ANSWER_MS = 500 };

/* A frame of more bytes may be seen half painted. */
enum { FRAME_LONG_BYTES = 200 };

#define SYNCHRONIZED_ON "\033[?2026h"
#define SYNCHRONIZED_OFF "\033[?2026l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Buttons and the wheel, with rows and columns of any size. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* There is one terminal. */
static struct {
	bool is_open, is_gone, cursor_shown;
	bool has_mouse;
	bool is_dirty;	  /* there is something of `next` to be shown … */
	bool is_waiting;  /* … once the hand rests, and nothing else */
	bool is_entering; /* the next frame begins with `enter` */
	SCREEN *screen;
	int mem; /* what ncurses writes into */
	struct bytes enter, leave;
	struct frame frame;  /* what the terminal has been told */
	struct bytes copied; /* on its way to the terminal's clipboard */
	int n_colours;
	enum background background;
	bool is_ascii;
	cchar_t looks[ROLES]; /* a blank in each role */
	cchar_t *row;	      /* one row on its way to ncurses */
	struct canvas next;   /* the newest frame */
	struct canvas moving; /* the same, while the hand moves */
	struct canvas shown;  /* what ncurses has been given */
	struct key_decoder decoder;
	bool has_asked;
	bool is_wrong;	    /* what it shows has to be painted anew */
	long long asked_ms; /* the last question of all */
	struct line line;
	struct rest rest;
	struct due due;
	bool is_unasked[TERMINAL_QUERIES];
	struct terminal_answers answers;
	bool has_news; /* an answer changes what is on screen */
} term = { .copied = BYTES_INIT };

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
		struct look look =
			look_of((enum role)i, term.n_colours, term.background);
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
		setcchar(&term.looks[i], L" ", attr, pair, NULL);
	}
}

static struct bytes *collected;

static int byte_collect(int byte)
{
	bytes_add_char(collected, (char)byte);
	return byte;
}

/* Of <term.h>, which has them by number: tigetstr() looks through all names. */
static bool has(const char *capability)
{
	return capability && capability != (const char *)-1;
}

static void capability_add(struct bytes *to, const char *capability)
{
	collected = to;
	if (has(capability))
		tputs(capability, 1, byte_collect);
}

/* What takes the terminal over and gives it back. Made beforehand, so that a
   crash handler has only to write it. */
static void farewell_make(void)
{
	bool goes_home = has(exit_ca_mode);
	int height, width;

	capability_add(&term.enter, enter_ca_mode);
	bytes_add_str(&term.enter, PASTE_ON);
	capability_add(&term.leave, exit_attribute_mode);
	capability_add(&term.leave, orig_pair);
	capability_add(&term.leave, cursor_normal);
	bytes_add_str(&term.leave, PASTE_OFF);
	bytes_add_str(&term.leave, MOUSE_OFF);
	/* Without a second screen the shell goes on below ours. */
	terminal_size(&height, &width);
	capability_add(&term.leave,
		       goes_home ? exit_ca_mode
				 : tparm(cursor_address, height - 1, 0));
	if (!goes_home)
		bytes_add_str(&term.leave, "\r\n");
}

int terminal_answer(enum terminal_query query, int otherwise)
{
	return term.answers.is_answered[query] ? term.answers.values[query]
					       : otherwise;
}

/* An answer changes how things are shown: each row is handed to ncurses again,
   which sends what is different. */
static void looks_changed(void)
{
	struct canvas *shown = &term.shown;

	looks_set();
	if (shown->cells)
		memset(shown->cells, 0,
		       (size_t)shown->height * (size_t)shown->width *
			       sizeof *shown->cells);
	term.has_news = true;
}

/* What follows from an answer. */
static void answer_follow(enum terminal_query query)
{
	int value = terminal_answer(query, 0);

	if (term.is_unasked[query])
		return;
	/* Its description says it could, it can't: what it has shown is wrong. */
	if (query == QUERY_LAST && term.frame.repeats &&
	    !terminal_answer(QUERY_REPEAT, false)) {
		term.frame.repeats = false;
		term.is_wrong = true;
	}
	if (query == QUERY_AMBIGUOUS && value == 2 && !columns_are_wide()) {
		columns_set_wide(true);
		term.is_wrong = true;
	}
	if (query == QUERY_BACKGROUND && value != BACKGROUND_UNKNOWN &&
	    (int)term.background != value) {
		term.background = (enum background)value;
		looks_changed();
	}
}

/* Behind a frame: when it is out is told. */
static void line_ask(void)
{
	const char *question = terminal_query_text(QUERY_LAST);

	tty_queue(question, strlen(question));
	term.asked_ms = clock_now_ms();
	line_asked(&term.line, term.asked_ms);
}

/* What was sent behind the question may be out as well: that is no estimate. */
static void line_answer(long long now)
{
	line_answered(&term.line, now);
	if (line_busy_ms(&term.line, now) == 0 || term.decoder.in_paste)
		return;
	line_ask();
	tty_send();
}

static void answer_take(const char *s, size_t n)
{
	enum terminal_query query = terminal_query_answer(&term.answers, s, n);
	long long now = clock_now_ms();

	if (query == TERMINAL_QUERIES)
		return;
	if (query == QUERY_LAST)
		line_answer(now);
	else if (!term.line.has_trip)
		line_trip(&term.line, now - term.asked_ms);
	answer_follow(query);
}

static void keys_learn(void)
{
	const char *const keys[] = {
		[K_UP] = key_up,	 [K_DOWN] = key_down,
		[K_LEFT] = key_left,	 [K_RIGHT] = key_right,
		[K_HOME] = key_home,	 [K_END] = key_end,
		[K_PAGE_UP] = key_ppage, [K_PAGE_DOWN] = key_npage,
		[K_INSERT] = key_ic,	 [K_DELETE] = key_dc,
		[K_BACKTAB] = key_btab,	 [K_BACKSPACE] = key_backspace,
	};
	const char *const f[] = { key_f1, key_f2,  key_f3,  key_f4,
				  key_f5, key_f6,  key_f7,  key_f8,
				  key_f9, key_f10, key_f11, key_f12 };

	for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++)
		if (has(keys[i]))
			key_decoder_learn(
				&term.decoder, keys[i],
				(struct key){ .name = (enum key_name)i });
	for (unsigned i = 0; i < sizeof f / sizeof *f; i++)
		if (has(f[i]))
			key_decoder_learn(
				&term.decoder, f[i],
				(struct key){ .name = K_F, .ch = i + 1 });
}

/* ncurses writes into memory and reads nothing. */
static enum terminal_problem curses_start(void)
{
	term.mem = memfd_create("frame", MFD_CLOEXEC);
	FILE *file = term.mem < 0 ? NULL : fdopen(term.mem, "w+");

	/* ncurses wouldn't say why it can't open a description. */
	int spare = file ? dup(term.mem) : -1;
	if (spare < 0)
		return TERMINAL_SHORT;
	close(spare);
	term.screen = newterm(NULL, file, file);
	if (!term.screen) {
		fclose(file);
		return TERMINAL_UNKNOWN;
	}
	if (!has(cursor_address))
		return TERMINAL_DUMB;
	nonl();
	typeahead(-1);
	farewell_make();
	keys_learn();
	term.decoder.answer = answer_take;
	return TERMINAL_OK;
}

static enum terminal_problem curses_check(void)
{
	const char *name = getenv("TERM");

	if (!name || !*name)
		return TERMINAL_NO_TERM;
	if (term.screen)
		return TERMINAL_OK;
	curses_guard_begin();
	enum terminal_problem problem = curses_start();
	curses_guard_end();
	return problem;
}

/* Its description is believed until it answers itself. */
static bool can_repeat(void)
{
	return has(repeat_char) && !strcmp(nl_langinfo(CODESET), "UTF-8") &&
	       terminal_answer(QUERY_REPEAT,
			       terminal_query_is_open(&term.answers));
}

/* As xterm does, and all that are like it. */
static bool can_step(void)
{
	return has(cursor_down) && !strcmp(cursor_down, "\n") &&
	       has(column_address) &&
	       !strcmp(column_address, "\033[%i%p1%dG") &&
	       eat_newline_glitch > 0;
}

static void terminal_take(void)
{
	tty_take(term.leave.data, term.leave.len);
	term.is_entering = true;
	term.frame =
		(struct frame){ .repeats = can_repeat(), .steps = can_step() };
	term.cursor_shown = true;
	term.line.is_asked = false;
	terminal_redraw();
}

enum terminal_problem terminal_open(const struct terminal_options *options)
{
	if (term.is_open)
		return TERMINAL_OK;
	if (!tty_open())
		return TERMINAL_NOT_A_TTY;
	/* Signals first: ncurses catches those that nobody has. */
	if (!signals_catch(tty_give_back))
		return TERMINAL_SHORT;
	enum terminal_problem problem = curses_check();
	if (problem != TERMINAL_OK) {
		signals_release();
		return problem;
	}
	term.n_colours = colours_begin(options->colour);
	term.background = options->background;
	term.is_ascii = options->is_ascii;
	columns_set_wide(options->ambiguous_cols == 2);
	term.is_unasked[QUERY_AMBIGUOUS] = options->ambiguous_cols > 0;
	term.is_unasked[QUERY_BACKGROUND] =
		!term.n_colours || term.background != BACKGROUND_UNKNOWN;
	looks_set();
	/* What ncurses has to say so far is dropped: the entrance is ours, and
	   its scrolling region has 24 lines whatever the terminal has. */
	delay_output(0);
	lseek(term.mem, 0, SEEK_SET);
	term.is_open = true;
	terminal_take();
	return TERMINAL_OK;
}

static void input_read(void)
{
	size_t room;
	char *to = key_decoder_room(&term.decoder, &room);
	int n = tty_read(to, room);

	if (n > 0)
		key_decoder_grow(&term.decoder, (size_t)n);
	term.is_gone = n < 0;
}

/* Before the terminal is another's, what was asked is answered, as far as it ever
   will be. */
static void answers_await(void)
{
	long long end = term.asked_ms + ANSWER_MS, now;
	struct key key;

	while (term.line.is_asked && !term.is_gone &&
	       (now = clock_now_ms()) < end) {
		if (tty_wait((int)(end - now)) & TTY_INPUT)
			input_read();
		while (key_decoder_next(&term.decoder, false, &key))
			;
	}
}

void terminal_close(void)
{
	if (!term.is_open)
		return;
	answers_await();
	term.is_open = false;
	tty_give_back();
	signals_release();
}

int terminal_ended_by(void)
{
	return signals_ended_by();
}

void terminal_suspend(void)
{
	if (!term.is_open)
		return;
	answers_await();
	tty_give_back();
	signals_stop();
	/* In the background the terminal is another's: not even for a moment. */
	if (signals_ended_by())
		return;
	term.is_gone = !tty_open();
	terminal_take();
	signals_take(SIGNAL_CONTINUED);
	signals_take(SIGNAL_STOPPED);
}

void terminal_lend(void)
{
	tty_give_back();
}

void terminal_return(void)
{
	if (term.is_open && !signals_ended_by())
		terminal_take();
}

void terminal_size(int *height, int *width)
{
	if (!tty_size(height, width)) {
		*height = LINES > 0 ? LINES : 24;
		*width = COLS > 0 ? COLS : 80;
	}
	*height = *height > SIDE_MAX ? SIDE_MAX : *height;
	*width = *width > SIDE_MAX ? SIDE_MAX : *width;
}

/* One cell as ncurses has it; `look` has the attributes. */
static void cell_convert(cchar_t *to, const struct canvas_cell *cell)
{
	const char *s = cell->text;
	size_t n, len;
	uint32_t code;
	int i = 0;

	*to = term.looks[cell->role];
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
			cell_convert(&term.row[n++], cell);
	mvwadd_wchnstr(newscr, y, 0, term.row, n);
}

static bool rows_equal(const struct canvas *a, const struct canvas *b, int y)
{
	size_t width = (size_t)a->width;

	return !memcmp(a->cells + (size_t)y * width,
		       b->cells + (size_t)y * width, width * sizeof *a->cells);
}

static void row_copy(struct canvas *to, const struct canvas *from, int y)
{
	size_t width = (size_t)to->width;

	memcpy(to->cells + (size_t)y * width, from->cells + (size_t)y * width,
	       width * sizeof *to->cells);
	to->about[y] = from->about[y];
}

static void size_follow(int height, int width)
{
	term.frame.height = height;
	if (term.shown.height == height && term.shown.width == width)
		return;
	if (is_term_resized(height, width)) {
		resize_term(height, width);
		werase(newscr);
	}
	clearok(curscr, TRUE);
	term.row = memory_resize(term.row, (size_t)width * sizeof *term.row);
	canvas_clear(&term.shown, height, width);
}

static void cursor_put(const struct canvas *canvas)
{
	bool show = canvas->cursor_y >= 0;

	if (show != term.cursor_shown)
		curs_set(show);
	term.cursor_shown = show;
	if (show)
		wmove(newscr, canvas->cursor_y, canvas->cursor_x);
}

static void queue_str(const char *s)
{
	tty_queue(s, strlen(s));
}

static void entrance_queue(void)
{
	struct bytes questions = BYTES_INIT;

	if (term.is_entering)
		tty_queue(term.enter.data, term.enter.len);
	if (term.is_entering && term.has_mouse)
		queue_str(MOUSE_ON);
	term.is_entering = false;
	if (term.has_asked)
		return;
	terminal_query_print(&questions, term.is_unasked);
	tty_queue(questions.data, questions.len);
	bytes_release(&questions);
	term.asked_ms = clock_now_ms();
	term.has_asked = true;
}

/* What ncurses wrote. */
static void frame_take(struct bytes *to)
{
	off_t n = lseek(term.mem, 0, SEEK_CUR);
	char *bytes = n > 0 ? memory_alloc((size_t)n) : NULL;

	if (bytes && pread(term.mem, bytes, (size_t)n, 0) == n)
		frame_squeeze(&term.frame, to, bytes, (size_t)n);
	free(bytes);
	lseek(term.mem, 0, SEEK_SET);
}

/* Not a part of one. */
static bool is_whole_frame(void)
{
	return !term.is_dirty || term.is_waiting;
}

static void frame_queue(void)
{
	struct bytes frame = BYTES_INIT;

	frame_take(&frame);
	bool is_first = !term.has_asked;
	entrance_queue();
	bool is_synchronized = frame.len > FRAME_LONG_BYTES &&
			       is_whole_frame() &&
			       terminal_answer(QUERY_SYNCHRONIZED, false);
	if (is_synchronized)
		queue_str(SYNCHRONIZED_ON);
	tty_queue(frame.data, frame.len);
	if (is_synchronized)
		queue_str(SYNCHRONIZED_OFF);
	tty_queue(term.copied.data, term.copied.len);
	if (frame.len + term.copied.len > 0)
		line_sent(&term.line, clock_now_ms(),
			  frame.len + term.copied.len);
	bytes_clear(&term.copied);
	if (is_first || (frame.len > 0 && !term.decoder.in_paste &&
			 line_wants_asking(&term.line) &&
			 !terminal_query_is_open(&term.answers)))
		line_ask();
	bytes_release(&frame);
}

/* How long a frame has to wait for the one before, and what of it may wait for
   the hand to rest. */
static int frame_pause_ms(void)
{
	long long now = clock_now_ms();

	if (!term.is_dirty)
		return 0;
	int busy = line_busy_ms(&term.line, now);
	int rest = term.is_waiting ? rest_left_ms(&term.rest, now) : 0;

	return busy > rest ? busy : rest;
}

/* Gives ncurses the rows that are due. */
static void rows_give(void)
{
	bool rests = rest_left_ms(&term.rest, clock_now_ms()) == 0;
	size_t room = line_room(&term.line);
	struct due *due = &term.due;
	const struct canvas *frame = &term.next;
	int n_less = 0;

	/* where a few bytes are nothing to wait for all of it comes at once */
	if (!rests && room < SIZE_MAX)
		n_less = due_moving(&term.moving, &term.next, &term.shown);
	if (n_less > 0)
		frame = &term.moving;
	due_find(due, frame, &term.shown, rests, room);
	for (int y = 0; y < frame->height; y++)
		if (due->now[y]) {
			row_put(frame, y);
			row_copy(&term.shown, frame, y);
		} else if (rows_equal(frame, &term.shown, y)) {
			term.shown.about[y] = frame->about[y];
		}
	term.shown.cursor_y = frame->cursor_y;
	term.is_dirty = due->n_left + due->n_later + n_less > 0;
	term.is_waiting = term.is_dirty && due->n_left == 0;
}

static void canvas_swap(struct canvas *a, struct canvas *b)
{
	struct canvas old = *a;

	*a = *b;
	*b = old;
}

/* Nothing is given to ncurses before its last frame is out: what was newest then
   is stale, and is never sent. */
static void frame_send(void)
{
	if (!tty_send() || !term.is_dirty || frame_pause_ms() > 0)
		return;
	curses_guard_begin();
	size_follow(term.next.height, term.next.width);
	rows_give();
	cursor_put(&term.next);
	doupdate();
	curses_guard_end();
	frame_queue();
	tty_send();
}

void terminal_paint(struct canvas *canvas)
{
	if (!term.is_open || !canvas->height || !canvas->width)
		return;
	canvas_swap(canvas, &term.next);
	term.is_dirty = true;
	term.is_waiting = false;
	rest_painted(&term.rest, clock_now_ms());
	frame_send();
	/* the one before it serves for the next: a third canvas is needed only
	   while a frame waits */
	if (!term.is_dirty)
		canvas_swap(canvas, &term.next);
}

bool terminal_copy(const char *s, size_t n)
{
	bytes_clear(&term.copied);
	return osc52_print(&term.copied, s, n);
}

void terminal_mouse(bool on)
{
	if (!term.is_open || on == term.has_mouse)
		return;
	term.has_mouse = on;
	/* with the entrance, otherwise */
	if (!term.is_entering)
		queue_str(on ? MOUSE_ON : MOUSE_OFF);
}

/* Marks that take two columns would push what is right of them. */
bool terminal_is_ascii(void)
{
	return term.is_ascii || columns_are_wide();
}

void terminal_redraw(void)
{
	if (term.is_open)
		clearok(curscr, TRUE);
}

static struct key signal_key(void)
{
	struct key key = { .name = K_NONE };

	if (signals_take(SIGNAL_ENDED)) {
		key.name = K_TERMINATE;
	} else if (term.is_gone) {
		signals_hang_up();
		key.name = K_HANGUP;
	} else if (signals_take(SIGNAL_STOPPED)) {
		terminal_suspend();
		key.name = K_REDRAW;
	} else if (signals_take(SIGNAL_CONTINUED)) {
		/* Stopped by SIGSTOP, without warning. */
		terminal_take();
		key.name = K_REDRAW;
	} else if (term.is_wrong) {
		term.is_wrong = false;
		key.name = K_REDRAW;
	} else if (signals_take(SIGNAL_RESIZED) || term.has_news) {
		term.has_news = false;
		key.name = K_RESIZE;
	}
	return key;
}

static bool key_take(bool is_whole, struct key *key)
{
	if (!key_decoder_next(&term.decoder, is_whole, key))
		return false;
	rest_key(&term.rest);
	return true;
}

/* `at_end`: of what was typed before the program was ended. */
static struct key next_key(int timeout_ms, bool at_end)
{
	long long end = timeout_ms > 0 ? clock_now_ms() + timeout_ms : 0;
	int left = timeout_ms;

	for (;;) {
		struct key key = { .name = K_NONE };

		if (!at_end)
			key = signal_key();
		else if (term.is_gone)
			key.name = K_HANGUP;
		if (key.name != K_NONE || key_take(false, &key))
			return key;
		if ((term.has_news || term.is_wrong) && !at_end)
			continue;
		frame_send();
		int patience = key_decoder_patience_ms(&term.decoder);
		bool is_patient =
			patience >= 0 && (left < 0 || patience <= left);
		int wait = is_patient ? patience : left;
		int pause = frame_pause_ms();
		bool is_pausing = pause > 0 && (wait < 0 || pause < wait);
		unsigned events = tty_wait(is_pausing ? pause : wait);
		if (events & TTY_INPUT)
			input_read();
		if (events || is_pausing)
			; /* on with it */
		else if (!is_patient)
			return (struct key){ .name = K_NONE };
		else if (key_take(true, &key))
			return key;
		if (timeout_ms > 0)
			left = end > clock_now_ms()
				       ? (int)(end - clock_now_ms())
				       : 0;
	}
}

struct key terminal_key(int timeout_ms)
{
	return next_key(timeout_ms, false);
}

struct key terminal_last_key(int timeout_ms)
{
	return next_key(timeout_ms, true);
}

const char *terminal_version(void)
{
	return curses_version();
}
