/* Last year's form beside a clean one, and what differs between the two that
   has to be told. */
#include <config.h>
#include "tests/city/city.h"

#include <stdio.h>
#include <string.h>

/* Another goal, and dates of that year; the rest is as good as this year's, so
   nothing has to be said. */
void last_year_make(const struct form *form, struct form *last)
{
	*last = *form;
	city_put(last->cells[CELL_YEAR], "%d", YEAR - 1);
	snprintf(last->goal, sizeof last->goal, "%d年度任务：%.4000s", YEAR - 1,
		 form->goal);
	for (size_t i = 0; i < last->n_indicators; i++) {
		char *target = last->indicators[i][TARGET];

		if (!strncmp(target, "2024年", strlen("2024年")))
			memcpy(target, "2023", 4);
	}
}

static void finds(const char *id, const char *field, size_t row)
{
	city_expect("finding", id, field, row);
}

static void change_level(struct form *form, struct form *last)
{
	(void)form;
	city_put(last->cells[CELL_LEVEL], "省级");
	finds("LAST-LEVEL", "level", 0);
}

static void change_staff(struct form *form, struct form *last)
{
	city_put(last->cells[CELL_STAFF], "%ld",
		 form_money(form->cells[CELL_STAFF]) / 100 * 2 + 10);
	finds("LAST-STAFF", "staff", 0);
}

/* More than 30 % and more than 50,000 yuan, of a cell and of a row's. */
static void change_money(struct form *form, struct form *last)
{
	form_put_money(last->cells[CELL_BASIC],
		       form_money(form->cells[CELL_BASIC]) * 2);
	finds("LAST-MONEY", "basic_expenditure", 0);
}

static void change_funds(struct form *form, struct form *last)
{
	form_put_money(last->tasks[1][TASK_MONEY],
		       form_money(form->tasks[1][TASK_MONEY]) * 2 + 1000);
	finds("LAST-MONEY", "tasks.money", 2);
}

static void keep_goal(struct form *form, struct form *last)
{
	memcpy(last->goal, form->goal, sizeof last->goal);
	finds("LAST-GOAL", "goal", 0);
}

/* Told at the column's first row. */
static void leave_out(struct form *form, struct form *last)
{
	(void)form;
	form_add_indicator(last, "产出指标", "数量指标", "专项走访慰问次数",
			   "≥12次");
	finds("LAST-GONE", "indicators.level3", 1);
}

static void aim_lower(struct form *form, struct form *last)
{
	const char *target = form->indicators[0][TARGET] + strlen("≥");
	unsigned number;
	int n;

	sscanf(target, "%u%n", &number, &n);
	city_put(last->indicators[0][TARGET], "≥%u%s", number + 10, target + n);
	finds("LAST-TARGET", "indicators.target", 1);
}

static void allow_more(struct form *form, struct form *last)
{
	size_t row = form_add_indicator(form, "产出指标", "质量指标",
					"系统故障停机率", "≤3%");

	form_add_indicator(last, "产出指标", "质量指标", "系统故障停机率",
			   "≤1%");
	finds("LAST-TARGET", "indicators.target", row);
}

void last_year_spoil(struct form *form, struct form *last, size_t which)
{
	static void (*const changes[])(struct form *, struct form *) = {
		change_level, change_staff, change_money, change_funds,
		keep_goal,    leave_out,    aim_lower,	  allow_more,
	};

	changes[which % (sizeof changes / sizeof *changes)](form, last);
}
