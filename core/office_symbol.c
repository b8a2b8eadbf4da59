#include <config.h>
#include "core/office_symbol.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

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

const char *office_symbol(const char *font, const char *place)
{
	unsigned long n = strtoul(place, NULL, 16) & 0xff;

	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (symbols[i].place == n && !strcmp(symbols[i].font, font))
			return symbols[i].text;
	return "\xEF\xBF\xBD";
}
