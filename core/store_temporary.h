/*
 * store_temporary: the new file on its way to its name.
 *
 * Without a name (O_TMPFILE) it vanishes with the process, whatever ends it; it
 * gets one in the last moment. Where the file system has no such files it is
 * .NAME.jixiao-PID-N from the start. Either way it is locked: the kernel lets
 * go when the process dies, and the next save in that folder sweeps it.
 *
 * No name that somebody planted is followed, waited for or written over.
 */
#ifndef CORE_STORE_TEMPORARY_H
#define CORE_STORE_TEMPORARY_H

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

struct temporary {
	int folder;	    /* borrowed: its open folder */
	const char *target; /* borrowed: the name it will have */
	/* -1: none; then a rename whose answer got lost counts as failed */
	int fd;
	char name[NAME_MAX + 1]; /* "" while it has none */
	bool is_refused; /* this file system can't do it without a name */
};

/* All give 0 or an errno. */
int temporary_open(struct temporary *, int folder, const char *target,
		   mode_t mode, bool has_name);
/* No new file, but a second name of the one that `from` is, which is open as
   `fd` (borrowed) or not at all (-1). */
int temporary_link(struct temporary *, int fd, int folder, const char *from,
		   const char *target);
/* Puts it where nothing stands; EEXIST if something does. */
int temporary_create(struct temporary *);
/* The two steps of putting it where the old file stands. */
int temporary_name(struct temporary *);
int temporary_rename(struct temporary *);
/* Takes its name away, if it still has one of ours. */
void temporary_discard(struct temporary *);

/* So many bytes of a target's name go into a name that is made of it: whole
   characters, for there are disks that take no others. */
int temporary_stem(const char *target);

/* Removes the caller's own temporaries whose process is dead. */
void temporary_sweep(int folder);

#endif
