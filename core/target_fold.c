/* A value's cells joined and folded, so that patterns meet one way to write
   it. */
#include <config.h>

#include "core/target_set.h"

#include <string.h>
#include "core/text.h"

/* Blanks mean nothing but between two digits, where 1 000 is one number and 3 4
   are two. The first character and the last are no blanks. */
static void add_squeezed(struct bytes *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' || (target_is_digit(s[i - 1]) &&
				    target_is_digit(s[i + strspn(s + i, " ")])))
			bytes_add_char(out, s[i]);
}

/* 95% | %, 5次 | 次: the unit stands in two cells. */
static bool is_said_twice(const struct bytes *before, const char *s, size_t n)
{
	return !target_is_digit(*s) && before->len >= n &&
	       !memcmp(before->data + before->len - n, s, n);
}

static bool is_month(const char *s, size_t n)
{
	static const char month[] = "月";

	return n == strlen(month) && !memcmp(s, month, n);
}

/* Digits of two cells stay apart, for 3 | 4天 is not 34天, and 12 | 月 is no
   December. */
static void add_cell(struct target_set *set, const char *s, size_t n)
{
	struct bytes *out = &set->joined;

	text_trim(&s, &n);
	if (!n || target_word(target_list(set, LIST_LABELS), s, n) ||
	    is_said_twice(out, s, n))
		return;
	if (out->len && target_is_digit(out->data[out->len - 1]) &&
	    (target_is_digit(*s) || is_month(s, n)))
		bytes_add_char(out, '|');
	add_squeezed(out, s, n);
}

/* Nothing to fold, to drop or to split: most values. */
static bool is_as_folded(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == '|')
			return false;
	return n && text_folds_to_itself(s, n);
}

/* The length of the stop that a sentence or a list ends with, 0 for none. */
static size_t stop_len(const char *s, size_t n)
{
	static const char full[] = "。", pause[] = "、";
	enum { LEN = sizeof full - 1 };
	char last = s[n - 1];

	if (last == ';' || last == ',')
		return 1;
	if (n < LEN || (last != full[LEN - 1] && last != pause[LEN - 1]))
		return 0;
	s += n - LEN;
	return memcmp(s, full, LEN) && memcmp(s, pause, LEN) ? 0 : LEN;
}

/* What is nothing but stops keeps one. */
static size_t len_without_stops(const char *s, size_t n)
{
	size_t len;

	while ((len = stop_len(s, n)) && len < n)
		n -= len;
	return n;
}

static bool fold(struct target_set *set, const char **s, size_t *n)
{
	if (is_as_folded(*s, *n))
		return true;
	bytes_clear(&set->folded);
	bytes_clear(&set->joined);
	text_fold(&set->folded, *s, *n, FOLD_WIDTH);

	const char *cell = set->folded.data, *end = cell + set->folded.len;

	while (cell < end) {
		const char *bar = memchr(cell, '|', (size_t)(end - cell));

		if (!bar)
			bar = end;
		add_cell(set, cell, (size_t)(bar - cell));
		cell = bar + 1;
	}
	*s = set->joined.data;
	*n = set->joined.len;
	return *n;
}

bool target_fold(struct target_set *set, const char **s, size_t *n)
{
	if (!fold(set, s, n))
		return false;
	*n = len_without_stops(*s, *n);
	return !target_word(target_list(set, LIST_LABELS), *s, *n);
}
