#include <config.h>
#include "core/paper.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/summary.h"
#include "core/texts.h"

struct paper_words {
	pthread_mutex_t lock;
	bool english;
	struct texts *texts;
	struct paper_rule **rules;
	size_t n_rules, cap_rules;
};

struct paper_words *paper_words_new(bool english)
{
	struct paper_words *words = memory_alloc(sizeof *words);

	pthread_mutex_init(&words->lock, NULL);
	words->english = english;
	words->texts = texts_new();
	return words;
}

void paper_words_free(struct paper_words *words)
{
	if (!words)
		return;
	for (size_t i = 0; i < words->n_rules; i++)
		free(words->rules[i]);
	free(words->rules);
	texts_free(words->texts);
	pthread_mutex_destroy(&words->lock);
	free(words);
}

/* ---- with the lock held ---- */

static const char *keep(struct paper_words *words, const char *text)
{
	return texts_add_str(words->texts, text);
}

static struct paper_rule *rule_find(const struct paper_words *words,
				    const struct rule *of)
{
	for (size_t i = 0; i < words->n_rules; i++)
		if (words->rules[i]->severity == of->severity &&
		    !strcmp(words->rules[i]->id, of->id))
			return words->rules[i];
	return NULL;
}

static struct paper_rule *rule_of(struct paper_words *words,
				  const struct document *doc,
				  const struct finding *f)
{
	struct paper_rule *rule = rule_find(words, f->rule);
	struct bytes sentence = BYTES_INIT;

	if (rule)
		return rule;
	check_sentence(doc->check, f, words->english, &sentence);
	rule = memory_alloc(sizeof *rule);
	*rule = (struct paper_rule){
		.id = keep(words, f->rule->id),
		.severity = f->rule->severity,
		.sentence = keep(words, sentence.data),
		.number = words->n_rules,
	};
	bytes_release(&sentence);
	MEMORY_ADD(words->rules, words->n_rules, words->cap_rules) = rule;
	return rule;
}

static const char *label_of(const struct paper_words *words,
			    const struct document *doc, int field)
{
	const struct field *f = field < 0 ? NULL : &doc->def->fields[field];

	if (!f)
		return "";
	return words->english && *f->english ? f->english : f->label;
}

static void add_findings(struct paper *paper, struct paper_words *words,
			 const struct document *doc)
{
	const struct finding *found;
	size_t n = check_findings(doc->check, &found);

	paper->items = memory_array(n + 1, sizeof *paper->items);
	paper->n_items = n;
	for (size_t i = 0; i < n; i++) {
		const char *label = label_of(words, doc, found[i].place.field);

		paper->items[i] = (struct paper_finding){
			.rule = rule_of(words, doc, &found[i]),
			.label = keep(words, label),
			.place = found[i].place,
		};
		paper->findings[found[i].rule->severity]++;
	}
}

/* The one side of the one department that the summary of one form has. */
static void add_money(struct paper *paper, struct paper_words *words,
		      const struct summary *s)
{
	const struct summary_department *d = &s->departments[0];
	int side = s->n_departments > 0 ? summary_rank(d) : -1;
	const struct summary_money *m = side < 0 ? NULL : &s->sides.items[side];
	struct bytes text = BYTES_INIT;

	if (m && m->sum.n_filled > 0 && !m->sum.is_over) {
		summary_print(m, m->sum.amount, &text);
		paper->yuan =
			(double)m->sum.amount * (double)m->money_yuan / 1e6;
		paper->unit = keep(words, words->english && *m->unit_english
						  ? m->unit_english
						  : m->unit);
	}
	paper->money = keep(words, text.data);
	bytes_release(&text);
}

static void note(struct paper *paper, struct paper_words *words,
		 const struct document *doc, const struct summary *s)
{
	const struct definition *def = doc->def;
	const char *year = "";

	if (s->n_departments > 0 && s->departments[0].n_papers > 0)
		year = s->departments[0].papers[0].year;
	paper->department = keep(words, document_name(doc));
	paper->year = keep(words, year);
	if (def->subject >= 0)
		paper->who = keep(
			words,
			words->english && *def->fields[def->subject].english
				? def->fields[def->subject].english
				: def->fields[def->subject].label);
	if (doc->form->is_other)
		paper->other = keep(words, words->english && *def->english
						   ? def->english
						   : def->name);
	paper->opinions = keep(words, def->opinions);
	add_money(paper, words, s);
	add_findings(paper, words, doc);
}

/* ---- one form ---- */

static struct paper *paper_new(void)
{
	struct paper *paper = memory_alloc(sizeof *paper);

	paper->department = paper->year = paper->other = paper->money = "";
	paper->opinions = paper->unit = paper->who = "";
	return paper;
}

struct paper *paper_failed(struct failure *failure)
{
	struct paper *paper = paper_new();

	failure_list_take(&paper->failures, failure);
	return paper;
}

static void note_review(struct paper *paper, const char *path)
{
	struct failure failure = { 0 };
	struct review review;

	review_init(&review);
	if (review_read(&review, path, &failure)) {
		paper->state = review.state;
		paper->n_opinions = review.opinions.n;
		paper->n_remarks = review.remarks.n;
	}
	failure_release(&failure);
	review_release(&review);
}

struct paper *paper_read(struct paper_words *words, struct form_set *forms,
			 const char *path, const struct dialect_hint *hint,
			 const struct look_back *back)
{
	struct paper *paper = paper_new();
	struct document *doc =
		document_open(forms, path, hint, &paper->failures);
	struct summary s;

	if (doc && back->set)
		back->set(back->ctx, forms, doc);
	if (doc && document_check(doc, &paper->failures)) {
		summary_init(&s);
		summary_add(&s, doc, path, words->english);
		pthread_mutex_lock(&words->lock);
		note(paper, words, doc, &s);
		pthread_mutex_unlock(&words->lock);
		summary_release(&s);
		/* what was warned of on the way is no reason not to list it */
		failure_list_release(&paper->failures);
		paper->failures = (struct failure_list){ 0 };
	}
	note_review(paper, path);
	document_free(doc);
	form_set_trim(forms);
	return paper;
}

void paper_free(struct paper *paper)
{
	if (!paper)
		return;
	failure_list_release(&paper->failures);
	free(paper->items);
	free(paper);
}
