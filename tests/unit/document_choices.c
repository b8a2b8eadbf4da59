#include <config.h>
#include "core/document_choices.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc;

/* A row of its own at the top of the indicators, with nothing in it. */
static void open_form(const char *path, const char *name)
{
	doc = support_document(forms, support_path(path));
	document_row_new(doc,
			 doc->def->fields[support_field(doc->def, name)].table,
			 0, NULL);
}

static void setup(void)
{
	forms = support_forms();
	open_form(REAL_FORM, "指标.三级指标");
}

static void teardown(void)
{
	document_free(doc);
	form_set_free(forms);
}

TestSuite(document_choices, .timeout = 60, .init = setup, .fini = teardown);

static struct place at(const char *name)
{
	return support_place(doc->def, name, strchr(name, '.') ? 0 : -1);
}

static void set(const char *name, const char *text)
{
	document_set(doc, at(name), text, strlen(text));
}

static void expect_cell(const char *name, const char *text)
{
	cr_expect_str_eq(record_get(&doc->record, at(name)), text, "%s", name);
}

/* "产出指标|效益指标": all of them, in order; gaps as …, tags behind /. */
static void expect(const char *name, const char *all)
{
	struct choices choices;
	struct bytes text = BYTES_INIT;

	document_choices(doc, at(name), &choices);
	for (size_t i = 0; i < choices.n; i++) {
		const struct choice *c = &choices.items[i];
		struct bytes one = BYTES_INIT;

		bytes_add_str(&one, c->text);
		if (c->gap != CHOICE_NO_GAP)
			bytes_splice(&one, c->gap, 0, "…", strlen("…"));
		bytes_printf(&text, "%s%s%s%s", i ? "|" : "", one.data,
			     *c->tag ? "/" : "", c->tag);
		bytes_release(&one);
	}
	cr_expect_str_eq(text.data, all, "%s: %s", name, text.data);
	bytes_release(&text);
	choices_release(&choices);
}

/* Chooses the one with this text; the number of cells. */
static size_t choose(const char *name, const char *text, bool along)
{
	struct choices choices;
	size_t i = 0, n;

	document_choices(doc, at(name), &choices);
	while (i < choices.n && strcmp(choices.items[i].text, text) != 0)
		i++;
	cr_assert_lt(i, choices.n, "%s", text);
	n = document_choose(doc, at(name), &choices.items[i], along);
	choices_release(&choices);
	return n;
}

Test(document_choices, a_choice_has_its_choices_and_a_text_none)
{
	expect("级次", "省级|市级|县级|区级|镇级");
	expect("部门名称", "");
	expect("基本支出", "");
	expect("任务.名称", "");
}

Test(document_choices, a_level_has_what_is_under_the_one_over_it)
{
	expect("指标.一级指标", "产出指标|效益指标|满意度指标|成本指标");
	expect("指标.二级指标",
	       "数量指标/产出指标|质量指标/产出指标|时效指标/产出指标|"
	       "成本指标/产出指标|经济效益指标/效益指标|"
	       "社会效益指标/效益指标|生态效益指标/效益指标|"
	       "可持续影响指标/效益指标|服务对象满意度指标/满意度指标|"
	       "经济成本指标/成本指标|社会成本指标/成本指标|"
	       "生态环境成本指标/成本指标");
	/* by an alias as well */
	set("指标.一级指标", "效果");
	expect("指标.二级指标",
	       "经济效益指标|社会效益指标|生态效益指标|可持续影响指标");
	/* what isn't in the tree rules nothing out */
	set("指标.一级指标", "科普");
	set("指标.二级指标", "满意度指标");
	expect("指标.三级指标", "服务对象满意度|受益群众满意度");
}

static const char *detail_of(const char *name, const char *text)
{
	static char detail[256];
	struct choices choices;

	document_choices(doc, at(name), &choices);
	for (size_t i = 0; i < choices.n; i++)
		if (!strcmp(choices.items[i].text, text))
			snprintf(detail, sizeof detail, "%s",
				 choices.items[i].detail);
	choices_release(&choices);
	return detail;
}

Test(document_choices, of_a_level_in_two_trees_all_that_is_under_it_is_told)
{
	struct tree *tree = (struct tree *)&doc->def->tree;

	tree_add(tree, "新", "产出指标", "", "", 0, "", "", "", "", "");
	tree_add(tree, "新", "产出指标", "数量指标", "", 0, "惠及村数", "≥", "",
		 "个", "");
	tree_add(tree, "新", "产出指标", "安全指标", "", 0, "", "", "", "", "");
	cr_expect_str_eq(detail_of("指标.一级指标", "产出指标"),
			 "数量指标、质量指标、时效指标、成本指标、安全指标");
	set("指标.一级指标", "产出指标");
	cr_expect_str_eq(detail_of("指标.二级指标", "数量指标"),
			 "活动场次、覆盖人数、培训人次、宣传次数、服务人次、"
			 "设备购置数量、惠及村数");
}

Test(document_choices, choosing_fills_in_the_levels_over_it_in_one_step)
{
	cr_expect_eq(choose("指标.二级指标", "社会效益指标", false), 2);
	expect_cell("指标.一级指标", "效益指标");
	expect_cell("指标.二级指标", "社会效益指标");
	document_undo(doc);
	expect_cell("指标.一级指标", "");
	expect_cell("指标.二级指标", "");

	cr_expect_eq(choose("指标.三级指标", "验收合格率", true), 4);
	expect_cell("指标.一级指标", "产出指标");
	expect_cell("指标.二级指标", "质量指标");
	expect_cell("指标.三级指标", "验收合格率");
	expect_cell("指标.指标值", "等于100%");
	document_undo(doc);
	expect_cell("指标.三级指标", "");
	expect_cell("指标.指标值", "");

	/* what is there stays */
	set("指标.一级指标", "效益指标");
	cr_expect_eq(choose("指标.二级指标", "生态效益指标", false), 1);
	expect_cell("指标.一级指标", "效益指标");
}

Test(document_choices, a_target_without_a_number_is_not_put_there)
{
	set("指标.二级指标", "数量指标");
	set("指标.一级指标", "产出指标");
	cr_expect_eq(choose("指标.三级指标", "活动场次", true), 1);
	expect_cell("指标.三级指标", "活动场次");
	expect_cell("指标.指标值", "");
	expect("指标.指标值",
	       "≥…场|≥…场次|≤…场次|等于…场次|≥…人|≥…人次|≥…次|≥…台");
}

/* The unit that the name says goes with each sign. */
Test(document_choices, a_target_has_the_unit_of_its_name)
{
	set("指标.一级指标", "产出指标");
	set("指标.二级指标", "质量指标");
	set("指标.三级指标", "覆盖人群(万人)");
	expect("指标.指标值", "≥…万人|≤…万人|等于…万人|等于100%|≥95%");
	set("指标.三级指标", "年度施工验收合格率(%)");
	expect("指标.指标值", "等于100%|≥…%|≤…%|等于…%|≥95%");
}

/* Sign, value and unit in cells of their own. */
Test(document_choices, a_target_in_three_cells_is_filled_in_all_three)
{
	document_free(doc);
	open_form("tests/forms/reading-corner/corner.csv", "指标.三级指标");
	expect("指标.计算符号", "≥|≤|等于|>|<");
	cr_expect_eq(choose("指标.三级指标", "藏书量", true), 6);
	expect_cell("指标.二级指标", "数量指标");
	expect_cell("指标.计算符号", "≥");
	expect_cell("指标.目标值", "100");
	expect_cell("指标.度量单位", "册");
	expect("指标.目标值", "100/≥ 册|50/≥ 册");
	set("指标.计算符号", "");
	expect("指标.目标值", "100/≥ 册|…/≥ 册|…/≤ 册|…/等于 册|50/≥ 册");
	document_undo(doc);
	document_undo(doc);
	expect_cell("指标.三级指标", "");
	expect_cell("指标.度量单位", "");
	expect("级别", "小学|中学");
	/* what stands in both trees is one */
	expect("指标.一级指标", "产出指标|满意度指标");
	set("指标.一级指标", "产出指标");
	expect("指标.二级指标", "数量指标|质量指标");
}

Test(document_choices, a_unit_is_the_usual_one_or_a_word_of_the_targets)
{
	struct choices choices;

	document_free(doc);
	open_form("tests/forms/reading-corner/corner.csv", "指标.三级指标");
	choose("指标.三级指标", "藏书量", false);
	document_choices(doc, at("指标.度量单位"), &choices);
	cr_assert_gt(choices.n, 2);
	cr_expect_str_eq(choices.items[0].text, "册");
	choices_release(&choices);
	/* that of its name first */
	set("指标.三级指标", "新书价格(元)");
	document_choices(doc, at("指标.度量单位"), &choices);
	cr_assert_gt(choices.n, 2);
	cr_expect_str_eq(choices.items[0].text, "元");
	for (size_t i = 0; i < choices.n; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(choices.items[i].text,
					  choices.items[k].text);
	choices_release(&choices);
}
