#include <config.h>

#include "core/nearest.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/bytes.h"

TestSuite(nearest, .timeout = 30);

static const char *nearest(const char *word)
{
	static const char *const names[] = { "基本支出", "项目支出",
					     "任务.名称", "名称", "VAL-SAME" };
	struct nearest n = nearest_to(word, strlen(word));

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		nearest_try(&n, names[i]);
	return n.name ? n.name : "";
}

Test(nearest, finds_the_name_that_was_meant)
{
	static const char *const rows[][2] = {
		{ "基本收入", "基本支出" },
		{ "项目支", "项目支出" },
		{ "项目的支出", "项目支出" },
		{ "任务名称", "任务.名称" },
		{ "名字", "名称" },
		{ "VAL-SAM", "VAL-SAME" },
		{ "基本支出", "基本支出" },
		{ "没有这个", "" },
		{ "名", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(nearest(rows[i][0]), rows[i][1], "%s: %s",
				 rows[i][0], nearest(rows[i][0]));
}

Test(nearest, takes_the_first_of_two_that_are_as_near)
{
	struct nearest n = nearest_to("甲乙", strlen("甲乙"));

	nearest_try(&n, "甲丙");
	nearest_try(&n, "丁乙");
	cr_expect_str_eq(n.name, "甲丙");
}

Test(nearest, is_not_troubled_by_long_or_broken_texts)
{
	struct bytes longer = BYTES_INIT;

	for (int i = 0; i < 65; i++)
		bytes_add_str(&longer, "长");
	cr_expect_str_eq(nearest(longer.data), "");
	struct nearest n = nearest_to("长", strlen("长"));

	nearest_try(&n, longer.data);
	nearest_try(&n, "\xe9\x95");
	cr_expect_null(n.name);
	bytes_release(&longer);
}
