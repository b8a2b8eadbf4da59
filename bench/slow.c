/*
 * slow: how long a key seems to take on a slow line.
 *
 *	slow RATE TRIP PACKET [-k KEYS | -h KEYS]... PROGRAM [ARG]...
 *
 * The line carries RATE bytes a second, takes TRIP milliseconds there and back,
 * and puts PACKET bytes around each write(2): 76 for SSH, TCP and IP, 0 for a
 * serial line. It holds back nothing and takes all it is given, as the kernel
 * and SSH do. One line a step, the start being the first: milliseconds from the
 * key until the cursor stands where it then stays, and its row as well, bytes
 * sent until then, and both until the last byte of what then stays on the
 * screen.
 *
 * -k is one key: its time is reckoned from what is written and how long the program
 * sleeps in between, so it is the same on a busy machine. -h holds a key down, 30
 * times at 30 a second, as the clock has it, and tells the time from the last one.
 * The line's terminal answers what jixiao asks, when it has come through.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cursor.h"
#include "traced.h"

enum { HELD = 30, HELD_US = 33333, QUIET_US = 400000 };

static const struct {
	const char *question, *answer;
} questions[] = {
	{ "\033[?2026$p", "\033[?2026;0$y" },
	{ "\033[3;1H─\033[3b\033[6n", "\033[3;5R" },
	{ "\033[c", "\033[?62;22c" },
};

static struct traced program;
static struct {
	long rate, trip_us, packet;
	bool is_timed; /* the program's own time counts as well */
	long key_us;   /* when the last key reached the program */
	long slept_us; /* how long it has slept since */
	long free_us;  /* when all that was written will be out */
	long bytes;
	long stands_us, stands_bytes; /* at the cursor's last move; 0: none */
	const char *answers[64];      /* on their way, */
	long answer_us[64];	      /* due then */
	size_t n_answers;
	char taken[65536]; /* what was read of the write that goes on */
	size_t n_taken;
} line;

/* When the line gets what is written now. */
static long sent_us(void)
{
	return line.is_timed ? now_us() : line.key_us + line.slept_us;
}

/* What one write asks, of which all has been read, maybe in pieces. Questions
   ahead of the first frame don't wait for it. */
static void answer_later(void)
{
	long from = sent_us();
	long busy = line.free_us > from ? line.free_us - from : 0;
	long ahead = (20 + line.packet) * 1000000 / line.rate;

	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		bool is_ahead = i + 1 < sizeof questions / sizeof *questions;

		if (!memmem(line.taken, line.n_taken, questions[i].question,
			    strlen(questions[i].question)) ||
		    line.n_answers == sizeof line.answers / sizeof(char *))
			continue;
		line.answers[line.n_answers] = questions[i].answer;
		line.answer_us[line.n_answers++] =
			now_us() + line.trip_us + (is_ahead ? ahead : busy);
	}
	line.n_taken = 0;
}

/* Hands over the answers that are due; false once there are none. */
static bool answers_deliver(void)
{
	size_t left = 0;

	for (size_t i = 0; i < line.n_answers; i++) {
		const char *answer = line.answers[i];

		if (line.answer_us[i] > now_us()) {
			line.answer_us[left] = line.answer_us[i];
			line.answers[left++] = answer;
		} else if (write(program.master, answer, strlen(answer)) < 0) {
			program.gone = true;
		}
	}
	line.n_answers = left;
	return left > 0;
}

/* What the program has written; false if there is nothing. */
static bool take(int timeout_ms)
{
	struct pollfd p = { .fd = program.master, .events = POLLIN };
	char *to = line.taken + line.n_taken;
	size_t room = sizeof line.taken - line.n_taken;
	ssize_t n;

	if (room == 0 || poll(&p, 1, timeout_ms) <= 0)
		return false;
	n = read(program.master, to, room);
	program.gone |= n <= 0;
	if (n > 0) {
		cursor_feed(to, (size_t)n);
		line.n_taken += (size_t)n;
	}
	return n > 0;
}

/* The program is stopped until all of it has been taken. */
static void carry(size_t n)
{
	enum { ARRIVES_MS = 5 };
	long now = sent_us();

	if (line.free_us < now)
		line.free_us = now;
	line.free_us += ((long)n + line.packet) * 1000000 / line.rate;
	line.bytes += (long)n;
	program.has_begun = true;
	while (take(ARRIVES_MS))
		;
	answer_later();
	if (!cursor_has_moved() && line.stands_us > 0)
		return;
	line.stands_us = line.free_us;
	line.stands_bytes = line.bytes;
}

/* Until the clock says so, or, with `until` 0, nothing is left to come. */
static void run(long until)
{
	long quiet_since = now_us(), last = quiet_since;

	while (!program.gone) {
		bool waits = answers_deliver() || now_us() < line.free_us;
		bool sleeps = traced_sleeps(&program);
		long now = now_us();

		line.slept_us += sleeps ? now - last : 0;
		last = now;
		traced_step(&program);
		if (take(0) || waits || !program.has_begun || !sleeps)
			quiet_since = now_us();
		if (until ? now_us() >= until
			  : now_us() - quiet_since >= QUIET_US)
			break;
	}
}

static void step_begin(bool is_timed)
{
	line.is_timed = is_timed;
	line.key_us = now_us();
	line.free_us = line.bytes = line.stands_us = line.slept_us = 0;
}

static long since_key_ms(long us)
{
	return (us - line.key_us + line.trip_us) / 1000;
}

static void step_end(void)
{
	run(0);
	if (line.bytes == 0)
		printf("n/a 0 n/a 0\n");
	else
		printf("%ld %ld %ld %ld\n", since_key_ms(line.stands_us),
		       line.stands_bytes, since_key_ms(line.free_us),
		       line.bytes);
}

static void hold(const char *keys)
{
	long start = now_us();

	step_begin(true);
	for (int i = 0; i < HELD; i++) {
		run(start + i * HELD_US);
		line.key_us = now_us();
		traced_type(&program, keys);
	}
	step_end();
}

int main(int argc, char **argv)
{
	int option;

	if (argc < 5)
		return 2;
	line.rate = atol(argv[1]);
	line.trip_us = atol(argv[2]) * 1000;
	line.packet = atol(argv[3]);
	optind = 4;
	while ((option = getopt(argc, argv, "+k:h:")) != -1)
		if (option == '?')
			return 2;
	program.counts = true;
	program.wrote = carry;
	step_begin(false);
	traced_start(&program, argv + optind);
	step_end();
	optind = 4;
	while ((option = getopt(argc, argv, "+k:h:")) != -1) {
		if (option == 'h') {
			hold(optarg);
			continue;
		}
		step_begin(false);
		traced_type(&program, optarg);
		step_end();
	}
	kill(program.child, SIGKILL);
	return 0;
}
