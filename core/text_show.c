/* Texts as they may be sent to a terminal. */
#include <config.h>

#include "core/text.h"

#include <string.h>
#include "core/text_plain.h"

static void show_part(struct bytes *out, const char *s, size_t n)
{
	struct text_cluster c;

	for (size_t i = 0; i < n;) {
		size_t run = text_plain_run(s + i, n - i);

		bytes_add(out, s + i, run);
		i += run;
		if (i < n && text_cluster_next(s + i, n - i, &c)) {
			bytes_add(out, c.show, c.show_len);
			i += c.len;
		}
	}
}

/* The text cut to w_cols, dots included, where `fit` bytes of w columns fit
   without them. */
static void show_cut(struct bytes *out, const char *s, size_t fit, int w,
		     int w_cols)
{
	static const char dots[] = "…";
	int w_dots = text_cols(dots, sizeof dots - 1);

	if (w_cols < w_dots)
		return;
	while (w > w_cols - w_dots) {
		size_t before = text_before(s, fit, fit);

		w -= text_cols(s + before, fit - before);
		fit = before;
	}
	show_part(out, s, fit);
	bytes_add(out, dots, sizeof dots - 1);
}

void text_show(struct bytes *out, const char *s, size_t n, int w_cols)
{
	int w = 0;
	size_t fit = w_cols < 0 ? n : text_fit(s, n, w_cols, &w);

	if (fit == n)
		show_part(out, s, n);
	else
		show_cut(out, s, fit, w, w_cols);
}

void text_show_str(struct bytes *out, const char *s, int w_cols)
{
	text_show(out, s, strlen(s), w_cols);
}

void text_show_lines(struct bytes *out, const char *s, size_t n)
{
	const char *end = s + n, *newline;

	bytes_reserve(out, n);
	while ((newline = memchr(s, '\n', (size_t)(end - s)))) {
		size_t len = (size_t)(newline - s);

		show_part(out, s,
			  len > 0 && s[len - 1] == '\r' ? len - 1 : len);
		bytes_add_char(out, '\n');
		s = newline + 1;
	}
	show_part(out, s, (size_t)(end - s));
}

size_t text_plain_lines(const char *s, size_t n)
{
	const char *line = s, *end = s + n, *newline;

	while ((newline = memchr(line, '\n', (size_t)(end - line)))) {
		size_t len = (size_t)(newline - line);

		if (text_plain_run(line, len) < len)
			break;
		line = newline + 1;
	}
	return (size_t)(line - s);
}
