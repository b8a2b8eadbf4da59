/* What is the same in other words, and what is something else. */
#include <config.h>
#include "core/renamed.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

TestSuite(renamed, .timeout = 30);

static long one(const char *older, const char *newer)
{
	long *of = renamed_find(&older, 1, &newer, 1, NULL, NULL),
	     found = of[0];

	free(of);
	return found;
}

Test(renamed, one_name)
{
	cr_expect_eq(one("科普覆盖人群(万人)", "科普宣传覆盖人群(万人)"), 0);
	cr_expect_eq(one("开展科普宣传活动场次", "科普宣传活动场次"), 0);
	cr_expect_eq(one("培训人次", "培训 人次"), 0);
	cr_expect_eq(one("培训人次", "培训场次"), -1);
	cr_expect_eq(one("群众满意度", "服务对象满意度"), -1);
	cr_expect_eq(one("验收合格率", "设备完好率"), -1);
	cr_expect_eq(
		one("科技工作者参与科普的人数", "科技工作者参与科普的人次"),
		-1);
	cr_expect_eq(one("科普覆盖人群(万人)", "科普覆盖人群(人次)"), -1);
	cr_expect_eq(one("", ""), -1);
}

/* Each with the one that is most like it, and none with two. */
Test(renamed, several)
{
	static const char *const older[] = { "举办科普讲座场次",
					     "开展科普讲座场次", "验收合格率" };
	static const char *const newer[] = { "全年验收合格率",
					     "开展科普讲座的场次" };
	long *of = renamed_find(older, 3, newer, 2, NULL, NULL);

	cr_expect_eq(of[0], -1);
	cr_expect_eq(of[1], 1);
	cr_expect_eq(of[2], 0);
	free(of);
}

static bool never(const void *ctx, size_t older, size_t newer)
{
	(void)ctx;
	(void)older;
	(void)newer;
	return false;
}

Test(renamed, who_asks_has_the_last_word)
{
	static const char *const name = "培训人次";
	long *of = renamed_find(&name, 1, &name, 1, never, NULL);

	cr_expect_eq(of[0], -1);
	free(of);
}

Test(renamed, nothing_is_guessed_of_very_many)
{
	static const char *names[RENAMED_MOST + 1];
	long *of;

	for (size_t i = 0; i <= RENAMED_MOST; i++)
		names[i] = "培训人次";
	of = renamed_find(names, RENAMED_MOST + 1, names, 1, NULL, NULL);
	cr_expect_eq(of[0], -1);
	free(of);
	of = renamed_find(names, 0, names, 0, NULL, NULL);
	free(of);
}
