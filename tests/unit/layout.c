#include <config.h>
#include "core/layout.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/layout_label.h"
#include "core/store.h"
#include "core/text.h"
#include "tests/unit/support.h"

static struct definition *def;
static struct texts *pool;
static struct layout *layout;

static void setup(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	def = support_form(FIRST_FORM);
	pool = texts_new();
	layout = layout_new(def, pool);
}

static void teardown(void)
{
	layout_free(layout);
	texts_free(pool);
	definition_free(def);
}

TestSuite(layout, .timeout = 30, .init = setup, .fini = teardown);

/* A file read by the first form. */
struct sheet {
	struct bytes data;
	struct grid grid;
	struct record record;
	struct layout_reading reading;
};

static struct sheet *sheet_read(const char *data, size_t n)
{
	struct sheet *s = memory_alloc(sizeof *s);
	struct failure f = { 0 };
	struct layout_match *match;
	const char *missing;

	bytes_init(&s->data);
	bytes_add(&s->data, data, n);
	cr_assert(grid_read(&s->grid, pool, s->data.data, n, NULL, "x", &f));
	record_init(&s->record, def, pool);
	layout_fit(layout, &s->grid, &match, &missing);
	layout_read(layout, &s->grid, match, &s->record, &s->reading);
	layout_match_free(match);
	return s;
}

static struct sheet *sheet_real(void)
{
	struct sheet *s;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(REAL_FORM), &data, &n, NULL, NULL));
	s = sheet_read(data, n);
	free(data);
	return s;
}

static void sheet_free(struct sheet *s)
{
	layout_reading_release(&s->reading);
	record_release(&s->record);
	grid_release(&s->grid);
	bytes_release(&s->data);
	free(s);
}

static void sheet_repair(struct sheet *s)
{
	for (size_t i = 0; i < s->reading.n_edits; i++)
		record_apply(&s->record, &s->reading.edits[i]);
}

static void sheet_write(const struct sheet *s, bool as_new, struct bytes *out)
{
	struct layout_written written;

	layout_write(layout, &s->record, &s->grid, &s->reading,
		     as_new ? &dialect_new_file : &s->grid.dialect, !as_new,
		     out, &written);
	layout_written_release(&written);
}

/* The real form, repaired and saved as a new file; then read. */
static struct sheet *sheet_saved(void)
{
	struct sheet *real = sheet_real(), *saved;
	struct bytes out = BYTES_INIT;

	sheet_repair(real);
	sheet_write(real, true, &out);
	saved = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(real);
	return saved;
}

static const char *get(const struct sheet *s, const char *name, long row)
{
	return record_get(&s->record, support_place(def, name, row));
}

static void set(struct sheet *s, const char *name, long row, const char *text)
{
	struct edit edit = { .kind = EDIT_SET,
			     .place = support_place(def, name, row),
			     .text = texts_add_str(pool, text) };

	record_apply(&s->record, &edit);
}

static size_t line_of(const char *text, const char *at)
{
	size_t line = 1;

	while (text < at)
		line += *text++ == '\n';
	return line;
}

/* The first line that differs, or 0. */
static size_t first_difference(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] && a[i] == b[i])
		i++;
	return a[i] || b[i] ? line_of(a, a + i) : 0;
}

static bool same_cells(const struct record *a, const struct record *b,
		       int table, size_t row)
{
	for (int c = 0; c < def->tables[table].n_columns; c++)
		if (strcmp(record_row(a, table, row)->cells[c],
			   record_row(b, table, row)->cells[c]) != 0)
			return false;
	return true;
}

static void expect_same_record(const struct record *a, const struct record *b,
			       unsigned seed)
{
	for (int i = 0; i < def->n_scalars; i++)
		cr_expect_str_eq(a->scalars[i], b->scalars[i], "seed %u, %s",
				 seed, def->fields[def->scalars[i]].name);
	for (int t = 0; t < def->n_tables; t++) {
		size_t n = record_n_rows(a, t);

		cr_assert_eq(n, record_n_rows(b, t), "seed %u: %zu and %zu",
			     seed, n, record_n_rows(b, t));
		for (size_t row = 0; row < n; row++)
			cr_expect(same_cells(a, b, t, row),
				  "seed %u, table %d, row %zu", seed, t, row);
	}
}

/* ---- reading ---- */

Test(layout, a_new_file_reads_back)
{
	struct sheet *real = sheet_real(), *saved = sheet_saved();
	struct bytes again = BYTES_INIT;

	cr_expect_not(real->reading.in_layout);
	cr_expect(saved->reading.in_layout);
	cr_expect_eq(saved->reading.n_repairs, 0);
	sheet_repair(real);
	expect_same_record(&real->record, &saved->record, 0);
	sheet_write(saved, true, &again);
	cr_expect_str_eq(again.data, saved->data.data);
	bytes_release(&again);
	sheet_free(real);
	sheet_free(saved);
}

Test(layout, lines_and_sources_are_known)
{
	struct sheet *s = sheet_real();
	int tasks = definition_table(def, "任务", strlen("任务"));
	int money = support_field(def, "基本支出");

	cr_expect_eq(s->reading.row_lines[def->fields[money].layout_row], 6);
	cr_expect_eq(s->reading.row_lines[def->tables[tasks].layout_row], 13);
	cr_expect_eq(record_row(&s->record, tasks, 0)->source, 12);
	sheet_free(s);
}

static int fit(const char *text, const char **missing)
{
	struct layout_match *match;
	struct grid g;
	int result;

	cr_assert(grid_read(&g, pool, text, strlen(text),
			    &(struct dialect_hint){ .delimiter = ',' }, "x",
			    NULL));
	result = layout_fit(layout, &g, &match, missing);
	layout_match_free(match);
	grid_release(&g);
	return result;
}

Test(layout, fit_counts_fixed_rows)
{
	const char *missing;

	cr_expect_eq(fit("a,b\nc,d\n", &missing), 0);
	cr_expect_str_eq(missing, "{年度}年{级次}部门整体预算绩效目标表");
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

/* The saved real form with one of its lines replaced, then read. */
static struct sheet *with_line(const char *start, const char *line)
{
	struct sheet *s = sheet_saved(), *changed;
	const char *at = strstr(s->data.data, start);
	struct bytes out = BYTES_INIT;

	cr_assert(at, "no line %s", start);
	bytes_add(&out, s->data.data, (size_t)(at - s->data.data));
	bytes_add_str(&out, line);
	bytes_add_str(&out, at + strcspn(at, "\r\n"));
	changed = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(s);
	return changed;
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
		struct sheet *s =
			with_line(fixed_rows[i].start, fixed_rows[i].line);

		cr_expect_str_eq(get(s, fixed_rows[i].field, -1),
				 fixed_rows[i].value, "%s: %s",
				 fixed_rows[i].line,
				 get(s, fixed_rows[i].field, -1));
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
	int t = definition_table(def, "指标", strlen("指标"));

	for (size_t i = 0; i < sizeof indicator_rows / sizeof *indicator_rows;
	     i++) {
		/* the second indicator, below 产出指标 数量指标 */
		struct sheet *s =
			with_line("绩效指标,产出指标,数量指标,科普宣传覆盖",
				  indicator_rows[i].line);
		struct bytes row = BYTES_INIT;

		sheet_repair(s);
		for (int c = 0; c < def->tables[t].n_columns; c++)
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

/* ---- other people's tables ---- */

/* Pieces of a form of two tasks and two indicators, put together below. */
#define TITLE "2024年市级部门整体预算绩效目标表,,,,\n"
#define NAME "部门名称,甲局,,,\n"
#define STAFF "基本信息,财政供养人员数,32,下属二级单位数,1\n"
#define MONEY_HEAD \
	"预算整体情况,部门预算支出,预算金额(万元),收入来源,预算金额(万元)\n"
#define MONEY                                                    \
	"预算整体情况,基本支出,631,财政拨款,800\n" \
	"预算整体情况,项目支出,184,其他资金,15\n"
#define MONEY2                                                                                 \
	"预算整体情况,事业发展性支出,预算金额(万元),按预算级次划分," \
	"预算金额(万元)\n"                                                               \
	"预算整体情况,财政专项资金,,市本级使用资金,\n"                      \
	"预算整体情况,其他事业发展性支出,,拟用于对下转移支付资金,\n"
#define GOAL "总体绩效目标,做好工作,,,\n"
#define TASK_HEAD                                                                                       \
	"年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),期望达到的" \
	"目标(概述)\n"
#define TASKS                                                 \
	"年度重点工作任务,培训,办班,631,满意\n" \
	"年度重点工作任务,修缮,施工,184,完成\n"
#define HEAD "绩效指标,一级指标,二级指标,三级指标,指标值\n"
#define ROWS                                                              \
	"绩效指标,产出指标,数量指标,培训人数,≥100人\n" \
	"绩效指标,效益指标,社会效益指标,知晓率,≥90%\n"
#define NOTE "备注:1.本表的填报主体是市级一级预算单位。,,,,\n"
#define TOP TITLE NAME STAFF MONEY_HEAD

static const struct {
	const char *what, *text;
	const char *values; /* name=value; row behind a # */
	const char *repairs;
	bool in_layout;
} tables[] = {
	{ "as it should be",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=631;其他资金=15;任务.名称#1=修缮;指标.指标值#1=≥90%", "",
	  true },
	{ "labels of two rows crossed",
	  TOP "预算整体情况,基本支出,631,其他资金,15\n"
	      "预算整体情况,项目支出,184,财政拨款,800\n" MONEY2 GOAL TASK_HEAD
		      TASKS HEAD ROWS NOTE,
	  "基本支出=631;财政拨款=800;其他资金=15", "moved moved", false },
	{ "halves of a row crossed",
	  TOP "预算整体情况,财政拨款,800,基本支出,631\n"
	      "预算整体情况,项目支出,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD
		      TASKS HEAD ROWS NOTE,
	  "基本支出=631;财政拨款=800;其他资金=15", "moved moved", false },
	{ "an unknown label is read by its place, and said",
	  TOP "预算整体情况,基本支出,631,财政拨款,800\n"
	      "预算整体情况,上年结转,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD
		      TASKS HEAD ROWS NOTE,
	  "项目支出=184", "label-other", true },
	{ "label and amount in one cell",
	  TOP MONEY
	  "预算整体情况,事业发展性支出,预算金额(万元),"
	  "按预算级次划分,预算金额(万元)\n"
	  "预算整体情况,财政专项资金300,,市本级使用资金,\n"
	  "预算整体情况,其他事业发展性支出,,拟用于对下转移支付资金,\n" GOAL
		  TASK_HEAD TASKS HEAD ROWS NOTE,
	  "财政专项资金=300", "split", false },
	{ "a column of labels lost",
	  TOP "预算整体情况,631,财政拨款,800\n"
	      "预算整体情况,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD TASKS HEAD
		      ROWS NOTE,
	  "基本支出=631;项目支出=184;财政拨款=800;其他资金=15",
	  "moved moved moved moved", false },
	{ "amounts in 元",
	  TITLE NAME STAFF
	  "预算整体情况,部门预算支出,预算金额(元),收入来源,预算金额(万元)"
	  "\n" MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=800", "scaled scaled", false },
	{ "a line that says 元",
	  TITLE
	  ",,,单位：元,\n" NAME STAFF
	  "预算整体情况,部门预算支出,预算金额,收入来源,预算金额\n" MONEY MONEY2
		  GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=0.08;任务.拟投入的资金#0=631",
	  "unplaced scaled scaled scaled scaled", false },
	{ "a column of numbers in front of a table's",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,序号,名称,主要实施内容,拟投入的资金(万元),"
	  "期望达到的目标(概述)\n"
	  "年度重点工作任务,1,培训,办班,631,满意\n"
	  "年度重点工作任务,2,修缮,施工,184,完成\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.拟投入的资金#1=184;"
	  "任务.期望达到的目标#1=完成",
	  "column", false },
	{ "columns of a table in another order",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,期望达到的目标(概述),"
	  "拟投入的资金(万元),主要实施内容\n"
	  "年度重点工作任务,培训,满意,631,办班\n" HEAD ROWS NOTE,
	  "任务.主要实施内容#0=办班;任务.期望达到的目标#0=满意", "", false },
	{ "a further column at the right is kept",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,指标值,备用\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100人,甲\n" NOTE,
	  "指标.指标值#0=≥100人", "column unplaced", true },
	{ "a heading lost: rows say themselves where they belong",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS ROWS NOTE,
	  "任务.名称#1=修缮;指标.三级指标#1=知晓率", "row-missing", false },
	{ "a heading lost: rows go where they fit",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  ",培训,办班,631,满意\n,产出指标,数量指标,培训人数,≥100人\n" NOTE,
	  "任务.名称#0=培训;指标.三级指标#0=培训人数", "row-missing", false },
	{ "sections in another order",
	  TOP MONEY MONEY2 GOAL HEAD ROWS TASK_HEAD TASKS NOTE,
	  "任务.名称#1=修缮;指标.三级指标#1=知晓率", "row-moved", false },
	{ "rows missing", TITLE NAME STAFF GOAL HEAD ROWS NOTE,
	  "指标.三级指标#1=知晓率",
	  "row-missing row-missing row-missing row-missing row-missing "
	  "row-missing row-missing",
	  false },
	{ "a line of sums is no row",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "年度重点工作任务,合 计,,815,\n" HEAD ROWS NOTE,
	  "任务.名称#1=修缮;任务.名称#2=", "unplaced", true },
	{ "headings again at the top of a page",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS HEAD
	  "绩效指标,产出指标,数量指标,另一项,≥1个\n" NOTE,
	  "指标.三级指标#1=知晓率;指标.三级指标#2=另一项", "heading", true },
	{ "two forms in one file",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE TOP MONEY GOAL,
	  "基本支出=631;任务.名称#1=修缮", "unplaced", true },
};

static const char *const repair_words[] = {
	[REPAIR_MOVED] = "moved",	  [REPAIR_PARENT] = "parent",
	[REPAIR_CONTINUES] = "continues", [REPAIR_UNPLACED] = "unplaced",
	[REPAIR_COLUMN] = "column",	  [REPAIR_LABEL_OTHER] = "label-other",
	[REPAIR_SPLIT] = "split",	  [REPAIR_SCALED] = "scaled",
	[REPAIR_ROW_MOVED] = "row-moved", [REPAIR_ROW_MISSING] = "row-missing",
	[REPAIR_COMPUTED] = "computed",	  [REPAIR_HEADING] = "heading",
	[REPAIR_QUOTES] = "quotes",	  [REPAIR_SHEET] = "sheet",
	[REPAIR_TABLE] = "table",
};

static void expect_values(const struct sheet *s, const char *what,
			  const char *values)
{
	char name[256], value[256];
	int n, row;

	for (; *values; values += n + (values[n] == ';')) {
		n = (int)strcspn(values, ";");
		snprintf(name, sizeof name, "%.*s", (int)strcspn(values, "=#"),
			 values);
		row = values[strlen(name)] == '#'
			      ? atoi(values + strlen(name) + 1)
			      : -1;
		const char *equals = strchr(values, '=');
		snprintf(value, sizeof value, "%.*s",
			 (int)(values + n - equals - 1), equals + 1);
		cr_expect_str_eq(get(s, name, row), value, "%s: %s is %s", what,
				 name, get(s, name, row));
	}
}

static bool is_in_form(const struct sheet *s, const char *text)
{
	for (int i = 0; i < def->n_scalars; i++)
		if (s->record.scalars[i] == text)
			return true;
	for (int t = 0; t < def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(&s->record, t); r++)
			for (int c = 0; c < def->tables[t].n_columns; c++)
				if (record_row(&s->record, t, r)->cells[c] ==
				    text)
					return true;
	return false;
}

/* Told of in a repair, or kept as having no place. */
static bool is_told(const struct sheet *s, size_t record, int column,
		    const char *text)
{
	for (size_t i = 0; i < s->reading.n_leftovers; i++)
		if (s->reading.leftovers[i].record == record &&
		    s->reading.leftovers[i].column == column)
			return true;
	for (size_t i = 0; i < s->reading.n_repairs; i++)
		if (s->reading.repairs[i].from == text)
			return true;
	return false;
}

/* Every filled cell of the file is a label, in the form, or told of. */
static void expect_whole(const struct sheet *s, const char *what)
{
	struct label_index labels;

	label_index_init(&labels, def);
	for (size_t r = 0; r < s->grid.n_records; r++)
		for (int c = 0; c < s->grid.records[r].n_cells; c++) {
			const char *text = s->grid.records[r].cells[c];

			cr_expect(text_is_blank(text) ||
					  label_find(&labels, text) ||
					  label_is_cut(&labels, text) ||
					  label_title(&labels, text) >= 0 ||
					  is_in_form(s, text) ||
					  is_told(s, r, c, text),
				  "%s: “%s” of line %u is lost", what, text,
				  s->grid.records[r].line);
		}
	label_index_release(&labels);
}

Test(layout, other_peoples_tables)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct sheet *s =
			sheet_read(tables[i].text, strlen(tables[i].text));
		struct bytes repairs = BYTES_INIT;

		for (size_t k = 0; k < s->reading.n_repairs; k++)
			bytes_printf(&repairs, "%s%s", k ? " " : "",
				     repair_words[s->reading.repairs[k].kind]);
		cr_expect_str_eq(repairs.data, tables[i].repairs, "%s: %s",
				 tables[i].what, repairs.data);
		cr_expect_eq(s->reading.in_layout, tables[i].in_layout, "%s",
			     tables[i].what);
		sheet_repair(s);
		expect_values(s, tables[i].what, tables[i].values);
		expect_whole(s, tables[i].what);
		bytes_release(&repairs);
		sheet_free(s);
	}
}

/* A file as lines of cells, to be damaged. */
enum { LINES_MAX = 32, CELLS_MAX = 8 };

struct damaged {
	const char *cells[LINES_MAX][CELLS_MAX];
	int n_lines;
};

static const char *const odd_texts[] = {
	"甲",	    "300",	"",
	"≥95%",	    "产出指标", "项目支出",
	"绩效指标", "一句说明", "财政专项资金300",
	"合计"
};

static void damage(struct damaged *d, unsigned *state)
{
	int line = (int)(support_random(state) % (unsigned)d->n_lines);
	int c = (int)(support_random(state) % (CELLS_MAX - 1));
	const char **cells = d->cells[line];
	unsigned n_odd = sizeof odd_texts / sizeof *odd_texts;

	switch (support_random(state) % 7) {
	case 0: /* a cell lost, the rest moves left */
		memmove(cells + c, cells + c + 1,
			(size_t)(CELLS_MAX - 1 - c) * sizeof *cells);
		cells[CELLS_MAX - 1] = "";
		break;
	case 1: /* a cell put in, the rest moves right */
		if (*cells[CELLS_MAX - 1])
			break;
		memmove(cells + c + 1, cells + c,
			(size_t)(CELLS_MAX - 1 - c) * sizeof *cells);
		cells[c] = odd_texts[support_random(state) % n_odd];
		break;
	case 2: /* merged cells lost */
		cells[0] = "";
		break;
	case 3:
		cells[c] = odd_texts[support_random(state) % n_odd];
		break;
	case 4: { /* two cells changed places */
		const char *text = cells[c];

		cells[c] = cells[0];
		cells[0] = text;
		break;
	}
	case 5: { /* two lines changed places */
		const char *text[CELLS_MAX];

		memcpy(text, cells, sizeof text);
		memcpy(cells, d->cells[0], sizeof text);
		memcpy(d->cells[0], text, sizeof text);
		break;
	}
	default: /* a line lost */
		for (int i = 0; i < CELLS_MAX; i++)
			cells[i] = "";
	}
}

static struct sheet *damaged_sheet(unsigned seed)
{
	static const char whole[] =
		TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE;
	struct sheet *s = sheet_read(whole, sizeof whole - 1), *damaged;
	struct damaged d = { .n_lines = (int)s->grid.n_records };
	struct bytes out = BYTES_INIT;
	unsigned state = seed;

	for (int i = 0; i < d.n_lines; i++)
		for (int c = 0; c < CELLS_MAX; c++)
			d.cells[i][c] = grid_cell(&s->grid.records[i], c);
	for (unsigned i = 1 + support_random(&state) % 6; i > 0; i--)
		damage(&d, &state);
	for (int i = 0; i < d.n_lines; i++) {
		for (int c = 0; c < CELLS_MAX; c++)
			bytes_printf(&out, "%s%s", c ? "," : "", d.cells[i][c]);
		bytes_add_char(&out, '\n');
	}
	damaged = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(s);
	return damaged;
}

/* Whatever is done to a table: no cell is dropped in silence, and what is saved
   of it reads back. */
static void expect_reads_back(struct sheet *s, bool as_new, unsigned seed)
{
	struct bytes out = BYTES_INIT;
	struct sheet *again;

	sheet_write(s, as_new, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	expect_same_record(&s->record, &again->record, seed);
	bytes_release(&out);
	sheet_free(again);
}

Test(layout, no_damage_loses_a_cell)
{
	char what[32];

	for (unsigned seed = 1; seed <= 2000; seed++) {
		struct sheet *s = damaged_sheet(seed);

		snprintf(what, sizeof what, "seed %u", seed);
		sheet_repair(s);
		expect_whole(s, what);
		expect_reads_back(s, true, seed);
		if (s->reading.in_layout)
			expect_reads_back(s, false, seed);
		sheet_free(s);
	}
}

/* What had no place comes along into a new file. */
Test(layout, leftovers_are_written_and_stay)
{
	const char *text = TOP MONEY MONEY2 GOAL
		"年度重点工作任务,序号,名称,主要实施内容,拟投入的资金(万元),"
		"期望达到的目标(概述)\n"
		"年度重点工作任务,7,培训,办班,631,满意\n" HEAD ROWS NOTE
		"制表人,,张某\n";
	struct sheet *s = sheet_read(text, strlen(text)), *again;
	struct bytes out = BYTES_INIT;

	sheet_repair(s);
	sheet_write(s, true, &out);
	cr_expect(strstr(out.data, "办班,631,满意,7\r\n"), "%s", out.data);
	cr_expect(strstr(out.data, "目标(概述),序号\r\n"), "%s", out.data);
	cr_expect(strstr(out.data, "\r\n制表人,,张某\r\n"), "%s", out.data);
	again = sheet_read(out.data, out.len);
	cr_expect(again->reading.in_layout);
	expect_same_record(&s->record, &again->record, 0);
	cr_expect_eq(again->reading.n_leftovers, s->reading.n_leftovers);
	bytes_release(&out);
	sheet_free(s);
	sheet_free(again);
}

Test(layout, what_has_no_place_is_listed)
{
	struct sheet *s = with_line("年度重点", "没有,位置\r\n年度重点工作任务,"
						"名称,主要实施内容,拟投入的资金"
						"(万元),期望达到的目标(概述)");
	size_t n = record_n_rows(&s->record, 0);

	cr_expect_eq(n, 3);
	cr_assert_eq(s->reading.n_repairs, 1);
	cr_expect_eq(s->reading.repairs[0].kind, REPAIR_UNPLACED);
	cr_expect_str_eq(s->reading.repairs[0].text, "没有");
	cr_expect_eq(s->reading.repairs[0].line, 11);
	cr_assert_eq(s->reading.n_leftovers, 2);
	cr_expect_eq(s->reading.leftovers[1].column, 1);
	cr_expect(s->reading.in_layout);
	sheet_free(s);
	/* another year's note is no indicator */
	s = with_line("备注", "备注:以系统为准，略有不同。");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	sheet_free(s);
	s = with_line("备注", "说明\r\n");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	cr_expect_eq(s->reading.n_repairs, 1);
	sheet_free(s);
}

/* ---- writing ---- */

/* Our file as somebody else's: merged cells blank, other line ends, delimiter
   and quotes, a blank line and an unknown one, no line end at the end. */
static struct sheet *sheet_foreign(void)
{
	struct sheet *s = sheet_saved(), *foreign;
	struct bytes out = BYTES_INIT;

	for (size_t r = 0; r < s->grid.n_records; r++) {
		const struct grid_record *record = &s->grid.records[r];
		bool merged = r > 0;

		bytes_add_str(&out, r ? "\n" : "");
		if (r == 5)
			bytes_add_str(&out, "\n没有;位置;的\"行\n;;;;\n");
		if (r == 17)
			bytes_add_str(&out, "\n;;;;\n");
		for (int c = 0; c < record->n_cells; c++) {
			merged = merged && !strcmp(grid_cell(record - 1, c),
						   record->cells[c]);
			bytes_add_str(&out, c ? ";" : "");
			grid_write_cell(&out, &s->grid.dialect,
					merged ? "" : record->cells[c], c == 3);
		}
	}
	foreign = sheet_read(out.data, out.len);
	cr_assert(foreign->reading.in_layout);
	sheet_repair(foreign);
	expect_same_record(&s->record, &foreign->record, 0);
	bytes_release(&out);
	sheet_free(s);
	return foreign;
}

static void expect_written(struct sheet *s, size_t first_line, size_t n_lines)
{
	struct bytes out = BYTES_INIT;
	const char *a, *b;

	sheet_write(s, false, &out);
	cr_expect_eq(first_difference(s->data.data, out.data), first_line,
		     "line %zu", first_difference(s->data.data, out.data));
	/* from the end back to the change */
	a = s->data.data + s->data.len;
	b = out.data + out.len;
	while (a > s->data.data && b > out.data && a[-1] == b[-1]) {
		a--;
		b--;
	}
	if (first_line)
		cr_expect_eq(line_of(out.data, b), first_line + n_lines - 1,
			     "to line %zu", line_of(out.data, b));
	bytes_release(&out);
	sheet_free(s);
}

Test(layout, no_edit_changes_no_byte)
{
	expect_written(sheet_saved(), 0, 0);
	expect_written(sheet_foreign(), 0, 0);
	expect_written(with_line("绩效指标,产出指标,质量指标",
				 ",,质量指标,他说\"好\",9"),
		       0, 0);
}

Test(layout, an_edit_changes_its_record_only)
{
	struct sheet *s = sheet_foreign();

	set(s, "基本支出", -1, "1");
	expect_written(s, 5, 1);
	s = sheet_foreign();
	set(s, "年度", -1, "2025");
	expect_written(s, 1, 1);
	s = sheet_foreign();
	set(s, "指标.三级指标", 3, "a;b");
	expect_written(s, 24, 1);
}

Test(layout, an_edited_group_leaves_the_next_row_its_levels)
{
	struct sheet *s =
		with_line("绩效指标,产出指标,数量指标,科普", ",,,覆盖人群,4");

	set(s, "指标.二级指标", 0, "质量指标");
	expect_written(s, 16, 2);
	s = with_line("绩效指标,产出指标,数量指标,科普", ",,,覆盖人群,4");
	cr_expect_str_eq(get(s, "指标.二级指标", 1), "数量指标");
	set(s, "指标.二级指标", 0, "质量指标");
	set(s, "指标.二级指标", 1, "质量指标");
	expect_written(s, 16, 1);
}

/* The same with a text behind the first comma of a line. */
static struct sheet *sheet_with(const struct sheet *like, size_t line,
				const char *text)
{
	const char *at = like->data.data;
	struct bytes data = BYTES_INIT;
	struct sheet *s;

	for (size_t i = 1; i < line; i++)
		at = strchr(at, '\n') + 1;
	at = strchr(at, ',');
	bytes_add(&data, like->data.data, like->data.len);
	if (at)
		bytes_splice(&data, (size_t)(at - like->data.data) + 1, 0, text,
			     strlen(text));
	s = sheet_read(data.data, data.len);
	bytes_release(&data);
	return s;
}

static void expect_same_reading(const struct sheet *a, const struct sheet *b,
				size_t line)
{
	cr_expect_eq(a->reading.n_repairs, b->reading.n_repairs, "%zu", line);
	cr_expect_eq(a->reading.n_edits, b->reading.n_edits, "%zu", line);
	cr_expect_eq(a->reading.n_leftovers, b->reading.n_leftovers, "%zu",
		     line);
	cr_expect_eq(a->reading.in_layout, b->reading.in_layout, "%zu", line);
	expect_same_record(&a->record, &b->record, (unsigned)line);
}

/* What was found out about the file before must not show: each line with more
   in it, after the whole form and without it. */
Test(layout, a_file_is_read_as_if_it_were_the_first)
{
	static const char *const texts[] = { "", "x", ",", "1,", "产出指标," };
	struct sheet *saved = sheet_saved();

	for (size_t line = 1; line <= saved->grid.n_records; line++)
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			struct layout *used = layout;
			struct sheet *first, *next;

			sheet_free(sheet_with(saved, 1, ""));
			next = sheet_with(saved, line, texts[i]);
			layout = layout_new(def, pool);
			first = sheet_with(saved, line, texts[i]);
			layout_free(layout);
			layout = used;
			expect_same_reading(next, first, line);
			sheet_free(first);
			sheet_free(next);
		}
	sheet_free(saved);
}

Test(layout, what_was_typed_is_no_damage)
{
	struct sheet *s = sheet_foreign(), *again;
	struct bytes out = BYTES_INIT;

	/* read by kinds alone, the odd level would pass for the name */
	set(s, "指标.二级指标", 3, "怪");
	set(s, "指标.三级指标", 3, "");
	sheet_write(s, false, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	expect_same_record(&s->record, &again->record, 0);
	bytes_release(&out);
	sheet_free(again);
	expect_written(s, 24, 1);
}

Test(layout, a_repair_undone_keeps_the_bytes)
{
	struct sheet *s =
		with_line("绩效指标,产出指标,质量指标", "质量指标,合格率,9%,,");

	cr_expect_gt(s->reading.n_edits, 0);
	expect_written(s, 0, 0);
	s = with_line("绩效指标,产出指标,质量指标", "质量指标,合格率,9%,,");
	sheet_repair(s);
	expect_written(s, 18, 1);
}

static void add_row(struct sheet *s, int table, size_t at)
{
	const struct row *like = record_row(&s->record, table, at ? at - 1 : 0);
	struct edit edit = { .kind = EDIT_ROW_INSERT,
			     .table = table,
			     .at = at,
			     .row = record_row_new(&s->record, table, like) };

	record_apply(&s->record, &edit);
}

Test(layout, a_last_record_gets_its_line_end)
{
	struct sheet *s = sheet_saved(), *cut;
	const char *end = strstr(s->data.data, "\r\n备注");

	cut = sheet_read(s->data.data, (size_t)(end - s->data.data));
	cr_assert_eq(record_n_rows(&cut->record, 1), 10);
	add_row(cut, 1, 10);
	expect_written(cut, 25, 3);
	sheet_free(s);
}

static const char *const texts[] = {
	"产出指标", "数量指标", "社会效益指标", "满意度指标", "怪",
	"9",	    "≥95%",	"a,b;c\td",	"他说\"好\"", "两\n行",
	"=1",	    "绩效指标", "2024",		"长期提升",   "合格率(%)",
};

static const char *random_text(unsigned *state)
{
	return texts[support_random(state) % (sizeof texts / sizeof *texts)];
}

static void random_set(struct sheet *s, unsigned *state)
{
	const struct field *f =
		&def->fields[support_random(state) % (unsigned)def->n_fields];
	const char *text = random_text(state);
	long row = -1;

	if (f->table >= 0)
		row = (long)(support_random(state) %
			     record_n_rows(&s->record, f->table));
	/* a blank level below a filled one can't be told from a merged cell */
	if (f->kind != FIELD_LEVEL && support_random(state) % 4 == 0)
		text = "";
	/* the title is one cell */
	if (def->layout[f->layout_row].cells[f->layout_col].kind ==
	    LAYOUT_TEMPLATE)
		text = f->kind == FIELD_YEAR ? "20x5" : "县级";
	set(s, f->name, row, text);
}

static void random_edit(struct sheet *s, unsigned *state)
{
	int table = (int)(support_random(state) % (unsigned)def->n_tables);
	size_t n = record_n_rows(&s->record, table);
	struct edit edit = { .table = table };

	edit.at = support_random(state) % n;
	edit.to = support_random(state) % n;
	switch (support_random(state) % 6) {
	case 0:
		add_row(s, table, support_random(state) % (n + 1));
		return;
	case 1:
		edit.kind = EDIT_ROW_DELETE;
		break;
	case 2:
		edit.kind = EDIT_ROW_MOVE;
		break;
	default:
		random_set(s, state);
		return;
	}
	if (n > 1)
		record_apply(&s->record, &edit);
}

static void random_edits(struct sheet *s, bool as_new, unsigned seed)
{
	struct bytes out = BYTES_INIT;
	unsigned state = seed;
	struct sheet *again;

	for (unsigned i = support_random(&state) % 12; i > 0; i--)
		random_edit(s, &state);
	sheet_write(s, as_new, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	cr_expect(again->reading.in_layout, "seed %u", seed);
	expect_same_record(&s->record, &again->record, seed);
	bytes_release(&out);
	sheet_free(again);
	sheet_free(s);
}

Test(layout, whatever_is_written_reads_back)
{
	for (unsigned seed = 1; seed <= 150; seed++) {
		random_edits(sheet_saved(), true, seed);
		random_edits(sheet_saved(), false, seed);
		random_edits(sheet_foreign(), false, seed);
	}
}

/* 基 could be anything. */
Test(layout, a_label_is_cut_to_two_characters_at_least)
{
	struct label_index index;

	label_index_init(&index, def);
	cr_expect(label_is_cut(&index, texts_add_str(pool, "基本支")));
	cr_expect(label_is_cut(&index, texts_add_str(pool, "基本")));
	cr_expect_not(label_is_cut(&index, texts_add_str(pool, "基")));
	cr_expect_not(label_is_cut(&index, texts_add_str(pool, "基本支出")));
	label_index_release(&index);
}
