#include <config.h>
#include "core/office_format.h"

#include <stdio.h>
#include <string.h>

struct date {
	int year, month, day, weekday; /* 0 = Sunday */
	int hour, minute, second;
	int64_t seconds; /* all of them, for what has elapsed */
};

enum {
	DAY_SECONDS = 24 * 60 * 60,
	DAYS_LAST = 2958465, /* 9999-12-31 */
	DAYS_1904 = 1462,
	/* days that there never were: 0 and 29 February 1900 */
	DAYS_NONE = 0,
	DAYS_LEAP = 60,
	DAYS_TO_0000 = 693899, /* from 0000-03-01 to 1899-12-30 */
};

/* Years are counted from March, so that a leap day is the last of one. */
static void set_day(struct date *d, int64_t days)
{
	int64_t from_0000 = days + DAYS_TO_0000, era, of_era, year, of_year;
	int month;

	d->weekday = (int)((days + 6) % 7);
	if (days == DAYS_NONE || days == DAYS_LEAP) {
		d->year = 1900;
		d->month = days == DAYS_LEAP ? 2 : 1;
		d->day = days == DAYS_LEAP ? 29 : 0;
		return;
	}
	from_0000 += days < DAYS_LEAP;
	era = from_0000 / 146097;
	of_era = from_0000 % 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	       365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (int)((5 * of_year + 2) / 153);
	d->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	d->month = month < 10 ? month + 3 : month - 9;
	d->year = (int)(year + era * 400 + (d->month <= 2));
}

static bool set(struct date *d, const struct decimal *number, bool from_1904)
{
	int64_t days, billionths, second;

	if ((number->is_negative && number->n > 0) ||
	    !decimal_split(number, &days, &billionths))
		return false;
	second = (billionths * DAY_SECONDS + 500000000) / 1000000000;
	days += second / DAY_SECONDS;
	second %= DAY_SECONDS;
	if (days > DAYS_LAST - (from_1904 ? DAYS_1904 : 0))
		return false;
	d->seconds = days * DAY_SECONDS + second;
	set_day(d, days + (from_1904 ? DAYS_1904 : 0));
	d->hour = (int)(second / 3600);
	d->minute = (int)(second / 60 % 60);
	d->second = (int)(second % 60);
	return true;
}

/* From 1899-12-30, or the day before, as which a time alone stands. */
static int64_t days_of(const struct date *d)
{
	int64_t year = d->year - (d->month <= 2), era = year / 400;
	int64_t of_era = year % 400;
	int64_t of_year = (153 * ((d->month + 9) % 12) + 2) / 5 + d->day - 1;
	int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
		       of_year - DAYS_TO_0000;

	return days > 0 && days <= DAYS_LEAP ? days - 1 : days;
}

static bool is_same(const struct date *a, const struct date *b)
{
	return a->month == b->month && a->day == b->day && a->hour == b->hour &&
	       a->minute == b->minute && a->second == b->second;
}

/* As far as its numbers go, at least to the day. */
static bool read_date(struct date *d, const char *s)
{
	int *const parts[] = { &d->year, &d->month,  &d->day,
			       &d->hour, &d->minute, &d->second };
	int n = 0;

	for (; n < 6 && *s >= '0' && *s <= '9'; n++) {
		for (; *s >= '0' && *s <= '9' && *parts[n] < 10000; s++)
			*parts[n] = *parts[n] * 10 + (*s - '0');
		s += *s && *s == "--T:: "[n];
	}
	return n >= 3;
}

bool office_date_parse(struct decimal *number, const char *text)
{
	struct date d = { 0 }, again;
	char days[64];
	int64_t part;

	if (!read_date(&d, text))
		return false;
	d.seconds = d.hour * 3600 + d.minute * 60 + d.second;
	part = d.seconds * 10000000000 / DAY_SECONDS;
	snprintf(days, sizeof days, "%lld.%010lld", (long long)days_of(&d),
		 (long long)part);
	/* there is no 31st of February */
	return decimal_parse(number, days) && set(&again, number, false) &&
	       (d.year < 1900 || is_same(&d, &again));
}

/* ---- one run of the same sign ---- */

struct writer {
	struct bytes *out;
	const struct date *date;
	bool has_half_days;
	char before; /* the sign before: m behind h is a minute */
};

static void add_number(struct writer *w, int number, size_t width)
{
	bytes_printf(w->out, width > 1 ? "%02d" : "%d", number);
}

static void add_month(struct writer *w, size_t width)
{
	static const char *const names[] = {
		"January",   "February", "March",    "April",
		"May",	     "June",	 "July",     "August",
		"September", "October",	 "November", "December"
	};
	const char *name = names[w->date->month - 1];

	if (width < 3)
		add_number(w, w->date->month, width);
	else
		bytes_add(w->out, name, width == 4 ? strlen(name) : 3);
}

static void add_weekday(struct writer *w, bool is_long)
{
	static const char *const names[] = { "日", "一", "二", "三",
					     "四", "五", "六" };

	bytes_add_str(w->out, is_long ? "星期" : "");
	bytes_add_str(w->out, names[w->date->weekday]);
}

static void add_hour(struct writer *w, size_t width)
{
	int hour = w->date->hour;

	if (w->has_half_days)
		hour = hour % 12 ? hour % 12 : 12;
	add_number(w, hour, width);
}

static void add_elapsed(struct writer *w, char sign)
{
	int64_t seconds = w->date->seconds;
	int64_t n = sign == 'h'	  ? seconds / 3600
		    : sign == 'm' ? seconds / 60
				  : seconds;

	bytes_printf(w->out, "%lld", (long long)n);
}

static void add_run(struct writer *w, char sign, size_t width, bool is_minute)
{
	const struct date *d = w->date;

	switch (sign) {
	case 'y':
	case 'e':
		if (sign == 'y' && width < 3)
			add_number(w, d->year % 100, 2);
		else
			bytes_printf(w->out, "%04d", d->year);
		break;
	case 'm':
		if (is_minute)
			add_number(w, d->minute, width);
		else
			add_month(w, width);
		break;
	case 'd':
		if (width < 3)
			add_number(w, d->day, width);
		else
			add_weekday(w, true);
		break;
	case 'a':
		add_weekday(w, width > 3);
		break;
	case 'h':
		add_hour(w, width);
		break;
	case 's':
		add_number(w, d->second, width);
		break;
	default:
		break;
	}
}

/* ---- a section ---- */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The next sign of a date's own, past any text. */
static char sign_ahead(const char *s, size_t n)
{
	struct format_token t;

	while (format_next(&s, &n, &t))
		if (t.kind == FORMAT_SIGN && t.n == 1 &&
		    strchr("yedhmsa", lower(*t.text)))
			return lower(*t.text);
	return '\0';
}

static bool has_half_days(const struct format_section *section)
{
	const char *s = section->text;
	size_t n = section->n;
	struct format_token t;

	while (format_next(&s, &n, &t))
		if (t.kind == FORMAT_SIGN && t.n > 1)
			return true;
	return false;
}

static void add_half_day(struct writer *w, const struct format_token *t)
{
	bool is_late = w->date->hour >= 12;

	if (lower(*t->text) != 'a')
		bytes_add_str(w->out, is_late ? "下午" : "上午");
	else
		bytes_add_str(w->out, is_late ? "PM" : "AM");
}

/* All of one sign that follow each other. */
static void add_sign(struct writer *w, const struct format_token *t,
		     const char **s, size_t *n)
{
	char sign = lower(*t->text);
	size_t width = 1;
	bool is_minute;

	for (; *n > 0 && lower(**s) == sign; width++) {
		++*s;
		--*n;
	}
	if (!strchr("yedhmsa", sign)) {
		/* 00:00.0 has tenths: not shown */
		bool is_tenths = strchr("0#?", sign) ||
				 (sign == '.' && *n > 0 && **s == '0');

		for (size_t i = 0; i < width && !is_tenths; i++)
			bytes_add(w->out, t->text, 1);
		return;
	}
	is_minute =
		sign == 'm' && (w->before == 'h' || sign_ahead(*s, *n) == 's');
	add_run(w, sign, width, is_minute);
	w->before = sign;
}

bool office_date_show(struct bytes *out, const struct format_section *section,
		      const struct decimal *number, bool from_1904)
{
	const char *s = section->text;
	size_t n = section->n;
	struct date date;
	struct writer w = { .out = out, .date = &date };
	struct format_token t;

	if (!set(&date, number, from_1904))
		return false;
	w.has_half_days = has_half_days(section);
	while (format_next(&s, &n, &t)) {
		if (t.kind == FORMAT_LITERAL) {
			bytes_add(out, t.text, t.n);
		} else if (t.kind == FORMAT_ELAPSED) {
			w.before = lower(*t.text);
			add_elapsed(&w, w.before);
		} else if (t.n > 1) {
			add_half_day(&w, &t);
		} else {
			add_sign(&w, &t, &s, &n);
		}
	}
	return true;
}
