/* What is sent to the terminal's clipboard. */
#include <config.h>
#include "tui/osc52.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *text, const char *wanted)
{
	struct bytes out = BYTES_INIT;

	cr_assert(osc52_print(&out, text, strlen(text)));
	cr_expect_str_eq(out.data, wanted);
	bytes_release(&out);
}

Test(osc52, it_is_base64_whatever_the_text_is)
{
	expect("", "\033]52;c;\a");
	expect("a", "\033]52;c;YQ==\a");
	expect("ab", "\033]52;c;YWI=\a");
	expect("abc", "\033]52;c;YWJj\a");
	expect("湛江\t1\033]", "\033]52;c;5rmb5rGfCTEbXQ==\a");
}

Test(osc52, too_long_a_text_is_not_sent)
{
	struct bytes out = BYTES_INIT, text = BYTES_INIT;

	memset(bytes_reserve(&text, OSC52_BYTES_MAX + 1), 'x',
	       OSC52_BYTES_MAX + 1);
	cr_expect(osc52_print(&out, text.data, OSC52_BYTES_MAX));
	cr_expect_eq(out.len, OSC52_BYTES_MAX / 3 * 4 + 8);
	bytes_clear(&out);
	cr_expect_not(osc52_print(&out, text.data, OSC52_BYTES_MAX + 1));
	cr_expect_eq(out.len, 0);
	bytes_release(&out);
	bytes_release(&text);
}
