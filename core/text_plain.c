#include <config.h>

#include "core/text_plain.h"

#include "core/sixteen.h"

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

/* As plain_signs(), to within a sign or two of sixteen bytes; from where whole
   signs end, and at least two bytes stand before. */
static size_t plain_blocks(const char *s, size_t i, size_t n)
{
	while (n - i >= SIXTEEN && are_plain(s + i))
		i += SIXTEEN;
	/* the last ones once more, rather than one by one */
	if (n - i < SIXTEEN && are_plain(s + n - SIXTEEN))
		i = n;
	if (is_lead(s[i - 1]))
		return i - 1;
	return is_lead(s[i - 2]) ? i - 2 : i;
}

/* Where plain signs end, or the first one at `enough` or behind it. */
static size_t plain_signs(const char *s, size_t i, size_t enough, size_t n)
{
	size_t len;

	while (i < enough && (len = text_plain_sign(s + i, n - i)))
		i += len;
	return i;
}

static size_t last_sign(const char *s, size_t i)
{
	do
		i--;
	while (text_byte_follows(s[i]));
	return i;
}

size_t text_plain_run(const char *s, size_t n)
{
	size_t i = 0;

	if (n >= SIXTEEN + 2) {
		i = plain_signs(s, 0, 2, n);
		if (i >= 2)
			i = plain_blocks(s, i, n);
	}
	i = plain_signs(s, i, n, n);
	return i == n || i == 0 ? i : last_sign(s, i);
}
