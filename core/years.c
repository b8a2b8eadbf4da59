#include <config.h>

#include "core/years.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "core/text.h"

/* A period of more years is no plan but a mistake. */
enum { YEAR_DIGITS = 4, PERIOD_YEARS = 50 };

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* 0 if no year stands here. */
static int year_at(const char *s)
{
	if (digits(s) != YEAR_DIGITS || (!begins(s, "19") && !begins(s, "20")))
		return 0;
	return (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
	       (s[3] - '0');
}

/* The bytes of 年 behind a year, 0 if it isn't there. */
static size_t year_word(const char *s)
{
	size_t blanks = strspn(s, " ");

	return begins(s + blanks, "年") ? blanks + strlen("年") : 0;
}

/* The bytes of a sign between two years. */
static size_t range_sign(const char *s)
{
	static const char *const signs[] = { "--", "-", "——", "—",
					     "–",  "~", "至", "到" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (begins(s, signs[i]))
			return strlen(signs[i]);
	return 0;
}

/* The last year of a period from `first`, and the end of its text; the same
   year if it is none. */
static int period_end(int first, const char **end)
{
	const char *s = *end + range_sign(*end);
	int last = s > *end ? year_at(s) : 0;
	size_t word = last ? year_word(s + YEAR_DIGITS) : 0;

	if (!word || last < first || last - first > PERIOD_YEARS)
		return first;
	*end = s + YEAR_DIGITS + word;
	return last;
}

static bool begins_one(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (begins(s, *words))
			return true;
	return false;
}

static bool ends_one(const char *text, const char *end,
		     const char *const *words)
{
	for (; *words; words++) {
		size_t n = strlen(*words);

		if ((size_t)(end - text) >= n && begins(end - n, *words))
			return true;
	}
	return false;
}

/* Does one of the words stand before the clause ends? */
static bool clause_has(const char *s, const char *const *words)
{
	static const char *const ends[] = { ",", ";", "。", "、", NULL };

	for (; *s && !begins_one(s, ends); s++)
		if (begins_one(s, words))
			return true;
	return false;
}

/* 较2023年, 在2023年基础上, 2021年以来, 《预算法》(2018年), 2023年的尾款: what
   is to be done is done in another year. */
static bool is_cited(const char *text, const char *year, const char *end)
{
	static const char *const before[] = { "较", "比", "与", "》(", NULL };
	static const char *const behind[] = { "基础上", "的基础上", "以来",
					      NULL };
	static const char *const owed[] = { "尾款", "欠款", "质保金", NULL };

	if (begins(end, "度"))
		end += strlen("度");
	return ends_one(text, year, before) || begins_one(end, behind) ||
	       clause_has(end, owed);
}

static void add(struct bytes *out, size_t start, int year)
{
	struct bytes word = BYTES_INIT;

	bytes_printf(&word, "%d", year);
	if (!strstr(out->data + start, word.data))
		bytes_printf(out, "%s%s", out->len > start ? "、" : "",
			     word.data);
	bytes_release(&word);
}

void years_add(struct bytes *out, const char *s, size_t len_bytes)
{
	struct bytes folded = BYTES_INIT;
	size_t start = out->len;

	/* most texts say nothing of years */
	if (!strstr(s, "年"))
		return;
	if (text_folds_to_itself(s, len_bytes))
		bytes_add(&folded, s, len_bytes);
	else
		text_fold(&folded, s, len_bytes, FOLD_WIDTH);
	for (const char *at = folded.data;
	     *(at += strcspn(at, "0123456789"));) {
		int first = year_at(at), last;
		const char *year = at;

		at += digits(at);
		if (!first)
			continue;
		size_t word = year_word(at);

		at += word;
		last = period_end(first, &at);
		if ((!word && last == first) || is_cited(folded.data, year, at))
			continue;
		for (; first <= last; first++)
			add(out, start, first);
	}
	bytes_release(&folded);
}

/* ---- last year's ---- */

static void fold(struct bytes *out, const char *s, size_t n)
{
	text_fold(out, s, n, FOLD_WIDTH);
}

/* Behind the sign of a period. */
static bool ends_period(const char *text, const char *year)
{
	static const char *const signs[] = { "-",  "—",	 "–", "~",
					     "至", "到", NULL };

	return ends_one(text, year, signs);
}

/* Is the number at byte `at` a year that the text speaks of by itself? Money
   may be owed of last year. */
static bool is_own_year(const char *s, size_t n, size_t at)
{
	static const char *const money[] = { "款", NULL };
	struct bytes folded = BYTES_INIT;
	size_t start;
	bool is_own = false;

	fold(&folded, s, at);
	start = folded.len;
	fold(&folded, s + at, n - at);

	const char *year = folded.data + start, *end = year + YEAR_DIGITS;
	int number = year_at(year);
	size_t word = number ? year_word(end) : 0;

	end += word;
	if (word && !ends_period(folded.data, year))
		is_own = period_end(number, &end) == number &&
			 !is_cited(folded.data, year, end) &&
			 !clause_has(end, money);
	bytes_release(&folded);
	return is_own;
}

void years_renew(struct bytes *out, const char *s, size_t len_bytes, int year)
{
	size_t start = out->len, done = 0;
	char last[16], next[16];

	snprintf(last, sizeof last, "%d", year - 1);
	snprintf(next, sizeof next, "%d", year);
	for (const char *at = s; (at = strstr(at, last)); at += YEAR_DIGITS) {
		size_t here = (size_t)(at - s);

		if ((here > 0 && strchr("0123456789", s[here - 1])) ||
		    !is_own_year(s, len_bytes, here))
			continue;
		bytes_add(out, s + done, here - done);
		bytes_add_str(out, next);
		done = here + YEAR_DIGITS;
	}
	if (out->len > start)
		bytes_add(out, s + done, len_bytes - done);
}
