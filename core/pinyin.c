#include <config.h>
#include "core/pinyin.h"

#include <stdlib.h>
#include <string.h>
#include "core/encoding.h"
#include "core/memory.h"
#include "core/text.h"

/* The first character of each letter in GB 2312's first level; no sound begins
   with i, u or v. */
static const struct {
	char letter;
	uint16_t first;
} ranges[] = {
	{ 'a', 0xB0A1 }, { 'b', 0xB0C5 }, { 'c', 0xB2C1 }, { 'd', 0xB4EE },
	{ 'e', 0xB6EA }, { 'f', 0xB7A2 }, { 'g', 0xB8C1 }, { 'h', 0xB9FE },
	{ 'j', 0xBBF7 }, { 'k', 0xBFA6 }, { 'l', 0xC0AC }, { 'm', 0xC2E8 },
	{ 'n', 0xC4C3 }, { 'o', 0xC5B6 }, { 'p', 0xC5BE }, { 'q', 0xC6DA },
	{ 'r', 0xC8BB }, { 's', 0xC8F6 }, { 't', 0xCBFA }, { 'w', 0xCDDA },
	{ 'x', 0xCEF4 }, { 'y', 0xD1B9 }, { 'z', 0xD4D1 },
};

enum {
	FIRST_ROW = 0xB0,
	FIRST_CELL = 0xA1,
	LAST_CELL = 0xFE,
	LAST = 0xD7F9,
	HAN_FIRST = 0x4E00,
	HAN_LAST = 0x9FFF,
};

/* Second sounds of common characters (重 of 重做, 行 of 银行), and the rarer
   characters that definitions and our own messages have: the letter, and the
   characters that may begin with it. */
static const char *const more[] = {
	"c辍重种曾盛", "d石提",	  "h行",   "j给系校车强圈", "k会", "l浏",
	"p便辟",       "s参单折", "t调弹", "x降省",	    "y乐", "z长传朝藏",
};

struct pinyin {
	char letters[HAN_LAST - HAN_FIRST + 1]; /* '\0': none */
};

/* All of the first level, one behind the other. */
static void common_print(struct bytes *out)
{
	for (unsigned row = FIRST_ROW; row <= LAST >> 8; row++)
		for (unsigned cell = FIRST_CELL; cell <= LAST_CELL; cell++) {
			if ((row << 8 | cell) > LAST)
				return;
			bytes_add_char(out, (char)row);
			bytes_add_char(out, (char)cell);
		}
}

/* The range that a code of GB 2312 lies in. */
static char letter_of(const char *gb)
{
	unsigned code =
		(unsigned)(unsigned char)gb[0] << 8 | (unsigned char)gb[1];
	size_t i = sizeof ranges / sizeof *ranges;

	while (i > 1 && ranges[i - 1].first > code)
		i--;
	return ranges[i - 1].letter;
}

struct pinyin *pinyin_new(void)
{
	struct pinyin *p = memory_alloc(sizeof *p);
	struct bytes gb = BYTES_INIT, utf8 = BYTES_INIT;
	size_t at = 0, len;
	uint32_t code;

	common_print(&gb);
	encoding_decode(ENCODING_GBK, gb.data, gb.len, &utf8);
	for (size_t i = 0; at < utf8.len; i += 2, at += len) {
		len = text_decode(utf8.data + at, utf8.len - at, &code);
		if (!len)
			break;
		if (code >= HAN_FIRST && code <= HAN_LAST)
			p->letters[code - HAN_FIRST] = letter_of(gb.data + i);
	}
	bytes_release(&gb);
	bytes_release(&utf8);
	return p;
}

void pinyin_free(struct pinyin *p)
{
	free(p);
}

static uint32_t bit_of(char letter)
{
	return letter ? 1u << (letter - 'a') : 0;
}

uint32_t pinyin_letters(const struct pinyin *p, uint32_t code)
{
	uint32_t letters = 0;
	char utf8[5] = "";

	if (code < HAN_FIRST || code > HAN_LAST)
		return 0;
	letters = bit_of(p->letters[code - HAN_FIRST]);
	text_encode(code, utf8);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (strstr(more[i] + 1, utf8))
			letters |= bit_of(more[i][0]);
	return letters;
}
