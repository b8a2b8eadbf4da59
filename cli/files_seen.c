#include <config.h>
#include "cli/files_seen.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

/* Its own slot, or the free one that would be. */
static struct seen_file *slot_of(const struct files_seen *seen,
				 const struct stat *st)
{
	size_t i = (size_t)st->st_ino * 2654435761u + (size_t)st->st_dev;

	for (;; i++) {
		struct seen_file *slot = &seen->slots[i & (seen->cap - 1)];

		if (!slot->is_taken ||
		    (slot->number == st->st_ino && slot->device == st->st_dev))
			return slot;
	}
}

static void take(struct files_seen *seen, const struct stat *st)
{
	*slot_of(seen, st) = (struct seen_file){ st->st_dev, st->st_ino, true };
	seen->n++;
}

static void grow(struct files_seen *seen)
{
	struct files_seen larger = { .cap = seen->cap ? seen->cap * 2 : 64 };

	larger.slots = memory_array(larger.cap, sizeof *larger.slots);
	for (size_t i = 0; i < seen->cap; i++) {
		const struct seen_file *old = &seen->slots[i];

		if (old->is_taken)
			take(&larger, &(struct stat){ .st_dev = old->device,
						      .st_ino = old->number });
	}
	free(seen->slots);
	*seen = larger;
}

bool files_seen_before(struct files_seen *seen, const char *path)
{
	struct stat st;

	if (!strcmp(path, "-") || stat(path, &st) || !S_ISREG(st.st_mode))
		return false;
	if (seen->n * 2 >= seen->cap)
		grow(seen);
	if (slot_of(seen, &st)->is_taken)
		return true;
	take(seen, &st);
	return false;
}

void files_seen_release(struct files_seen *seen)
{
	free(seen->slots);
}
