#include <config.h>

#include "tui/rest.h"

#include <criterion/criterion.h>

TestSuite(rest, .timeout = 30);

Test(rest, begins_a_moment_after_the_last_key)
{
	struct rest rest = { 0 };

	cr_expect_eq(rest_left_ms(&rest, 1000), 0, "no key yet");
	for (long long now = 1000; now < 2000; now += 100) {
		rest_key(&rest);
		rest_painted(&rest, now);
		cr_expect_gt(rest_left_ms(&rest, now + 99), 0,
			     "held down, slowly");
	}
	int left = rest_left_ms(&rest, 1900);
	cr_expect(left >= 100 && left <= 200, "seen before it is missed");
	cr_expect_gt(rest_left_ms(&rest, 1900 + left - 1), 0);
	cr_expect_eq(rest_left_ms(&rest, 1900 + left), 0);
}

Test(rest, never_comes_with_the_key_itself)
{
	struct rest rest = { 0 };

	rest_key(&rest);
	rest_painted(&rest, 5000);
	cr_expect_gt(rest_left_ms(&rest, 5000), 0, "though the key took long");
}

Test(rest, a_frame_without_a_key_disturbs_nobody)
{
	struct rest rest = { 0 };

	rest_painted(&rest, 1000);
	cr_expect_eq(rest_left_ms(&rest, 1000), 0);
	rest_key(&rest);
	rest_painted(&rest, 2000);
	int left = rest_left_ms(&rest, 2100);
	rest_painted(&rest, 2100);
	cr_expect_eq(rest_left_ms(&rest, 2100), left);
}
