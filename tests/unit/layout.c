#include <config.h>
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/layout_template.h"

TestSuite(layout, .timeout = 30, .init = sheet_setup, .fini = sheet_teardown);

/* ---- reading ---- */

Test(layout, a_new_file_reads_back)
{
	struct sheet *real = sheet_real(), *saved = sheet_saved();
	struct bytes again = BYTES_INIT;

	cr_expect_not(real->reading.in_layout);
	cr_expect(saved->reading.in_layout);
	cr_expect_eq(saved->reading.n_repairs, 0);
	sheet_repair(real);
	sheet_expect_same_record(&real->record, &saved->record, 0);
	sheet_write(saved, true, &again);
	cr_expect_str_eq(again.data, saved->data.data);
	bytes_release(&again);
	sheet_free(real);
	sheet_free(saved);
}

Test(layout, lines_and_sources_are_known)
{
	struct sheet *s = sheet_real();
	int tasks = definition_table(sheet_def, "任务", strlen("任务"));
	int money = support_field(sheet_def, "基本支出");

	cr_expect_eq(s->reading.row_lines[sheet_def->fields[money].layout_row],
		     6);
	cr_expect_eq(s->reading.row_lines[sheet_def->tables[tasks].layout_row],
		     13);
	cr_expect_eq(record_row(&s->record, tasks, 0)->source, 12);
	sheet_free(s);
}

static int fit(const char *text, const char **missing)
{
	struct layout_match *match;
	struct grid g;
	int result;

	cr_assert(grid_read(&g, sheet_pool, text, strlen(text),
			    &(struct dialect_hint){ .delimiter = ',' }, "x",
			    NULL));
	result = layout_fit(sheet_layout, &g, &match, missing);
	layout_match_free(match);
	grid_release(&g);
	return result;
}

Test(layout, fit_counts_fixed_rows)
{
	const char *missing;

	cr_expect_eq(fit("a,b\nc,d\n", &missing), 0);
	cr_expect_str_eq(missing, "…年…部门整体预算绩效目标表");
	/* two of fourteen; a label of two Han characters needs a neighbour */
	cr_expect_eq(
		fit("2024年市级部门整体预算绩效目标表\n部门名称,x\n", &missing),
		142);
	cr_expect_str_eq(missing, "基本信息");
	cr_expect_eq(fit("部门\n总体绩效\n", &missing), 0);
	cr_expect_eq(fit("绩效指标,一级指标,x,x,x\n", &missing), 0);
	cr_expect_eq(fit("绩效指标,一级指标,二级指标,x\n", &missing), 71);
	cr_expect_eq(fit("绩效指标,一级,二级,x\n", &missing), 71);
	/* in another order, too */
	cr_expect_eq(fit("总体绩效目标,x\n部门名称,x\n", &missing), 142);
}

static const struct {
	const char *start, *line, *field, *value;
	size_t n_repairs;
	bool in_layout;
} fixed_rows[] = {
	/* the same labels in other words, aliases, another width */
	{ "基本信息", "基本信息,财政供养人员(人),40,下属二级单位数,1",
	  "财政供养人员数", "40", 0, true },
	{ "基本信息", "基本信息,人数,40,下属二级单位数,1", "财政供养人员数",
	  "40", 1, true },
	{ "总体绩效目标", "总体目标,好", "总体绩效目标", "好", 0, true },
	{ "总体绩效目标", "　总体 绩效目标：,好", "总体绩效目标", "好", 0,
	  true },
	/* moved: values belong to the label before them */
	{ "基本信息", "财政供养人员数,40,下属二级单位数,1", "财政供养人员数",
	  "40", 2, false },
	{ "基本信息", "基本信息,财政供养人员数,,40,下属二级单位数,1",
	  "财政供养人员数", "40", 2, false },
	{ "基本信息", "财政供养人员数,40,下属二级单位数,1", "下属二级单位数",
	  "1", 2, false },
	{ "部门名称", "部门名称,甲局,乙", "部门名称", "甲局", 1, true },
	{ "部门名称", "部门名称,甲局,,,,,乙", "部门名称", "甲局", 1, true },
	/* titles */
	{ "2024年", "２０２５年县级部门整体预算绩效目标表", "年度", "２０２５",
	  0, true },
	{ "2024年", "2025 年 县级部门整体预算绩效目标表（公开）", "年度",
	  "2025", 0, true },
	{ "2024年", "附件1：2025年度县级部门整体预算绩效目标表", "年度", "2025",
	  0, true },
	{ "2024年", "2025年湛江市市级部门整体预算绩效目标表", "级次", "市级", 0,
	  true },
	{ "2024年", "20x5年部门整体预算绩效目标表", "年度", "20x5", 0, true },
	{ "2024年", "年(试点)部门整体预算绩效目标表", "级次", "(试点)", 0,
	  true },
	{ "2024年", ",2025年县级部门整体预算绩效目标表", "年度", "2025", 0,
	  false },
};

Test(layout, fixed_rows_as_they_come)
{
	for (size_t i = 0; i < sizeof fixed_rows / sizeof *fixed_rows; i++) {
		struct sheet *s = sheet_with_line(fixed_rows[i].start,
						  fixed_rows[i].line);

		cr_expect_str_eq(sheet_get(s, fixed_rows[i].field, -1),
				 fixed_rows[i].value, "%s: %s",
				 fixed_rows[i].line,
				 sheet_get(s, fixed_rows[i].field, -1));
		cr_expect_eq(s->reading.n_repairs, fixed_rows[i].n_repairs,
			     "%s: %zu repairs", fixed_rows[i].line,
			     s->reading.n_repairs);
		cr_expect_eq(s->reading.in_layout, fixed_rows[i].in_layout,
			     "%s", fixed_rows[i].line);
		sheet_free(s);
	}
}

static const struct {
	const char *line, *expected;
	size_t n_repairs;
} indicator_rows[] = {
	{ "绩效指标,产出指标,质量指标,合格率,≥9%",
	  "产出指标|质量指标|合格率|≥9%", 0 },
	{ ",,,合格率,≥9%", "产出指标|数量指标|合格率|≥9%", 0 },
	{ ",,质量指标,合格率,≥9%", "产出指标|质量指标|合格率|≥9%", 0 },
	/* the first level 2 below another level 1 has its own parent */
	{ ",,社会效益指标,影响,提升", "效益指标|社会效益指标|影响|提升", 1 },
	{ "合格率,≥9%", "产出指标|数量指标|合格率|≥9%", 3 },
	{ "质量指标,合格率,≥9%", "产出指标|质量指标|合格率|≥9%", 3 },
	{ ",产出指标,,合格率,≥9%", "产出指标|数量指标|合格率|≥9%", 0 },
	{ ",效益指标,,合格率,≥9%", "效益指标||合格率|≥9%", 0 },
	/* a name like that of a level, and what is no usual value */
	{ ",,,成本,控制在96万元以内", "产出指标|数量指标|成本|控制在96万元以内",
	  0 },
	{ ",,,效益,9", "产出指标|数量指标|效益|9", 0 },
	/* a row that bears its section's label stays as it was typed */
	{ "绩效指标,质量指标,,合格率,", "质量指标||合格率|", 0 },
	{ "绩效指标,怪,怪,,9", "怪|怪||9", 0 },
	{ "绩效指标,产出指标,质量指标,合格率,≥9%,多",
	  "产出指标|质量指标|合格率|≥9%", 1 },
	{ "别的,产出指标,质量指标,合格率,≥9%", "产出指标|质量指标|合格率|≥9%",
	  1 },
};

Test(layout, damaged_rows_find_their_columns)
{
	int t = definition_table(sheet_def, "指标", strlen("指标"));

	for (size_t i = 0; i < sizeof indicator_rows / sizeof *indicator_rows;
	     i++) {
		/* the second indicator, below 产出指标 数量指标 */
		struct sheet *s = sheet_with_line(
			"绩效指标,产出指标,数量指标,科普宣传覆盖",
			indicator_rows[i].line);
		struct bytes row = BYTES_INIT;

		sheet_repair(s);
		for (int c = 0; c < sheet_def->tables[t].n_columns; c++)
			bytes_printf(&row, "%s%s", c ? "|" : "",
				     record_row(&s->record, t, 1)->cells[c]);
		cr_expect_str_eq(row.data, indicator_rows[i].expected, "%s: %s",
				 indicator_rows[i].line, row.data);
		cr_expect_eq(s->reading.n_repairs, indicator_rows[i].n_repairs,
			     "%s: %zu repairs", indicator_rows[i].line,
			     s->reading.n_repairs);
		bytes_release(&row);
		sheet_free(s);
	}
}

/* 基 could be anything. */
Test(layout, a_label_is_cut_to_two_characters_at_least)
{
	struct label_index index;

	label_index_init(&index, sheet_def);
	cr_expect(label_is_cut(&index, texts_add_str(sheet_pool, "基本支")));
	cr_expect(label_is_cut(&index, texts_add_str(sheet_pool, "基本")));
	cr_expect_not(label_is_cut(&index, texts_add_str(sheet_pool, "基")));
	cr_expect_not(
		label_is_cut(&index, texts_add_str(sheet_pool, "基本支出")));
	label_index_release(&index);
}

/* ---- what is a value between printed words ---- */

static const struct {
	const char *before, *between, *behind, *text, *value;
} templates[] = {
	{ "填表人(签字):", " 电话:", "", "填表人(签字):甲 电话:1", "甲" },
	{ "填表人(签字):", " 电话:", "", "填表人（签字）： 甲  电话：1", "甲" },
	{ "填表人(签字):", " 电话:", "", "填表人签字 甲 电话 1", "甲" },
	{ "填表人(签字):", " 电话:", "", "填表人(签字): 电话:", "" },
	{ "填表人(签字):", " 电话:", "", "填表人(签字):(代)甲 电话:1",
	  "(代)甲" },
	{ "部门:", "(盖章) 电话:", "", "部门:甲局(盖章) 电话:1", "甲局" },
	{ "部门:", "(盖章) 电话:", "", "部门:甲局（盖章）电话:1", "甲局" },
	{ "部门:", "(盖章) 电话:", "", "部门:甲局(筹)(盖章) 电话:1",
	  "甲局(筹)" },
};

/* The colon and the bracket of printed words are no part of what is beside. */
Test(layout, signs_of_printed_words_are_no_value)
{
	int fields[] = { support_field(sheet_def, "部门名称"),
			 support_field(sheet_def, "总体绩效目标") };

	for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
		const char *literals[] = { templates[i].before,
					   templates[i].between,
					   templates[i].behind };
		struct layout_cell cell = { .kind = LAYOUT_TEMPLATE,
					    .literals = literals,
					    .fields = fields,
					    .n_fields = 2 };
		struct bytes values[2] = { BYTES_INIT, BYTES_INIT };
		const char *found;

		cr_expect(template_read(sheet_def, &cell, templates[i].text,
					values));
		found = values[0].data ? values[0].data : "";
		cr_expect_str_eq(found, templates[i].value, "%s: %s",
				 templates[i].text, found);
		bytes_release(&values[0]);
		bytes_release(&values[1]);
	}
}

/* {学年}学年{级别}图书角统计表, the level as one of two. */
static void expect_choice(const char *one, const char *other,
			  const char *between, const char *wanted)
{
	struct definition *def = support_form(READING_CORNER);
	const char *literals[] = { "", "学年", "图书角统计表" };
	const char *choices[] = { one, other };
	int fields[] = { support_field(def, "学年"),
			 support_field(def, "级别") };
	struct layout_cell cell = { .kind = LAYOUT_TEMPLATE,
				    .literals = literals,
				    .fields = fields,
				    .n_fields = 2 };
	struct bytes values[2] = { BYTES_INIT, BYTES_INIT };
	struct bytes text = BYTES_INIT;

	def->fields[fields[1]].choices = choices;
	def->fields[fields[1]].n_choices = 2;
	bytes_printf(&text, "2024学年%s图书角统计表", between);
	cr_expect(template_read(def, &cell, text.data, values), "%s",
		  text.data);
	cr_expect(values[0].data && !strcmp(values[0].data, "2024"));
	cr_expect(values[1].data && !strcmp(values[1].data, wanted),
		  "%s: %s, not %s", text.data, values[1].data, wanted);
	bytes_release(&values[0]);
	bytes_release(&values[1]);
	bytes_release(&text);
	definition_free(def);
}

/* Of two that are there neither is taken: somebody is to look at it. */
Test(layout, a_choice_in_a_title_is_the_longest_that_is_there)
{
	expect_choice("小学", "中学", "小学", "小学");
	expect_choice("小学", "中学", "度小学", "小学");
	expect_choice("小学", "中学", "中学部", "中学");
	expect_choice("小学", "中学", "小学、中学", "小学、中学");
	expect_choice("中学", "小学", "小学、中学", "小学、中学");
	expect_choice("小学", "中小学", "中小学", "中小学");
	expect_choice("中小学", "小学", "中小学", "中小学");
	expect_choice("小学", "中小学", "市中小学", "中小学");
	expect_choice("小学", "小学部", "小学部", "小学部");
	expect_choice("小学", "小学部", "小学部甲", "小学部");
	expect_choice("小学部", "小学", "小学部甲", "小学部");
}

/* (2025年): of so few letters, the brackets tell. */
Test(layout, few_letters_are_a_title_with_their_brackets)
{
	const char *literals[] = { "(", "年)" };
	int fields[] = { support_field(sheet_def, "年度") };
	struct layout_cell cell = { .kind = LAYOUT_TEMPLATE,
				    .literals = literals,
				    .fields = fields,
				    .n_fields = 1 };

	cr_expect(template_read(sheet_def, &cell, "（2025 年）", NULL));
	cr_expect_not(template_read(sheet_def, &cell, "2025年", NULL));
	cr_expect_not(template_read(sheet_def, &cell, "2025年12月", NULL));
}
