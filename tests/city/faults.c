/*
 * Kinds of fault: each changes a clean form and lists what that has to draw. A
 * rule that fails as well, because the same cells are in it, is listed where
 * the change is made, with its reason.
 */
#include <config.h>
#include "tests/city/city.h"

#include <stdio.h>
#include <string.h>

#define N(array) (sizeof(array) / sizeof *(array))

/* What a fault touches; two of one form have nothing in common. */
enum {
	TITLE = 1 << 0,
	DEPARTMENT = 1 << 1,
	STAFF = 1 << 2,
	SUBUNITS = 1 << 3,
	BUDGET = 1 << 4, /* expenditure, revenue and the tasks' sum */
	OTHER = 1 << 5,	 /* no sum changes: 其他资金 that can't be read */
	DEVELOPMENT = 1 << 6,
	GOAL = 1 << 7,
	TASKS = 1 << 8,
	ROWS = 1 << 9, /* one more indicator, whatever the others are */
	TREE = 1 << 10 | ROWS,
	FILES = 1 << 11, /* as a file */
	ALL = (1 << 12) - 1,
};

static const char *const cell_keys[] = {
	[CELL_YEAR] = "year",
	[CELL_LEVEL] = "level",
	[CELL_DEPARTMENT] = "department",
	[CELL_STAFF] = "staff",
	[CELL_SUBUNITS] = "subunits",
	[CELL_BASIC] = "basic_expenditure",
	[CELL_PROJECT] = "project_expenditure",
	[CELL_FISCAL] = "fiscal_revenue",
	[CELL_OTHER] = "other_revenue",
	[CELL_SPECIAL] = "special_funds",
	[CELL_OTHER_DEVELOPMENT] = "other_development",
	[CELL_CITY] = "city_level",
	[CELL_TRANSFER] = "transfer_down",
};
static const char *const task_keys[] = {
	[TASK_NAME] = "tasks.name",
	[TASK_CONTENT] = "tasks.content",
	[TASK_MONEY] = "tasks.money",
	[TASK_EXPECTED] = "tasks.expected",
};
static const char *const indicator_keys[] = {
	[LEVEL1] = "indicators.level1",
	[LEVEL2] = "indicators.level2",
	[LEVEL3] = "indicators.level3",
	[TARGET] = "indicators.target",
};

static void finds(const char *id, const char *field, size_t row)
{
	city_expect("finding", id, field, row);
}

/* The task that faults are made in: the second, for the first has the wages. */
enum { TASK = 1 };

/* ---- one text ---- */

static bool replace_cell(struct form *form, const struct fault *fault)
{
	city_put(form->cells[fault->at], "%s", fault->with[0]);
	finds(fault->id, cell_keys[fault->at], 0);
	return true;
}

/* The text between what `with` has. */
static bool wrap(char *cell, const struct fault *fault)
{
	char text[TEXT_MAX];

	city_put(text, "%s", cell);
	city_put(cell, "%s%s%s", fault->with[0], text,
		 fault->with[1] ? fault->with[1] : "");
	return true;
}

static bool wrap_department(struct form *form, const struct fault *fault)
{
	finds(fault->id, cell_keys[CELL_DEPARTMENT], 0);
	return wrap(form->cells[CELL_DEPARTMENT], fault);
}

static bool wrap_goal(struct form *form, const struct fault *fault)
{
	char text[GOAL_MAX];

	snprintf(text, sizeof text, "%s", form->goal);
	snprintf(form->goal, sizeof form->goal, "%s%s%s", fault->with[0], text,
		 fault->with[1] ? fault->with[1] : "");
	finds(fault->id, "goal", 0);
	return true;
}

static bool replace_goal(struct form *form, const struct fault *fault)
{
	snprintf(form->goal, sizeof form->goal, "%s", fault->with[0]);
	finds(fault->id, "goal", 0);
	return true;
}

static bool lengthen_goal(struct form *form, const struct fault *fault)
{
	char text[TEXT_MAX];

	snprintf(text, sizeof text, "%.*s", TEXT_MAX - 1, form->goal);
	/* 20 characters a round, more than 2,000 and fewer than the buffer */
	for (int i = 0; i < 101; i++)
		strcat(form->goal, "继续完善工作机制并加强日常督促检查指导。");
	finds(fault->id, "goal", 0);
	return true;
}

static bool wrap_task(struct form *form, const struct fault *fault)
{
	finds(fault->id, task_keys[fault->at], TASK + 1);
	return wrap(form->tasks[TASK][fault->at], fault);
}

static bool replace_task(struct form *form, const struct fault *fault)
{
	city_put(form->tasks[TASK][fault->at], "%s", fault->with[0]);
	finds(fault->id, task_keys[fault->at], TASK + 1);
	return true;
}

/* ---- tasks ---- */

static bool repeat_task(struct form *form, const struct fault *fault)
{
	char(*last)[TEXT_MAX] = form->tasks[form->n_tasks - 1];

	if (form->n_tasks < TASK + 2)
		return false;
	city_put(last[TASK_NAME], "%s", form->tasks[TASK][TASK_NAME]);
	finds(fault->id, "tasks.name", TASK + 1);
	finds(fault->id, "tasks.name", form->n_tasks);
	return true;
}

/* All but a hundred yuan of a task's funds goes to another's, so the sum
   stays. */
static void move_funds(struct form *form, size_t from, size_t to)
{
	char *cell = form->tasks[from][TASK_MONEY];
	long moved = form_money(cell) - 1;

	form_put_money(cell, 1);
	cell = form->tasks[to][TASK_MONEY];
	form_put_money(cell, form_money(cell) + moved);
}

/* What a task had goes to the one behind it, so the sum stays. */
static bool empty_funds(struct form *form, const struct fault *fault)
{
	char *from = form->tasks[TASK][TASK_MONEY];
	char *to = form->tasks[TASK + 1][TASK_MONEY];

	if (form->n_tasks < TASK + 2)
		return false;
	form_put_money(to, form_money(to) + form_money(from));
	city_put(from, "%s", fault->with[0]);
	finds(fault->id, "tasks.money", TASK + 1);
	return true;
}

/* Two funds that still make the same sum, one of them below zero. */
static bool owe_funds(struct form *form, const struct fault *fault)
{
	char *from = form->tasks[TASK][TASK_MONEY];
	char *to = form->tasks[TASK + 1][TASK_MONEY];

	if (form->n_tasks < TASK + 2)
		return false;
	form_put_money(to, form_money(to) + form_money(from) + 500);
	city_put(from, "-5.00");
	finds(fault->id, "tasks.money", TASK + 1);
	return true;
}

static bool change_funds(struct form *form, const struct fault *fault)
{
	char *cell = form->tasks[TASK][TASK_MONEY];
	long change = 100 + city_number(300);

	form_put_money(cell, form_money(cell) + fault->at * change);
	/* shown at the column's first row */
	finds(fault->id, "tasks.money", 1);
	return true;
}

static bool take_all_tasks(struct form *form, const struct fault *fault)
{
	form->n_tasks = 0;
	finds(fault->id, "tasks.name", 0);
	return true;
}

static bool multiply_tasks(struct form *form, const struct fault *fault)
{
	char(*from)[TEXT_MAX] = form->tasks[TASK];
	long each = form_money(from[TASK_MONEY]) / 60;

	for (int i = 0; i < 55; i++) {
		char(*task)[TEXT_MAX] = form->tasks[form->n_tasks++];

		city_put(task[TASK_NAME], "%s第%d批", from[TASK_NAME], i + 2);
		city_put(task[TASK_CONTENT], "%s", from[TASK_CONTENT]);
		form_put_money(task[TASK_MONEY], each);
	}
	form_put_money(from[TASK_MONEY],
		       form_money(from[TASK_MONEY]) - 55 * each);
	finds(fault->id, "tasks.name", 1);
	return true;
}

/* A task that no indicator speaks of has most of the money. */
static bool add_unmeasured(struct form *form, const struct fault *fault)
{
	char(*task)[TEXT_MAX] = form->tasks[form->n_tasks++];
	long more = 2 * (form_money(form->cells[CELL_BASIC]) +
			 form_money(form->cells[CELL_PROJECT]));

	city_put(task[TASK_NAME], "偿还历年欠款");
	city_put(task[TASK_CONTENT], "按合同约定分期偿还。");
	form_put_money(task[TASK_MONEY], more);
	form_put_money(form->cells[CELL_PROJECT],
		       form_money(form->cells[CELL_PROJECT]) + more);
	form_put_money(form->cells[CELL_FISCAL],
		       form_money(form->cells[CELL_FISCAL]) + more);
	finds(fault->id, "tasks.name", form->n_tasks);
	return true;
}

/* ---- money ---- */

/* Revenue alone: the tasks are compared with expenditure. */
static bool change_revenue(struct form *form, const struct fault *fault)
{
	char *cell = form->cells[CELL_FISCAL];

	form_put_money(cell, form_money(cell) + 100 + city_number(300));
	finds(fault->id, "fiscal_revenue", 0);
	return true;
}

static bool change_expenditure(struct form *form, const struct fault *fault)
{
	char *cell = form->cells[CELL_PROJECT];

	form_put_money(cell, form_money(cell) + fault->at * 237);
	finds(fault->id, "fiscal_revenue", 0);
	/* the tasks' sum is compared with expenditure as well */
	finds("SUM-TASK", "tasks.money", 1);
	return true;
}

/* Both sides have it, so no sum differs. */
static bool add_thousandths(struct form *form, const struct fault *fault)
{
	city_put(form->cells[CELL_SPECIAL], "%u.125", 3 + city_number(90));
	city_put(form->cells[CELL_CITY], "%s", form->cells[CELL_SPECIAL]);
	city_put(form->cells[CELL_OTHER_DEVELOPMENT], "%s", "");
	city_put(form->cells[CELL_TRANSFER], "%s", "");
	finds(fault->id, "special_funds", 0);
	finds(fault->id, "city_level", 0);
	return true;
}

static bool owe_revenue(struct form *form, const struct fault *fault)
{
	char *fiscal = form->cells[CELL_FISCAL];
	char *other = form->cells[CELL_OTHER];

	form_put_money(fiscal, form_money(fiscal) + form_money(other) + 500);
	city_put(other, "-5.00");
	finds(fault->id, "other_revenue", 0);
	return true;
}

/* Other funds must be there, for a sum of nothing but what can't be read would
   be no sum; what else depends on it can't be judged. */
static bool spoil_revenue(struct form *form, const struct fault *fault)
{
	city_put(form->cells[CELL_OTHER], "%s", fault->with[0]);
	finds(fault->id, "other_revenue", 0);
	return true;
}

static bool spoil_in_words(struct form *form, const struct fault *fault)
{
	city_put(form->cells[CELL_OTHER], "%s万元", form->cells[CELL_FISCAL]);
	finds(fault->id, "other_revenue", 0);
	return true;
}

static void in_yuan(char *cell)
{
	city_put(cell, "%ld.00", form_money(cell) * 100);
}

static bool write_in_yuan(struct form *form, const struct fault *fault)
{
	/* where a side has but one cell, it's a side that is in yuan, and
	   nobody can tell which: it is said of the first cell of all */
	bool is_side = fault->at == CELL_FISCAL && !form->cells[CELL_OTHER][0];

	in_yuan(form->cells[fault->at]);
	finds(fault->id, cell_keys[is_side ? CELL_BASIC : fault->at], 0);
	/* and so the two sides differ, */
	finds("SUM-EXP-REV", "fiscal_revenue", 0);
	/* and the tasks' sum from expenditure if that is the side */
	if (fault->at == CELL_BASIC || fault->at == CELL_PROJECT)
		finds("SUM-TASK", "tasks.money", 1);
	return true;
}

static bool write_task_in_yuan(struct form *form, const struct fault *fault)
{
	long all = form_money(form->cells[CELL_BASIC]) +
		   form_money(form->cells[CELL_PROJECT]);
	char *cell = form->tasks[TASK][TASK_MONEY];

	if (form_money(cell) * 10 <= all)
		return false; /* a thousand times all is what draws it */
	in_yuan(cell);
	finds(fault->id, "tasks.money", TASK + 1);
	finds("SUM-TASK", "tasks.money", 1);
	return true;
}

static bool write_all_in_yuan(struct form *form, const struct fault *fault)
{
	for (int c = CELL_BASIC; c <= CELL_TRANSFER; c++)
		if (form->cells[c][0])
			in_yuan(form->cells[c]);
	for (size_t i = 0; i < form->n_tasks; i++)
		in_yuan(form->tasks[i][TASK_MONEY]);
	/* so much a head that only yuan can be meant */
	finds(fault->id, "basic_expenditure", 0);
	return true;
}

/* `with`: the four cells of development, as hundredths or blank. */
static bool set_development(struct form *form, const struct fault *fault)
{
	city_put(form->cells[CELL_SPECIAL], "%s", fault->with[0]);
	city_put(form->cells[CELL_OTHER_DEVELOPMENT], "%s", "");
	city_put(form->cells[CELL_CITY], "%s", fault->with[1]);
	city_put(form->cells[CELL_TRANSFER], "%s", fault->with[2]);
	finds(fault->id, cell_keys[fault->at], 0);
	return true;
}

/* ---- indicators ---- */

static const struct level {
	const char *level2, *level1;
} levels[] = {
	{ "数量指标", "产出指标" },
	{ "质量指标", "产出指标" },
	{ "时效指标", "产出指标" },
	{ "成本指标", "产出指标" },
	{ "社会效益指标", "效益指标" },
	{ "经济效益指标", "效益指标" },
	{ "可持续影响指标", "效益指标" },
	{ "服务对象满意度指标", "满意度指标" },
};

static const char *level1_of(const char *level2)
{
	for (size_t i = 0; i < N(levels); i++)
		if (!strcmp(levels[i].level2, level2))
			return levels[i].level1;
	return "";
}

/* One more indicator: level 2, name and target. */
static bool add_row(struct form *form, const struct fault *fault)
{
	size_t row = form_add_indicator(form, level1_of(fault->with[0]),
					fault->with[0], fault->with[1],
					fault->with[2]);

	finds(fault->id, indicator_keys[fault->at], row);
	return true;
}

/* … whose level 1 and 2 are these, at the end. */
static bool add_stray(struct form *form, const struct fault *fault)
{
	size_t row = form_add_indicator(form, fault->with[0], fault->with[1],
					fault->with[2], "≥95%");

	form->is_filled_down = true;
	finds(fault->id, indicator_keys[fault->at], row);
	return true;
}

static bool add_same_name(struct form *form, const struct fault *fault)
{
	char *name = form->indicators[0][LEVEL3];
	size_t row;

	/* of the same level, so that what its name says is said of no other */
	row = form_add_indicator(form, form->indicators[0][LEVEL1],
				 form->indicators[0][LEVEL2], name,
				 form->indicators[0][TARGET]);
	finds(fault->id, "indicators.level3", 1);
	finds(fault->id, "indicators.level3", row);
	return true;
}

static bool cost_too_much(struct form *form, const struct fault *fault)
{
	long all = form_money(form->cells[CELL_BASIC]) +
		   form_money(form->cells[CELL_PROJECT]);
	char target[TEXT_MAX];
	size_t row;

	snprintf(target, sizeof target, "≤%ld万元", all / 100 * 10 + 7);
	row = form_add_indicator(form, "产出指标", "成本指标", "设施运维总成本",
				 target);
	finds(fault->id, "indicators.target", row);
	return true;
}

/* What the tasks are about is counted in indicators of quantity: before those
   go, the funds go to the one task that the others speak of as well. */
static void concentrate_funds(struct form *form)
{
	for (size_t i = TASK + 1; i < form->n_tasks; i++)
		move_funds(form, i, TASK);
}

static bool drop_level(struct form *form, const struct fault *fault)
{
	if (!strcmp(fault->with[0], "数量指标"))
		concentrate_funds(form);
	form_drop(form, (enum indicator_column)fault->at, fault->with[0]);
	/* at the first row, of the level that is missed */
	finds(fault->id, indicator_keys[fault->at], 1);
	return true;
}

/* All that a level 1 has: it and those of its level 2 that are asked for. */
static bool drop_output(struct form *form, const struct fault *fault)
{
	concentrate_funds(form);
	form_drop(form, LEVEL1, "产出指标");
	finds(fault->id, "indicators.level1", 1);
	for (int i = 0; i < 4; i++) /* quantity, quality, time, cost */
		finds(fault->id, "indicators.level2", 1);
	return true;
}

static bool add_qualities(struct form *form, const struct fault *fault)
{
	size_t n = form->n_indicators + 1;
	char name[TEXT_MAX];

	for (size_t i = 0; i < n; i++) {
		size_t row;

		city_put(name, "第%zu类对象幸福感", i + 1);
		row = form_add_indicator(form, "效益指标", "社会效益指标", name,
					 "持续提升");
		/* each of them is qualitative as well */
		finds(fault->id, "indicators.target", row);
	}
	finds(fault->id, "indicators.target", 1);
	return true;
}

static bool multiply_indicators(struct form *form, const struct fault *fault)
{
	char name[TEXT_MAX];

	for (int i = 0; form->n_indicators < 203; i++) {
		city_put(name, "第%d片区巡查次数", i + 1);
		form_add_indicator(form, "产出指标", "数量指标", name, "≥12次");
	}
	finds(fault->id, "indicators.level3", 1);
	return true;
}

static bool is_date(const char *target)
{
	return !strncmp(target, "2024年", strlen("2024年"));
}

/* Dates of the year in so many indicators at least. */
static void add_dates(struct form *form)
{
	form_add_indicator(form, "产出指标", "时效指标", "年度计划下达时间",
			   "2024年3月底前");
	form_add_indicator(form, "产出指标", "时效指标", "年度总结报送时间",
			   "2024年12月底前");
}

/* The title's year is wrong: its dates and what its texts say tell. */
static bool misdate(struct form *form, const struct fault *fault)
{
	add_dates(form);
	city_put(form->cells[CELL_YEAR], "%s", fault->with[0]);
	finds(fault->id, "year", 0);
	city_expect("year", fault->with[0], "-", 0);
	return true;
}

/* All of it is last year's: nothing is wrong with it but that. */
static bool make_last_year(struct form *form, const struct fault *fault)
{
	const char *at;

	city_put(form->cells[CELL_YEAR], "%s", fault->with[0]);
	for (size_t i = 0; i < form->n_indicators; i++) {
		char *target = form->indicators[i][TARGET];

		if (is_date(target))
			memcpy(target, fault->with[0], 4);
	}
	at = strstr(form->goal, "2024");
	if (at)
		memcpy(form->goal + (at - form->goal), fault->with[0], 4);
	city_expect("year", fault->with[0], "-", 0);
	return true;
}

/* ---- files ---- */

static bool encode(struct form *form, const struct fault *fault)
{
	form->encoding = (enum encoding)fault->at;
	form->has_bom = false;
	finds(fault->id, "-", 0);
	return true;
}

/* It is told of as read too, as what is kept in no cell. */
static void place_nowhere(const char *id)
{
	finds(id, "-", 0);
	city_expect("repair", "unplaced", "-", 0);
}

static bool widen(struct form *form, const struct fault *fault)
{
	form->wider = 1 + city_number((unsigned)form->n_indicators);
	place_nowhere(fault->id);
	return true;
}

static bool shift(struct form *form, const struct fault *fault)
{
	form->shifted = 1 + city_number((unsigned)form->n_indicators);
	for (int c = LEVEL1; c <= TARGET; c++)
		city_expect("repair", fault->id, indicator_keys[c],
			    form->shifted);
	return true;
}

static bool scale(struct form *form, const struct fault *fault)
{
	form->is_in_yuan = true;
	for (int c = CELL_BASIC; c <= CELL_TRANSFER; c++)
		if (form->cells[c][0])
			city_expect("repair", fault->id, cell_keys[c], 0);
	for (size_t i = 0; i < form->n_tasks; i++)
		city_expect("repair", fault->id, task_keys[TASK_MONEY], i + 1);
	return true;
}

static bool add_line(struct form *form, const struct fault *fault)
{
	form->line = fault->with[0];
	place_nowhere(fault->id);
	return true;
}

static bool write_beside(struct form *form, const struct fault *fault)
{
	form->beside = fault->with[0];
	place_nowhere(fault->id);
	return true;
}

/* As `jixiao new --from` leaves it; the hash is of the staff's cell with 32. */
static bool carry(struct form *form, const struct fault *fault)
{
	city_put(form->cells[CELL_STAFF], "32");
	form->sidecar = "类别,检查,项目,行,名称,当时的值,说明,日期,校验\n"
			"沿用,,财政供养人员数,,,32,,,5924eefba0f22560\n";
	finds(fault->id, "staff", 0);
	return true;
}

static bool write_twice(struct form *form, const struct fault *fault)
{
	form->is_twice = true;
	city_expect("twice", fault->id, "-", 0);
	return true;
}

/* No form at all. */
static bool ruin(struct form *form, const struct fault *fault)
{
	form->instead = fault->with[0];
	form->instead_len =
		fault->at ? (size_t)fault->at : strlen(fault->with[0]);
	if (fault->with[1])
		form->ending = fault->with[1];
	city_expect("failure", fault->id, "-", 0);
	return true;
}

/* ---- all of them ---- */

#define ROW(id, level2, name, target)                               \
	{                                                           \
		id, add_row, ROWS, { level2, name, target }, TARGET \
	}
#define NAME(id, level2, name, target)                              \
	{                                                           \
		id, add_row, ROWS, { level2, name, target }, LEVEL3 \
	}
#define CELL(id, touches, cell, text)                     \
	{                                                 \
		id, replace_cell, touches, { text }, cell \
	}

const struct fault faults[] = {
	{ "FILE-ENC", encode, FILES, { 0 }, GBK },
	CELL("REQ-EMPTY", STAFF, CELL_STAFF, ""),
	ROW("VAL-NO-CMP", "数量指标", "新增便民服务点数量", "40个"),
	{ "empty", ruin, ALL, { "" }, 0 },
	{ "SUM-EXP-REV", change_revenue, BUDGET, { 0 }, 0 },
	{ "REQ-TEXT", replace_goal, GOAL, { "做好全年工作。" }, 0 },
	{ "moved", shift, TREE | FILES, { 0 }, 0 },
	ROW("VAL-FMT", "社会效益指标", "群众出行时间缩短情况", "≥14以内"),
	{ "NUM-FMT", spoil_revenue, OTHER | BUDGET, { "无" }, 0 },
	{ "twice", write_twice, FILES, { 0 }, 0 },
	{ "SUM-TASK", change_funds, BUDGET, { 0 }, -1 },
	{ "SUM-TASK", change_funds, BUDGET, { 0 }, 1 },
	{ "year", make_last_year, TITLE | GOAL | TREE, { "2023" }, 0 },
	ROW("VAL-UNIT-CLASH", "数量指标", "宣传覆盖人群(万人)", "≥4%"),
	ROW("VAL-UNIT-CLASH", "数量指标", "奖补资金规模(万元)", "≥3000元"),
	ROW("VAL-UNIT-CLASH", "数量指标", "技术指导人次", "≥300场"),
	{ "FILE-ENC", encode, FILES, { 0 }, GB18030 },
	{ "FILE-ENC", encode, FILES, { 0 }, UTF16LE },
	{ "FILE-ENC", encode, FILES, { 0 }, UTF16BE },
	{ "FILE-WIDTH", widen, TREE | FILES, { 0 }, 0 },
	{ "FILE-PLACE", add_line, FILES, { "填报人" }, 0 },
	{ "FILE-PLACE", write_beside, DEPARTMENT | FILES, { "盖章" }, 0 },
	{ "FILE-CARRY", carry, STAFF | FILES, { 0 }, 0 },
	{ "FILE-TITLE", misdate, TITLE | GOAL | TREE, { "2023" }, 0 },
	{ "FILE-TITLE", misdate, TITLE | GOAL | TREE, { "2026" }, 0 },
	CELL("REQ-EMPTY", DEPARTMENT, CELL_DEPARTMENT, ""),
	CELL("REQ-EMPTY", SUBUNITS, CELL_SUBUNITS, ""),
	{ "REQ-EMPTY", replace_goal, GOAL, { "" }, 0 },
	{ "REQ-EMPTY", replace_task, TASKS, { "" }, TASK_CONTENT },
	{ "REQ-EMPTY", take_all_tasks, TASKS | BUDGET, { 0 }, 0 },
	ROW("REQ-EMPTY", "数量指标", "走访企业次数", ""),
	NAME("REQ-EMPTY", "质量指标", "", "≥95%"),
	{ "REQ-TEXT", lengthen_goal, GOAL, { 0 }, 0 },
	{ "NUM-FMT", spoil_revenue, OTHER | BUDGET, { "详见附表" }, 0 },
	{ "NUM-FMT", spoil_revenue, OTHER | BUDGET, { "1.2E+3" }, 0 },
	{ "NUM-FMT", spoil_in_words, OTHER | BUDGET, { 0 }, 0 },
	{ "NUM-NEG", owe_revenue, OTHER | BUDGET, { 0 }, 0 },
	{ "NUM-NEG", owe_funds, TASKS | BUDGET, { 0 }, 0 },
	{ "NUM-DEC", add_thousandths, DEVELOPMENT, { 0 }, 0 },
	{ "NUM-SCALE", write_in_yuan, BUDGET, { 0 }, CELL_BASIC },
	{ "NUM-SCALE", write_in_yuan, BUDGET, { 0 }, CELL_FISCAL },
	{ "NUM-SCALE", write_task_in_yuan, TASKS | BUDGET, { 0 }, 0 },
	{ "NUM-SCALE",
	  write_all_in_yuan,
	  STAFF | BUDGET | DEVELOPMENT | ROWS,
	  { 0 },
	  0 },
	CELL("INT-FMT", STAFF, CELL_STAFF, "32人"),
	CELL("INT-FMT", SUBUNITS, CELL_SUBUNITS, "2.5"),
	{ "YEAR-FMT", misdate, TITLE | GOAL | TREE, { "2204" }, 0 },
	CELL("OPT-FMT", TITLE, CELL_LEVEL, "乡级"),
	{ "ROWS-MAX", multiply_tasks, TASKS | BUDGET, { 0 }, 0 },
	{ "ROWS-MAX", multiply_indicators, TREE, { 0 }, 0 },
	{ "SUM-EXP-REV", change_expenditure, BUDGET, { 0 }, 1 },
	{ "SUM-DEV-LEVEL",
	  set_development,
	  DEVELOPMENT,
	  { "9.00", "4.00", "" },
	  CELL_SPECIAL },
	{ "SUM-DEV-LEVEL",
	  set_development,
	  DEVELOPMENT,
	  { "", "4.00", "5.00" },
	  CELL_SPECIAL },
	{ "SUM-DEV-LEVEL",
	  set_development,
	  DEVELOPMENT,
	  { "9.00", "", "" },
	  CELL_CITY },
	{ "SUM-TASK-ZERO", empty_funds, TASKS | BUDGET, { "" }, 0 },
	{ "SUM-TASK-ZERO", empty_funds, TASKS | BUDGET, { "0.00" }, 0 },
	{ "TREE-L1",
	  add_stray,
	  TREE,
	  { "决策指标", "数量指标", "决策论证完备率" },
	  LEVEL1 },
	{ "TREE-L2",
	  add_stray,
	  TREE,
	  { "效益指标", "行业影响力", "行业标准采用率" },
	  LEVEL2 },
	{ "TREE-L2",
	  add_stray,
	  TREE,
	  { "效益指标", "质量指标", "行业标准采用率" },
	  LEVEL2 },
	{ "TREE-MIN",
	  drop_level,
	  TREE | TASKS | BUDGET,
	  { "数量指标" },
	  LEVEL2 },
	{ "TREE-MIN", drop_level, TREE, { "质量指标" }, LEVEL2 },
	{ "TREE-MIN", drop_level, TREE, { "时效指标" }, LEVEL2 },
	{ "TREE-MIN", drop_level, TREE, { "成本指标" }, LEVEL2 },
	{ "TREE-MIN", drop_level, TREE, { "服务对象满意度指标" }, LEVEL2 },
	{ "TREE-MIN", drop_level, TREE, { "效益指标" }, LEVEL1 },
	{ "TREE-MIN", drop_output, TREE | TASKS | BUDGET, { 0 }, 0 },
	{ "TREE-COST",
	  add_stray,
	  TREE,
	  { "成本指标", "经济成本指标", "预算执行率" },
	  LEVEL1 },
	{ "NAME-SPACE", wrap_task, TASKS, { "(3)" }, TASK_NAME },
	{ "NAME-SPACE", wrap_task, TASKS, { "加快 " }, TASK_NAME },
	NAME("NAME-SPACE", "数量指标", "基层走访 调研次数", "≥12次"),
	NAME("NAME-SPACE", "数量指标", "①基层走访次数", "≥12次"),
	{ "NAME-DUP", repeat_task, TASKS | BUDGET, { 0 }, 0 },
	{ "NAME-DUP", add_same_name, TREE, { 0 }, 0 },
	{ "NAME-LONG",
	  wrap_task,
	  TASKS,
	  { "按照上级有关部署要求结合本地实际情况",
	    "并及时总结推广好的经验和做法，形成一批可以复制的制度成果" },
	  TASK_NAME },
	NAME("NAME-LONG", "数量指标",
	     "深入村组社区企业学校开展面对面走访调研并收集整理意见建议情况反馈"
	     "次数",
	     "≥12次"),
	{ "NAME-PLACE", wrap_task, TASKS, { "", "（**个点）" }, TASK_NAME },
	{ "NAME-PLACE", wrap_goal, GOAL, { "", "全年培训XX人。" }, 0 },
	ROW("NAME-PLACE", "数量指标", "走访企业家数", "≥**家"),
	ROW("NAME-PLACE", "数量指标", "走访企业家数", "详见附件"),
	ROW("VAL-SAME", "质量指标", "设备采购规范率", "设备采购规范率"),
	ROW("VAL-NO-CMP", "数量指标", "设备巡检次数", "12次"),
	ROW("VAL-CMP-CHAR", "数量指标", "设备巡检次数", "不少于12次"),
	ROW("VAL-CMP-CHAR", "质量指标", "设备巡检到位率", ">=95%"),
	ROW("VAL-CMP-DIR", "质量指标", "设备巡检合格率", "≤95%"),
	ROW("VAL-CMP-DIR", "质量指标", "设备巡检差错率", "≥5%"),
	ROW("VAL-CMP-DIR", "成本指标", "网络运维总成本", "≥2万元"),
	ROW("VAL-NO-UNIT", "数量指标", "新增服务网点", "≥3"),
	ROW("VAL-PCT", "服务对象满意度指标", "来访群众满意度", "≥190%"),
	ROW("VAL-PCT", "质量指标", "抽样合格率", "≥900%"),
	ROW("VAL-PCT", "质量指标", "抽样合格率", "≥95个"),
	ROW("VAL-PCT", "质量指标", "抽样合格率", "≥100%"),
	ROW("VAL-PCT", "服务对象满意度指标", "来访群众满意度", "90%-110%"),
	ROW("VAL-DATE", "时效指标", "年中评估完成时间", "2024年2月30日前"),
	ROW("VAL-DATE", "时效指标", "年中评估完成时间", "15日前"),
	ROW("VAL-DATE", "时效指标", "年中评估完成时间", "45657"),
	ROW("VAL-DATE", "质量指标", "年中评估合格率", "2024年12月"),
	ROW("VAL-QUAL", "社会效益指标", "居民幸福感", "持续提升"),
	{ "VAL-QUAL", add_qualities, TREE, { 0 }, 0 },
	ROW("VAL-QUAL-KIND", "数量指标", "业务工作开展情况", "有序开展"),
	ROW("VAL-QUAL-KIND", "质量指标", "办会质量", "优秀"),
	ROW("VAL-RUNON", "质量指标", "抽样合格率", "90%95%"),
	ROW("VAL-RUNON", "数量指标", "业务培训情况", "开展培训3次，参训200人"),
	ROW("VAL-VAGUE", "社会效益指标", "执行政策情况", "符合相关规定"),
	{ "MONEY-VAL", cost_too_much, BUDGET | ROWS, { 0 }, 0 },
	{ "TASK-IND", add_unmeasured, TASKS | BUDGET | TREE, { 0 }, 0 },
	{ "TEXT-YEAR", wrap_goal, GOAL | TITLE, { "完成2023年各项收尾。" }, 0 },
	{ "TEXT-YEAR", wrap_task, TASKS | TITLE, { "2023年" }, TASK_NAME },
	{ "TEXT-YEAR", wrap_task, TASKS | TITLE, { "2023年" }, TASK_CONTENT },
	{ "TEXT-YEAR", wrap_task, TASKS | TITLE, { "2023年" }, TASK_EXPECTED },
	{ "TEXT-YEAR",
	  wrap_task,
	  TASKS | TITLE,
	  { "落实三年行动方案(2023-2025年)，总结2023年评选。" },
	  TASK_CONTENT },
	NAME("TEXT-YEAR", "数量指标", "2023年度评选场次", "≥2场"),
	{ "TEXT-LEVEL", wrap_goal, GOAL | TITLE, { "贯彻我省部署。" }, 0 },
	{ "TEXT-LEVEL",
	  wrap_task,
	  TASKS | TITLE,
	  { "", "，为我省争先" },
	  TASK_EXPECTED },
	{ "TEXT-CHAR", wrap_department, DEPARTMENT, { "科技进歩与" }, 0 },
	{ "TEXT-CHAR", wrap_task, TASKS, { "", "取得进歩。" }, TASK_CONTENT },
	NAME("TEXT-CHAR", "数量指标", "进歩奖评选场次", "≥2场"),
	{ "TEXT-FORMULA", wrap_task, TASKS, { "=" }, TASK_CONTENT },
	{ "TEXT-FORMULA", wrap_task, TASKS, { "-" }, TASK_NAME },
	{ "binary", ruin, ALL, { "\0\1\2\3PK\0\0\0\0\0\0\0\0\0\0" }, 16 },
	{ "no-form-fits",
	  ruin,
	  ALL,
	  { "关于报送绩效目标的通知\n请于本月底前报送。\n" },
	  0 },
	{ "no-form-fits",
	  ruin,
	  ALL,
	  { "姓名,职务,电话\n张三,科员,3386001\n" },
	  0 },
	{ "office-broken", ruin, ALL, { "PK\3\4 not a workbook", "xlsx" }, 0 },
	{ "scaled", scale, BUDGET | DEVELOPMENT | FILES, { 0 }, 0 },
};
const size_t n_faults = N(faults);
