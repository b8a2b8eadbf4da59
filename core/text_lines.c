#include <config.h>

#include "core/text.h"

#include <stdlib.h>
#include <string.h>
#include "core/bisect.h"
#include "core/memory.h"
#include "core/text_breaks.h"

static void lines_add(struct text_lines *lines, struct text_line line)
{
	MEMORY_ADD(lines->items, lines->n, lines->cap) = line;
}

static bool blank_hangs(const char *s, size_t len)
{
	return (len == 1 && *s == ' ') || (len == 3 && !memcmp(s, "　", 3));
}

/* Goes through a text line by line. */
struct wrapper {
	const char *s;
	size_t n, at; /* the next line begins there */
	size_t end;   /* of its paragraph */
	int w_cols;
	bool is_over; /* there is no next line */
	struct text_breaks breaks;
};

/* The paragraph that `at` stands in, which begins there or before. */
static void paragraph_set(struct wrapper *w, size_t start)
{
	const char *newline = memchr(w->s + w->at, '\n', w->n - w->at);

	w->end = newline ? (size_t)(newline - w->s) : w->n;
	text_breaks_set(&w->breaks, start, w->end);
}

static void wrapper_init(struct wrapper *w, const char *s, size_t n, int w_cols,
			 size_t at)
{
	const char *newline = memrchr(s, '\n', at);

	*w = (struct wrapper){ .s = s, .n = n, .at = at, .w_cols = w_cols };
	text_breaks_init(&w->breaks, s);
	paragraph_set(w, newline ? (size_t)(newline + 1 - s) : 0);
}

/* The first character that has no room on the line that begins at w->at. */
static size_t line_full(const struct wrapper *w)
{
	size_t i = w->at;
	struct text_cluster c;
	int cols = 0;

	for (; text_cluster_next(w->s + i, w->end - i, &c); i += c.len) {
		if (i > w->at && cols + c.w_cols > w->w_cols &&
		    !blank_hangs(w->s + i, c.len))
			break;
		cols += c.w_cols;
	}
	return i;
}

static size_t line_end(struct wrapper *w)
{
	size_t full = line_full(w), i = full;

	if (full == w->end)
		return full;
	while (i > w->at && !text_breaks_at(&w->breaks, i))
		/* seen from the line's beginning, which is that of a character:
		   there may be no surer one before it for long */
		i = w->at +
		    text_before(w->s + w->at, w->end - w->at, i - w->at);
	/* Nowhere allowed: rather in mid-word than too long. */
	return i > w->at ? i : full;
}

static struct text_line wrapper_next(struct wrapper *w)
{
	size_t end = line_end(w);
	struct text_line line = { w->at, end - w->at };

	w->at = end;
	if (end < w->end)
		return line;
	w->is_over = w->end == w->n;
	if (!w->is_over) {
		w->at = end + 1;
		paragraph_set(w, w->at);
	}
	return line;
}

static bool fits_one_line(const char *s, size_t n, int w_cols)
{
	return !memchr(s, '\n', n) && text_fit(s, n, w_cols, NULL) == n;
}

void text_lines_wrap(struct text_lines *lines, const char *s, size_t n,
		     int w_cols)
{
	struct wrapper w;

	lines->n = 0;
	if (fits_one_line(s, n, w_cols)) {
		lines_add(lines, (struct text_line){ 0, n });
		return;
	}
	wrapper_init(&w, s, n, w_cols, 0);
	while (!w.is_over)
		lines_add(lines, wrapper_next(&w));
	text_breaks_release(&w.breaks);
}

/* ---- a text that was changed ---- */

/* Where what may have changed begins: a word that was pulled back or grew
   concerns the line before, whose end the one before that has looked at. */
static size_t first_changed(const struct text_lines *lines, size_t at)
{
	size_t line = text_lines_find(lines, at);

	return line > 2 ? line - 2 : 0;
}

/* Is the line that begins at `start` as it was, and so all behind it? */
static bool is_as_before(const char *s, size_t n, size_t start, size_t end)
{
	if (start > end && s[start - 1] == '\n')
		return true;
	return start >= end && text_breaks_afresh(s, n, start);
}

/* Lines [from, to) give way to others; those behind move by so many bytes. */
static void lines_splice(struct text_lines *lines, size_t from, size_t to,
			 const struct text_lines *others, size_t removed,
			 size_t added)
{
	size_t n = lines->n - (to - from) + others->n;
	size_t behind = lines->n - to;

	lines->items =
		memory_grow(lines->items, &lines->cap, n, sizeof *lines->items);
	memmove(lines->items + from + others->n, lines->items + to,
		behind * sizeof *lines->items);
	memcpy(lines->items + from, others->items,
	       others->n * sizeof *lines->items);
	lines->n = n;
	for (size_t i = from + others->n; i < n; i++)
		lines->items[i].start += added - removed;
}

void text_lines_change(struct text_lines *lines, const char *s, size_t n,
		       int w_cols, size_t at, size_t removed, size_t added)
{
	size_t first = first_changed(lines, at), old = first;
	struct text_lines fresh = { 0 };
	struct wrapper w;

	wrapper_init(&w, s, n, w_cols, lines->items[first].start);
	while (!w.is_over) {
		lines_add(&fresh, wrapper_next(&w));
		if (w.is_over || !is_as_before(s, n, w.at, at + added))
			continue;
		while (old < lines->n &&
		       lines->items[old].start < w.at - added + removed)
			old++;
		if (old < lines->n &&
		    lines->items[old].start == w.at - added + removed)
			break;
	}
	if (w.is_over)
		old = lines->n;
	lines_splice(lines, first, old, &fresh, removed, added);
	text_breaks_release(&w.breaks);
	text_lines_release(&fresh);
}

void text_lines_release(struct text_lines *lines)
{
	free(lines->items);
	*lines = (struct text_lines){ 0 };
}

size_t text_lines_find(const struct text_lines *lines, size_t at)
{
	size_t i;

	BISECT(i, lines->n, lines->items[i].start <= at);
	return i > 0 ? i - 1 : 0;
}
