/*
 * store: reads a file safely and replaces it atomically.
 *
 * Reading: O_NONBLOCK, then fstat: only a regular file (or stdin as a pipe) is
 * read, and never more than STORE_LIMIT_BYTES. Only stdin is waited for.
 *
 * Replacing: a new file beside the target (core/store_temporary.h), all bytes,
 * the target's owner, mode and attributes, fsync, read back and compared,
 * rename, fsync of the folder. A symlink is followed and its target replaced.
 * Whatever fails before the rename, the old file is whole and nothing else is
 * left in the folder. EINTR and short writes are looped over.
 *
 * A file that is replaced is another file to the system: of several names (hard
 * links) only the one that is saved gets the new bytes, a file of somebody
 * else's that its group may write becomes the saver's, unless he may give files
 * away, and a folder that may not be written doesn't let it happen. So the
 * first and the last are told apart from other failures, and the file can be
 * written over in place when the user says so (core/store_save.h).
 */
#ifndef CORE_STORE_H
#define CORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
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

enum store_way {
	STORE_REPLACE,	/* whatever else the old file is */
	STORE_ASK,	/* the same; but FAILURE_NAMES where it has other names,
			   FAILURE_FOLDER where its folder doesn't let it */
	STORE_IN_PLACE, /* the old file's bytes are written over; a new file is
			   made as ever */
};

/* All zero: whatever stands there is replaced, and no copy kept. */
struct store_how {
	enum store_way way;
	bool keeps_older; /* the version that is replaced stays as NAME~ */
	/* borrowed; the folder for the old bytes when writing in place; NULL:
	   then nothing is written */
	const char *rescue;
	/* borrowed; what must stand there until the last moment, or nothing is
	   written: FAILURE_CHANGED, _GONE or _EXISTS. NULL: whatever does. */
	const struct store_stamp *expected;
};

/*
 * True: the new bytes stand at `path`, and *stamp is theirs. The failure is
 * then clear, or FAILURE_UNSYNCED: they may not survive a power cut; or
 * FAILURE_NO_OLDER: there is no NAME~ of the version replaced. The file counts
 * as saved, and the user is told.
 *
 * NAME~ is the old file itself under another name, or where the file system
 * knows but one name a file, its copy with the same mode or a narrower one. It
 * changes only when the bytes do, and there is no moment without it, once there
 * was one. Whatever stood at that name is replaced and not followed.
 *
 * False: the old file is whole, and *stamp still its own: what the attempt
 * itself changed of it is no change. FAILURE_NO_FOLDER, _NOT_FILE, _WRITE, and
 * _VERIFY (read back it was something else) say why; or FAILURE_TORN, of a file
 * written in place that could not be put back, with the path of its old bytes.
 */
bool store_save(const char *path, const char *data, size_t n,
		const struct store_how *how, struct store_stamp *stamp,
		struct failure *);
/* The same, where only `expected` matters. */
bool store_write(const char *path, const char *data, size_t n,
		 const struct store_stamp *expected, struct store_stamp *stamp,
		 struct failure *);
/* The file is no more, nor was it before; `expected` as in struct store_how.
   FAILURE_CHANGED, _WRITE. */
bool store_remove(const char *path, const struct store_stamp *expected,
		  struct failure *);
/* The stamp of a path now; all zero, and false, if it can't be asked. */
bool store_stamp_get(const char *path, struct store_stamp *stamp);
void store_stamp_set(struct store_stamp *stamp, const struct stat *st);
bool store_stamp_equal(const struct store_stamp *, const struct store_stamp *);
/* Of one file, whatever has become of it. */
bool store_stamp_is_same_file(const struct store_stamp *,
			      const struct store_stamp *);
/* Can the file be written, in place if not otherwise? The failure says why
   not. */
bool store_writable(const char *path, struct failure *);

#endif
