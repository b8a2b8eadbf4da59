/*
 * text_plain: signs that show as they are, which most texts have nothing else
 * of.
 */
#ifndef CORE_TEXT_PLAIN_H
#define CORE_TEXT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* A byte behind the first one of its sign. */
static inline bool text_byte_follows(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The bytes of a sign that is a cluster of its own unless something behind it
   joins it, and joins nothing itself: ASCII, Han characters, the punctuation of
   Chinese texts. 0 for any other. */
static inline size_t text_plain_sign(const char *s, size_t n)
{
	unsigned char u = n > 0 ? (unsigned char)s[0] : 0;
	unsigned char v = n > 1 ? (unsigned char)s[1] : 0;
	unsigned char w = n > 2 ? (unsigned char)s[2] : 0;

	if (u < 0x80)
		return u >= ' ' && u != 0x7F ? 1 : 0;
	if ((v & 0xC0) != 0x80 || (w & 0xC0) != 0x80)
		return 0;
	if (u >= 0xE4 && u <= 0xE9) /* U+4000..U+9FFF */
		return 3;
	if (u == 0xE3 && v == 0x80 && w < 0xAA) /* U+3000..U+3029 */
		return 3;
	if (u == 0xE2 && v == 0x80 && w >= 0x90 && w < 0xA8) /* U+2010.. */
		return 3;
	return u == 0xEF && v == 0xBC && w > 0x80 ? 3 : 0; /* U+FF01.. */
}

/* Bytes of signs that show as they are. Before anything else the last of them
   is left out, for that may belong to it. */
size_t text_plain_run(const char *s, size_t n);

#endif
