#include <config.h>

#include "tui/frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESC = 0x1B, SO = 0x0E, SI = 0x0F };

/* Attributes that are seen on a blank: underlined, reverse. */
enum { ON_BLANKS = 1 << 4 | 1 << 7 };

static bool looks_equal(const struct frame_look *a, const struct frame_look *b)
{
	return a->attributes == b->attributes && !strcmp(a->fore, b->fore) &&
	       !strcmp(a->back, b->back);
}

/* The same on blanks, and where something is erased. */
static bool blanks_equal(const struct frame_look *a, const struct frame_look *b)
{
	if ((a->attributes & ON_BLANKS) != (b->attributes & ON_BLANKS) ||
	    strcmp(a->back, b->back) != 0)
		return false;
	return !(a->attributes & ON_BLANKS) || looks_equal(a, b);
}

/* Nothing of `a` has to be taken away to get to `b`. */
static bool look_grows(const struct frame_look *a, const struct frame_look *b)
{
	return !(a->attributes & ~b->attributes) && (!*a->fore || *b->fore) &&
	       (!*a->back || *b->back);
}

static void parameter_add(struct bytes *out, const char *parameter)
{
	if (out->data[out->len - 1] != '[')
		bytes_add_char(out, ';');
	bytes_add_str(out, parameter);
}

static void look_tell(struct frame *f, struct bytes *out)
{
	static const struct frame_look plain = { 0 };
	const struct frame_look *to = &f->wanted, *from = &f->told;
	bool anew = !f->knows_look || !look_grows(from, to);
	char digit[2] = "";

	if (f->is_opaque || (f->knows_look && looks_equal(from, to)))
		return;
	bytes_add_str(out, "\033[");
	if (anew) {
		from = &plain;
		if (!looks_equal(from, to))
			bytes_add_char(out, '0');
	}
	for (unsigned i = 1; i <= 9; i++) {
		*digit = (char)('0' + i);
		if (to->attributes & ~from->attributes & 1u << i)
			parameter_add(out, digit);
	}
	if (strcmp(from->fore, to->fore) != 0)
		parameter_add(out, to->fore);
	if (strcmp(from->back, to->back) != 0)
		parameter_add(out, to->back);
	bytes_add_char(out, 'm');
	f->told = f->wanted;
	f->knows_look = true;
}

/* What comes is blank. */
static void blank_tell(struct frame *f, struct bytes *out)
{
	if (!f->knows_look || !blanks_equal(&f->told, &f->wanted))
		look_tell(f, out);
}

static bool colour_set(char *to, const char *s, size_t n)
{
	if (n >= FRAME_COLOUR_BYTES)
		return false;
	memcpy(to, s, n);
	to[n] = '\0';
	return true;
}

/* 38;5;208 and 38;2;1;2;3: how long it is, 0 if it is neither. */
static size_t colour_len(const char *s)
{
	int kind = 0, n = 0;

	sscanf(s, "%*d;%d%n", &kind, &n);
	for (int more = kind == 5 ? 1 : kind == 2 ? 3 : 0; more > 0; more--) {
		int len = 0;

		sscanf(s + n, ";%*d%n", &len);
		n = len ? n + len : 0;
		if (!len)
			break;
	}
	return kind == 5 || kind == 2 ? (size_t)n : 0;
}

/* One parameter of SGR, with those that belong to it; its length, 0 if it isn't
   understood. */
static size_t parameter_take(struct frame_look *look, const char *s)
{
	char *end;
	unsigned long code = strtoul(s, &end, 10);
	size_t len = (size_t)(end - s);
	bool is_back = code >= 100 || (code >= 40 && code <= 49);
	char *colour = is_back ? look->back : look->fore;

	if (code == 0)
		*look = (struct frame_look){ 0 };
	else if (code == 10)
		return len; /* the usual font, in the Linux console's words */
	else if (code <= 9)
		look->attributes |= 1u << code;
	else if (code == 22)
		look->attributes &= ~(1u << 1 | 1u << 2);
	else if (code >= 23 && code <= 29)
		look->attributes &= ~(1u << (code - 20));
	else if (code == 39 || code == 49)
		*colour = '\0';
	else if (code == 38 || code == 48)
		return colour_set(colour, s, len = colour_len(s)) ? len : 0;
	else if ((code >= 30 && code <= 47) || (code >= 90 && code <= 107))
		return colour_set(colour, s, len) ? len : 0;
	else
		return 0;
	return len;
}

/* CSI … m; false where it isn't understood. */
static bool look_take(struct frame_look *look, const char *s, size_t n)
{
	char text[64];
	const char *p = text;
	struct frame_look taken = *look;

	if (n - 3 >= sizeof text)
		return false;
	memcpy(text, s + 2, n - 3);
	text[n - 3] = '\0';
	if (!*text)
		taken = (struct frame_look){ 0 };
	while (*p) {
		size_t len = parameter_take(&taken, p);

		if (!len || (p[len] && p[len] != ';'))
			return false;
		p += len + (p[len] == ';');
	}
	*look = taken;
	return true;
}

/* Of the sequence or control character at s. */
static size_t sequence_len(const char *s, size_t n)
{
	size_t i = 1;

	if (*s != ESC || n == 1)
		return 1;
	if (s[1] == '[')
		for (i = 2; i < n && s[i] >= 0x20 && s[i] < 0x40; i++)
			;
	else
		while (i < n && s[i] >= 0x20 && s[i] < 0x30)
			i++;
	return i < n ? i + 1 : n;
}

/* Erasing and moving text show the look's background only, moving the cursor
   nothing. */
static bool shows_nothing(char final)
{
	return strchr("ABCDEFGHdf", final) != NULL;
}

static bool shows_blanks(char final)
{
	return strchr("JKLMPSTX@", final) != NULL;
}

/* Behind a look that isn't understood all are passed on, up to one that begins
   anew. */
static void look_pass(struct frame *f, struct bytes *out, const char *s,
		      size_t n)
{
	bool is_new = s[2] == '0' || s[2] == 'm';
	bool is_understood = look_take(&f->wanted, s, n);

	if (is_understood && !f->is_opaque)
		return;
	look_tell(f, out);
	f->is_opaque = !is_understood || !is_new;
	f->knows_look = !f->is_opaque;
	f->told = f->wanted;
	bytes_add(out, s, n);
}

/* Of CSI y ; x H, CSI y d; what isn't said is 1. */
static void place_read(const char *s, int *y, int *x)
{
	char *end;
	long row = strtol(s + 2, &end, 10);
	long column = *end == ';' ? strtol(end + 1, NULL, 10) : 1;

	*y = row > 0 ? (int)row : 1;
	*x = column > 0 ? (int)column : 1;
}

/* To that column. */
static void column_add(struct bytes *out, int x)
{
	if (x == 1) {
		bytes_add_char(out, '\r');
		return;
	}
	bytes_add_str(out, "\033[");
	bytes_add_number(out, (size_t)x);
	bytes_add_char(out, 'G');
}

/* CSI y ; x H, or CSI y d: as it is, or by steps from where the cursor is. */
static void place_pass(struct frame *f, struct bytes *out, const char *s,
		       size_t n)
{
	bool is_row = s[n - 1] == 'd';
	size_t before = out->len;
	int y, x;

	place_read(s, &y, &x);
	bool scrolls = f->scrolling.stay &&
		       frame_lines_between(&f->scrolling, f->row, y);
	/* a terminal may take a line feed for more than that */
	bool is_sure = f->steps && f->row > 0 && !scrolls &&
		       (!is_row || f->is_first_column);
	int down = is_sure ? y - f->row : -1;
	for (int i = 0; i < down && out->len - before < n; i++)
		bytes_add_char(out, '\n');
	if (!is_row)
		column_add(out, x);
	if (down < 0 || out->len - before >= n) {
		out->len = before;
		bytes_add(out, s, n);
	}
	f->row = y;
	f->is_first_column = is_row ? f->is_first_column : x == 1;
}

/* CSI top ; bottom r. */
static void lines_pass(struct frame *f, struct bytes *out, const char *s,
		       size_t n)
{
	if (!frame_lines_pass(&f->scrolling, out, s, n, f->height))
		return;
	f->row = 0;
	f->is_first_column = false;
}

/* Where a sequence leaves the cursor that isn't understood so far as that. */
static void place_forget(struct frame *f, char final)
{
	if (!strchr("CDG", final))
		f->row = 0;
	f->is_first_column = false;
}

static void sequence_pass(struct frame *f, struct bytes *out, const char *s,
			  size_t n)
{
	char final = s[n - 1];
	bool is_csi = n > 2 && s[1] == '[';

	if (is_csi && final == 'm') {
		look_pass(f, out, s, n);
		return;
	}
	if (n == 3 && s[1] == '(') {
		bool is_base = final == 'B';

		if (is_base && f->knows_charset)
			return;
		f->knows_charset = is_base;
	} else if (is_csi && strchr("Hdf", final)) {
		place_pass(f, out, s, n);
		return;
	} else if (is_csi && final == 'r') {
		lines_pass(f, out, s, n);
		return;
	} else if (is_csi && shows_blanks(final)) {
		blank_tell(f, out);
		if (strchr("LMST", final))
			place_forget(f, final);
	} else {
		if (!is_csi || !shows_nothing(final))
			look_tell(f, out);
		place_forget(f, final);
	}
	bytes_add(out, s, n);
}

/* The shift to the other character set and back, and what moves the cursor. */
static void character_pass(struct frame *f, struct bytes *out, char c)
{
	if (c == SI && f->knows_shift)
		return;
	if (c == SI || c == SO)
		f->knows_shift = c == SI;
	/* The last line may scroll, and a blank one come; where lines are
	   named ncurses goes down for nothing else. */
	if (c == '\n') {
		blank_tell(f, out);
		f->row = f->scrolling.are_named ? f->scrolling.bottom : 0;
	}
	if (c == '\r')
		f->is_first_column = true;
	else if (c == '\b' || c == '\t')
		f->is_first_column = false;
	bytes_add_char(out, c);
}

/* Bytes of the sequence or control character that are done. */
static size_t control_pass(struct frame *f, struct bytes *out, const char *s,
			   size_t n)
{
	size_t len = sequence_len(s, n);
	size_t known = 0;

	if (f->scrolling.stay)
		known = frame_lines_meet(&f->scrolling, out, s, n, len);
	if (known)
		return known;
	if (*s == ESC)
		sequence_pass(f, out, s, len);
	else
		character_pass(f, out, *s);
	return len;
}

/* Bytes of what is worth repeating at s: of a blank, or of the character of a
   rule or a bar, U+2500 to U+25BF. */
static size_t repeated_bytes(const char *s, size_t n)
{
	if (*s == ' ')
		return 1;
	return n >= 3 && s[0] == '\xE2' && s[1] >= '\x94' && s[1] <= '\x96' ? 3
									    : 0;
}

/* How often it stands there. */
static size_t run_count(const char *s, size_t n, size_t bytes)
{
	size_t count = 1;

	while (n >= bytes * (count + 1) && !memcmp(s, s + bytes * count, bytes))
		count++;
	return count;
}

/* Is that longer than to say it? CSI n b. */
static bool is_long_run(size_t count, size_t bytes)
{
	return (count - 1) * bytes > (count > 10 ? 5 : 4);
}

/* Of a text that looks the same up to its end, or to what may be a rule. */
static size_t text_len(const char *s, size_t n)
{
	static const char blanks[] = "      ";
	enum { MANY = sizeof blanks - 1 };
	size_t len = 1;

	while (len < n && (unsigned char)s[len] >= ' ' && s[len] != '\xE2' &&
	       (n - len < MANY || memcmp(s + len, blanks, MANY) != 0))
		len++;
	return len;
}

/* Bytes of the text that are done. */
static size_t text_pass(struct frame *f, struct bytes *out, const char *s,
			size_t n)
{
	size_t bytes = f->repeats ? repeated_bytes(s, n) : 0;
	size_t count = bytes ? run_count(s, n, bytes) : 1, len = 1;

	f->is_first_column = false;
	if (*s == ' ') {
		blank_tell(f, out);
	} else {
		look_tell(f, out);
		len = text_len(s, n);
	}
	if (!is_long_run(count, bytes)) {
		bytes_add(out, s, len);
		return len;
	}
	bytes_add(out, s, bytes);
	bytes_add_str(out, "\033[");
	bytes_add_number(out, count - 1);
	bytes_add_char(out, 'b');
	return bytes * count;
}

void frame_squeeze(struct frame *f, struct bytes *out, const char *s, size_t n)
{
	bool is_empty = n == 0;

	/* others may have written meanwhile */
	f->row = 0;
	f->is_first_column = false;
	if (!f->scrolling.may_stay)
		frame_lines_settle(&f->scrolling, out);
	while (n > 0) {
		size_t len = (unsigned char)*s < ' '
				     ? control_pass(f, out, s, n)
				     : text_pass(f, out, s, n);

		s += len;
		n -= len;
	}
	/* The next frame, maybe a letter, finds it as ncurses has left it. */
	if (!is_empty)
		look_tell(f, out);
}
