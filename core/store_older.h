/*
 * store_older: NAME~, the version of a file that a save replaces.
 *
 * First the old file gets a second name of ours, or is copied under it; once
 * the new file stands in its place, that name becomes NAME~.
 */
#ifndef CORE_STORE_OLDER_H
#define CORE_STORE_OLDER_H

#include "core/store_save.h"
#include "core/store_temporary.h"

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

#endif
