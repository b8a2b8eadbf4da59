/* Quotations give way in a sentence that has no room. */
#include <config.h>
#include "tui/brief.h"

#include <criterion/criterion.h>

TestSuite(brief, .timeout = 10);

static void becomes(const char *sentence, int w_cols, const char *brief)
{
	struct canvas canvas;
	struct bytes text = BYTES_INIT;

	canvas_init(&canvas, 1, 1);
	bytes_add_str(&text, sentence);
	brief_quotations(&canvas, &text, w_cols);
	cr_expect_str_eq(text.data, brief);
	bytes_release(&text);
	canvas_release(&canvas);
}

Test(brief, the_longest_quotation_gives_way_first)
{
	becomes("任务“一二三四五六七八九十”没有资金", 34,
		"任务“一二三四五六七八九十”没有资金");
	becomes("任务“一二三四五六七八九十”没有资金", 30,
		"任务“一二三四五六七…”没有资金");
	becomes("“一二三四五六七八”和“一二三四五六七八九十”", 30,
		"“一二三四五六…”和“一二三四五…”");
}

Test(brief, a_few_characters_stay)
{
	becomes("“一二三四五六七八”不在表里", 1, "“一二三四五…”不在表里");
	becomes("“一二三四五六”不在表里", 1, "“一二三四五六”不在表里");
	becomes("不在表里，也没有引号", 1, "不在表里，也没有引号");
	becomes("“一二三四五六七八没有完", 1, "“一二三四五六七八没有完");
	becomes("", 0, "");
}
