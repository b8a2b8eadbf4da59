#include "core/automaton.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"
#include "core/pattern.h"
#include "core/text.h"
#include "support.h"

TestSuite(automaton, .timeout = 60);

static bool matches(struct automaton *a, const char *text)
{
	size_t n_codes;

	return automaton_read(a, text, strlen(text), &n_codes) & 1;
}

/* '=' known in full, '~' only its no is final, '?' not understood. */
static char how_known(const char *pattern)
{
	struct alphabet *al = alphabet_new();
	struct automaton *a = automaton_new(al);
	char how = '?';

	if (automaton_add(a, pattern, strlen(pattern)) >= 0) {
		alphabet_finish(al);
		automaton_finish(a);
		how = automaton_exact(a) & 1 ? '=' : '~';
	}
	automaton_free(a);
	alphabet_free(al);
	return how;
}

Test(automaton, says_what_it_knows)
{
	static const struct {
		const char *pattern;
		char how;
	} rows[] = {
		{ "率$|满意度$", '=' },
		{ "(?<!频|效|费)率$", '=' },
		{ "(?<![\\s\\S])[=@]", '=' },
		{ "^(?!\\d)(?:(?=[不>])(?<下限>不低于|>))?\\d{1,3}", '=' },
		{ "[^()]*?[率度](?:\\([^()]*\\))?$", '=' },
		{ "(?:a|b{2,}){0,3}", '=' },
		{ "", '=' },
		{ "[]a]", '=' },
		{ "(?!\\d+%)\\d", '~' },
		{ "(?<!不合)格", '~' },
		{ "(?=.*率)a", '~' },
		{ "(?<a>x)\\k<a>", '~' },
		{ "\\p{Han}", '~' },
		{ "[^\\p{Han}]", '~' },
		{ "a++b", '~' },
		{ "(?>a|ab)c", '~' },
		{ "\\ba", '~' },
		{ "(?=a)(?<=b)", '~' },
		{ "(?i)a", '?' },
		{ "(a)\\1", '?' },
		{ "[[:alpha:]]", '?' },
		{ "a{,3}", '?' },
		{ "a{2}{3}", '?' },
		{ "(?(?=a)b|c)", '?' },
		{ "\\Qa|b\\E", '?' },
		{ "(a", '?' },
		{ "(?:(?:a{1000}){1000}){1000}", '?' },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(how_known(rows[i].pattern), rows[i].how, "%s: %c",
			     rows[i].pattern, how_known(rows[i].pattern));
}

Test(automaton, asks_all_at_once)
{
	struct alphabet *al = alphabet_new();
	struct automaton *a = automaton_new(al);
	size_t n_codes;

	cr_assert_eq(automaton_add(a, "率$", strlen("率$")), 0);
	cr_assert_eq(automaton_add(a, "^完", strlen("^完")), 1);
	cr_assert_eq(automaton_add(a, "[0-9]{2}", strlen("[0-9]{2}")), 2);
	alphabet_finish(al);
	automaton_finish(a);
	cr_expect_eq(automaton_read(a, "完成率", 9, &n_codes), 3);
	cr_expect_eq(n_codes, 3);
	cr_expect_eq(automaton_read(a, "率12率", 8, &n_codes), 5);
	cr_expect_eq(automaton_read(a, "", 0, &n_codes), 0);
	cr_expect_eq(n_codes, 0);
	automaton_free(a);
	alphabet_free(al);
}

/* What one asks for parts no letter of the other's. */
Test(automaton, shares_an_alphabet)
{
	struct alphabet *al = alphabet_new();
	struct automaton *a = automaton_new(al), *b = automaton_new(al);

	automaton_add(a, "[率度]$", strlen("[率度]$"));
	automaton_add(b, "^[^度a-c]+$", strlen("^[^度a-c]+$"));
	alphabet_finish(al);
	automaton_finish(a);
	automaton_finish(b);
	cr_expect(matches(a, "a率"));
	cr_expect(matches(a, "满意度"));
	cr_expect_not(matches(a, "𠀀b"));
	cr_expect(matches(b, "𠀀率"));
	cr_expect_not(matches(b, "满意度"));
	cr_expect_not(matches(b, "率b"));
	automaton_free(a);
	automaton_free(b);
	alphabet_free(al);
}

Test(automaton, has_room_for_so_many)
{
	struct alphabet *al = alphabet_new();
	struct automaton *a = automaton_new(al);

	for (int i = 0; i < AUTOMATON_PATTERNS; i++)
		cr_assert_eq(automaton_add(a, "a", 1), i);
	cr_assert_eq(automaton_add(a, "a", 1), -1);
	automaton_free(a);
	alphabet_free(al);
}

/* What has no room is not understood: half of it would say no where PCRE2 says
   yes. */
Test(automaton, takes_a_pattern_whole_or_not_at_all)
{
	static const char *const behind[] = { "a", "a)*b", "a)b", "a){0,2}b" };
	enum { FIRST = 0x4E00, MANY = 3000 };
	struct bytes choices = BYTES_INIT;
	char sign[4];

	bytes_add_str(&choices, "(?:");
	for (uint32_t i = 0; i < MANY; i++) {
		bytes_add(&choices, sign, text_encode(FIRST + i, sign));
		bytes_add_str(&choices, "|");
	}
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		size_t n = choices.len, skipped = i == 0 ? strlen("(?:") : 0;
		struct alphabet *al = alphabet_new();
		struct automaton *a = automaton_new(al);

		bytes_add_str(&choices, behind[i]);
		cr_expect_eq(automaton_add(a, choices.data + skipped,
					   choices.len - skipped),
			     -1, "%s", behind[i]);
		bytes_splice(&choices, n, choices.len - n, "", 0);
		automaton_free(a);
		alphabet_free(al);
	}
	bytes_release(&choices);
}

static unsigned seed = 2463534242u;

static void put_random(struct bytes *out, const char *const *pieces, unsigned n,
		       unsigned most)
{
	bytes_clear(out);
	bytes_add_str(out, "");
	for (unsigned k = support_random(&seed) % (most + 1); k > 0; k--)
		bytes_add_str(out, pieces[support_random(&seed) % n]);
}

/* As many states as texts ask for would never fit. */
Test(automaton, forgets_states_and_goes_on)
{
	static const char *const signs[] = { "a", "b", "率" };
	const char *pattern = "a[ab率]{14}b";
	struct bytes error = BYTES_INIT, text = BYTES_INIT;
	struct alphabet *al = alphabet_new();
	struct automaton *a = automaton_new(al);
	size_t at, n_matches = 0;
	struct pattern *p = pattern_new(pattern, strlen(pattern), &error, &at);

	cr_assert_eq(automaton_add(a, pattern, strlen(pattern)), 0);
	alphabet_finish(al);
	automaton_finish(a);
	for (int i = 0; i < 3000; i++) {
		put_random(&text, signs, 3, 60);
		bool does = pattern_match(p, text.data, text.len);

		n_matches += does;
		cr_assert_eq(matches(a, text.data), does, "%s", text.data);
	}
	cr_assert(n_matches > 100 && n_matches < 2900, "%zu", n_matches);
	automaton_free(a);
	alphabet_free(al);
	pattern_free(p);
	bytes_release(&text);
}

static bool agrees(struct automaton *a, struct pattern *p,
		   const struct bytes *text, size_t *n_matches)
{
	bool does = pattern_match(p, text->data, text->len);
	bool says = matches(a, text->data);

	*n_matches += does;
	return pattern_gave_up(p) || says == does ||
	       (says && !(automaton_exact(a) & 1));
}

/* Any pattern that compiles, any text. */
Test(automaton, says_what_pcre2_says)
{
	static const char *const pieces[] = {
		"率",	      "数",	"a",	"1",	"(",	 "(?:",
		"(?=",	      "(?!",	"(?<=", "(?<!", ")",	 ")",
		"|",	      "|",	"*",	"+",	"?",	 "{2}",
		"{0,1}",      "{1,}",	"[率",	"[^a]", "[0-2",	 "]",
		"-",	      "\\d",	"\\S",	"\\s",	"\\w",	 "[\\s\\S]",
		"(?<x>",      "\\k<x>", "(?>",	"(?!)", "(?=.*", "\\p{L}",
		"[^\\p{L}1]", "\\b",	"^",	"$",	".",	 "??",
		"+?",	      "*+",	"率",	"a",
	};
	static const char *const signs[] = { "率", "数", "a", "1", "2",	 " ",
					     "-",  "]",	 ",", "(", "\n", "𠀀" };
	struct bytes source = BYTES_INIT, text = BYTES_INIT;
	size_t n_matches = 0, n_exact = 0, at;

	for (int i = 0; i < 60000; i++) {
		struct bytes error = BYTES_INIT;
		struct alphabet *al = alphabet_new();
		struct automaton *other = automaton_new(al);
		struct automaton *a = automaton_new(al);
		struct pattern *p;

		automaton_add(other, source.data, source.len);
		put_random(&source, pieces, sizeof pieces / sizeof *pieces, 12);
		p = pattern_new(source.data, source.len, &error, &at);
		bytes_release(&error);
		if (p && automaton_add(a, source.data, source.len) >= 0) {
			alphabet_finish(al);
			automaton_finish(a);
			n_exact += automaton_exact(a) & 1;
			for (int k = 0; k < 20; k++) {
				put_random(&text, signs,
					   sizeof signs / sizeof *signs, 8);
				cr_assert(agrees(a, p, &text, &n_matches),
					  "/%s/ of «%s»", source.data,
					  text.data);
			}
		}
		automaton_free(other);
		automaton_free(a);
		alphabet_free(al);
		pattern_free(p);
	}
	cr_assert(n_matches > 20000, "%zu", n_matches);
	cr_assert(n_exact > 2000, "%zu", n_exact);
	bytes_release(&source);
	bytes_release(&text);
}
