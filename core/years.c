#include <config.h>

#include "core/years.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"

/* A period of more years is no plan but a mistake. */
enum { YEAR_DIGITS = 4, PERIOD_YEARS = 50, YEARS_FROM = 1900, YEARS = 200 };

/* What is longer is looked at no further: a text of a megabyte may be all
   years. */
enum { CLAUSE_BYTES = 300 };

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

static bool begins(const char *s, const char *with)
{
	return *s == *with && strncmp(s, with, strlen(with)) == 0;
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

/* The bytes of -12-31, .12.31 or /12/31 behind a year, 0 if none is there. */
static size_t day_word(const char *s)
{
	size_t month = strchr("-./", *s) && *s ? digits(s + 1) : 0;
	const char *day = s + 1 + month;

	if (month < 1 || month > 2 || *day != *s || digits(day + 1) < 1 ||
	    digits(day + 1) > 2)
		return 0;
	return 2 + month + digits(day + 1);
}

/* A year, or a period of years, with its 年 or 年度; a day of one. */
struct mention {
	const char *at, *end;
	int first, last;
};

/* The first from *s, which goes behind it. */
static bool mention_next(const char **s, struct mention *m)
{
	const char *at = *s;

	while (*(at += strcspn(at, "0123456789"))) {
		*m = (struct mention){ .at = at, .first = year_at(at) };
		at += digits(at);
		if (!m->first)
			continue;
		size_t word = year_word(at) + day_word(at);

		at += word;
		m->last = period_end(m->first, &at);
		if (!word && m->last == m->first)
			continue;
		m->end = *s = at + (begins(at, "度") ? strlen("度") : 0);
		return true;
	}
	return false;
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

	for (int i = 0; i < CLAUSE_BYTES && *s && !begins_one(s, ends); i++)
		if (begins_one(s++, words))
			return true;
	return false;
}

/* 2024年5号, 2024年第5号 */
static bool is_number(const char *s)
{
	s += begins(s, "第") ? strlen("第") : 0;
	return digits(s) > 0 && begins(s + digits(s), "号");
}

/* 较2023年, 在2023年基础上 */
static bool is_compared(const char *text, const struct mention *m)
{
	static const char *const before[] = { "较", "比", "与", NULL };
	static const char *const behind[] = { "基础上", "的基础上", NULL };

	return ends_one(text, m->at, before) || begins_one(m->end, behind);
}

/* 2021年以来, 2023年为基期, 《预算法》(2018年): the year is what it is. */
static bool is_cited(const char *text, const struct mention *m)
{
	static const char *const before[] = { "》(", NULL };
	static const char *const behind[] = { "以来",	"基期",	  "基数",
					      "(基期)", "为基期", "为基数",
					      NULL };

	return ends_one(text, m->at, before) || begins_one(m->end, behind) ||
	       is_number(m->end);
}

/* 2023年的尾款: what is to be done is done in another year. */
static bool is_owed(const struct mention *m)
{
	static const char *const owed[] = { "尾款", "欠款", "质保金", NULL };

	return clause_has(m->end, owed);
}

void years_add(struct bytes *out, const char *s, size_t len_bytes)
{
	struct bytes folded = BYTES_INIT;
	bool is_named[YEARS] = { false };
	const char *sign = "";

	/* most texts say nothing of years */
	if (!strstr(s, "年") && !strpbrk(s, "-./"))
		return;
	if (text_folds_to_itself(s, len_bytes))
		bytes_add(&folded, s, len_bytes);
	else
		text_fold(&folded, s, len_bytes, FOLD_WIDTH);
	const char *at = folded.data;

	for (struct mention m; mention_next(&at, &m);)
		for (int year = m.first; year <= m.last; year++) {
			if (is_named[year - YEARS_FROM] ||
			    is_compared(folded.data, &m) ||
			    is_cited(folded.data, &m) || is_owed(&m))
				continue;
			is_named[year - YEARS_FROM] = true;
			bytes_printf(out, "%s%d", sign, year);
			sign = "、";
		}
	bytes_release(&folded);
}

/* ---- last year's ---- */

/* What it is to a sentence of last year's that the year is named. */
enum sense {
	SENSE_OTHER,	/* it would be so this year */
	SENSE_COMPARED, /* to what was done then */
	SENSE_PAST,	/* it was done, or owed, then */
	SENSE_TITLE,	/* of a document: this year's may have another */
	SENSE_OWN,	/* it is to be done then */
};

static bool is_in_title(const char *text, const char *at)
{
	for (int i = 0; i < CLAUSE_BYTES && at > text; i++)
		if (begins(--at, "《") || begins(at, "》"))
			return begins(at, "《");
	return false;
}

static enum sense sense_of(const char *text, const struct mention *m)
{
	static const char *const past[] = { "款", "已", NULL };

	if (m->first != m->last || is_cited(text, m))
		return SENSE_OTHER;
	if (is_compared(text, m))
		return SENSE_COMPARED;
	if (is_owed(m) || clause_has(m->end, past))
		return SENSE_PAST;
	return is_in_title(text, m->at) ? SENSE_TITLE : SENSE_OWN;
}

/* Behind 12月31日, 9月底. */
static const char *skip_day(const char *s)
{
	static const char *const words[] = { "月", "日", "底", "末", NULL };

	while (digits(s) > 0 || begins_one(s, words))
		s += digits(s) > 0 ? digits(s) : strlen("月");
	return s;
}

/* 2023年9月至2024年6月 */
static bool is_range(const struct mention *m)
{
	const char *s = skip_day(m->end);
	size_t sign = range_sign(s);

	return sign > 0 && year_at(s + sign) == m->first + 1;
}

/* Would next year's sentence be the same but for the year? Not if it tells of
   another one, or what was done: 2024年底,已建成; 2024年起. `done` is where its
   last 已 stands. */
static bool is_plan(const struct mention *m, enum sense sense, int year,
		    const char *done)
{
	if (sense < SENSE_PAST || sense == SENSE_TITLE)
		return true;
	if (sense == SENSE_PAST || (done && done >= m->end) ||
	    begins(skip_day(m->end), "起"))
		return false;
	return m->first == year || (m->first == year - 1 && is_range(m));
}

static const char *find_last(const char *text, const char *word)
{
	const char *last = NULL;

	for (; (text = strstr(text, word)); text++)
		last = text;
	return last;
}

/* Does the sentence say of the year that something is to be done then? *moves:
   and nothing that would be otherwise a year later. */
static bool speaks_of(const char *text, int year, bool *moves)
{
	const char *at = text, *done = find_last(text, "已");
	bool is_own = false, speaks = false, is_sure = true;

	for (struct mention m; mention_next(&at, &m);) {
		enum sense sense = sense_of(text, &m);

		speaks |= sense >= SENSE_TITLE && m.first == year;
		is_own |= sense == SENSE_OWN && m.first == year;
		is_sure &= is_plan(&m, sense, year, done);
	}
	*moves = is_own && is_sure;
	return speaks;
}

/* A text whose years are moved on. */
struct renewing {
	struct bytes *out;
	const char *s;	    /* as it was written */
	size_t done;	    /* of it, in bytes */
	const char *folded; /* and where each byte of this comes from */
	const size_t *map;
	int year; /* last year */
};

static void move_years(struct renewing *r, const char *text)
{
	const char *at = text;

	for (struct mention m; mention_next(&at, &m);) {
		enum sense sense = sense_of(text, &m);
		size_t here = (size_t)(m.at - r->folded);

		if (sense != SENSE_OWN &&
		    (sense != SENSE_COMPARED || m.first != r->year - 1))
			continue;
		bytes_add(r->out, r->s + r->done, r->map[here] - r->done);
		bytes_printf(r->out, "%d", m.first + 1);
		r->done = r->map[here + YEAR_DIGITS];
	}
}

/* Sentence by sentence. */
static bool renew(struct renewing *r, char *text)
{
	static const char *const ends[] = { "。", ";", "\n", NULL };
	bool speaks = false;

	for (char *end = text; *text; text = end) {
		while (*end && !begins_one(end, ends))
			end++;
		if (*end)
			*end++ = '\0';

		bool moves;

		speaks |= speaks_of(text, r->year, &moves);
		if (moves)
			move_years(r, text);
	}
	return speaks;
}

void years_renew(struct bytes *out, const char *s, size_t len_bytes, int year)
{
	struct bytes folded = BYTES_INIT;
	char last[16];

	snprintf(last, sizeof last, "%d", year - 1);
	if (text_folds_to_itself(s, len_bytes) && !strstr(s, last))
		return;

	size_t *map = text_fold_map(&folded, s, len_bytes, FOLD_WIDTH);
	struct renewing r = { .out = out,
			      .s = s,
			      .folded = folded.data,
			      .map = map,
			      .year = year - 1 };

	if (renew(&r, folded.data))
		bytes_add(out, s + r.done, len_bytes - r.done);
	free(map);
	bytes_release(&folded);
}
