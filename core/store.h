/*
 * store: reads a file safely and replaces it atomically.
 *
 * Reading: O_NONBLOCK, then fstat: only a regular file (or stdin as a pipe) is
 * read, and never more than STORE_LIMIT_BYTES. Only stdin is waited for.
 * Writing: a new file beside the target (core/store_temporary.h), all bytes,
 * the target's owner, mode and attributes, fsync, rename, fsync of the folder.
 * A symlink is followed and its target replaced. Whatever fails before the
 * rename, the old file is whole and nothing else is left in the folder. EINTR
 * and short writes are looped over.
 *
 * Because the file is replaced, two things can't be kept. Of a file with several
 * names (hard links) only the one that is saved gets the new bytes. A file of
 * somebody else's that its group may write becomes the saver's, unless he may
 * give files away.
 */
#ifndef CORE_STORE_H
#define CORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>
#include "core/failure.h"

#define STORE_LIMIT_BYTES ((size_t)1 << 30)

/* What a file was when it was read, to notice a change. All zero: no file. The
   ctime tells of a change in place whose mtime was put back, and also of a new
   mode: better one question too many. */
struct store_stamp {
	bool exists;
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec mtime, ctime;
};

/* *data is owned by the caller, NUL-terminated behind n. path "-": stdin. */
bool store_read(const char *path, char **data, size_t *n,
		struct store_stamp *stamp, struct failure *);
/*
 * `expected` is what must stand at `path` until the last moment, or nothing is
 * written: FAILURE_CHANGED, _GONE or _EXISTS. NULL: whatever stands there is
 * replaced. FAILURE_NO_FOLDER, _NOT_FILE and _WRITE tell of the rest.
 *
 * True: the new bytes stand at `path`, and *stamp is theirs. The failure is then
 * clear, or FAILURE_UNSYNCED: they may not survive a power cut. The file counts
 * as saved, and the user is told.
 */
bool store_write(const char *path, const char *data, size_t n,
		 const struct store_stamp *expected, struct store_stamp *stamp,
		 struct failure *);
/* The stamp of a path now; all zero if it can't be asked. */
void store_stamp_get(const char *path, struct store_stamp *stamp);
bool store_stamp_equal(const struct store_stamp *, const struct store_stamp *);
/* Can the file be written: it and its folder? The failure says why not. */
bool store_writable(const char *path, struct failure *);

#endif
