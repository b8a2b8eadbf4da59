#include <config.h>
#include "tests/e2e/escapes.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool refuse(struct escapes *e)
{
	size_t len = 0;

	for (size_t i = 0; i < e->n && len + 4 < sizeof e->fault; i++)
		len += (size_t)snprintf(e->fault + len, sizeof e->fault - len,
					"%02X ", e->held[i]);
	return false;
}

/* ---- characters ---- */

static size_t length_of(unsigned char first)
{
	return first < 0x80    ? 1
	       : first < 0xC2  ? 0
	       : first < 0xE0  ? 2
	       : first < 0xF0  ? 3
	       : first <= 0xF4 ? 4
			       : 0;
}

static bool code_is_harmless(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} harmful[] = {
		{ 0x00, 0x1F },	      { 0x7F, 0x9F },
		{ 0xAD, 0xAD },	      { 0x034F, 0x034F },
		{ 0x061C, 0x061C },   { 0x115F, 0x1160 },
		{ 0x180B, 0x180F },   { 0x200B, 0x200F },
		{ 0x2028, 0x202E },   { 0x2060, 0x206F },
		{ 0x3164, 0x3164 },   { 0xD800, 0xDFFF },
		{ 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },
		{ 0xFFF9, 0xFFFB },   { 0xFFFE, 0xFFFF },
		{ 0x1FFFE, 0x1FFFF }, { 0x1D173, 0x1D17A },
		{ 0xE0000, 0xE00FF }, { 0x110000, UINT32_MAX },
	};

	for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++)
		if (c >= harmful[i].first && c <= harmful[i].last)
			return false;
	return true;
}

static bool character_end(struct escapes *e)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = length_of(e->held[0]);
	uint32_t code = n > 1 ? e->held[0] & (0xFFu >> (n + 1)) : e->held[0];

	if (n == 0)
		return refuse(e);
	if (e->n < n)
		return true;
	for (size_t i = 1; i < n; i++) {
		if ((e->held[i] & 0xC0) != 0x80)
			return refuse(e);
		code = code << 6 | (e->held[i] & 0x3F);
	}
	bool is_mark = e->is_file && e->n_bytes == 2 && code == 0xFEFF;
	if (code < least[n] || (!code_is_harmless(code) && !is_mark))
		return refuse(e);
	e->n = 0;
	return true;
}

/* ---- sequences ---- */

/* Frames are held back only where the terminal has said that it can; what a
   frame may begin that never ended is let go by all. */
static bool hold(struct escapes *e, bool on)
{
	e->n_held += on;
	e->is_held_back = on;
	return !on || e->is_modern;
}

/* Modes that may be set and reset. */
static bool mode_change(struct escapes *e, const char *mode, bool on)
{
	if (!strcmp(mode, "?1049") || !strcmp(mode, "?47"))
		e->is_alternate = on;
	else if (!strcmp(mode, "?25"))
		e->is_cursor_hidden = !on;
	else if (!strcmp(mode, "?2004"))
		e->takes_paste = on;
	else if (!strcmp(mode, "?7"))
		e->is_unwrapped = !on;
	else if (!strcmp(mode, "?1000"))
		e->takes_mouse = on;
	else if (!strcmp(mode, "?1006"))
		;
	else if (!strcmp(mode, "?2026"))
		return hold(e, on);
	else
		return !strcmp(mode, "?12;25")
			       ? (e->is_cursor_hidden = !on, true)
			       : !strcmp(mode, "?12") || !strcmp(mode, "4") ||
					 !strcmp(mode, "34");
	return true;
}

/* What a terminal is asked, each once but the last, in which row where that
   matters, and what one answers, or another one that has synchronized output
   and REP, is light, or is wide. */
static const struct {
	int row;
	const char *question, *answer, *answer_other;
	size_t other; /* where struct escapes says that it is the other one */
} questions[] = {
	{ 0, "[?2026$p", "\033[?2026;0$y", "\033[?2026;2$y",
	  offsetof(struct escapes, is_modern) },
	{ 0, "]11;?\033\\", "\033]11;rgb:0000/0000/0000\033\\",
	  "\033]11;rgb:ffff/ffff/ffff\033\\",
	  offsetof(struct escapes, is_light) },
	{ 2, "[6n", "\033[2;2R", "\033[2;3R",
	  offsetof(struct escapes, is_wide) },
	{ 3, "[6n", "\033[3;2R", "\033[3;5R",
	  offsetof(struct escapes, is_modern) },
	{ 0, "[c", "\033[?62;22c", "\033[?62;22c", 0 },
};

static bool question_end(struct escapes *e)
{
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		const char *question = questions[i].question;

		if (e->n - 1 != strlen(question) ||
		    memcmp(e->held + 1, question, e->n - 1) != 0 ||
		    (questions[i].row && questions[i].row != e->row))
			continue;
		if (e->asked & 1u << i && question[1] != 'c')
			return refuse(e);
		e->asked |= 1u << i;
		strcat(e->answers, *((const bool *)e + questions[i].other)
					   ? questions[i].answer_other
					   : questions[i].answer);
		return true;
	}
	return refuse(e);
}

/* ESC [ parameters letter: moving, erasing, attributes, and the modes above. */
static bool csi_end(struct escapes *e)
{
	char parameters[ESCAPES_BYTES] = "";
	char last = (char)e->held[e->n - 1];

	memcpy(parameters, e->held + 2, e->n - 3);
	e->n_sequences++;
	if (last == 'H') {
		e->row = 1;
		sscanf(parameters, "%d", &e->row);
	}
	/* the shape of the Linux console's cursor */
	if (last == 'c' &&
	    (!strcmp(parameters, "?0") || !strcmp(parameters, "?1")))
		return true;
	if (last == 'c' || last == 'n' || last == 'p')
		return question_end(e);
	if (last == 'h' || last == 'l')
		return mode_change(e, parameters, last == 'h') || refuse(e);
	if (last == 't') /* the window's title is put away and fetched back */
		return !strcmp(parameters, "22;0;0") ||
		       !strcmp(parameters, "23;0;0") || refuse(e);
	if (parameters[0] == '?' || !strchr("ABCDGHIJKLMPSTXZ@bdfmr", last))
		return refuse(e);
	return true;
}

/* ESC ] 52 ; c ; base64 BEL: what was copied, and nothing asked back. */
static bool osc_end(struct escapes *e)
{
	static const char begin[] = "\033]52;c;";
	const size_t n = sizeof begin - 1;
	unsigned char c = e->held[e->n - 1];

	if (e->n <= n) {
		e->n_copied = 0;
		return (e->may_copy && c == (unsigned char)begin[e->n - 1]) ||
		       refuse(e);
	}
	e->n = c == '\a' ? 0 : n;
	if (c == '\a')
		c = '\0';
	else if (c >= 0x80 || (!isalnum(c) && !strchr("+/=", c)))
		return refuse(e);
	if (e->n_copied < sizeof e->copied)
		e->copied[e->n_copied++] = (char)c;
	return true;
}

/* OSC 11, up to ESC \. */
static bool osc_question_end(struct escapes *e)
{
	if (e->n < 4 || e->held[e->n - 1] != '\\' || e->held[e->n - 2] != 033)
		return true;
	e->n_sequences++;
	if (!question_end(e))
		return false;
	e->n = 0;
	return true;
}

static bool sequence_end(struct escapes *e)
{
	unsigned char c = e->held[e->n - 1];

	if (e->n == 1)
		return true;
	if (e->held[1] == ']')
		return e->n == 2 ||
		       (e->held[2] == '1' ? osc_question_end(e) : osc_end(e));
	if (e->n == 2) {
		if (c == '[' || c == '(')
			return true;
		if (!strchr("78=>DM", c) || c == '\0')
			return refuse(e);
	} else if (e->held[1] == '(') {
		if (c != 'B' && c != '0')
			return refuse(e);
	} else if (c >= 0x40 && c < 0x7F) {
		if (!csi_end(e))
			return false;
	} else {
		return strchr("0123456789;?$", c) && c != '\0' ? true
							       : refuse(e);
	}
	e->n = 0;
	return true;
}

static bool control_end(struct escapes *e)
{
	unsigned char c = e->held[0];

	/* CAN: a sequence that was cut off by the end; SI: back to the usual
	   characters, as older terminals have it */
	if (c != '\r' && c != '\n' && (e->is_lines || !strchr("\b\030\017", c)))
		return refuse(e);
	e->n = 0;
	return true;
}

static bool byte_feed(struct escapes *e, unsigned char byte)
{
	/* CAN ends what was cut off by the end. */
	if (byte == 030 && e->n > 0 && e->held[0] >= 033 && !e->is_lines)
		e->n = 0;
	if (e->n == sizeof e->held)
		return refuse(e);
	e->held[e->n++] = byte;
	if (e->held[0] == 033)
		return e->is_lines ? refuse(e) : sequence_end(e);
	return e->held[0] < 0x20 ? control_end(e) : character_end(e);
}

bool escapes_feed(struct escapes *e, const char *s, size_t n)
{
	for (size_t i = 0; i < n && !*e->fault; i++)
		if (byte_feed(e, (unsigned char)s[i]))
			e->n_bytes++;
	return !*e->fault;
}

size_t escapes_answer(struct escapes *e, char to[ESCAPES_ANSWERS])
{
	size_t n = strlen(e->answers);

	memcpy(to, e->answers, n + 1);
	*e->answers = '\0';
	return n;
}

bool escapes_given_back(const struct escapes *e)
{
	return !e->is_alternate && !e->is_cursor_hidden && !e->takes_paste &&
	       !e->takes_mouse && !e->is_unwrapped && !e->is_held_back;
}
