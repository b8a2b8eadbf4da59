#include <config.h>

#include "tui/key.h"

#include <criterion/criterion.h>
#include "core/bytes.h"

TestSuite(key, .timeout = 30);

Test(key, parses_and_prints_back)
{
	static const char *const texts[] = {
		"^S",
		"^_",
		"Alt-1",
		"Alt-z",
		"Alt-Up",
		"Shift-F7",
		"F24",
		"PgDn",
		"Ctrl-PgUp",
		"Shift-Tab",
		"Esc",
		"Enter",
		"一",
		"a",
		"A",
		"^",
		"-",
		"Alt--",
		"Space",
		"F",
		"Alt-^S",
		"Ctrl-Home",
		"Ctrl-Shift-Left",
		"Backspace",
		"Delete",
		"Insert",
		"PasteEnd",
		"Hangup",
		"Alt-Enter",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct bytes out = BYTES_INIT;
		struct key key;

		cr_expect(key_parse(texts[i], &key), "%s", texts[i]);
		key_print(&out, &key);
		cr_expect_str_eq(out.data, texts[i]);
		bytes_release(&out);
	}
}

Test(key, refuses_what_is_none)
{
	static const char *const texts[] = {
		"",   "F0",    "F25",	 "F1x",	     "Up2",
		"ab", "Ctrl-", "Ctrl-a", "Shift-一",
	};
	struct key key;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_not(key_parse(texts[i], &key), "%s", texts[i]);
}

Test(key, parses_the_parts)
{
	struct key key;

	cr_assert(key_parse("^S", &key));
	cr_expect(key.name == K_CTRL && key.ch == 's' && !key.ctrl);
	cr_assert(key_parse("Ctrl-Shift-Left", &key));
	cr_expect(key.name == K_LEFT && key.ctrl && key.shift && !key.alt);
	cr_assert(key_parse("Shift-Tab", &key));
	cr_expect(key.name == K_BACKTAB && !key.shift);
	cr_assert(key_parse("Shift-F7", &key));
	cr_expect(key.name == K_F && key.ch == 7 && key.shift);
	cr_assert(key_parse("一", &key));
	cr_expect(key.name == K_CHAR && key.ch == 0x4E00);
}

Test(key, fold_takes_full_width_as_half)
{
	struct key wide = { K_CHAR, 0xFF4A, false, false, false };
	struct key blank = { K_CHAR, 0x3000, false, false, false };
	struct key han = { K_CHAR, 0x4E00, false, false, false };
	struct key f1 = { K_F, 1, false, false, false };

	cr_expect_eq(key_fold(wide).ch, 'j');
	cr_expect_eq(key_fold(blank).ch, ' ');
	cr_expect_eq(key_fold(han).ch, 0x4E00);
	cr_expect_eq(key_fold(f1).ch, 1);
}
