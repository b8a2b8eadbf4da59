#include <config.h>
#include "core/difference.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/difference_rows.h"
#include "tests/unit/support.h"
#include "tests/unit/support_rows.h"

static struct definition *def;
static struct texts *texts;
static struct record old, new;

static void setup(void)
{
	def = support_form(FIRST_FORM);
	texts = texts_new();
	record_init(&old, def, texts);
	record_init(&new, def, texts);
}

static void teardown(void)
{
	record_release(&old);
	record_release(&new);
	texts_free(texts);
	definition_free(def);
}

TestSuite(difference, .timeout = 60, .init = setup, .fini = teardown);

/* One difference a line, as "kind field old-row>new-row old→new". */
static void expect(const char *expected)
{
	static const char *const kinds[] = { "changed", "added", "removed",
					     "moved" };
	struct difference_list list;
	struct bytes text = BYTES_INIT;

	difference_find(&list, &old, &new);
	for (size_t i = 0; i < list.n; i++) {
		const struct difference *d = &list.items[i];
		int field = d->place_old.field >= 0 ? d->place_old.field
						    : d->place_new.field;

		bytes_printf(&text, "%s %s %ld>%ld %s→%s\n", kinds[d->kind],
			     def->fields[field].name, d->place_old.row,
			     d->place_new.row, d->old_text ? d->old_text : "",
			     d->new_text ? d->new_text : "");
	}
	cr_expect_str_eq(text.data, expected, "got\n%s", text.data);
	difference_list_release(&list);
	bytes_release(&text);
}

static void task(struct record *record, const char *name, const char *content,
		 const char *money)
{
	support_row(record, 0,
		    (const char *const[]){ name, content, money, "" });
}

Test(difference, of_the_same_is_none)
{
	expect("");
	task(&old, "科普宣传", "讲座", "10");
	task(&new, "科普宣传", "讲座", "10");
	expect("");
}

Test(difference, cells_outside_tables)
{
	support_set(&old, "基本支出", -1, "631.23");
	support_set(&new, "基本支出", -1, "631.24");
	support_set(&new, "部门名称", -1, "科协");
	expect("changed 部门名称 -1>-1 →科协\n"
	       "changed 基本支出 -1>-1 631.23→631.24\n");
}

Test(difference, rows_are_matched_by_what_they_hold)
{
	task(&old, "科普宣传", "讲座", "10");
	task(&old, "学术交流", "年会", "20");
	task(&old, "人才举荐", "评选", "30");
	task(&new, "科普大学", "教学", "5");
	task(&new, "科普宣传", "讲座", "10");
	task(&new, "人才举荐", "评选", "31");
	expect("added 任务.名称 -1>0 →科普大学\n"
	       "removed 任务.名称 1>-1 学术交流→\n"
	       "changed 任务.拟投入的资金 2>2 30→31\n");
}

Test(difference, a_row_under_another_name_is_known_by_its_contents)
{
	task(&old, "任务1:离退休人员经费", "发放离退休人员的工资和补贴", "130");
	task(&new, "退休费", "发放离退休人员的工资和补贴", "130");
	expect("changed 任务.名称 0>0 任务1:离退休人员经费→退休费\n");
}

Test(difference, a_row_of_another_name_and_contents_is_another_row)
{
	task(&old, "科普宣传", "讲座", "10");
	task(&new, "学术交流", "年会", "10");
	expect("added 任务.名称 -1>0 →学术交流\n"
	       "removed 任务.名称 0>-1 科普宣传→\n");
}

Test(difference, another_order_is_no_change_of_content)
{
	struct difference_list list;

	task(&old, "甲", "一", "1");
	task(&old, "乙", "二", "2");
	task(&old, "丙", "三", "3");
	task(&new, "丙", "三", "3");
	task(&new, "甲", "一", "1");
	task(&new, "乙", "二", "2");
	expect("moved 任务.名称 2>0 丙→丙\n");
	difference_find(&list, &old, &new);
	cr_expect_eq(list.n, list.n_moved);
	difference_list_release(&list);
}

Test(difference, equal_rows_go_one_with_one)
{
	task(&old, "甲", "一", "1");
	task(&old, "甲", "一", "1");
	task(&new, "甲", "一", "1");
	task(&new, "甲", "一", "1");
	task(&new, "甲", "一", "1");
	expect("added 任务.名称 -1>2 →甲\n");
}

Test(difference, one_name_in_two_levels_is_two_rows)
{
	static const char *const first[] = { "产出指标", "数量指标", "场次",
					     "≥1" };
	static const char *const second[] = { "效益指标", "社会效益", "场次",
					      "≥2" };
	static const char *const changed[] = { "效益指标", "社会效益", "场次",
					       "≥3" };

	support_row(&old, 1, first);
	support_row(&old, 1, second);
	support_row(&new, 1, changed);
	support_row(&new, 1, first);
	expect("moved 指标.三级指标 1>0 场次→场次\n"
	       "changed 指标.指标值 1>0 ≥2→≥3\n");
}

Test(difference, empty_tables_and_blank_rows)
{
	task(&old, "甲", "一", "1");
	expect("removed 任务.名称 0>-1 甲→\n");
	task(&new, "", "", "");
	expect("removed 任务.名称 0>-1 甲→\n");
}

static double seconds_of(struct difference_list *list)
{
	clock_t start = clock();

	difference_find(list, &old, &new);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* The name and all else of each row are changed, in another order: the
   costliest there is. */
Test(difference, a_thousand_rows_in_no_time)
{
	enum { ROWS = 1000, SHIFT = 371 };
	struct difference_list list;
	char name[64], content[128];
	size_t n_changed = 0;

	for (int i = 0; i < ROWS; i++) {
		int k = (i + SHIFT) % ROWS;

		snprintf(name, sizeof name, "第%d号任务%d", i * 7919, i);
		snprintf(content, sizeof content, "内容%d和内容%d", i * 31, i);
		task(&old, name, content, "1");
		snprintf(name, sizeof name, "第%d号任务%d改", k * 7919, k);
		snprintf(content, sizeof content, "内容%d和%d", k * 31, k);
		task(&new, name, content, "2");
	}
	double seconds = seconds_of(&list);
	for (size_t i = 0; i < list.n; i++)
		n_changed += list.items[i].kind == DIFFERENCE_CHANGED;
	cr_log_info("%d rows, %zu differences: %.3f s", ROWS, list.n, seconds);
	cr_expect_eq(n_changed, 3 * ROWS, "%zu cells", n_changed);
	difference_list_release(&list);
}

/* No row has anything to do with any other. */
Test(difference, fifty_thousand_rows_that_have_nothing_in_common)
{
	enum { ROWS = 50000 };
	struct difference_list list;
	unsigned seed = 1;
	char name[64], content[64];

	for (int i = 0; i < 2 * ROWS; i++) {
		snprintf(name, sizeof name, "%u", support_random(&seed));
		snprintf(content, sizeof content, "%u%u", support_random(&seed),
			 support_random(&seed));
		task(i % 2 ? &old : &new, name, content, "");
	}
	cr_log_info("%d rows: %.3f s", ROWS, seconds_of(&list));
	cr_expect_gt(list.n, ROWS);
	difference_list_release(&list);
}
