/*
 * lock: a file beside the form that says who is editing it, since when.
 *
 * For FORM.csv it is .FORM.csv.jixiao-lock, readable as text. It is made under
 * another name and linked to its own, which is atomic on NFS as well; where
 * there are no hard links it is made with O_EXCL. A lock is a notice, not a
 * fence: whoever saves still looks whether the file is as it was read.
 *
 * A lock is stale when it was made on this host and its process is gone, or is
 * another one by now (boot id and start time). Of another host nobody can tell:
 * there is only how long it has not been renewed.
 *
 * Whatever stands at that name, reading it neither waits nor follows a link.
 * Nothing but a lock is ever removed.
 */
#ifndef CORE_LOCK_H
#define CORE_LOCK_H

#include <stdbool.h>
#include <time.h>

/* Who holds a lock; what is not known is "" or 0. As it stands in the file:
   foreign text. */
enum { LOCK_TEXT_BYTES = 96 };
struct lock_holder {
	char user[LOCK_TEXT_BYTES], host[LOCK_TEXT_BYTES];
	char program[LOCK_TEXT_BYTES];
	char since[LOCK_TEXT_BYTES]; /* ISO 8601 */
	long pid;
	/* core fills these in for its own process (core/lock_file.h) */
	char machine[LOCK_TEXT_BYTES], boot[LOCK_TEXT_BYTES];
	char space[LOCK_TEXT_BYTES], start[LOCK_TEXT_BYTES];
};

enum lock_state {
	LOCK_NONE, /* not asked for, or given back */
	LOCK_OURS,
	LOCK_HELD,    /* by another, who lives or may live */
	LOCK_STALE,   /* its process on this host is dead */
	LOCK_REFUSED, /* can't be made here: os_error */
	LOCK_ODD,     /* what stands at its name is no lock */
};

struct lock {
	enum lock_state state;
	char *folder, *name; /* owned */
	struct lock_holder self;
	struct lock_holder holder; /* LOCK_HELD, LOCK_STALE */
	bool is_here;		   /* the holder is on this host */
	bool is_stopped;	   /* and its process is suspended */
	long idle_seconds;	   /* since it was renewed, by the clock of the
				      disk */
	int os_error;
	struct timespec renewed; /* the holder's */
};

/* `self`: user, host, program, since and pid are the caller's to fill in. */
void lock_init(struct lock *, const struct lock_holder *self);
/* Tries to take the lock of a form's file; one of another file that is ours is
   given back. Gives the new state. */
enum lock_state lock_take(struct lock *, const char *form_path);
/* Only looks who has it: LOCK_NONE also where it is this process itself. Then
   lock_release() it. */
enum lock_state lock_look(struct lock *, const char *form_path);
/* After LOCK_HELD or LOCK_STALE: takes it away from whoever was told of, unless
   it has changed hands since. */
enum lock_state lock_seize(struct lock *);
/* Tells others that we are still there. */
void lock_renew(const struct lock *);
/* Is it this form's, and has nobody taken it away from us? */
bool lock_is_ours(const struct lock *, const char *form_path);
/* Removes the file if it is still ours; what is in the way of that is tried
   again a few times. One that stays nevertheless is stale once the process has
   ended, and taken for its own until then. */
void lock_release(struct lock *);

/* The lock's name in the form's folder; links in the path are followed. free()
   both. */
void lock_names(const char *form_path, char **folder, char **name);

#endif
