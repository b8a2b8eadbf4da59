/* Times as the file has them. */
#include <config.h>
#include "core/review_private.h"

#include <stdio.h>
#include <stdlib.h>

enum { ZONE_MOST_MINUTES = 24 * 60 };
static const int64_t DAY_SECONDS = 86400, MINUTE_SECONDS = 60;

/* Days since 1970-01-01; the year begins in March. */
static int64_t day_number(int y, int m, int d)
{
	int64_t year = m > 2 ? y : y - 1, month = m > 2 ? m - 3 : m + 9;

	return year * 365 + year / 4 - year / 100 + year / 400 +
	       (month * 153 + 2) / 5 + d - 1 - 719468;
}

struct review_hand review_parse_time(const char *text)
{
	int y, m, d, hours = 0, minutes = 0, seconds = 0;
	int zone_hours = 8, zone_minutes = 0;
	char sign = '+';
	struct review_hand hand = { .reviewer = NULL };

	if (sscanf(text, "%4d%*1[-/]%2d%*1[-/]%2d %2d:%2d:%2d %c%2d:%2d", &y,
		   &m, &d, &hours, &minutes, &seconds, &sign, &zone_hours,
		   &zone_minutes) < 3 ||
	    y < 1970 || m < 1 || m > 12)
		return hand;
	hand.zone_minutes = zone_hours * 60 + zone_minutes;
	if (hand.zone_minutes > ZONE_MOST_MINUTES)
		hand.zone_minutes = ZONE_MOST_MINUTES;
	if (sign == '-')
		hand.zone_minutes = -hand.zone_minutes;
	hand.time = day_number(y, m, d) * DAY_SECONDS +
		    (hours * 60 + minutes) * MINUTE_SECONDS + seconds -
		    hand.zone_minutes * MINUTE_SECONDS;
	if (hand.time > REVIEW_LAST_TIME)
		hand.time = REVIEW_LAST_TIME;
	return hand;
}

static void split_day(int64_t day, int *y, int *m, int *d)
{
	*y = (int)(1970 + day / 366);
	while (day_number(*y + 1, 1, 1) <= day)
		++*y;
	*m = 12;
	while (day_number(*y, *m, 1) > day)
		--*m;
	*d = (int)(day - day_number(*y, *m, 1)) + 1;
}

void review_print_time(const struct review_hand *hand, bool with_zone,
		       struct bytes *out)
{
	int64_t local = hand->time + hand->zone_minutes * MINUTE_SECONDS;
	int second, y, m, d;
	int zone = abs(hand->zone_minutes);

	if (local < 0)
		local = 0;
	second = (int)(local % DAY_SECONDS);
	split_day(local / DAY_SECONDS, &y, &m, &d);
	bytes_printf(out, "%04d-%02d-%02d %02d:%02d:%02d", y, m, d,
		     second / 3600, second / 60 % 60, second % 60);
	if (with_zone)
		bytes_printf(out, " %c%02d:%02d",
			     hand->zone_minutes < 0 ? '-' : '+', zone / 60,
			     zone % 60);
}
