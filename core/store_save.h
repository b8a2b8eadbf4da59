/*
 * store_save: private to core/store*.c: what the parts of saving a file share.
 * core/store_save.c has the way that replaces it.
 */
#ifndef CORE_STORE_SAVE_H
#define CORE_STORE_SAVE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include "core/failure.h"
#include "core/store.h"
#include "core/store_temporary.h"

/*
 * core/store_target.c: the file that is to be written: its path with the links
 * followed, its folder held open, so that whoever moves folders about meanwhile
 * leads nothing astray.
 */

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

/* ---- one file being saved ---- */

struct save {
	const char *data;
	size_t n;
	const struct store_how *how;
	struct target target;
	const struct store_stamp *expected; /* NULL: whatever is there */
	/* *expected, with what saving itself changes of the file: its names,
	   and so its ctime */
	struct store_stamp known;
	struct store_stamp stamp; /* of the new file; of the old one, if none */
};

/* Is what stands there now, by its stat(), what the user knows of? */
bool save_is_expected(const struct save *, const struct stat *,
		      struct failure *);

/*
 * core/store_older.c: NAME~, the version of a file that a save replaces. First
 * the old file gets a second name of ours, or is copied under it; once the new
 * file stands in its place, that name becomes NAME~.
 */

struct older {
	struct temporary temporary;
	char *name;   /* owned: NAME~ */
	bool is_held; /* the old version has its name of ours */
	bool is_copy; /* and is another file than the old one */
	int error;    /* why it can't be kept, or 0 */
};

/* Does nothing where none is wanted, or nothing changes. */
void older_hold(struct older *, const struct save *);
/* The new file stands in its place. */
void older_publish(struct older *);
/* It doesn't. */
void older_drop(struct older *);
void older_release(struct older *);

/*
 * core/store_rescue.c: the old bytes of a file in a folder of the user's own,
 * while the file itself is written over.
 */

struct rescue {
	int folder; /* open, or -1 */
	char name[NAME_MAX + 1], lasting[NAME_MAX + 1];
};

/* Gives 0 or an errno; whatever it gives, rescue_release() it. `path` is the
   file's, with its links followed, `name` its last part. */
int rescue_make(struct rescue *, const char *folder, const char *path,
		const char *name, const char *data, size_t n);
/* The file is whole: the copy gets its lasting name, or goes. 0, or why it
   couldn't be kept: an errno. */
int rescue_settle(struct rescue *, bool is_kept);
void rescue_release(struct rescue *);

/*
 * core/store_in_place.c: writes over the bytes of a file that can't be
 * replaced, or has other names that are to change with it.
 *
 * There is no way to do this in one step. So the old bytes are copied first to
 * the folder of `how->rescue` (made 0700, the copy 0600), fsynced and read
 * back; the room that the new bytes need is reserved; they are written, fsynced
 * and read back. Where that fails, the old bytes are put back in the same way.
 * Where that fails too, FAILURE_TORN says where they are, and they stay there
 * under a name that nothing writes over.
 *
 * The copy stays as NAME-HASH~, HASH being the path's, one for each file, where
 * the user wants an older copy; otherwise it goes.
 */

/* target_open() was called, and there is a file. */
bool save_in_place(struct save *, struct failure *);

/*
 * core/store_attributes.c: makes a new file like the one it replaces: owner,
 * group, mode, extended attributes and with them the access list, as far as the
 * system lets us. It is never wider than the old one, not even for a moment:
 * what can't be kept for the group is taken from it.
 */

/* `from` is the old file, open for reading, or -1 if it can't be read, and `st`
   its stat(); `to` is the new file, with mode 0600. Gives 0, or an errno where
   the mode can't be set. */
int attributes_keep(int from, const struct stat *st, int to);

#endif
