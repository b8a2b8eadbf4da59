/* Which names are slips of others, and which only look like them. */
#include <config.h>
#include "core/near_names.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(near_names, .timeout = 30);

/* The second stands three times, the first once, behind it. */
static const char *meant(const char *slip, const char *name)
{
	struct near_names names = { 0 };
	const struct near_name *found;

	for (size_t line = 2; line < 5; line++)
		near_names_add(&names, "", name, name, line);
	near_names_add(&names, "", slip, slip, 5);
	cr_expect_null(near_names_of(&names, 0));
	found = names.n > 1 ? near_names_of(&names, 1) : NULL;
	cr_expect(!found || (found->line == 2 && found->n == 3));
	near_names_release(&names);
	return found ? name : "";
}

Test(near_names, slips)
{
	static const char *const slips[][2] = {
		{ "数里", "数量" },   /* the same letters typed */
		{ "量数", "数量" },   /* swapped */
		{ "数量量", "数量" }, /* twice */
		{ "满意渡", "满意度" },
		{ "满意", "满意度" },
		{ "可持续影晌", "可持续影响" },
		{ "可续持影响", "可持续影响" },
	};

	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
		cr_expect_str_eq(meant(slips[i][0], slips[i][1]), slips[i][1],
				 "%s", slips[i][0]);
}

Test(near_names, others)
{
	static const char *const others[][2] = {
		{ "质量", "数量" },	    { "校内", "校外" },
		{ "成本", "时效" },	    { "社会效益", "经济效益" },
		{ "经济成本", "经济效益" }, { "社会效益", "效益" },
		{ "量", "数量指标" },	    { "数量", "数量" },
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_str_eq(meant(others[i][0], others[i][1]), "", "%s",
				 others[i][0]);
}

/* Each once: neither is the slip. */
Test(near_names, short_ones_as_rare_as_each_other)
{
	struct near_names names = { 0 };

	near_names_add(&names, "", "坏事", "坏事", 2);
	near_names_add(&names, "", "好事", "好事", 3);
	cr_expect_null(near_names_of(&names, 0));
	cr_expect_null(near_names_of(&names, 1));
	near_names_release(&names);
}

Test(near_names, of_one_group_only)
{
	struct near_names names = { 0 };

	near_names_add(&names, "甲", "满意度", "满意度", 2);
	near_names_add(&names, "乙", "满意渡", "满意渡", 3);
	cr_expect_null(near_names_of(&names, 0));
	cr_expect_null(near_names_of(&names, 1));
	/* the same when folded, spelled in another way: the later one */
	near_names_add(&names, "甲", "满意度指标", "满意度", 4);
	cr_expect_null(near_names_of(&names, 0));
	cr_assert(near_names_of(&names, 2));
	cr_expect_eq(near_names_of(&names, 2)->line, 2);
	near_names_release(&names);
}
