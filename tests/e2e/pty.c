/*
 * pty: runs a program in a real pseudo-terminal of 80x24 and plays a script:
 *
 *	pty SCRIPT COMMAND [ARG...]
 *
 *	type TEXT	sends TEXT
 *	line TEXT	sends TEXT and Enter
 *	paste TEXT	pastes it, between the marks of a terminal that has
 *			them; \t \n \r \e in it are such characters
 *	burst TEXT	pastes it without
 *	keys Down ^S …	sends keys: arrows, Enter, Tab, Esc, ^A, Alt-1, F1..F7
 *	wait TEXT	until the screen shows TEXT; fails after ten seconds
 *	gone TEXT	until the screen shows it no more
 *	slow		the line carries 960 bytes a second; comes first
 *	halting		what it answers comes 6 bytes at a time; comes first
 *	modern		the terminal has all that it is asked for; comes first
 *	charset NAME	the terminal's; comes first
 *	held		fails if no frame was synchronized output so far
 *	at Y X		until the cursor is in row Y, column X, from 1; nothing
 *			is taken that came behind that frame
 *	cost N		fails if more than N bytes were taken since the last
 *			keys; how many were is printed, if $JIXIAO_SHOW is set
 *	size 40x12	resizes the terminal
 *	storm N		N resizes between 1x1 and 400x200, then back as it was
 *	signal NAME [N]	sends a signal to what is in the foreground, N times
 *	freeze		reads nothing any more
 *	thaw		reads again
 *	hang-up		closes the terminal
 *	copies		from here on it may write into the clipboard
 *	copied BASE64	until this is in it
 *	run COMMAND	meanwhile the shell runs COMMAND
 *	show		prints the screen, if $JIXIAO_SHOW is set
 *	terminal WORDS	what this one answers when it is asked: modern (it has
 *			synchronized output), light (black on white), wide
 *			(ambiguous characters); before anything is waited for
 *	colour N TEXT	TEXT is shown in colour N of the palette; -1: the
 *			terminal's own, on its own background
 *	mouse on|off	until the program takes the mouse, or doesn't
 *	click Y X	the left button there
 *	cursor TEXT	until the cursor is shown and stands on TEXT
 *	given-back	until the terminal is as it was before the program
 *	exit N		until the program has ended with exit code N
 *	killed NAME	until the signal has ended the program, five seconds at
 *			most; a terminal that is still there is given back
 *	dead		until SIGKILL has ended the program
 *
 * Whatever the program sends must be one of its own sequences (escapes.h).
 * It never sleeps: it waits for what the screen shows. A fault prints the
 * screen and ends with 1.
 */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>
#include "core/bytes.h"
#include "core/charset.h"
#include "core/clock.h"
#include "core/text.h"
#include "tests/e2e/escapes.h"

enum { DEADLINE_MS = 10000, END_MS = 5000 };
/* 960 a second. */
enum { SLOW_BYTES = 24, SLOW_MS = 25 };
/* Longer than a program waits for what belongs to an Esc. */
enum { PIECE_BYTES = 6, PIECE_MS = 70 };

struct player {
	int tty;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	int height, width;
	char text[200 * 401 * 4 + 1];
	bool is_frozen;
	bool is_slow, is_halting;
	struct charset *charset; /* NULL: UTF-8 */
	long free_ms;		 /* when it carries more */
	struct termios modes;	 /* before the program began */
	struct escapes escapes;
	char came[65536];	/* read, */
	size_t n_came, n_taken; /* of which so much was taken */
	size_t n_bytes;		/* taken since the last keys */
	const char *script;
	int line;
};

static const struct {
	const char *name, *bytes;
} keys[] = {
	{ "Up", "\033OA" },
	{ "Down", "\033OB" },
	{ "Right", "\033OC" },
	{ "Left", "\033OD" },
	{ "Home", "\033OH" },
	{ "End", "\033OF" },
	{ "Enter", "\r" },
	{ "Tab", "\t" },
	{ "Esc", "\033" },
	{ "F1", "\033OP" },
	{ "F2", "\033OQ" },
	{ "F3", "\033OR" },
	{ "F4", "\033OS" },
	{ "F5", "\033[15~" },
	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },
	{ "Shift-F7", "\033[18;2~" },
	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },
	{ "Backspace", "\177" },
	{ "Delete", "\033[3~" },
	{ "Shift-Down", "\033[1;2B" },
	{ "Shift-Right", "\033[1;2C" },
};

static void read_screen(struct player *p)
{
	char *to = p->text;

	for (int y = 0; y < p->height; y++) {
		for (int x = 0; x < p->width; x++) {
			VTermPos pos = { .row = y, .col = x };
			VTermScreenCell cell;

			vterm_screen_get_cell(p->screen, pos, &cell);
			if (cell.chars[0] == (uint32_t)-1)
				continue;
			to += text_encode(cell.chars[0] ? cell.chars[0] : ' ',
					  to);
		}
		*to++ = '\n';
	}
	*to = '\0';
}

static void fault(struct player *p, const char *what, const char *detail)
{
	read_screen(p);
	printf("%s:%d: %s%s\n%s", p->script, p->line, what, detail, p->text);
	kill(p->pid, SIGKILL);
	exit(1);
}

/* As the terminal itself: whoever asked may be gone. */
static void answer(struct player *p)
{
	char answers[ESCAPES_ANSWERS];
	size_t n = escapes_answer(&p->escapes, answers), done = 0;

	while (done < n) {
		bool is_last = !p->is_halting || n - done <= PIECE_BYTES;
		size_t piece = is_last ? n - done : PIECE_BYTES;

		if (write(p->tty, answers + done, piece) < 0)
			return;
		if (!is_last)
			poll(NULL, 0, PIECE_MS);
		done += piece;
	}
}

/* The next n bytes of those that came. */
static void take(struct player *p, size_t n)
{
	struct bytes text = BYTES_INIT;

	if (p->charset)
		charset_decode(p->charset, p->came + p->n_taken, n, &text);
	else
		bytes_add(&text, p->came + p->n_taken, n);
	if (!escapes_feed(&p->escapes, text.data, text.len))
		fault(p, "a sequence that isn't ours: ", p->escapes.fault);
	vterm_input_write(p->vt, text.data, text.len);
	p->n_taken += n;
	p->n_bytes += n;
	bytes_release(&text);
	answer(p);
}

/* How much the line carries now. While it is full it keeps its pace, however
   late this program is asked. */
static size_t line_room(struct player *p)
{
	long long now = clock_now_ms();
	bool was_full = p->n_came == SLOW_BYTES;

	if (!p->is_slow)
		return sizeof p->came;
	if (p->free_ms > now)
		poll(NULL, 0, (int)(p->free_ms - now));
	else if (!was_full)
		p->free_ms = now;
	p->free_ms += SLOW_MS;
	return SLOW_BYTES;
}

/* What the program has written; false when it has closed the terminal. */
static bool read_more(struct player *p, int timeout_ms)
{
	struct pollfd poll_fd = { .fd = p->tty, .events = POLLIN };
	ssize_t n;

	if (p->is_frozen || p->tty < 0) {
		poll(NULL, 0, timeout_ms);
		return true;
	}
	if (p->n_taken < p->n_came || poll(&poll_fd, 1, timeout_ms) <= 0)
		return true;
	n = read(p->tty, p->came, line_room(p));
	if (n <= 0)
		return n < 0 && errno == EINTR;
	p->n_came = (size_t)n;
	p->n_taken = 0;
	return true;
}

static bool feed(struct player *p, int timeout_ms)
{
	if (!read_more(p, timeout_ms))
		return false;
	take(p, p->n_came - p->n_taken);
	return true;
}

static void wait_for(struct player *p, const char *text, bool wanted)
{
	long long end = clock_now_ms() + DEADLINE_MS;

	for (;;) {
		read_screen(p);
		if ((strstr(p->text, text) != NULL) == wanted)
			return;
		if (clock_now_ms() > end)
			fault(p,
			      wanted ? "not shown: " : "still shown: ", text);
		if (!feed(p, 100))
			fault(p, "the program ended; waited for ", text);
	}
}

/* What ends a frame behind its cursor: a look, a mode, a question. */
static void take_end(struct player *p)
{
	static const char ends[] = "mlc";

	for (;;) {
		const char *s = p->came + p->n_taken;
		size_t n = p->n_came - p->n_taken, len = 2;

		while (len < n && s[len] >= ' ' && s[len] < '@')
			len++;
		if (len >= n || memcmp(s, "\033[", 2) != 0 ||
		    !strchr(ends, s[len]))
			return;
		take(p, len + 1);
	}
}

static void wait_at(struct player *p, const char *rest)
{
	long long end = clock_now_ms() + DEADLINE_MS;
	VTermPos pos;
	int y = 0, x = 0;

	sscanf(rest, "%d %d", &y, &x);
	for (;;) {
		vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
		if (pos.row == y - 1 && pos.col == x - 1)
			break;
		if (clock_now_ms() > end || !read_more(p, 100))
			fault(p, "the cursor isn't at ", rest);
		if (p->n_taken < p->n_came)
			take(p, 1);
	}
	take_end(p);
}

static void judge_cost(struct player *p, const char *rest)
{
	char came[40];

	if (getenv("JIXIAO_SHOW"))
		printf("%s:%d: %zu bytes\n", p->script, p->line, p->n_bytes);
	snprintf(came, sizeof came, "%zu, not ", p->n_bytes);
	if (p->n_bytes > strtoul(rest, NULL, 10)) {
		strncat(came, rest, 10);
		fault(p, "bytes came: ", came);
	}
}

static void send_bytes(struct player *p, const char *s, size_t n)
{
	struct bytes typed = BYTES_INIT;

	if (p->charset)
		charset_encode(p->charset, s, n, &typed);
	else
		bytes_add(&typed, s, n);
	p->n_bytes = 0;
	if (write(p->tty, typed.data, typed.len) != (ssize_t)typed.len)
		fault(p, "can't type ", s);
	bytes_release(&typed);
}

static void paste(struct player *p, const char *text, bool is_marked)
{
	static const char *const written = "tnre";
	static const char meant[] = "\t\n\r\033";
	struct bytes out = BYTES_INIT;

	bytes_add_str(&out, is_marked ? "\033[200~" : "");
	for (const char *s = text; *s; s++) {
		const char *at =
			*s == '\\' && s[1] ? strchr(written, s[1]) : NULL;

		bytes_add_char(&out, at ? meant[at - written] : *s);
		s += at != NULL;
	}
	bytes_add_str(&out, is_marked ? "\033[201~" : "");
	send_bytes(p, out.data, out.len);
	bytes_release(&out);
}

static void wait_for_copy(struct player *p, const char *base64)
{
	long long end = clock_now_ms() + DEADLINE_MS;

	while (strcmp(p->escapes.copied, base64) != 0)
		if (clock_now_ms() > end || !feed(p, 100))
			fault(p, "in the clipboard is ", p->escapes.copied);
}

static void press(struct player *p, const char *name)
{
	char chord[2] = { '\033', '\0' };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, name) == 0) {
			send_bytes(p, keys[i].bytes, strlen(keys[i].bytes));
			return;
		}
	if (name[0] == '^' && name[1] && !name[2]) {
		chord[0] = (char)(name[1] & 0x1F);
		send_bytes(p, chord, 1);
	} else if (strncmp(name, "Alt-", 4) == 0 && name[4] && !name[5]) {
		chord[1] = name[4];
		send_bytes(p, chord, 2);
	} else {
		fault(p, "no such key: ", name);
	}
}

static void resize(struct player *p, int width, int height)
{
	struct winsize w = {
		.ws_row = (unsigned short)height,
		.ws_col = (unsigned short)width,
	};

	p->width = width;
	p->height = height;
	/* of one column libvterm dies at the first Han character */
	vterm_set_size(p->vt, height, width > 1 ? width : 2);
	ioctl(p->tty, TIOCSWINSZ, &w);
}

static void resize_to(struct player *p, const char *size)
{
	int width, height;

	if (sscanf(size, "%dx%d", &width, &height) != 2)
		fault(p, "no size: ", size);
	resize(p, width, height);
}

/* Sizes in no order, the smallest and the largest among them; what is frozen is
   not read in between. */
static void storm(struct player *p, int n)
{
	int width = p->width, height = p->height;

	for (int i = 0; i < n; i++) {
		resize(p, 1 + i * 7919 % 400, 1 + i * 104729 % 200);
		feed(p, 0);
	}
	resize(p, 1, 1);
	resize(p, 400, 200);
	resize(p, width, height);
}

static const struct {
	const char *name;
	int number;
} signals[] = {
	{ "HUP", SIGHUP },   { "INT", SIGINT },	    { "QUIT", SIGQUIT },
	{ "TERM", SIGTERM }, { "TSTP", SIGTSTP },   { "CONT", SIGCONT },
	{ "PIPE", SIGPIPE }, { "WINCH", SIGWINCH }, { "SEGV", SIGSEGV },
	{ "ABRT", SIGABRT }, { "BUS", SIGBUS },	    { "FPE", SIGFPE },
	{ "ILL", SIGILL },   { "STOP", SIGSTOP },   { "USR1", SIGUSR1 },
	{ "XCPU", SIGXCPU }, { "KILL", SIGKILL },
};

static int signal_number(struct player *p, const char *name)
{
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (strcmp(signals[i].name, name) == 0)
			return signals[i].number;
	fault(p, "no such signal: ", name);
	return 0;
}

static void send_signal(struct player *p, const char *rest)
{
	char name[16] = "";
	int n = 1;

	sscanf(rest, "%15s %d", name, &n);
	for (int i = 0; i < n; i++) {
		killpg(tcgetpgrp(p->tty), signal_number(p, name));
		feed(p, 0);
	}
}

static bool modes_equal(const struct termios *a, const struct termios *b)
{
	return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
	       a->c_cflag == b->c_cflag && a->c_lflag == b->c_lflag &&
	       memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

static bool is_given_back(struct player *p)
{
	struct termios now;

	return !tcgetattr(p->tty, &now) && modes_equal(&now, &p->modes) &&
	       escapes_given_back(&p->escapes);
}

static void wait_given_back(struct player *p)
{
	long long end = clock_now_ms() + END_MS;

	while (!is_given_back(p)) {
		if (clock_now_ms() > end)
			fault(p, "the terminal is not given back", "");
		if (!feed(p, 20))
			poll(NULL, 0, 20);
	}
}

static int wait_for_status(struct player *p, int ms)
{
	long long end = clock_now_ms() + ms;
	int status;

	while (waitpid(p->pid, &status, WNOHANG) == 0) {
		if (clock_now_ms() > end)
			fault(p, "the program goes on", "");
		if (!feed(p, 20))
			poll(NULL, 0, 20);
	}
	return status;
}

static void wait_for_end(struct player *p, int expected)
{
	int status = wait_for_status(p, DEADLINE_MS);

	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
		fault(p, "another exit code than wanted", "");
	if (p->tty >= 0)
		wait_given_back(p);
}

static void wait_for_death(struct player *p, const char *name)
{
	int status = wait_for_status(p, END_MS);

	if (!WIFSIGNALED(status) || WTERMSIG(status) != signal_number(p, name))
		fault(p, "another end than by SIG", name);
	if (p->tty >= 0 && !p->is_frozen)
		wait_given_back(p);
}

static void expect_dead(struct player *p)
{
	int status = wait_for_status(p, END_MS);

	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fault(p, "it was not killed", "");
}

static void hang_up(struct player *p)
{
	close(p->tty);
	p->tty = -1;
}

static bool do_text(struct player *p, const char *word, const char *rest)
{
	if (strcmp(word, "type") == 0)
		send_bytes(p, rest, strlen(rest));
	else if (strcmp(word, "line") == 0) {
		send_bytes(p, rest, strlen(rest));
		send_bytes(p, "\r", 1);
	} else if (strcmp(word, "paste") == 0)
		paste(p, rest, true);
	else if (strcmp(word, "burst") == 0)
		paste(p, rest, false);
	else if (strcmp(word, "copied") == 0)
		wait_for_copy(p, rest);
	else if (strcmp(word, "copies") == 0)
		p->escapes.may_copy = true;
	else if (strcmp(word, "wait") == 0)
		wait_for(p, rest, true);
	else if (strcmp(word, "gone") == 0)
		wait_for(p, rest, false);
	else if (strcmp(word, "at") == 0)
		wait_at(p, rest);
	else if (strcmp(word, "held") == 0 && p->escapes.n_held == 0)
		fault(p, "no frame was held back", "");
	else if (strcmp(word, "held") == 0)
		return true;
	else if (strcmp(word, "cost") == 0)
		judge_cost(p, rest);
	else
		return false;
	return true;
}

static bool do_terminal(struct player *p, const char *word, const char *rest)
{
	if (strcmp(word, "modern") == 0)
		p->escapes.is_modern = true;
	else if (strcmp(word, "slow") == 0)
		p->is_slow = true;
	else if (strcmp(word, "halting") == 0)
		p->is_halting = true;
	else if (strcmp(word, "charset") == 0)
		p->charset = charset_new(rest);
	else if (strcmp(word, "size") == 0)
		resize_to(p, rest);
	else if (strcmp(word, "storm") == 0)
		storm(p, atoi(rest));
	else if (strcmp(word, "signal") == 0)
		send_signal(p, rest);
	else if (strcmp(word, "freeze") == 0)
		p->is_frozen = true;
	else if (strcmp(word, "thaw") == 0)
		p->is_frozen = false;
	else if (strcmp(word, "hang-up") == 0)
		hang_up(p);
	else if (strcmp(word, "given-back") == 0)
		wait_given_back(p);
	else if (strcmp(word, "exit") == 0)
		wait_for_end(p, atoi(rest));
	else if (strcmp(word, "killed") == 0)
		wait_for_death(p, rest);
	else if (strcmp(word, "dead") == 0)
		expect_dead(p);
	else
		return false;
	return true;
}

static void run(struct player *p, const char *command)
{
	if (system(command) != 0)
		fault(p, "failed: ", command);
}

static void show(struct player *p)
{
	if (!getenv("JIXIAO_SHOW"))
		return;
	read_screen(p);
	printf("%s:%d:\n%s", p->script, p->line, p->text);
}

static void terminal_be(struct player *p, const char *words)
{
	p->escapes.is_modern = strstr(words, "modern") != NULL;
	p->escapes.is_light = strstr(words, "light") != NULL;
	p->escapes.is_wide = strstr(words, "wide") != NULL;
}

static uint32_t char_at(struct player *p, int y, int x)
{
	VTermPos pos = { .row = y, .col = x };
	VTermScreenCell cell;

	vterm_screen_get_cell(p->screen, pos, &cell);
	return cell.chars[0] ? cell.chars[0] : ' ';
}

/* Does TEXT begin there? */
static bool is_text_at(struct player *p, int y, int x, const char *text)
{
	size_t n = strlen(text), len;
	uint32_t code;

	for (; n > 0 && x < p->width; x++) {
		uint32_t c = char_at(p, y, x);

		if (c == (uint32_t)-1)
			continue;
		len = text_decode(text, n, &code);
		if (!len || c != code)
			return false;
		text += len;
		n -= len;
	}
	return n == 0;
}

static bool text_find(struct player *p, const char *text, VTermPos *at)
{
	for (at->row = 0; at->row < p->height; at->row++)
		for (at->col = 0; at->col < p->width; at->col++)
			if (is_text_at(p, at->row, at->col, text))
				return true;
	return false;
}

static int colour_of(const VTermColor *colour, bool is_default)
{
	return is_default || !VTERM_COLOR_IS_INDEXED(colour)
		       ? -1
		       : colour->indexed.idx;
}

static void expect_colour(struct player *p, const char *rest)
{
	VTermScreenCell cell;
	VTermPos at = { 0 };
	int wanted, n = 0;

	if (sscanf(rest, "%d %n", &wanted, &n) != 1 ||
	    !text_find(p, rest + n, &at))
		fault(p, "not shown: ", rest + n);
	vterm_screen_get_cell(p->screen, at, &cell);
	int is = colour_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	char told[32];

	snprintf(told, sizeof told, "%d", is);
	if (is != wanted)
		fault(p, "it is in colour ", told);
	if (wanted < 0 && !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
		fault(p, "it has a background of its own", "");
}

static bool is_cursor_on(struct player *p, const char *text)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
	return !p->escapes.is_cursor_hidden &&
	       is_text_at(p, at.row, at.col, text);
}

static void wait_for_cursor(struct player *p, const char *text)
{
	long long end = clock_now_ms() + DEADLINE_MS;

	while (!is_cursor_on(p, text)) {
		if (clock_now_ms() > end)
			fault(p, "the cursor is not on ", text);
		if (!feed(p, 100))
			fault(p, "the program ended; waited for ", text);
	}
}

static void wait_for_mouse(struct player *p, bool on)
{
	long long end = clock_now_ms() + DEADLINE_MS;

	while (p->escapes.takes_mouse != on) {
		if (clock_now_ms() > end)
			fault(p, "the mouse is not ", on ? "on" : "off");
		if (!feed(p, 100))
			fault(p, "the program ended", "");
	}
}

/* As SGR 1006 tells it, pressed and let go. */
static void click(struct player *p, const char *where)
{
	char bytes[64];
	int y, x;

	if (sscanf(where, "%d %d", &y, &x) != 2)
		fault(p, "no place: ", where);
	int n = snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm",
			 x + 1, y + 1, x + 1, y + 1);
	send_bytes(p, bytes, (size_t)n);
}

static bool do_looks(struct player *p, const char *word, const char *rest)
{
	if (strcmp(word, "terminal") == 0)
		terminal_be(p, rest);
	else if (strcmp(word, "colour") == 0)
		expect_colour(p, rest);
	else if (strcmp(word, "mouse") == 0)
		wait_for_mouse(p, strcmp(rest, "on") == 0);
	else if (strcmp(word, "click") == 0)
		click(p, rest);
	else if (strcmp(word, "cursor") == 0)
		wait_for_cursor(p, rest);
	else
		return false;
	return true;
}

static void do_line(struct player *p, char *line)
{
	char *rest = strchr(line, ' ');

	if (*line == '\0' || *line == '#')
		return;
	if (rest)
		*rest++ = '\0';
	if (strcmp(line, "keys") == 0)
		for (char *k = strtok(rest, " "); k; k = strtok(NULL, " "))
			press(p, k);
	else if (strcmp(line, "run") == 0)
		run(p, rest);
	else if (strcmp(line, "show") == 0)
		show(p);
	else if (!do_text(p, line, rest) && !do_looks(p, line, rest) &&
		 !do_terminal(p, line, rest))
		fault(p, "no such word: ", line);
}

static void start(struct player *p, char **command)
{
	struct winsize w = { .ws_row = 24, .ws_col = 80 };
	int slave;

	p->height = 24;
	p->width = 80;
	p->vt = vterm_new(p->height, p->width);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	if (openpty(&p->tty, &slave, NULL, NULL, &w) ||
	    tcgetattr(slave, &p->modes))
		exit(99);
	p->pid = fork();
	if (p->pid == 0) {
		close(p->tty);
		login_tty(slave);
		/* as a terminal starts it: this may run behind nohup */
		signal(SIGHUP, SIG_DFL);
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		setenv("TERM", "xterm-256color", 1);
		execvp(command[0], command);
		_exit(127);
	}
	close(slave);
}

int main(int argc, char **argv)
{
	static struct player p;
	char line[1000];
	FILE *script;

	if (argc < 3 || !(script = fopen(argv[1], "re")))
		return 2;
	p.script = argv[1];
	start(&p, argv + 2);
	while (fgets(line, sizeof line, script)) {
		p.line++;
		line[strcspn(line, "\n")] = '\0';
		do_line(&p, line);
	}
	fclose(script);
	vterm_free(p.vt);
	return 0;
}
