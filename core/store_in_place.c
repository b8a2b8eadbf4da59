#include <config.h>
#include "core/store_save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/store_fd.h"

/* The file being written over. */
struct place {
	struct save *save;
	int fd;
	char *old; /* owned: its bytes */
	size_t n_old;
	struct rescue rescue;
};

static bool fail(const struct place *p, enum failure_code code, int os_error,
		 struct failure *f)
{
	failure_set(f, code, p->save->target.given, os_error);
	return false;
}

/* That a longer file has room is known before anything is written. */
static int reserve(int fd, size_t n)
{
	while (n > 0 && fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, (off_t)n)) {
		if (errno == EOPNOTSUPP || errno == ENOSYS)
			return 0;
		if (errno != EINTR)
			return errno;
	}
	return 0;
}

static int cut(int fd, size_t n)
{
	while (ftruncate(fd, (off_t)n))
		if (errno != EINTR)
			return errno;
	return 0;
}

static int put(int fd, const char *data, size_t n)
{
	int error = fd_write(fd, data, n);

	if (!error)
		error = cut(fd, n);
	if (!error)
		error = fd_sync(fd);
	return error ? error : fd_verify(fd, data, n);
}

/* What the rescue is told by: where it is. */
static void name_rescue(const struct place *p, struct failure *f)
{
	failure_detail(f, "%s/%s", p->save->how->rescue, p->rescue.name);
}

static bool put_back(struct place *p, int error, struct failure *f)
{
	struct stat st;

	if (!put(p->fd, p->old, p->n_old)) {
		rescue_settle(&p->rescue, false);
		/* the same bytes as the user knows of, at a later time */
		if (p->save->expected && !fstat(p->fd, &st))
			store_stamp_set(&p->save->stamp, &st);
		return target_fail(&p->save->target, error, f);
	}
	fail(p, FAILURE_TORN, error, f);
	name_rescue(p, f);
	return false;
}

/* The new bytes are there and on the disk. */
static void settle(struct place *p, struct failure *f)
{
	struct save *s = p->save;
	int error = rescue_settle(&p->rescue, s->how->keeps_older);
	struct stat st;

	if (error)
		fail(p, FAILURE_NO_OLDER, error, f);
	if (fstat(p->fd, &st))
		fail(p, FAILURE_UNSYNCED, errno, f);
	else
		store_stamp_set(&s->stamp, &st);
}

static bool write_over(struct place *p, struct failure *f)
{
	struct save *s = p->save;
	int error = reserve(p->fd, s->n);

	if (error) {
		rescue_settle(&p->rescue, false);
		return target_fail(&s->target, error, f);
	}
	error = put(p->fd, s->data, s->n);
	if (error)
		return put_back(p, error, f);
	settle(p, f);
	return true;
}

static bool rescue(struct place *p, struct failure *f)
{
	const struct save *s = p->save;
	int error = s->how->rescue ? rescue_make(&p->rescue, s->how->rescue,
						 s->target.path, s->target.name,
						 p->old, p->n_old)
				   : ENOENT;

	if (!error)
		return true;
	fail(p, FAILURE_NO_RESCUE, error, f);
	failure_detail(f, "%s", s->how->rescue ? s->how->rescue : "");
	return false;
}

static bool read_old(struct place *p, struct failure *f)
{
	struct stat st;
	int error;

	if (fstat(p->fd, &st))
		return target_fail(&p->save->target, errno, f);
	if (!S_ISREG(st.st_mode))
		return fail(p, FAILURE_NOT_FILE, 0, f);
	if (!save_is_expected(p->save, &st, f))
		return false;
	if ((size_t)st.st_size > STORE_LIMIT_BYTES)
		return target_fail(&p->save->target, EFBIG, f);
	p->n_old = (size_t)st.st_size;
	p->old = memory_alloc(p->n_old);
	error = fd_read(p->fd, p->old, p->n_old);
	return !error || target_fail(&p->save->target, error, f);
}

/* A failed close tells of bytes that didn't get there. */
static bool finish(struct place *p, bool ok, struct failure *f)
{
	int error = close(p->fd) ? errno : 0;

	if (ok && error && error != EINTR)
		fail(p, FAILURE_UNSYNCED, error, f);
	return ok;
}

bool save_in_place(struct save *s, struct failure *f)
{
	struct place p = { .save = s, .rescue.folder = -1 };
	bool ok;

	p.fd = openat(s->target.folder, s->target.name,
		      O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (p.fd < 0)
		return target_fail(&s->target, errno, f);
	ok = read_old(&p, f) && rescue(&p, f) && write_over(&p, f);
	ok = finish(&p, ok, f);
	rescue_release(&p.rescue);
	free(p.old);
	return ok;
}
