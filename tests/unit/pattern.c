#include <config.h>

#include "core/pattern.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(pattern, .timeout = 30);

static struct pattern *compile(const char *source)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	struct pattern *p = pattern_new(source, strlen(source), &error, &at);

	cr_assert(p, "%s: %s", source, error.data);
	return p;
}

static bool matches(const char *source, const char *s)
{
	struct pattern *p = compile(source);
	bool result = pattern_match(p, s, strlen(s));

	pattern_free(p);
	return result;
}

Test(pattern, counts_characters_not_bytes)
{
	cr_assert(matches("^.{2}$", "绩效"));
	cr_assert(matches("^\\p{Han}+$", "绩效"));
	cr_assert_not(matches("^\\d$", "٣"), "only ASCII digits are digits");
	cr_assert_not(matches("^a$", "a\n"), "$ is the very end");
}

Test(pattern, gives_the_group_that_took_part)
{
	struct pattern *p =
		compile("^(?:(?<数>\\d+)人|万(?<数>\\d+))?(?<词>x)?");
	const char *s;
	size_t n;

	cr_assert(pattern_match(p, "万65", strlen("万65")));
	cr_assert(pattern_group(p, "数", &s, &n));
	cr_assert(n == 2 && !memcmp(s, "65", n));
	cr_assert_not(pattern_group(p, "词", &s, &n));
	cr_assert_not(pattern_group(p, "无", &s, &n));
	pattern_free(p);
}

Test(pattern, has_no_groups_after_a_failed_match)
{
	struct pattern *p = compile("^(?<数>\\d+)$");
	const char *s;
	size_t n;

	cr_assert(pattern_match(p, "65", 2));
	cr_assert_not(pattern_match(p, "x", 1));
	cr_assert_not(pattern_group(p, "数", &s, &n));
	pattern_free(p);
}

Test(pattern, tells_the_span)
{
	struct pattern *p = compile("\\d+");
	size_t start, len;

	cr_assert(pattern_match(p, "任务12个", strlen("任务12个")));
	pattern_span(p, &start, &len);
	cr_assert(start == strlen("任务") && len == 2);
	pattern_free(p);
}

Test(pattern, gives_up_at_its_limit)
{
	char subject[4001];

	memset(subject, 'a', 4000);
	subject[4000] = '\0';
	cr_assert_not(matches("^(a+)+b", subject));
	cr_assert(matches("^(?:(a+)+b|a*$)", "aaaaa"));
	cr_assert_not(matches("^(?:(a+)+b|a*$)", "aaaaaaaaaaaaaaaaa"),
		      "131,072 ways to split come before the second branch");
}

/* Often used ones are compiled to code: that has to say the same. */
Test(pattern, says_the_same_however_often)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	const char *source = "^(?<数>\\d+)(?:a|b)*c$";
	struct pattern *p = pattern_new(source, strlen(source), &error, &at);

	cr_assert(p);
	for (int i = 0; i < 1000; i++) {
		const char *s;
		size_t n;

		cr_assert(pattern_match(p, "12ababc", 7), "%d", i);
		cr_assert(pattern_group(p, "数", &s, &n) && n == 2, "%d", i);
		cr_assert_not(pattern_match(p, "12abab", 6), "%d", i);
		cr_assert_not(pattern_gave_up(p), "%d", i);
	}
	pattern_free(p);
	bytes_release(&error);
}

Test(pattern, says_the_same_compiled_again)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	const char *source = "^(?<数>\\d+)x";
	struct pattern *p = pattern_new(source, strlen(source), &error, &at);
	const char *s;
	size_t n;

	cr_assert(p);
	for (int i = 0; i < 3; i++) {
		pattern_drop_code(p);
		cr_assert_not(pattern_match(p, "x12", 3));
		cr_assert(pattern_match(p, "12x", 3));
		cr_assert(pattern_group(p, "数", &s, &n) && n == 2);
	}
	pattern_free(p);
	bytes_release(&error);
}

Test(pattern, gives_up_however_often)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	struct pattern *p = pattern_new("^(\\d+)+$", 8, &error, &at);
	const char *s = "1111111111111111111111111111a";

	cr_assert(p);
	for (int i = 0; i < 400; i++) {
		cr_assert_not(pattern_match(p, s, strlen(s)), "%d", i);
		cr_assert(pattern_gave_up(p), "%d", i);
	}
	pattern_free(p);
	bytes_release(&error);
}

Test(pattern, tells_giving_up_from_a_no)
{
	struct pattern *p = compile("^(a+)+[bc]");

	cr_expect_not(pattern_match(p, "ad", 2));
	cr_expect_not(pattern_gave_up(p));
	cr_expect_not(pattern_match(p, "aaaaaaaaaaaaaaaaaaaaaaaaa", 25));
	cr_expect(pattern_gave_up(p));
	cr_expect(pattern_match(p, "ab", 2));
	cr_expect_not(pattern_gave_up(p));
	pattern_free(p);
}

Test(pattern, refuses_with_place)
{
	static const struct {
		const char *source;
		size_t at;
		bool has_words;
	} rows[] = { { "a(b", 3, true },
		     { "a[b", 3, true },
		     { "a（b", 1, false },
		     { "\xFF", 0, true } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes error = BYTES_INIT;
		size_t at = 99;

		cr_expect_null(pattern_new(
			rows[i].source, strlen(rows[i].source), &error, &at));
		cr_expect_eq(at, rows[i].at, "%s: %zu", rows[i].source, at);
		cr_expect_eq(error.len > 0, rows[i].has_words);
		bytes_release(&error);
	}
}

Test(pattern, tells_its_version)
{
	struct bytes version = BYTES_INIT;

	pattern_version(&version);
	cr_assert(!strncmp(version.data, "10.", 3), "%s", version.data);
	bytes_release(&version);
}
