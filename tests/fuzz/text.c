/*
 * text: any bytes through the gate to the terminal, measured, cut, wrapped,
 * folded and compared.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/difference_text.h"
#include "core/text.h"

/* The clusters make up the text, and each may be sent. */
static void expect_clusters(const char *s, size_t n)
{
	struct text_cluster c;
	size_t i = 0, count = 0;
	int w_cols = 0;

	for (; text_cluster_next(s + i, n - i, &c); i += c.len, count++) {
		MUST(c.len > 0 && c.len <= n - i);
		MUST(c.w_cols >= 1 && c.show_len > 0);
		MUST(fuzz_is_clean(c.show, c.show_len));
		MUST(c.is_mark || (c.show == s + i && c.show_len <= c.len));
		MUST(text_cols(c.show, c.show_len) == c.w_cols);
		MUST(text_after(s, n, i) == i + c.len);
		MUST(text_before(s, n, i + c.len) == i);
		w_cols += c.w_cols;
	}
	MUST(i == n);
	MUST(text_cols(s, n) == w_cols);
	MUST(text_count(s, n) == count);
}

static void expect_shown(const char *s, size_t n, int w_max)
{
	struct bytes out = BYTES_INIT, again = BYTES_INIT;
	int used, w_cols = text_cols(s, n);
	size_t fits = text_fit(s, n, w_max, &used);

	MUST(fits <= n && used <= w_max && text_cols(s, fits) == used);
	text_show(&out, s, n, w_max);
	MUST(fuzz_is_clean(out.data, out.len));
	MUST(text_cols(out.data, out.len) <= w_max);
	bytes_clear(&out);
	text_show(&out, s, n, -1);
	MUST(fuzz_is_clean(out.data, out.len));
	MUST(text_cols(out.data, out.len) == w_cols);
	text_show(&again, out.data, out.len, -1);
	MUST(again.len == out.len && !memcmp(again.data, out.data, out.len));
	bytes_release(&again);
	bytes_release(&out);
}

/* Without the blanks at its end. */
static size_t without_blanks(const char *s, size_t n)
{
	for (;;) {
		if (n >= 1 && s[n - 1] == ' ')
			n--;
		else if (n >= 3 && !memcmp(s + n - 3, "　", 3))
			n -= 3;
		else
			return n;
	}
}

/* Only blanks may stand beyond the width, and nothing but a newline between
   two lines. */
static void expect_lines(const char *s, size_t n, int w_max)
{
	struct text_lines lines = { 0 };
	size_t at = 0;

	text_lines_wrap(&lines, s, n, w_max);
	MUST(lines.n > 0);
	for (size_t i = 0; i < lines.n; i++) {
		const struct text_line *line = &lines.items[i];
		const char *from = s + line->start;
		size_t len = without_blanks(from, line->len);

		MUST(line->start == at ||
		     (line->start == at + 1 && s[at] == '\n'));
		MUST(text_cols(from, len) <= w_max ||
		     text_after(from, len, 0) == len);
		MUST(text_lines_find(&lines, line->start) >= i);
		at = line->start + line->len;
	}
	MUST(at == n);
	text_lines_release(&lines);
}

static void expect_words(const char *s, size_t n)
{
	size_t i = 0, next;

	for (; i < n; i = next) {
		next = text_word_after(s, n, i);
		MUST(next > i && next <= n);
	}
	for (i = n; i > 0; i = next) {
		next = text_word_before(s, n, i);
		MUST(next < i);
	}
}

static void expect_map(const size_t *map, size_t len, size_t n)
{
	MUST(map[len] == n);
	for (size_t i = 0; i < len; i++)
		MUST(map[i] <= map[i + 1] && map[i] < n);
}

static void expect_folded(const char *s, size_t n, unsigned folding)
{
	struct bytes once = BYTES_INIT, twice = BYTES_INIT, other = BYTES_INIT;
	size_t *map = text_fold_map(&other, s, n, folding);

	text_fold(&once, s, n, folding);
	MUST(once.len == other.len && !memcmp(once.data, other.data, once.len));
	expect_map(map, once.len, n);
	text_fold(&twice, once.data, once.len, folding);
	MUST(once.len == twice.len && !memcmp(once.data, twice.data, once.len));
	free(map);
	bytes_release(&once);
	bytes_release(&twice);
	bytes_release(&other);
}

static void expect_trimmed(const char *s, size_t n)
{
	const char *at = s;
	size_t len = n;

	text_trim(&at, &len);
	MUST(at >= s && at + len <= s + n);
	s = at;
	n = len;
	text_trim(&at, &len);
	MUST(at == s && len == n);
}

/* What differs between one half of it and the other makes up both. */
static void expect_parts(const char *s, size_t n)
{
	struct bytes old = BYTES_INIT, new = BYTES_INIT;
	struct bytes was = BYTES_INIT, is = BYTES_INIT;
	struct text_parts parts;

	bytes_add(&old, s, n / 2);
	bytes_add(&new, s + n / 2, n - n / 2);
	text_parts_find(&parts, old.data, new.data);
	for (size_t i = 0; i < parts.n; i++) {
		const struct text_part *part = &parts.items[i];

		MUST(part->n > 0);
		if (part->kind != TEXT_ADDED)
			bytes_add(&was, part->s, part->n);
		if (part->kind != TEXT_REMOVED)
			bytes_add(&is, part->s, part->n);
	}
	MUST(!strcmp(was.data, old.data) && !strcmp(is.data, new.data));
	text_parts_release(&parts);
	bytes_release(&old);
	bytes_release(&new);
	bytes_release(&was);
	bytes_release(&is);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz in = fuzz_of(data, n);
	unsigned folding = FOLD_WIDTH | fuzz_choose(&in, 16);
	int w_max = 2 + (int)fuzz_choose(&in, 80);

	expect_clusters(in.data, n);
	expect_shown(in.data, n, w_max);
	expect_lines(in.data, n, w_max);
	expect_words(in.data, n);
	expect_parts(in.data, n);
	/* the rest is for what has been read */
	if (text_valid(in.data, n) < n)
		return 0;
	expect_folded(in.data, n, folding);
	expect_trimmed(in.data, n);
	return 0;
}
