/*
 * merge_text: two people changed the same long text. Each of them may have
 * changed other sentences of it than the other: then both changes can stand.
 *
 * A sentence ends behind 。 ； ！ ？ of either width and what closes it, and
 * with its line. A sentence that one put between two others is in neither of
 * them.
 */
#ifndef CORE_MERGE_TEXT_H
#define CORE_MERGE_TEXT_H

#include <stdbool.h>
#include "core/bytes.h"

/* Adds the base with the changes of both. False, and nothing added, where they
   meet in one sentence, or one of them wrote another text altogether. */
bool merge_text(struct bytes *out, const char *base, const char *mine,
		const char *theirs);

#endif
