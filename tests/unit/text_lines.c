/* Where lines of a text end, as it is typed. */
#include <config.h>
#include "core/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct text_lines lines;

static void teardown(void)
{
	text_lines_release(&lines);
}

TestSuite(text_lines, .timeout = 60, .fini = teardown);

/* GB/T 15834-2011, 5.1, copied from there and not from the program. */
static const char *const not_first[] = {
	"。", "，", "、", "；", "：", "？", "！", "”", "’",  "）", "］",
	"｝", "〕", "】", "》", "〉", "」", "』", "·", "～", "％", ".",
	",",  ";",  ":",  "?",	"!",  ")",  "]",  "}", "％", "／",
};
static const char *const not_last[] = {
	"“",  "‘",  "（", "［", "｛", "〔", "【", "《",
	"〈", "「", "『", "(",	"[",  "{",  "／",
};
#define N(array) (sizeof(array) / sizeof *(array))

static bool begins_with_one(const char *s, const char *const *set, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(s, set[i], strlen(set[i])))
			return true;
	return false;
}

static bool ends_with_one(const char *s, size_t len, const char *const *set,
			  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(set[i]);

		if (len >= k && !memcmp(s + len - k, set[i], k))
			return true;
	}
	return false;
}

static bool cuts_a_dash(const char *s, size_t at)
{
	return at >= 3 &&
	       ((!strncmp(s + at - 3, "—", 3) && !strncmp(s + at, "—", 3)) ||
		(!strncmp(s + at - 3, "…", 3) && !strncmp(s + at, "…", 3)));
}

static bool is_han(const char *s)
{
	return (unsigned char)*s >= 0xE4 && (unsigned char)*s <= 0xE9;
}

/* Two Han characters beside each other: a line may end there, whatever else. */
static bool has_other_place(const char *s, size_t len)
{
	for (size_t i = 3; i + 3 <= len; i++)
		if (is_han(s + i) && is_han(s + i - 3))
			return true;
	return false;
}

static void text_random(struct bytes *out, int n)
{
	static const char *const pieces[] = {
		"绩",
		"效",
		"科普",
		"，",
		"。",
		"、",
		"；",
		"：",
		"“",
		"”",
		"‘",
		"’",
		"（",
		"）",
		"《",
		"》",
		"？",
		"！",
		"——",
		"……",
		"·",
		"～",
		"％",
		"95%",
		"2024",
		"1.",
		"(1)",
		"①",
		" ",
		"　",
		"\n",
		"km/h",
		"\t",
		"3—5",
		"word",
		"é",
		"👨‍👩‍👧",
		"🇨🇳",
		"【",
		"】",
		"≥",
		"a-b-c",
		"不是its",
		"￥",
		"—",
		"…",
		"\x1B",
		"e\u0301",
	};

	bytes_clear(out);
	for (int i = 0; i < n; i++)
		bytes_add_str(out, pieces[(size_t)rand() % N(pieces)]);
}

static void soft_break_is_lawful(const char *s, const struct text_line *line,
				 unsigned seed)
{
	size_t end = line->start + line->len;
	bool bad = begins_with_one(s + end, not_first, N(not_first)) ||
		   ends_with_one(s + line->start, line->len, not_last,
				 N(not_last)) ||
		   cuts_a_dash(s, end);

	cr_assert(!bad || !has_other_place(s + line->start, line->len),
		  "seed %u: \"%.*s\" before \"%.12s\"", seed, (int)line->len,
		  s + line->start, s + end);
}

Test(text_lines, no_line_begins_or_ends_with_what_may_not_stand_there)
{
	struct bytes text = BYTES_INIT;

	for (unsigned seed = 0; seed < 4000; seed++) {
		srand(seed);
		text_random(&text, 40);
		text_lines_wrap(&lines, text.data, text.len, 4 + rand() % 40);
		for (size_t i = 0; i + 1 < lines.n; i++) {
			const struct text_line *line = &lines.items[i];

			if (line->start + line->len == line[1].start)
				soft_break_is_lawful(text.data, line, seed);
		}
	}
	bytes_release(&text);
}

static size_t line_end(const char *s, int w_cols, size_t line)
{
	text_lines_wrap(&lines, s, strlen(s), w_cols);
	return lines.items[line].start + lines.items[line].len;
}

Test(text_lines, quotes_open_and_close)
{
	/* UAX #14 alone would keep 履行“ and 四”在 together */
	cr_expect_eq(line_end("履行“四服务”职责", 5, 0), strlen("履行"));
	cr_expect_eq(line_end("履行“四服务”职责", 8, 0), strlen("履行“四"));
	cr_expect_eq(line_end("“四服务”职责", 9, 0), strlen("“四服务”"));
	cr_expect_eq(line_end("it’s all right", 4, 0), strlen("it’s "));
}

Test(text_lines, numbers_and_their_signs_are_whole)
{
	cr_expect_eq(line_end("覆盖率达到95%", 12, 0), strlen("覆盖率达到"));
	cr_expect_eq(line_end("五年2021—2025", 11, 0), strlen("五年2021—"));
	cr_expect_eq(line_end("湛江——港城", 5, 0), strlen("湛江"));
	cr_expect_eq(line_end("3～5天内办结", 3, 0), strlen("3～"));
}

static void expect_same(const struct text_lines *a, const struct text_lines *b,
			unsigned seed)
{
	cr_assert_eq(a->n, b->n, "seed %u", seed);
	for (size_t i = 0; i < a->n; i++)
		cr_assert(a->items[i].start == b->items[i].start &&
				  a->items[i].len == b->items[i].len,
			  "seed %u, line %zu", seed, i);
}

static size_t boundary(const struct bytes *text, size_t at)
{
	while (at > 0 && (text->data[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Whatever is put in place of whatever, the lines are those of the new text. */
Test(text_lines, changed_is_wrapped_anew)
{
	struct bytes text = BYTES_INIT, piece = BYTES_INIT;
	struct text_lines whole = { 0 };

	for (unsigned seed = 0; seed < 600; seed++) {
		srand(seed);
		int w_cols = 2 + rand() % 30;

		text_random(&text, 60);
		text_lines_wrap(&lines, text.data, text.len, w_cols);
		for (int i = 0; i < 40; i++) {
			size_t n = text.len + 1;
			size_t at = boundary(&text, (size_t)rand() % n);
			size_t to = boundary(&text, at + (size_t)rand() % 9);

			if (to > text.len || to < at)
				to = at;
			text_random(&piece, rand() % 4);
			bytes_splice(&text, at, to - at, piece.data, piece.len);
			text_lines_change(&lines, text.data, text.len, w_cols,
					  at, to - at, piece.len);
			text_lines_wrap(&whole, text.data, text.len, w_cols);
			expect_same(&lines, &whole, seed);
		}
	}
	text_lines_release(&whole);
	bytes_release(&piece);
	bytes_release(&text);
}

/* One paragraph of words without a blank or a Han character, too. */
Test(text_lines, a_word_of_many_lines_changes)
{
	struct bytes text = BYTES_INIT;
	struct text_lines whole = { 0 };

	for (int i = 0; i < 3000; i++)
		bytes_add_str(&text, i % 97 ? "x" : "-");
	text_lines_wrap(&lines, text.data, text.len, 20);
	for (size_t at = 5; at < 3000; at += 131) {
		bytes_splice(&text, at, 1, "ab", 2);
		text_lines_change(&lines, text.data, text.len, 20, at, 1, 2);
		text_lines_wrap(&whole, text.data, text.len, 20);
		expect_same(&lines, &whole, (unsigned)at);
	}
	text_lines_release(&whole);
	bytes_release(&text);
}

/* Where no character surely begins for long, what is before is not looked at
   anew for each line. */
Test(text_lines, signs_without_end)
{
	enum { N = 500000 };
	struct bytes text = BYTES_INIT;

	for (int i = 0; i < N; i++)
		bytes_add_str(&text, "\u0301");
	text_lines_wrap(&lines, text.data, text.len, 80);
	cr_expect_eq(lines.n, N / 10);
	bytes_release(&text);
}
