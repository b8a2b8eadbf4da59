/*
 * bisect: where something stands, or would stand, among things in order.
 */
#ifndef CORE_BISECT_H
#define CORE_BISECT_H

#include <stddef.h>

/*
 * Sets `at`, a size_t, to the first of n for which `is_before` is false, or to
 * n; `is_before` is an expression of `at`, true of those up to there and of no
 * other.
 */
#define BISECT(at, n, is_before)                                            \
	do {                                                                \
		size_t bisect_low = 0, bisect_high = (n);                   \
                                                                            \
		while (bisect_low < bisect_high) {                          \
			(at) = bisect_low + (bisect_high - bisect_low) / 2; \
			if (is_before)                                      \
				bisect_low = (at) + 1;                      \
			else                                                \
				bisect_high = (at);                         \
		}                                                           \
		(at) = bisect_low;                                          \
	} while (0)

#endif
