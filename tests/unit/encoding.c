#include <config.h>
#include "core/encoding.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/text.h"
#include "tests/unit/support.h"

TestSuite(encoding, .timeout = 120);

Test(encoding, marks)
{
	cr_expect_eq(encoding_of_mark("\xEF\xBB\xBFx", 4), ENCODING_UTF_8);
	cr_expect_eq(encoding_of_mark("\xFF\xFE", 2), ENCODING_UTF_16LE);
	cr_expect_eq(encoding_of_mark("\xFE\xFFx", 3), ENCODING_UTF_16BE);
	cr_expect_eq(encoding_of_mark("\x84\x31\x95\x33", 4), ENCODING_GB18030);
	cr_expect_eq(encoding_of_mark("\xEF\xBB", 2), ENCODING_AUTO);
	cr_expect_eq(encoding_of_mark("", 0), ENCODING_AUTO);
	for (int i = 0; i < ENCODINGS; i++)
		cr_expect(encoding_name((enum encoding)i));
}

/* All of Unicode that it has, to the encoding and back; how much it lacks. */
static int n_lacking(enum encoding encoding)
{
	struct bytes text = BYTES_INIT, out = BYTES_INIT, back = BYTES_INIT;
	size_t at;
	char s[4];
	int n = 0;

	for (uint32_t code = 1; code <= 0x10FFFF; code++)
		if (code < 0xD800 || code > 0xDFFF)
			bytes_add(&text, s, text_encode(code, s));
	for (; !encoding_encode(encoding, text.data, text.len, &out, &at) &&
	       n < 100;
	     n++) {
		uint32_t code;

		bytes_splice(&text, at,
			     text_decode(text.data + at, text.len - at, &code),
			     "", 0);
		bytes_clear(&out);
	}
	cr_expect(encoding_decode(encoding, out.data, out.len, &back));
	cr_expect(back.len == text.len &&
		  !memcmp(back.data, text.data, text.len));
	bytes_release(&text);
	bytes_release(&out);
	bytes_release(&back);
	return n;
}

Test(encoding, all_of_unicode_there_and_back)
{
	cr_expect_eq(n_lacking(ENCODING_UTF_16LE), 0);
	cr_expect_eq(n_lacking(ENCODING_UTF_16BE), 0);
	cr_expect_leq(n_lacking(ENCODING_GB18030), 50);
}

static size_t n_characters(const char *text, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += (text[i] & 0xC0) != 0x80;
	return count;
}

/* All pairs of bytes that are a character, and these. */
static size_t gbk_characters(struct bytes *pairs, struct bytes *text)
{
	struct bytes all = BYTES_INIT;
	size_t n = 0;

	for (unsigned code = 0x8140; code < 0xFF00; code++)
		if ((code & 0xFF) >= 0x40)
			bytes_add(&all,
				  (char[]){ (char)(code >> 8), (char)code }, 2);
	for (size_t i = 0; i < all.len;) {
		size_t start = text->len, more;

		encoding_decode(ENCODING_GBK, all.data + i, all.len - i, text);
		more = n_characters(text->data + start, text->len - start);
		bytes_add(pairs, all.data + i, more * 2);
		n += more;
		i += more * 2 + 2; /* the pair where it stopped is none */
	}
	bytes_release(&all);
	return n;
}

/* Each pair comes back, and is the same in GB18030. */
Test(encoding, all_pairs_of_gbk)
{
	struct bytes pairs = BYTES_INIT, text = BYTES_INIT;
	struct bytes out = BYTES_INIT, other = BYTES_INIT;
	size_t at;

	cr_expect_geq(gbk_characters(&pairs, &text), 21000);
	cr_expect(
		encoding_encode(ENCODING_GBK, text.data, text.len, &out, &at));
	cr_expect(out.len == pairs.len &&
		  !memcmp(out.data, pairs.data, out.len));
	cr_expect(encoding_decode(ENCODING_GB18030, pairs.data, pairs.len,
				  &other));
	cr_expect_str_eq(other.data, text.data);
	bytes_release(&pairs);
	bytes_release(&text);
	bytes_release(&out);
	bytes_release(&other);
}

/* What is no text of the encoding, and how much before it is. */
Test(encoding, decodes_up_to_what_is_none)
{
	static const struct {
		enum encoding encoding;
		const char *data;
		size_t n;
		const char *before;
	} wrong[] = {
		{ ENCODING_GBK, "a\xD6\xD0\xD6", 4, "a中" },
		{ ENCODING_GBK, "a\xFF", 2, "a" },
		{ ENCODING_GBK, "a\xD6 b", 4, "a" },
		{ ENCODING_GBK, "\x81\x30\x81\x30", 4, "" },
		{ ENCODING_GB18030, "a\x95\x32\x82", 4, "a" },
		{ ENCODING_GB18030, "a\x80", 2, "a" },
		/* a second code of U+20087: it would come back as the first */
		{ ENCODING_GB18030, "a\xD6\xD0\x95\x32\x90\x31", 7, "a中" },
		{ ENCODING_UTF_16LE, "a\0b", 3, "a" },
		{ ENCODING_UTF_16LE, "a\0\x3D\xD8", 4, "a" },
		{ ENCODING_UTF_16LE, "a\0\x42\xDE b", 6, "a" },
		{ ENCODING_UTF_16LE, "\x3D\xD8 \0", 4, "" },
		{ ENCODING_UTF_16BE, "\0a\xDE\x42", 4, "a" },
		{ ENCODING_UTF_16BE, "\0a\xD8", 3, "a" },
	};
	struct bytes text = BYTES_INIT;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		bytes_clear(&text);
		cr_expect_not(encoding_decode(wrong[i].encoding, wrong[i].data,
					      wrong[i].n, &text),
			      "%zu", i);
		cr_expect_str_eq(text.data, wrong[i].before, "%zu: “%s”", i,
				 text.data);
	}
	bytes_release(&text);
}

Test(encoding, a_character_that_it_lacks_has_its_place)
{
	static const struct {
		enum encoding encoding;
		const char *before, *behind;
	} texts[] = {
		{ ENCODING_GBK, "占比≥5%·", "🙂b" },
		{ ENCODING_GBK, "平方米", "㐂" },
		{ ENCODING_GBK, "é", "\u0302b" },
		{ ENCODING_GBK, "€㎡", NULL },
		{ ENCODING_GB18030, "🙂㐂 é̂", NULL },
		{ ENCODING_UTF_16LE, "🙂", NULL },
	};
	struct bytes text = BYTES_INIT, out = BYTES_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *behind = texts[i].behind;
		size_t at, len = strlen(texts[i].before);

		bytes_clear(&text);
		bytes_add_str(&text, texts[i].before);
		bytes_add_str(&text, behind ? behind : "");
		cr_expect_eq(encoding_encode(texts[i].encoding, text.data,
					     text.len, &out, &at),
			     !behind, "%zu", i);
		cr_expect(!behind || at == len, "%zu: %zu", i, at);
	}
	bytes_release(&text);
	bytes_release(&out);
}

/* A character may stand across the blocks that iconv is given. */
Test(encoding, blocks)
{
	struct bytes text = BYTES_INIT, out = BYTES_INIT, back = BYTES_INIT;
	size_t at;

	for (int shift = 0; shift < 4; shift++) {
		bytes_clear(&text);
		bytes_clear(&out);
		bytes_clear(&back);
		for (int i = 0; i < shift; i++)
			bytes_add_char(&text, 'a');
		for (int i = 0; i < 50000; i++)
			bytes_add_str(&text, i % 3 ? "填" : "🙂");
		cr_expect(encoding_encode(ENCODING_GB18030, text.data, text.len,
					  &out, &at));
		cr_expect(encoding_decode(ENCODING_GB18030, out.data, out.len,
					  &back));
		cr_expect(back.len == text.len &&
			  !memcmp(back.data, text.data, text.len));
		bytes_clear(&back);
		cr_expect_not(encoding_decode(ENCODING_GB18030, out.data,
					      out.len - 1, &back));
	}
	bytes_release(&text);
	bytes_release(&out);
	bytes_release(&back);
}

static const char sentence[] = "部门名称,湛江市科学技术协会\n";

/* AUTO: none. */
static enum encoding guess(const char *data, size_t n)
{
	struct bytes text = BYTES_INIT;
	enum encoding encoding;
	bool ok = encoding_guess(data, n, &encoding, &text);

	cr_expect(ok || encoding != ENCODING_UTF_8 || text.len == 0);
	cr_expect(!ok || encoding != ENCODING_UTF_8);
	bytes_release(&text);
	return ok ? encoding : ENCODING_AUTO;
}

/* The sentence and more, in GB18030. */
static enum encoding guess_with(const char *more)
{
	struct bytes out = BYTES_INIT;
	size_t at;
	enum encoding encoding;

	cr_assert(encoding_encode(ENCODING_GB18030, sentence, strlen(sentence),
				  &out, &at));
	bytes_add_str(&out, more);
	encoding = guess(out.data, out.len);
	bytes_release(&out);
	return encoding;
}

Test(encoding, what_chinese_text_is_guessed_to_be)
{
	static const char latin[] = "caf\xE9 \xE0 la carte,pr\xE9nom";
	/* 部門名稱,湛江市科學 */
	static const char big5[] = "\xB3\xA1\xAA\xF9\xA6W\xBA\xD9,"
				   "\xB4\xE8\xA6\xBF\xA5\xAB\xAC\xEC\xBE\xC7";

	cr_expect_eq(guess_with(""), ENCODING_GBK);
	cr_expect_eq(guess_with("\x95\x30\x82\x36"), ENCODING_GB18030);
	cr_expect_eq(guess_with("\xAA\xA1"), ENCODING_AUTO, "private use");
	cr_expect_eq(guess_with("\xD6"), ENCODING_AUTO, "cut off");
	cr_expect_eq(guess_with("\xD6\n"), ENCODING_AUTO);
	cr_expect_eq(guess(latin, strlen(latin)), ENCODING_AUTO);
	cr_expect_eq(guess(big5, strlen(big5)), ENCODING_AUTO);
	cr_expect_eq(guess(sentence, strlen(sentence) - 2), ENCODING_AUTO,
		     "UTF-8, cut off");
	cr_expect_eq(guess("a,b\n", 4), ENCODING_AUTO, "nothing to go by");
}

/* Whatever the bytes are: refused, or they come back. */
Test(encoding, random_bytes)
{
	unsigned seed = 5;
	char data[64];

	for (int i = 0; i < 4000; i++) {
		enum encoding encoding =
			ENCODING_GB18030 +
			support_random(&seed) % (ENCODINGS - ENCODING_GB18030);
		size_t n = support_random(&seed) % 12, at;
		struct bytes text = BYTES_INIT, out = BYTES_INIT;

		for (size_t k = 0; k < n; k++)
			data[k] = (char)(support_random(&seed) >> 7);
		if (encoding_decode(encoding, data, n, &text)) {
			cr_expect(encoding_encode(encoding, text.data, text.len,
						  &out, &at));
			cr_expect(out.len == n && !memcmp(out.data, data, n));
		}
		cr_expect_eq(text_valid(text.data, text.len), text.len);
		bytes_release(&text);
		bytes_release(&out);
	}
}
