/* For reading and printing. */
#include <config.h>
#include "cli/summary_format.h"

#include "cli/html_page.h"
#include "core/html.h"
#include "locale/say.h"

enum { PERMILLE = 1000, COPIES = 100 };

static const char style[] =
	"th{background:#eee;font-weight:normal}"
	".w{white-space:nowrap}.in{padding-left:1.8em}"
	"tr.one td{font-weight:bold}td.bar{width:20%}"
	"td.bar i{display:block;height:1em;background:#1f4e79;"
	"print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	"@page{size:A4;margin:15mm 12mm}@media print{body{font-size:9pt}}";

/* ---- elements ---- */

static void add_path_cell(struct bytes *out, const char *path)
{
	bytes_add_str(out, "<td>");
	html_path(out, path);
	bytes_add_str(out, "</td>");
}

static void add_sum(struct bytes *out, const struct summary_money *money,
		    const struct summary_sum *sum)
{
	struct bytes text = BYTES_INIT;

	summary_amount(money, sum, &text);
	html_element(out, "td", "n", text.data);
	bytes_release(&text);
}

static void begin_table(struct bytes *out, const char *title)
{
	html_element(out, "h2", NULL, title);
	bytes_add_str(out, "\n<table><thead><tr>");
}

static void begin_rows(struct bytes *out)
{
	bytes_add_str(out, "</tr></thead><tbody>\n");
}

static void end_row(struct bytes *out)
{
	bytes_add_str(out, "</tr>\n");
}

static void end_table(struct bytes *out)
{
	bytes_add_str(out, "</tbody></table>\n");
}

/* ---- sections ---- */

static void add_failed(struct bytes *out, const struct summary *s)
{
	if (!s->n_failed)
		return;
	begin_table(out, _("读不了的文件"));
	html_element(out, "th", NULL, _("文件"));
	html_element(out, "th", NULL, _("原因"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_failed; i++) {
		bytes_add_str(out, "<tr>");
		add_path_cell(out, s->failed[i].path);
		html_element(out, "td", NULL, s->failed[i].reason);
		end_row(out);
	}
	end_table(out);
}

static void add_kinds(struct bytes *out, const struct summary *s)
{
	if (s->n_kinds < 2)
		return;
	begin_table(out, _("有几种表或几个年度,同一种表的金额加在一起"));
	html_element(out, "th", NULL, _("表格定义"));
	html_element(out, "th", NULL, _("年度"));
	html_element(out, "th", "n", _("几张表"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_kinds; i++) {
		bytes_add_str(out, "<tr>");
		html_element(out, "td", NULL, s->kinds[i].form);
		html_element(out, "td", NULL, s->kinds[i].year);
		html_count_cell(out, s->kinds[i].n_forms);
		end_row(out);
	}
	end_table(out);
}

static void add_money(struct bytes *out, const struct summary *s)
{
	struct bytes title = BYTES_INIT;

	if (!s->n_money)
		return;
	bytes_printf(&title, _("金额(%s)"), summary_unit(&s->money[0]));
	begin_table(out, title.data);
	html_element(out, "th", NULL, _("栏目"));
	html_element(out, "th", NULL, "");
	html_element(out, "th", "n", _("合计"));
	html_element(out, "th", "n", _("填了"));
	html_element(out, "th", "n", _("读不出"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_money; i++) {
		const struct summary_money *money = &s->money[i];

		bytes_add_str(out, "<tr>");
		html_element(out, "td", NULL, summary_group(money));
		html_element(out, "td", NULL, summary_label(money));
		add_sum(out, money, &money->sum);
		html_count_cell(out, money->sum.n_filled);
		html_count_cell(out, money->sum.n_unreadable);
		end_row(out);
	}
	end_table(out);
	bytes_release(&title);
}

static void add_share(struct bytes *out, const struct summary *s,
		      const struct summary_department *d)
{
	int bar = summary_bar(s, d, PERMILLE);

	bytes_add_str(out, "<td class=\"n\">");
	summary_percent(s, d, out);
	bytes_add_str(out, "</td><td class=\"bar\">");
	if (bar > 0)
		bytes_printf(out, "<i style=\"width:%d.%d%%\"></i>", bar / 10,
			     bar % 10);
	bytes_add_str(out, "</td>");
}

/* A column that has nothing for any department is left out. */
static bool is_used(const struct summary_money *side)
{
	return side->sum.n_filled > 0 || side->sum.n_unreadable > 0;
}

static void add_department(struct bytes *out, const struct summary *s,
			   const struct summary_department *d)
{
	static const struct summary_sum none;

	bytes_add_str(out, "<tr>");
	html_element(out, "td", NULL, summary_name(d->name));
	for (size_t i = 0; i < s->n_sides; i++)
		if (is_used(&s->sides[i]))
			add_sum(out, &s->sides[i],
				i < d->n_sums ? &d->sums[i] : &none);
	add_share(out, s, d);
	end_row(out);
}

static void add_departments(struct bytes *out, const struct summary *s)
{
	if (!s->n_departments)
		return;
	begin_table(out, _("部门,多的在前"));
	html_element(out, "th", NULL, _("部门"));
	for (size_t i = 0; i < s->n_sides; i++)
		if (is_used(&s->sides[i]))
			html_element(out, "th", "n",
				     summary_label(&s->sides[i]));
	html_element(out, "th", "n", _("占"));
	html_element(out, "th", NULL, "");
	begin_rows(out);
	for (size_t i = 0; i < s->n_departments; i++)
		if (s->departments[i].n_papers > 0)
			add_department(out, s, &s->departments[i]);
	bytes_add_str(out, "<tr class=\"one\">");
	html_element(out, "td", NULL, _("合计"));
	for (size_t i = 0; i < s->n_sides; i++)
		if (is_used(&s->sides[i]))
			add_sum(out, &s->sides[i], &s->sides[i].sum);
	bytes_add_str(out, "<td></td><td></td>");
	end_row(out);
	end_table(out);
}

static void add_rules(struct bytes *out, const struct summary *s)
{
	if (!s->n_rules)
		return;
	begin_table(out, _("问题"));
	html_element(out, "th", NULL, _("级别"));
	html_element(out, "th", NULL, _("规则"));
	html_element(out, "th", "n", _("几张表"));
	html_element(out, "th", "n", _("几处"));
	html_element(out, "th", NULL, _("例如"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_rules; i++) {
		const struct summary_rule *rule = &s->rules[i];

		bytes_printf(out, "<tr><td class=\"w\">%s ",
			     say_severity_mark(rule->severity));
		html_text(out, say_severity(rule->severity));
		bytes_add_str(out, "</td>");
		html_element(out, "td", "w", rule->id);
		html_count_cell(out, rule->n_forms);
		html_count_cell(out, rule->n_findings);
		html_element(out, "td", NULL, rule->sentence);
		end_row(out);
	}
	end_table(out);
}

static void add_worst(struct bytes *out, const struct summary *s)
{
	if (!s->n_worst)
		return;
	begin_table(out, _("问题最多的表"));
	html_element(out, "th", NULL, _("部门"));
	for (int i = SEVERITIES - 1; i >= 0; i--)
		html_element(out, "th", "n", say_severity((enum severity)i));
	html_element(out, "th", NULL, _("文件"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_worst; i++) {
		bytes_add_str(out, "<tr>");
		html_element(out, "td", NULL, summary_name(s->worst[i].name));
		for (int k = SEVERITIES - 1; k >= 0; k--)
			html_count_cell(out, s->worst[i].findings[k]);
		add_path_cell(out, s->worst[i].path);
		end_row(out);
	}
	end_table(out);
}

static void add_classes(struct bytes *out, const struct summary *s)
{
	if (!s->n_classes)
		return;
	begin_table(out, _("指标"));
	html_element(out, "th", NULL, "");
	html_element(out, "th", "n", _("个数"));
	for (int r = 0; r < SUMMARY_READINGS; r++)
		html_element(out, "th", "n",
			     summary_reading_word((enum summary_reading)r));
	begin_rows(out);
	for (size_t i = 0; i < s->n_classes; i++) {
		const struct summary_class *c = &s->classes[i];
		const char *name = c->depth > 0 ? c->level2 : c->level1;

		bytes_add_str(out,
			      c->depth > 0 ? "<tr>" : "<tr class=\"one\">");
		html_element(out, "td", c->depth > 0 ? "in" : NULL,
			     *name ? name : _("(没有写)"));
		html_count_cell(out, c->n);
		for (int r = 0; r < SUMMARY_READINGS; r++)
			html_count_cell(out, c->readings[r]);
		end_row(out);
	}
	end_table(out);
}

static void add_names(struct bytes *out, const struct summary *s,
		      const char *title, summary_test *test)
{
	if (!summary_count(s, test))
		return;
	begin_table(out, title);
	html_element(out, "th", NULL, _("部门"));
	html_element(out, "th", NULL, _("文件"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_departments; i++) {
		const struct summary_department *d = &s->departments[i];

		if (!test(s, d))
			continue;
		bytes_add_str(out, "<tr>");
		html_element(out, "td", NULL, summary_name(d->name));
		bytes_add_str(out, "<td>");
		for (size_t k = 0; k < d->n_papers; k++) {
			bytes_add_str(out, k > 0 ? "<br/>" : "");
			html_path(out, d->papers[k].path);
		}
		bytes_add_str(out, "</td>");
		end_row(out);
	}
	end_table(out);
}

/* The departments' names, as many as are read. */
static void add_copy(struct bytes *out, const struct summary_copy *copy)
{
	enum { NAMES = 10 };

	bytes_add_str(out, "<tr>");
	html_element(out, "td", NULL, copy->text);
	html_count_cell(out, copy->n_departments);
	bytes_add_str(out, "<td>");
	for (size_t k = 0; k < copy->n_departments && k < NAMES; k++) {
		bytes_add_str(out, k > 0 ? ", " : "");
		html_text(out, summary_name(copy->departments[k]));
	}
	bytes_add_str(out, copy->n_departments > NAMES ? " …</td>" : "</td>");
	end_row(out);
}

static void add_copies(struct bytes *out, const struct summary *s)
{
	if (!s->n_copies)
		return;
	begin_table(out, _("几个部门写得一样的指标"));
	html_element(out, "th", NULL, _("指标"));
	html_element(out, "th", "n", _("几个部门"));
	html_element(out, "th", NULL, _("部门"));
	begin_rows(out);
	for (size_t i = 0; i < s->n_copies && i < COPIES; i++)
		add_copy(out, &s->copies[i]);
	end_table(out);
	if (s->n_copies > COPIES) {
		bytes_add_str(out, "<p>");
		bytes_printf(out, _("  另有 %zu 个,--format=csv 全列出来\n"),
			     s->n_copies - COPIES);
		bytes_add_str(out, "</p>");
	}
}

static const struct summary_sections sections = {
	.failed = add_failed,
	.kinds = add_kinds,
	.money = add_money,
	.departments = add_departments,
	.names = add_names,
	.rules = add_rules,
	.worst = add_worst,
	.classes = add_classes,
	.copies = add_copies,
};

static void html_write(const struct summary *s, struct bytes *out)
{
	struct bytes total = BYTES_INIT;

	html_page_begin(out, _("绩效表汇总"), style);
	summary_total(s, &total);
	html_element(out, "p", NULL, total.data);
	bytes_release(&total);
	summary_write_sections(&sections, s, out);
	html_end(out);
}

const struct summary_format summary_html = {
	.is_data = true,
	.write = html_write,
};
