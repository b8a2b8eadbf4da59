#include <config.h>
#include "tests/fuzz/mutate.h"

#include <string.h>

static uint64_t state = 1;

void mutate_seed(const char *data, size_t n)
{
	state = 0xcbf29ce484222325u;
	for (size_t i = 0; i < n; i++)
		state = (state ^ (unsigned char)data[i]) * 0x100000001b3u;
	state |= 1;
}

/* Below `limit`, which is not 0. */
static size_t random_below(size_t limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)((state >> 11) % limit);
}

#define TEXT(s)                 \
	{                       \
		s, sizeof s - 1 \
	}
static const struct {
	const char *s;
	size_t n;
} texts[] = {
	TEXT(","),	  TEXT("\t"),	   TEXT("\""),
	TEXT("\r\n"),	  TEXT("\n"),	   TEXT("\r"),
	TEXT("，"),	  TEXT("\"\""),	   TEXT("\xEF\xBB\xBF"),
	TEXT("\xFF\xFE"), TEXT("\0"),	   TEXT("\x1B[2J"),
	TEXT("\xC2\x9B"), TEXT("\u202E"),  TEXT("\u200B"),
	TEXT("\xE2\x80"), TEXT("\xFF"),	   TEXT("　"),
	TEXT("="),	  TEXT("≥"),	   TEXT("%"),
	TEXT("("),	  TEXT(")"),	   TEXT("{"),
	TEXT("}"),	  TEXT("、"),	   TEXT("“"),
	TEXT("”"),	  TEXT("|"),	   TEXT("-"),
	TEXT("1e999"),	  TEXT("0"),	   TEXT("9223372036854775807"),
	TEXT("合计"),	  TEXT("2024年"),  TEXT("<"),
	TEXT("&#0;"),	  TEXT("\\u0000"), TEXT("👨\u200D👩"),
	TEXT("\u0301"),
};

/* Puts n bytes of s in at a place, as far as there is room; the new length. */
static size_t insert(uint8_t *data, size_t n, size_t max, size_t at,
		     const void *s, size_t len)
{
	if (len > max - n)
		return n;
	memmove(data + at + len, data + at, n - at);
	memcpy(data + at, s, len);
	return n + len;
}

static size_t leave_out(uint8_t *data, size_t n)
{
	size_t at = random_below(n), most = n - at < 64 ? n - at : 64;
	size_t len = 1 + random_below(most);

	memmove(data + at, data + at + len, n - at - len);
	return n - len;
}

static size_t say_twice(uint8_t *data, size_t n, size_t max)
{
	uint8_t run[64];
	size_t from = random_below(n);
	size_t most = n - from < sizeof run ? n - from : sizeof run;
	size_t len = 1 + random_below(most);

	memcpy(run, data + from, len);
	return insert(data, n, max, random_below(n + 1), run, len);
}

static size_t change_once(uint8_t *data, size_t n, size_t max)
{
	size_t what = n > 0 ? random_below(7) : 0;
	size_t text = random_below(sizeof texts / sizeof *texts);
	uint8_t byte = (uint8_t)random_below(256);

	switch (what) {
	case 0:
	case 1:
		return insert(data, n, max, random_below(n + 1), texts[text].s,
			      texts[text].n);
	case 2:
		return insert(data, n, max, random_below(n + 1), &byte, 1);
	case 3:
		data[random_below(n)] ^= (uint8_t)(1 << random_below(8));
		return n;
	case 4:
		data[random_below(n)] = byte;
		return n;
	case 5:
		return leave_out(data, n);
	default:
		return say_twice(data, n, max);
	}
}

size_t mutate(uint8_t *data, size_t n, size_t max)
{
	size_t n_times = 1 + random_below(4);

	while (n_times-- > 0)
		n = change_once(data, n, max);
	return n;
}
