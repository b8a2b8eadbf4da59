#include <config.h>
#include "core/journal_private.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/memory.h"
#include "core/store_fd.h"
#include "core/store_folder.h"

enum {
	NUMBERS = 100,	       /* files of one document */
	LARGE_BYTES = 1 << 20, /* so much room isn't kept */
};

struct journal *journal_new(const char *folder)
{
	struct journal *j = memory_alloc(sizeof *j);

	j->folder = memory_copy_str(folder);
	j->fd = j->old_fd = -1;
	bytes_init(&j->name);
	bytes_init(&j->path);
	bytes_init(&j->old);
	bytes_init(&j->pending);
	bytes_init(&j->data);
	return j;
}

void journal_fd_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void journal_free(struct journal *j)
{
	if (!j)
		return;
	journal_fd_close(&j->fd);
	journal_fd_close(&j->old_fd);
	bytes_release(&j->name);
	bytes_release(&j->path);
	bytes_release(&j->old);
	bytes_release(&j->pending);
	bytes_release(&j->data);
	free(j->folder);
	free(j);
}

const char *journal_path(const struct journal *j)
{
	return j->path.data;
}

const char *journal_folder(const struct journal *j)
{
	return j->folder;
}

int journal_folder_open(const char *path)
{
	if (*path)
		return store_folder_open(path);
	errno = ENOENT;
	return -1;
}

void journal_print_name(struct bytes *out, const char *name, int number)
{
	bytes_printf(out, "%016" PRIx64 "-%d.journal",
		     hash_words(HASH_SEED, name, strlen(name)), number);
}

/* ---- writing ---- */

bool journal_is_begun(const struct journal *j)
{
	return j->is_begun;
}

static void put_le(struct bytes *out, uint64_t n, int n_bytes)
{
	for (int i = 0; i < n_bytes; i++)
		bytes_add_char(out, (char)(n >> (8 * i)));
}

struct bytes *journal_take(struct journal *j, char type)
{
	j->taken = j->pending.len;
	put_le(&j->pending, 0, HEAD - 1);
	bytes_add_char(&j->pending, type);
	return &j->pending;
}

void journal_put(struct journal *j)
{
	char *head = j->pending.data + j->taken;
	size_t n = j->pending.len - j->taken;

	for (int i = 0; i < HEAD - 1; i++)
		head[i] = (char)((n - HEAD) >> (8 * i));
	j->sum = hash_words(j->sum, head, n);
	put_le(&j->pending, j->sum, SUM);
}

void journal_add(struct journal *j, char type, const struct bytes *body)
{
	struct bytes *record = journal_take(j, type);

	bytes_add(record, body->data, body->len);
	journal_put(j);
}

/* What it began with may have been a large form. */
static void pending_clear(struct journal *j)
{
	if (j->pending.cap <= LARGE_BYTES) {
		bytes_clear(&j->pending);
		return;
	}
	bytes_release(&j->pending);
	memory_give_back();
}

/* Nobody is to be offered what is saved already. */
static void remove_file(const char *path)
{
	for (int i = 0; i < LOOKS && unlink(path) && errno != ENOENT; i++)
		;
}

/* Somebody has removed it: what has its name may be another file now. How many
   names it has isn't asked: some file systems don't know. */
static bool let_go_if_removed(int *fd, const char *path)
{
	bool is_removed =
		*fd >= 0 && fd_has_name(*fd, AT_FDCWD, path) == ENOENT;

	if (is_removed)
		journal_fd_close(fd);
	return is_removed;
}

void journal_look(struct journal *j)
{
	let_go_if_removed(&j->old_fd, j->old.data);
	if (let_go_if_removed(&j->fd, j->path.data))
		j->is_begun = j->is_unsynced = false;
}

/* The present file, if there is one, is to go; one that was to go already is
   the more whole of the two. */
static void put_by(struct journal *j)
{
	journal_look(j);
	if (j->old_fd >= 0) {
		if (j->fd >= 0)
			remove_file(j->path.data);
		journal_fd_close(&j->fd);
		return;
	}
	if (j->is_unsynced && j->fd >= 0)
		fdatasync(j->fd); /* it may have to do for a while */
	j->old_fd = j->fd;
	j->fd = -1;
	bytes_set(&j->old, j->path.data, j->path.len);
}

void journal_begin(struct journal *j, const char *name)
{
	struct bytes body = BYTES_INIT;

	put_by(j);
	j->is_begun = j->is_unsynced = j->hurries = false;
	j->len = 0;
	bytes_release(&j->data); /* of a file that was left behind */
	bytes_init(&j->data);
	bytes_set_str(&j->name, name);
	bytes_set(&j->pending, JOURNAL_MAGIC, MAGIC);
	j->sum = hash_words(HASH_SEED, JOURNAL_MAGIC, MAGIC);
	if (!j->since)
		j->since = time(NULL);
	put_le(&body, (uint64_t)j->since, TIME);
	put_le(&body, (uint64_t)getpid(), PID);
	bytes_add_str(&body, name);
	journal_add(j, TYPE_NAME, &body);
	bytes_release(&body);
}

void journal_restart(struct journal *j)
{
	j->is_begun = false;
	bytes_clear(&j->pending);
}

/* Nothing that stands there is opened, whatever it is; nor is one taken that
   somebody looks at just now. -1 with EEXIST: another name may do. */
static int create_held(int folder, const char *name)
{
	int fd = openat(folder, name,
			O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND |
				O_CLOEXEC,
			0600);

	if (fd < 0 || !flock(fd, LOCK_EX | LOCK_NB) || errno != EWOULDBLOCK)
		return fd;
	unlinkat(folder, name, 0);
	close(fd);
	errno = EEXIST;
	return -1;
}

static bool create(struct journal *j)
{
	struct bytes name = BYTES_INIT;
	int folder = journal_folder_open(j->folder);

	for (int i = 0; folder >= 0 && j->fd < 0 && i < NUMBERS; i++) {
		bytes_clear(&name);
		journal_print_name(&name, j->name.data, i);
		j->fd = create_held(folder, name.data);
		if (j->fd < 0 && errno != EEXIST)
			break;
	}
	bytes_clear(&j->path);
	if (j->fd >= 0)
		bytes_printf(&j->path, "%s/%s", j->folder, name.data);
	j->is_new = true;
	if (folder >= 0)
		close(folder);
	bytes_release(&name);
	return j->fd >= 0;
}

/* A file that never held everything is no use to anybody. */
static bool give_up(struct journal *j)
{
	int error = errno;

	if (!j->is_begun && j->fd >= 0) {
		remove_file(j->path.data);
		bytes_clear(&j->path);
		journal_fd_close(&j->fd);
	}
	j->is_begun = false;
	bytes_clear(&j->pending);
	errno = error;
	return false;
}

static void old_remove(struct journal *j)
{
	if (j->old_fd >= 0)
		remove_file(j->old.data);
	journal_fd_close(&j->old_fd);
}

/* The name as well, the first time. */
static bool folder_sync(struct journal *j)
{
	int fd = j->is_new ? journal_folder_open(j->folder) : -1;
	bool ok = !j->is_new || (fd >= 0 && !fd_sync(fd));

	journal_fd_close(&fd);
	j->is_new = !ok;
	return ok;
}

bool journal_sync(struct journal *j)
{
	int rc;

	j->hurries = false;
	if (!j->is_unsynced)
		return true;
	j->is_unsynced = false;
	do
		rc = fdatasync(j->fd);
	while (rc < 0 && errno == EINTR);
	if (rc == 0 && folder_sync(j))
		return true;
	/* what the system could not write is not written by asking again */
	j->is_begun = false;
	return false;
}

bool journal_write(struct journal *j, long long now_ms)
{
	if (j->pending.len == 0)
		return true;
	if (j->len + j->pending.len > JOURNAL_LIMIT_BYTES) {
		errno = EFBIG;
		return give_up(j);
	}
	if (j->fd < 0 && !create(j))
		return give_up(j);
	errno = fd_write_on(j->fd, j->pending.data, j->pending.len);
	if (errno != 0)
		return give_up(j);
	j->len += j->pending.len;
	pending_clear(j);
	if (!j->is_unsynced)
		j->unsynced_ms = now_ms;
	j->is_unsynced = true;
	if (j->is_begun)
		return true;
	j->is_begun = true;
	/* what the old one holds may be all there is after a power cut */
	if (j->old_fd >= 0 && !journal_sync(j))
		return false;
	old_remove(j);
	return true;
}

int journal_patience_ms(const struct journal *j, long long now_ms)
{
	long long left;

	if (!j->is_unsynced)
		return -1;
	left = j->unsynced_ms + JOURNAL_SYNC_MS - now_ms;
	return j->hurries || left < 0 ? 0 : (int)left;
}

void journal_hurry(struct journal *j)
{
	j->hurries = true;
}

void journal_remove(struct journal *j)
{
	journal_look(j);
	old_remove(j);
	if (j->fd >= 0)
		remove_file(j->path.data);
	journal_fd_close(&j->fd);
	bytes_clear(&j->path);
	bytes_clear(&j->pending);
	j->is_begun = j->is_unsynced = j->hurries = false;
	j->since = 0;
}
