#include <config.h>

#include "tui/rest.h"

/* Keys that are held come every 30 to 100 ms; from a cell to the line that
   tells of it the eye takes 200. */
enum { REST_MS = 150 };

void rest_key(struct rest *rest)
{
	rest->has_key = true;
}

void rest_painted(struct rest *rest, long long now_ms)
{
	if (rest->has_key)
		rest->begins_ms = now_ms + REST_MS;
	rest->has_key = false;
}

int rest_left_ms(const struct rest *rest, long long now_ms)
{
	long long left = rest->begins_ms - now_ms;

	return left > 0 ? (int)left : 0;
}
