#include <config.h>

#include "core/target.h"

#include <string.h>
#include "core/amount.h"
#include "core/numeral.h"
#include "core/target_set.h"
#include "core/text.h"

/* The groups that patterns name. */
#define GROUP_NUMBER "数"
#define GROUP_NUMBER2 "数二"
#define GROUP_CENTRE "中"
#define GROUP_UNIT "单位"
#define GROUP_PER "每"

static const char *const kind_names[TARGET_KINDS] = {
	[TARGET_BLANK] = "空白",       [TARGET_QUANTITY] = "数量",
	[TARGET_RANGE] = "区间",       [TARGET_CHANGE] = "变化",
	[TARGET_DATE] = "日期",	       [TARGET_PERIOD] = "期间",
	[TARGET_WORDS] = "文字",       [TARGET_YESNO] = "是否",
	[TARGET_PLACEHOLDER] = "模板", [TARGET_UNREADABLE] = "不明",
};

static const char *const kind_keys[TARGET_KINDS] = {
	[TARGET_BLANK] = "blank",
	[TARGET_QUANTITY] = "quantity",
	[TARGET_RANGE] = "range",
	[TARGET_CHANGE] = "change",
	[TARGET_DATE] = "date",
	[TARGET_PERIOD] = "period",
	[TARGET_WORDS] = "words",
	[TARGET_YESNO] = "yesno",
	[TARGET_PLACEHOLDER] = "placeholder",
	[TARGET_UNREADABLE] = "unreadable",
};

static const char *const relation_signs[] = {
	[RELATION_NONE] = "", [RELATION_GE] = "≥", [RELATION_LE] = "≤",
	[RELATION_GT] = ">",  [RELATION_LT] = "<", [RELATION_EQ] = "=",
};

const char *target_kind_name(enum target_kind kind)
{
	return kind_names[kind];
}

const char *target_kind_key(enum target_kind kind)
{
	return kind_keys[kind];
}

const char *target_relation_sign(enum target_relation relation)
{
	return relation_signs[relation];
}

/* What a row gives up on may not fall to a row below, which was written for
   other values. */
static int match_row(struct target_set *set, const char *s, size_t n)
{
	set->gave_up_row = -1;
	for (size_t i = 0; i < set->n_rows; i++) {
		if (pattern_match(set->rows[i].pattern, s, n))
			return (int)i;
		if (pattern_gave_up(set->rows[i].pattern)) {
			set->gave_up_row = (int)i;
			return -1;
		}
	}
	return -1;
}

/* The length without a note in brackets that the text ends with. */
static size_t len_without_note(const char *s, size_t n)
{
	const char *bracket = n && s[n - 1] == ')' ? memrchr(s, '(', n) : NULL;

	return bracket ? (size_t)(bracket - s) : n;
}

/* A note behind what can't be read changes nothing: it is left out. */
int target_match_row(struct target_set *set, const char *s, size_t n)
{
	int row = match_row(set, s, n);
	bool is_read = row >= 0 && set->rows[row].kind != TARGET_UNREADABLE;
	size_t before = len_without_note(s, n);

	if (is_read || set->gave_up_row >= 0 || before == 0 || before == n)
		return row;
	return match_row(set, s, before);
}

int target_set_row(struct target_set *set, const char *s, size_t n)
{
	/* halves of a character could meet where a blank was dropped */
	return text_valid(s, n) == n && target_fold(set, &s, &n)
		       ? target_match_row(set, s, n)
		       : -1;
}

/* Relations. */

static bool is_lower_bound(enum target_relation relation)
{
	return relation == RELATION_GE || relation == RELATION_GT;
}

/* 达到95%以上: a bound says more than 达到. False for ≥5天以内. */
static bool add_relation(struct target_reading *out, const struct word *word)
{
	enum target_relation before = out->relation, now = word->relation;

	out->relation_is_usual =
		!before && (!strcmp(word->text, relation_signs[now]) ||
			    !strcmp(word->text, word->read_as));
	if (!before || before == RELATION_EQ)
		out->relation = now;
	else if (now != RELATION_EQ)
		return is_lower_bound(before) == is_lower_bound(now);
	return true;
}

const struct word *target_relation_word(const struct target_set *set,
					const struct row *row, size_t i,
					const char **s, size_t *n)
{
	const struct word_list *list = &set->lists[row->lists[i]];
	const struct word *word = pattern_group(row->pattern, list->name, s, n)
					  ? target_word(list, *s, *n)
					  : NULL;

	return word && word->relation ? word : NULL;
}

static bool read_relation(const struct target_set *set, const struct row *row,
			  struct target_reading *out)
{
	const char *s;
	size_t n;

	for (size_t i = 0; i < row->n_lists; i++) {
		const struct word *word =
			target_relation_word(set, row, i, &s, &n);

		if (word && !add_relation(out, word))
			return false;
	}
	return true;
}

/* Numbers. */

/* 九十九点五 */
static bool read_numeral(const char *s, size_t n, int64_t *out)
{
	static const char point[] = "点";
	const char *at = memmem(s, n, point, strlen(point));
	size_t n_whole = at ? (size_t)(at - s) : n;
	int whole, decimals;

	if (!numeral_parse(s, n_whole, &whole))
		return false;
	*out = whole * AMOUNT_ONE;
	if (!at)
		return true;
	at += strlen(point);
	n -= n_whole + strlen(point);
	if (!numeral_digits(at, n, &decimals))
		return false;

	int64_t place = AMOUNT_ONE;

	for (; n > 0; n -= strlen("零"))
		place /= 10;
	*out += decimals * place;
	return true;
}

/* True if there is none; false for one that can't be held exactly. */
static bool read_number(struct pattern *p, const char *group, bool *has,
			int64_t *out)
{
	const char *s;
	size_t n;

	if (!pattern_group(p, group, &s, &n))
		return true;
	*has = amount_parse(s, n, out) == AMOUNT_OK || read_numeral(s, n, out);
	return *has;
}

/* ±5% reaches as far below zero, 22±2℃ from 20 to 24. */
static bool read_span(struct pattern *p, struct target_reading *out)
{
	int64_t centre = 0, reach = out->number;

	return read_number(p, GROUP_CENTRE, &out->has_number2, &centre) &&
	       (out->has_number2 = amount_sub(centre, reach, &out->number) &&
				   amount_add(centre, reach, &out->number2));
}

static bool read_numbers(struct pattern *p, struct target_reading *out)
{
	if (!read_number(p, GROUP_NUMBER, &out->has_number, &out->number) ||
	    !read_number(p, GROUP_NUMBER2, &out->has_number2, &out->number2))
		return false;
	return out->kind != TARGET_RANGE || out->has_number2 ||
	       read_span(p, out);
}

/* Reading. */

static bool kind_compares(enum target_kind kind)
{
	return kind == TARGET_QUANTITY || kind == TARGET_CHANGE ||
	       kind == TARGET_PLACEHOLDER;
}

/* What a row's pattern has found; false if it makes no sense. */
static bool read_row(const struct target_set *set, const struct row *row,
		     struct target_reading *out)
{
	struct pattern *p = row->pattern;
	const char *s;
	size_t n;

	out->kind = row->kind;
	out->row = row->name;
	if (row->kind == TARGET_DATE || row->kind == TARGET_PERIOD)
		target_read_dates(set, row, out);
	if (kind_compares(row->kind) && !read_relation(set, row, out))
		return false;
	if (pattern_group(p, GROUP_UNIT, &s, &n)) {
		n = target_unit_len(set, s, n);
		if (!n)
			return false;
		target_copy_unit(set, s, n, out->unit);
		if (pattern_group(p, GROUP_PER, &s, &n))
			target_add_unit(out->unit, s, n);
	}
	return read_numbers(p, out);
}

void target_read(struct target_set *set, const char *s, size_t n,
		 struct target_reading *out)
{
	*out = (struct target_reading){ .kind = TARGET_BLANK, .row = "" };
	bool is_text = text_valid(s, n) == n;

	if (is_text && !target_fold(set, &s, &n))
		return;
	int row = is_text ? target_match_row(set, s, n) : -1;

	if (row < 0 || !read_row(set, &set->rows[row], out))
		*out = (struct target_reading){ .kind = TARGET_UNREADABLE,
						.row = "" };
}
