#include <config.h>

#include "core/text.h"

#include <string.h>
#include "core/memory.h"
#include "core/sixteen.h"

/* Begins where Unicode ends: a byte that is not UTF-8 stands for itself. */
#define BROKEN_BYTE 0x110000u

static bool code_is_nothing(uint32_t code)
{
	return code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
	       (code >= 0xFE00 && code <= 0xFE0F);
}

static bool code_is_dropped(uint32_t code, unsigned folding)
{
	if (folding & FOLD_BLANKS && text_is_space(code))
		return true;
	if (folding & FOLD_LETTERS && code < BROKEN_BYTE &&
	    !text_is_letter(code) && !text_is_digit(code))
		return true;
	return code_is_nothing(code);
}

static uint32_t code_fold(uint32_t code, unsigned folding)
{
	if (code >= 0xFF01 && code <= 0xFF5E)
		code -= 0xFEE0;
	else if (text_is_space(code))
		code = ' ';
	if (folding & FOLD_CASE && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	return code;
}

/* Most are: neither dropped nor folded. */
static bool code_is_kept(uint32_t code, unsigned folding)
{
	if (code < 0x80)
		return code > ' ' && !(folding & (FOLD_LETTERS | FOLD_CASE));
	return code >= 0x4E00 && code <= 0x9FFF;
}

/* Takes the next code point that counts off the text; false at the end. */
static bool fold_next(const char **s, size_t *n, unsigned folding,
		      uint32_t *code)
{
	while (*n) {
		size_t len = text_decode(*s, *n, code);

		if (!len) {
			*code = BROKEN_BYTE + (unsigned char)**s;
			len = 1;
		}
		*s += len;
		*n -= len;
		if (code_is_kept(*code, folding))
			return true;
		if (!code_is_dropped(*code, folding)) {
			*code = code_fold(*code, folding);
			return true;
		}
	}
	return false;
}

/* U+4E00..U+9FFF, if two bytes follow. */
static bool begins_han(const unsigned char *u)
{
	return (u[0] >= 0xE5 && u[0] <= 0xE9) || (u[0] == 0xE4 && u[1] >= 0xB8);
}

/* Bytes of Han characters that no folding changes. */
static size_t han_run(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t i = 0;

	while (n - i >= 3 && begins_han(u + i) && (u[i + 1] & 0xC0) == 0x80 &&
	       (u[i + 2] & 0xC0) == 0x80)
		i += 3;
	return i;
}

void text_fold(struct bytes *out, const char *s, size_t n, unsigned folding)
{
	size_t run = han_run(s, n);
	uint32_t code;
	char utf8[4];

	if (run > 0)
		bytes_add(out, s, run);
	s += run;
	n -= run;
	while (fold_next(&s, &n, folding, &code)) {
		if (code < 0x80)
			bytes_add_char(out, (char)code);
		else if (code >= BROKEN_BYTE)
			bytes_add_char(out, (char)(code - BROKEN_BYTE));
		else
			bytes_add(out, utf8, text_encode(code, utf8));
		run = han_run(s, n);
		if (run > 0)
			bytes_add(out, s, run);
		s += run;
		n -= run;
	}
}

size_t *text_fold_map(struct bytes *out, const char *s, size_t n,
		      unsigned folding)
{
	/* folding never makes a character longer */
	size_t *map = memory_array(n + 1, sizeof *map), start = out->len;
	uint32_t code;

	for (size_t at = 0, len; at < n; at += len) {
		size_t before = out->len - start;

		len = text_decode(s + at, n - at, &code);
		len += len == 0;
		text_fold(out, s + at, len, folding);
		for (size_t i = before; i < out->len - start; i++)
			map[i] = at;
	}
	map[out->len - start] = n;
	return map;
}

/* ≥ and its like, U+2240..U+227F; dashes, quotes and …, U+2010..U+2027. */
static bool sign_stays(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	return n >= 3 &&
	       (u[1] == 0x89 || (u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0xA7));
}

/* One that begins with such a byte. */
static bool stays(const char *s, size_t n)
{
	static const char ideographic_space[] = "　";

	switch ((unsigned char)*s) {
	case 0xE2: /* zero-width, spaces */
		return sign_stays(s, n);
	case 0xE3:
		return n < 3 || memcmp(s, ideographic_space, 3);
	default: /* NBSP, soft hyphen; full-width, BOM */
		return false;
	}
}

/* What begins within such a block at s, n follow from its first one on. */
static inline bool block_stays(sixteen block, const char *s, size_t n)
{
	sixteen found = (sixteen)((block == 0xC2) | (block == 0xE2) |
				  (block == 0xE3) | (block == 0xEF));
	uint64_t mask;

	if (!sixteen_any(found))
		return true;
	for (mask = sixteen_mask(found); mask;) {
		size_t at = sixteen_take(&mask);

		if (!stays(s + at, n - at))
			return false;
	}
	return true;
}

bool text_folds_to_itself(const char *s, size_t n)
{
	if (n < SIXTEEN)
		return block_stays(sixteen_part(s, n), s, n);
	for (; n > SIXTEEN; s += SIXTEEN, n -= SIXTEEN)
		if (!block_stays(sixteen_at(s), s, n))
			return false;
	s -= SIXTEEN - n;
	return block_stays(sixteen_at(s), s, SIXTEEN);
}

static bool ascii_is_sign(unsigned char c)
{
	return c < 0x80 && !(c >= '0' && c <= '9') &&
	       !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Signs that most texts begin with: those of ASCII, ≥ and its like,
   U+2240..U+227F. */
static void skip_signs(const char **s, size_t *n)
{
	while (*n >= 3) {
		const unsigned char *u = (const unsigned char *)*s;
		bool is_like_at_least =
			u[0] == 0xE2 && u[1] == 0x89 && (u[2] & 0xC0) == 0x80;
		size_t len = is_like_at_least ? 3 : 1;

		if (!is_like_at_least && !ascii_is_sign(u[0]))
			break;
		*s += len;
		*n -= len;
	}
}

uint32_t text_letter_next(const char **s, size_t *n)
{
	const unsigned char *u;
	uint32_t code;

	skip_signs(s, n);
	u = (const unsigned char *)*s;
	/* what most texts go on with: a letter or digit of ASCII or
	   U+5000..U+9FFF */
	if (*n > 0 && u[0] < 0x80 && !ascii_is_sign(u[0])) {
		++*s;
		--*n;
		return u[0];
	}
	if (*n >= 3 && u[0] >= 0xE5 && u[0] <= 0xE9 && (u[1] & 0xC0) == 0x80 &&
	    (u[2] & 0xC0) == 0x80) {
		*s += 3;
		*n -= 3;
		return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 |
		       (u[2] & 0x3Fu);
	}
	return fold_next(s, n, FOLD_LETTERS | FOLD_WIDTH, &code) ? code : 0;
}

uint32_t text_first_letter(const char *s, size_t n)
{
	return text_letter_next(&s, &n);
}

bool text_fold_equal(const char *a, const char *b, unsigned folding)
{
	size_t n_a = strlen(a), n_b = strlen(b);
	uint32_t code_a, code_b;

	for (;;) {
		bool more = fold_next(&a, &n_a, folding, &code_a);

		if (more != fold_next(&b, &n_b, folding, &code_b))
			return false;
		if (!more)
			return true;
		if (code_a != code_b)
			return false;
	}
}
