/* The units of targets, and those that an indicator's name speaks of. */
#include <config.h>

#include "core/target_set.h"

#include <string.h>
#include "core/text.h"

/* Of a target. */

/* The number of Han characters, or 0 if there is anything else. */
static size_t count_han(const char *s, size_t n)
{
	size_t count = 0, len;
	uint32_t code;

	for (; n; s += len, n -= len, count++) {
		len = text_decode(s, n, &code);
		if (!len || !text_is_han(code))
			return 0;
	}
	return count;
}

static bool begins(const char *s, size_t n, const char *word)
{
	return n > strlen(word) && !memcmp(s, word, strlen(word));
}

/* The length of 百 千 万 亿 in front of a unit. */
static size_t scale_len(const char *s, size_t n)
{
	static const char *const scales[] = { "百", "千", "万", "亿" };

	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		if (begins(s, n, scales[i]))
			return strlen(scales[i]);
	return 0;
}

/* The longest word of the list that the text begins with; 0 for none. */
static size_t known_len(const struct word_list *list, const char *s, size_t n)
{
	for (size_t i = 0; list && i < list->n; i++) {
		const struct word *w = &list->words[i];

		if (w->len <= n && *w->text == *s &&
		    !memcmp(s, w->text, w->len))
			return w->len;
	}
	return 0;
}

/* The letters that the text begins with. */
static size_t latin_len(const char *s, size_t n)
{
	size_t len = 0;

	while (len < n && ((s[len] | 32) >= 'a' && (s[len] | 32) <= 'z'))
		len++;
	return len;
}

/* Is what stands behind the first `at` bytes no part of the unit, but what it
   counts: 台 | 设备, 台 | CT, 块 | LED屏? %RH is one unit. */
static bool is_counted_behind(const char *s, size_t n, size_t at)
{
	bool is_sign = s[at - 1] == '%';

	s += at;
	n -= at;
	return (latin_len(s, n) && !is_sign) ||
	       (count_han(s, n) >= 2 && !begins(s, n, "每"));
}

size_t target_unit_len(const struct target_set *set, const char *s, size_t n)
{
	enum { OWN_UNIT_HAN = 5 };
	const struct word_list *units = target_list(set, LIST_UNITS);
	size_t scale = scale_len(s, n), latin = latin_len(s, n), best, other;

	if (!scale && target_word(units, s, n))
		return n;
	if (latin && count_han(s + latin, n - latin) &&
	    !target_word(units, s + latin, n - latin))
		return latin;
	best = known_len(units, s + scale, n - scale);
	other = known_len(target_list(set, LIST_COUNTERS), s + scale,
			  n - scale);

	if (other > best)
		best = other;
	if (best && is_counted_behind(s, n, scale + best))
		return scale + best;
	if (!best && scale && count_han(s + scale, n - scale) > 3)
		return scale;
	return best || count_han(s, n) <= OWN_UNIT_HAN ? n : 0;
}

void target_add_unit(char unit[64], const char *s, size_t n)
{
	size_t len = strlen(unit), next;
	uint32_t code;

	for (; n && (next = text_decode(s, n, &code)) && len + next < 64;
	     s += next, n -= next) {
		memcpy(unit + len, s, next);
		len += next;
	}
	unit[len] = '\0';
}

void target_copy_unit(const struct target_set *set, const char *s, size_t n,
		      char unit[64])
{
	const struct word *word =
		target_word(target_list(set, LIST_UNITS), s, n);

	if (word && *word->read_as) {
		s = word->read_as;
		n = strlen(s);
	}
	size_t scale = scale_len(s, n), rest = scale;

	/* 万余人 is 万人 */
	if (scale && (begins(s + scale, n - scale, "余") ||
		      begins(s + scale, n - scale, "多")))
		rest += strlen("余");
	*unit = '\0';
	target_add_unit(unit, s, scale);
	target_add_unit(unit, s + rest, n - rest);
}

/* Units in names. */

/* The span inside the brackets that end a name: 覆盖人群(万人). */
static bool bracketed(const char **s, size_t *n)
{
	if (!*n || (*s)[*n - 1] != ')')
		return false;
	for (size_t i = *n - 1; i > 0; i--)
		if ((*s)[i - 1] == '(') {
			*s += i;
			*n -= i + 1;
			return true;
		}
	return false;
}

/* 元/人 begins with a unit word, then a stroke; 万株 with a number. */
static bool is_unit(const struct target_set *set, const char *s, size_t n)
{
	const struct word_list *units = target_list(set, LIST_UNITS);
	const struct word_list *counters = target_list(set, LIST_COUNTERS);
	const char *stroke = memchr(s, '/', n);

	if (stroke)
		n = (size_t)(stroke - s);
	size_t scale = scale_len(s, n);

	return target_word(units, s, n) ||
	       target_word(units, s + scale, n - scale) ||
	       target_word(counters, s + scale, n - scale);
}

/* The longest word of the list that the text ends with, and more before it. */
static const struct word *last_word(const struct word_list *list, const char *s,
				    size_t n)
{
	size_t end = n ? word_end(s, n) : 0;

	if (!list || !n || !(list->ends[end / 8] >> end % 8 & 1))
		return NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct word *w = &list->words[i];

		if (w->len < n && w->text[w->len - 1] == s[n - 1] &&
		    !memcmp(s + n - w->len, w->text, w->len))
			return w;
	}
	return NULL;
}

/* 培训人数 counts 人, 场次数量 场次: the bytes without the word for number. */
static size_t before_number_word(const char *s, size_t n)
{
	static const char *const words[] = { "数量", "数" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);

		if (n > len && !memcmp(s + n - len, words[i], len))
			return n - len;
	}
	return n;
}

bool target_unit_in_name(struct target_set *set, const char *name, size_t n,
			 char unit[64])
{
	const struct word *word;
	size_t whole;

	if (!target_list(set, LIST_UNITS) || !target_fold(set, &name, &n))
		return false;
	if (bracketed(&name, &n)) {
		if (!is_unit(set, name, n))
			return false;
		target_copy_unit(set, name, n, unit);
		return true;
	}
	whole = n;
	n = before_number_word(name, n);
	word = last_word(target_list(set, LIST_UNITS), name, n);
	if (!word && n < whole)
		word = last_word(target_list(set, LIST_COUNTERS), name, n);
	if (word)
		target_copy_unit(set, word->text, word->len, unit);
	return word;
}

void target_unit_pattern(const struct target_set *set, struct bytes *out)
{
	/* blanks and bars are dropped before anything is looked for */
	bytes_add_str(out, "[\\s|]|\\)$|");
	target_list_pattern(target_list(set, LIST_UNITS), out);
	bytes_add_str(out, "(?:数量|数)?$|");
	target_list_pattern(target_list(set, LIST_COUNTERS), out);
	bytes_add_str(out, "(?:数量|数)$");
}

/* What kind of unit it is, as 同类单位 names it; NULL if nobody knows. */
static const char *unit_kind(const struct target_set *set, const char *unit)
{
	const struct word_list *list = target_list(set, LIST_KINDS);
	size_t n = strlen(unit), scale = scale_len(unit, n);
	const struct word *word = target_word(list, unit, n);

	if (!word)
		word = target_word(list, unit + scale, n - scale);
	return word ? word->read_as : NULL;
}

bool target_units_agree(const struct target_set *set, const char *a,
			const char *b)
{
	const char *kind_a = unit_kind(set, a), *kind_b = unit_kind(set, b);

	return !kind_a || !kind_b || !strcmp(kind_a, kind_b);
}

/* The i-th of a list that is read as itself, the short ones first. */
static const char *unit_in(const struct word_list *list, size_t *i)
{
	for (size_t w = list ? list->n : 0; w-- > 0;)
		if (!*list->words[w].read_as && (*i)-- == 0)
			return list->words[w].text;
	return NULL;
}

const char *target_unit(const struct target_set *set, size_t i,
			const char **kind)
{
	const char *unit = unit_in(target_list(set, LIST_UNITS), &i);
	const struct word *word;

	if (!unit)
		unit = unit_in(target_list(set, LIST_COUNTERS), &i);
	word = unit ? target_word(target_list(set, LIST_KINDS), unit,
				  strlen(unit))
		    : NULL;
	*kind = word ? word->read_as : "";
	return unit;
}
