#include <config.h>
#include "cli/files_seen.h"

#include <stdlib.h>

#include "core/memory.h"

/* Its own slot, or the free one that would be. */
static struct seen_file *slot_of(const struct files_seen *seen,
				 struct seen_file file)
{
	size_t i = (size_t)file.number * 2654435761u + (size_t)file.device;

	for (;; i++) {
		struct seen_file *slot = &seen->slots[i & (seen->cap - 1)];

		if (!slot->is_taken || (slot->number == file.number &&
					slot->device == file.device))
			return slot;
	}
}

static void grow(struct files_seen *seen)
{
	struct files_seen larger = { .cap = seen->cap ? seen->cap * 2 : 64,
				     .n = seen->n };

	larger.slots = memory_array(larger.cap, sizeof *larger.slots);
	for (size_t i = 0; i < seen->cap; i++)
		if (seen->slots[i].is_taken)
			*slot_of(&larger, seen->slots[i]) = seen->slots[i];
	free(seen->slots);
	*seen = larger;
}

bool files_seen_before(struct files_seen *seen, const struct store_stamp *stamp)
{
	const struct seen_file file = { stamp->dev, stamp->ino, true };
	struct seen_file *slot;

	if (!stamp->exists)
		return false;
	if (seen->n * 2 >= seen->cap)
		grow(seen);
	slot = slot_of(seen, file);
	if (slot->is_taken)
		return true;
	*slot = file;
	seen->n++;
	return false;
}

void files_seen_release(struct files_seen *seen)
{
	free(seen->slots);
}
