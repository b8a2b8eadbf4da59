#include <config.h>

#include "core/pattern_letters.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/bytes.h"
#include "core/pattern.h"
#include "core/text.h"

TestSuite(pattern_letters, .timeout = 30);

/* 完成率|达标 for two choices, * for any text. */
static void print(struct bytes *out, const struct letters *l)
{
	if (l->n == LETTERS_ANY)
		bytes_add_char(out, '*');
	for (int i = 0; i < l->n; i++) {
		if (i)
			bytes_add_char(out, '|');
		for (int k = 0; k < l->choices[i].n; k++) {
			char sign[4];

			bytes_add(out, sign,
				  text_encode(l->choices[i].codes[k], sign));
		}
	}
}

Test(pattern_letters, finds_what_every_match_has)
{
	static const struct {
		const char *pattern, *letters;
	} rows[] = {
		{ "率$|满意度$", "率|满意度" },
		{ "(?:完成|达标)率", "完成率|达标率" },
		{ "完成?率", "完率" },
		{ "(?:完成)*率", "率" },
		{ "(?:完成)+率{2}", "完成率" },
		{ "率{0,2}度", "度" },
		{ "[率度]值", "率值|度值" },
		{ "[^率]", "*" },
		{ ".*", "*" },
		{ "", "*" },
		{ "率|", "*" },
		{ "\\(万\\)", "(万)" },
		{ "(?<!不)合格", "合格" },
		{ "(?<=不)合格", "不合格" },
		{ "(?!不)合", "合" },
		{ "(?=[完达])(?:完成|达标)", "完成|完达标|达标" },
		{ "(?<数>[1-3])人", "1人|2人|3人" },
		{ "[一-龥]率", "率" },
		{ "\\S率", "率" },
		{ "\\p{Han}率", "*" },
		{ "(?i)a", "*" },
		{ "(a)\\1", "*" },
		{ "[[:alpha:]]", "*" },
		{ "a{,3}", "a{,3}" },
		{ "(?(?=a)b|c)", "*" },
		{ "\\Qa|b\\E", "*" },
		{ "(a", "*" },
		{ "完完完成", "完成" },
		/* what there is no room for is left out */
		{ "一二三四五六七八", "一二三四五六" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes printed = BYTES_INIT;
		struct letters letters;

		pattern_letters_find(rows[i].pattern, strlen(rows[i].pattern),
				     &letters);
		print(&printed, &letters);
		cr_expect_str_eq(printed.len ? printed.data : "",
				 rows[i].letters, "%s: %s", rows[i].pattern,
				 printed.data);
		bytes_release(&printed);
	}
}

static bool text_has(const char *s, uint32_t wanted)
{
	uint32_t code;
	size_t len;

	for (; (len = text_decode(s, strlen(s), &code)); s += len)
		if (code == wanted)
			return true;
	return false;
}

static bool text_has_choice(const char *s, const struct letter_choice *choice)
{
	for (int i = 0; i < choice->n; i++)
		if (!text_has(s, choice->codes[i]))
			return false;
	return true;
}

static bool may_match(const char *s, const struct letters *l)
{
	for (int i = 0; i < l->n; i++)
		if (text_has_choice(s, &l->choices[i]))
			return true;
	return l->n == LETTERS_ANY;
}

static unsigned seed = 2463534242u;

static unsigned next_number(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

static void put_random(struct bytes *out, const char *const *pieces, unsigned n,
		       unsigned most)
{
	bytes_clear(out);
	bytes_add_str(out, "");
	for (unsigned k = next_number(most + 1); k > 0; k--)
		bytes_add_str(out, pieces[next_number(n)]);
}

/* Any pattern that compiles, any text: no match without its letters. */
Test(pattern_letters, lets_no_match_slip)
{
	static const char *const pieces[] = {
		"率",	"数",	"a",	"1",   "(",	"(?:",	"(?=",
		"(?!",	"(?<=", "(?<!", ")",   ")",	"|",	"|",
		"*",	"+",	"?",	"{2}", "{0,1}", "{1,}", "[率数]",
		"[^a]", "[0-2", "]",	"-",   "\\d",	"\\s",	"\\w",
		"\\b",	"^",	"$",	".",   "??",	"+?",	"*+",
	};
	static const char *const signs[] = { "率", "数", "a", "1", "2", " ",
					     "-",  "]",	 ",", "(", "\n" };
	struct bytes source = BYTES_INIT, text = BYTES_INIT;
	size_t n_matches = 0, at;

	for (int i = 0; i < 40000; i++) {
		struct bytes error = BYTES_INIT;
		struct letters letters;
		struct pattern *p;

		put_random(&source, pieces, sizeof pieces / sizeof *pieces, 8);
		p = pattern_new(source.data, source.len, &error, &at);
		bytes_release(&error);
		if (!p)
			continue;
		pattern_letters(p, &letters);
		for (int k = 0; k < 20; k++) {
			put_random(&text, signs, sizeof signs / sizeof *signs,
				   6);
			if (!pattern_match(p, text.data, text.len))
				continue;
			n_matches++;
			cr_assert(may_match(text.data, &letters),
				  "%s matches %s", source.data, text.data);
		}
		pattern_free(p);
	}
	cr_assert(n_matches > 10000, "%zu", n_matches);
	bytes_release(&source);
	bytes_release(&text);
}
