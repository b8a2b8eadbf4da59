/*
 * pty: runs a program in a real pseudo-terminal of 80x24 and plays a script:
 *
 *	pty SCRIPT COMMAND [ARG...]
 *
 *	type TEXT	sends TEXT
 *	keys Down ^S …	sends keys: arrows, Enter, Tab, Esc, ^A, Alt-1, F1..F4
 *	wait TEXT	until the screen shows TEXT; fails after ten seconds
 *	gone TEXT	until the screen shows it no more
 *	size 40x12	resizes the terminal
 *	run COMMAND	runs a shell's command meanwhile; it must succeed
 *	kill		kills the program with SIGKILL
 *	hang-up		closes the terminal
 *	exit N		until the program has ended with exit code N
 *
 * With PTY_SHOW in the environment, each screen that was waited for is printed.
 *
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
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { DEADLINE_MS = 10000 };

struct player {
	int tty;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	int height, width;
	char text[200 * 400];
	const char *script;
	int line;
};

static const struct {
	const char *name, *bytes;
} keys[] = {
	{ "Up", "\033OA" },	 { "Down", "\033OB" }, { "Right", "\033OC" },
	{ "Left", "\033OD" },	 { "Home", "\033OH" }, { "End", "\033OF" },
	{ "Enter", "\r" },	 { "Tab", "\t" },      { "Esc", "\033" },
	{ "F1", "\033OP" },	 { "F2", "\033OQ" },   { "F3", "\033OR" },
	{ "F4", "\033OS" },	 { "F7", "\033[18~" }, { "Backspace", "\177" },
	{ "Delete", "\033[3~" },
};

static size_t encode(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | c >> 12);
	out[1] = (char)(0x80 | (c >> 6 & 0x3F));
	out[2] = (char)(0x80 | (c & 0x3F));
	return 3;
}

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
			to += encode(cell.chars[0] ? cell.chars[0] : ' ', to);
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

/* What the program has written; false when it has closed the terminal. */
static bool feed(struct player *p, int timeout_ms)
{
	struct pollfd poll_fd = { .fd = p->tty, .events = POLLIN };
	char buffer[65536];
	ssize_t n;

	if (poll(&poll_fd, 1, timeout_ms) <= 0)
		return true;
	n = read(p->tty, buffer, sizeof buffer);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	vterm_input_write(p->vt, buffer, (size_t)n);
	return true;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wait_for(struct player *p, const char *text, bool wanted)
{
	long end = now_ms() + DEADLINE_MS;

	for (;;) {
		read_screen(p);
		if ((strstr(p->text, text) != NULL) == wanted) {
			if (getenv("PTY_SHOW"))
				printf("%s:%d\n%s", p->script, p->line,
				       p->text);
			return;
		}
		if (now_ms() > end)
			fault(p,
			      wanted ? "not shown: " : "still shown: ", text);
		if (!feed(p, 100))
			fault(p, "the program ended; waited for ", text);
	}
}

static void send_bytes(struct player *p, const char *s, size_t n)
{
	if (write(p->tty, s, n) != (ssize_t)n)
		fault(p, "can't type ", s);
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

static void resize(struct player *p, const char *size)
{
	struct winsize w = { 0 };

	if (sscanf(size, "%dx%d", &p->width, &p->height) != 2)
		fault(p, "no size: ", size);
	w.ws_row = (unsigned short)p->height;
	w.ws_col = (unsigned short)p->width;
	vterm_set_size(p->vt, p->height, p->width);
	ioctl(p->tty, TIOCSWINSZ, &w);
}

static void run_beside(struct player *p, const char *command)
{
	if (system(command) != 0)
		fault(p, "it failed: ", command);
}

/* As if it had crashed. */
static void kill_it(struct player *p)
{
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
}

static void wait_for_end(struct player *p, int expected)
{
	long end = now_ms() + DEADLINE_MS;
	int status;

	while (waitpid(p->pid, &status, WNOHANG) == 0) {
		if (now_ms() > end)
			fault(p, "the program goes on", "");
		if (p->tty < 0 || !feed(p, 20))
			poll(NULL, 0, 20);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
		fault(p, "another exit code than wanted", "");
}

static void do_line(struct player *p, char *line)
{
	char *rest = strchr(line, ' ');

	if (*line == '\0' || *line == '#')
		return;
	if (rest)
		*rest++ = '\0';
	if (strcmp(line, "type") == 0)
		send_bytes(p, rest, strlen(rest));
	else if (strcmp(line, "wait") == 0)
		wait_for(p, rest, true);
	else if (strcmp(line, "gone") == 0)
		wait_for(p, rest, false);
	else if (strcmp(line, "size") == 0)
		resize(p, rest);
	else if (strcmp(line, "run") == 0)
		run_beside(p, rest);
	else if (strcmp(line, "kill") == 0)
		kill_it(p);
	else if (strcmp(line, "exit") == 0)
		wait_for_end(p, atoi(rest));
	else if (strcmp(line, "keys") == 0)
		for (char *k = strtok(rest, " "); k; k = strtok(NULL, " "))
			press(p, k);
	else if (strcmp(line, "hang-up") == 0) {
		close(p->tty);
		p->tty = -1;
	} else
		fault(p, "no such word: ", line);
}

static void start(struct player *p, char **command)
{
	struct winsize w = { .ws_row = 24, .ws_col = 80 };

	p->height = 24;
	p->width = 80;
	p->vt = vterm_new(p->height, p->width);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_reset(p->screen, 1);
	p->pid = forkpty(&p->tty, NULL, NULL, &w);
	if (p->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(command[0], command);
		_exit(127);
	}
}

int main(int argc, char **argv)
{
	static struct player p;
	char line[1000];
	FILE *script;

	if (argc < 3 || !(script = fopen(argv[1], "r")))
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
