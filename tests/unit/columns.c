#include <config.h>

#include "tui/columns.h"

#include <criterion/criterion.h>
#include <string.h>
#include <wchar.h>
#include "core/text.h"

TestSuite(columns, .timeout = 30);

Test(columns, narrow_at_first)
{
	cr_expect_not(columns_are_wide());
	cr_expect_eq(text_cols("“≥·×…”", strlen("“≥·×…”")), 6);
}

/* core/text knows nothing of it, and follows. */
Test(columns, wide_when_told)
{
	static const struct {
		const char *text;
		int cols;
	} cases[] = {
		{ "“”", 4 }, { "·", 2 },   { "≥95%", 5 }, { "×", 2 },
		{ "…", 2 },  { "─", 2 },   { "█▌", 4 },	  { "①", 2 },
		{ "°", 2 },  { "Ω", 2 },   { "✓", 1 },	  { "é", 2 },
		{ "ë", 1 },  { "abc", 3 }, { "绩效", 4 }, { "￥", 2 },
		{ "ｱ", 1 },  { "Ⅻ", 2 },   { "Ⅺ", 2 },	  { "㎡", 2 },
	};

	columns_set_wide(true);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(text_cols(cases[i].text, strlen(cases[i].text)),
			     cases[i].cols, "%s", cases[i].text);
	columns_set_wide(false);
	cr_expect_eq(text_cols("≥", strlen("≥")), 1);
}

/* Only ever from one to two. */
Test(columns, nothing_else_changes)
{
	int narrow[0x3000];
	size_t n_changed = 0;

	for (int c = 0; c < 0x3000; c++)
		narrow[c] = wcwidth(c);
	columns_set_wide(true);
	for (int c = 0; c < 0x3000; c++) {
		int wide = wcwidth(c);

		n_changed += wide != narrow[c];
		cr_expect(wide == narrow[c] || (wide == 2 && narrow[c] == 1),
			  "U+%04X: %d, then %d", (unsigned)c, narrow[c], wide);
	}
	cr_expect_gt(n_changed, 500);
}
