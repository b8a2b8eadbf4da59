#include <config.h>

#include "core/text_breaks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "core/library.h"
#include "core/memory.h"
#include "core/text.h"

/* Loaded with the first text that is longer than its line: no first screen has
   to wait for the tables of all of Unicode. */
#define FUNCTIONS(X) X(u8_possible_linebreaks)
LIBRARY(FUNCTIONS, UNISTRING_FILE)

enum {
	WINDOW = 512, /* looked at in one go, bytes */
	MARGIN = 64,  /* at its end, not trusted: what follows isn't seen */
};

bool text_breaks_afresh(const char *s, size_t n, size_t i)
{
	return i < n && text_begins_han(s[i]);
}

static bool is_one_of(uint32_t code, const uint32_t *set)
{
	while (*set && *set != code)
		set++;
	return *set;
}

/* Closing marks, what joins two others, and what belongs to a number. */
static bool begins_no_line(uint32_t code)
{
	static const uint32_t set[] = {
		'!',	'%',	')',	',',	'.',	'/',	':',	';',
		'?',	']',	'}',	0xB7,	0x2013, 0x2019, 0x201D, 0x2022,
		0x2026, 0x2027, 0x2030, 0x2032, 0x2033, 0x203A, 0x2103, 0x3001,
		0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
		0x3017, 0x3019, 0x301B, 0x301C, 0x301E, 0x301F, 0x30FB, 0xFE5A,
		0xFE5C, 0xFE5E, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF0F,
		0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E, 0xFF60, 0xFF61,
		0xFF63, 0xFF64, 0xFF65, 0,
	};

	return is_one_of(code, set);
}

static bool ends_no_line(uint32_t code)
{
	static const uint32_t set[] = {
		'(',	'[',	'{',	0x2018, 0x201C, 0x2039, 0x3008,
		0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018,
		0x301A, 0x301D, 0xFE59, 0xFE5B, 0xFE5D, 0xFF04, 0xFF08,
		0xFF0F, 0xFF3B, 0xFF5B, 0xFF5F, 0xFF62, 0xFFE5, 0,
	};

	return is_one_of(code, set);
}

static bool is_wide(uint32_t code)
{
	return text_is_han(code) || (code >= 0x3001 && code <= 0x30FF) ||
	       (code >= 0xFF01 && code <= 0xFF60);
}

static bool opens_quote(uint32_t code)
{
	return code == 0x2018 || code == 0x201C;
}

static bool closes_quote(uint32_t code)
{
	return code == 0x2019 || code == 0x201D;
}

enum { DASH = 0x2014 };

static uint32_t code_at(const struct text_breaks *b, size_t i)
{
	uint32_t code = 0;

	text_decode(b->s + i, b->end - i, &code);
	return code;
}

static uint32_t code_before(const struct text_breaks *b, size_t i)
{
	size_t at = i - 1;

	while (at > b->start && i - at < 4 && (b->s[at] & 0xC0) == 0x80)
		at--;
	return code_at(b, at);
}

/* A single one joins two numbers or places, two are a dash. */
static bool is_joining_dash(const struct text_breaks *b, size_t i,
			    uint32_t before, uint32_t behind)
{
	size_t len = strlen("—");

	return behind == DASH && before != DASH &&
	       (b->end - i <= len || code_at(b, i + len) != DASH);
}

enum verdict { NO, YES, AS_USUAL };

static enum verdict chinese_verdict(const struct text_breaks *b, size_t i)
{
	uint32_t before = code_before(b, i), behind = code_at(b, i);

	if (begins_no_line(behind) || ends_no_line(before) ||
	    (before == DASH && behind == DASH) ||
	    is_joining_dash(b, i, before, behind))
		return NO;
	if (opens_quote(behind) && (is_wide(before) || closes_quote(before)))
		return YES;
	if (closes_quote(before) && (is_wide(behind) || opens_quote(behind)))
		return YES;
	return AS_USUAL;
}

void text_breaks_init(struct text_breaks *b, const char *s)
{
	*b = (struct text_breaks){ .s = s };
}

void text_breaks_release(struct text_breaks *b)
{
	free(b->known);
	*b = (struct text_breaks){ 0 };
}

void text_breaks_set(struct text_breaks *b, size_t start, size_t end)
{
	b->start = start;
	b->end = end;
	b->from = b->to = 0;
}

/* The last place at or before i from which on nothing before matters. */
static size_t afresh_before(const struct text_breaks *b, size_t i)
{
	while (i > b->start && !text_begins_han(b->s[i]))
		i--;
	return i;
}

static void look(struct text_breaks *b, size_t i)
{
	size_t from = afresh_before(b, i - 1);
	size_t n = 2 * (i - from) + WINDOW;

	if (n > b->end - from)
		n = b->end - from;
	while (from + n < b->end && (b->s[from + n] & 0xC0) == 0x80)
		n++;
	if (n > b->cap) {
		b->cap = n;
		b->known = memory_resize(b->known, n);
	}
	if (load())
		lib.u8_possible_linebreaks((const uint8_t *)b->s + from, n,
					   "UTF-8", b->known);
	else
		memset(b->known, UC_BREAK_PROHIBITED, n);
	b->from = from;
	b->to = from + n < b->end ? from + n - MARGIN : b->end;
}

bool text_breaks_at(struct text_breaks *b, size_t i)
{
	enum verdict verdict;

	if (i >= b->start + 3 && text_begins_han(b->s[i]) &&
	    text_begins_han(b->s[i - 3]))
		return true;
	verdict = chinese_verdict(b, i);
	if (verdict != AS_USUAL)
		return verdict;
	if (i <= b->from || i >= b->to)
		look(b, i);
	return b->known[i - b->from] == UC_BREAK_POSSIBLE;
}
