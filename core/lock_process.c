#include <config.h>
#include "core/lock_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"

/* The first bytes of one of the kernel's files, up to the end of the line; half
   of them would be another process. */
static void read_line(const char *path, char *to, size_t size)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	size_t len = 0;

	while (fd >= 0 && len < size - 1) {
		ssize_t n = read(fd, to + len, size - 1 - len);

		if (n < 0 && errno == EINTR)
			continue;
		len = n < 0 ? 0 : len + (size_t)n;
		if (n <= 0)
			break;
	}
	to[len] = '\0';
	to[strcspn(to, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

enum { FIELD_STATE = 3, FIELD_START = 22 };

/* A field of the process; the second one is a name in brackets that may hold
   anything. */
static void field_of(long pid, int wanted, char *to, size_t size)
{
	char path[64], stat[1024], *at;
	int field = 2;

	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	read_line(path, stat, sizeof stat);
	at = strrchr(stat, ')');
	while (at && field < wanted) {
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
		field++;
	}
	snprintf(to, size, "%.*s", at ? (int)strcspn(at, " ") : 0,
		 at ? at : "");
}

/* Which machine it is, without giving away its id. */
static void machine_of(char *to, size_t size)
{
	char id[64];

	read_line("/etc/machine-id", id, sizeof id);
	if (*id)
		snprintf(to, size, "%016" PRIx64,
			 hash_bytes(HASH_SEED, id, strlen(id)));
}

void lock_process_self(struct lock_holder *self)
{
	ssize_t n = readlink("/proc/self/ns/pid", self->space,
			     sizeof self->space - 1);

	self->space[n > 0 ? n : 0] = '\0';
	machine_of(self->machine, sizeof self->machine);
	read_line("/proc/sys/kernel/random/boot_id", self->boot,
		  sizeof self->boot);
	field_of(self->pid, FIELD_START, self->start, sizeof self->start);
}

/* Both are known, and not the same. */
static bool differ(const char *a, const char *b)
{
	return *a && *b && strcmp(a, b) != 0;
}

static long uptime_seconds(void)
{
	char text[64];

	read_line("/proc/uptime", text, sizeof text);
	return strtol(text, NULL, 10);
}

/* Nobody there, somebody else, or dead and not yet taken leave of. */
static bool pid_is_gone(const struct lock_holder *holder)
{
	char start[LOCK_TEXT_BYTES], state[LOCK_TEXT_BYTES];

	if (holder->pid <= 0)
		return false;
	if (kill((pid_t)holder->pid, 0) && errno == ESRCH)
		return true;
	field_of(holder->pid, FIELD_START, start, sizeof start);
	field_of(holder->pid, FIELD_STATE, state, sizeof state);
	return differ(start, holder->start) || strcmp(state, "Z") == 0 ||
	       strcmp(state, "X") == 0;
}

enum process_life lock_process_life(const struct lock_holder *holder,
				    const struct lock_holder *self,
				    long idle_seconds)
{
	if (!*holder->host || strcmp(holder->host, self->host) != 0 ||
	    differ(holder->machine, self->machine))
		return PROCESS_IS_ELSEWHERE;
	if (differ(holder->boot, self->boot))
		return idle_seconds > uptime_seconds() ? PROCESS_IS_DEAD
						       : PROCESS_IS_ELSEWHERE;
	if (differ(holder->space, self->space))
		return PROCESS_IS_ELSEWHERE;
	return pid_is_gone(holder) ? PROCESS_IS_DEAD : PROCESS_LIVES;
}

bool lock_process_is_stopped(const struct lock_holder *holder)
{
	char state[LOCK_TEXT_BYTES];

	field_of(holder->pid, FIELD_STATE, state, sizeof state);
	return strcmp(state, "T") == 0;
}
