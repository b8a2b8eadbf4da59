#include <config.h>

#include "tui/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "core/charset.h"
#include "tui/signals.h"

/* A line over which nothing gets for so long is dead or frozen. */
enum { FAREWELL_MS = 1000 };

/* There is one terminal. */
static struct termios modes;
static bool has_modes;
static volatile sig_atomic_t is_taken;
/* Behind a frame that was cut off: CAN ends its last sequence, and what it may
   have begun to hold back is shown. */
static const char broken_off[] = "\030\033[?2026l";
static const char *farewell = "";
static size_t farewell_len;
static int out_fd = -1;
static bool out_blocks;
static struct bytes out = BYTES_INIT;
static size_t sent; /* bytes of `out` */
static struct charset *charset;

void tty_set_charset(struct charset *of_line)
{
	charset = of_line;
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
	if (out_fd < 0)
		out_fd = output_open();
	out_blocks = out_fd < 0;
	if (out_blocks)
		out_fd = STDOUT_FILENO;
	return true;
}

void tty_take(const char *leave, size_t n)
{
	struct termios raw = modes;

	farewell = leave;
	farewell_len = n;
	is_taken = 1;
	cfmakeraw(&raw);
	raw.c_iflag &= ~(tcflag_t)IXOFF;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	/* Interrupted where it was stopped for trying in the background. */
	while (tcsetattr(STDIN_FILENO, TCSANOW, &raw) && errno == EINTR &&
	       !signals_ended_by())
		;
}

/* Writes all of it unless the terminal takes nothing for a while: what is stuck
   then must not hold up the end. A byte at a time never blocks behind
   poll(). */
static void farewell_write(const char *s, size_t n)
{
	struct pollfd fd = { .fd = out_fd, .events = POLLOUT };

	while (n) {
		int ready = poll(&fd, 1, FAREWELL_MS);

		if (ready < 0 && errno == EINTR)
			continue;
		ssize_t done =
			ready > 0 ? write(out_fd, s, out_blocks ? 1 : n) : -1;
		if (ready == 0)
			tcflush(out_fd, TCOFLUSH);
		if (ready <= 0 ||
		    (done < 0 && errno != EAGAIN && errno != EINTR))
			break;
		if (done > 0) {
			s += done;
			n -= (size_t)done;
		}
	}
}

void tty_give_back(void)
{
	if (!is_taken)
		return;
	is_taken = 0;
	if (sent && sent < out.len)
		farewell_write(broken_off, sizeof broken_off - 1);
	sent = out.len;
	farewell_write(farewell, farewell_len);
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
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
		{ .fd = signals_fd(), .events = POLLIN },
		{ .fd = sent < out.len ? out_fd : -1, .events = POLLOUT },
	};

	if (poll(fds, 3, timeout_ms) < 0)
		return TTY_SIGNAL;
	if (fds[1].revents)
		signals_drain();
	return (fds[0].revents ? TTY_INPUT : 0u) |
	       (fds[1].revents ? TTY_SIGNAL : 0u) |
	       (fds[2].revents ? TTY_OUTPUT : 0u);
}

static int read_some(char *to, size_t n)
{
	ssize_t got = read(STDIN_FILENO, to, n);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return got > 0 ? (int)got : -1;
}

/* Not more than what there is room for when it's UTF-8. */
static int read_in_charset(char *to, size_t n)
{
	struct bytes text = BYTES_INIT;
	size_t most = n / 3;
	int got = read_some(to, most > CHARSET_HELD ? most - CHARSET_HELD : 1);

	if (got > 0) {
		charset_decode(charset, to, (size_t)got, &text);
		got = (int)(text.len < n ? text.len : n);
		memcpy(to, text.data, (size_t)got);
	}
	bytes_release(&text);
	return got;
}

int tty_read(char *to, size_t n)
{
	return charset ? read_in_charset(to, n) : read_some(to, n);
}

void tty_queue(const char *s, size_t n)
{
	if (sent == out.len) {
		bytes_clear(&out);
		sent = 0;
	}
	if (charset)
		charset_encode(charset, s, n, &out);
	else
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
