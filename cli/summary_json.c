/* For programs: one object; doc/json.md lists the members. */
#include <config.h>
#include "cli/summary_format.h"

#include <string.h>
#include "cli/json_parts.h"
#include "locale/say_summary.h"
#include "core/amount.h"
#include "core/json.h"

/* null: nothing to be summed, or it doesn't fit. */
static void add_amount(struct json *j, const char *key,
		       const struct summary_money *money,
		       const struct summary_sum *sum)
{
	int64_t amount;

	json_key(j, key);
	if (!sum->is_over && sum->n_filled > 0 &&
	    amount_scale(sum->amount, money->money_yuan, money->unit_yuan,
			 &amount))
		json_decimal(j, amount);
	else
		json_null(j);
}

static void add_sum(struct json *j, const struct summary_money *money,
		    const struct summary_sum *sum)
{
	add_amount(j, "sum", money, sum);
	json_count_member(j, "filled", sum->n_filled);
	json_count_member(j, "unreadable_cells", sum->n_unreadable);
	json_truth_member(j, "overflow", sum->is_over);
}

static void add_money(struct json *j, const char *key,
		      const struct summary_money_list *money)
{
	json_array_member(j, key);
	for (size_t i = 0; i < money->n; i++) {
		const struct summary_money *m = &money->items[i];

		json_object_begin(j);
		json_member(j, "form", m->form);
		json_member(j, "key", m->key);
		json_member(j, "label", summary_label(m));
		json_member(j, "group", summary_group(m));
		json_member(j, "unit", m->unit);
		add_sum(j, m, &m->sum);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_findings(struct json *j, const size_t *findings)
{
	json_count_member(j, "errors", findings[SEVERITY_ERROR]);
	json_count_member(j, "warnings", findings[SEVERITY_WARNING]);
	json_count_member(j, "hints", findings[SEVERITY_HINT]);
}

static void add_failed(struct json *j, const struct summary_failed *failed,
		       size_t n)
{
	json_array_member(j, "unreadable");
	for (size_t i = 0; i < n; i++) {
		json_object_begin(j);
		json_name(j, "file", failed[i].path);
		json_member(j, "sentence", failed[i].reason);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_kinds(struct json *j, const struct summary *s)
{
	json_array_member(j, "kinds");
	for (size_t i = 0; i < s->n_kinds; i++) {
		json_object_begin(j);
		json_member(j, "form", s->kinds[i].form);
		json_member(j, "year", s->kinds[i].year);
		json_count_member(j, "forms", s->kinds[i].n_forms);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_opinions(struct json *j, const char *opinions)
{
	json_array_member(j, "opinions");
	while (*opinions) {
		size_t n = strcspn(opinions, "\n");

		json_text(j, opinions, n);
		opinions += n + (opinions[n] == '\n');
	}
	json_array_end(j);
}

static void add_review(struct json *j, const struct summary_review *review)
{
	json_member(j, "state",
		    review->is_unreadable ? "unreadable"
					  : review_state_key(review->state));
	add_opinions(j, review->opinions);
	json_count_member(j, "remarks", review->n_remarks);
}

static void add_states(struct json *j, const struct summary *s)
{
	json_object_member(j, "states");
	for (int i = 0; i < REVIEW_STATES; i++)
		json_count_member(j, review_state_key((enum review_state)i),
				  s->states[i]);
	json_count_member(j, "unreadable", s->n_unreadable_reviews);
	json_object_end(j);
}

static void add_papers(struct json *j, const struct summary_department *d)
{
	json_array_member(j, "papers");
	for (size_t i = 0; i < d->n_papers; i++) {
		json_object_begin(j);
		json_name(j, "file", d->papers[i].path);
		json_member(j, "form", d->papers[i].form);
		json_member(j, "year", d->papers[i].year);
		add_review(j, &d->papers[i].review);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_sums(struct json *j, const struct summary *s,
		     const struct summary_department *d)
{
	json_array_member(j, "sums");
	for (size_t i = 0; i < d->sums.n; i++) {
		if (!d->sums.items[i].n_filled &&
		    !d->sums.items[i].n_unreadable)
			continue;
		json_object_begin(j);
		json_member(j, "form", s->sides.items[i].form);
		json_member(j, "key", s->sides.items[i].key);
		add_sum(j, &s->sides.items[i], &d->sums.items[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_department(struct json *j, const struct summary *s,
			   const struct summary_department *d)
{
	int64_t permille;

	json_object_begin(j);
	json_member(j, "name", d->name);
	add_papers(j, d);
	add_sums(j, s, d);
	json_key(j, "percent");
	if (summary_share(s, d, &permille))
		json_decimal(j, permille * (AMOUNT_ONE / 10));
	else
		json_null(j);
	json_truth_member(j, "twice", d->is_twice);
	json_truth_member(j, "missing", summary_is_missing(s, d));
	json_truth_member(j, "unlisted", summary_is_unlisted(s, d));
	json_object_end(j);
}

static void add_departments(struct json *j, const struct summary *s)
{
	json_array_member(j, "departments");
	for (size_t i = 0; i < s->n_departments; i++)
		add_department(j, s, &s->departments[i]);
	json_array_end(j);
}

static void add_rules(struct json *j, const struct summary *s)
{
	json_array_member(j, "rules");
	for (size_t i = 0; i < s->n_rules; i++) {
		const struct summary_rule *rule = &s->rules[i];

		json_object_begin(j);
		json_member(j, "rule", rule->id);
		json_member(j, "severity", json_severity(rule->severity));
		json_count_member(j, "forms", rule->n_forms);
		json_count_member(j, "findings", rule->n_findings);
		json_member(j, "sentence", rule->sentence);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_worst(struct json *j, const struct summary *s)
{
	json_array_member(j, "worst");
	for (size_t i = 0; i < s->n_worst; i++) {
		json_object_begin(j);
		json_name(j, "file", s->worst[i].path);
		json_member(j, "name", s->worst[i].name);
		add_findings(j, s->worst[i].findings);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_classes(struct json *j, const struct summary *s)
{
	json_array_member(j, "classes");
	for (size_t i = 0; i < s->n_classes; i++) {
		const struct summary_class *c = &s->classes[i];

		json_object_begin(j);
		json_count_member(j, "level", (size_t)c->depth + 1);
		json_member(j, "level1", c->level1);
		json_member(j, "level2", c->level2);
		json_count_member(j, "indicators", c->n);
		for (int r = 0; r < SUMMARY_READINGS; r++)
			json_count_member(
				j, summary_reading_key((enum summary_reading)r),
				c->readings[r]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_copies(struct json *j, const struct summary *s)
{
	json_array_member(j, "copies");
	for (size_t i = 0; i < s->n_copies; i++) {
		const struct summary_copy *copy = &s->copies[i];

		json_object_begin(j);
		json_member(j, "text", copy->text);
		json_array_member(j, "names");
		for (size_t k = 0; k < copy->n_departments; k++)
			json_text_or_null(j, copy->departments[k]);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

/* ---- beside last year's ---- */

static void add_names(struct json *j, const char *key,
		      const struct summary_department **list, size_t n)
{
	json_array_member(j, key);
	for (size_t i = 0; i < n; i++)
		json_text_or_null(j, list[i]->name);
	json_array_end(j);
}

static void add_changes(struct json *j, const struct summary_last *l)
{
	json_array_member(j, "changes");
	for (size_t i = 0; i < l->n_changes; i++) {
		const struct summary_change *change = &l->changes[i];

		json_object_begin(j);
		json_member(j, "name", change->department->name);
		json_member(j, "form", change->money->form);
		json_member(j, "key", change->money->key);
		json_member(j, "label", summary_label(change->money));
		add_amount(j, "was", change->money, &change->was);
		add_amount(j, "is", change->money, &change->is);
		json_key(j, "percent");
		if (change->has_share)
			json_decimal(j, change->permille * (AMOUNT_ONE / 10));
		else
			json_null(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_weaker(struct json *j, const struct summary_last *l)
{
	json_array_member(j, "weaker");
	for (size_t i = 0; i < l->n_weaker; i++) {
		const struct summary_weaker *weaker = &l->weaker[i];

		json_object_begin(j);
		json_member(j, "name", weaker->department->name);
		json_member(j, "indicator", weaker->indicator);
		json_member(j, "way", summary_way_key(weaker->way));
		json_member(j, "was", weaker->was);
		json_member(j, "is", weaker->is);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_last(struct json *j, const struct summary_last *l)
{
	json_key(j, "last");
	if (!l) {
		json_null(j);
		return;
	}
	json_object_begin(j);
	json_count_member(j, "forms", l->n_forms);
	json_count_member(j, "threshold_percent", (size_t)l->percent);
	json_count_member(j, "not_compared", l->n_unclear);
	add_failed(j, l->failed, l->n_failed);
	add_names(j, "twice", l->twice, l->n_twice);
	add_names(j, "new", l->new, l->n_new);
	add_names(j, "gone", l->gone, l->n_gone);
	add_changes(j, l);
	add_weaker(j, l);
	json_object_end(j);
}

static void json_write(const struct summary *s, struct bytes *out)
{
	struct json j;

	json_init(&j, out);
	json_object_begin(&j);
	json_count_member(&j, "schema", JSON_SCHEMA);
	json_count_member(&j, "forms", s->n_forms);
	add_findings(&j, s->findings);
	add_failed(&j, s->failed, s->n_failed);
	add_kinds(&j, s);
	add_money(&j, "money", &s->money);
	add_money(&j, "sides", &s->sides);
	add_departments(&j, s);
	add_rules(&j, s);
	add_worst(&j, s);
	add_classes(&j, s);
	add_copies(&j, s);
	add_states(&j, s);
	add_last(&j, s->last);
	json_object_end(&j);
	bytes_add_char(out, '\n');
}

const struct summary_format summary_json = {
	.is_data = true,
	.write = json_write,
};
