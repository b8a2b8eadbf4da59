/*
 * kill_run: types into the program in a pseudo-terminal and ends it at random
 * moments; then looks at what was left behind.
 *
 *	kill_run PROGRAM FORMS FORM N [SEED]
 *
 * PROGRAM fills in a copy of FORM by the definitions in FORMS: new rows of its
 * first table, letters every few milliseconds, now and then a save. N times it
 * is killed (SIGKILL); besides, a tenth of N times each, it gets SIGHUP,
 * SIGTERM, or its terminal is closed. Whenever that is,
 *
 *	the form's file must hold what it did at first or at one of the saves;
 *	of a kill, at most 24 characters may be lost, none of them typed more
 *	than a second before; of the others none at all;
 *	and they must end the program within five seconds.
 *
 * A terminal is closed when it has handed over all that was typed.
 *
 * One line of figures; ends with 1 if any of it doesn't hold.
 */
#include <config.h>

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/document_recover.h"
#include "core/text.h"
#include "tests/common.h"

enum {
	LOST_MOST = 24,
	LOST_AGE_MS = 1000,
	END_MS = 5000,
	START_MS = 20000,
	KEYS_MOST = 200,
	ROW_MOST = 24, /* letters */
	SAVES_MOST = 32,
};

enum way { WAY_KILL, WAY_HUP, WAY_TERM, WAY_CLOSED, WAYS };
static const char *const way_names[] = { "kill", "HUP", "TERM", "closed" };

struct run {
	const char *program, *forms_folder, *form;
	char folder[64], path[128], state[128];
	struct form_set *forms;
	unsigned seed;
	/* the session at hand */
	int tty;
	pid_t pid;
	struct bytes typed; /* rows, a newline behind each that was left */
	long long times[KEYS_MOST * 4]; /* of each of its bytes */
	size_t saves[SAVES_MOST];	/* bytes typed at each save */
	size_t n_saves;
	/* figures */
	int n[WAYS], n_offered;
	size_t n_typed, lost_most;
	long long age_most, end_most;
	int n_torn, n_lost, n_late, n_strange;
};

static unsigned below(struct run *r, unsigned n)
{
	return random_number(&r->seed) % n;
}

/* ---- the program ---- */

/* Takes what it paints; false when it has closed the terminal. */
static bool drain(struct run *r, int timeout_ms, struct bytes *seen)
{
	struct pollfd fd = { .fd = r->tty, .events = POLLIN };
	char buffer[8192];
	ssize_t n;

	if (poll(&fd, 1, timeout_ms) <= 0)
		return true;
	n = read(r->tty, buffer, sizeof buffer);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	if (seen)
		bytes_add(seen, buffer, (size_t)n);
	return true;
}

static void wait_for(struct run *r, const char *text)
{
	long long end = clock_now_ms() + START_MS;
	struct bytes seen = BYTES_INIT;

	while (!strstr(seen.data, text) && clock_now_ms() < end)
		drain(r, 50, &seen);
	bytes_release(&seen);
}

static void start(struct run *r)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	r->pid = forkpty(&r->tty, NULL, NULL, &size);
	if (r->pid == 0) {
		/* as a terminal starts it: this may run behind nohup */
		signal(SIGHUP, SIG_DFL);
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		setenv("JIXIAO_FORMS", r->forms_folder, 1);
		setenv("XDG_STATE_HOME", r->folder, 1);
		execl(r->program, r->program, "--lang", "zh", r->path,
		      (char *)NULL);
		_exit(127);
	}
	/* the hint line is painted last */
	wait_for(r, "退出");
}

static void send_keys(struct run *r, const char *s)
{
	size_t n = strlen(s);

	while (n > 0) {
		ssize_t done = write(r->tty, s, n);

		if (done <= 0)
			return;
		s += done;
		n -= (size_t)done;
	}
}

static void note(struct run *r, const char *s)
{
	long long now = clock_now_ms();

	for (size_t i = 0; s[i]; i++)
		r->times[r->typed.len + i] = now;
	bytes_add_str(&r->typed, s);
}

/* ---- the typing ---- */

static void pause_a_little(struct run *r)
{
	struct timespec t = { 0, (long)(1 + below(r, 7)) * 1000000 };

	nanosleep(&t, NULL);
	drain(r, 0, NULL);
}

static void type_letter(struct run *r)
{
	static const char *const letters[] = { "a",  "b",  "x",	 "Z", "中",
					       "文", "表", "格", "é", "。" };
	const char *letter = letters[below(r, 10)];

	send_keys(r, letter);
	note(r, letter);
	pause_a_little(r);
}

static void leave_row(struct run *r)
{
	send_keys(r, "\r");
	note(r, "\n");
	pause_a_little(r);
	if (below(r, 4) == 0 && r->n_saves < SAVES_MOST) {
		send_keys(r, "\023"); /* ^S */
		r->saves[r->n_saves++] = r->typed.len;
		pause_a_little(r);
	}
	send_keys(r, "\016"); /* ^N */
	pause_a_little(r);
}

static void fill_in(struct run *r)
{
	unsigned n_keys = 1 + below(r, KEYS_MOST);

	/* the table, its last row, and one below that */
	send_keys(r, "\0332\033OB\033OB\033OB\016");
	for (unsigned i = 0; i < n_keys; i++) {
		type_letter(r);
		if (below(r, ROW_MOST) == 0 && i + 1 < n_keys)
			leave_row(r);
	}
}

/* What a terminal has not handed over yet goes with it, and no program can know
   of it: it is closed when the last letter has come back. */
static void see_last(struct run *r)
{
	static const char last[] = "末";

	send_keys(r, last);
	note(r, last);
	wait_for(r, last);
}

/* ---- the end ---- */

static bool has_ended(struct run *r, long long end)
{
	int status;

	while (waitpid(r->pid, &status, WNOHANG) == 0) {
		if (clock_now_ms() > end)
			return false;
		if (r->tty < 0 || !drain(r, 2, NULL))
			poll(NULL, 0, 2);
	}
	return true;
}

static void finish(struct run *r, enum way way)
{
	static const int signals[] = { SIGKILL, SIGHUP, SIGTERM, 0 };
	long long begun = clock_now_ms(), took;

	if (way == WAY_CLOSED) {
		close(r->tty);
		r->tty = -1;
	} else {
		kill(r->pid, signals[way]);
	}
	if (!has_ended(r, begun + END_MS)) {
		r->n_late++;
		printf("it goes on after %s\n", way_names[way]);
		kill(r->pid, SIGKILL);
		waitpid(r->pid, NULL, 0);
	}
	took = clock_now_ms() - begun;
	r->end_most = took > r->end_most ? took : r->end_most;
	if (r->tty >= 0)
		close(r->tty);
}

/* ---- what was left ---- */

/* The rows that were typed, as `typed` has them. */
static void rows_of(const struct document *doc, struct bytes *out)
{
	for (size_t i = 2; i < record_n_rows(&doc->record, 0); i++) {
		const char *cell = record_row(&doc->record, 0, i)->cells[0];

		if (*cell)
			bytes_printf(out, "%s\n", cell);
	}
}

/* Is the file what it was at one of the saves? */
static void judge_file(struct run *r, const struct document *now)
{
	struct bytes rows = BYTES_INIT;
	bool ok = now != NULL;

	if (now)
		rows_of(now, &rows);
	ok = ok && now->reading.n_repairs == 0 && now->reading.in_layout &&
	     strncmp(rows.data, r->typed.data, rows.len) == 0;
	for (size_t i = 0; ok && rows.len > 0 && i <= r->n_saves; i++) {
		ok = i < r->n_saves;
		if (ok && r->saves[i] == rows.len)
			break;
	}
	if (!ok) {
		r->n_torn++;
		printf("a torn file: %s\n", rows.data);
	}
	bytes_release(&rows);
}

static void judge_work(struct run *r, enum way way, const struct bytes *got,
		       long long ended)
{
	size_t len = got->len, lost;
	long long age;

	/* the last row may be typed, or just left */
	if (len > r->typed.len)
		len -= got->data[len - 1] == '\n';
	if (len > r->typed.len || memcmp(got->data, r->typed.data, len) != 0) {
		r->n_strange++;
		printf("never typed: %s\nbut: %s\n", got->data, r->typed.data);
		return;
	}
	lost = text_count(r->typed.data + len, r->typed.len - len);
	age = lost ? ended - r->times[len] : 0;
	r->lost_most = lost > r->lost_most ? lost : r->lost_most;
	r->age_most = age > r->age_most ? age : r->age_most;
	if (lost > (way == WAY_KILL ? LOST_MOST : 0) || age > LOST_AGE_MS) {
		r->n_lost++;
		printf("%s: %zu characters of %lld ms lost\n", way_names[way],
		       lost, age);
	}
}

static void judge(struct run *r, enum way way, long long ended)
{
	struct document *now = document_open(r->forms, r->path, NULL, NULL);
	struct recovery *left = recovery_find(r->forms, r->state, r->path, now);
	struct bytes got = BYTES_INIT;

	judge_file(r, now);
	if (left && left->doc)
		rows_of(left->doc, &got);
	else if (now)
		rows_of(now, &got);
	/* what is being typed stands behind all rows */
	if (left && left->doc && left->typing.as == TYPED_CELL)
		bytes_add(&got, left->typed.data, left->typed.len);
	r->n_offered += left != NULL;
	judge_work(r, way, &got, ended);
	bytes_release(&got);
	if (left)
		recovery_throw_away(left);
	recovery_free(left);
	document_free(now);
	form_set_trim(r->forms);
}

/* ---- all of it ---- */

static bool copy_form(struct run *r)
{
	struct store_stamp stamp;
	char *data;
	size_t n;
	bool ok = store_read(r->form, &data, &n, &stamp, NULL) &&
		  store_write(r->path, data, n, NULL, &stamp, NULL);

	free(data);
	return ok;
}

static bool session(struct run *r, enum way way)
{
	long long ended;

	bytes_clear(&r->typed);
	r->n_saves = 0;
	if (!copy_form(r))
		return false;
	start(r);
	fill_in(r);
	if (way == WAY_CLOSED)
		see_last(r);
	ended = clock_now_ms();
	finish(r, way);
	r->n[way]++;
	r->n_typed += text_count(r->typed.data, r->typed.len);
	judge(r, way, ended);
	return true;
}

static bool prepare(struct run *r, char **argv)
{
	const char *tmp = getenv("TMPDIR");
	const char *folders[] = { argv[2], NULL };

	setlocale(LC_CTYPE, "C.UTF-8");
	r->program = argv[1];
	r->forms_folder = argv[2];
	r->form = argv[3];
	r->seed = argv[5] ? (unsigned)atoi(argv[5]) : 20261125;
	snprintf(r->folder, sizeof r->folder, "%s/jixiao-kill-XXXXXX",
		 tmp && strlen(tmp) < 32 ? tmp : "/tmp");
	if (!mkdtemp(r->folder))
		return false;
	snprintf(r->path, sizeof r->path, "%s/form.csv", r->folder);
	snprintf(r->state, sizeof r->state, "%s/jixiao", r->folder);
	r->forms = form_set_new(folders);
	bytes_init(&r->typed);
	return true;
}

static void clean_up(struct run *r)
{
	folder_remove(r->folder);
	form_set_free(r->forms);
	bytes_release(&r->typed);
}

static bool report(const struct run *r)
{
	printf("%d kills, %d HUP, %d TERM, %d closed terminals; %zu characters "
	       "typed, %d times work was offered; lost at most %zu, the oldest "
	       "%lld ms old; ended within %lld ms; %d torn files, %d losses "
	       "too "
	       "big, %d never typed, %d went on\n",
	       r->n[WAY_KILL], r->n[WAY_HUP], r->n[WAY_TERM], r->n[WAY_CLOSED],
	       r->n_typed, r->n_offered, r->lost_most, r->age_most, r->end_most,
	       r->n_torn, r->n_lost, r->n_strange, r->n_late);
	return r->n_torn + r->n_lost + r->n_strange + r->n_late == 0;
}

int main(int argc, char **argv)
{
	static struct run r;
	int n = argc > 4 ? atoi(argv[4]) : 0;
	bool ok;

	if (argc < 5 || argc > 6 || n < 1 || !prepare(&r, argv))
		return 2;
	ok = true;
	for (int i = 0; ok && i < n; i++)
		ok = session(&r, WAY_KILL);
	for (int i = 0; ok && i < (n + 9) / 10; i++)
		ok = session(&r, WAY_HUP) && session(&r, WAY_TERM) &&
		     session(&r, WAY_CLOSED);
	ok = report(&r) && ok;
	clean_up(&r);
	return ok ? 0 : 1;
}
