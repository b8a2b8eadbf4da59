/* For a spreadsheet: a long table, a number or a fact a record. Its headings
   and the words of section and measure are for programs: the same in each
   language. */
#include <config.h>
#include "cli/summary_format.h"

#include <string.h>
#include "cli/csv_cells.h"
#include "cli/json_parts.h"
#include "locale/name.h"
#include "core/amount.h"
#include "locale/say_summary.h"

/* What a record is about, before its measure. */
struct subject {
	const char *section, *form, *key, *name;
};

static void begin(struct bytes *out, const struct subject *of,
		  const char *measure)
{
	csv_text(out, of->section);
	csv_text(out, of->form);
	csv_text(out, of->key);
	csv_text(out, of->name);
	csv_text(out, measure);
}

static void add_text(struct bytes *out, const struct subject *of,
		     const char *measure, const char *text)
{
	begin(out, of, measure);
	csv_text(out, text);
	csv_end_record(out);
}

static void add_path(struct bytes *out, const struct subject *of,
		     const char *path)
{
	begin(out, of, "file");
	csv_path(out, path);
	csv_end_record(out);
}

static void add_count(struct bytes *out, const struct subject *of,
		      const char *measure, size_t n)
{
	struct bytes text = BYTES_INIT;

	bytes_add_number(&text, n);
	add_text(out, of, measure, text.data);
	bytes_release(&text);
}

/* One below zero is a number, and nothing to be run. */
static void add_number(struct bytes *out, const struct subject *of,
		       const char *measure, const struct bytes *number)
{
	begin(out, of, measure);
	bytes_add(out, number->data, number->len);
	bytes_add_char(out, ',');
	csv_end_record(out);
}

/* Nothing for what is blank or can't be told. */
static void add_amount(struct bytes *out, const struct subject *of,
		       const char *measure, const struct summary_money *money,
		       const struct summary_sum *sum)
{
	struct bytes text = BYTES_INIT;

	if (sum->n_filled > 0 && !sum->is_over) {
		summary_print(money, sum->amount, &text);
		add_number(out, of, measure, &text);
	}
	bytes_release(&text);
}

static void add_sum(struct bytes *out, const struct subject *of,
		    const struct summary_money *money,
		    const struct summary_sum *sum)
{
	add_amount(out, of, "sum", money, sum);
	if (sum->is_over)
		add_text(out, of, "overflow", "1");
	if (sum->n_unreadable > 0)
		add_count(out, of, "unreadable_cells", sum->n_unreadable);
}

static void add_findings(struct bytes *out, const struct subject *of,
			 const size_t *findings)
{
	add_count(out, of, "errors", findings[SEVERITY_ERROR]);
	add_count(out, of, "warnings", findings[SEVERITY_WARNING]);
	add_count(out, of, "hints", findings[SEVERITY_HINT]);
}

static void add_money(struct bytes *out, const char *section,
		      const struct summary_money_list *money)
{
	for (size_t i = 0; i < money->n; i++) {
		const struct summary_money *m = &money->items[i];
		struct subject of = { section, m->form, m->key,
				      summary_label(m) };

		add_sum(out, &of, m, &m->sum);
		add_count(out, &of, "filled", m->sum.n_filled);
	}
}

static void add_opinions(struct bytes *out, const struct subject *of,
			 const char *opinions)
{
	while (*opinions) {
		size_t n = strcspn(opinions, "\n");
		struct bytes opinion = BYTES_INIT;

		bytes_add(&opinion, opinions, n);
		add_text(out, of, "opinion", opinion.data);
		bytes_release(&opinion);
		opinions += n + (opinions[n] == '\n');
	}
}

/* A form by its file, which stands where others have their name. */
static void add_review(struct bytes *out, const struct summary_paper *paper)
{
	const struct summary_review *review = &paper->review;
	struct bytes name = BYTES_INIT;
	struct subject of = { "review", paper->form, paper->year, NULL };

	name_show(&name, paper->path, -1);
	of.name = name.data;
	add_text(out, &of, "state",
		 review->is_unreadable ? "unreadable"
				       : review_state_key(review->state));
	add_opinions(out, &of, review->opinions);
	add_count(out, &of, "remarks", review->n_remarks);
	bytes_release(&name);
}

static void add_states(struct bytes *out, const struct summary *s)
{
	struct subject all = { .section = "states" };

	for (int i = 0; i < REVIEW_STATES; i++)
		add_count(out, &all, review_state_key((enum review_state)i),
			  s->states[i]);
	add_count(out, &all, "unreadable", s->n_unreadable_reviews);
	for (size_t i = 0; i < s->n_departments; i++)
		for (size_t k = 0; k < s->departments[i].n_papers; k++)
			add_review(out, &s->departments[i].papers[k]);
}

static void add_department(struct bytes *out, const struct summary *s,
			   const struct summary_department *d)
{
	struct subject of = { .section = "department", .name = d->name };

	add_count(out, &of, "forms", d->n_papers);
	for (size_t i = 0; i < d->n_papers; i++)
		add_path(out, &of, d->papers[i].path);
	if (d->is_twice)
		add_text(out, &of, "twice", "1");
	if (summary_is_missing(s, d))
		add_text(out, &of, "missing", "1");
	if (summary_is_unlisted(s, d))
		add_text(out, &of, "unlisted", "1");
	for (size_t i = 0; i < d->sums.n; i++) {
		of.form = s->sides.items[i].form;
		of.key = s->sides.items[i].key;
		add_sum(out, &of, &s->sides.items[i], &d->sums.items[i]);
	}
}

static void add_class(struct bytes *out, const struct summary_class *c)
{
	struct subject of = { c->depth > 0 ? "level2" : "level1", NULL,
			      c->level1, c->level2 };

	add_count(out, &of, "indicators", c->n);
	for (int r = 0; r < SUMMARY_READINGS; r++)
		add_count(out, &of,
			  summary_reading_key((enum summary_reading)r),
			  c->readings[r]);
}

static void add_problems(struct bytes *out, const struct summary *s)
{
	for (size_t i = 0; i < s->n_rules; i++) {
		const struct summary_rule *rule = &s->rules[i];
		struct subject of = { "rule", NULL, rule->id,
				      json_severity(rule->severity) };

		add_count(out, &of, "forms", rule->n_forms);
		add_count(out, &of, "findings", rule->n_findings);
	}
	for (size_t i = 0; i < s->n_worst; i++) {
		struct subject of = { .section = "worst",
				      .name = s->worst[i].name };

		add_path(out, &of, s->worst[i].path);
		add_findings(out, &of, s->worst[i].findings);
	}
}

static void add_forms(struct bytes *out, const struct summary *s)
{
	struct subject all = { .section = "all" };

	add_count(out, &all, "forms", s->n_forms);
	add_count(out, &all, "unreadable", s->n_failed);
	add_findings(out, &all, s->findings);
	for (size_t i = 0; i < s->n_kinds; i++) {
		struct subject of = { "kind", s->kinds[i].form,
				      s->kinds[i].year, NULL };

		add_count(out, &of, "forms", s->kinds[i].n_forms);
	}
	for (size_t i = 0; i < s->n_failed; i++) {
		struct subject of = { .section = "unreadable",
				      .name = s->failed[i].reason };

		add_path(out, &of, s->failed[i].path);
	}
}

static void add_copies(struct bytes *out, const struct summary *s)
{
	for (size_t i = 0; i < s->n_copies; i++) {
		struct subject of = { .section = "copy",
				      .name = s->copies[i].text };

		for (size_t k = 0; k < s->copies[i].n_departments; k++)
			add_text(out, &of, "department",
				 s->copies[i].departments[k]);
	}
}

static void add_change(struct bytes *out, const struct summary_change *change)
{
	struct subject of = { "last", change->money->form, change->money->key,
			      change->department->name };
	struct bytes share = BYTES_INIT;

	add_amount(out, &of, "was", change->money, &change->was);
	add_amount(out, &of, "is", change->money, &change->is);
	if (change->has_share) {
		amount_print(&share, change->permille * (AMOUNT_ONE / 10), 1);
		add_number(out, &of, "change_percent", &share);
	}
	bytes_release(&share);
}

static void add_weaker(struct bytes *out, const struct summary_weaker *weaker)
{
	struct subject of = { "last_indicator", NULL, weaker->indicator,
			      weaker->department->name };

	add_text(out, &of, "way", summary_way_key(weaker->way));
	add_text(out, &of, "was", weaker->was);
	if (weaker->way != WEAKER_DROPPED)
		add_text(out, &of, "is", weaker->is);
}

static void add_names(struct bytes *out, const char *measure,
		      const struct summary_department **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_text(out,
			 &(struct subject){ .section = "last",
					    .name = list[i]->name },
			 measure, "1");
}

static void add_last(struct bytes *out, const struct summary_last *l)
{
	struct subject all = { .section = "last" };

	add_count(out, &all, "forms", l->n_forms);
	add_count(out, &all, "unreadable", l->n_failed);
	add_count(out, &all, "threshold_percent", (size_t)l->percent);
	add_count(out, &all, "not_compared", l->n_unclear);
	for (size_t i = 0; i < l->n_failed; i++)
		add_path(out,
			 &(struct subject){ .section = "last_unreadable",
					    .name = l->failed[i].reason },
			 l->failed[i].path);
	add_names(out, "twice", l->twice, l->n_twice);
	add_names(out, "new", l->new, l->n_new);
	add_names(out, "gone", l->gone, l->n_gone);
	for (size_t i = 0; i < l->n_changes; i++)
		add_change(out, &l->changes[i]);
	for (size_t i = 0; i < l->n_weaker; i++)
		add_weaker(out, &l->weaker[i]);
}

static void csv_write(const struct summary *s, struct bytes *out)
{
	bytes_add_str(out, "\xEF\xBB\xBF"
			   "section,form,key,name,measure,value\r\n");
	add_forms(out, s);
	add_money(out, "money", &s->money);
	add_money(out, "side", &s->sides);
	for (size_t i = 0; i < s->n_departments; i++)
		add_department(out, s, &s->departments[i]);
	add_problems(out, s);
	for (size_t i = 0; i < s->n_classes; i++)
		add_class(out, &s->classes[i]);
	add_copies(out, s);
	add_states(out, s);
	if (s->last)
		add_last(out, s->last);
}

const struct summary_format summary_csv = {
	.is_data = true,
	.write = csv_write,
};
