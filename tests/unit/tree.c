#include <config.h>

#include "core/tree.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(tree, .timeout = 30);

Test(tree, folds_names_to_what_they_mean)
{
	static const char *const rows[][2] = {
		{ "产出指标", "产出" },
		{ " 产出\n指标　", "产出" },
		{ "产出指标(50分)", "产出" },
		{ "产出指标（12.5分）", "产出" },
		{ "★★数量指标", "数量" },
		{ "*数量指标", "数量" },
		{ "指标1:数量指标", "数量" },
		{ "指标12：数量", "数量" },
		{ "1.质量指标", "质量" },
		{ "2、质量", "质量" },
		{ "成本(万元)", "成本(万元)" },
		{ "成本(分)", "成本(分)" },
		{ "指标", "" },
		{ "(50分)", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes out = BYTES_INIT;

		tree_fold(&out, rows[i][0]);
		cr_expect_str_eq(out.data, rows[i][1], "%s: %s", rows[i][0],
				 out.data);
		bytes_release(&out);
	}
}

static void add(struct tree *t, const char *variant, const char *level1,
		const char *level2, const char *aliases, int rows)
{
	tree_add(t, variant, level1, level2, aliases, rows, "", "", "", "", "");
}

static void grow(struct tree *t, struct arena *arena)
{
	tree_init(t, arena);
	add(t, "旧", "产出指标", "", "项目完成指标|产出目标", 0);
	add(t, "旧", "产出指标", "数量指标", "", 1);
	add(t, "旧", "产出指标", "成本指标", "", 0);
	add(t, "旧", "效益指标", "社会效益指标", "", 0);
	add(t, "旧", "满意度指标", "服务对象满意度指标", "满意度指标", 0);
	add(t, "新", "成本指标", "经济成本指标", "", 0);
}

static const char *name_of(const struct tree *t, int node)
{
	return node < 0 ? "" : t->nodes[node].name;
}

Test(tree, finds_nodes_by_name_and_alias)
{
	struct arena arena = { 0 };
	struct tree t;

	grow(&t, &arena);
	int output = tree_find(&t, 0, -1, "产出");
	int effect = tree_find(&t, 0, -1, "效益指标");

	cr_expect_str_eq(name_of(&t, output), "产出指标");
	cr_expect_eq(tree_find(&t, 0, -1, "项目完成"), output);
	cr_expect_eq(tree_find(&t, 0, -1, "产出目标"), output);
	cr_expect_eq(tree_find(&t, 0, -1, "数量指标"), -1);
	cr_expect_eq(tree_find(&t, 0, -1, ""), -1);
	cr_expect_eq(tree_find(&t, 0, -1, "指标"), -1);

	int amount = tree_find(&t, 1, output, "指标1:数量指标(10分)");

	cr_expect_str_eq(name_of(&t, amount), "数量指标");
	cr_expect_eq(tree_find(&t, 1, -1, "数量"), amount);
	cr_expect_eq(tree_find(&t, 1, effect, "数量"), -1);
	cr_expect_eq(t.nodes[amount].printed_rows, 1);
	cr_expect_eq(t.nodes[amount].parent, output);
	cr_expect_str_eq(name_of(&t, tree_find(&t, 1, -1, "满意度指标")),
			 "服务对象满意度指标");
	cr_expect_str_eq(t.nodes[tree_find(&t, 0, -1, "成本")].variant, "新");
	tree_release(&t);
	arena_release(&arena);
}

Test(tree, tells_the_only_parent)
{
	struct arena arena = { 0 };
	struct tree t;

	grow(&t, &arena);
	cr_expect_str_eq(name_of(&t, tree_parent_of(&t, "社会效益")),
			 "效益指标");
	cr_expect_eq(tree_parent_of(&t, "科普影响力"), -1);
	add(&t, "新", "效益指标", "成本指标", "", 0);
	cr_expect_eq(tree_parent_of(&t, "成本指标"), -1, "two are likely");
	tree_release(&t);
	arena_release(&arena);
}

/* level2 NULL: of whatever stands under it. */
static bool has(const struct tree *t, const char *level1, const char *level2)
{
	int node = tree_find(t, 0, -1, level1);

	return node >= 0 && (!level2 || tree_find(t, 1, node, level2) >= 0);
}

/* 产出指标 stands in both trees, with other level 2 under it. */
Test(tree, tries_every_level_1_of_a_name)
{
	static const struct {
		const char *level1, *level2;
		bool has;
	} rows[] = {
		{ "产出指标", NULL, true },
		{ "产出", "数量指标", true },
		{ "产出指标", "绿色指标", true },
		{ "项目完成", "数量指标", true },
		{ "项目完成", "绿色指标", true },
		{ "新产出", "数量指标", true },
		{ "效益指标", "绿色指标", false },
		{ "产出指标", "经济成本指标", false },
		{ "成本指标", "经济成本指标", true },
		{ "绿色指标", NULL, false },
		{ "产出指标", "", false },
		{ "", NULL, false },
	};
	struct arena arena = { 0 };
	struct tree t;

	grow(&t, &arena);
	add(&t, "新", "产出指标", "绿色指标", "", 0);
	add(&t, "新", "产出指标", "", "新产出", 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(has(&t, rows[i].level1, rows[i].level2),
			     rows[i].has, "%s/%s", rows[i].level1,
			     rows[i].level2);
	int old = tree_find(&t, 0, -1, "产出指标");
	int green = tree_find(&t, 1, old, "绿色指标");

	cr_assert_geq(green, 0);
	cr_expect_str_eq(t.nodes[green].variant, "新");
	cr_expect_eq(tree_find(&t, 1, tree_find(&t, 0, -1, "新产出"), "数量"),
		     tree_find(&t, 1, old, "数量"));
	add(&t, "新", "产出指标", "数量指标", "", 0);
	cr_expect_str_eq(name_of(&t, tree_parent_of(&t, "数量指标")),
			 "产出指标", "one name in two trees is one parent");
	tree_release(&t);
	arena_release(&arena);
}

Test(tree, keeps_usual_targets)
{
	struct arena arena = { 0 };
	struct tree t;

	grow(&t, &arena);
	size_t nodes = t.n_nodes;

	tree_add(&t, "旧", "产出指标", "数量指标", "", 2, "活动场次", "≥", "3",
		 "场", "全年");
	cr_assert_eq(t.n_nodes, nodes);
	cr_assert_eq(t.n_usuals, 1);
	cr_expect_eq(t.usuals[0].node, tree_find(&t, 1, -1, "数量指标"));
	cr_expect_str_eq(t.usuals[0].name, "活动场次");
	cr_expect_str_eq(t.usuals[0].relation, "≥");
	cr_expect_str_eq(t.usuals[0].value, "3");
	cr_expect_str_eq(t.usuals[0].unit, "场");
	cr_expect_str_eq(t.usuals[0].help, "全年");
	cr_expect_eq(t.nodes[t.usuals[0].node].printed_rows, 3);
	tree_release(&t);
	arena_release(&arena);
}
