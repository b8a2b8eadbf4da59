/* Frames out, as fast as the line carries them. */
#include <config.h>
#include "tui/terminal_private.h"

#include <stdint.h>
#include <string.h>
#include "core/bytes.h"
#include "core/clock.h"
#include "tui/due.h"
#include "tui/line.h"
#include "tui/osc52.h"
#include "tui/painter.h"
#include "tui/rest.h"
#include "tui/signals.h"
#include "tui/tty.h"

/* A frame of more bytes may be seen half painted. */
enum { FRAME_LONG_BYTES = 200 };

/* An answer takes no longer, but behind what a line of 9,600 baud has to carry
   first: a whole screen. */
enum { ANSWER_MS = 500, AHEAD_MOST_MS = 2500, SLOW_BYTES_PER_S = 960 };

#define SYNCHRONIZED_ON "\033[?2026h"
#define SYNCHRONIZED_OFF "\033[?2026l"

static struct {
	struct canvas next;   /* the newest frame */
	struct canvas moving; /* the same, while the hand moves */
	bool is_dirty;	      /* there is something of `next` to be shown … */
	bool is_waiting;      /* … once the hand rests, and nothing else */
	struct bytes copied;  /* on its way to the terminal's clipboard */
	long long asked_ms;   /* the last question of all */
	bool asks_again;      /* it has been answered */
	struct line line;
	struct rest rest;
	struct due due;
} out = { .copied = BYTES_INIT };

/* Behind a frame: when it is out is told. */
static void line_ask(void)
{
	const char *question = terminal_query_text(QUERY_LAST);

	tty_queue(question, strlen(question));
	out.asked_ms = clock_now_ms();
	line_asked(&out.line, out.asked_ms);
}

/* What was sent behind the question may be out as well: that is no estimate.
   Whoever gives the terminal to another sends no frames any more, nor asks. */
static void line_ask_again(void)
{
	bool is_busy = line_busy_ms(&out.line, clock_now_ms()) > 0;

	if (out.asks_again && !terminal_is_in_paste() &&
	    (is_busy || line_wants_trip(&out.line)))
		line_ask();
	out.asks_again = false;
}

void frames_answered(enum terminal_query query)
{
	long long now = clock_now_ms();

	if (query == QUERY_LAST) {
		line_answered(&out.line, now);
		out.asks_again = true;
	} else if (!out.line.has_trip) {
		line_trip(&out.line, now - out.asked_ms);
	}
}

/* Whoever ends the program waits for less. */
int frames_answer_ms(void)
{
	long long ahead = (long long)out.line.n_asked * 1000 / SLOW_BYTES_PER_S;
	long long end = out.asked_ms + ANSWER_MS, now = clock_now_ms();

	if (!signals_ended_by())
		end += ahead < AHEAD_MOST_MS ? ahead : AHEAD_MOST_MS;
	return out.line.is_asked && end > now ? (int)(end - now) : 0;
}

void frames_forget(void)
{
	out.line.is_asked = out.asks_again = false;
}

void frames_key(void)
{
	rest_key(&out.rest);
}

bool frames_row_is_seen(int y)
{
	return !out.rest.has_key &&
	       (!out.is_dirty || due_is_shown(&out.next, painter_shown(), y));
}

/* Not a part of one. */
static bool is_whole_frame(void)
{
	return !out.is_dirty || out.is_waiting;
}

static void frame_queue(const struct bytes *frame)
{
	bool is_first = terminal_enter();
	bool is_synchronized = frame->len > FRAME_LONG_BYTES &&
			       is_whole_frame() &&
			       terminal_answer(QUERY_SYNCHRONIZED, false);
	if (is_synchronized)
		tty_queue(SYNCHRONIZED_ON, strlen(SYNCHRONIZED_ON));
	tty_queue(frame->data, frame->len);
	if (is_synchronized)
		tty_queue(SYNCHRONIZED_OFF, strlen(SYNCHRONIZED_OFF));
	tty_queue(out.copied.data, out.copied.len);
	if (frame->len + out.copied.len > 0)
		line_sent(&out.line, clock_now_ms(),
			  frame->len + out.copied.len);
	bytes_clear(&out.copied);
	if (is_first || (frame->len > 0 && !terminal_is_in_paste() &&
			 line_wants_asking(&out.line) &&
			 terminal_answer(QUERY_LAST, false)))
		line_ask();
}

int frames_pause_ms(void)
{
	long long now = clock_now_ms();

	if (!out.is_dirty)
		return 0;
	int busy = line_busy_ms(&out.line, now);
	int rest = out.is_waiting ? rest_left_ms(&out.rest, now) : 0;

	return busy > rest ? busy : rest;
}

/* Which rows are due, of the frame as it is to be shown now; in how many rows
   that is less than all. */
static const struct canvas *due_set(bool rests, int *n_less)
{
	size_t room = line_room(&out.line);
	const struct canvas *frame = &out.next;
	bool moves = !rests && room < SIZE_MAX;

	/* where a few bytes are nothing to wait for all of it comes at once */
	*n_less = moves ? due_moving(&out.moving, frame, painter_shown()) : 0;
	if (*n_less > 0)
		frame = &out.moving;
	if (moves)
		painter_unmark(frame);
	due_find(&out.due, frame, painter_shown(), rests, room);
	return frame;
}

/* What is due, and what is left for later. */
static void frame_paint(struct bytes *frame)
{
	bool rests = rest_left_ms(&out.rest, clock_now_ms()) == 0;
	bool is_slow = line_room(&out.line) < SIZE_MAX;
	const struct due *due = &out.due;
	int n_less;

	painter_resize(out.next.height, out.next.width);
	const struct canvas *canvas = due_set(rests, &n_less);
	painter_paint(canvas, due, is_slow && !rests, frame);
	out.is_dirty =
		due->n_left + due->n_later + n_less > 0 || painter_lines_stay();
	out.is_waiting = out.is_dirty && due->n_left == 0;
}

static void canvas_swap(struct canvas *a, struct canvas *b)
{
	struct canvas old = *a;

	*a = *b;
	*b = old;
}

/* Nothing is given to ncurses before its last frame is out: what was newest
   then is stale, and is never sent. */
void frames_send(void)
{
	struct bytes frame = BYTES_INIT;

	line_ask_again();
	if (!tty_send() || !out.is_dirty || frames_pause_ms() > 0)
		return;
	frame_paint(&frame);
	frame_queue(&frame);
	bytes_release(&frame);
	tty_send();
}

void frames_paint(struct canvas *canvas)
{
	canvas_swap(canvas, &out.next);
	out.is_dirty = true;
	out.is_waiting = false;
	rest_painted(&out.rest, clock_now_ms());
	frames_send();
	/* the one before it serves for the next: a third canvas is needed only
	   while a frame waits */
	if (!out.is_dirty)
		canvas_swap(canvas, &out.next);
}

bool terminal_copy(const char *s, size_t n)
{
	bytes_clear(&out.copied);
	return osc52_print(&out.copied, s, n);
}
