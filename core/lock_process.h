/*
 * lock_process: which process holds a lock, so that another one with the same
 * number is not taken for it. What the system doesn't tell is "".
 */
#ifndef CORE_LOCK_PROCESS_H
#define CORE_LOCK_PROCESS_H

#include "core/lock.h"

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
