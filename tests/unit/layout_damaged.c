/* Tables damaged at random: no cell is lost, and what has no place stays. */
#include <config.h>
#include "tests/unit/layout_pieces.h"
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(layout_damaged, .timeout = 30, .init = sheet_setup,
	  .fini = sheet_teardown);

Test(layout_damaged, a_text_goes_on_for_two_pages_at_most)
{
	static const char line[] = ",,落实市直统等企业离退休干部政策待遇,,\n";
	enum { LINES = 3000 };
	struct bytes data = BYTES_INIT;
	struct sheet *s;
	size_t n = 0;

	bytes_add_str(&data, TOP MONEY MONEY2 GOAL TASK_HEAD TASKS);
	for (int i = 0; i < LINES; i++)
		bytes_add_str(&data, line);
	bytes_add_str(&data, HEAD ROWS NOTE);
	s = sheet_read(data.data, data.len);
	cr_expect(strlen(sheet_get(s, "任务.主要实施内容", 1)) < 100);
	sheet_repair(s);
	for (size_t row = 1; row < record_n_rows(&s->record, 0); row++) {
		const char *text = sheet_get(s, "任务.主要实施内容", (long)row);

		cr_expect(strlen(text) <= 8 << 10);
		for (; (text = strstr(text, "落实")); text++)
			n++;
	}
	cr_expect_eq(n, LINES, "%zu", n);
	sheet_free(s);
	bytes_release(&data);
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

Test(layout_damaged, no_damage_loses_a_cell)
{
	char what[32];

	for (unsigned seed = 1; seed <= 2000; seed++) {
		struct sheet *s = damaged_sheet(seed);

		snprintf(what, sizeof what, "seed %u", seed);
		sheet_repair(s);
		sheet_expect_whole(s, what);
		sheet_expect_reads_back(s, true, seed);
		if (s->reading.in_layout)
			sheet_expect_reads_back(s, false, seed);
		sheet_free(s);
	}
}

/* The row below says itself that it is one as soon as it could be taken for the
   rest of a text. */
Test(layout_damaged, an_edit_above_takes_up_no_row)
{
	static const char text[] = TOP MONEY MONEY2 GOAL TASK_HEAD
		"年度重点工作任务,培训,,631,满意\n,,又一项,,\n" HEAD ROWS NOTE;
	struct sheet *s = sheet_read(text, sizeof text - 1);

	cr_expect(s->reading.in_layout);
	cr_expect_eq(record_n_rows(&s->record, 0), 2);
	sheet_set(s, "任务.主要实施内容", 0, "办班");
	sheet_expect_reads_back(s, false, 0);
	sheet_free(s);
}

/* What had no place comes along into a new file. */
Test(layout_damaged, leftovers_are_written_and_stay)
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
	sheet_expect_same_record(&s->record, &again->record, 0);
	cr_expect_eq(again->reading.n_leftovers, s->reading.n_leftovers);
	bytes_release(&out);
	sheet_free(s);
	sheet_free(again);
}

Test(layout_damaged, what_has_no_place_is_listed)
{
	struct sheet *s =
		sheet_with_line("年度重点", "没有,位置\r\n年度重点工作任务,"
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
	/* another year's note is no indicator, nor is who filled the form in */
	s = sheet_with_line("备注", "备注:以系统为准，略有不同。");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	sheet_free(s);
	s = sheet_with_line("备注", "填表人：甲,,联系电话：1\r\n");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	cr_expect_eq(s->reading.n_leftovers, 2);
	sheet_free(s);
	s = sheet_with_line("备注", "说明\r\n");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	cr_expect_eq(s->reading.n_repairs, 1);
	sheet_free(s);
}
