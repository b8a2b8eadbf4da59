#include <config.h>

#include "core/text.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include "core/text_plain.h"

enum {
	ZWJ = 0x200D,
	EMOJI_STYLE = 0xFE0F, /* variation selector 16 */
	/* More would be a prank: what ncurses keeps in one cell. */
	MARKS_MAX = 4,
	/* The longest emoji sequence in use has ten code points. */
	EMOJI_MAX = 10,
};

enum { HAN_BYTES = 3 };

/* Of U+4000..U+9FFF: the first is a cluster, for nothing joins it. Eight bytes
   are read, and false is said where there are fewer. */
static bool are_two_han(const char *s, size_t n)
{
	static const char mask[8] = "\xF0\xC0\xC0\xF0\xC0\xC0";
	static const char like[8] = "\xE0\x80\x80\xE0\x80\x80";
	uint64_t bytes, bits, wanted;

	if (n < sizeof bytes)
		return false;
	memcpy(&bytes, s, sizeof bytes);
	memcpy(&bits, mask, sizeof bits);
	memcpy(&wanted, like, sizeof wanted);
	return text_begins_han(s[0]) && text_begins_han(s[3]) &&
	       (bytes & bits) == wanted;
}

/* Characters that show nothing, or that turn the text around them, and what is
   none. */
static bool code_is_hidden(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x0000, 0x0000 },   { 0x00AD, 0x00AD },
		{ 0x034F, 0x034F },   { 0x061C, 0x061C },
		{ 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },
		{ 0x180B, 0x180F },   { 0x200B, 0x200F },
		{ 0x2028, 0x202E },   { 0x2060, 0x206F },
		{ 0x3164, 0x3164 },   { 0xFEFF, 0xFEFF },
		{ 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB },
		{ 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A },
		{ 0xE0000, 0xE00FF }, { 0xE01F0, 0xE0FFF },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return (code & 0xFFFE) == 0xFFFE;
}

bool text_is_hidden(uint32_t code)
{
	if (code < 0xA0)
		return (code < 0x20 && code != '\t' && code != '\n') ||
		       code >= 0x7F;
	/* nearly all that is asked for */
	if (code >= 0x3165 && code < 0xD800)
		return false;
	return code_is_hidden(code);
}

/* Columns; 0 for what joins the character before, -1 for what is not shown. */
static int code_cols(uint32_t code)
{
	if (code >= 0x20 && code < 0x7F)
		return 1;
	if (code >= 0x4E00 && code < 0x9FA6)
		return 2;
	return code_is_hidden(code) ? -1 : wcwidth((wchar_t)code);
}

static bool code_is_picture(uint32_t code)
{
	return (code >= 0x1F000 && code <= 0x1FAFF) ||
	       (code >= 0x2190 && code <= 0x2BFF);
}

static bool code_is_skin(uint32_t code)
{
	return code >= 0x1F3FB && code <= 0x1F3FF;
}

/* The first sign with hands is U+261D. The arrows that stand for a newline and
   a tab have none: they are the same when they are shown again. */
static bool code_takes_skin(uint32_t code)
{
	return code >= 0x261D && code_is_picture(code);
}

static bool code_is_flag(uint32_t code)
{
	return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static void cluster_mark(struct text_cluster *c, uint32_t code, bool is_byte)
{
	const char *form = is_byte || code < 0x80 ? "<%02X>" : "<U+%04X>";

	if (code == '\n' && !is_byte)
		strcpy(c->mark, "↵");
	else if (code == '\t')
		strcpy(c->mark, "→");
	else
		snprintf(c->mark, sizeof c->mark, form, (unsigned)code);
	c->is_mark = true;
	c->show = c->mark;
	c->show_len = strlen(c->mark);
	if (c->mark[0] == '<') {
		c->w_cols = (int)c->show_len;
	} else {
		int w = wcwidth(code == '\n' ? L'↵' : L'→');
		c->w_cols = w > 0 ? w : 1;
	}
}

/*
 * Takes in what joins the base. Terminals disagree about emoji sequences and
 * emoji style, so of those only the base is shown: it has the same width
 * everywhere.
 */
static void cluster_extend(struct text_cluster *c, const char *s, size_t n,
			   uint32_t base)
{
	uint32_t code;
	size_t len;
	bool is_picture = code_is_picture(base), is_cut = false;
	int n_marks = 0, n_codes = 1;

	while ((len = text_decode(s + c->len, n - c->len, &code))) {
		size_t next_len = 0;
		uint32_t next;

		if (code == ZWJ && is_picture && n_codes + 2 <= EMOJI_MAX) {
			next_len = text_decode(s + c->len + len,
					       n - c->len - len, &next);
			if (!next_len || !code_is_picture(next))
				break;
			n_marks = 0;
			n_codes++;
		} else if (!(code_takes_skin(base) && code_is_skin(code)) &&
			   (n_marks++ == MARKS_MAX || code_cols(code) != 0)) {
			break;
		}
		if (n_codes++ == EMOJI_MAX)
			break;
		is_cut |= next_len || code == EMOJI_STYLE || code_is_skin(code);
		c->len += len + next_len;
		if (!is_cut)
			c->show_len = c->len;
	}
}

/* A byte that certainly begins a cluster: ASCII, or U+4000..U+9FFF. */
static bool byte_is_start(char byte)
{
	unsigned char u = (unsigned char)byte;

	return u < 0x80 || (u >= 0xE4 && u <= 0xE9);
}

static int plain_cols(const char *s, size_t len)
{
	if (len == 1)
		return 1;
	/* “ ” … and others that take one column or two */
	return (unsigned char)*s == 0xE2 ? wcwidth(0x2000 | (s[2] & 0x3F)) : 2;
}

bool text_cluster_next(const char *s, size_t n, struct text_cluster *c)
{
	uint32_t code, next;

	if (!n)
		return false;
	c->show = s;
	c->is_mark = false;
	c->len = c->show_len = text_plain_sign(s, n);
	if (c->len &&
	    (n == c->len || text_plain_sign(s + c->len, n - c->len))) {
		c->w_cols = plain_cols(s, c->len);
		return true;
	}
	c->len = c->show_len = text_decode(s, n, &code);
	if (!c->len) {
		c->len = 1;
		cluster_mark(c, (unsigned char)*s, true);
		return true;
	}
	c->w_cols = code_cols(code);
	if (c->w_cols <= 0) {
		cluster_mark(c, code, false);
		return true;
	}
	if (n == c->len || byte_is_start(s[c->len]))
		return true;
	size_t len = code_is_flag(code)
			     ? text_decode(s + c->len, n - c->len, &next)
			     : 0;
	if (len && code_is_flag(next)) {
		c->len = c->show_len += len;
		c->w_cols *= 2;
		return true;
	}
	cluster_extend(c, s, n, code);
	return true;
}

size_t text_before(const char *s, size_t n, size_t at)
{
	struct text_cluster c;
	size_t i;

	if (!at)
		return 0;
	i = text_start_before(s, at - 1);
	if (are_two_han(s + i, n - i) && i + HAN_BYTES == at)
		return i;
	while (text_cluster_next(s + i, n - i, &c) && i + c.len < at)
		i += c.len;
	return i;
}

size_t text_after(const char *s, size_t n, size_t at)
{
	struct text_cluster c;

	if (are_two_han(s + at, n - at))
		return at + HAN_BYTES;
	return text_cluster_next(s + at, n - at, &c) ? at + c.len : n;
}

size_t text_start_before(const char *s, size_t at)
{
	while (at && !byte_is_start(s[at]))
		at--;
	return at;
}

size_t text_start_behind(const char *s, size_t n, size_t at)
{
	while (at < n && !byte_is_start(s[at]))
		at++;
	return at;
}

enum word { WORD_BLANK, WORD_ASCII, WORD_HAN, WORD_OTHER };

static enum word word_at(const char *s, size_t n, size_t at)
{
	uint32_t code;

	if (!text_decode(s + at, n - at, &code))
		return WORD_OTHER;
	if (text_is_space(code))
		return WORD_BLANK;
	if (code < 0x80 && (text_is_digit(code) || text_is_letter(code)))
		return WORD_ASCII;
	return text_is_han(code) ? WORD_HAN : WORD_OTHER;
}

size_t text_word_before(const char *s, size_t n, size_t at)
{
	size_t i = at, before;

	while (i && word_at(s, n, before = text_before(s, n, i)) == WORD_BLANK)
		i = before;
	if (!i)
		return 0;
	enum word word = word_at(s, n, text_before(s, n, i));
	while (i && word_at(s, n, before = text_before(s, n, i)) == word)
		i = before;
	return i;
}

size_t text_word_after(const char *s, size_t n, size_t at)
{
	size_t i = at;

	while (i < n && word_at(s, n, i) == WORD_BLANK)
		i = text_after(s, n, i);
	if (i == n)
		return n;
	enum word word = word_at(s, n, i);
	while (i < n && word_at(s, n, i) == word)
		i = text_after(s, n, i);
	return i;
}

/* Where plain signs end that are whole: one before anything else may belong to
   that. */
static size_t plain_end(const char *s, size_t i, size_t n, int *w_cols)
{
	size_t len = text_plain_sign(s + i, n - i), next;

	for (; len > 0; i += len, len = next) {
		next = text_plain_sign(s + i + len, n - i - len);
		if (!next && i + len < n)
			break;
		*w_cols += plain_cols(s + i, len);
	}
	return i;
}

int text_cols(const char *s, size_t n)
{
	struct text_cluster c;
	int w_cols = 0;
	size_t i = plain_end(s, 0, n, &w_cols);

	while (text_cluster_next(s + i, n - i, &c)) {
		w_cols += c.w_cols;
		i = plain_end(s, i + c.len, n, &w_cols);
	}
	return w_cols;
}

/* Of text_plain_run(): each sign is a cluster. */
static size_t count_signs(const char *s, size_t n)
{
	const uint64_t each = 0x0101010101010101u;
	size_t i = 0, n_follow = 0;
	uint64_t bytes;

	for (; n - i >= sizeof bytes; i += sizeof bytes) {
		memcpy(&bytes, s + i, sizeof bytes);
		n_follow += (bytes >> 7 & ~bytes >> 6 & each) * each >> 56;
	}
	for (; i < n; i++)
		n_follow += text_byte_follows(s[i]);
	return n - n_follow;
}

size_t text_count(const char *s, size_t n)
{
	struct text_cluster c;
	size_t count = 0;

	for (size_t i = 0;; i += c.len, count++) {
		size_t run = text_plain_run(s + i, n - i);

		count += count_signs(s + i, run);
		i += run;
		if (!text_cluster_next(s + i, n - i, &c))
			return count;
	}
}

size_t text_fit(const char *s, size_t n, int w_cols, int *used)
{
	struct text_cluster c;
	size_t i = 0;
	int w = 0;

	for (;;) {
		for (; w + 2 <= w_cols && are_two_han(s + i, n - i);
		     i += HAN_BYTES)
			w += 2;
		if (!text_cluster_next(s + i, n - i, &c) ||
		    w + c.w_cols > w_cols)
			break;
		w += c.w_cols;
		i += c.len;
	}
	if (used)
		*used = w;
	return i;
}

size_t text_fit_end(const char *s, size_t n, int w_cols)
{
	int w = text_cols(s, n);
	struct text_cluster c;
	size_t i = 0;

	while (w > w_cols && text_cluster_next(s + i, n - i, &c)) {
		w -= c.w_cols;
		i += c.len;
	}
	return i;
}
