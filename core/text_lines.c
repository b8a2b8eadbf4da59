#include <config.h>

#include "core/text.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include "core/memory.h"

/* Where a line being filled stands. */
struct filling {
	size_t start;	/* of the line */
	size_t allowed; /* the last place where it may end, or start */
	int w_cols;
};

static void lines_add(struct text_lines *lines, size_t start, size_t end)
{
	lines->items = memory_grow(lines->items, &lines->cap, lines->n + 1,
				   sizeof *lines->items);
	lines->items[lines->n].start = start;
	lines->items[lines->n].len = end - start;
	lines->n++;
}

static bool blank_hangs(const char *s, size_t len)
{
	return (len == 1 && *s == ' ') || (len == 3 && !memcmp(s, "　", 3));
}

/* One paragraph, s[start] to s[end], none of them a newline. */
static void paragraph_wrap(struct text_lines *lines, const char *s,
			   size_t start, size_t end, const char *breaks,
			   int w_cols)
{
	struct filling line = { start, start, 0 };
	struct text_cluster c;
	size_t i = start;

	while (text_cluster_next(s + i, end - i, &c)) {
		if (i > line.start && breaks[i] == UC_BREAK_POSSIBLE)
			line.allowed = i;
		if (i == line.start || line.w_cols + c.w_cols <= w_cols ||
		    blank_hangs(s + i, c.len)) {
			line.w_cols += c.w_cols;
			i += c.len;
			continue;
		}
		/* Nowhere allowed: rather in mid-word than too long. */
		if (line.allowed > line.start)
			i = line.allowed;
		lines_add(lines, line.start, i);
		line = (struct filling){ i, i, 0 };
	}
	lines_add(lines, line.start, end);
}

static bool fits_one_line(const char *s, size_t n, int w_cols)
{
	return !memchr(s, '\n', n) && text_fit(s, n, w_cols, NULL) == n;
}

void text_lines_wrap(struct text_lines *lines, const char *s, size_t n,
		     int w_cols)
{
	lines->n = 0;
	if (fits_one_line(s, n, w_cols)) {
		lines_add(lines, 0, n);
		return;
	}

	char *breaks = memory_alloc(n);
	u8_possible_linebreaks((const uint8_t *)s, n, "UTF-8", breaks);
	for (size_t start = 0;; start++) {
		const char *newline = memchr(s + start, '\n', n - start);
		size_t end = newline ? (size_t)(newline - s) : n;

		paragraph_wrap(lines, s, start, end, breaks, w_cols);
		if (!newline)
			break;
		start = end;
	}
	free(breaks);
}

void text_lines_release(struct text_lines *lines)
{
	free(lines->items);
	*lines = (struct text_lines){ 0 };
}

size_t text_lines_find(const struct text_lines *lines, size_t at)
{
	size_t low = 0, high = lines->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (lines->items[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}
