/*
 * renamed: of the names that two lists don't have in common, which of the newer
 * one is an older one in other words: 科普覆盖人群 is 科普宣传覆盖人群 now.
 */
#ifndef CORE_RENAMED_H
#define CORE_RENAMED_H

#include <stdbool.h>
#include <stddef.h>

/* Of more than so many on either side nothing is guessed. */
enum { RENAMED_MOST = 1000 };

/*
 * By older name: the number of the newer one, or -1; free() it. Each is the
 * most like the other, at least seven tenths of what both have are shared
 * (core/sketch.h), and they end in the same two letters, for that is what is
 * counted: 人次 is not 场次. can_be(ctx, older, newer) has the last word; NULL:
 * any can.
 */
long *renamed_find(const char *const *older, size_t n_older,
		   const char *const *newer, size_t n_newer,
		   bool (*can_be)(const void *ctx, size_t older, size_t newer),
		   const void *ctx);

#endif
