#include <config.h>
#include "core/memo.h"

#include <criterion/criterion.h>
#include <stdint.h>

TestSuite(memo, .timeout = 10);

static bool is_even(const void *ctx, const unsigned *keys, const void *value)
{
	*(size_t *)(uintptr_t)ctx += 1;
	cr_assert_eq(*(const unsigned *)value, keys[0] * keys[1]);
	return keys[0] % 2 == 0;
}

Test(memo, what_is_kept_is_found_again)
{
	enum { N = 1000 };
	struct memo memo;
	size_t n_asked = 0;
	bool is_new;

	memo_init(&memo, 2, sizeof(unsigned));
	memo_keep(&memo, is_even, &n_asked);
	for (unsigned i = 0; i < N; i++) {
		unsigned keys[] = { i, i + 3 };

		*(unsigned *)memo_find(&memo, keys, &is_new) = i * (i + 3);
		cr_assert(is_new);
	}
	memo_keep(&memo, is_even, &n_asked);
	cr_expect_eq(n_asked, N);
	cr_expect_eq(memo.n, N / 2);
	for (unsigned i = 0; i < N; i++) {
		unsigned keys[] = { i, i + 3 };
		unsigned value = *(unsigned *)memo_find(&memo, keys, &is_new);

		cr_assert_eq(is_new, i % 2 == 1);
		cr_assert_eq(value, is_new ? 0 : i * (i + 3));
	}
	memo_release(&memo);
}
