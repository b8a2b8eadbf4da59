#include <config.h>

#include "tui/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "core/bytes.h"

enum { FAREWELL_MS = 200 };

static const struct {
	int number;
	int flag; /* enum tty_signal, or -1: only kept away */
} caught[] = {
	{ SIGWINCH, TTY_RESIZED },
	{ SIGTERM, TTY_ENDED },
	{ SIGHUP, TTY_ENDED },
	{ SIGQUIT, TTY_ENDED },
	{ SIGTSTP, TTY_STOPPED },
	{ SIGCONT, TTY_CONTINUED },
	{ SIGINT, -1 },
};
#define N_CAUGHT (sizeof caught / sizeof *caught)

/* There is one terminal. */
static struct termios modes;
static bool has_modes;
static struct sigaction old_actions[N_CAUGHT];
static volatile sig_atomic_t flags[TTY_SIGNALS];
static int wake[2] = { -1, -1 };
static int out_fd = -1;
static struct bytes out = BYTES_INIT;
static size_t sent; /* bytes of `out` */

static void signal_note(int number)
{
	int error = errno;

	for (size_t i = 0; i < N_CAUGHT; i++)
		if (caught[i].number == number && caught[i].flag >= 0)
			flags[caught[i].flag] = 1;
	ssize_t n = write(wake[1], "", 1);
	(void)n; /* a full pipe wakes as well */
	errno = error;
}

static void signals_catch(void)
{
	/* No SA_RESTART: whatever waits is to be interrupted. SIGINT is caught
	   rather than ignored, or an editor started here would ignore it. */
	struct sigaction action = { .sa_handler = signal_note };

	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &action, &old_actions[i]);
}

static void signals_release(void)
{
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &old_actions[i], NULL);
}

/*
 * A description of our own: O_NONBLOCK on the one that came with us would
 * change the shell's as well.
 */
static int output_open(void)
{
	const char *name = ttyname(STDOUT_FILENO);
	int how = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
	int fd = name ? open(name, how) : -1;

	return fd >= 0 ? fd : open("/dev/tty", how);
}

bool tty_open(void)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	/* Only once: after a stop, the modes may be the shell's own. */
	if (!has_modes && tcgetattr(STDIN_FILENO, &modes))
		return false;
	has_modes = true;
	if (wake[0] < 0 && pipe2(wake, O_NONBLOCK | O_CLOEXEC))
		return false;
	if (out_fd < 0)
		out_fd = output_open();
	if (out_fd < 0)
		out_fd = STDOUT_FILENO;
	signals_catch();
	return true;
}

void tty_take(void)
{
	struct termios raw = modes;

	cfmakeraw(&raw);
	raw.c_iflag &= ~(tcflag_t)IXOFF;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

/* Writes all of it unless the terminal takes nothing for a while. */
static void farewell_write(const char *s, size_t n)
{
	struct pollfd fd = { .fd = out_fd, .events = POLLOUT };

	while (n && poll(&fd, 1, FAREWELL_MS) > 0) {
		ssize_t done = write(out_fd, s, n);

		if (done < 0 && errno != EAGAIN && errno != EINTR)
			break;
		if (done > 0) {
			s += done;
			n -= (size_t)done;
		}
	}
}

void tty_give_back(const char *farewell, size_t n)
{
	/* CAN ends a sequence that was cut off in mid-frame. */
	if (sent && sent < out.len)
		farewell_write("\030", 1);
	sent = out.len;
	farewell_write(farewell, n);
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
	signals_release();
}

void tty_stop(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL }, old;

	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, &old);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
}

bool tty_size(int *height, int *width)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_row ||
	    !size.ws_col)
		return false;
	*height = size.ws_row;
	*width = size.ws_col;
	return true;
}

unsigned tty_wait(int timeout_ms)
{
	struct pollfd fds[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = wake[0], .events = POLLIN },
		{ .fd = sent < out.len ? out_fd : -1, .events = POLLOUT },
	};
	char bytes[64];

	if (poll(fds, 3, timeout_ms) < 0)
		return TTY_SIGNAL;
	while (fds[1].revents && read(wake[0], bytes, sizeof bytes) > 0)
		;
	return (fds[0].revents ? TTY_INPUT : 0u) |
	       (fds[1].revents ? TTY_SIGNAL : 0u) |
	       (fds[2].revents ? TTY_OUTPUT : 0u);
}

int tty_read(char *to, size_t n)
{
	ssize_t got = read(STDIN_FILENO, to, n);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return got > 0 ? (int)got : -1;
}

bool tty_signal(enum tty_signal signal)
{
	if (!flags[signal])
		return false;
	flags[signal] = 0;
	return true;
}

void tty_queue(const char *s, size_t n)
{
	if (sent == out.len) {
		bytes_clear(&out);
		sent = 0;
	}
	bytes_add(&out, s, n);
}

bool tty_send(void)
{
	struct pollfd fd = { .fd = out_fd, .events = POLLOUT };

	while (sent < out.len && poll(&fd, 1, 0) > 0) {
		ssize_t n = write(out_fd, out.data + sent, out.len - sent);

		if (n < 0 && errno != EINTR) {
			/* A terminal that is gone is found out by reading. */
			if (errno != EAGAIN)
				sent = out.len;
			break;
		}
		sent += n > 0 ? (size_t)n : 0;
	}
	return sent == out.len;
}
