#include <config.h>
#include "cli/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include "core/memory.h"

static void fail(struct lines *lines, enum failure_code code, int error)
{
	lines->failure = code;
	lines->error = error;
}

/* What a shell makes for <(command), whose other end is held. */
static bool is_pipe(int fd)
{
	struct statfs fs;

	return !fstatfs(fd, &fs) && fs.f_type == PIPEFS_MAGIC;
}

static bool is_readable(struct lines *lines, int fd)
{
	struct stat st;

	if (fstat(fd, &st)) {
		fail(lines, FAILURE_READ, errno);
		return false;
	}
	if (S_ISREG(st.st_mode) || (S_ISFIFO(st.st_mode) && is_pipe(fd)))
		return true;
	fail(lines, FAILURE_NOT_FILE, S_ISDIR(st.st_mode) ? EISDIR : EINVAL);
	return false;
}

static void open_file(struct lines *lines, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0) { /* ENXIO: a socket */
		fail(lines, errno == ENXIO ? FAILURE_NOT_FILE : FAILURE_OPEN,
		     errno);
		return;
	}
	if (is_readable(lines, fd)) {
		/* from now on it is waited for */
		fcntl(fd, F_SETFL, 0);
		lines->file = fdopen(fd, "r");
	}
	if (!lines->file)
		close(fd);
}

void lines_open(struct lines *lines, const char *path, char end)
{
	*lines = (struct lines){ .end = end };
	if (strcmp(path, "-"))
		open_file(lines, path);
	else
		lines->file = stdin;
}

static void trim(struct lines *lines, const char **s, size_t *n)
{
	static const char bom[] = "\xEF\xBB\xBF";
	size_t n_bom = sizeof(bom) - 1;

	if (*n && (*s)[*n - 1] == lines->end)
		--*n;
	if (!lines->end)
		return;
	if (*n && (*s)[*n - 1] == '\r')
		--*n;
	if (lines->number == 1 && *n >= n_bom && !memcmp(*s, bom, n_bom)) {
		*s += n_bom;
		*n -= n_bom;
	}
}

/* Longer than any path, or any value that was meant. */
enum { LINE_BYTES_MAX = 1 << 26 };

/* Its bytes, 0 at the end; getdelim() would read for ever what never ends. */
static size_t read_line(struct lines *lines)
{
	size_t n = 0;
	int c;

	while ((c = getc_unlocked(lines->file)) != EOF) {
		lines->line = memory_grow(lines->line, &lines->cap, n + 2, 1);
		lines->line[n++] = (char)c;
		lines->line[n] = '\0';
		if (c == lines->end)
			break;
		if (n == LINE_BYTES_MAX) {
			fail(lines, FAILURE_READ, EFBIG);
			return 0;
		}
	}
	if (c == EOF && ferror(lines->file)) {
		fail(lines, FAILURE_READ, errno ? errno : EIO);
		return 0;
	}
	return n;
}

bool lines_next(struct lines *lines, const char **s, size_t *n)
{
	if (!lines->file || lines->failure)
		return false;
	errno = 0;
	*n = read_line(lines);
	if (*n == 0)
		return false;
	lines->number++;
	*s = lines->line;
	trim(lines, s, n);
	return true;
}

bool lines_must_wait(const struct lines *lines)
{
	struct pollfd input = { .events = POLLIN };

	if (!lines->file)
		return false;
	input.fd = fileno(lines->file);
	return poll(&input, 1, 0) == 0;
}

void lines_close(struct lines *lines)
{
	if (lines->file && lines->file != stdin)
		fclose(lines->file);
	free(lines->line);
	lines->file = NULL;
	lines->line = NULL;
}
