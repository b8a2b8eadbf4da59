#include <config.h>

#include "core/pinyin.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"
#include "core/text.h"
#include "tests/unit/support.h"

TestSuite(pinyin, .timeout = 30);

static uint32_t letters_of(const struct pinyin *p, const char *character)
{
	uint32_t code = 0;

	text_decode(character, strlen(character), &code);
	return pinyin_letters(p, code);
}

/* "h" or "hx": in the order of the alphabet. */
static void expect(const struct pinyin *p, const char *character,
		   const char *letters)
{
	uint32_t bits = 0;

	for (const char *l = letters; *l; l++)
		bits |= 1u << (*l - 'a');
	cr_expect_eq(letters_of(p, character), bits, "%s", character);
}

/* The first and the last one of some ranges, and those with several sounds. */
Test(pinyin, a_character_has_the_letters_that_its_sounds_begin_with)
{
	static const char *const rows[][2] = {
		{ "啊", "a" },	{ "澳", "a" },	{ "芭", "b" },	{ "怖", "b" },
		{ "擦", "c" },	{ "蛾", "e" },	{ "贰", "e" },	{ "过", "g" },
		{ "哈", "h" },	{ "击", "j" },	{ "骏", "j" },	{ "拿", "n" },
		{ "哦", "o" },	{ "沤", "o" },	{ "期", "q" },	{ "然", "r" },
		{ "所", "s" },	{ "塌", "t" },	{ "唾", "t" },	{ "挖", "w" },
		{ "误", "w" },	{ "昔", "x" },	{ "压", "y" },	{ "匝", "z" },
		{ "座", "z" },	{ "保", "b" },	{ "存", "c" },	{ "行", "hx" },
		{ "重", "cz" }, { "长", "cz" }, { "调", "dt" }, { "还", "h" },
		{ "会", "hk" }, { "辍", "c" },	{ "龥", "" },	{ "A", "" },
		{ "，", "" },
	};
	struct pinyin *p = pinyin_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(p, rows[i][0], rows[i][1]);
	pinyin_free(p);
}

static char *read_whole(const char *relative)
{
	FILE *f = fopen(support_path(relative), "rb");
	struct bytes text = BYTES_INIT;
	char part[4096];
	size_t n;

	cr_assert(f, "%s", relative);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		bytes_add(&text, part, n);
	fclose(f);
	return bytes_take(&text);
}

static void expect_all(const struct pinyin *p, const char *relative)
{
	char *text = read_whole(relative);
	uint32_t code;

	for (size_t at = 0, n = strlen(text), len; at < n; at += len) {
		len = text_decode(text + at, n - at, &code);
		cr_assert(len);
		cr_expect(!text_is_han(code) || pinyin_letters(p, code) != 0,
			  "%.*s in %s has no letter: core/pinyin.c", (int)len,
			  text + at, relative);
	}
	free(text);
}

/* Whatever is chosen from can be found by its sounds. */
Test(pinyin, our_messages_and_the_indicators_have_letters)
{
	struct pinyin *p = pinyin_new();

	expect_all(p, "locale/en.po");
	expect_all(p, "forms/zhanjiang-department-2024/indicators.csv");
	expect_all(p, "forms/zhanjiang-department-2024/fields.csv");
	pinyin_free(p);
}
