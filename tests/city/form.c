/* A form without a fault. */
#include <config.h>
#include "tests/city/city.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N(array) (sizeof(array) / sizeof *(array))
#define PICK(array) ((array)[city_number(N(array))])

static unsigned long long state;

void city_seed(unsigned seed)
{
	state = seed * 0x9e3779b97f4a7c15ull + 0x2545f4914f6cdd1dull;
	city_number(1);
}

/* xorshift64*, whose upper half is good */
unsigned city_number(unsigned below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * 0x2545f4914f6cdd1dull) >> 33) % below;
}

void city_put(char *cell, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vsnprintf(cell, TEXT_MAX, format, args) >= TEXT_MAX)
		abort();
	va_end(args);
}

/* ---- money ---- */

long form_money(const char *cell)
{
	char *end;
	long whole = strtol(cell, &end, 10), part = 0;

	if (*end == '.' && end[1])
		part = (end[1] - '0') * 10 + (end[2] ? end[2] - '0' : 0);
	return whole * 100 + part;
}

void form_put_money(char *cell, long hundredths)
{
	city_put(cell, "%ld.%02ld", hundredths / 100, hundredths % 100);
}

/* Two parts of a sum in two cells, or all of it in the first. */
static void split_money(long sum, bool is_split, char *first, char *second)
{
	long part = is_split ? sum / 100 * (long)(5 + city_number(30)) : 0;

	form_put_money(first, sum - part);
	if (part)
		form_put_money(second, part);
}

static void make_money(struct form *form)
{
	char(*cells)[TEXT_MAX] = form->cells;
	unsigned staff = 12 + city_number(180);
	long basic = (long)staff * (900 + city_number(2100)) + city_number(100);
	long project = 5000 + city_number(180000);
	long development = project / 4 + city_number(1000);

	city_put(cells[CELL_STAFF], "%u", staff);
	city_put(cells[CELL_SUBUNITS], "%u", city_number(9));
	form_put_money(cells[CELL_BASIC], basic);
	form_put_money(cells[CELL_PROJECT], project);
	split_money(basic + project, city_number(3) == 0, cells[CELL_FISCAL],
		    cells[CELL_OTHER]);
	if (city_number(2) == 0)
		return;
	split_money(development, city_number(2) == 0, cells[CELL_SPECIAL],
		    cells[CELL_OTHER_DEVELOPMENT]);
	split_money(development, city_number(2) == 0, cells[CELL_CITY],
		    cells[CELL_TRANSFER]);
}

/* ---- tasks and indicators ---- */

static const struct activity *activity_of(const struct form *form, size_t at)
{
	return at < ACTIVITIES ? &form->organ->activities[at]
			       : &everywhere[at - ACTIVITIES];
}

static void make_task(struct form *form, const struct activity *activity)
{
	static const char *const names[] = { "开展%s", "推进%s", "做好%s工作",
					     "组织实施%s", "%s项目" };
	static const char *const contents[] = {
		"制定%s实施方案，落实经费和人员，按季度检查进度。",
		"按照年度计划组织%s，加强现场管理和资金监管。",
		"确定%s的范围和标准，通过政府采购选定承办单位，年底验收。",
		"排出%s的时间表，责任到科室，每月通报进展情况。",
	};
	static const char *const expected[] = {
		"%s按计划完成，群众普遍感到满意",
		"%s达到行业标准，服务水平有所提高",
		"%s覆盖面进一步扩大，长效机制基本建立",
		"",
	};
	char(*task)[TEXT_MAX] = form->tasks[form->n_tasks++];

	city_put(task[TASK_NAME], PICK(names), activity->noun);
	city_put(task[TASK_CONTENT], PICK(contents), activity->noun);
	city_put(task[TASK_EXPECTED], PICK(expected), activity->noun);
}

/* The first pays the staff, the others share what is for projects. */
static void make_tasks(struct form *form, const size_t *order, size_t n)
{
	long left = form_money(form->cells[CELL_PROJECT]);
	char(*task)[TEXT_MAX] = form->tasks[form->n_tasks++];

	city_put(task[TASK_NAME], "保障人员和公用经费");
	city_put(task[TASK_CONTENT],
		 "按时发放工资福利，保障机关日常运转和办公需要。");
	city_put(task[TASK_MONEY], "%s", form->cells[CELL_BASIC]);
	city_put(task[TASK_EXPECTED], "工资足额发放，机关运转正常");
	for (size_t i = 0; i < n; i++) {
		long part = i + 1 == n ? left
				       : left / (long)(n - i) / 100 * 75 +
						 city_number(100);

		make_task(form, activity_of(form, order[i]));
		form_put_money(form->tasks[form->n_tasks - 1][TASK_MONEY],
			       part);
		left -= part;
	}
}

static void add(struct form *form, const char *level1, const char *level2,
		const char *name, const char *target)
{
	char(*row)[TEXT_MAX] = form->indicators[form->n_indicators++];

	city_put(row[LEVEL1], "%s", level1);
	city_put(row[LEVEL2], "%s", level2);
	city_put(row[LEVEL3], "%s", name);
	city_put(row[TARGET], "%s", target);
}

/* An indicator by its name's pattern and a target's, whose number is
   between. */
struct template
{
	const char *name, *target;
	unsigned low, high;
};

static void add_by(struct form *form, const char *level1, const char *level2,
		   const struct template *t, const char *noun)
{
	char name[TEXT_MAX], target[TEXT_MAX];

	snprintf(name, sizeof name, t->name, noun);
	snprintf(target, sizeof target, t->target,
		 t->low + city_number(t->high - t->low + 1));
	add(form, level1, level2, name, target);
}

static const struct template quality[] = {
	{ "%s质量合格率", "≥%u%%", 90, 99 },
	{ "%s验收合格率(%%)", "等于100%%", 0, 0 },
	{ "%s达标率", "≥%u%%", 85, 98 },
	{ "%s资金使用合规率", "等于100%%", 0, 0 },
	{ "%s准确率", "≥%u.5%%", 90, 98 },
	{ "%s差错率", "≤%u%%", 1, 3 },
	{ "%s优良率", ">%u%%", 70, 90 },
	{ "%s考核等次", "良好以上", 0, 0 },
};
static const struct template punctual[] = {
	{ "%s完成时间", "2024年%u月前", 9, 12 },
	{ "%s完成时限", "2024年%u月底前", 6, 12 },
	{ "%s按期完成率", "≥%u%%", 90, 100 - 1 },
	{ "%s资金拨付及时率", "等于100%%", 0, 0 },
	{ "%s办理时限", "≤%u个工作日", 3, 20 },
	{ "%s截止时间", "2024年12月%u日前", 20, 31 },
	{ "%s实施期限", "2024年1月-2024年%u月", 10, 12 },
};
static const struct template social[] = {
	{ "%s受益人数", "≥%u人", 300, 90000 },
	{ "%s知晓率", "≥%u%%", 75, 95 },
	{ "%s问题投诉办结率", "≥%u%%", 90, 99 },
	{ "%s覆盖率", "≥%u%%", 60, 95 },
	{ "%s责任事故起数", "≤%u起", 1, 2 },
	{ "%s带动就业人数", "≥%u人", 20, 300 },
	{ "%s惠及人群(万人)", "≥%u万人", 2, 40 },
	{ "%s投诉率", "≤%u%%", 1, 3 },
};
static const struct template lasting[] = {
	{ "%s设施完好率", "≥%u%%", 90, 98 },
	{ "%s管护制度执行率", "≥%u%%", 90, 98 },
	{ "参与%s的志愿者人数", "≥%u人", 20, 400 },
	{ "%s成果使用年限", "≥%u年", 3, 15 },
	{ "%s工作人员稳定率", "≥%u%%", 80, 98 },
	{ "%s参与度提升", "提升%u%%", 2, 9 },
};
static const struct template satisfied[] = {
	{ "%s服务对象满意度", "≥%u%%", 85, 96 },
	{ "%s受益群众满意率(%%)", "≥%u%%", 85, 96 },
	{ "%s参与人员满意度", ">%u%%", 85, 94 },
	{ "%s有效投诉件数", "≤%u件", 1, 5 },
};

static const struct template costs[] = {
	{ "%s总成本", "≤%u万元", 20, 49 },
	{ "%s成本控制率", "≤100%%", 0, 0 },
	{ "%s人均成本", "≤%u元", 80, 900 },
	{ "%s经费支出", "≤%u.5万元", 20, 49 },
	{ "%s成本节约率", "≥%u%%", 1, 5 },
};

static void make_indicators(struct form *form, const size_t *order, size_t n)
{
	char name[TEXT_MAX], target[TEXT_MAX];
	const char *first = activity_of(form, order[0])->noun;
	const char *second = activity_of(form, order[1])->noun;

	for (size_t i = 0; i < n; i++) {
		const struct activity *a = activity_of(form, order[i]);

		snprintf(name, sizeof name, "%s%s", a->noun, a->counted);
		snprintf(target, sizeof target, "≥%u%s", 2 + city_number(600),
			 a->unit);
		add(form, "产出指标", "数量指标", name, target);
	}
	add_by(form, "产出指标", "质量指标", &PICK(quality), first);
	add_by(form, "产出指标", "质量指标", &PICK(quality), second);
	add_by(form, "产出指标", "时效指标", &PICK(punctual), first);
	add_by(form, "产出指标", "时效指标", &PICK(punctual), second);
	add_by(form, "产出指标", "成本指标", &PICK(costs), first);
	add_by(form, "效益指标", "社会效益指标", &PICK(social), first);
	if (city_number(2) == 0)
		add_by(form, "效益指标", "社会效益指标", &PICK(social), second);
	add_by(form, "效益指标", "可持续影响指标", &PICK(lasting), first);
	add_by(form, "满意度指标", "服务对象满意度指标", &PICK(satisfied),
	       first);
}

static void make_goal(struct form *form, const size_t *order)
{
	static const char *const goals[] = {
		"围绕中心工作，完成%s、%s等任务，服务水平进一步提高。",
		"完成%s、%s等各项重点工作，资金使用规范，群众满意度稳步提高。",
		"落实上级部署，抓好%s，统筹推进%s，全面完成年度各项目标任务。",
		"以服务群众为中心，按计划完成%s和%s，做到保质保量、不超预算。",
	};
	char text[TEXT_MAX];

	snprintf(text, sizeof text, PICK(goals),
		 activity_of(form, order[0])->noun,
		 activity_of(form, order[1])->noun);
	snprintf(form->goal, sizeof form->goal, "%s%s",
		 city_number(3) == 0 ? "2024年，" : "", text);
}

static void make_saving(struct form *form)
{
	form->has_bom = city_number(2) == 0;
	form->has_crlf = city_number(2) == 0;
	form->has_tabs = city_number(5) == 0;
	form->is_filled_down = city_number(2) == 0;
	form->ending = form->has_tabs ? "tsv" : "csv";
}

/* Which activities, each once; the first one is always the organ's own. */
static size_t choose(size_t *order)
{
	size_t n = 3 + city_number(3);
	size_t all[] = { 0, 1, 2, 3, 4, 5, 6, 7 };

	for (size_t i = 0; i < n; i++) {
		size_t at =
			i +
			city_number((unsigned)((i ? N(all) : ACTIVITIES) - i));

		order[i] = all[at];
		all[at] = all[i];
	}
	return n;
}

void form_make(struct form *form, size_t at)
{
	const struct place *place = &places[at / n_organs];
	size_t order[2 * ACTIVITIES];
	size_t n = choose(order);

	memset(form, 0, sizeof *form);
	form->organ = &organs[at % n_organs];
	city_put(form->cells[CELL_YEAR], "%d", YEAR);
	city_put(form->cells[CELL_LEVEL], "%s", place->level);
	city_put(form->cells[CELL_DEPARTMENT], "%s%s", place->name,
		 form->organ->name);
	make_money(form);
	make_tasks(form, order, n);
	make_indicators(form, order, n);
	make_goal(form, order);
	make_saving(form);
}

/* ---- changes ---- */

size_t form_add_indicator(struct form *form, const char *level1,
			  const char *level2, const char *level3,
			  const char *target)
{
	size_t at = form->n_indicators;

	while (at > 0 && strcmp(form->indicators[at - 1][LEVEL2], level2) != 0)
		at--;
	if (!at)
		at = form->n_indicators;
	add(form, level1, level2, level3, target);
	memmove(form->indicators[at + 1], form->indicators[at],
		(form->n_indicators - 1 - at) * sizeof *form->indicators);
	city_put(form->indicators[at][LEVEL1], "%s", level1);
	city_put(form->indicators[at][LEVEL2], "%s", level2);
	city_put(form->indicators[at][LEVEL3], "%s", level3);
	city_put(form->indicators[at][TARGET], "%s", target);
	return at + 1;
}

void form_drop(struct form *form, enum indicator_column column,
	       const char *level)
{
	size_t n = 0;

	for (size_t i = 0; i < form->n_indicators; i++)
		if (strcmp(form->indicators[i][column], level) != 0)
			memmove(form->indicators[n++], form->indicators[i],
				sizeof *form->indicators);
	form->n_indicators = n;
}
