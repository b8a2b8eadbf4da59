#include <config.h>

#include "tui/terminal_private.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "tui/columns.h"
#include "tui/glyph.h"
#include "tui/key_decoder.h"
#include "tui/painter.h"
#include "tui/signals.h"
#include "tui/tty.h"

/* Larger is a prank or a mistake. */
enum { SIDE_MAX = DUE_ROWS };

/* So long an ESC may begin an answer, of which the rest comes a little later. */
enum { PIECE_MS = 300 };

#define ALL_LINES "\033[r"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Buttons and the wheel, with rows and columns of any size. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* There is one terminal. */
static struct {
	bool is_open, is_gone, has_description;
	bool has_mouse;
	bool is_entering; /* the next frame begins with `enter` */
	struct bytes enter, leave;
	bool is_ascii;
	struct key_decoder decoder;
	bool has_asked;
	bool is_wrong; /* what it shows has to be painted anew */
	bool is_unasked[TERMINAL_QUERIES];
	struct terminal_answers answers;
	bool has_news; /* an answer changes what is on screen */
} term;

/* What takes the terminal over and gives it back. Made beforehand, so that a
   crash handler has only to write it. */
static void farewell_make(void)
{
	bool has_home = painter_capability(CAP_LEAVE);
	int height, width;

	painter_add(&term.enter, CAP_ENTER);
	bytes_add_str(&term.enter, PASTE_ON);
	painter_add(&term.leave, CAP_PLAIN);
	painter_add(&term.leave, CAP_USUAL_COLOURS);
	painter_add(&term.leave, CAP_CURSOR);
	if (painter_lines_can_stay())
		bytes_add_str(&term.leave, ALL_LINES);
	bytes_add_str(&term.leave, PASTE_OFF);
	bytes_add_str(&term.leave, MOUSE_OFF);
	if (has_home) {
		painter_add(&term.leave, CAP_LEAVE);
		return;
	}
	/* Without a second screen the shell goes on below ours. */
	terminal_size(&height, &width);
	painter_add_move(&term.leave, height - 1, 0);
	bytes_add_str(&term.leave, "\r\n");
}

int terminal_answer(enum terminal_query query, int otherwise)
{
	return term.answers.is_answered[query] ? term.answers.values[query]
					       : otherwise;
}

/* Its description is believed until it answers itself. */
static bool can_repeat(void)
{
	bool is_said = painter_capability(CAP_REPEAT) &&
		       terminal_query_is_open(&term.answers);

	return !strcmp(nl_langinfo(CODESET), "UTF-8") &&
	       terminal_answer(QUERY_REPEAT, is_said);
}

/* What follows from an answer. */
static void answer_follow(enum terminal_query query)
{
	int value = terminal_answer(query, 0);

	if (term.is_unasked[query])
		return;
	/* Its description says it could, it can't: what it has shown is
	   wrong. */
	if (query == QUERY_LAST) {
		term.is_wrong |= painter_repeats() && !can_repeat();
		painter_repeat(can_repeat());
	}
	if (query == QUERY_AMBIGUOUS && value == 2 && !columns_are_wide()) {
		columns_set_wide(true);
		term.is_wrong = true;
	}
	if (query == QUERY_BACKGROUND && value != BACKGROUND_UNKNOWN &&
	    painter_set_background((enum background)value))
		term.has_news = true;
}

static void answer_take(const char *s, size_t n)
{
	enum terminal_query query = terminal_query_answer(&term.answers, s, n);

	if (query == TERMINAL_QUERIES)
		return;
	frames_answered(query);
	answer_follow(query);
}

static void key_learn(enum capability capability, struct key key)
{
	const char *sequence = painter_capability(capability);

	if (sequence)
		key_decoder_learn(&term.decoder, sequence, key);
}

static void keys_learn(void)
{
	static const struct {
		enum capability capability;
		enum key_name name;
	} keys[] = {
		{ CAP_UP, K_UP },	    { CAP_DOWN, K_DOWN },
		{ CAP_LEFT, K_LEFT },	    { CAP_RIGHT, K_RIGHT },
		{ CAP_HOME, K_HOME },	    { CAP_END, K_END },
		{ CAP_PAGE_UP, K_PAGE_UP }, { CAP_PAGE_DOWN, K_PAGE_DOWN },
		{ CAP_INSERT, K_INSERT },   { CAP_DELETE, K_DELETE },
		{ CAP_BACKTAB, K_BACKTAB }, { CAP_BACKSPACE, K_BACKSPACE },
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		key_learn(keys[i].capability,
			  (struct key){ .name = keys[i].name });
	for (unsigned i = 0; i < 12; i++)
		key_learn((enum capability)(CAP_F1 + i),
			  (struct key){ .name = K_F, .ch = i + 1 });
}

static enum terminal_problem description_read(void)
{
	const char *name = getenv("TERM");

	if (!name || !*name)
		return TERMINAL_NO_TERM;
	if (term.has_description)
		return TERMINAL_OK;
	enum terminal_problem problem = painter_start();
	if (problem != TERMINAL_OK)
		return problem;
	farewell_make();
	keys_learn();
	term.decoder.answer = answer_take;
	term.has_description = true;
	return TERMINAL_OK;
}

static void terminal_take(void)
{
	tty_take(term.leave.data, term.leave.len);
	term.is_entering = true;
	painter_forget(can_repeat());
	frames_forget();
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
	enum terminal_problem problem = description_read();
	if (problem != TERMINAL_OK) {
		signals_release();
		return problem;
	}
	painter_begin(options->colour, options->background);
	tty_set_charset(options->charset);
	term.is_ascii = options->is_ascii ||
			(options->charset && !glyphs_are_in(options->charset));
	columns_set_wide(options->ambiguous_cols == 2);
	term.is_unasked[QUERY_AMBIGUOUS] = options->ambiguous_cols > 0;
	term.is_unasked[QUERY_BACKGROUND] =
		!painter_has_colours() ||
		options->background != BACKGROUND_UNKNOWN;
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

/* Those behind the one that gave the terminal to another are his. */
static void keys_drop(void)
{
	struct key key;

	while (key_decoder_next(&term.decoder, false, &key))
		;
}

/* Before the terminal is another's, what was asked is answered, as far as it
   ever will be: who leaves sooner has it typed to the shell. */
static void answers_await(void)
{
	int left;

	if (term.decoder.in_paste)
		return;
	while (!term.is_gone && (left = frames_answer_ms()) > 0) {
		tty_send();
		if (tty_wait(left) & TTY_INPUT)
			input_read();
		keys_drop();
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
	if (signals_stop())
		keys_drop();
	/* In the background the terminal is another's: not even for a
	   moment. */
	if (signals_ended_by())
		return;
	term.is_gone = !tty_open();
	terminal_take();
	signals_take(SIGNAL_CONTINUED);
	signals_take(SIGNAL_STOPPED);
}

void terminal_lend(void)
{
	answers_await();
	keys_drop();
	tty_give_back();
}

void terminal_return(void)
{
	if (term.is_open && !signals_ended_by())
		terminal_take();
}

void terminal_size(int *height, int *width)
{
	if (!tty_size(height, width))
		painter_usual_size(height, width);
	*height = *height > SIDE_MAX ? SIDE_MAX : *height;
	*width = *width > SIDE_MAX ? SIDE_MAX : *width;
}

static void queue_str(const char *s)
{
	tty_queue(s, strlen(s));
}

bool terminal_enter(void)
{
	struct bytes questions = BYTES_INIT;

	if (term.is_entering)
		tty_queue(term.enter.data, term.enter.len);
	if (term.is_entering && term.has_mouse)
		queue_str(MOUSE_ON);
	term.is_entering = false;
	if (term.has_asked)
		return false;
	terminal_query_print(&questions, term.is_unasked);
	tty_queue(questions.data, questions.len);
	bytes_release(&questions);
	term.has_asked = true;
	return true;
}

void terminal_paint(struct canvas *canvas)
{
	if (term.is_open && canvas->height && canvas->width)
		frames_paint(canvas);
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

void terminal_blank(struct canvas *canvas)
{
	int height, width;

	terminal_size(&height, &width);
	canvas->is_ascii = terminal_is_ascii();
	canvas_clear(canvas, height, width);
}

void terminal_redraw(void)
{
	if (term.is_open)
		painter_redraw();
}

static struct key signal_key(void)
{
	struct key key = { .name = K_NONE };

	if (signals_take(SIGNAL_ENDED)) {
		key.name = K_TERMINATE;
	} else if (term.is_gone) {
		signals_hang_up();
		key.name = K_HANGUP;
	} else if (signals_take(SIGNAL_CONTINUED)) {
		/* Stopped by SIGSTOP, without warning. */
		terminal_take();
		key.name = K_REDRAW;
	} else if (term.is_wrong) {
		term.is_wrong = false;
		key.name = K_REDRAW;
	} else if (signals_take(SIGNAL_RESIZED)) {
		/* to and fro between two frames it was cut off, too */
		painter_redraw();
		key.name = K_RESIZE;
	} else if (term.has_news) {
		term.has_news = false;
		key.name = K_RESIZE;
	}
	return key;
}

static bool key_take(bool is_whole, struct key *key)
{
	/* a click is at what is seen, not at what is about to be */
	do {
		if (!key_decoder_next(&term.decoder, is_whole, key))
			return false;
	} while (key->name == K_CLICK &&
		 !frames_row_is_seen((int)(key->ch >> 16)));
	frames_key();
	return true;
}

/* Until what has come so far is all there is. */
static int decoder_patience_ms(void)
{
	int patience = key_decoder_patience_ms(&term.decoder);

	return patience >= 0 && patience < PIECE_MS && frames_answer_ms() > 0
		       ? PIECE_MS
		       : patience;
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
		/* behind what was typed before */
		if (!at_end && signals_take(SIGNAL_STOPPED)) {
			terminal_suspend();
			return (struct key){ .name = K_REDRAW };
		}
		if ((term.has_news || term.is_wrong) && !at_end)
			continue;
		frames_send();
		int patience = decoder_patience_ms();
		bool is_patient =
			patience >= 0 && (left < 0 || patience <= left);
		int wait = is_patient ? patience : left;
		int pause = frames_pause_ms();
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

bool terminal_is_in_paste(void)
{
	return term.decoder.in_paste;
}

struct key terminal_last_key(int timeout_ms)
{
	return next_key(timeout_ms, true);
}
