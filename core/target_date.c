/* The dates and periods of targets. */
#include <config.h>

#include "core/target_set.h"

#include <string.h>
#include "core/numeral.h"

#define GROUP_NEXT_YEAR "次年"

static const char *const first_groups[] = { "年", "月", "日" };
static const char *const second_groups[] = { "年二", "月二", "日二" };

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

/* A keeper may write \d+: beyond every year it stays there. */
static int read_date_part(struct pattern *p, const char *group)
{
	static const char first[] = "元"; /* 元月 */
	const char *s;
	size_t n;
	int part = 0;

	if (!pattern_group(p, group, &s, &n) || numeral_parse(s, n, &part) ||
	    numeral_digits(s, n, &part))
		return part;
	if (n == strlen(first) && !memcmp(s, first, n))
		return 1;
	for (; n && target_is_digit(*s) && part < 10000; s++, n--)
		part = part * 10 + (*s - '0');
	return part;
}

/* 24年12月: what has two digits is a year of this century. */
static int read_year(struct pattern *p, const char *group)
{
	int year = read_date_part(p, group);

	return year > 0 && year < 100 ? 2000 + year : year;
}

static struct target_date read_date(struct pattern *p,
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

void target_read_dates(const struct target_set *set, const struct row *row,
		       struct target_reading *out)
{
	struct pattern *p = row->pattern;
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
