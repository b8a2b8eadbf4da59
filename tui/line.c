#include <config.h>

#include "tui/line.h"

#include <stdint.h>

/* Nobody sees a frame coming that is out in a hundredth of a second; and no
   estimate holds anything up for longer than a person waits in patience. */
enum { FAST_BYTES_PER_S = 100000, BUSY_MOST_MS = 2000, LOOK_AGAIN_MS = 250 };

/* What a key may have to wait for. */
enum { ROOM_MS = 330 };

/* A frame of more bytes tells the speed anew, or one that seems to take longer;
   and so many short ones may have queued up if the line is slower by now, or
   ones that seem to take so long. */
enum {
	TELLING_BYTES = 200,
	TELLING_MS = 100,
	UNASKED_MOST_BYTES = 1000,
	UNASKED_MOST_MS = 150
};

/* A little more than it should take, so that small errors don't add up. */
static long long time_of(const struct line *line, size_t n)
{
	long long ms = (long long)n * 1000;

	if (!line->bytes_per_s || n == 0)
		return 0;
	return (ms + ms / 16) / line->bytes_per_s + 1;
}

/* Parts of a frame are short where the line seems slow: were they not asked
   about, it would stay so. */
static bool is_telling(const struct line *line)
{
	return line->n_asked > TELLING_BYTES ||
	       time_of(line, line->n_asked) > TELLING_MS;
}

bool line_wants_asking(const struct line *line)
{
	return !line->is_asked &&
	       (is_telling(line) || line->n_unasked > UNASKED_MOST_BYTES ||
		time_of(line, line->n_unasked) > UNASKED_MOST_MS);
}

bool line_wants_trip(const struct line *line)
{
	return line->bytes_per_s && !line->is_trip_sure && !line->is_asked &&
	       line->n_behind == 0;
}

static void busy_until(struct line *line, long long now_ms, long long ms)
{
	long long most = now_ms + BUSY_MOST_MS;

	line->free_ms = ms < most ? ms : most;
}

void line_sent(struct line *line, long long now_ms, size_t n)
{
	if (line->free_ms < now_ms)
		line->free_ms = now_ms;
	busy_until(line, now_ms, line->free_ms + time_of(line, n));
	if (!line->is_asked) {
		line->n_asked = n;
		line->n_unasked += n;
		return;
	}
	if (line->n_behind == 0)
		line->behind_ms = now_ms;
	line->n_behind += n;
}

void line_asked(struct line *line, long long now_ms)
{
	line->is_asked = true;
	line->asked_ms = now_ms;
	line->is_alone = line->free_ms <= now_ms;
	line->n_behind = line->n_unasked = 0;
}

void line_trip(struct line *line, long long ms)
{
	if (line->has_trip && line->trip_ms <= ms)
		return;
	line->has_trip = true;
	line->trip_ms = ms;
}

/* A program that was busy when the first answer came takes the trip for longer
   than it is, and what follows for faster, a short frame most of all. So a
   speed is certain that the answer would tell had it come without any trip; of
   what is beyond that a part is believed, so that it is found out step by
   step. */
static void speed_learn(struct line *line, long long took_ms)
{
	enum { BELIEVED = 4 };
	long long bytes = (long long)line->n_asked * 1000;
	long long least = bytes / (took_ms + 1);
	long long most = bytes / (took_ms - line->trip_ms + 1);
	long long known = line->bytes_per_s, now = most;

	if (known && most > known) {
		now = most < 2 * known ? most : 2 * known;
		now = known + (now - known) / BELIEVED;
		now = now > least ? now : least;
	}
	line->bytes_per_s = now > FAST_BYTES_PER_S ? 0 : now;
}

/* The answer left half a trip ago; from then on the line had what was sent
   behind the question, if it was sent already. */
void line_answered(struct line *line, long long now_ms)
{
	long long took = now_ms - line->asked_ms;

	if (!line->is_asked)
		return;
	line->is_asked = false;
	line->is_trip_sure |= line->bytes_per_s && line->is_alone;
	bool is_shorter = line->has_trip && took < line->trip_ms;
	line_trip(line, took);
	/* A short one may have come behind others: it only tells that all is
	   out. So does any if the trip was not known so far. */
	if (is_telling(line) && !is_shorter)
		speed_learn(line, took);
	line->free_ms = now_ms - line->trip_ms / 2;
	if (line->n_behind > 0 && line->behind_ms > line->free_ms)
		line->free_ms = line->behind_ms;
	busy_until(line, now_ms, line->free_ms + time_of(line, line->n_behind));
	/* the next one is not asked behind what it tells of */
	line->n_asked = 0;
}

size_t line_room(const struct line *line)
{
	return line->bytes_per_s ? (size_t)line->bytes_per_s * ROOM_MS / 1000
				 : SIZE_MAX;
}

int line_busy_ms(const struct line *line, long long now_ms)
{
	long long busy = line->free_ms - now_ms;

	return busy <= 0 ? 0 : busy < LOOK_AGAIN_MS ? (int)busy : LOOK_AGAIN_MS;
}
