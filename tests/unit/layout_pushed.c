/* Values under headings, beside labels of their own: a column was put in. */
#include <config.h>
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(layout_pushed, .timeout = 30, .fini = sheet_teardown);

/* Every cell of the form, row by row. */
static void add_values(const struct sheet *s, struct bytes *out)
{
	for (int i = 0; i < sheet_def->n_fields; i++) {
		int table = sheet_def->fields[i].table;
		long n = table < 0 ? 0 : (long)record_n_rows(&s->record, table);

		for (long row = table < 0 ? -1 : 0; row < n; row++)
			bytes_printf(out, "%s %ld: %s\n",
				     sheet_def->fields[i].name, row,
				     record_get(&s->record,
						(struct place){ i, row }));
	}
}

/* The file with a blank column in front of column `at`; where merged areas have
   their text in each cell if `is_filled`. */
static struct sheet *push(const struct sheet *s, int at, bool is_filled)
{
	struct bytes out = BYTES_INIT;
	struct sheet *pushed;

	for (size_t r = 0; r < s->grid.n_records; r++) {
		const struct grid_record *record = &s->grid.records[r];
		const struct layout_row *row =
			&sheet_def->layout[s->reading.record_rows[r]];
		const char *text = "";

		for (int c = 0; c < sheet_def->width; c++) {
			if (!is_filled || row->cells[c].kind != LAYOUT_LEFT)
				text = grid_cell(record, c);
			bytes_add_str(&out, c == at ? "," : "");
			grid_write_cell(&out, &s->grid.dialect, text, false);
			bytes_add_char(&out, ',');
		}
		bytes_add_char(&out, '\n');
	}
	pushed = sheet_read(out.data, out.len);
	sheet_repair(pushed);
	bytes_release(&out);
	return pushed;
}

/* With a column put in anywhere, but for in front of `but`. */
static void expect_same(const char *folder, const char *const *lines, int but)
{
	struct bytes text = BYTES_INIT, values = BYTES_INIT,
		     pushed = BYTES_INIT;
	struct sheet *s;

	sheet_setup_form(folder);
	for (; *lines; lines++)
		bytes_printf(&text, "%s\n", *lines);
	s = sheet_read(text.data, text.len);
	cr_expect(s->reading.in_layout && s->reading.n_repairs == 0);
	add_values(s, &values);
	for (int at = 1; at < sheet_def->width; at++)
		for (int is_filled = 0; at != but && is_filled < 2;
		     is_filled++) {
			struct sheet *other = push(s, at, is_filled);

			bytes_clear(&pushed);
			add_values(other, &pushed);
			cr_expect_str_eq(pushed.data, values.data,
					 "a column in front of %d: %s", at,
					 pushed.data);
			cr_expect(!other->reading.in_layout);
			sheet_free(other);
		}
	sheet_free(s);
	bytes_release(&text);
	bytes_release(&values);
	bytes_release(&pushed);
}

Test(layout_pushed, amounts_follow_their_headings)
{
	static const char *const lines[] = {
		"2024年度项目支出绩效自评表,,,,,,,,",
		"项目名称,村道养护,,,,,,,",
		"主管部门,交通局,,,实施单位,公路站,,,",
		"项目资金(万元),,全年预算数,,全年执行数,分值,执行率(%),得分,"
		"备注",
		",年度资金总额,200,,190,10,95,9.5,",
		",其中:财政拨款,180,,172,—,—,—,",
		",其他资金,20,,18,—,—,—,",
		"年度总体目标,预期目标,,,,实际完成情况,,,",
		",路面完好,,,,基本完好,,,",
		"绩效指标,一级指标,二级指标,三级指标,分值,年度指标值,"
		"全年实际值,得分,偏差原因",
		"绩效指标,产出指标,数量指标,养护里程,20,≥120公里,114公里,19,"
		"塌方",
		"总分,,,,100,,,95.5,",
		NULL,
	};

	expect_same("forms/other/self-evaluation", lines, 0);
}

Test(layout_pushed, headings_may_take_two_rows)
{
	static const char *const lines[] = {
		"2021年部门整体绩效目标申报表,,,,,,",
		"部门名称,水文中心,,,,,",
		"部门资金情况,构成,项目,当年金额(万元),占比(%),近两年金额(万元)"
		",",
		",,,,,2019年,2020年",
		",收入构成,财政拨款,1920,80,1850,1880.5",
		",,其他资金,480,20,,460",
		",,合计,2400,100,1850,2340.5",
		",支出构成,基本支出,1500,62.5,1300,1400.5",
		",,项目支出,900,37.5,550,940",
		",,合计,2400,100,1850,2340.5",
		"年度绩效目标,完成改造,,,,,",
		"绩效指标,一级指标,二级指标,三级指标,,指标值,",
		"绩效指标,产出指标,数量指标,站点,,≥16座,",
		NULL,
	};

	expect_same("forms/other/hubei-department-2021", lines, 0);
}

Test(layout_pushed, a_columns_heading_may_be_merged_with_the_one_before)
{
	static const char *const lines[] = {
		"2023年度项目支出绩效目标表,,,,,,",
		"项目名称,村道养护,,,,,",
		"主管部门,交通局,,,实施单位,公路站,",
		"项目资金(万元),资金总额,120,财政拨款,100,其他资金,20",
		"绩效目标,实施期目标,,,年度目标,,",
		",路面完好,,,养护一百公里,,",
		"绩效指标,一级指标,二级指标,三级指标,指标值及单位,,绩效标准",
		"绩效指标,产出指标,数量指标,养护里程,≥120,公里,按比例计分",
		"主管部门审核意见,同意,,,,,",
		"财政部门审核意见,同意,,,,,",
		"单位负责人(签字):甲 填表人(签字):乙 联系电话:1 "
		"填表日期:2日,,,,,,",
		NULL,
	};

	/* within the heading nothing tells which of its columns is new */
	expect_same("forms/other/hunan-project-2023", lines, 5);
}
