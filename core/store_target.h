/*
 * store_target: the file that is to be written: its path with the links
 * followed, its folder held open, so that whoever moves folders about meanwhile
 * leads nothing astray.
 */
#ifndef CORE_STORE_TARGET_H
#define CORE_STORE_TARGET_H

#include <stdbool.h>
#include <sys/stat.h>
#include "core/failure.h"

struct target {
	const char *given; /* borrowed: as the user has it, for failures */
	char *path, *folder_path, *name; /* owned */
	struct stat before, st; /* before the sweep, which may take it a name */
	bool exists;
	bool folder_writable;
	int folder_error; /* why it isn't: an errno */
	int folder;	  /* open once target_open() was called; or -1 */
	int old;	  /* the file itself, open and locked; or -1 */
};

/* Looks at what stands there. False: it is no file, a link that leads nowhere,
   a file that may not be written, or has no folder. */
bool target_find(struct target *, const char *path, struct failure *);
void target_release(struct target *);

/* Opens the folder, sweeps it of dead temporaries and looks again. Waits for
   another that saves the same file, where the file system has locks, but not
   for long. */
bool target_open(struct target *, struct failure *);

/* The system's no, and why: FAILURE_WRITE, _NO_FOLDER or _VERIFY, and whether
   an old file is kept. False. */
bool target_fail(const struct target *, int os_error, struct failure *);

#endif
