#include <config.h>
#include "core/merge.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/difference.h"
#include "tests/unit/support.h"
#include "tests/unit/support_rows.h"

static struct definition *def;
static struct texts *texts;
static struct record base, mine, theirs;
static struct merge merge;

static void setup(void)
{
	def = support_form(FIRST_FORM);
	texts = texts_new();
	record_init(&base, def, texts);
	record_init(&mine, def, texts);
	record_init(&theirs, def, texts);
}

static void teardown(void)
{
	merge_release(&merge);
	record_release(&base);
	record_release(&mine);
	record_release(&theirs);
	texts_free(texts);
	definition_free(def);
}

TestSuite(merge, .timeout = 60, .init = setup, .fini = teardown);

static void task(struct record *record, const char *name, const char *money)
{
	support_row(record, 0, (const char *const[]){ name, "", money, "" });
}

static void task_all(const char *name, const char *money)
{
	task(&base, name, money);
	task(&mine, name, money);
	task(&theirs, name, money);
}

static void move(struct record *record, size_t at, size_t to)
{
	record_apply(
		record,
		&(struct edit){ .kind = EDIT_ROW_MOVE, .at = at, .to = to });
}

static void delete (struct record *record, size_t at)
{
	record_apply(record,
		     &(struct edit){ .kind = EDIT_ROW_DELETE, .at = at });
}

static const char *text(const char *s)
{
	return s ? s : "-";
}

/* One item a line, as "field base|mine|theirs choice". */
static void expect_items(const char *expected)
{
	static const char *const choices[] = { "?", "mine", "theirs", "both" };
	struct bytes out = BYTES_INIT;

	merge_release(&merge);
	merge_init(&merge, &base, &mine, &theirs);
	for (size_t i = 0; i < merge.n; i++) {
		const struct merge_item *item = &merge.items[i];

		bytes_printf(&out, "%s%s %s|%s|%s %s\n",
			     item->kind == MERGE_ROW ? "row " : "",
			     def->fields[item->field].label, text(item->base),
			     text(item->mine), text(item->theirs),
			     choices[item->choice]);
	}
	cr_expect_str_eq(out.data, expected, "got\n%s", out.data);
	bytes_release(&out);
}

static size_t n_edits, n_pushed; /* since they were last 0 */

/* Rows that stand elsewhere for it. */
static size_t pushes(const struct edit *edit)
{
	if (edit->kind == EDIT_ROW_MOVE)
		return edit->at > edit->to ? edit->at - edit->to
					   : edit->to - edit->at;
	return edit->kind == EDIT_SET
		       ? 0
		       : record_n_rows(&mine, edit->table) - edit->at;
}

static void apply(void *ctx, struct edit edit)
{
	(void)ctx;
	n_edits++;
	n_pushed += pushes(&edit);
	record_apply(&mine, &edit);
}

/* The tasks as "name money", a blank between. */
static void expect_tasks(const char *expected)
{
	struct bytes out = BYTES_INIT;

	merge_apply(&merge, &mine, apply, NULL);
	for (size_t r = 0; r < record_n_rows(&mine, 0); r++) {
		const struct row *row = record_row(&mine, 0, r);

		bytes_printf(&out, "%s%s%s", r ? " " : "", row->cells[0],
			     row->cells[2]);
	}
	cr_expect_str_eq(out.data, expected, "got %s", out.data);
	bytes_release(&out);
}

/* What applying makes is what merging again calls nothing to do. */
static void expect_theirs(void)
{
	struct difference_list list;

	difference_find(&list, &mine, &theirs);
	cr_expect_eq(list.n, list.n_moved, "%zu differences", list.n);
	difference_list_release(&list);
}

Test(merge, each_side_keeps_what_it_alone_changed)
{
	support_set(&base, "基本支出", -1, "1");
	support_set(&mine, "基本支出", -1, "2");
	support_set(&theirs, "基本支出", -1, "1");
	support_set(&theirs, "部门名称", -1, "科协");
	expect_items("部门名称 ||科协 theirs\n基本支出 1|2|1 mine\n");
	cr_expect_eq(merge.n_mine, 1);
	cr_expect_eq(merge.n_theirs, 1);
	merge_apply(&merge, &mine, apply, NULL);
	expect_items("基本支出 1|2|1 mine\n");
}

Test(merge, of_a_long_text_each_side_keeps_the_sentences_that_it_changed)
{
	support_set(&base, "总体绩效目标", -1, "办讲座10场。进校30所。");
	support_set(&mine, "总体绩效目标", -1, "办讲座12场。进校30所。");
	support_set(&theirs, "总体绩效目标", -1, "办讲座10场。进校35所。");
	/* a name is no text of sentences */
	support_set(&base, "部门名称", -1, "甲。乙。");
	support_set(&mine, "部门名称", -1, "丙。乙。");
	support_set(&theirs, "部门名称", -1, "甲。丁。");
	expect_items("部门名称 甲。乙。|丙。乙。|甲。丁。 ?\n"
		     "总体绩效目标 办讲座10场。进校30所。|"
		     "办讲座12场。进校30所。|办讲座10场。进校35所。 both\n");
	cr_expect_eq(merge.n_mine, 1);
	cr_expect_eq(merge.n_theirs, 1);
	cr_expect_eq(merge.n_clashes, 1);
	cr_expect_eq(merge_n_undecided(&merge), 1);
	merge_choose_all(&merge, MERGE_THEIRS);
	merge_choose_all(&merge, MERGE_UNDECIDED);
	merge_choose_clashes(&merge, MERGE_MINE);
	merge_apply(&merge, &mine, apply, NULL);
	cr_expect_str_eq(
		record_get(&mine, support_place(def, "总体绩效目标", -1)),
		"办讲座12场。进校35所。");
}

Test(merge, the_same_change_on_both_sides_is_no_item)
{
	support_set(&base, "基本支出", -1, "1");
	support_set(&mine, "基本支出", -1, "2");
	support_set(&theirs, "基本支出", -1, "2");
	task(&mine, "甲", "1");
	task(&theirs, "甲", "1");
	task_all("乙", "2");
	delete (&mine, 1);
	delete (&theirs, 1);
	expect_items("");
}

Test(merge, two_changes_of_one_cell_clash)
{
	task_all("甲", "1");
	support_set(&mine, "任务.拟投入的资金", 0, "2");
	support_set(&theirs, "任务.拟投入的资金", 0, "3");
	expect_items("拟投入的资金 1|2|3 ?\n");
	cr_expect_eq(merge_n_undecided(&merge), 1);
	merge_choose_all(&merge, MERGE_THEIRS);
	cr_expect_eq(merge_n_undecided(&merge), 0);
	merge_choose_all(&merge, MERGE_UNDECIDED);
	cr_expect_eq(merge_n_undecided(&merge), 1);
	support_set(&theirs, "基本支出", -1, "5");
	expect_items("基本支出 ||5 theirs\n拟投入的资金 1|2|3 ?\n");
	merge_choose_clashes(&merge, MERGE_MINE);
	cr_expect_eq(merge.items[0].choice, MERGE_THEIRS);
	cr_expect_eq(merge.items[1].choice, MERGE_MINE);
	merge_choose_clashes(&merge, MERGE_THEIRS);
	expect_tasks("甲3");
}

Test(merge, rows_come_and_go_on_both_sides)
{
	task_all("甲", "1");
	task_all("乙", "2");
	task_all("丙", "3");
	delete (&mine, 0);
	task(&mine, "我的", "4");
	delete (&theirs, 2);
	record_apply(&theirs,
		     &(struct edit){ .kind = EDIT_ROW_INSERT, .at = 1 });
	support_set(&theirs, "任务.名称", 1, "他的");
	expect_items("row 名称 甲|-|甲 mine\n"
		     "row 名称 -|-|他的 theirs\n"
		     "row 名称 丙|丙|- theirs\n"
		     "row 名称 -|我的|- mine\n");
	expect_tasks("他的 乙2 我的4");
}

Test(merge, removing_a_row_that_the_other_changed_clashes)
{
	task_all("甲", "1");
	task_all("乙", "2");
	delete (&mine, 0);
	support_set(&theirs, "任务.拟投入的资金", 0, "9");
	expect_items("row 名称 甲|-|甲 ?\n");
	merge.items[0].choice = MERGE_THEIRS;
	expect_tasks("甲9 乙2");
}

Test(merge, one_row_added_twice_is_one_row)
{
	task_all("甲", "1");
	task(&mine, "科普宣传", "2");
	task(&theirs, "科普宣传", "3");
	expect_items("拟投入的资金 |2|3 ?\n");
	merge.items[0].choice = MERGE_MINE;
	expect_tasks("甲1 科普宣传2");
}

Test(merge, the_order_of_whoever_moved_rows_is_kept)
{
	task_all("甲", "1");
	task_all("乙", "2");
	task_all("丙", "3");
	move(&theirs, 2, 0);
	support_set(&mine, "任务.拟投入的资金", 1, "9");
	expect_items("拟投入的资金 2|9|2 mine\n");
	expect_tasks("丙3 甲1 乙9");
	/* both moved some: mine */
	move(&theirs, 0, 1);
	expect_items("拟投入的资金 2|9|2 mine\n");
	expect_tasks("丙3 甲1 乙9");
}

Test(merge, empty_tables)
{
	expect_items("");
	expect_tasks("");
	task(&theirs, "甲", "1");
	expect_items("row 名称 -|-|甲 theirs\n");
	expect_tasks("甲1");
}

Test(merge, blank_rows_stay_mine)
{
	task_all("甲", "1");
	task(&mine, "", "");
	task(&theirs, "", "");
	delete (&theirs, 1);
	expect_items("");
	expect_tasks("甲1 ");
}

enum { MANY = 6000 };

static void many_tasks(struct record *record, const char *what, int first,
		       int step)
{
	char name[32];

	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "%s%d", what, first + i * step);
		task(record, name, "1");
	}
}

/* Neither the edits nor the rows that each pushes along become too many. */
static void expect_work_in_keeping(size_t n_rows)
{
	n_edits = n_pushed = 0;
	merge_init(&merge, &base, &mine, &theirs);
	merge_choose_all(&merge, MERGE_THEIRS);
	merge_apply(&merge, &mine, apply, NULL);
	expect_theirs();
	cr_expect_leq(n_edits, 3 * n_rows, "%zu edits", n_edits);
	cr_expect_leq(n_pushed, 1000 * n_rows, "%zu pushed", n_pushed);
}

Test(merge, many_rows_in_another_order_take_no_longer_for_being_many)
{
	many_tasks(&base, "第", 0, 1);
	many_tasks(&mine, "第", 0, 1);
	many_tasks(&theirs, "第", MANY - 1, -1);
	expect_work_in_keeping(MANY);
	cr_expect_str_eq(record_row(&mine, 0, 0)->cells[0], "第5999");
}

Test(merge, nor_do_many_new_ones_before_all_others)
{
	many_tasks(&base, "第", 0, 1);
	many_tasks(&mine, "第", 0, 1);
	many_tasks(&theirs, "新增", 0, 1);
	many_tasks(&theirs, "第", 0, 1);
	expect_work_in_keeping(2 * MANY);
}

Test(merge, nor_do_many_that_go)
{
	many_tasks(&base, "旧", 0, 1);
	many_tasks(&base, "第", 0, 1);
	many_tasks(&mine, "旧", 0, 1);
	many_tasks(&mine, "第", 0, 1);
	many_tasks(&theirs, "第", 0, 1);
	expect_work_in_keeping(2 * MANY);
}

/* All of theirs gives theirs, all of mine changes nothing, whatever was
   done. */
Test(merge, all_for_one_side_is_that_side)
{
	unsigned seed = 1;
	char name[32];

	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof name, "第%d项工作%d", i * 977, i);
		task_all(name, "1");
	}
	for (int i = 0; i < 60; i++) {
		struct record *r = i % 2 ? &mine : &theirs;
		size_t n = record_n_rows(r, 0), at, to;

		at = support_random(&seed) % n;
		to = support_random(&seed) % n;
		snprintf(name, sizeof name, "新增%u", support_random(&seed));
		if (i % 5 == 0)
			move(r, at, to);
		else if (i % 5 == 1)
			delete (r, at);
		else if (i % 5 == 2)
			task(r, name, "7");
		else
			support_set(r, "任务.拟投入的资金", (long)at, name);
	}
	merge_init(&merge, &base, &mine, &theirs);
	cr_expect_gt(merge.n_clashes, 0);
	merge_choose_all(&merge, MERGE_MINE);
	size_t n_mine = record_n_rows(&mine, 0);
	merge_apply(&merge, &mine, apply, NULL);
	cr_expect_eq(record_n_rows(&mine, 0), n_mine);
	merge_release(&merge);
	merge_init(&merge, &base, &mine, &theirs);
	merge_choose_all(&merge, MERGE_THEIRS);
	merge_apply(&merge, &mine, apply, NULL);
	expect_theirs();
}
