#include <config.h>
#include "locale/summary_tables.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_letter.h"
#include "locale/say_summary.h"

enum { PERMILLE = 1000, NAMES = 10 };

/* What is being made. */
struct maker {
	struct summary_tables *tables;
	const struct summary *s;
	struct summary_table *table; /* the latest one */
	size_t at; /* the cell that is next in its latest row */
};

static const char *keep(struct maker *m, const char *text)
{
	return arena_copy_str(&m->tables->arena, text);
}

/* With what names these forms for {who}. */
static const char *keep_said(struct maker *m, const char *sentence)
{
	struct bytes text = BYTES_INIT;
	const char *kept;

	summary_expand(m->s, sentence, &text);
	kept = keep(m, text.data);
	bytes_release(&text);
	return kept;
}

/* ---- tables, columns, rows ---- */

static struct summary_table *begin(struct maker *m, const char *name,
				   const char *title)
{
	struct summary_tables *t = m->tables;

	MEMORY_MORE(t->items, t->n, t->cap);
	t->items[t->n] = (struct summary_table){
		.name = keep_said(m, name),
		.title = keep_said(m, title),
	};
	m->table = &t->items[t->n++];
	return m->table;
}

static void column(struct maker *m, enum summary_column_kind kind,
		   const char *heading)
{
	struct summary_table *t = m->table;

	MEMORY_ADD(t->columns, t->n_columns, t->cap_columns) =
		(struct summary_column){
			.kind = kind,
			.heading = keep_said(m, heading),
		};
}

static struct summary_row *row(struct maker *m)
{
	struct summary_table *t = m->table;
	struct summary_row *r;

	MEMORY_MORE(t->rows, t->n_rows, t->cap_rows);
	r = &t->rows[t->n_rows++];
	*r = (struct summary_row){
		.cells = arena_alloc(&m->tables->arena,
				     t->n_columns * sizeof *r->cells),
	};
	for (size_t i = 0; i < t->n_columns; i++)
		r->cells[i].text = "";
	m->at = 0;
	return r;
}

/* ---- cells ---- */

static struct summary_cell *cell(struct maker *m, const char *text)
{
	struct summary_table *t = m->table;
	struct summary_cell *c = &t->rows[t->n_rows - 1].cells[m->at++];

	c->text = keep(m, text);
	return c;
}

static void number(struct maker *m, const char *text, int64_t millionths,
		   int decimals, char behind)
{
	struct summary_cell *c = cell(m, text);

	c->is_number = true;
	c->millionths = millionths;
	c->decimals = decimals;
	c->behind = behind;
}

static void whole(struct maker *m, size_t n)
{
	struct bytes text = BYTES_INIT;

	bytes_add_number(&text, n);
	number(m, text.data, (int64_t)n * AMOUNT_ONE, 0, 0);
	bytes_release(&text);
}

/* 0 is left blank. */
static void count(struct maker *m, size_t n)
{
	if (n > 0)
		whole(m, n);
	else
		cell(m, "");
}

static void share(struct maker *m, const struct summary_department *d)
{
	struct bytes text = BYTES_INIT;
	int64_t permille = 0;
	bool is_known = summary_share(m->s, d, &permille);

	summary_percent(m->s, d, &text);
	if (is_known)
		number(m, text.data, permille * (AMOUNT_ONE / 10), 1, '%');
	else
		cell(m, "");
	bytes_release(&text);
}

static void sum(struct maker *m, const struct summary_money *money,
		const struct summary_sum *of)
{
	struct bytes text = BYTES_INIT;
	int64_t amount;

	summary_amount(money, of, &text);
	if (of->n_filled > 0 && !of->is_over &&
	    amount_scale(of->amount, money->money_yuan, money->unit_yuan,
			 &amount)) {
		bool is_part = of->n_unreadable > 0;

		number(m, text.data, amount,
		       amount_decimals(text.data, text.len - is_part),
		       is_part ? '?' : 0);
	} else {
		cell(m, text.data);
	}
	bytes_release(&text);
}

/* +1.00 or -4.5%, as it is printed; "" is nothing. */
static void signed_number(struct maker *m, const char *text, char behind)
{
	bool is_plus = *text == '+';
	size_t n = strlen(text) - (behind && *text);
	int64_t millionths;

	if (amount_parse(text + is_plus, n - is_plus, &millionths) == AMOUNT_OK)
		number(m, text, millionths,
		       amount_decimals(text + is_plus, n - is_plus), behind);
	else
		cell(m, text);
}

/* How long the row's bar is to be, in whatever the table's are told in. */
static void length(struct maker *m, int64_t n)
{
	m->table->rows[m->table->n_rows - 1].length = n;
}

/* The rows' bars, out of their lengths. */
static void set_bars(struct maker *m)
{
	struct summary_table *t = m->table;
	int64_t most = 0, bar;

	t->has_bars = true;
	for (size_t i = 0; i < t->n_rows; i++)
		most = t->rows[i].length > most ? t->rows[i].length : most;
	for (size_t i = 0; i < t->n_rows; i++)
		if (t->rows[i].length > 0 &&
		    amount_scale(t->rows[i].length, PERMILLE, most, &bar))
			t->rows[i].bar = bar > 0 ? (int)bar : 1;
}

/* ---- sections ---- */

static void fact(struct maker *m, const char *what, size_t n)
{
	row(m);
	cell(m, keep_said(m, what));
	whole(m, n);
}

static void add_overview(struct maker *m)
{
	const struct summary *s = m->s;

	begin(m, _("总数"), _("总数"))->is_overview = true;
	column(m, COLUMN_TEXT, _("项目"));
	column(m, COLUMN_NUMBER, _("个数"));
	fact(m, _("表"), s->n_forms);
	fact(m, _("{who}"), summary_count(s, summary_has_papers));
	for (int i = SEVERITIES - 1; i >= 0; i--)
		fact(m, say_severity((enum severity)i), s->findings[i]);
	fact(m, _("读不了的文件"), s->n_failed);
	if (s->has_list)
		fact(m,
		     s->n_failed ? _("没有见到表的{who}")
				 : _("没有交表的{who}"),
		     summary_count(s, summary_is_missing));
	if (s->last) {
		fact(m, _("去年的表"), s->last->n_forms);
		fact(m, _("比去年增减太大的金额"), s->last->n_changes);
		fact(m, _("不如去年的指标"), s->last->n_weaker);
		fact(m, _("读不出、没有与去年比的金额"), s->last->n_unclear);
	}
}

static void add_failed(struct maker *m, const char *name, const char *title,
		       const struct summary_failed *failed, size_t n)
{
	if (!n)
		return;
	begin(m, name, title)->is_list = true;
	column(m, COLUMN_PATH, _("文件"));
	column(m, COLUMN_TEXT, _("原因"));
	for (size_t i = 0; i < n; i++) {
		row(m)->path = keep(m, failed[i].path);
		cell(m, failed[i].path);
		cell(m, failed[i].reason);
	}
}

static void add_kinds(struct maker *m)
{
	const struct summary *s = m->s;

	if (s->n_kinds < 2)
		return;
	begin(m, _("种类"), _("有几种表或几个年度，同一种表的金额加在一起"));
	column(m, COLUMN_TEXT, _("表"));
	column(m, COLUMN_TEXT, _("年度"));
	column(m, COLUMN_NUMBER, _("几张表"));
	for (size_t i = 0; i < s->n_kinds; i++) {
		row(m);
		cell(m, summary_title(&s->kinds[i]));
		cell(m, s->kinds[i].year);
		count(m, s->kinds[i].n_forms);
	}
}

static bool are_of_several_forms(const struct summary_money_list *money)
{
	for (size_t i = 1; i < money->n; i++)
		if (strcmp(money->items[i].form, money->items[0].form) != 0)
			return true;
	return false;
}

static const char *form_title(const struct summary *s, const char *form)
{
	size_t i = 0;

	while (i < s->n_kinds && strcmp(s->kinds[i].form, form) != 0)
		i++;
	return i < s->n_kinds ? summary_title(&s->kinds[i]) : form;
}

static void add_heading(struct maker *m, const char *text, int depth)
{
	struct summary_row *r = row(m);

	r->is_heading = true;
	r->depth = depth;
	cell(m, text);
}

/* What the sign behind an amount means, where there is one. */
static void add_part_note(struct bytes *title,
			  const struct summary_money_list *money)
{
	size_t n_unreadable = 0;

	for (size_t i = 0; i < money->n; i++)
		n_unreadable += money->items[i].sum.n_unreadable;
	if (n_unreadable > 0)
		bytes_add_str(title, _("，带 ? 的没有算读不出的格"));
}

static void begin_money(struct maker *m)
{
	const struct summary *s = m->s;
	struct bytes title = BYTES_INIT;

	bytes_printf(&title, _("金额(%s)"), summary_unit(&s->money.items[0]));
	add_part_note(&title, &s->money);
	begin(m, _("金额"), title.data);
	column(m, COLUMN_TEXT, _("栏目"));
	column(m, COLUMN_NUMBER, _("合计"));
	column(m, COLUMN_NUMBER, _("填了"));
	column(m, COLUMN_NUMBER, _("读不出"));
	bytes_release(&title);
}

/* Below its group, and below its form where there are several. */
static void add_money_rows(struct maker *m)
{
	const struct summary *s = m->s;
	int depth = are_of_several_forms(&s->money);
	const char *form = "", *group = "";

	for (size_t i = 0; i < s->money.n; i++) {
		const struct summary_money *money = &s->money.items[i];
		const char *own = summary_group(money);

		if (depth > 0 && strcmp(money->form, form) != 0) {
			add_heading(m, form_title(s, money->form), 0);
			group = "";
		}
		if (*own && strcmp(own, group) != 0)
			add_heading(m, own, depth);
		form = money->form;
		group = own;
		row(m)->depth = depth + (*own ? 1 : 0);
		cell(m, summary_label(money));
		sum(m, money, &money->sum);
		count(m, money->sum.n_filled);
		count(m, money->sum.n_unreadable);
		length(m, money->sum.is_over ? 0 : money->sum.amount);
	}
}

static void add_money(struct maker *m)
{
	if (!m->s->money.n)
		return;
	begin_money(m);
	add_money_rows(m);
	set_bars(m);
}

/* A column that has nothing for any department is left out. */
static bool is_used(const struct summary_money *side)
{
	return side->sum.n_filled > 0 || side->sum.n_unreadable > 0;
}

/* Of one form the sums that it compares; of several, whose sums are not the
   same things, what each department is ranked by. */
static bool has_sides(const struct summary *s)
{
	return !are_of_several_forms(&s->sides);
}

static void add_sides(struct maker *m, const struct summary_sums *sums)
{
	static const struct summary_sum none;

	for (size_t i = 0; i < m->s->sides.n; i++)
		if (is_used(&m->s->sides.items[i]))
			sum(m, &m->s->sides.items[i],
			    i < sums->n ? &sums->items[i] : &none);
}

static void add_rank(struct maker *m, const struct summary_department *d)
{
	int side = summary_rank(d);

	if (side < 0)
		cell(m, "");
	else
		sum(m, &m->s->sides.items[side], &d->sums.items[side]);
}

static void add_side_columns(struct maker *m)
{
	enum { USUAL = 2 }; /* the two sides of the first balance */
	const struct summary *s = m->s;
	size_t n = 0;

	for (size_t i = 0; i < s->sides.n; i++)
		if (is_used(&s->sides.items[i])) {
			column(m, COLUMN_NUMBER,
			       summary_label(&s->sides.items[i]));
			m->table->columns[m->table->n_columns - 1].is_extra =
				n++ >= USUAL;
		}
}

static void add_department_columns(struct maker *m)
{
	const struct summary *s = m->s;
	struct bytes title = BYTES_INIT;

	if (s->sides.n > 0)
		bytes_printf(&title, _("{who}的金额(%s)，多的在前"),
			     summary_unit(&s->sides.items[0]));
	else
		bytes_add_str(&title, _("{who}"));
	if (s->sides.n > 0 && !has_sides(s))
		bytes_add_str(&title, _("，占比是同一种表里的"));
	add_part_note(&title, &s->sides);
	begin(m, _("{who}"), title.data);
	bytes_release(&title);
	column(m, COLUMN_TEXT, _("{who}"));
	if (has_sides(s))
		add_side_columns(m);
	else
		column(m, COLUMN_NUMBER, _("金额"));
	column(m, COLUMN_NUMBER, _("占比"));
}

static void add_department(struct maker *m, const struct summary_department *d)
{
	row(m)->path = keep(m, d->papers[0].path);
	length(m, summary_rank_amount(d));
	cell(m, summary_name(d->name));
	if (has_sides(m->s))
		add_sides(m, &d->sums);
	else
		add_rank(m, d);
	share(m, d);
}

static void add_department_sums(struct maker *m)
{
	const struct summary *s = m->s;

	row(m)->is_heading = true;
	cell(m, _("合计"));
	for (size_t i = 0; i < s->sides.n; i++)
		if (is_used(&s->sides.items[i]))
			sum(m, &s->sides.items[i], &s->sides.items[i].sum);
}

static void add_departments(struct maker *m)
{
	const struct summary *s = m->s;

	if (!summary_count(s, summary_has_papers))
		return;
	add_department_columns(m);
	for (size_t i = 0; i < s->n_departments; i++)
		if (s->departments[i].n_papers > 0)
			add_department(m, &s->departments[i]);
	if (has_sides(s))
		add_department_sums(m);
	set_bars(m);
}

/* A file a line; a department without files has one all the same. */
static void add_department_files(struct maker *m,
				 const struct summary_department *d)
{
	if (!d->n_papers) {
		row(m);
		cell(m, summary_name(d->name));
	}
	for (size_t i = 0; i < d->n_papers; i++) {
		row(m)->path = keep(m, d->papers[i].path);
		cell(m, summary_name(d->name));
		cell(m, d->papers[i].path);
	}
}

static void add_names(struct maker *m, const char *name, const char *title,
		      summary_test *test)
{
	const struct summary *s = m->s;

	if (!summary_count(s, test))
		return;
	begin(m, name, title)->is_list = true;
	column(m, COLUMN_TEXT, _("{who}"));
	column(m, COLUMN_PATH, _("文件"));
	for (size_t i = 0; i < s->n_departments; i++) {
		const struct summary_department *d = &s->departments[i];

		if (test(s, d))
			add_department_files(m, d);
	}
}

static void add_rules(struct maker *m)
{
	const struct summary *s = m->s;
	struct bytes mark = BYTES_INIT;

	if (!s->n_rules)
		return;
	begin(m, _("问题"), _("问题"));
	column(m, COLUMN_TEXT, _("规则"));
	column(m, COLUMN_NUMBER, _("几张表"));
	column(m, COLUMN_NUMBER, _("几处"));
	column(m, COLUMN_TEXT, _("例如"));
	for (size_t i = 0; i < s->n_rules; i++) {
		const struct summary_rule *rule = &s->rules[i];

		bytes_clear(&mark);
		bytes_printf(&mark, "%s %s", say_severity_mark(rule->severity),
			     rule->id);
		row(m);
		cell(m, mark.data);
		count(m, rule->n_forms);
		count(m, rule->n_findings);
		cell(m, rule->sentence);
		length(m, (int64_t)rule->n_forms);
	}
	set_bars(m);
	bytes_release(&mark);
}

static void add_worst(struct maker *m)
{
	const struct summary *s = m->s;

	if (!s->n_worst)
		return;
	begin(m, _("最多"), _("问题最多的表"));
	column(m, COLUMN_TEXT, _("{who}"));
	for (int i = SEVERITIES - 1; i >= 0; i--)
		column(m, COLUMN_NUMBER, say_severity((enum severity)i));
	column(m, COLUMN_PATH, _("文件"));
	for (size_t i = 0; i < s->n_worst; i++) {
		row(m)->path = keep(m, s->worst[i].path);
		cell(m, summary_name(s->worst[i].name));
		for (int k = SEVERITIES - 1; k >= 0; k--)
			count(m, s->worst[i].findings[k]);
		cell(m, s->worst[i].path);
	}
}

static void add_classes(struct maker *m)
{
	const struct summary *s = m->s;

	if (!s->n_classes)
		return;
	begin(m, _("指标"), _("指标"));
	column(m, COLUMN_TEXT, _("类别"));
	column(m, COLUMN_NUMBER, _("个数"));
	for (int r = 0; r < SUMMARY_READINGS; r++)
		column(m, COLUMN_NUMBER,
		       summary_reading_word((enum summary_reading)r));
	for (size_t i = 0; i < s->n_classes; i++) {
		const struct summary_class *c = &s->classes[i];
		const char *name = c->depth > 0 ? c->level2 : c->level1;
		struct summary_row *r = row(m);

		r->depth = c->depth;
		r->is_heading = c->depth == 0;
		cell(m, *name ? name : _("(没有写)"));
		count(m, c->n);
		for (int k = 0; k < SUMMARY_READINGS; k++)
			count(m, c->readings[k]);
		length(m, (int64_t)c->n);
	}
	set_bars(m);
}

static void add_copies(struct maker *m)
{
	const struct summary *s = m->s;
	struct bytes names = BYTES_INIT;

	if (!s->n_copies)
		return;
	begin(m, _("照抄"), _("几个{who}写得一样的指标"))->is_endless = true;
	column(m, COLUMN_TEXT, _("指标"));
	column(m, COLUMN_NUMBER, _("几个{who}"));
	column(m, COLUMN_TEXT, _("{who}"));
	for (size_t i = 0; i < s->n_copies; i++) {
		const struct summary_copy *copy = &s->copies[i];

		bytes_clear(&names);
		for (size_t k = 0; k < copy->n_departments && k < NAMES; k++)
			bytes_printf(&names, "%s%s", k > 0 ? _("、") : "",
				     copy->departments[k]);
		bytes_add_str(&names, copy->n_departments > NAMES ? " …" : "");
		row(m);
		cell(m, copy->text);
		count(m, copy->n_departments);
		cell(m, names.data);
	}
	bytes_release(&names);
}

/* ---- how far they are reviewed ---- */

static void add_states(struct maker *m)
{
	const struct summary *s = m->s;

	begin(m, _("审核"), _("审核到哪一步"));
	column(m, COLUMN_TEXT, _("状态"));
	column(m, COLUMN_NUMBER, _("几张表"));
	for (int i = 0; i < REVIEW_STATES; i++) {
		row(m);
		cell(m, say_review_state((enum review_state)i));
		count(m, s->states[i]);
		length(m, (int64_t)s->states[i]);
	}
	if (s->n_unreadable_reviews > 0) {
		row(m);
		cell(m, _("审核记录读不出"));
		count(m, s->n_unreadable_reviews);
		length(m, (int64_t)s->n_unreadable_reviews);
	}
	set_bars(m);
}

/* Opinions stand one a line there. */
static void add_opinions(struct maker *m, const char *opinions)
{
	struct bytes text = BYTES_INIT;

	for (const char *p = opinions; *p; p++)
		if (*p == '\n')
			bytes_add_str(&text, _("；"));
		else
			bytes_add_char(&text, *p);
	cell(m, text.data);
	bytes_release(&text);
}

static void add_review(struct maker *m, const struct summary_department *d,
		       const struct summary_paper *paper)
{
	row(m)->path = keep(m, paper->path);
	cell(m, summary_name(d->name));
	cell(m, paper->review.is_unreadable
			? _("读不出")
			: say_review_state(paper->review.state));
	count(m, paper->review.n_remarks);
	add_opinions(m, paper->review.opinions);
	cell(m, paper->path);
}

/* Nothing of forms that nobody has looked at. */
static void add_reviews(struct maker *m)
{
	const struct summary *s = m->s;

	if (s->states[REVIEW_UNREAD] == s->n_forms)
		return;
	add_states(m);
	begin(m, _("意见"), _("审核过的表"));
	column(m, COLUMN_TEXT, _("{who}"));
	column(m, COLUMN_TEXT, _("状态"));
	column(m, COLUMN_NUMBER, _("批注"));
	column(m, COLUMN_TEXT, _("意见"));
	column(m, COLUMN_PATH, _("文件"));
	for (size_t i = 0; i < s->n_departments; i++) {
		const struct summary_department *d = &s->departments[i];

		for (size_t k = 0; k < d->n_papers; k++)
			if (d->papers[k].review.is_unreadable ||
			    d->papers[k].review.state != REVIEW_UNREAD ||
			    *d->papers[k].review.opinions ||
			    d->papers[k].review.n_remarks > 0)
				add_review(m, d, &d->papers[k]);
	}
}

/* ---- beside last year's ---- */

static void change_cells(struct maker *m, const struct summary_change *change)
{
	struct bytes by = BYTES_INIT, share = BYTES_INIT;

	summary_change_amount(change, &by);
	summary_change_share(change, &share);
	cell(m, summary_name(change->department->name));
	cell(m, summary_label(change->money));
	sum(m, change->money, &change->was);
	sum(m, change->money, &change->is);
	signed_number(m, by.data, 0);
	signed_number(m, share.data, '%');
	bytes_release(&share);
	bytes_release(&by);
}

static void add_changes(struct maker *m)
{
	const struct summary_last *l = m->s->last;
	struct bytes title = BYTES_INIT;

	if (!l->n_changes)
		return;
	bytes_printf(&title, _("比去年增减超过 %d%% 的金额(%s)"), l->percent,
		     summary_unit(l->changes[0].money));
	begin(m, _("增减"), title.data)->is_endless = true;
	column(m, COLUMN_TEXT, _("{who}"));
	column(m, COLUMN_TEXT, _("栏目"));
	column(m, COLUMN_NUMBER, _("去年"));
	column(m, COLUMN_NUMBER, _("今年"));
	column(m, COLUMN_NUMBER, _("增减"));
	column(m, COLUMN_NUMBER, _("比例"));
	for (size_t i = 0; i < l->n_changes; i++) {
		row(m)->path =
			keep(m, l->changes[i].department->papers[0].path);
		change_cells(m, &l->changes[i]);
	}
	bytes_release(&title);
}

static void add_weaker(struct maker *m)
{
	const struct summary_last *l = m->s->last;

	if (!l->n_weaker)
		return;
	begin(m, _("不如去年"), _("今年没有、要求降低、不再定量的指标"))
		->is_endless = true;
	column(m, COLUMN_TEXT, _("{who}"));
	column(m, COLUMN_TEXT, _("指标"));
	column(m, COLUMN_TEXT, _("怎样"));
	column(m, COLUMN_TEXT, _("去年"));
	column(m, COLUMN_TEXT, _("今年"));
	for (size_t i = 0; i < l->n_weaker; i++) {
		const struct summary_weaker *w = &l->weaker[i];

		row(m)->path = keep(m, w->department->papers[0].path);
		cell(m, summary_name(w->department->name));
		cell(m, w->indicator);
		cell(m, summary_way_word(w->way));
		cell(m, w->was);
		cell(m, w->is);
	}
}

static void add_others(struct maker *m, const char *name, const char *title,
		       const struct summary_department **list, size_t n)
{
	if (!n)
		return;
	begin(m, name, title)->is_list = true;
	column(m, COLUMN_TEXT, _("{who}"));
	column(m, COLUMN_PATH, _("文件"));
	for (size_t i = 0; i < n; i++)
		add_department_files(m, list[i]);
}

/* What can't be read may be anybody's form: nobody is said to have none. */
static const char *new_title(const struct summary_last *l)
{
	return l->n_failed ? _("去年没有见到、今年有的{who}；去年读不了的文件里"
			       "可能有")
			   : _("去年没有、今年有的{who}");
}

static const char *gone_title(const struct summary *s)
{
	return s->n_failed ? _("去年有、今年没有见到的{who}；今年读不了的文件里"
			       "可能有")
			   : _("去年有、今年没有的{who}");
}

static const char *missing_title(const struct summary *s)
{
	return s->n_failed ? _("名单上有、没有见到表的{who}；读不了的文件里可能"
			       "有")
			   : _("名单上有、没有交表的{who}");
}

static void add_last(struct maker *m)
{
	const struct summary_last *l = m->s->last;

	if (!l)
		return;
	add_failed(m, _("去年读不了"), _("去年的表里读不了的文件"), l->failed,
		   l->n_failed);
	add_others(m, _("去年重复"), _("去年的表不止一张的{who}，金额都算在内"),
		   l->twice, l->n_twice);
	add_changes(m);
	add_others(m, _("新增"), new_title(l), l->new, l->n_new);
	add_others(m, _("减少"), gone_title(m->s), l->gone, l->n_gone);
	add_weaker(m);
}

void summary_tables_make(struct summary_tables *t, const struct summary *s)
{
	struct maker m = { .tables = t, .s = s };

	*t = (struct summary_tables){ 0 };
	add_overview(&m);
	add_failed(&m, _("读不了"), _("读不了的文件"), s->failed, s->n_failed);
	add_kinds(&m);
	add_money(&m);
	add_departments(&m);
	add_names(&m, _("重复"), _("同一年的表不止一张的{who}，金额都算在内"),
		  summary_is_twice);
	add_names(&m, _("缺交"), missing_title(s), summary_is_missing);
	add_names(&m, _("名单外"), _("名单上没有的{who}"), summary_is_unlisted);
	add_reviews(&m);
	add_last(&m);
	add_rules(&m);
	add_worst(&m);
	add_classes(&m);
	add_copies(&m);
}

void summary_tables_release(struct summary_tables *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->items[i].columns);
		free(t->items[i].rows);
	}
	free(t->items);
	arena_release(&t->arena);
	*t = (struct summary_tables){ 0 };
}
