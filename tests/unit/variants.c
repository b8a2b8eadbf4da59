#include <config.h>
#include "core/variants.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <string.h>

static struct variants *variants;

static void setup(void)
{
	variants = variants_new();
}

static void teardown(void)
{
	variants_free(variants);
}

TestSuite(variants, .timeout = 10, .init = setup, .fini = teardown);

Test(variants, are_listed_and_mended)
{
	static const struct {
		const char *text, *list, *mended;
	} rows[] = {
		{ "科技进歩月、进歩", "歩(步)", "科技进步月、进步" },
		{ "様本⼯作", "様(样)、⼯(工)", "样本工作" },
		{ "喆镕㎡≥5%", "", "喆镕㎡≥5%" },
		{ "坏\xff歩\xe6", "歩(步)", "坏\xff步\xe6" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes list = BYTES_INIT, mended = BYTES_INIT;
		const char *text = rows[i].text;

		variants_list(variants, text, strlen(text), &list);
		variants_mend(variants, text, strlen(text), &mended);
		cr_expect_str_eq(list.data, rows[i].list, "%s", list.data);
		cr_expect_str_eq(mended.data, rows[i].mended, "%s",
				 mended.data);
		bytes_release(&list);
		bytes_release(&mended);
	}
}

static bool in_gb2312(iconv_t to, char *s, size_t n)
{
	char out[8], *at = out;
	size_t room = sizeof out;

	return iconv(to, &s, &n, &at, &room) == 0;
}

static const char *utf8(unsigned code, char s[4])
{
	s[0] = (char)(0xE0 | code >> 12);
	s[1] = (char)(0x80 | (code >> 6 & 0x3F));
	s[2] = (char)(0x80 | (code & 0x3F));
	s[3] = '\0';
	return s;
}

/* GB 2312 has the twin, and has not the character itself: else people who wrote
   what they meant would be told otherwise. */
Test(variants, lie_outside_gb_2312)
{
	iconv_t to = iconv_open("GB2312", "UTF-8");
	char s[4];
	int n = 0;

	cr_assert_neq(to, (iconv_t)-1);
	for (unsigned code = 0x2E80; code <= 0x9FFF; code++) {
		struct bytes out = BYTES_INIT;

		variants_mend(variants, utf8(code, s), 3, &out);
		if (strcmp(out.data, s) != 0) {
			n++;
			cr_expect(!in_gb2312(to, s, 3) &&
					  in_gb2312(to, out.data, 3),
				  "%s %s", s, out.data);
		}
		bytes_release(&out);
	}
	cr_expect_eq(n, 1020, "%d: the table is not in order", n);
	iconv_close(to);
}
