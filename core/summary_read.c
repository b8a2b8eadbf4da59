/* One form as a summary. */
#include <config.h>
#include "core/summary_private.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include "core/amount.h"
#include "core/document_earlier.h"
#include "core/target.h"
#include "core/text.h"

/* The form being added. */
struct reader {
	struct summary *s;
	const struct document *doc;
	const struct definition *def;
	const char *department; /* of the summary's texts */
	struct summary_department *kept;
	bool english;
};

static const char *keep(const struct reader *r, const char *text)
{
	return texts_add_str(r->s->texts, text);
}

/* ---- money ---- */

static const char *english_label(const struct definition *def, const char *name)
{
	for (int i = 0; i < def->n_labels; i++)
		if (!strcmp(def->labels[i].name, name))
			return def->labels[i].english;
	return "";
}

/* What it is called, by the first of its fields. */
static void name_money(const struct reader *r, struct summary_money *m, int f)
{
	const struct definition *def = r->def;
	const struct field *field = &def->fields[f];
	const char *heading = definition_heading(def, f);

	m->label = keep(r, field->label);
	m->english = keep(r, field->english);
	m->unit = keep(r, def->unit);
	m->unit_english = keep(r, field->unit_english);
	m->unit_yuan = def->unit_yuan;
	m->money_yuan = def->money_yuan;
	if (field->table >= 0) {
		m->group = keep(r, def->tables[field->table].name);
		m->group_english = keep(r, def->tables[field->table].english);
	} else {
		m->group = keep(r, heading ? heading : "");
		m->group_english =
			keep(r, heading ? english_label(def, heading) : "");
	}
}

static void add_cell(const struct reader *r, struct summary_sum *sum,
		     struct place place)
{
	const char *text = record_get(&r->doc->record, place);
	const char *unit = record_unit(&r->doc->record, place);
	int64_t yuan = amount_yuan(unit, strlen(unit)), amount;
	enum amount_status status = amount_parse(text, strlen(text), &amount);

	if (status == AMOUNT_BLANK)
		return;
	if (status == AMOUNT_OK &&
	    amount_scale(amount, yuan ? yuan : r->def->unit_yuan,
			 r->def->money_yuan, &amount))
		summary_add_amount(sum, amount);
	else
		sum->n_unreadable++;
}

static void add_money(const struct reader *r)
{
	for (int f = 0; f < r->def->n_fields; f++) {
		const struct field *field = &r->def->fields[f];
		struct summary_money *m;
		size_t n = 1;

		if (field->kind != FIELD_MONEY)
			continue;
		m = summary_money_at(r->s, &r->s->money, r->def->key,
				     field->key);
		name_money(r, m, f);
		if (field->table >= 0)
			n = record_n_rows(&r->doc->record, field->table);
		for (size_t row = 0; row < n; row++)
			add_cell(r, &m->sum,
				 (struct place){ f, field->table < 0
							    ? -1
							    : (long)row });
	}
}

/* Several together are what stands over them, else one and another. */
static void name_side(const struct reader *r, struct summary_money *m,
		      const int *fields)
{
	const struct field *all = r->def->fields;
	struct bytes label = BYTES_INIT, english = BYTES_INIT;

	if (all[*fields].table >= 0 || definition_sum_heading(r->def, fields)) {
		m->label = m->group;
		m->english = m->group_english;
		return;
	}
	for (const int *f = fields; *f >= 0; f++) {
		bytes_printf(&label, "%s%s", f > fields ? "+" : "",
			     all[*f].label);
		bytes_printf(&english, "%s%s", f > fields ? " + " : "",
			     *all[*f].english ? all[*f].english
					      : all[*f].label);
	}
	m->label = keep(r, label.data);
	m->english = keep(r, english.data);
	bytes_release(&label);
	bytes_release(&english);
}

/* A form's balances may have a side in common: it counts once. */
static void add_side(const struct reader *r, struct summary_department *d,
		     const int *fields, const struct value *value)
{
	struct bytes key = BYTES_INIT;
	struct summary_money *m;
	struct summary_sum *sum;

	for (const int *f = fields; *f >= 0; f++)
		bytes_printf(&key, "%s%s", f > fields ? "+" : "",
			     r->def->fields[*f].key);
	m = summary_money_at(r->s, &r->s->sides, r->def->key, key.data);
	bytes_release(&key);
	if (m->label)
		return;
	name_money(r, m, *fields);
	name_side(r, m, fields);
	sum = summary_sum_at(&d->sums, (size_t)(m - r->s->sides.items));
	if (value->kind == VALUE_NUMBER)
		summary_add_amount(sum, value->number);
	else if (value->kind == VALUE_UNREADABLE)
		sum->n_unreadable++;
	m->sum = *sum;
}

static bool is_money(const struct definition *def, const int *fields)
{
	return *fields >= 0 && def->fields[*fields].kind == FIELD_MONEY;
}

static void add_sides(const struct reader *r, struct summary_department *d)
{
	struct balance b;

	for (size_t i = 0; check_balance(r->doc->check, i, &b); i++) {
		if (is_money(r->def, b.left))
			add_side(r, d, b.left, &b.left_sum);
		if (is_money(r->def, b.right))
			add_side(r, d, b.right, &b.right_sum);
	}
}

/* ---- problems ---- */

static void add_sentence(const struct reader *r, struct summary_rule *rule,
			 const struct finding *finding)
{
	struct bytes sentence = BYTES_INIT;

	if (*rule->sentence)
		return;
	check_sentence(r->doc->check, finding, r->english, &sentence);
	rule->sentence = keep(r, sentence.data);
	bytes_release(&sentence);
}

static void add_findings(const struct reader *r, const char *path)
{
	struct summary_form form = { .path = path, .name = r->department };
	const struct finding *findings;
	size_t n = check_findings(r->doc->check, &findings);

	for (size_t i = 0; i < n; i++) {
		const struct rule *of = findings[i].rule;
		struct summary_rule *rule =
			summary_rule_at(r->s, of->id, of->severity);

		rule->n_forms = 1;
		rule->n_findings++;
		add_sentence(r, rule, &findings[i]);
		form.findings[of->severity]++;
		r->s->findings[of->severity]++;
	}
	summary_rank_form(r->s, &form);
}

/* ---- indicators ---- */

/* The columns that tell of an indicator; -1 = none. */
struct columns {
	int level[2], name, target;
};

static bool find_columns(const struct definition *def, int table,
			 struct columns *c)
{
	const struct table_def *t = &def->tables[table];

	*c = (struct columns){ { -1, -1 }, -1, -1 };
	for (int i = 0; i < t->n_columns; i++) {
		const struct field *f = &def->fields[t->columns[i]];

		if (f->kind == FIELD_LEVEL && f->depth < 2)
			c->level[f->depth] = t->columns[i];
		if (f->kind == FIELD_TARGET && c->target < 0 &&
		    !definition_is_reached(def, t->columns[i])) {
			c->target = t->columns[i];
			c->name = f->owner;
		}
	}
	return c->target >= 0;
}

static enum summary_reading reading_of(const struct reader *r,
				       struct place place, const char *text,
				       struct target_reading *reading)
{
	static const enum summary_reading readings[TARGET_KINDS] = {
		[TARGET_BLANK] = SUMMARY_UNFILLED,
		[TARGET_QUANTITY] = SUMMARY_QUANTIFIED,
		[TARGET_RANGE] = SUMMARY_QUANTIFIED,
		[TARGET_CHANGE] = SUMMARY_QUANTIFIED,
		[TARGET_DATE] = SUMMARY_QUANTIFIED,
		[TARGET_PERIOD] = SUMMARY_QUANTIFIED,
		[TARGET_WORDS] = SUMMARY_QUALITATIVE,
		[TARGET_YESNO] = SUMMARY_QUALITATIVE,
		[TARGET_PLACEHOLDER] = SUMMARY_UNREADABLE,
		[TARGET_UNREADABLE] = SUMMARY_UNREADABLE,
	};

	*reading = (struct target_reading){ .kind = TARGET_BLANK };
	if (text_is_blank(text))
		return SUMMARY_UNFILLED;
	reading->kind = TARGET_UNREADABLE;
	return check_reading(r->doc->check, place, text, reading)
		       ? readings[reading->kind]
		       : SUMMARY_UNREADABLE;
}

static const char *cell(const struct reader *r, int field, size_t row)
{
	return field < 0 ? ""
			 : record_get(&r->doc->record,
				      (struct place){ field, (long)row });
}

/* Its name in the tree and where that stands; else as it is written. */
static const char *level_name(const struct reader *r, int level, int *node,
			      const char *text)
{
	*node = tree_find(&r->def->tree, level, *node, text);
	return *node < 0 ? text : r->def->tree.nodes[*node].name;
}

static void count_class(struct summary_class *c, int order1, int order2,
			enum summary_reading reading)
{
	summary_class_place(c, order1 < 0 ? INT_MAX : order1,
			    order2 < 0 ? INT_MAX : order2);
	c->n++;
	c->readings[reading]++;
}

static void add_indicator(const struct reader *r, const struct columns *c,
			  size_t row)
{
	const char *target = cell(r, c->target, row);
	struct place place = { c->target, (long)row };
	struct target_reading read;
	enum summary_reading reading = reading_of(r, place, target, &read);
	int node1 = -1, node2;
	const char *level1 =
		level_name(r, 0, &node1, cell(r, c->level[0], row));
	const char *level2;

	node2 = node1;
	level2 = level_name(r, 1, &node2, cell(r, c->level[1], row));
	count_class(summary_class_at(r->s, 0, level1, ""), node1, -1, reading);
	summary_keep_indicator(r->s, r->kept,
			       &(struct summary_indicator){
				       .name = cell(r, c->name, row),
				       .target = target,
				       .reading = read,
			       });
	if (c->level[1] >= 0)
		count_class(summary_class_at(r->s, 1, level1, level2), node1,
			    node2, reading);
}

/* What indicators.csv suggests is no copy of anybody's. */
static bool is_usual(const struct tree *tree, const char *name)
{
	for (size_t i = 0; i < tree->n_usuals; i++)
		if (text_fold_equal(tree->usuals[i].name, name,
				    FOLD_WIDTH | FOLD_BLANKS))
			return true;
	return false;
}

static void add_name(const struct reader *r, const char *name)
{
	if (!text_is_blank(name) && *r->department &&
	    !is_usual(&r->def->tree, name))
		summary_copy_add(summary_copy_at(r->s, name), r->department);
}

static void add_indicators(const struct reader *r)
{
	for (int t = 0; t < r->def->n_tables; t++) {
		size_t n = record_n_rows(&r->doc->record, t);
		struct columns c;

		if (!find_columns(r->def, t, &c))
			continue;
		for (size_t row = 0; row < n; row++) {
			if (record_row_is_blank(
				    r->def, t,
				    record_row(&r->doc->record, t, row)))
				continue;
			add_indicator(r, &c, row);
			add_name(r, cell(r, c.name, row));
		}
	}
}

/* ---- its reviewers ---- */

/* A form that came through a pipe has none. */
static struct summary_review read_review(const struct reader *r)
{
	struct summary_review out = { .opinions = texts_blank };
	struct bytes opinions = BYTES_INIT;
	struct review review;

	review_init(&review);
	if (strcmp(r->doc->path, "-") != 0)
		out.is_unreadable = !review_read(&review, r->doc->path, NULL);
	for (size_t i = 0; i < review.opinions.n; i++)
		bytes_printf(&opinions, "%s%s", i > 0 ? "\n" : "",
			     review.opinions.items[i].opinion);
	out.state = review.state;
	out.opinions = keep(r, opinions.data);
	out.n_remarks = review.remarks.n;
	review_release(&review);
	bytes_release(&opinions);
	return out;
}

static void count_review(struct summary *s, const struct summary_review *review)
{
	if (review->is_unreadable)
		s->n_unreadable_reviews++;
	else
		s->states[review->state]++;
}

/* ---- the form ---- */

/* In whatever digits it is written; as it stands if it is none. */
static const char *year_of(const struct reader *r)
{
	char year[16];
	int n = document_year(r->doc);

	if (n > 0) {
		snprintf(year, sizeof year, "%d", n);
		return keep(r, year);
	}
	for (int i = 0; i < r->def->n_scalars; i++) {
		int f = r->def->scalars[i];

		if (r->def->fields[f].kind == FIELD_YEAR)
			return keep(r, record_get(&r->doc->record,
						  (struct place){ f, -1 }));
	}
	return "";
}

static void add_form(const struct reader *r, struct summary_department *d,
		     const char *path)
{
	const char *year = year_of(r);
	struct summary_kind *kind = summary_kind_at(r->s, r->def->key, year);
	struct summary_review review = read_review(r);

	count_review(r->s, &review);
	kind->n_forms++;
	kind->title = keep(r, r->def->name);
	kind->english = keep(r, r->def->english);
	if (r->def->subject >= 0) {
		const struct field *who = &r->def->fields[r->def->subject];

		kind->who = keep(r, who->label);
		kind->who_english = keep(r, who->english);
	}
	summary_add_paper(d, (struct summary_paper){
				     keep(r, path),
				     keep(r, r->def->key),
				     year,
				     review,
			     });
}

static void read_form(struct summary *s, const struct document *doc,
		      const char *path, bool english)
{
	const char *name = document_name(doc);
	struct summary_department *d =
		summary_department_at(s, name, strlen(name));
	struct reader r = { s, doc, doc->def, d->name, d, english };

	s->n_forms++;
	add_form(&r, d, path);
	add_money(&r);
	summary_keep_fields(s, d);
	add_sides(&r, d);
	add_findings(&r, path);
	add_indicators(&r);
}

void summary_add(struct summary *s, const struct document *doc,
		 const char *path, bool english)
{
	struct summary one;

	summary_init(&one);
	one.keeps_all = s->keeps_all;
	read_form(&one, doc, path, english);
	summary_merge(s, &one);
	summary_release(&one);
}
