/* Texts as they may be sent to a terminal. */
#include <config.h>

#include "core/text.h"

#include <string.h>
#include "core/sixteen.h"
#include "core/text_plain.h"

static sixteen are_leads(sixteen block)
{
	return (sixteen)(block >= 0xE2);
}

/*
 * Has bits of those of sixteen bytes that are no part of plain signs, whatever
 * stands before and behind; the last sign may be cut. The two bytes before are
 * read, which are not those of a cut sign.
 */
static inline sixteen unusual(const char *s)
{
	sixteen block = sixteen_at(s);
	sixteen before = sixteen_at(s - 1), second = sixteen_at(s - 2);
	sixteen follows = (sixteen)((block & 0xC0) == 0x80);
	sixteen must = are_leads(before) | are_leads(second);
	sixteen is_80 = (sixteen)(before == 0x80);
	/* as text_plain_sign() has it, of the last byte */
	sixteen is_e2 = is_80 & (sixteen)(block - 0x90 < 0xA8 - 0x90);
	sixteen is_e3 = is_80 & (sixteen)(block < 0xAA);
	sixteen is_ef = (sixteen)(before == 0xBC) & (sixteen)(block > 0x80);
	sixteen wrong = ((sixteen)(second == 0xE2) & ~is_e2) |
			((sixteen)(second == 0xE3) & ~is_e3) |
			((sixteen)(second == 0xEF) & ~is_ef);
	sixteen first = (sixteen)(block - ' ' < 0x7F - ' ') |
			(sixteen)(block - 0xE2 <= 0xE9 - 0xE2) |
			(sixteen)(block == 0xEF);

	return (follows ^ must) | ~(first | follows) | wrong;
}

static bool are_plain(const char *s)
{
	return !sixteen_any(unusual(s));
}

static bool is_lead(char byte)
{
	return (unsigned char)byte >= 0xE2;
}

/* Where plain signs end that are told by sixteen bytes; none is cut. */
static size_t plain_end(const char *s, size_t i, size_t n)
{
	while (n - i >= SIXTEEN && are_plain(s + i))
		i += SIXTEEN;
	/* the last ones once more, rather than one by one */
	if (n - i < SIXTEEN && n >= SIXTEEN + 2 && are_plain(s + n - SIXTEEN))
		i = n;
	if (is_lead(s[i - 1]))
		return i - 1;
	return is_lead(s[i - 2]) ? i - 2 : i;
}

static size_t last_sign(const char *s, size_t i)
{
	do
		i--;
	while (((unsigned char)s[i] & 0xC0) == 0x80);
	return i;
}

/* Bytes of signs that show as they are. Before anything else the last of them is
   left out, for that may belong to it. */
static size_t plain_run(const char *s, size_t n)
{
	size_t i = 0, len;

	while (i < n && (len = text_plain_sign(s + i, n - i))) {
		i += len;
		if (i >= 2)
			i = plain_end(s, i, n);
	}
	return i == n || i == 0 ? i : last_sign(s, i);
}

static void show_part(struct bytes *out, const char *s, size_t n)
{
	struct text_cluster c;

	for (size_t i = 0; i < n;) {
		size_t run = plain_run(s + i, n - i);

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
