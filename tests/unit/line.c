#include <config.h>

#include "tui/line.h"

#include <criterion/criterion.h>
#include <stdint.h>

TestSuite(line, .timeout = 30);

/* A line of so many bytes a second, so many milliseconds there and back; all in
   its own time. */
struct cable {
	long long rate, trip_ms;
	double free_ms; /* when it has carried all that it was given */
};

static double carry(struct cable *cable, double now_ms, size_t n)
{
	if (cable->free_ms < now_ms)
		cable->free_ms = now_ms;
	cable->free_ms += (double)n * 1000 / (double)cable->rate;
	return cable->free_ms;
}

/* As the terminal does with its first frame. */
static void learn(struct line *line, struct cable *cable, long long now_ms,
		  size_t n)
{
	carry(cable, (double)now_ms, 20);
	double question = cable->free_ms;
	line_sent(line, now_ms, n);
	line_asked(line, now_ms);
	double out = carry(cable, (double)now_ms, n);
	line_trip(line, (long long)question - now_ms + cable->trip_ms);
	line_answered(line, (long long)out + cable->trip_ms);
}

Test(line, a_line_counts_as_fast_until_it_is_known)
{
	struct line line = { 0 };

	line_sent(&line, 1000, 5000);
	cr_expect_eq(line_busy_ms(&line, 1000), 0);
	line_answered(&line, 2000);
	cr_expect_eq(line_busy_ms(&line, 2000), 0, "nobody asked");
}

Test(line, its_speed_is_told_by_what_comes_back)
{
	static const struct {
		long long rate, trip_ms;
		int least, most; /* for 96 bytes */
	} rows[] = {
		{ 960, 0, 100, 110 },  { 960, 300, 100, 110 },
		{ 8000, 100, 12, 15 }, { 8000, 300, 12, 15 },
		{ 1000000, 1, 0, 0 },  { 1000000, 300, 0, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cable cable = { rows[i].rate, rows[i].trip_ms, 0 };
		struct line line = { 0 };

		learn(&line, &cable, 1000, 800);
		line_sent(&line, 9000, 96);
		int busy = line_busy_ms(&line, 9000);
		cr_expect(busy >= rows[i].least && busy <= rows[i].most,
			  "row %zu: %d", i, busy);
		cr_expect_eq(line_busy_ms(&line, 9000 + busy), 0);
	}
}

Test(line, an_estimate_holds_nothing_up_that_is_out)
{
	struct cable cable = { 960, 0, 0 };
	struct line line = { 0 };

	learn(&line, &cable, 1000, 800);
	line_sent(&line, 9000, 9600);
	cr_expect_gt(line_busy_ms(&line, 10999), 0);
	cr_expect_eq(line_busy_ms(&line, 11000), 0, "no longer than that");
	line_asked(&line, 9000);
	line_answered(&line, 9020);
	cr_expect_eq(line_busy_ms(&line, 9020), 0);
}

Test(line, long_frames_and_many_short_ones_are_worth_a_question)
{
	struct line line = { 0 };

	line_sent(&line, 9000, 90);
	cr_expect_not(line_wants_asking(&line));
	for (int i = 0; i < 12; i++)
		line_sent(&line, 10000 + 100 * i, 90);
	cr_expect(line_wants_asking(&line), "many short ones");
	line_asked(&line, 20000);
	cr_expect_not(line_wants_asking(&line), "one at a time");
	line_answered(&line, 20194);
	cr_expect_not(line_wants_asking(&line));
	line_sent(&line, 30000, 800);
	cr_expect(line_wants_asking(&line), "a long one");
}

Test(line, short_frames_are_asked_about_sooner_where_they_take_long)
{
	struct line line = { .bytes_per_s = 960, .has_trip = true };

	line_sent(&line, 10000, 80);
	cr_expect_not(line_wants_asking(&line));
	line_sent(&line, 10100, 80);
	cr_expect(line_wants_asking(&line));
}

/* The first question is one of many, and the program is busy then. */
Test(line, a_slow_line_is_asked_for_the_trip_alone)
{
	struct line line = { 0 };

	line_trip(&line, 44);
	cr_expect_not(line_wants_trip(&line), "it may be fast");
	line_sent(&line, 1000, 494);
	line_asked(&line, 1000);
	line_answered(&line, 1530);
	cr_expect(line.bytes_per_s > 1000, "%lld", line.bytes_per_s);
	cr_expect(line_wants_trip(&line));
	line_asked(&line, 1540);
	cr_expect_not(line_wants_trip(&line), "one at a time");
	line_answered(&line, 1544);
	cr_expect_eq(line.trip_ms, 4);
	cr_expect_not(line_wants_trip(&line), "once");
	/* the next frame tells what is true */
	line_sent(&line, 2000, 494);
	line_asked(&line, 2000);
	line_answered(&line, 2520);
	cr_expect(line.bytes_per_s < 960, "%lld", line.bytes_per_s);
}

/* The program was held up when the first answer came. */
Test(line, a_trip_that_seemed_longer_says_nothing_of_the_speed)
{
	struct line line = { 0 };

	line_sent(&line, 1000, 800);
	line_asked(&line, 1000);
	line_trip(&line, 500);
	line_answered(&line, 1400);
	line_sent(&line, 9000, 10);
	line_asked(&line, 9000);
	line_answered(&line, 9300);
	line_sent(&line, 10000, 800);
	line_asked(&line, 10000);
	line_answered(&line, 10400);
	line_sent(&line, 20000, 800);
	int busy = line_busy_ms(&line, 20000);
	cr_expect(busy >= 100 && busy < 120, "%d", busy);
}

/* A short frame is nearly as long on its way as the trip seems to be. */
Test(line, a_short_frame_is_not_taken_for_a_fast_line)
{
	struct cable cable = { 960, 0, 0 };
	struct line line = { 0 };

	learn(&line, &cable, 1000, 500);
	line.trip_ms = 40;
	for (long long now_ms = 9000; now_ms < 19000; now_ms += 5000) {
		line_sent(&line, now_ms, 111);
		line_asked(&line, now_ms);
		line_answered(&line, now_ms + 124);
	}
	line_sent(&line, 90000, 960);
	int busy = line_busy_ms(&line, 90000 + 750);
	cr_expect(busy > 100, "%d", busy);
}

/* A terminal that was frozen answers late, and so seems slow. */
Test(line, what_comes_behind_a_late_answer_is_soon_sent)
{
	struct line line = { 0 };

	line_trip(&line, 1);
	line_sent(&line, 1000, 800);
	line_asked(&line, 1000);
	line_sent(&line, 1001, 60000);
	line_answered(&line, 9000);
	cr_expect_gt(line_busy_ms(&line, 9000), 0);
	cr_expect_eq(line_busy_ms(&line, 11000), 0);
	line_asked(&line, 9000);
	line_answered(&line, 9005);
	cr_expect_eq(line_busy_ms(&line, 9005), 0);
}

/* How long the cable is still busy when the last of 30 frames is given to it,
   keys coming 30 a second. */
static double backlog_ms(struct cable *cable, size_t frame)
{
	struct line line = { 0 };
	double key_ms = 10000, now_ms = 0;

	learn(&line, cable, 1000, 800);
	for (int key = 0; key < 30; key++, key_ms += 33) {
		now_ms = key_ms;
		while (line_busy_ms(&line, (long long)now_ms) > 0)
			now_ms += line_busy_ms(&line, (long long)now_ms);
		/* keys meanwhile are taken, and shown by one frame */
		while (key < 29 && key_ms + 33 <= now_ms) {
			key++;
			key_ms += 33;
		}
		line_sent(&line, (long long)now_ms, frame);
		carry(cable, now_ms, frame);
	}
	return cable->free_ms - now_ms;
}

Test(line, has_room_for_what_it_carries_in_a_moment)
{
	struct cable cable = { 960, 100, 0 };
	struct line line = { 0 };

	cr_expect_eq(line_room(&line), SIZE_MAX, "not known");
	learn(&line, &cable, 1000, 800);
	size_t room = line_room(&line);
	cr_expect(room > 200 && room < 500, "%zu", room);
	/* it is not believed at once that it has become fast */
	int n = 0;
	for (; line_room(&line) < SIZE_MAX && n < 40; n++) {
		long long now_ms = (n + 1) * 5000;

		line_sent(&line, now_ms, 300);
		line_asked(&line, now_ms);
		line_answered(&line, now_ms + line.trip_ms);
	}
	cr_expect(n > 4 && n < 25, "%d", n);
}

/* Its parts are short then, and tell no less. */
Test(line, a_line_that_seems_too_slow_does_not_stay_so)
{
	struct cable fast = { 960, 0, 0 }, slow = { 300, 0, 0 };
	struct line line = { 0 };
	long long now_ms = 1000;

	learn(&line, &slow, now_ms, 800);
	cr_expect_lt(line_room(&line), 150);
	for (int n = 0; n < 6; n++) {
		size_t part = line_room(&line);

		now_ms += 5000;
		line_sent(&line, now_ms, part);
		cr_expect(line_wants_asking(&line), "%zu bytes", part);
		line_asked(&line, now_ms);
		line_answered(&line,
			      now_ms + line.trip_ms +
				      (long long)part * 1000 / fast.rate);
	}
	cr_expect_gt(line_room(&line), 250, "%zu", line_room(&line));
}

Test(line, held_keys_never_queue)
{
	static const long long rates[] = { 960, 2880, 8000, 1000000 };
	static const long long trips[] = { 0, 100, 300 };
	static const size_t frames[] = { 10, 97, 800 };

	for (size_t r = 0; r < 4; r++)
		for (size_t t = 0; t < 3; t++)
			for (size_t f = 0; f < 3; f++) {
				struct cable cable = { rates[r], trips[t], 0 };
				double ms = backlog_ms(&cable, frames[f]);
				double one = (double)frames[f] * 1000 /
					     (double)rates[r];

				cr_expect(ms < one * 1.2 + 5,
					  "%lld B/s, %lld ms, %zu bytes: %f ms",
					  rates[r], trips[t], frames[f], ms);
			}
}
