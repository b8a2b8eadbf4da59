#include <config.h>
#include "tui/look.h"

#include <stdlib.h>
#include <string.h>

/* Dim is asked for only of those that have 16 colours or more: they take a
   third off. The Linux console's is next to black. */
enum depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTHS };

enum { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, BRIGHT };

/* What looks the same everywhere. */
static const unsigned char attributes[ROLES] = {
	[ROLE_TITLE] = LOOK_BOLD,	[ROLE_HEADING] = LOOK_BOLD,
	[ROLE_KEY] = LOOK_BOLD,		[ROLE_TAB_ACTIVE] = LOOK_REVERSE,
	[ROLE_SELECTED] = LOOK_REVERSE,
};

/* What brings its own background can be read on any. */
#define BLOCK                         \
	{                             \
		LOOK_BOLD, WHITE, RED \
	}
/* clang-format off */
/* Without colours. */
#define PLAIN \
	[ROLE_ERROR] = { LOOK_BOLD, 0, 0 }, \
	[ROLE_WARNING] = { LOOK_UNDERLINE, 0, 0 },
/* With 8 or 16 of them on a background that isn't known; on a light one. */
#define SAFE \
	[ROLE_ERROR] = BLOCK, \
	[ROLE_WARNING] = { LOOK_UNDERLINE, 0, 0 },
#define ON_WHITE \
	[ROLE_ERROR] = { 0, RED, 0 }, \
	[ROLE_WARNING] = { LOOK_UNDERLINE, BLUE, 0 }, \
	[ROLE_HINT] = { 0, BLUE, 0 }, \
	[ROLE_BAR] = { 0, BLUE, 0 },
#define DIMMED \
	[ROLE_RULE] = { LOOK_DIM, 0, 0 }, \
	[ROLE_DIM] = { LOOK_DIM, 0, 0 },
/* Seen on all of them: nothing is painted again once the background is
   known. */
#define STEEL [ROLE_BAR] = { 0, 67, 0 },

static const struct look looks[DEPTHS][BACKGROUNDS][ROLES] = {
	[DEPTH_NONE] = { { PLAIN }, { PLAIN }, { PLAIN } },
	[DEPTH_8] = {
		[BACKGROUND_UNKNOWN] = { SAFE },
		/* red on black is hard to read */
		[BACKGROUND_DARK] = {
			[ROLE_ERROR] = BLOCK,
			[ROLE_WARNING] = { LOOK_BOLD, YELLOW, 0 },
			[ROLE_HINT] = { 0, CYAN, 0 },
			[ROLE_GOOD] = { 0, GREEN, 0 },
			[ROLE_BAR] = { 0, CYAN, 0 },
		},
		[BACKGROUND_LIGHT] = { ON_WHITE },
	},
	[DEPTH_16] = {
		[BACKGROUND_UNKNOWN] = { SAFE DIMMED },
		[BACKGROUND_DARK] = {
			[ROLE_ERROR] = BLOCK,
			[ROLE_WARNING] = { 0, BRIGHT + YELLOW, 0 },
			[ROLE_HINT] = { 0, BRIGHT + CYAN, 0 },
			[ROLE_GOOD] = { 0, BRIGHT + GREEN, 0 },
			[ROLE_BAR] = { 0, CYAN, 0 },
			DIMMED
		},
		[BACKGROUND_LIGHT] = { ON_WHITE DIMMED },
	},
	[DEPTH_256] = {
		[BACKGROUND_UNKNOWN] = {
			[ROLE_ERROR] = { 0, 163, 0 },
			[ROLE_WARNING] = { 0, 131, 0 },
			[ROLE_HINT] = { 0, 63, 0 },
			[ROLE_GOOD] = { 0, 29, 0 },
			STEEL DIMMED
		},
		[BACKGROUND_DARK] = {
			[ROLE_ERROR] = { 0, 210, 0 },
			[ROLE_WARNING] = { 0, 221, 0 },
			[ROLE_HINT] = { 0, 117, 0 },
			[ROLE_GOOD] = { 0, 114, 0 },
			STEEL DIMMED
		},
		[BACKGROUND_LIGHT] = {
			[ROLE_ERROR] = { 0, 124, 0 },
			[ROLE_WARNING] = { 0, 94, 0 },
			[ROLE_HINT] = { 0, 25, 0 },
			[ROLE_GOOD] = { 0, 22, 0 },
			STEEL DIMMED
		},
	},
};

/* clang-format on */

static enum depth depth_of(int n_colours)
{
	return n_colours >= 256	 ? DEPTH_256
	       : n_colours >= 16 ? DEPTH_16
	       : n_colours >= 8	 ? DEPTH_8
				 : DEPTH_NONE;
}

struct look look_of(enum role role, int n_colours, enum background background)
{
	struct look look = looks[depth_of(n_colours)][background][role];

	look.attributes |= attributes[role];
	return look;
}

enum background background_of_numbers(const char *numbers)
{
	const char *last = numbers ? strrchr(numbers, ';') : NULL;
	char *end;

	if (!last || last[1] < '0' || last[1] > '9')
		return BACKGROUND_UNKNOWN;
	long number = strtol(last + 1, &end, 10);
	if (*end || number > 15)
		return BACKGROUND_UNKNOWN;
	/* 8 is a dark grey, and one is as dark as the others below 7 */
	return number < 7 || number == 8 ? BACKGROUND_DARK : BACKGROUND_LIGHT;
}

/* One part of it, in thousandths; false at anything but hexadecimal digits. */
static bool part_take(const char **s, const char *end, unsigned *part)
{
	static const char digits[] = "0123456789abcdef";
	unsigned value = 0, most = 0;

	for (; *s < end && most < 0xFFFF; ++*s) {
		const char *digit = strchr(digits, **s | 0x20);

		if (!**s || !digit)
			break;
		value = value * 16 + (unsigned)(digit - digits);
		most = most * 16 + 15;
	}
	*part = most ? value * 1000 / most : 0;
	return most > 0;
}

enum background background_of_answer(const char *answer, size_t n)
{
	/* what the eye makes of red, green and blue, in hundredths */
	static const unsigned weights[] = { 30, 59, 11 };
	static const char begin[] = "rgb:";
	const char *s = answer + sizeof begin - 1, *end = answer + n;
	unsigned bright = 0, part;

	if (n < sizeof begin || memcmp(answer, begin, sizeof begin - 1) != 0)
		return BACKGROUND_UNKNOWN;
	for (int i = 0; i < 3; i++) {
		if (!part_take(&s, end, &part))
			return BACKGROUND_UNKNOWN;
		bright += weights[i] * part / 100;
		if (i < 2 && (s == end || *s++ != '/'))
			return BACKGROUND_UNKNOWN;
	}
	if (s != end)
		return BACKGROUND_UNKNOWN;
	return bright < 460 ? BACKGROUND_DARK : BACKGROUND_LIGHT;
}
