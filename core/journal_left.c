/* Journals that were left behind: found, held and read. */
#include <config.h>
#include "core/journal_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/store_fd.h"

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

	if (j->data.len < MAGIC || memcmp(j->data.data, JOURNAL_MAGIC, MAGIC))
		return false;
	j->at = MAGIC;
	j->sum = hash_words(HASH_SEED, JOURNAL_MAGIC, MAGIC);
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

	journal_fd_close(&j->fd);
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

	journal_print_name(&stem, s->name, 0);
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
	fd = journal_folder_open(s->path);
	folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		error = errno;
		journal_fd_close(&fd);
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
