#include <config.h>
#include "core/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/bytes.h"
#include "core/hash.h"
#include "core/lock_file.h"
#include "core/path.h"
#include "core/rename.h"
#include "core/store_fd.h"
#include "core/store_temporary.h"
#include "core/text.h"

#define ENDING ".jixiao-lock"

enum {
	NAME_BYTES = 200, /* of the form's name; a longer one's is cut */
	TRIES = 3,	  /* while others come and go */
	LOCK_MODE = 0644, /* who holds it is no secret to those who wait */
};

void lock_names(const char *form_path, char **folder, char **name)
{
	char *path = realpath(form_path, NULL);
	const char *known = path ? path : form_path;
	char *base = path_name(known);
	struct bytes out = BYTES_INIT;

	*folder = path_folder(known);
	if (strlen(base) > NAME_BYTES)
		bytes_printf(&out, ".%.*s-%016" PRIx64 ENDING,
			     (int)text_start_before(base, NAME_BYTES), base,
			     hash_bytes(HASH_SEED, base, strlen(base)));
	else
		bytes_printf(&out, ".%s" ENDING, base);
	*name = bytes_take(&out);
	free(base);
	free(path);
}

void lock_init(struct lock *lock, const struct lock_holder *self)
{
	*lock = (struct lock){ .self = *self };
	lock_process_self(&lock->self);
}

static enum lock_state refuse(struct lock *lock, enum lock_state state,
			      int error)
{
	lock->os_error = error;
	return lock->state = state;
}

/* ---- somebody else's ---- */

/* Gives 0 or an errno; EINVAL: no regular file, or too long for a lock. */
static int read_there(int folder, const char *name, struct stat *st, char *to,
		      size_t *n)
{
	int how = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = openat(folder, name, how), error = 0;

	*n = 0;
	if (fd < 0)
		return errno;
	if (fstat(fd, st))
		error = errno;
	else if (!S_ISREG(st->st_mode) || st->st_size > LOCK_FILE_BYTES)
		error = EINVAL;
	if (!error)
		error = fd_read_up_to(fd, to, LOCK_FILE_BYTES, n);
	close(fd);
	return error;
}

/* Of the process alone: its own name says nothing new. */
static bool is_same(const struct lock_holder *a, const struct lock_holder *b)
{
	return a->pid == b->pid && strcmp(a->machine, b->machine) == 0 &&
	       strcmp(a->boot, b->boot) == 0 &&
	       strcmp(a->space, b->space) == 0 &&
	       strcmp(a->start, b->start) == 0 &&
	       strcmp(a->since, b->since) == 0;
}

/* Gives 0 if he holds it, EEXIST if another does, ENOENT if nobody; or why that
   can't be seen. Files come and go under one inode number: what counts is what
   it says. */
static int held_by(const struct lock_holder *holder, int folder,
		   const char *name, struct stat *st)
{
	char text[LOCK_FILE_BYTES];
	struct lock_holder there;
	size_t n;
	int error = read_there(folder, name, st, text, &n);

	if (error)
		return error;
	return lock_file_parse(text, n, &there) && is_same(&there, holder)
		       ? 0
		       : EEXIST;
}

static int held_by_us(const struct lock *lock, int folder)
{
	struct stat st;

	return held_by(&lock->self, folder, lock->name, &st);
}

static enum lock_state own(struct lock *lock)
{
	lock->holder = (struct lock_holder){ 0 };
	return lock->state = LOCK_OURS;
}

/* Who holds it, and does he live? */
static enum lock_state judge(struct lock *lock, int folder, time_t now)
{
	char text[LOCK_FILE_BYTES];
	struct stat st;
	size_t n;
	int error = read_there(folder, lock->name, &st, text, &n);

	if (error == ENOENT)
		return lock->state = LOCK_NONE;
	if (error || !lock_file_parse(text, n, &lock->holder))
		return refuse(lock, LOCK_ODD, error);
	/* one that could not be removed when it was given back */
	if (is_same(&lock->holder, &lock->self))
		return own(lock);
	lock->renewed = st.st_mtim;
	lock->idle_seconds = now > st.st_mtime ? (long)(now - st.st_mtime) : 0;
	enum process_life life = lock_process_life(&lock->holder, &lock->self,
						   lock->idle_seconds);
	lock->is_here = life != PROCESS_IS_ELSEWHERE;
	lock->is_stopped =
		life == PROCESS_LIVES && lock_process_is_stopped(&lock->holder);
	return lock->state = life == PROCESS_IS_DEAD ? LOCK_STALE : LOCK_HELD;
}

/* ---- ours ---- */

/* `text`: what it says; made before the file, for want of memory ends the
   program and would leave that behind. */
static int fill(int fd, const struct bytes *text)
{
	int error = fd_write(fd, text->data, text->len);

	/* what matters is that it can be read; some systems have no modes */
	(void)!fchmod(fd, LOCK_MODE);
	return error;
}

/* The file system has no hard links. */
static enum lock_state create(struct lock *lock, int folder,
			      const struct bytes *text, time_t now)
{
	int how = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(folder, lock->name, how, LOCK_MODE), error;

	if (fd < 0)
		return errno == EEXIST ? judge(lock, folder, now)
				       : refuse(lock, LOCK_REFUSED, errno);
	error = fill(fd, text);
	if (close(fd) && !error)
		error = errno;
	if (!error)
		return own(lock);
	unlinkat(folder, lock->name, 0);
	return refuse(lock, LOCK_REFUSED, error);
}

/* The answer of NFS may get lost: what counts is whether the file has two names
   now. */
static enum lock_state publish(struct lock *lock, int folder,
			       const struct temporary *t,
			       const struct bytes *text)
{
	int error = linkat(folder, t->name, folder, lock->name, 0) ? errno : 0;
	struct stat st;

	if (fstat(t->fd, &st))
		return !error || !held_by_us(lock, folder)
			       ? own(lock)
			       : refuse(lock, LOCK_REFUSED, error);
	if (st.st_nlink == 2)
		return own(lock);
	if (error == EEXIST)
		return judge(lock, folder, st.st_mtime);
	if (error == EPERM || error == ENOSYS || error == EOPNOTSUPP ||
	    error == EMLINK)
		return create(lock, folder, text, st.st_mtime);
	return refuse(lock, LOCK_REFUSED, error ? error : EIO);
}

static enum lock_state try_once(struct lock *lock, int folder,
				const struct bytes *text)
{
	struct temporary t;
	int error = temporary_open(&t, folder, lock->name, LOCK_MODE, true);

	if (error)
		return refuse(lock, LOCK_REFUSED, error);
	error = fill(t.fd, text);
	if (error)
		refuse(lock, LOCK_REFUSED, error);
	else
		publish(lock, folder, &t, text);
	temporary_discard(&t);
	close(t.fd);
	return lock->state;
}

static int open_folder(const struct lock *lock)
{
	return open(lock->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static enum lock_state take(struct lock *lock, int folder)
{
	struct bytes text = BYTES_INIT;

	lock_file_print(&text, &lock->self);
	lock->state = LOCK_NONE;
	for (int i = 0; lock->state == LOCK_NONE && i < TRIES; i++)
		try_once(lock, folder, &text);
	bytes_release(&text);
	if (lock->state == LOCK_NONE)
		refuse(lock, LOCK_REFUSED, EBUSY);
	return lock->state;
}

/* The folder that the form lies in, where its lock belongs; -1: it can't be
   opened, and the lock is refused. */
static int enter(struct lock *lock, const char *form_path)
{
	int folder;

	lock_release(lock);
	lock_names(form_path, &lock->folder, &lock->name);
	folder = open_folder(lock);
	if (folder < 0)
		refuse(lock, LOCK_REFUSED, errno);
	return folder;
}

enum lock_state lock_take(struct lock *lock, const char *form_path)
{
	int folder = enter(lock, form_path);

	if (folder < 0)
		return lock->state;
	take(lock, folder);
	close(folder);
	return lock->state;
}

enum lock_state lock_look(struct lock *lock, const char *form_path)
{
	int folder = enter(lock, form_path);

	if (folder < 0)
		return lock->state;
	judge(lock, folder, time(NULL));
	/* it is not this one's to give back */
	if (lock->state == LOCK_OURS)
		lock->state = LOCK_NONE;
	close(folder);
	return lock->state;
}

/* Out of the way first, then looked at: whoever took or renewed it in the
   meantime gets it back. */
static void remove_judged(const struct lock *lock, int folder)
{
	struct bytes aside = BYTES_INIT;
	struct stat st;

	/* if it can't be brought back either, the next save sweeps it */
	bytes_printf(&aside, "%s.jixiao-%ld-0", lock->name, lock->self.pid);
	if (!rename_if_free(folder, lock->name, aside.data)) {
		if (!held_by(&lock->holder, folder, aside.data, &st) &&
		    st.st_mtim.tv_sec == lock->renewed.tv_sec &&
		    st.st_mtim.tv_nsec == lock->renewed.tv_nsec)
			unlinkat(folder, aside.data, 0);
		else
			rename_if_free(folder, aside.data, lock->name);
	}
	bytes_release(&aside);
}

enum lock_state lock_seize(struct lock *lock)
{
	int folder = open_folder(lock);

	if (folder < 0)
		return refuse(lock, LOCK_REFUSED, errno);
	/* if it has changed hands, the new holder is told of; a dead one's may
	   have stayed because something was in the way */
	lock->state = LOCK_STALE;
	for (int i = 0; lock->state == LOCK_STALE && i < TRIES; i++) {
		remove_judged(lock, folder);
		take(lock, folder);
	}
	close(folder);
	return lock->state;
}

bool lock_is_ours(const struct lock *lock, const char *form_path)
{
	int fd = lock->state == LOCK_OURS ? open_folder(lock) : -1;
	char *folder, *name;
	bool ours;

	if (fd < 0)
		return false;
	lock_names(form_path, &folder, &name);
	ours = strcmp(folder, lock->folder) == 0 &&
	       strcmp(name, lock->name) == 0 && !held_by_us(lock, fd);
	free(folder);
	free(name);
	close(fd);
	return ours;
}

void lock_renew(const struct lock *lock)
{
	int folder = lock->state == LOCK_OURS ? open_folder(lock) : -1;

	if (folder < 0)
		return;
	if (!held_by_us(lock, folder))
		utimensat(folder, lock->name, NULL, AT_SYMLINK_NOFOLLOW);
	close(folder);
}

/* False: it may be there still, because something was in the way. */
static bool remove_ours(const struct lock *lock)
{
	int folder = open_folder(lock);
	int error = folder < 0 ? errno : held_by_us(lock, folder);

	if (!error && unlinkat(folder, lock->name, 0))
		error = errno;
	if (folder >= 0)
		close(folder);
	return !error || error == ENOENT || error == EEXIST;
}

/* One that is refused may have been ours before. */
void lock_release(struct lock *lock)
{
	bool may_be_ours = lock->state == LOCK_OURS ||
			   (lock->state == LOCK_REFUSED && lock->name);

	for (int i = 0; may_be_ours && i < TRIES; i++)
		may_be_ours = !remove_ours(lock);
	free(lock->folder);
	free(lock->name);
	lock->folder = lock->name = NULL;
	lock->state = LOCK_NONE;
}
