/*
 * pattern: a line that is a pattern, and behind it what is to be matched.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/pattern.h"
#include "core/text.h"

static void expect_inside(const char *s, size_t n, const char *part, size_t len)
{
	MUST(part >= s && len <= n && part + len <= s + n);
	MUST(text_valid(part, len) == len);
}

static void match(struct pattern *pattern, const char *s, size_t n)
{
	static const char *const names[] = { "数", "单位", "a", "" };
	bool first = pattern_match(pattern, s, n);
	size_t start, len;

	MUST(!first || !pattern_gave_up(pattern));
	if (first) {
		const char *part;

		pattern_span(pattern, &start, &len);
		expect_inside(s, n, s + start, len);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (pattern_group(pattern, names[i], &part, &len))
				expect_inside(s, n, part, len);
	}
	MUST(pattern_match(pattern, s, n) == first);
	for (size_t from = 0; from <= n; from = text_after(s, n, from)) {
		if (pattern_match_from(pattern, s, n, from)) {
			pattern_span(pattern, &start, &len);
			MUST(start <= n && len <= n - start);
		}
		if (from == n || from > 64)
			break;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *source = (const char *)data;
	const char *line = n ? memchr(source, '\n', n) : NULL;
	size_t n_source = line ? (size_t)(line - source) : n, at = 0;
	struct bytes error = BYTES_INIT;
	struct pattern *pattern;

	if (text_valid(source, n) < n || memchr(source, 0, n))
		return 0;
	pattern = pattern_new(source, n_source, &error, &at);
	if (!pattern)
		MUST(at <= n_source);
	else if (line)
		match(pattern, line + 1, n - n_source - 1);
	pattern_free(pattern);
	bytes_release(&error);
	return 0;
}
