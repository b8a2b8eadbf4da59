/* Single characters: as UTF-8, and what kind they are. */
#include <config.h>
#include "core/text.h"

#include <string.h>
#include <wctype.h>
#include "core/sixteen.h"

static size_t decode_2(const unsigned char *u, uint32_t *code)
{
	if (u[0] < 0xC2 || (u[1] & 0xC0) != 0x80)
		return 0;
	*code = (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
	return 2;
}

static size_t decode_3(const unsigned char *u, uint32_t *code)
{
	uint32_t c =
		(u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);

	if ((u[1] & 0xC0) != 0x80 || (u[2] & 0xC0) != 0x80 || c < 0x800 ||
	    (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*code = c;
	return 3;
}

static size_t decode_4(const unsigned char *u, uint32_t *code)
{
	uint32_t c = (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 |
		     (u[2] & 0x3Fu) << 6 | (u[3] & 0x3Fu);

	if ((u[1] & 0xC0) != 0x80 || (u[2] & 0xC0) != 0x80 ||
	    (u[3] & 0xC0) != 0x80 || c < 0x10000 || c > 0x10FFFF)
		return 0;
	*code = c;
	return 4;
}

size_t text_decode(const char *s, size_t n, uint32_t *code)
{
	const unsigned char *u = (const unsigned char *)s;

	if (!n)
		return 0;
	if (u[0] < 0x80) {
		*code = u[0];
		return 1;
	}
	if (u[0] < 0xE0)
		return n < 2 ? 0 : decode_2(u, code);
	if (u[0] < 0xF0)
		return n < 3 ? 0 : decode_3(u, code);
	return u[0] > 0xF4 || n < 4 ? 0 : decode_4(u, code);
}

size_t text_encode(uint32_t code, char out[4])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = 0xFFFD;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

typedef int8_t signed_sixteen __attribute__((vector_size(SIXTEEN)));

/*
 * Of sixteen bytes, those that are neither ASCII nor part of a character of
 * three bytes that none of its bytes can make wrong; the last one may be cut.
 * The two bytes before are read, which are no character of two.
 */
static inline sixteen unusual(const char *s)
{
	sixteen block = sixteen_at(s);
	sixteen before = sixteen_at(s - 1), second = sixteen_at(s - 2);
	sixteen follows = (sixteen)((signed_sixteen)block < -64);
	sixteen must_not = (sixteen)((before < 0xC0) & (second < 0xC0));
	/* C0 to DF and F0 to FF: now -128 to -81 */
	signed_sixteen other = (signed_sixteen)((block ^ 0xE0) + 0x70);

	return (sixteen)((follows == must_not) | (other < -80) |
			 (block == 0xE0) | (block == 0xED));
}

/* So many bytes are told at once: most texts have nothing else. */
enum { USUAL_BYTES = 4 * SIXTEEN };

static inline bool are_usual(const char *s)
{
	return !sixteen_any(unusual(s) | unusual(s + SIXTEEN) |
			    unusual(s + 2 * SIXTEEN) |
			    unusual(s + 3 * SIXTEEN));
}

static inline sixteen low(const char *s)
{
	return (sixteen)(sixteen_at(s) < ' ');
}

static inline sixteen control(const char *s)
{
	sixteen block = sixteen_at(s);

	return (sixteen)((block < ' ') & (block != '\t') & (block != '\n') &
			 (block != '\r'));
}

/* Controls that are none of a text's. */
static inline bool has_control(const char *s)
{
	const char *b = s + SIXTEEN, *c = b + SIXTEEN, *d = c + SIXTEEN;

	return sixteen_any(low(s) | low(b) | low(c) | low(d)) &&
	       sixteen_any(control(s) | control(b) | control(c) | control(d));
}

/* Where usual bytes end in front of a character that is not cut. */
static inline size_t usual_end(const char *s, size_t i, size_t n, bool controls)
{
	size_t at = i;

	while (n - at >= USUAL_BYTES && are_usual(s + at) &&
	       (controls || !has_control(s + at)))
		at += USUAL_BYTES;
	while (n - at >= SIXTEEN && !sixteen_any(unusual(s + at)) &&
	       (controls || !sixteen_any(control(s + at))))
		at += SIXTEEN;
	if (at == i)
		return i;
	if ((unsigned char)s[at - 1] > 0xE0)
		return at - 1;
	return (unsigned char)s[at - 2] > 0xE0 ? at - 2 : at;
}

size_t text_valid(const char *s, size_t n)
{
	size_t i = 0, len;
	uint32_t code;

	while (i < n && (len = text_decode(s + i, n - i, &code))) {
		i += len;
		if (i >= 2 && len != 2)
			i = usual_end(s, i, n, true);
	}
	return i;
}

/* Between blanks, where nothing stands before it, and a character that is cut
   isn't one. */
enum { SHORT_BYTES = 8 * SIXTEEN - 1 };

/* Of those of ASCII and usual characters; false for others as well. */
static bool short_is_clean(const char *s, size_t n)
{
	char between[2 + SHORT_BYTES + SIXTEEN];
	sixteen wrong = { 0 };

	memset(between, ' ', 2);
	memcpy(between + 2, s, n);
	memset(between + 2 + n, ' ', SIXTEEN);
	for (size_t i = 0; i <= n; i += SIXTEEN)
		wrong |= unusual(between + 2 + i) | low(between + 2 + i);
	return !sixteen_any(wrong);
}

bool text_is_clean(const char *s, size_t n)
{
	size_t i = 0, len;
	uint32_t code;

	if (n <= SHORT_BYTES && short_is_clean(s, n))
		return true;
	while (i < n && (len = text_decode(s + i, n - i, &code))) {
		if (code < ' ' && code != '\t' && code != '\n' && code != '\r')
			return false;
		i += len;
		if (i >= 2 && len != 2)
			i = usual_end(s, i, n, false);
	}
	return i == n;
}

/* ---- blanks and letters ---- */

bool text_ends(const char *s, const char *end)
{
	size_t n = strlen(s), n_end = strlen(end);

	return n >= n_end && !strcmp(s + n - n_end, end);
}

bool text_is_blanks(const char *s)
{
	uint32_t code;
	size_t len;

	for (; *s; s += len) {
		len = text_decode(s, strnlen(s, 4), &code);
		if (!len || !text_is_space(code))
			return false;
	}
	return true;
}

void text_trim(const char **s, size_t *n)
{
	uint32_t code;
	size_t len;

	while (*n && text_blank_begins(**s) &&
	       (len = text_decode(*s, *n, &code)) && text_is_space(code)) {
		*s += len;
		*n -= len;
	}
	while (*n && text_blank_ends((*s)[*n - 1])) {
		len = 1;
		while (len < 3 && len < *n && ((*s)[*n - len] & 0xC0) == 0x80)
			len++;
		if (!text_blank_begins((*s)[*n - len]) ||
		    text_decode(*s + *n - len, len, &code) != len ||
		    !text_is_space(code))
			break;
		*n -= len;
	}
}

bool text_is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 ||
	       code == 0x3000;
}

bool text_is_han(uint32_t code)
{
	return (code >= 0x4E00 && code <= 0x9FFF) ||
	       (code >= 0x3400 && code <= 0x4DBF) || code == 0x3005 ||
	       code == 0x3007 || (code >= 0xF900 && code <= 0xFAFF) ||
	       (code >= 0x20000 && code <= 0x323AF);
}

bool text_is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	return text_is_han(code) ||
	       (iswalpha((wint_t)code) && !text_is_digit(code));
}

bool text_is_digit(uint32_t code)
{
	return (code >= '0' && code <= '9') ||
	       (code >= 0xFF10 && code <= 0xFF19);
}
