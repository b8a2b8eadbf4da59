/* What goes out to a terminal that isn't in UTF-8, and what comes in. */
#include <config.h>
#include "core/charset.h"

#include <criterion/criterion.h>
#include <string.h>
#include "tests/unit/support.h"

static void shows(const char *name, const char *text, const char *wanted)
{
	struct charset *charset = charset_new(name);
	struct bytes out = BYTES_INIT;

	cr_assert(charset);
	charset_encode(charset, text, strlen(text), &out);
	cr_expect_str_eq(out.data, wanted, "%s in %s", text, name);
	bytes_release(&out);
	charset_free(charset);
}

Test(charset, goes_out_as_the_terminal_has_it)
{
	shows("GBK", "绩效 ≥4",
	      "\xBC\xA8\xD0\xA7 \xA1\xDD"
	      "4");
	shows("GB18030", "绩效", "\xBC\xA8\xD0\xA7");
	shows("BIG5", "年度", "\xA6\x7E\xAB\xD7");
	shows("GBK", "\033[5;3H\033[1m表\033[m",
	      "\033[5;3H\033[1m\xB1\xED\033[m");
}

Test(charset, what_it_lacks_keeps_its_columns)
{
	shows("GBK", "对✓,㗊。", "\xB6\xD4?,??\xA1\xA3");
	shows("GB18030", "𠮷", "??");
	shows("BIG5", "预", "??");
	shows("GBK", "m\xCC\x8Ay", "my");
	shows("GBK",
	      "a\xFF"
	      "b",
	      "a?b");
}

static struct bytes typed(const char *name, const char *bytes, size_t at_once)
{
	struct charset *charset = charset_new(name);
	struct bytes out = BYTES_INIT;
	size_t n = strlen(bytes);

	cr_assert(charset);
	for (size_t i = 0; i < n; i += at_once)
		charset_decode(charset, bytes + i,
			       n - i < at_once ? n - i : at_once, &out);
	charset_free(charset);
	return out;
}

static void reads(const char *name, const char *bytes, const char *wanted)
{
	for (size_t at_once = 1; at_once < 8; at_once++) {
		struct bytes got = typed(name, bytes, at_once);

		cr_expect_str_eq(got.data, wanted, "%zu at once", at_once);
		bytes_release(&got);
	}
}

Test(charset, comes_in_however_it_is_cut)
{
	reads("GBK", "\xBC\xA8\xD0\xA7x\033[A", "绩效x\033[A");
	/* the second byte is a letter's, or a bracket's */
	reads("GBK", "\x81\x5B\x81\x41", "乕丄");
	reads("GB18030", "\x81\x39\xEE\x39y", "㐀y");
}

#define BROKEN "\xEF\xBF\xBD"

Test(charset, a_broken_byte_costs_nothing_behind_it)
{
	reads("GBK", "\xFF,", BROKEN ",");
	reads("GBK", "\xBC\033[A", BROKEN "\033[A");
	reads("GB18030", "\x81\x39\xEF,", BROKEN "9" BROKEN ",");
}

Test(charset, says_what_it_has)
{
	struct charset *gbk = charset_new("GBK");
	struct charset *latin = charset_new("ISO-8859-1");

	cr_expect(charset_has(gbk, "绩效×─█≠–"));
	cr_expect_not(charset_has(gbk, "绩效✓"));
	cr_expect_not(charset_has(latin, "绩效"));
	cr_expect(charset_has(latin, "é"));
	cr_expect_null(charset_new("no such charset"));
	charset_free(gbk);
	charset_free(latin);
	charset_free(NULL);
}
