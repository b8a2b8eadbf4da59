#include <config.h>
#include "core/store_fd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 65536 };

int fd_write(int fd, const char *data, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t put = pwrite(fd, data + done, n - done, (off_t)done);

		if (put < 0 && errno != EINTR)
			return errno;
		if (put > 0)
			done += (size_t)put;
	}
	return 0;
}

int fd_write_on(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, data, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? errno : ENOSPC;
		data += put;
		n -= (size_t)put;
	}
	return 0;
}

int fd_sync(int fd)
{
	while (fsync(fd))
		if (errno != EINTR)
			return errno;
	return 0;
}

/* The bytes read, 0 at the end of the file; or -1. */
static ssize_t read_piece(int fd, char *to, size_t n, size_t at)
{
	ssize_t got;

	do
		got = pread(fd, to, n, (off_t)at);
	while (got < 0 && errno == EINTR);
	return got;
}

static int compare(int fd, const char *data, size_t n)
{
	char piece[PIECE_BYTES];
	size_t at = 0;

	for (;;) {
		ssize_t got = read_piece(fd, piece, sizeof piece, at);

		if (got < 0)
			return errno;
		if (got == 0)
			return at == n ? 0 : EBADMSG;
		if ((size_t)got > n - at ||
		    memcmp(piece, data + at, (size_t)got) != 0)
			return EBADMSG;
		at += (size_t)got;
	}
}

int fd_verify(int fd, const char *data, size_t n)
{
	/* what is on the disk already need not stay in memory */
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	return compare(fd, data, n);
}

bool fd_holds(int fd, const char *data, size_t n)
{
	struct stat st;

	return !fstat(fd, &st) && (size_t)st.st_size == n &&
	       !compare(fd, data, n);
}

int fd_read_up_to(int fd, char *to, size_t limit, size_t *n)
{
	for (*n = 0; *n < limit;) {
		ssize_t got = read_piece(fd, to + *n, limit - *n, *n);

		if (got < 0)
			return errno;
		if (got == 0)
			break;
		*n += (size_t)got;
	}
	return 0;
}

int fd_read(int fd, char *to, size_t n)
{
	size_t got;
	int error = fd_read_up_to(fd, to, n, &got);

	return error || got == n ? error : EBADMSG;
}

int fd_has_name(int fd, int folder, const char *name)
{
	struct stat own, there;

	if (fstat(fd, &own) ||
	    fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW))
		return errno;
	return own.st_dev == there.st_dev && own.st_ino == there.st_ino
		       ? 0
		       : ENOENT;
}
