#include <config.h>

#include "tui/frame_lines.h"

#include <stdlib.h>
#include <string.h>

#define SAVE "\0337"
#define RESTORE "\0338"
#define ALL "\033[r"

/* As CSI 1 ; height r. */
static bool names_all(const char *s, size_t n, int height)
{
	static const char from_first[] = "\033[1;";
	size_t len = sizeof from_first - 1;
	char *end;

	return height > 0 && !strncmp(s, from_first, len) &&
	       strtol(s + len, &end, 10) == height && end == s + n - 1;
}

static void lines_name(struct frame_lines *lines, const char *s, size_t n)
{
	const char *bottom = memchr(s, ';', n);

	*lines->named = '\0';
	if (!bottom || n >= sizeof lines->named)
		return;
	lines->bottom = atoi(bottom + 1);
	memcpy(lines->named, s, n);
	lines->named[n] = '\0';
}

bool frame_lines_pass(struct frame_lines *lines, struct bytes *out,
		      const char *s, size_t n, int height)
{
	bool is_all = names_all(s, n, height);

	lines->stay = is_all && lines->may_stay && *lines->named;
	lines->are_named = !is_all && height > 0;
	if (!is_all)
		lines_name(lines, s, n);
	if (lines->stay)
		return false;
	if (is_all)
		bytes_add_str(out, ALL);
	else
		bytes_add(out, s, n);
	return true;
}

static bool begins(const char *s, size_t n, const char *with)
{
	return n >= strlen(with) && !memcmp(s, with, strlen(with));
}

/* Of them; 0: it's something else. Maybe with the cursor saved ahead of it and
   restored behind. */
static size_t naming_bytes(const struct frame_lines *lines, const char *s,
			   size_t n)
{
	size_t ahead = begins(s, n, SAVE) ? strlen(SAVE) : 0;
	size_t len = ahead + strlen(lines->named);

	if (!begins(s + ahead, n - ahead, lines->named) ||
	    (ahead > 0 && !begins(s + len, n - len, RESTORE)))
		return 0;
	return len + ahead;
}

/* Line feeds, steps up and down, what scrolls and what clears the screen; and
   where lines are named text is moved in them only. */
static bool is_minded(const char *s, size_t n)
{
	if (n > 2 && s[1] == '[')
		return strchr("@ABEFJLMPST", s[n - 1]) != NULL;
	if (*s == '\033')
		return n == 2 && !strchr("78", s[1]);
	return *s == '\n';
}

size_t frame_lines_meet(struct frame_lines *lines, struct bytes *out,
			const char *s, size_t n, size_t len)
{
	size_t naming = naming_bytes(lines, s, n);

	if (naming) {
		lines->stay = false;
		lines->are_named = true;
	} else if (is_minded(s, len)) {
		frame_lines_settle(lines, out);
	}
	return naming;
}

void frame_lines_settle(struct frame_lines *lines, struct bytes *out)
{
	if (lines->stay)
		bytes_add_str(out, SAVE ALL RESTORE);
	lines->stay = false;
	*lines->named = '\0';
}

bool frame_lines_between(const struct frame_lines *lines, int row, int to)
{
	return row <= lines->bottom && to > lines->bottom;
}
