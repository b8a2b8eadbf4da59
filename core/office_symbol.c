#include <config.h>
#include "core/office_numbering.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"

/* Those that are put into a form. */
static const struct symbol {
	const char *font;
	unsigned char place;
	const char *text;
} symbols[] = {
	{ "Symbol", 0xA3, "≤" },      { "Symbol", 0xB0, "°" },
	{ "Symbol", 0xB1, "±" },      { "Symbol", 0xB3, "≥" },
	{ "Symbol", 0xB4, "×" },      { "Symbol", 0xB7, "·" },
	{ "Symbol", 0xB8, "÷" },      { "Symbol", 0xB9, "≠" },
	{ "Symbol", 0xBB, "≈" },      { "Symbol", 0xD7, "·" },
	{ "Wingdings", 0x6C, "●" },   { "Wingdings", 0x6E, "■" },
	{ "Wingdings", 0x6F, "□" },   { "Wingdings", 0xA1, "○" },
	{ "Wingdings", 0xA8, "□" },   { "Wingdings", 0xFB, "×" },
	{ "Wingdings", 0xFC, "√" },   { "Wingdings", 0xFD, "☒" },
	{ "Wingdings", 0xFE, "☑" },   { "Wingdings 2", 0x4F, "×" },
	{ "Wingdings 2", 0x50, "√" }, { "Wingdings 2", 0x51, "☒" },
	{ "Wingdings 2", 0x52, "☑" }, { "Wingdings 2", 0x53, "☒" },
	{ "Wingdings 2", 0x54, "☒" }, { "Wingdings 2", 0xA3, "□" },
};

/* None of the places that a font gives to its own signs. */
static bool is_character(unsigned long code)
{
	return code > 0xff && (code < 0xe000 || code > 0xf8ff);
}

void office_symbol_add(struct bytes *out, const char *font, const char *place)
{
	unsigned long code = strtoul(place, NULL, 16);
	char utf8[4];

	if (is_character(code) && code <= 0xffff) {
		bytes_add(out, utf8, text_encode((uint32_t)code, utf8));
		return;
	}
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (symbols[i].place == (code & 0xff) &&
		    !strcmp(symbols[i].font, font)) {
			bytes_add_str(out, symbols[i].text);
			return;
		}
	bytes_add_str(out, "\xEF\xBF\xBD");
}
