/*
 * flattening_figures: how much of a flattened table is read into its place.
 *
 *	flattening_figures [N [SEED]]
 *
 * Fills in the first form, saves it, and damages the file as tables are damaged
 * on their way out of a spreadsheet, a web page or a text processor: N times by
 * each kind alone and N times by several together. Each is read again. Prints
 * the share of the form's filled cells that hold what they held, and how many
 * texts are nowhere, neither in a cell nor among what has no place. Fails below
 * the least shares, or if a text is lost.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/document.h"
#include "core/text.h"
#include "tests/common.h"

#define REAL_FORM "samples/zhanjiang-kexie-2024.tsv"

enum {
	EACH = 20,
	SEED = 20240131,
	WIDTH = 5,
	ROOM = WIDTH + 2, /* for columns that the form doesn't have */
	LINES_MAX = 128,
	ALONE_PERCENT = 99,
	TOGETHER_PERCENT = 99,
};

static bool one_in(unsigned *seed, unsigned n)
{
	return random_number(seed) % n == 0;
}

/* ---- a form that is filled in ---- */

static const struct {
	const char *level_1, *level_2, *name, *target;
} indicators[] = {
	{ "产出指标", "数量指标", "培训人次", "≥1200人次" },
	{ "产出指标", "数量指标", "新建校舍面积", "≥3500平方米" },
	{ "产出指标", "数量指标", "购置设备数量", "≥35台" },
	{ "产出指标", "质量指标", "项目验收合格率", "≥95%" },
	{ "产出指标", "质量指标", "设备完好率", "≥98%" },
	{ "产出指标", "时效指标", "资金支付及时率", "≥90%" },
	{ "产出指标", "时效指标", "项目完成时间", "2024年12月前" },
	{ "产出指标", "成本指标", "培训人均成本", "≤450元" },
	{ "产出指标", "成本指标", "项目总成本", "≤800万元" },
	{ "效益指标", "经济效益指标", "带动就业人数", "≥300人" },
	{ "效益指标", "社会效益指标", "公众知晓率", "≥85%" },
	{ "效益指标", "社会效益指标", "重大事故发生数", "等于0起" },
	{ "效益指标", "生态效益指标", "垃圾无害化处理率", "≥99%" },
	{ "效益指标", "可持续影响指标", "设备使用年限", "≥8年" },
	{ "满意度指标", "服务对象满意度指标", "受益群众满意率", "≥90%" },
};

static const char *const tasks[][4] = {
	{ "人员经费保障", "按时发放工资和离退休费", "420.5", "队伍稳定" },
	{ "校舍维修", "维修三所学校的校舍", "310", "消除安全隐患" },
	{ "教师培训", "举办四期骨干教师培训班", "84.25", "提高教学水平" },
	{ "设备购置", "购置实验和体育设备", "126.8", "达到装备标准" },
};

static void set(struct document *doc, const char *name, long row,
		const char *text)
{
	for (int i = 0; i < doc->def->n_fields; i++)
		if (strcmp(doc->def->fields[i].name, name) == 0)
			document_set(doc, (struct place){ i, row }, text,
				     strlen(text));
}

static void fill_tasks(struct document *doc, unsigned *seed)
{
	static const char *const columns[] = { "任务.名称", "任务.主要实施内容",
					       "任务.拟投入的资金",
					       "任务.期望达到的目标" };

	while (record_n_rows(&doc->record, 0) > 0)
		document_row_delete(doc, 0, 0);
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
		size_t at = record_n_rows(&doc->record, 0);

		if (at > 0 && one_in(seed, 4))
			continue;
		document_row_new(doc, 0, at, NULL);
		for (int c = 0; c < 4; c++)
			set(doc, columns[c], (long)at, tasks[i][c]);
	}
}

static void fill_indicators(struct document *doc, unsigned *seed)
{
	while (record_n_rows(&doc->record, 1) > 0)
		document_row_delete(doc, 1, 0);
	for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++) {
		size_t at = record_n_rows(&doc->record, 1);

		if (at > 0 && one_in(seed, 4))
			continue;
		document_row_new(doc, 1, at, NULL);
		set(doc, "指标.一级指标", (long)at, indicators[i].level_1);
		set(doc, "指标.二级指标", (long)at, indicators[i].level_2);
		set(doc, "指标.三级指标", (long)at, indicators[i].name);
		set(doc, "指标.指标值", (long)at, indicators[i].target);
	}
}

/* ---- its table, and how it is damaged ---- */

enum part { PART_FIXED, PART_TASK, PART_INDICATOR };

struct line {
	const char *cells[ROOM];
	enum part part;
};

struct sheet {
	struct texts *texts;
	struct line lines[LINES_MAX];
	size_t n;
};

static void sheet_take(struct sheet *s, const struct document *doc)
{
	struct bytes out = BYTES_INIT;
	struct grid grid = { 0 };

	document_bytes(doc, &out);
	s->texts = doc->texts;
	s->n = 0;
	if (!grid_read(&grid, doc->texts, out.data, out.len,
		       &(struct dialect_hint){ .delimiter = ',' }, "-", NULL))
		exit(EXIT_FAILURE);
	for (size_t i = 0; i < grid.n_records && s->n < LINES_MAX; i++) {
		struct line *line = &s->lines[s->n++];

		for (int c = 0; c < ROOM; c++)
			line->cells[c] = grid_cell(&grid.records[i], c);
		line->part = PART_FIXED;
	}
	grid_release(&grid);
	bytes_release(&out);
}

/* The rows below the headings that hold these words in their second cell. */
static void sheet_mark(struct sheet *s, const char *heading, enum part part,
		       size_t n_rows)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->lines[i].cells[1], heading) == 0)
			for (size_t k = 1; k <= n_rows; k++)
				s->lines[i + k].part = part;
}

static bool is_row(const struct line *line)
{
	return line->part != PART_FIXED;
}

/* Merged cells lose all but their first: sections and repeated levels. */
static void lose_merged(struct sheet *s, unsigned *seed)
{
	(void)seed;
	for (size_t i = s->n; i-- > 1;) {
		struct line *line = &s->lines[i], *above = line - 1;
		bool goes_on = is_row(line) && above->part == line->part;

		for (int c = 0; c < 3 && goes_on; c++) {
			goes_on = line->cells[c] == above->cells[c];
			if (goes_on && (c == 0 || line->part == PART_INDICATOR))
				line->cells[c] = "";
		}
	}
}

/* The section's cell is gone, all else has moved left. */
static void shift_left(struct sheet *s, unsigned *seed)
{
	for (size_t i = 0; i < s->n; i++) {
		struct line *line = &s->lines[i];

		if (!is_row(line) || !one_in(seed, 3))
			continue;
		memmove(line->cells, line->cells + 1,
			(WIDTH - 1) * sizeof *line->cells);
		line->cells[WIDTH - 1] = "";
	}
}

/* Blank cells between are gone: those of the levels that repeat. */
static void close_up(struct sheet *s, unsigned *seed)
{
	lose_merged(s, seed);
	for (size_t i = 0; i < s->n; i++) {
		struct line *line = &s->lines[i];
		int n = 0;

		if (line->part != PART_INDICATOR || !one_in(seed, 3))
			continue;
		for (int c = 0; c < WIDTH; c++)
			if (*line->cells[c])
				line->cells[n++] = line->cells[c];
		while (n < WIDTH)
			line->cells[n++] = "";
	}
}

/* The name of a row that continues the one above has slipped into a level. */
static void push_name(struct sheet *s, unsigned *seed)
{
	lose_merged(s, seed);
	for (size_t i = 0; i < s->n; i++) {
		struct line *line = &s->lines[i];

		if (line->part != PART_INDICATOR || *line->cells[1] ||
		    *line->cells[2] || !one_in(seed, 2))
			continue;
		line->cells[1] = line->cells[3];
		line->cells[3] = "";
	}
}

/* The section and level 1 are lost, and level 2 stands in its place. A row that
   bears its section is taken as it was typed, whatever it says. */
static void lose_level_1(struct sheet *s, unsigned *seed)
{
	for (size_t i = 0; i < s->n; i++) {
		struct line *line = &s->lines[i];

		if (line->part != PART_INDICATOR || !one_in(seed, 4))
			continue;
		line->cells[0] = "";
		line->cells[1] = line->cells[2];
		line->cells[2] = "";
	}
}

static const char *text_of(struct sheet *s, struct bytes *text)
{
	const char *out = texts_add(s->texts, text->data, text->len);

	bytes_release(text);
	return out;
}

static const char *broken(struct sheet *s, const char *label)
{
	struct bytes text = BYTES_INIT;
	size_t at = 6;

	while (((unsigned char)label[at] & 0xC0) == 0x80)
		at++;
	bytes_add(&text, label, at);
	bytes_add_char(&text, '\n');
	bytes_add_str(&text, label + at);
	return text_of(s, &text);
}

/* Line breaks within labels, as cells that wrap have them. */
static void break_labels(struct sheet *s, unsigned *seed)
{
	for (size_t i = 1; i + 1 < s->n; i++)
		for (int c = 0; c < WIDTH; c++) {
			struct line *line = &s->lines[i];
			bool is_heading = !is_row(line) && is_row(line + 1);

			if ((c == 0 || is_heading) &&
			    strlen(line->cells[c]) >= 12 && one_in(seed, 3))
				line->cells[c] = broken(s, line->cells[c]);
		}
}

/* Scores in headings and names of levels, as some places print them. */
static void add_scores(struct sheet *s, unsigned *seed)
{
	for (size_t i = 0; i < s->n; i++)
		for (int c = 1; c < 3; c++) {
			struct line *line = &s->lines[i];
			struct bytes text = BYTES_INIT;

			if (line->part != PART_INDICATOR || !*line->cells[c])
				continue;
			bytes_printf(&text, "%s(%u分)", line->cells[c],
				     10 + random_number(seed) % 4 * 10);
			line->cells[c] = text_of(s, &text);
		}
}

/* One more column before all others, and blank ones behind. */
static void shift_right(struct sheet *s, unsigned *seed)
{
	for (size_t i = 0; i < s->n; i++) {
		struct line *line = &s->lines[i];

		if (line->part != PART_INDICATOR || *line->cells[WIDTH - 1] ||
		    !one_in(seed, 2))
			continue;
		memmove(line->cells + 1, line->cells,
			(WIDTH - 1) * sizeof *line->cells);
		line->cells[0] = "";
	}
}

/* A blank line in front of line i, of the same part; false if there is no
   room. */
static bool put_line(struct sheet *s, size_t i)
{
	if (s->n == LINES_MAX)
		return false;
	memmove(&s->lines[i + 1], &s->lines[i], (s->n - i) * sizeof *s->lines);
	s->n++;
	for (int c = 0; c < ROOM; c++)
		s->lines[i].cells[c] = "";
	return true;
}

/* Pages and blank rows between. */
static void break_pages(struct sheet *s, unsigned *seed)
{
	for (size_t i = s->n; i-- > 1;)
		if (is_row(&s->lines[i]) && one_in(seed, 5))
			put_line(s, i);
}

/* The first half of a text, in whole characters; *rest gets the other. */
static const char *half_of(struct sheet *s, const char *text, const char **rest)
{
	struct bytes half = BYTES_INIT;
	size_t at = strlen(text) / 2;

	while (((unsigned char)text[at] & 0xC0) == 0x80)
		at++;
	*rest = texts_add_str(s->texts, text + at);
	bytes_add(&half, text, at);
	return text_of(s, &half);
}

/* What didn't fit into a task's cell stands in the row below. */
static void overflow(struct sheet *s, unsigned *seed)
{
	for (size_t i = s->n; i-- > 1;) {
		int c = one_in(seed, 2) ? 2 : 4;
		const char *rest;

		if (s->lines[i].part != PART_TASK || !one_in(seed, 2) ||
		    !*s->lines[i].cells[c] || !put_line(s, i + 1))
			continue;
		s->lines[i].cells[c] = half_of(s, s->lines[i].cells[c], &rest);
		s->lines[i + 1].cells[c] = rest;
		s->lines[i + 1].part = PART_TASK;
	}
}

static void break_title(struct sheet *s, unsigned *seed)
{
	const char *rest;

	(void)seed;
	s->lines[0].cells[0] = half_of(s, s->lines[0].cells[0], &rest);
	if (put_line(s, 1))
		s->lines[1].cells[0] = rest;
}

/* ≥100人 in three columns. */
static void part_targets(struct sheet *s, unsigned *seed)
{
	(void)seed;
	for (size_t i = 1; i < s->n; i++) {
		const char **cells = s->lines[i].cells;
		const char *text = cells[WIDTH - 1];
		size_t sign = strcspn(text, "0123456789");
		size_t number = strspn(text + sign, "0123456789");

		if (s->lines[i].part != PART_INDICATOR && i + 1 < s->n &&
		    s->lines[i + 1].part == PART_INDICATOR) {
			cells[WIDTH - 1] = "计算符号";
			cells[WIDTH] = "目标值";
			cells[WIDTH + 1] = "度量单位";
		} else if (s->lines[i].part == PART_INDICATOR) {
			cells[WIDTH] = text;
			cells[WIDTH - 1] = "";
			if (sign == 0 || text[sign + number] == '\0')
				continue;
			cells[WIDTH - 1] = texts_add(s->texts, text, sign);
			cells[WIDTH] = texts_add(s->texts, text + sign, number);
			cells[WIDTH + 1] =
				texts_add_str(s->texts, text + sign + number);
		}
	}
}

/* The headings of the table are printed again on the next page. */
static void repeat_headings(struct sheet *s, unsigned *seed)
{
	size_t heading = 0, at = 0;

	for (size_t i = 1; i < s->n; i++) {
		if (s->lines[i].part == PART_INDICATOR && !heading)
			heading = i - 1;
		if (s->lines[i].part == PART_INDICATOR)
			at = i;
	}
	if (at <= heading + 2 || s->n == LINES_MAX)
		return;
	at = heading + 2 + random_number(seed) % (at - heading - 1);
	memmove(&s->lines[at + 1], &s->lines[at],
		(s->n - at) * sizeof *s->lines);
	s->lines[at] = s->lines[heading];
	s->n++;
}

/* A blank column was put in, behind the sections. */
static void put_column(struct sheet *s, unsigned *seed)
{
	size_t at = 1 + random_number(seed) % WIDTH;

	for (size_t i = 0; i < s->n; i++) {
		const char **cells = s->lines[i].cells;

		memmove(cells + at + 1, cells + at,
			(WIDTH - at) * sizeof *cells);
		cells[at] = "";
	}
}

/* A label and its amount in one cell: 基本支出:631.23. */
static void join_cells(struct sheet *s, unsigned *seed)
{
	static const char *const between[] = { ":", "：", "", " ", "　" };

	for (size_t i = 4; i < 9; i++)
		for (int c = 1; c < WIDTH; c += 2) {
			const char **cells = s->lines[i].cells;
			struct bytes text = BYTES_INIT;

			if (!*cells[c + 1] || strstr(cells[c + 1], "(") ||
			    one_in(seed, 2))
				continue;
			bytes_printf(&text, "%s%s%s", cells[c],
				     between[random_number(seed) % 5],
				     cells[c + 1]);
			cells[c] = text_of(s, &text);
			cells[c + 1] = "";
		}
}

/* In this order, for those that move cells come behind those that look for them
   in their columns. */
static const struct kind {
	const char *name;
	void (*damage)(struct sheet *, unsigned *seed);
	bool alone; /* its damage can't be told from another's any more */
} kinds[] = {
	{ "line breaks in labels", break_labels, false },
	{ "scores behind levels", add_scores, false },
	{ "labels and amounts joined", join_cells, false },
	{ "merged cells lost", lose_merged, false },
	{ "rows shifted left", shift_left, true },
	{ "blanks closed up", close_up, true },
	{ "name in a level's column", push_name, true },
	{ "level 1 lost", lose_level_1, true },
	{ "rows shifted right", shift_right, true },
	{ "blank rows between", break_pages, false },
	{ "headings printed again", repeat_headings, false },
	{ "cells that overflow", overflow, true },
	{ "title over two lines", break_title, false },
	{ "targets in three columns", part_targets, true },
	{ "a column put in", put_column, true },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- what comes out ---- */

struct tally {
	size_t cells, right, lost, files, whole;
};

static void sheet_write(const struct sheet *s, const char *path)
{
	struct bytes out = BYTES_INIT;
	struct store_stamp stamp;

	for (size_t i = 0; i < s->n; i++)
		for (int c = 0; c < ROOM; c++) {
			grid_write_cell(&out, &dialect_new_file,
					s->lines[i].cells[c], false);
			bytes_add_str(&out, c + 1 < ROOM ? "," : "\r\n");
		}
	if (!store_write(path, out.data, out.len, NULL, &stamp, NULL))
		exit(EXIT_FAILURE);
	bytes_release(&out);
}

/* Scores stay behind names of levels, which mean the same. */
static bool same_text(const struct field *f, const char *was, const char *is)
{
	size_t n = strlen(was);

	return strcmp(was, is) == 0 ||
	       (f->kind == FIELD_LEVEL && strncmp(was, is, n) == 0 &&
		is[n] == '(');
}

static void compare(const struct document *was, const struct document *is,
		    struct tally *tally)
{
	const struct definition *def = was->def;

	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];
		size_t n = f->table < 0 ? 1
					: record_n_rows(&was->record, f->table);

		for (size_t r = 0; r < n; r++) {
			struct place p = { i, f->table < 0 ? -1 : (long)r };
			const char *text = record_get(&was->record, p);

			if (!*text)
				continue;
			tally->cells++;
			tally->right +=
				(f->table < 0 ||
				 r < record_n_rows(&is->record, f->table)) &&
				same_text(f, text, record_get(&is->record, p));
		}
	}
}

static bool is_left_over(const struct document *doc, const char *text)
{
	struct grid again;
	const struct grid *grid = grid_with_records(&doc->grid, &again);
	bool is_one = false;

	for (size_t i = 0; i < doc->reading.n_leftovers; i++) {
		const struct leftover *l = &doc->reading.leftovers[i];

		is_one |=
			strcmp(grid_cell(&grid->records[l->record], l->column),
			       text) == 0;
	}
	grid_release(&again);
	return is_one;
}

/* Told of as a part of a text that was put together. */
static bool is_joined(const struct document *doc, const char *text)
{
	for (size_t i = 0; i < doc->reading.n_repairs; i++) {
		const struct repair *r = &doc->reading.repairs[i];

		if ((r->kind == REPAIR_ROW_JOINED ||
		     r->kind == REPAIR_TARGET_JOINED) &&
		    strstr(r->text, text))
			return true;
	}
	return false;
}

static bool stands_somewhere(const struct document *doc, const char *text)
{
	for (int i = 0; i < doc->def->n_fields; i++) {
		const struct field *f = &doc->def->fields[i];
		size_t n = f->table < 0 ? 1
					: record_n_rows(&doc->record, f->table);

		for (size_t r = 0; r < n; r++)
			if (strcmp(record_get(&doc->record,
					      (struct place){
						      i, f->table < 0
								 ? -1
								 : (long)r }),
				   text) == 0)
				return true;
	}
	return is_left_over(doc, text) || is_joined(doc, text);
}

static size_t count_lost(const struct sheet *s, const struct document *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		for (int c = 1; c < ROOM; c++)
			n += is_row(&s->lines[i]) && *s->lines[i].cells[c] &&
			     !stands_somewhere(doc, s->lines[i].cells[c]);
	return n;
}

static struct document *open_form(struct form_set *forms, const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(forms, path, NULL, &faults);

	if (!doc || !document_check(doc, &faults)) {
		fprintf(stderr, "%s: can't be read\n", path);
		exit(EXIT_FAILURE);
	}
	failure_list_release(&faults);
	return doc;
}

/* One form, damaged by the kinds whose bits are set. */
static void try_once(struct form_set *forms, unsigned bits, unsigned *seed,
		     const char *path, struct tally *tally)
{
	struct document *doc = open_form(forms, REAL_FORM), *again;
	struct tally own = { 0 };
	struct sheet sheet;

	fill_tasks(doc, seed);
	fill_indicators(doc, seed);
	sheet_take(&sheet, doc);
	sheet_mark(&sheet, "名称", PART_TASK, record_n_rows(&doc->record, 0));
	sheet_mark(&sheet, "一级指标", PART_INDICATOR,
		   record_n_rows(&doc->record, 1));
	for (int k = 0; k < KINDS; k++)
		if (bits >> k & 1)
			kinds[k].damage(&sheet, seed);
	sheet_write(&sheet, path);
	again = open_form(forms, path);
	compare(doc, again, &own);
	own.lost = count_lost(&sheet, again);
	tally->cells += own.cells;
	tally->right += own.right;
	tally->lost += own.lost;
	tally->files++;
	tally->whole += own.right == own.cells && own.lost == 0;
	document_free(again);
	document_free(doc);
	form_set_trim(forms);
}

/* Several kinds, of those that exclude each other at most one. */
static unsigned several(unsigned *seed)
{
	unsigned bits = 0;
	bool has_one = false;

	for (int k = 0; k < KINDS; k++) {
		if (!one_in(seed, 2) || (kinds[k].alone && has_one))
			continue;
		has_one |= kinds[k].alone;
		bits |= 1u << k;
	}
	return bits;
}

static double percent(size_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 100;
}

static void print_tally(const char *name, const struct tally *t)
{
	printf("%-28s%6zu%9zu%9.2f%8zu%8zu\n", name, t->files, t->cells,
	       percent(t->right, t->cells), t->whole, t->lost);
}

static void add(struct tally *sum, const struct tally *t)
{
	sum->cells += t->cells;
	sum->right += t->right;
	sum->lost += t->lost;
	sum->files += t->files;
	sum->whole += t->whole;
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : EACH;
	unsigned seed = argc > 2 ? (unsigned)atoi(argv[2]) : SEED;
	const char *folders[] = { "forms", NULL };
	struct form_set *forms;
	struct tally alone = { 0 }, together = { 0 };
	char path[] = "/tmp/jixiao-flat-XXXXXX.csv";
	int fd = mkstemps(path, 4);
	const char *top = getenv("JIXIAO_SRCDIR");

	setlocale(LC_CTYPE, "C.UTF-8");
	if (n < 1 || fd < 0 || (top && chdir(top) != 0))
		return EXIT_FAILURE;
	forms = form_set_new(folders);
	printf("%-28s%6s%9s%9s%8s%8s\n", "", "files", "cells", "right %",
	       "whole", "lost");
	for (int k = 0; k < KINDS; k++) {
		struct tally t = { 0 };

		for (int i = 0; i < n; i++)
			try_once(forms, 1u << k, &seed, path, &t);
		print_tally(kinds[k].name, &t);
		add(&alone, &t);
	}
	for (int i = 0; i < n * KINDS; i++)
		try_once(forms, several(&seed), &seed, path, &together);
	print_tally("alone", &alone);
	print_tally("several together", &together);
	form_set_free(forms);
	remove(path);
	return percent(alone.right, alone.cells) < ALONE_PERCENT ||
	       percent(together.right, together.cells) < TOGETHER_PERCENT ||
	       alone.lost + together.lost > 0;
}
