#include <config.h>
#include "core/merge_text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "tests/unit/support.h"

TestSuite(merge_text, .timeout = 60);

/* Whoever of the two it is seen from; NULL: it is for people to say. */
static void expect(const char *base, const char *mine, const char *theirs,
		   const char *expected)
{
	for (int i = 0; i < 2; i++) {
		struct bytes out = BYTES_INIT;
		bool ok = merge_text(&out, base, i ? theirs : mine,
				     i ? mine : theirs);

		cr_expect_eq(ok, expected != NULL, "%s | %s: %s", mine, theirs,
			     out.data);
		if (ok && expected)
			cr_expect_str_eq(out.data, expected, "got %s",
					 out.data);
		bytes_release(&out);
	}
}

#define LECTURES "举办科普讲座10场。"
#define FAIR "组织科技周活动；"
#define SCHOOLS "走进学校30所。"

Test(merge_text, changes_of_other_sentences_both_stand)
{
	expect(LECTURES FAIR SCHOOLS, "举办科普讲座12场。" FAIR SCHOOLS,
	       LECTURES FAIR "走进学校35所。",
	       "举办科普讲座12场。" FAIR "走进学校35所。");
	expect("甲;乙;丙", "甲等;乙;丙", "甲;乙;丙等", "甲等;乙;丙等");
	/* side by side */
	expect(LECTURES FAIR, "举办科普讲座12场。" FAIR,
	       LECTURES "组织科技周和科普日活动；",
	       "举办科普讲座12场。组织科技周和科普日活动；");
	expect("一、甲\n二、乙\n三、丙", "一、甲等\n二、乙\n三、丙",
	       "一、甲\n二、乙\n三、丙等", "一、甲等\n二、乙\n三、丙等");
}

Test(merge_text, changes_of_one_sentence_are_for_people_to_say)
{
	expect(LECTURES SCHOOLS, "举办科普讲座12场。" SCHOOLS,
	       "举办专题科普讲座10场。" SCHOOLS, NULL);
	expect(LECTURES SCHOOLS, SCHOOLS, "举办科普讲座12场。" SCHOOLS, NULL);
	expect("任务完成", "任务全部完成", "任务完成好", NULL);
	expect("任务完成", "按时任务完成", "任务完成好", NULL);
	expect("", "甲", "乙", NULL);
	expect("甲", "", "乙", NULL);
}

Test(merge_text, another_text_altogether_meets_everything)
{
	expect(LECTURES FAIR SCHOOLS, "以上都不做了，改为线上。",
	       LECTURES FAIR "走进学校35所。", NULL);
}

Test(merge_text, what_is_put_between_is_in_neither)
{
	expect(LECTURES SCHOOLS, LECTURES FAIR SCHOOLS,
	       LECTURES "走进学校35所。", LECTURES FAIR "走进学校35所。");
	expect(LECTURES SCHOOLS, LECTURES FAIR SCHOOLS,
	       "举办科普讲座12场。" SCHOOLS, "举办科普讲座12场。" FAIR SCHOOLS);
	/* at the end, on a line of its own or not */
	expect("一、甲\n二、乙", "一、甲\n二、乙\n三、丙", "一、甲\n二、乙等",
	       "一、甲\n二、乙等\n三、丙");
	expect(LECTURES, LECTURES "还有", "举办科普讲座12场。",
	       "举办科普讲座12场。还有");
	/* both there: in which order nobody knows */
	expect(LECTURES SCHOOLS, LECTURES FAIR SCHOOLS,
	       LECTURES "开放日2次。" SCHOOLS, NULL);
	expect(LECTURES, LECTURES "甲。", LECTURES "乙。", NULL);
	/* no sentence of its own */
	expect(LECTURES SCHOOLS, LECTURES "先" SCHOOLS,
	       LECTURES "走进学校35所。", NULL);
	expect("甲乙", "甲乙丙", "甲丁", NULL);
}

Test(merge_text, a_sentence_that_goes_leaves_the_others)
{
	expect(LECTURES FAIR SCHOOLS, LECTURES SCHOOLS,
	       LECTURES FAIR "走进学校35所。", LECTURES "走进学校35所。");
	expect("“甲。”乙。", "“丙。”乙。", "“甲。”丁。", "“丙。”丁。");
}

Test(merge_text, what_both_changed_alike_is_changed_once)
{
	expect(LECTURES FAIR SCHOOLS, "举办科普讲座12场。" FAIR SCHOOLS,
	       "举办科普讲座12场。" FAIR "走进学校35所。",
	       "举办科普讲座12场。" FAIR "走进学校35所。");
	expect(LECTURES, LECTURES FAIR, LECTURES FAIR, LECTURES FAIR);
}

/* Ten sentences, of which each side has some changed, gone or with another one
   behind. */
static void print_sentence(struct bytes *out, int i, int how)
{
	if (how % 4 == 0)
		bytes_printf(out, "第%d件事要办。", i);
	else if (how % 4 == 1)
		bytes_printf(out, "第%d件事办好%d次。", i, how);
	else if (how % 4 == 2)
		bytes_printf(out, "第%d件事要办。另有%d项。", i, how);
}

static void print_side(struct bytes *out, const int *hows, int side)
{
	for (int i = 0; i < 10; i++)
		print_sentence(out, i, hows[i] / 4 == side ? hows[i] : 0);
}

/* Nothing is lost, nothing invented: each sentence is as that one left it who
   changed it. */
Test(merge_text, whatever_each_did_elsewhere_stands)
{
	enum { ROUNDS = 2000 };
	unsigned seed = 7;
	int n_merged = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct bytes base = BYTES_INIT, mine = BYTES_INIT,
			     theirs = BYTES_INIT, both = BYTES_INIT,
			     out = BYTES_INIT;
		int hows[10];

		for (int i = 0; i < 10; i++)
			hows[i] = (int)(support_random(&seed) % 16);
		print_side(&base, hows, 4);
		print_side(&mine, hows, 0);
		print_side(&theirs, hows, 1);
		for (int i = 0; i < 10; i++)
			print_sentence(&both, i, hows[i] / 4 < 2 ? hows[i] : 0);
		if (merge_text(&out, base.data, mine.data, theirs.data)) {
			n_merged++;
			cr_expect_str_eq(out.data, both.data,
					 "%s | %s gives %s", mine.data,
					 theirs.data, out.data);
		}
		bytes_release(&base);
		bytes_release(&mine);
		bytes_release(&theirs);
		bytes_release(&both);
		bytes_release(&out);
	}
	cr_expect_gt(n_merged, ROUNDS * 3 / 4, "%d", n_merged);
}
