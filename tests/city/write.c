/* A form as somebody's program saved it. */
#include <config.h>
#include "tests/city/city.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct out {
	char *text; /* as UTF-8 */
	size_t len;
	FILE *stream;
	const struct form *form;
};

static void put_cell(struct out *out, const char *cell)
{
	char separator = out->form->has_tabs ? '\t' : ',';

	if (!strpbrk(cell, "\"\n\t,")) {
		fputs(cell, out->stream);
		return;
	}
	fputc('"', out->stream);
	for (; *cell; cell++) {
		if (*cell == '"')
			fputc('"', out->stream);
		if (*cell != separator || separator == ',')
			fputc(*cell, out->stream);
	}
	fputc('"', out->stream);
}

static void put_line(struct out *out, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			fputc(out->form->has_tabs ? '\t' : ',', out->stream);
		put_cell(out, cells[i]);
	}
	fputs(out->form->has_crlf ? "\r\n" : "\n", out->stream);
}

static void put(struct out *out, const char *a, const char *b, const char *c,
		const char *d, const char *e)
{
	const char *cells[] = { a, b, c, d, e };

	put_line(out, cells, 5);
}

/* A label at the left, which is merged with the one above. */
static const char *merged(const struct out *out, const char *label)
{
	return out->form->is_filled_down ? label : "";
}

/* Money in the form's unit; what is no amount stays. */
static const char *money(const struct out *out, const char *cell,
			 char buf[TEXT_MAX])
{
	if (!out->form->is_in_yuan || !*cell)
		return cell;
	city_put(buf, "%ld", form_money(cell) * 100);
	return buf;
}

static void put_amounts(struct out *out, const char *left, enum cell a,
			const char *right, enum cell b)
{
	char texts[2][TEXT_MAX];

	put(out, merged(out, "预算整体情况"), left,
	    money(out, out->form->cells[a], texts[0]), right,
	    money(out, out->form->cells[b], texts[1]));
}

static void put_head(struct out *out)
{
	const struct form *form = out->form;
	const char *amount =
		form->is_in_yuan ? "预算金额(元)" : "预算金额(万元)";
	char title[3 * TEXT_MAX];

	snprintf(title, sizeof title, "%s年%s部门整体预算绩效目标表",
		 form->cells[CELL_YEAR], form->cells[CELL_LEVEL]);
	put(out, title, "", "", "", "");
	put(out, "部门名称", form->cells[CELL_DEPARTMENT],
	    form->beside ? form->beside : "", "", "");
	put(out, "基本信息", "财政供养人员数", form->cells[CELL_STAFF],
	    "下属二级单位数", form->cells[CELL_SUBUNITS]);
	put(out, "预算整体情况", "部门预算支出", amount, "收入来源", amount);
	put_amounts(out, "基本支出", CELL_BASIC, "财政拨款", CELL_FISCAL);
	put_amounts(out, "项目支出", CELL_PROJECT, "其他资金", CELL_OTHER);
	put(out, merged(out, "预算整体情况"), "事业发展性支出", amount,
	    "按预算级次划分", amount);
	put_amounts(out, "财政专项资金", CELL_SPECIAL, "市本级使用资金",
		    CELL_CITY);
	put_amounts(out, "其他事业发展性支出", CELL_OTHER_DEVELOPMENT,
		    "拟用于对下转移支付资金", CELL_TRANSFER);
	put(out, "总体绩效目标", form->goal, "", "", "");
	if (form->line)
		put(out, form->line, "张三", "", "电话", "3386001");
}

static void put_tasks(struct out *out)
{
	static const char label[] = "年度重点工作任务";
	char buf[TEXT_MAX];

	put(out, label, "名称", "主要实施内容",
	    out->form->is_in_yuan ? "拟投入的资金(元)" : "拟投入的资金(万元)",
	    "期望达到的目标(概述)");
	for (size_t i = 0; i < out->form->n_tasks; i++) {
		const char(*row)[TEXT_MAX] = out->form->tasks[i];

		put(out, merged(out, label), row[TASK_NAME], row[TASK_CONTENT],
		    money(out, row[TASK_MONEY], buf), row[TASK_EXPECTED]);
	}
	if (!out->form->n_tasks)
		put(out, merged(out, label), "", "", "", "");
}

/* A level that is the same as in the row above it is merged with that. */
static const char *level(const struct out *out, size_t at,
			 enum indicator_column column)
{
	const char(*rows)[COLUMNS][TEXT_MAX] = out->form->indicators;
	bool is_same = at > 0;

	for (int c = 0; c <= (int)column && is_same; c++)
		is_same = !strcmp(rows[at][c], rows[at - 1][c]);
	return is_same && !out->form->is_filled_down ? "" : rows[at][column];
}

static void put_indicator(struct out *out, size_t at)
{
	const struct form *form = out->form;
	const char(*row)[TEXT_MAX] = form->indicators[at];
	const char *cells[] = {
		merged(out, "绩效指标"),
		level(out, at, LEVEL1),
		level(out, at, LEVEL2),
		row[LEVEL3],
		row[TARGET],
		"备用",
		"多出来的",
	};

	if (at + 1 == form->shifted) {
		memmove(cells, cells + 1, 4 * sizeof *cells);
		cells[0] = row[LEVEL1];
		cells[1] = row[LEVEL2];
		cells[4] = "";
	}
	put_line(out, cells, at + 1 == form->wider ? 7 : 5);
}

static void put_form(struct out *out)
{
	if (out->form->encoding >= UTF16LE || out->form->has_bom)
		fputs("\ufeff", out->stream);
	put_head(out);
	put_tasks(out);
	put(out, "绩效指标", "一级指标", "二级指标", "三级指标", "指标值");
	for (size_t i = 0; i < out->form->n_indicators; i++)
		put_indicator(out, i);
	put(out, "备注:1.本表的填报主体是市级一级预算单位。", "", "", "", "");
	put(out, "2.本表在“二上”环节通过系统录入,具体字段信息以系统为准。", "",
	    "", "", "");
}

/* The text in the form's encoding; false: there is no such conversion, or it
   has no sign for something. */
static bool convert(const struct out *out, FILE *file)
{
	static const char *const names[] = {
		[GBK] = "GBK",
		[GB18030] = "GB18030",
		[UTF16LE] = "UTF-16LE",
		[UTF16BE] = "UTF-16BE",
	};
	size_t room = out->len * 2 + 4;
	char *bytes = malloc(room), *from = out->text, *to = bytes;
	size_t left = out->len, free_bytes = room, rc;
	iconv_t cd = iconv_open(names[out->form->encoding], "UTF-8");

	if (!bytes || cd == (iconv_t)-1)
		abort();
	rc = iconv(cd, &from, &left, &to, &free_bytes);
	iconv_close(cd);
	fwrite(bytes, 1, room - free_bytes, file);
	free(bytes);
	return rc == 0;
}

static bool write_form(const struct form *form, FILE *file)
{
	struct out out = { .form = form };
	bool ok = true;

	out.stream = open_memstream(&out.text, &out.len);
	if (!out.stream)
		abort();
	put_form(&out);
	fclose(out.stream);
	if (form->encoding == UTF8)
		fwrite(out.text, 1, out.len, file);
	else
		ok = convert(&out, file);
	free(out.text);
	return ok;
}

static bool write_sidecar(const struct form *form, const char *path)
{
	char name[TEXT_MAX];
	FILE *file;

	snprintf(name, sizeof name, "%s.jixiao", path);
	file = fopen(name, "w");
	if (!file)
		return false;
	fputs(form->sidecar, file);
	return fclose(file) == 0;
}

bool form_write(const struct form *form, const char *path)
{
	FILE *file = fopen(path, "w");
	bool ok = true;

	if (!file)
		return false;
	if (form->instead)
		fwrite(form->instead, 1, form->instead_len, file);
	else
		ok = write_form(form, file);
	ok &= fclose(file) == 0;
	if (form->sidecar)
		ok &= write_sidecar(form, path);
	return ok;
}
