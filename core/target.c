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
#define GROUP_UNIT "单位"
#define GROUP_NEXT_YEAR "次年"

static const char *const first_groups[] = { "年", "月", "日" };
static const char *const second_groups[] = { "年二", "月二", "日二" };

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

void target_date_print(struct bytes *out, const struct target_date *d)
{
	if (d->year)
		bytes_printf(out, "%04d", d->year);
	else if (d->month || d->day)
		bytes_add_char(out, '-');
	if (d->month)
		bytes_printf(out, "-%02d", d->month);
	else if (d->day)
		bytes_add_char(out, '-');
	if (d->day)
		bytes_printf(out, "-%02d", d->day);
}

/* Folding. */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Blanks mean nothing but between two digits, where 1 000 is one number and 3 4
   are two. The first character and the last are no blanks. */
static void add_squeezed(struct bytes *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' ||
		    (is_digit(s[i - 1]) && is_digit(s[i + strspn(s + i, " ")])))
			bytes_add_char(out, s[i]);
}

/* 95% | %, 5次 | 次: the unit stands in two cells. */
static bool is_said_twice(const struct bytes *before, const char *s, size_t n)
{
	return !is_digit(*s) && before->len > n &&
	       !memcmp(before->data + before->len - n, s, n);
}

/* Digits of two cells stay apart: 3 | 4天 is not 34天. */
static void add_cell(struct target_set *set, const char *s, size_t n)
{
	struct bytes *out = &set->joined;

	text_trim(&s, &n);
	if (!n || target_word(target_list(set, LIST_LABELS), s, n) ||
	    is_said_twice(out, s, n))
		return;
	if (out->len && is_digit(out->data[out->len - 1]) && is_digit(*s))
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

bool target_fold(struct target_set *set, const char **s, size_t *n)
{
	if (is_as_folded(*s, *n))
		return !target_word(target_list(set, LIST_LABELS), *s, *n);
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

int target_set_row(struct target_set *set, const char *s, size_t n)
{
	/* halves of a character could meet where a blank was dropped */
	return text_valid(s, n) == n && target_fold(set, &s, &n)
		       ? match_row(set, s, n)
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

/* The relation that the row's i-th list has read, at *s, or NULL. */
static const struct word *relation_word(const struct target_set *set,
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
		const struct word *word = relation_word(set, row, i, &s, &n);

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
static bool read_number(const struct pattern *p, const char *group, bool *has,
			int64_t *out)
{
	const char *s;
	size_t n;

	if (!pattern_group(p, group, &s, &n))
		return true;
	*has = amount_parse(s, n, out) == AMOUNT_OK || read_numeral(s, n, out);
	return *has;
}

static bool read_numbers(const struct pattern *p, struct target_reading *out)
{
	if (!read_number(p, GROUP_NUMBER, &out->has_number, &out->number) ||
	    !read_number(p, GROUP_NUMBER2, &out->has_number2, &out->number2))
		return false;
	if (out->kind == TARGET_RANGE && !out->has_number2) {
		out->has_number2 = true;
		out->number2 = out->number;
		out->number = -out->number;
	}
	return true;
}

/* Dates. */

/* A keeper may write \d+: beyond every year it stays there. */
static int read_date_part(const struct pattern *p, const char *group)
{
	const char *s;
	size_t n;
	int part = 0;

	if (!pattern_group(p, group, &s, &n) || numeral_parse(s, n, &part) ||
	    numeral_digits(s, n, &part))
		return part;
	for (; n && is_digit(*s) && part < 10000; s++, n--)
		part = part * 10 + (*s - '0');
	return part;
}

/* 24年12月: what has two digits is a year of this century. */
static int read_year(const struct pattern *p, const char *group)
{
	int year = read_date_part(p, group);

	return year > 0 && year < 100 ? 2000 + year : year;
}

static struct target_date read_date(const struct pattern *p,
				    const char *const groups[3])
{
	return (struct target_date){
		.year = read_year(p, groups[0]),
		.month = read_date_part(p, groups[1]),
		.day = read_date_part(p, groups[2]),
	};
}

/* 第三季度 */
static const struct word *months_word(const struct target_set *set,
				      const struct row *row)
{
	const char *s;
	size_t n;

	for (size_t i = 0; i < row->n_lists; i++) {
		const struct word_list *list = &set->lists[row->lists[i]];
		const struct word *word = NULL;

		if (pattern_group(row->pattern, list->name, &s, &n))
			word = target_word(list, s, n);
		if (word && word->month)
			return word;
	}
	return NULL;
}

static bool is_said(const struct target_date *d)
{
	return d->year || d->month || d->day;
}

/* Of any month, month 0, and of any February, year 0: as many as it can
   have. */
static int days_of_month(int year, int month)
{
	static const int days[] = { 31, 31, 29, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool leap =
		!year || (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month] - (month == 2 && !leap);
}

static bool is_impossible(const struct target_date *d)
{
	if (d->year > 9999 || d->month > 12)
		return true;
	return d->day > days_of_month(d->year, d->month);
}

int target_month_day(const struct target_reading *r)
{
	enum { COMMON_YEAR = 1 };
	const struct target_date *to = &r->to;
	int last;

	if (!to->month || r->date_impossible)
		return 0;
	last = days_of_month(COMMON_YEAR, to->month);
	return to->month * 100 + (to->day && to->day < last ? to->day : last);
}

bool target_ends_first(const struct target_reading *r)
{
	const struct target_date *from = &r->from, *to = &r->to;

	if (r->kind != TARGET_PERIOD || !from->year || !to->year)
		return false;
	if (from->year != to->year || !from->month || !to->month)
		return from->year > to->year;
	if (from->month != to->month || !from->day || !to->day)
		return from->month > to->month;
	return from->day > to->day;
}

bool target_date_of_serial(int64_t days, struct target_date *out)
{
	/* 2000-01-01 */
	enum { FIRST_DAY = 36526, LAST_YEAR = 2099 };
	if (days < FIRST_DAY)
		return false;
	int64_t left = days - FIRST_DAY;

	*out = (struct target_date){ 2000, 1, 1 };
	while (out->year <= LAST_YEAR) {
		int n = days_of_month(out->year, out->month);

		if (left < n) {
			out->day += (int)left;
			return true;
		}
		left -= n;
		out->year += out->month == 12;
		out->month = out->month % 12 + 1;
	}
	return false;
}

/* A period without a second date is one year from beginning to end; a date with
   one is the last of several deadlines. */
static void read_dates(const struct target_set *set, const struct row *row,
		       struct target_reading *out)
{
	const struct pattern *p = row->pattern;
	const struct word *months = months_word(set, row);
	struct target_date first = read_date(p, first_groups);
	struct target_date second = read_date(p, second_groups);
	const char *next;
	size_t n_next;

	if (!is_said(&second))
		second = first;
	if (!second.year && first.year)
		second.year = first.year +
			      pattern_group(p, GROUP_NEXT_YEAR, &next, &n_next);
	if (!second.month && second.day)
		second.month = first.month;
	if (months) {
		first.month = months->month;
		second.month = months->month2;
	}
	out->to = second;
	if (out->kind == TARGET_PERIOD)
		out->from = first;
	out->date_impossible =
		is_impossible(&out->from) || is_impossible(&out->to);
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
	const struct pattern *p = row->pattern;
	const char *s;
	size_t n;

	out->kind = row->kind;
	out->row = row->name;
	if (row->kind == TARGET_DATE || row->kind == TARGET_PERIOD)
		read_dates(set, row, out);
	if (kind_compares(row->kind) && !read_relation(set, row, out))
		return false;
	if (pattern_group(p, GROUP_UNIT, &s, &n)) {
		n = target_unit_len(set, s, n);
		if (!n)
			return false;
		target_copy_unit(set, s, n, out->unit);
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
	int row = is_text ? match_row(set, s, n) : -1;

	if (row < 0 || !read_row(set, &set->rows[row], out))
		*out = (struct target_reading){ .kind = TARGET_UNREADABLE,
						.row = "" };
}

/* The spans of the words that make up the relation, in their order. */
struct spans {
	size_t start[3], end[3];
	int n;
};

static void spans_add(struct spans *spans, size_t start, size_t len)
{
	int at = spans->n;

	if (at == 3)
		return;
	for (; at > 0 && spans->start[at - 1] > start; at--) {
		spans->start[at] = spans->start[at - 1];
		spans->end[at] = spans->end[at - 1];
	}
	spans->start[at] = start;
	spans->end[at] = start + len;
	spans->n++;
}

static void find_relation(const struct target_set *set, const struct row *row,
			  const char *text, struct spans *out)
{
	const char *s;
	size_t n;

	for (size_t i = 0; i < row->n_lists; i++)
		if (relation_word(set, row, i, &s, &n))
			spans_add(out, (size_t)(s - text), n);
}

/* A way to write it that is read as it was, and is the usual one. */
static bool is_usual_way(struct target_set *set, const char *s, size_t n,
			 const struct target_reading *meant)
{
	struct target_reading r;

	target_read(set, s, n, &r);
	return r.kind == meant->kind && r.relation == meant->relation &&
	       r.relation_is_usual && r.number == meant->number &&
	       !strcmp(r.unit, meant->unit);
}

void target_usual_way(struct target_set *set, const char *s, size_t n,
		      struct bytes *out)
{
	struct target_reading r;
	struct spans spans = { .n = 0 };
	struct bytes rest = BYTES_INIT;
	size_t done = 0, start = out->len;

	target_read(set, s, n, &r);
	if (!r.relation || r.relation_is_usual || !target_fold(set, &s, &n))
		return;
	find_relation(set, &set->rows[match_row(set, s, n)], s, &spans);
	for (int i = 0; i < spans.n; i++) {
		bytes_add(&rest, s + done, spans.start[i] - done);
		done = spans.end[i];
	}
	bytes_add(&rest, s + done, n - done);
	if (is_digit(*rest.data))
		bytes_printf(out, "%s%s",
			     r.relation == RELATION_EQ
				     ? "等于"
				     : target_relation_sign(r.relation),
			     rest.data);
	if (!is_usual_way(set, out->data + start, out->len - start, &r))
		bytes_splice(out, start, out->len - start, "", 0);
	bytes_release(&rest);
}
