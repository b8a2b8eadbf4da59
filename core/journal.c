#include <config.h>
#include "core/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/memory.h"
#include "core/store_fd.h"
#include "core/store_folder.h"

static const char magic[] = "jixiao journal 1\n";

enum {
	MAGIC = sizeof magic - 1,
	HEAD = 5, /* length and type */
	SUM = 8,
	TIME = 8,
	PID = 4,
	TYPE_NAME = 'N',       /* the first record: whose and since when */
	NUMBERS = 100,	       /* files of one document */
	LOOKS = 3,	       /* before what can't be done is given up */
	LARGE_BYTES = 1 << 20, /* so much room isn't kept */
};

struct journal {
	char *folder;
	struct bytes name; /* the document's */
	struct bytes path; /* of the file; "" = none */
	int fd;
	bool is_begun;
	struct bytes old; /* the file that goes once this one is whole */
	int old_fd;
	struct bytes pending;
	size_t taken; /* where in it journal_take() began */
	uint64_t sum;
	size_t len;
	bool is_unsynced, is_new, hurries;
	long long unsynced_ms; /* since when */
	/* reading */
	struct bytes data;
	size_t at;
	bool has_no_lock;
	time_t since;
	struct timespec last;
};

struct journal *journal_new(const char *folder)
{
	struct journal *j = memory_alloc(sizeof *j);

	j->folder = memory_copy(folder, strlen(folder));
	j->fd = j->old_fd = -1;
	bytes_init(&j->name);
	bytes_init(&j->path);
	bytes_init(&j->old);
	bytes_init(&j->pending);
	bytes_init(&j->data);
	return j;
}

static void close_file(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void journal_free(struct journal *j)
{
	if (!j)
		return;
	close_file(&j->fd);
	close_file(&j->old_fd);
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

/* ---- the folder ---- */

const char *journal_folder(const struct journal *j)
{
	return j->folder;
}

/* What is missing of it is made. */
static int folder_open(const char *path)
{
	if (*path)
		return store_folder_open(path);
	errno = ENOENT;
	return -1;
}

static void file_name(struct bytes *out, const char *name, int number)
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

/* The present file, if there is one, is to go; one that was to go already is
   the more whole of the two. */
static void put_by(struct journal *j)
{
	if (j->old_fd >= 0) {
		if (j->fd >= 0)
			remove_file(j->path.data);
		close_file(&j->fd);
		return;
	}
	if (j->is_unsynced && j->fd >= 0)
		fdatasync(j->fd); /* it may have to do for a while */
	j->old_fd = j->fd;
	j->fd = -1;
	bytes_clear(&j->old);
	bytes_add(&j->old, j->path.data, j->path.len);
}

void journal_begin(struct journal *j, const char *name)
{
	struct bytes body = BYTES_INIT;

	put_by(j);
	j->is_begun = j->is_unsynced = j->hurries = false;
	j->len = 0;
	bytes_release(&j->data); /* of a file that was left behind */
	bytes_init(&j->data);
	bytes_clear(&j->name);
	bytes_add_str(&j->name, name);
	bytes_clear(&j->pending);
	bytes_add(&j->pending, magic, MAGIC);
	j->sum = hash_words(HASH_SEED, magic, MAGIC);
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
	int folder = folder_open(j->folder);

	for (int i = 0; folder >= 0 && j->fd < 0 && i < NUMBERS; i++) {
		bytes_clear(&name);
		file_name(&name, j->name.data, i);
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
		close_file(&j->fd);
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
	close_file(&j->old_fd);
}

/* The name as well, the first time. */
static bool folder_sync(struct journal *j)
{
	int fd = j->is_new ? folder_open(j->folder) : -1;
	bool ok = !j->is_new || (fd >= 0 && !fd_sync(fd));

	close_file(&fd);
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
	old_remove(j);
	if (j->fd >= 0)
		remove_file(j->path.data);
	close_file(&j->fd);
	bytes_clear(&j->path);
	bytes_clear(&j->pending);
	j->is_begun = j->is_unsynced = j->hurries = false;
	j->since = 0;
}

/* ---- reading ---- */

static uint64_t get_le(const char *s, int n_bytes)
{
	uint64_t n = 0;

	for (int i = 0; i < n_bytes; i++)
		n |= (uint64_t)(unsigned char)s[i] << (8 * i);
	return n;
}

bool journal_next(struct journal *j, char *type, const char **s, size_t *n)
{
	const char *at = j->data.data + j->at;
	size_t left = j->data.len - j->at;
	uint64_t sum;

	if (left < HEAD + SUM)
		return false;
	*n = (size_t)get_le(at, HEAD - 1);
	if (*n > left - HEAD - SUM)
		return false;
	sum = hash_words(j->sum, at, HEAD + *n);
	if (get_le(at + HEAD + *n, SUM) != sum)
		return false;
	j->sum = sum;
	*type = at[HEAD - 1];
	*s = at + HEAD;
	j->at += HEAD + *n + SUM;
	return true;
}

/* Where the file system knows no locks, its number has to do. */
static bool is_running(const char *pid)
{
	pid_t it = (pid_t)get_le(pid, PID);

	return it > 0 && (!kill(it, 0) || errno == EPERM);
}

/* Is it a journal of this document, and left behind? */
static bool read_name(struct journal *j, const char *name)
{
	const char *s;
	size_t n;
	char type;

	if (j->data.len < MAGIC || memcmp(j->data.data, magic, MAGIC))
		return false;
	j->at = MAGIC;
	j->sum = hash_words(HASH_SEED, magic, MAGIC);
	if (!journal_next(j, &type, &s, &n) || type != TYPE_NAME ||
	    n < TIME + PID || (j->has_no_lock && is_running(s + TIME)))
		return false;
	j->since = (time_t)get_le(s, TIME);
	s += TIME + PID;
	n -= TIME + PID;
	return n == strlen(name) && !memcmp(s, name, n);
}

static int read_data(struct journal *j, size_t size)
{
	char *to;
	int error;

	bytes_clear(&j->data);
	to = bytes_reserve(&j->data, size);
	error = fd_read_up_to(j->fd, to, size, &j->data.len);
	to[j->data.len] = '\0';
	return error;
}

/* A file that its program still holds is none that was left. */
static bool hold(struct journal *j)
{
	j->has_no_lock = flock(j->fd, LOCK_EX | LOCK_NB) != 0;
	return !j->has_no_lock || errno != EWOULDBLOCK;
}

/* Holds and reads it. Gives 0 or an errno: EINVAL: it is none; EWOULDBLOCK: its
   program is still there. */
static int open_left(struct journal *j, int folder, const char *file)
{
	struct stat st;

	close_file(&j->fd);
	j->fd = openat(folder, file,
		       O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_APPEND |
			       O_CLOEXEC);
	if (j->fd < 0 || fstat(j->fd, &st))
		return errno;
	if (!S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
	    st.st_size > JOURNAL_LIMIT_BYTES)
		return EINVAL;
	if (!hold(j))
		return EWOULDBLOCK;
	j->last = st.st_mtim;
	j->len = (size_t)st.st_size;
	return read_data(j, j->len);
}

/* Nothing that could have been left behind; the others are in the way of it. */
static bool is_none(int error)
{
	return error == ENOENT || error == ELOOP || error == ENXIO ||
	       error == EINVAL || error == EWOULDBLOCK;
}

/* No two are of one age. */
static bool is_later(const struct journal *a, const struct journal *b)
{
	if (a->last.tv_sec != b->last.tv_sec)
		return a->last.tv_sec > b->last.tv_sec;
	if (a->last.tv_nsec != b->last.tv_nsec)
		return a->last.tv_nsec > b->last.tv_nsec;
	return strcmp(a->path.data, b->path.data) > 0;
}

/* What is looked for, and the newest so far. */
struct search {
	const char *path, *name;
	const struct journal *than;
	struct journal *found;
};

/* Takes it if it is the newest, and lets go of the other. */
static void consider(struct search *s, struct journal *j)
{
	bool is_it = (!s->than || is_later(s->than, j)) &&
		     (!s->found || is_later(j, s->found));

	journal_free(is_it ? s->found : j);
	if (is_it)
		s->found = j;
}

static void look_at(struct search *s, int folder, const char *file)
{
	struct journal *j = journal_new(s->path);
	int error = EIO;

	bytes_printf(&j->path, "%s/%s", s->path, file);
	for (int i = 0; error && !is_none(error) && i < LOOKS; i++)
		error = open_left(j, folder, file);
	/* what stands before a damaged place is as good as ever */
	if (j->data.len > 0 ? read_name(j, s->name) : error && !is_none(error))
		consider(s, j);
	else
		journal_free(j);
}

/* Gives an errno where the names have not been seen to the end. */
static int look_through(struct search *s, DIR *folder)
{
	struct bytes stem = BYTES_INIT;
	int error;

	file_name(&stem, s->name, 0);
	for (;;) {
		errno = 0;
		struct dirent *e = readdir(folder);

		error = errno;
		if (!e)
			break;
		if (strncmp(e->d_name, stem.data, 17) == 0)
			look_at(s, dirfd(folder), e->d_name);
	}
	bytes_release(&stem);
	return error;
}

static int find(struct search *s)
{
	int fd, error;
	DIR *folder;

	if (access(s->path, F_OK))
		return errno == ENOENT ? 0 : errno;
	fd = folder_open(s->path);
	folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		error = errno;
		close_file(&fd);
		return error;
	}
	error = look_through(s, folder);
	closedir(folder);
	return error;
}

struct journal *journal_find(const char *folder, const char *name,
			     const struct journal *than)
{
	struct search s = { .path = folder, .name = name, .than = than };
	int error = EIO;

	for (int i = 0; error && i < LOOKS; i++) {
		journal_free(s.found);
		s.found = NULL;
		error = find(&s);
	}
	return s.found;
}

time_t journal_since(const struct journal *j)
{
	return j->since;
}

time_t journal_last(const struct journal *j)
{
	return j->last.tv_sec;
}
