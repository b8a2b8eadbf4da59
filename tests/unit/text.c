#include <config.h>

#include "core/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

TestSuite(text, .timeout = 30);

/* Texts with something of everything, broken bytes included. */
static const char *const samples[] = {
	"",
	"a",
	"开展科普宣传活动场次≥65次",
	"湛江市科学技术协会，2024年“全国科普日”：主场活动（市级）、",
	"e\u0301a\u0300\u0301\u0302 x",
	"z\u0300\u0300\u0300\u0300\u0300\u0300\u0300\u0300\u0300",
	"👨\u200D👩\u200D👧\u200D👦👍🏽❤\uFE0F 1\uFE0F\u20E3",
	"🇨🇳🇭🇰🇲",
	"\x1b[31m\23331m\xff\xfe\xe4\xb8",
	"\u202E815.58\u2066 \uFEFF\u200B\u00AD\xC2\x85",
	"行一\n行二\r\n\n行三\t末",
	"   　　前后都有空白　  ",
	"https://www.example.gov.cn/a/very/long/path/without/any/blank.html",
	"《办法》（试行）！？；“《（《",
	"\u0301\u200D\u200D👨\u200D",
	"한국어 조선말 ᄒ\u1161\u11ab",
	"\U000E0041\U0010FFFF\uE000𠮷",
	"一二三 \u0301四 五",
	"每人每年 95.5% 完成2023-2025年 的 任务，共 1,234.56 万元。",
};
#define N_SAMPLES (sizeof samples / sizeof *samples)

static void shown_is(const char *text, int w_cols, const char *want)
{
	struct bytes out = BYTES_INIT;

	text_show(&out, text, strlen(text), w_cols);
	cr_expect_str_eq(out.data, want, "%s in %d: \"%s\", not \"%s\"", want,
			 w_cols, out.data, want);
	bytes_release(&out);
}

static void folded_is(const char *text, unsigned folding, const char *want)
{
	struct bytes out = BYTES_INIT;

	text_fold(&out, text, strlen(text), folding);
	cr_expect_str_eq(out.data, want, "\"%s\", not \"%s\"", out.data, want);
	bytes_release(&out);
}

Test(text, decode_reads_what_encode_writes)
{
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char utf8[4];
		uint32_t back;

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		size_t len = text_encode(code, utf8);
		if (text_decode(utf8, len, &back) != len || back != code)
			cr_assert_fail("U+%04X", (unsigned)code);
		if (len > 1 && text_decode(utf8, len - 1, &back))
			cr_assert_fail("U+%04X cut off", (unsigned)code);
	}
}

Test(text, decode_refuses_what_is_not_utf8)
{
	static const char *const bad[] = {
		"\x80",
		"\xC0\x80",
		"\xC1\xBF",
		"\xE0\x9F\xBF",
		"\xED\xA0\x80",
		"\xED\xBF\xBF",
		"\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80",
		"\xF8\x88\x80\x80\x80",
		"\xFF",
		"\xE4\xB8",
		"\xE4\x41\x42",
	};
	uint32_t code;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_eq(text_decode(bad[i], strlen(bad[i]), &code), 0,
			     "number %zu", i);
	cr_expect_eq(text_valid("0123456789绩效", 16), 16);
	cr_expect_eq(text_valid("01234567\xFF", 9), 8);
	cr_expect_eq(text_valid("绩\xE6\x95", 5), 3);
}

/* It looks at eight bytes at once: no byte among them may be wrong. */
Test(text, valid_finds_the_first_wrong_byte)
{
	static const char text[] = "任务01234567，绩效目标abc≥95%完成情况";
	static const char bad[] = "\x80\xC0\xE0\xED\xF0\xFF\xBF";
	char copy[sizeof text];

	for (size_t i = 0; i < sizeof text - 1; i++)
		for (const char *b = bad; *b; b++) {
			size_t at = 0, len;
			uint32_t code;

			memcpy(copy, text, sizeof text);
			copy[i] = *b;
			while ((len = text_decode(copy + at,
						  sizeof text - 1 - at, &code)))
				at += len;
			cr_expect_eq(text_valid(copy, sizeof text - 1), at,
				     "%02X at %zu", (unsigned char)*b, i);
		}
}

/* One character after the other: what text_valid() does by sixteen bytes. */
static size_t decoded(const char *s, size_t n)
{
	uint32_t code;
	size_t i = 0, len;

	while (i < n && (len = text_decode(s + i, n - i, &code)))
		i += len;
	return i;
}

static bool is_decoded_clean(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < ' ' && !memchr("\t\n\r", s[i], 3))
			return false;
	return decoded(s, n) == n;
}

/* Every two bytes and some third ones, at every place of a block. */
Test(text, valid_is_what_can_be_decoded)
{
	static const char third[] = "a\x80\xA0\xBF\xC2\xE1\xED\xF0";
	char s[] = "绩效a目标aa绩效目标abc绩效目标ab绩效目标a\r\n绩效目标"
		   "绩效a目标aa绩效目标abc绩效目标ab绩效目标a绩效目标绩效";
	size_t n = sizeof s - 1;

	for (unsigned pair = 0; pair < 0x10000; pair++)
		for (size_t i = 0; i < sizeof third - 1; i++) {
			size_t at = pair % (n - 2);
			char was[3];

			memcpy(was, s + at, 3);
			s[at] = (char)(pair >> 8);
			s[at + 1] = (char)pair;
			s[at + 2] = third[i];
			if (text_valid(s, n) != decoded(s, n))
				cr_assert_fail("%04X, %zu at %zu", pair, i, at);
			if (text_is_clean(s, n) != is_decoded_clean(s, n))
				cr_assert_fail("%04X, %zu at %zu", pair, i, at);
			memcpy(s + at, was, 3);
		}
}

Test(text, valid_up_to_the_cut)
{
	const char s[] = "绩效a目标¥😀绩效目标“≥5%”绩效目标绩效目标";

	for (size_t n = 0; n < sizeof s; n++)
		cr_expect_eq(text_valid(s, n), decoded(s, n), "%zu", n);
}

Test(text, clean_has_no_controls)
{
	char s[200];

	for (size_t i = 0; i < sizeof s; i++)
		for (int c = 0; c < ' '; c++) {
			memset(s, 'a', sizeof s);
			s[i] = (char)c;
			cr_expect_eq(text_is_clean(s, sizeof s),
				     c == '\t' || c == '\n' || c == '\r',
				     "%02X at %zu", c, i);
		}
}

Test(text, danger_comes_out_as_marks)
{
	shown_is("\x1b[31m", -1, "<1B>[31m");
	shown_is("\23331m", -1, "<9B>31m");
	shown_is("\302\23331m", -1, "<U+009B>31m");
	shown_is("\x7f", -1, "<7F>");
	shown_is("\u202E1.5\u2066", -1, "<U+202E>1.5<U+2066>");
	shown_is("1\u202E5\u200F\u2069", -1, "1<U+202E>5<U+200F><U+2069>");
	shown_is("a\u200Bb\uFEFF", -1, "a<U+200B>b<U+FEFF>");
	shown_is("\u2028\u2029\u00AD", -1, "<U+2028><U+2029><U+00AD>");
	shown_is("\u0301x", -1, "<U+0301>x");
	shown_is("\U000E0041", -1, "<U+E0041>");
	shown_is("一\n二\t三\r", -1, "一↵二→三<0D>");
	shown_is("\xff\xe4\xb8", -1, "<FF><E4><B8>");
}

/* A newline's mark, shown again, takes no skin for its own. */
Test(text, what_is_shown_is_shown_again_as_it_is)
{
	shown_is("\n👍🏽", -1, "↵👍");
	shown_is("\n🏽", -1, "↵🏽");
	shown_is("↵🏽", -1, "↵🏽");
	shown_is("→🏽", 3, "→🏽");
}

/* wcwidth() says 0 of it, as of a mark that joins the character before. */
Test(text, nul_joins_nothing)
{
	struct bytes out = BYTES_INIT;

	text_show(&out, "e\u0301\0\u0301", 6, -1);
	cr_expect_str_eq(out.data, "e\u0301<00><U+0301>", "%s", out.data);
	bytes_release(&out);
}

/* Whatever the text, what is shown is harmless and of the width promised. */
Test(text, nothing_shown_can_harm)
{
	for (unsigned seed = 0; seed < 20000; seed++) {
		char text[24];
		struct bytes out = BYTES_INIT;
		uint32_t code;
		int w_cols = 0;

		srand(seed);
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = (char)(rand() % 3 ? 0x80 | rand() : rand());
		text_show(&out, text, sizeof text, -1);
		for (size_t i = 0, len; i < out.len; i += len) {
			len = text_decode(out.data + i, out.len - i, &code);
			cr_assert(len, "seed %u", seed);
			cr_assert(wcwidth((wchar_t)code) >= 0, "seed %u", seed);
			w_cols += wcwidth((wchar_t)code);
		}
		cr_assert_eq(w_cols, text_cols(text, sizeof text), "seed %u",
			     seed);
		bytes_release(&out);
	}
}

Test(text, clusters_are_what_people_see)
{
	cr_expect_eq(text_count("e\u0301", 3), 1);
	cr_expect_eq(text_count("👨\u200D👩\u200D👧\u200D👦", 25), 1);
	cr_expect_eq(text_count("👍🏽", 8), 1);
	cr_expect_eq(text_count("🇨🇳🇭🇰", 16), 2);
	cr_expect_eq(text_count("一\r\n", 5), 3);
	cr_expect_eq(text_cols("绩效≥95%", 12), 8);
	cr_expect_eq(text_cols("👨\u200D👩\u200D👧", 18), 2);
	shown_is("👨\u200D👩\u200D👧!", -1, "👨!");
}

/* Beside its like, where most are not looked up. */
Test(text, columns_are_the_terminal_s)
{
	for (uint32_t code = ' '; code < 0x10000; code++) {
		struct text_cluster c;
		char two[8];
		size_t len = text_encode(code, two);

		memcpy(two + len, two, len);
		text_cluster_next(two, 2 * len, &c);
		if (!c.is_mark && (code < 0xD800 || code > 0xDFFF) &&
		    c.w_cols != wcwidth((wchar_t)code))
			cr_assert_fail("U+%04X: %d", (unsigned)code, c.w_cols);
	}
}

Test(text, clusters_add_up)
{
	for (size_t i = 0; i < N_SAMPLES; i++) {
		const char *s = samples[i];
		size_t n = strlen(s), at = 0, count = 0;
		struct text_cluster c;

		while (text_cluster_next(s + at, n - at, &c)) {
			cr_assert(c.len > 0 && c.w_cols > 0);
			cr_expect_eq(text_before(s, n, at + c.len), at,
				     "sample %zu at %zu", i, at);
			cr_expect_eq(text_after(s, n, at), at + c.len);
			at += c.len;
			count++;
		}
		cr_expect_eq(at, n, "sample %zu", i);
		cr_expect_eq(text_count(s, n), count);
	}
}

Test(text, fit_never_cuts_a_cluster)
{
	for (size_t i = 0; i < N_SAMPLES; i++) {
		const char *s = samples[i];
		size_t n = strlen(s);

		for (int w = 0; w < 90; w++) {
			int used;
			size_t fit = text_fit(s, n, w, &used);

			cr_expect(used <= w);
			cr_expect_eq(text_cols(s, fit), used);
			if (fit < n)
				cr_expect(text_cols(s, text_after(s, n, fit)) >
					  w);
			if (fit)
				cr_expect_eq(text_after(s, n,
							text_before(s, n, fit)),
					     fit);
		}
	}
}

Test(text, fit_end_is_as_long_as_fits)
{
	cr_expect_eq(text_fit_end("报送/甲.csv", 14, 6), 7);
	cr_expect_eq(text_fit_end("报送/甲.csv", 14, 5), 10);
	cr_expect_eq(text_fit_end("报送/甲.csv", 14, 11), 0);
	cr_expect_eq(text_fit_end("报送/甲.csv", 14, 0), 14);
	for (size_t i = 0; i < N_SAMPLES; i++) {
		const char *s = samples[i];
		size_t n = strlen(s);

		for (int w = 0; w < 90; w++) {
			size_t at = text_fit_end(s, n, w);

			cr_expect(text_cols(s, n) - text_cols(s, at) <= w);
		}
	}
}

Test(text, show_cuts_with_dots)
{
	shown_is("绩效目标", 8, "绩效目标");
	shown_is("绩效目标", 7, "绩效目…");
	shown_is("绩效目标", 6, "绩效…");
	shown_is("绩效目标", 1, "…");
	shown_is("绩效目标", 0, "");
	for (size_t i = 0; i < N_SAMPLES; i++)
		for (int w = 1; w < text_cols(samples[i], strlen(samples[i]));
		     w++) {
			const char *s = samples[i];
			struct bytes want = BYTES_INIT;

			text_show(&want, s, text_fit(s, strlen(s), w - 1, NULL),
				  -1);
			bytes_add_str(&want, "…");
			shown_is(s, w, want.data);
			bytes_release(&want);
		}
}

/* What is told by many bytes at once is the same as cluster by cluster. */
Test(text, shows_each_cluster)
{
	static const char *const pieces[] = {
		"a",	    "~",
		"\x7F",	    "科",
		"鿿",	    "䀀",
		"，",	    "、",
		"\u302A",   "\u3029",
		"《",	    "！",
		"\uFF00",   "～",
		"“",	    "…",
		"\u2028",   "\u200F",
		"\u0301",   "é",
		"\xE7",	    "\xA7",
		"\xE7\xA7", "0123456789abcdef",
		"，\u0301", "全市公民科学素质",
	};
	enum { N_PIECES = sizeof pieces / sizeof *pieces };
	struct bytes text = BYTES_INIT, out = BYTES_INIT, want = BYTES_INIT;
	struct text_cluster c;

	for (unsigned seed = 0; seed < 20000; seed++) {
		bytes_clear(&text);
		bytes_clear(&out);
		bytes_clear(&want);
		srand(seed);
		for (int n = rand() % 24, odd = 1 + rand() % 8; n > 0; n--)
			bytes_add_str(
				&text,
				pieces[rand() % odd ? N_PIECES - 1 - rand() % 3
						    : rand() % N_PIECES]);
		for (size_t i = 0;
		     text_cluster_next(text.data + i, text.len - i, &c);
		     i += c.len)
			bytes_add(&want, c.show, c.show_len);
		text_show(&out, text.data, text.len, -1);
		cr_assert_str_eq(out.data, want.data, "seed %u", seed);
	}
	bytes_release(&text);
	bytes_release(&out);
	bytes_release(&want);
}

Test(text, words_are_runs)
{
	const char *s = "abc12 科普,x";
	size_t n = strlen(s);

	cr_expect_eq(text_word_after(s, n, 0), 5);
	cr_expect_eq(text_word_after(s, n, 5), 12);
	cr_expect_eq(text_word_after(s, n, 12), 13);
	cr_expect_eq(text_word_before(s, n, n), 13);
	cr_expect_eq(text_word_before(s, n, 13), 12);
	cr_expect_eq(text_word_before(s, n, 12), 6);
	cr_expect_eq(text_word_before(s, n, 6), 0);
	cr_expect_eq(text_word_before("  ", 2, 2), 0);
	cr_expect_eq(text_word_after("  ", 2, 0), 2);
}

static bool begins_badly(const char *s, size_t n)
{
	static const char *const bad[] = { "，", "。", "；", "：", "！",
					   "？", "、", "”",  "）", "》" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (n >= 3 && !memcmp(s, bad[i], 3))
			return true;
	return false;
}

static bool ends_badly(const char *s, size_t n)
{
	return n >= 3 &&
	       (!memcmp(s + n - 3, "“", 3) || !memcmp(s + n - 3, "（", 3) ||
		!memcmp(s + n - 3, "《", 3));
}

/* A line may exceed the width by blanks at its end, or by a single mark. */
static bool line_fits(const char *s, size_t n, int w_cols)
{
	while (n &&
	       (s[n - 1] == ' ' || (n >= 3 && !memcmp(s + n - 3, "　", 3))))
		n -= s[n - 1] == ' ' ? 1 : 3;
	return text_cols(s, n) <= w_cols || text_count(s, n) == 1;
}

static void lines_are_sound(const struct text_lines *lines, const char *s,
			    int w_cols)
{
	size_t at = 0;

	for (size_t i = 0; i < lines->n; i++) {
		struct text_line line = lines->items[i];

		if (line.start == at + 1)
			cr_expect_eq(s[at], '\n');
		else
			cr_expect_eq(line.start, at, "\"%s\" at %d", s, w_cols);
		at = line.start + line.len;
		cr_expect(line_fits(s + line.start, line.len, w_cols),
			  "\"%s\" at %d, line %zu", s, w_cols, i);
		cr_expect_eq(text_lines_find(lines, line.start), i);
	}
	cr_expect_eq(at, strlen(s));
}

Test(text, lines_put_together_are_the_text)
{
	struct text_lines lines = { 0 };

	for (size_t i = 0; i < N_SAMPLES; i++)
		for (int w = 2; w < 80; w++) {
			text_lines_wrap(&lines, samples[i], strlen(samples[i]),
					w);
			lines_are_sound(&lines, samples[i], w);
		}
	text_lines_release(&lines);
}

Test(text, lines_follow_the_chinese_rules)
{
	const char *s = "坚持“四个面向”，聚焦科普、学术、智库《条例》（试行）；"
			"打造品牌：广东省“南粤科普”！公民素质提升了吗？是的。";
	struct text_lines lines = { 0 };

	for (int w = 16; w < 80; w++) {
		text_lines_wrap(&lines, s, strlen(s), w);
		for (size_t i = 0; i < lines.n; i++) {
			const char *line = s + lines.items[i].start;

			cr_expect_not(begins_badly(line, lines.items[i].len),
				      "width %d line %zu", w, i);
			cr_expect_not(ends_badly(line, lines.items[i].len),
				      "width %d line %zu", w, i);
		}
	}
	text_lines_release(&lines);
}

Test(text, lines_of_small_texts)
{
	struct text_lines lines = { 0 };

	text_lines_wrap(&lines, "", 0, 10);
	cr_expect_eq(lines.n, 1);
	text_lines_wrap(&lines, "一\n", 4, 10);
	cr_expect_eq(lines.n, 2);
	cr_expect_eq(text_lines_find(&lines, 3), 0);
	cr_expect_eq(text_lines_find(&lines, 4), 1);
	text_lines_wrap(&lines, "ab cd", 5, 3);
	cr_expect_eq(lines.n, 2);
	cr_expect_eq(lines.items[0].len, 3);
	cr_expect_eq(text_lines_find(&lines, 3), 1);
	text_lines_release(&lines);
}

Test(text, shows_lines)
{
	static const struct {
		const char *in, *out;
		size_t plain;
	} cases[] = {
		{ "", "", 0 },
		{ "a\nb", "a\nb", 2 },
		{ "a\r\nb\rc\r\n", "a\nb<0D>c\n", 0 },
		{ "a\nb\rc\n", "a\nb<0D>c\n", 2 },
		{ "\n\n", "\n\n", 2 },
		{ "\033[2J\n\xC2\x9B"
		  "1m\n",
		  "<1B>[2J\n<U+009B>1m\n", 0 },
		{ "甲，“乙”\n甲，\u202E乙\n", "甲，“乙”\n甲，<U+202E>乙\n",
		  16 },
		{ "，\u0301\n\u0301", "，\u0301\n<U+0301>", 0 },
	};
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bytes_clear(&out);
		text_show_lines(&out, cases[i].in, strlen(cases[i].in));
		cr_expect_str_eq(out.data, cases[i].out);
		cr_expect_eq(text_plain_lines(cases[i].in, strlen(cases[i].in)),
			     cases[i].plain);
	}
	bytes_release(&out);
}

/* Whatever is hidden is shown as a mark, and the other way round. */
Test(text, hidden_is_what_is_marked)
{
	struct text_cluster c;
	char s[4];

	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		bool is_break = code == '\t' || code == '\n';

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		text_cluster_next(s, text_encode(code, s), &c);
		if (text_is_hidden(code))
			cr_expect(c.is_mark && !is_break, "U+%04X", code);
		else if (c.is_mark && !is_break)
			/* unassigned, or it joins what isn't there */
			cr_expect(code >= 0x300, "U+%04X", code);
	}
}

Test(text, fold_compares)
{
	folded_is("ＡＢＣ　１２％（万元）", FOLD_WIDTH, "ABC 12%(万元)");
	folded_is("Ａb", FOLD_CASE, "ab");
	folded_is(" 合 计\t\n", FOLD_BLANKS, "合计");
	folded_is("a\u200Bb\uFEFF\u00A0c", FOLD_WIDTH, "ab c");
	folded_is("预算金额(万元):12%", FOLD_LETTERS, "预算金额万元12");
	folded_is("①≥\xff", FOLD_WIDTH, "①≥\xff");
	cr_expect(text_fold_equal("（市级）Ａ", "(市级)a",
				  FOLD_CASE | FOLD_BLANKS));
	cr_expect_not(text_fold_equal("市级", "市级a", FOLD_WIDTH));
	cr_expect_not(text_fold_equal("市级a", "市级", FOLD_WIDTH));
	cr_expect_not(text_fold_equal("市级", "市及", FOLD_WIDTH));
	cr_expect(text_fold_equal("", " \n", FOLD_BLANKS));
}

Test(text, fold_keeps_han)
{
	for (uint32_t code = 0x4E00; code <= 0x9FFF; code++) {
		char utf8[5];

		utf8[text_encode(code, utf8)] = '\0';
		folded_is(utf8, FOLD_WIDTH | FOLD_CASE | FOLD_LETTERS, utf8);
	}
}

Test(text, trim_takes_blanks_only)
{
	const char *s = " 　\u00A0 合 计\u00A0　\r\n";
	size_t n = strlen(s);

	text_trim(&s, &n);
	cr_expect_eq(n, 7);
	cr_expect_eq(strncmp(s, "合 计", 7), 0);
	cr_expect(text_is_blank(""));
	cr_expect(text_is_blank(" \t\u00A0　\r\n"));
	cr_expect_not(text_is_blank(" 0 "));
	cr_expect_not(text_is_blank("\u200B"));
}

Test(text, classes)
{
	cr_expect(text_is_han(0x4E00));
	cr_expect(text_is_han(0x3007));
	cr_expect_not(text_is_han(0x3002));
	cr_expect(text_is_letter('z'));
	cr_expect(text_is_letter(0xFF21));
	cr_expect(text_is_letter(0xE9));
	cr_expect_not(text_is_letter('5'));
	cr_expect_not(text_is_letter(0xFF15));
	cr_expect_not(text_is_letter('@'));
	cr_expect_not(text_is_letter('['));
	cr_expect(text_is_digit(0xFF15));
}
