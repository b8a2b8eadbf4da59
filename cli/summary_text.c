/* For people, at 80 columns. */
#include <config.h>
#include "cli/summary_format.h"

#include <string.h>
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

enum {
	W_AMOUNT = 16,
	W_COUNT = 8,
	W_READING = 11,
	W_NAME = 26,
	W_BAR = 10,
	COPIES = 20, /* the other formats have all */
};

/* ---- cells ---- */

static void add_blanks(struct bytes *out, int n)
{
	for (; n > 0; n--)
		bytes_add_char(out, ' ');
}

/* As shown, cut and filled up to so many columns. */
static void add_left(struct bytes *out, const char *text, int w_cols)
{
	size_t start = out->len;

	text_show(out, text, strlen(text), w_cols);
	add_blanks(out,
		   w_cols - text_cols(out->data + start, out->len - start));
}

/* Never cut: half an amount is a wrong one. */
static void add_right(struct bytes *out, const char *text, int w_cols)
{
	int w = text_cols(text, strlen(text));

	add_blanks(out, w_cols > w ? w_cols - w : 1);
	bytes_add_str(out, text);
}

static void add_count(struct bytes *out, size_t n, int w_cols)
{
	struct bytes text = BYTES_INIT;

	if (n > 0)
		bytes_add_number(&text, n);
	add_right(out, text.data, w_cols);
	bytes_release(&text);
}

static void add_amount(struct bytes *out, const struct summary_money *money,
		       const struct summary_sum *sum, int w_cols)
{
	struct bytes text = BYTES_INIT;

	summary_amount(money, sum, &text);
	add_right(out, text.data, w_cols);
	bytes_release(&text);
}

/* Blanks at its end go. */
static void end_line(struct bytes *out)
{
	size_t n = out->len;

	while (n > 0 && out->data[n - 1] == ' ')
		n--;
	bytes_splice(out, n, out->len - n, "\n", 1);
}

static void add_heading(struct bytes *out, const char *text)
{
	bytes_add_char(out, '\n');
	bytes_add_str(out, text);
	bytes_add_char(out, '\n');
}

static void add_path(struct bytes *out, const char *path, int w_cols)
{
	name_show(out, path, strlen(path), w_cols);
}

/* ---- sections ---- */

static void add_failed(struct bytes *out, const struct summary *s)
{
	if (s->n_failed > 0)
		add_heading(out, _("读不了的文件"));
	for (size_t i = 0; i < s->n_failed; i++) {
		bytes_add_str(out, "  ");
		add_path(out, s->failed[i].path, -1);
		bytes_add_str(out, ": ");
		bytes_add_str(out, s->failed[i].reason);
		bytes_add_char(out, '\n');
	}
}

static void add_kinds(struct bytes *out, const struct summary *s)
{
	if (s->n_kinds < 2)
		return;
	add_heading(out, _("有几种表或几个年度,同一种表的金额加在一起"));
	for (size_t i = 0; i < s->n_kinds; i++) {
		bytes_add_str(out, "  ");
		add_left(out, s->kinds[i].form, W_NAME * 2);
		add_left(out, s->kinds[i].year, W_COUNT);
		add_count(out, s->kinds[i].n_forms, W_COUNT);
		end_line(out);
	}
}

static void add_money_line(struct bytes *out, const struct summary_money *money,
			   bool is_under)
{
	int w = W_NAME + W_BAR;

	bytes_add_str(out, is_under ? "    " : "  ");
	add_left(out, summary_label(money), is_under ? w - 2 : w);
	add_amount(out, money, &money->sum, W_AMOUNT);
	add_count(out, money->sum.n_filled, W_COUNT);
	add_count(out, money->sum.n_unreadable, W_READING);
	end_line(out);
}

static void add_money(struct bytes *out, const struct summary *s)
{
	const char *group = "";

	if (!s->n_money)
		return;
	bytes_add_char(out, '\n');
	bytes_printf(out, _("金额(%s)"), summary_unit(&s->money[0]));
	add_blanks(out,
		   2 + W_NAME + W_BAR -
			   text_cols(strrchr(out->data, '\n') + 1,
				     strlen(strrchr(out->data, '\n') + 1)));
	add_right(out, _("合计"), W_AMOUNT);
	add_right(out, _("填了"), W_COUNT);
	add_right(out, _("读不出"), W_READING);
	end_line(out);
	for (size_t i = 0; i < s->n_money; i++) {
		const char *own = summary_group(&s->money[i]);

		if (*own && strcmp(own, group) != 0) {
			bytes_add_str(out, "  ");
			bytes_add_str(out, own);
			bytes_add_char(out, '\n');
		}
		group = own;
		add_money_line(out, &s->money[i], *own);
	}
}

/* The side that departments are ranked by, and the other one of its balance. */
static void add_department(struct bytes *out, const struct summary *s,
			   const struct summary_department *d)
{
	struct bytes share = BYTES_INIT;
	int side = summary_rank(d);

	bytes_add_str(out, "  ");
	add_left(out, summary_name(d->name), W_NAME);
	for (int i = side; i < side + 2; i++)
		if (i >= 0 && (size_t)i < d->n_sums)
			add_amount(out, &s->sides[i], &d->sums[i], W_AMOUNT);
		else
			add_blanks(out, W_AMOUNT);
	summary_percent(s, d, &share);
	add_right(out, share.data, W_COUNT);
	bytes_add_char(out, ' ');
	for (int i = summary_bar(s, d, W_BAR); i > 0; i--)
		bytes_add_str(out, "█");
	end_line(out);
	bytes_release(&share);
}

static void add_departments(struct bytes *out, const struct summary *s)
{
	if (!s->n_departments)
		return;
	bytes_add_char(out, '\n');
	add_left(out, _("部门,多的在前"), 2 + W_NAME);
	for (size_t i = 0; i < 2; i++)
		add_right(out,
			  i < s->n_sides ? summary_label(&s->sides[i]) : "",
			  W_AMOUNT);
	add_right(out, _("占"), W_COUNT);
	end_line(out);
	for (size_t i = 0; i < s->n_departments; i++)
		if (s->departments[i].n_papers > 0)
			add_department(out, s, &s->departments[i]);
}

static void add_rules(struct bytes *out, const struct summary *s)
{
	enum { W_ID = 14, W_SENTENCE = 44 };

	if (!s->n_rules)
		return;
	bytes_add_char(out, '\n');
	add_left(out, _("问题"), 4 + W_ID);
	add_right(out, _("几张表"), W_COUNT);
	add_right(out, _("几处"), W_COUNT);
	bytes_add_str(out, "  ");
	bytes_add_str(out, _("例如"));
	end_line(out);
	for (size_t i = 0; i < s->n_rules; i++) {
		const struct summary_rule *rule = &s->rules[i];

		bytes_printf(out, "  %s ", say_severity_mark(rule->severity));
		add_left(out, rule->id, W_ID);
		add_count(out, rule->n_forms, W_COUNT);
		add_count(out, rule->n_findings, W_COUNT);
		bytes_add_str(out, "  ");
		add_left(out, rule->sentence, W_SENTENCE);
		end_line(out);
	}
}

static void add_worst(struct bytes *out, const struct summary *s)
{
	enum { W_PATH = 28 };

	if (!s->n_worst)
		return;
	bytes_add_char(out, '\n');
	add_left(out, _("问题最多的表"), 2 + W_NAME);
	for (int i = SEVERITIES - 1; i >= 0; i--)
		add_right(out, say_severity((enum severity)i), W_COUNT);
	end_line(out);
	for (size_t i = 0; i < s->n_worst; i++) {
		bytes_add_str(out, "  ");
		add_left(out, summary_name(s->worst[i].name), W_NAME);
		for (int k = SEVERITIES - 1; k >= 0; k--)
			add_count(out, s->worst[i].findings[k], W_COUNT);
		bytes_add_str(out, "  ");
		add_path(out, s->worst[i].path, W_PATH);
		end_line(out);
	}
}

static void add_classes(struct bytes *out, const struct summary *s)
{
	if (!s->n_classes)
		return;
	bytes_add_char(out, '\n');
	add_left(out, _("指标"), 2 + W_NAME);
	add_right(out, _("个数"), W_COUNT);
	for (int r = 0; r < SUMMARY_READINGS; r++)
		add_right(out, summary_reading_word((enum summary_reading)r),
			  W_READING);
	end_line(out);
	for (size_t i = 0; i < s->n_classes; i++) {
		const struct summary_class *c = &s->classes[i];
		const char *name = c->depth > 0 ? c->level2 : c->level1;

		bytes_add_str(out, c->depth > 0 ? "    " : "  ");
		add_left(out, *name ? name : _("(没有写)"),
			 c->depth > 0 ? W_NAME - 2 : W_NAME);
		add_count(out, c->n, W_COUNT);
		for (int r = 0; r < SUMMARY_READINGS; r++)
			add_count(out, c->readings[r], W_READING);
		end_line(out);
	}
}

/* A department a line, with its files. */
static void add_names(struct bytes *out, const struct summary *s,
		      const char *heading, summary_test *test)
{
	size_t n = summary_count(s, test);

	if (!n)
		return;
	bytes_add_char(out, '\n');
	bytes_printf(out, "%s: %zu\n", heading, n);
	for (size_t i = 0; i < s->n_departments; i++) {
		const struct summary_department *d = &s->departments[i];

		if (!test(s, d))
			continue;
		bytes_add_str(out, "  ");
		bytes_add_str(out, summary_name(d->name));
		for (size_t k = 0; k < d->n_papers; k++) {
			bytes_add_str(out, k > 0 ? ", " : ": ");
			add_path(out, d->papers[k].path, -1);
		}
		bytes_add_char(out, '\n');
	}
}

static void add_copies(struct bytes *out, const struct summary *s)
{
	if (s->n_copies > 0)
		add_heading(out, _("几个部门写得一样的指标"));
	for (size_t i = 0; i < s->n_copies && i < COPIES; i++) {
		const struct summary_copy *copy = &s->copies[i];

		bytes_add_str(out, "  ");
		add_left(out, copy->text, W_NAME + W_BAR);
		add_count(out, copy->n_departments, W_COUNT);
		bytes_add_str(out, "  ");
		add_left(out, summary_name(copy->departments[0]), W_NAME - 4);
		bytes_add_str(out, copy->n_departments > 1 ? " …" : "");
		end_line(out);
	}
	if (s->n_copies > COPIES)
		bytes_printf(out, _("  另有 %zu 个,--format=csv 全列出来\n"),
			     s->n_copies - COPIES);
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

static void text_write(const struct summary *s, struct bytes *out)
{
	summary_total(s, out);
	bytes_add_char(out, '\n');
	summary_write_sections(&sections, s, out);
}

const struct summary_format summary_text = {
	.write = text_write,
};
