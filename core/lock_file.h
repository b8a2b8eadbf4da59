/* lock_file: what a lock says, as text: the first line tells that it is one,
   the others are NAME: VALUE. */
#ifndef CORE_LOCK_FILE_H
#define CORE_LOCK_FILE_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/lock.h"

enum { LOCK_FILE_BYTES = 4096 }; /* the longest that is read */

void lock_file_print(struct bytes *out, const struct lock_holder *);
/* False if it is none. What is unknown in it is passed over; an empty one has
   not been written yet. */
bool lock_file_parse(const char *s, size_t n, struct lock_holder *);

/*
 * core/lock_process.c: which process holds a lock, so that another one with the
 * same number is not taken for it. What the system doesn't tell is "".
 */

/* Fills in machine, boot, space and start of the caller's own process. */
void lock_process_self(struct lock_holder *);

enum process_life {
	PROCESS_LIVES,
	PROCESS_IS_DEAD,
	PROCESS_IS_ELSEWHERE, /* nobody can tell from here */
};
/* A host of the same name and machine is this one. It has been started anew if
   its boot id is another; unless the lock has been renewed since then: so there
   are two of that name. */
enum process_life lock_process_life(const struct lock_holder *,
				    const struct lock_holder *self,
				    long idle_seconds);
/* Of a process on this host that lives: suspended, as by ^Z in a shell. */
bool lock_process_is_stopped(const struct lock_holder *);

#endif
