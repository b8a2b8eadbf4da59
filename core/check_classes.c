/* What the texts of a row are like: their traits, and so their classes. */
#include <config.h>
#include "core/check_state.h"

#include <string.h>

#include "core/text.h"

enum {
	/* texts and classes of a cell that are remembered at most */
	TEXTS_LIMIT = 1 << 14,
	CLASSES_LIMIT = 1 << 12,
};

static unsigned char ask(struct viewpoint *at, const struct trait *trait)
{
	struct expression_world *world = viewpoint_world(at);

	at->self = trait->self;
	return (unsigned char)expression_trait_truth(trait->expression,
						     trait->node, world);
}

/* Where the traits of what a function said are remembered; NULL if they can't
   be. */
static unsigned char *group_find(struct check *check, struct trait_group *group,
				 const struct value *v, bool *is_new)
{
	unsigned keys[] = { v->kind, 0 };

	if (v->kind == VALUE_TEXT)
		keys[1] =
			text_number(texts_add_str(check->plan->texts, v->text));
	else if (v->kind != VALUE_BLANK)
		return NULL;
	if (group->truths.n >= TEXTS_LIMIT)
		memo_clear(&group->truths);
	return memo_find(&group->truths, keys, is_new);
}

static void ask_group(struct viewpoint *at, struct trait_set *set,
		      struct trait_group *group)
{
	struct expression_world *world = viewpoint_world(at);
	unsigned char *truths = (unsigned char *)set->truths, *said;
	struct value v;
	bool is_new = true;

	at->self = set->field;
	expression_trait_value(group->expression, group->call, world, &v);
	said = group_find(at->check, group, &v, &is_new);
	for (size_t k = 0; k < group->n; k++) {
		size_t i = group->traits[k];

		truths[i] = is_new ? ask(at, &set->items[i]) : said[k];
		if (is_new && said)
			said[k] = truths[i];
	}
}

static void ask_each(struct viewpoint *at, struct trait_set *set,
		     const size_t *traits, size_t n)
{
	unsigned char *truths = (unsigned char *)set->truths;

	for (size_t i = 0; i < n; i++)
		truths[traits[i]] = ask(at, &set->items[traits[i]]);
}

static unsigned char contrary(unsigned char truth)
{
	return truth == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

/* The patterns that the text matches: what is not yet certain is asked. */
static void ask_matched(struct viewpoint *at, struct trait_set *set,
			uint64_t matched)
{
	unsigned char *truths = (unsigned char *)set->truths;

	for (; matched; matched &= matched - 1) {
		int bit = __builtin_ctzll(matched);
		size_t i = set->bits[bit];

		truths[i] = set->final >> bit & 1 ? contrary(set->without[i])
						  : ask(at, &set->items[i]);
	}
}

/* What one pass over the text tells. */
static void ask_together(struct viewpoint *at, struct trait_set *set,
			 const char *text)
{
	struct expression_world *world = viewpoint_world(at);
	bool is_plain = text_is_plain(text);
	const char *folded = is_plain ? text : expression_folded(world, text);
	size_t n_codes;

	ask_matched(
		at, set,
		automaton_read(set->automaton, folded,
			       is_plain ? text_length(text) : strlen(folded),
			       &n_codes));
	for (size_t k = 0; k < set->n_lengths; k++)
		if (!is_plain || n_codes > set->items[set->lengths[k]].n_short)
			ask_each(at, set, &set->lengths[k], 1);
}

/* Of a text that isn't blank. */
static void ask_text(struct viewpoint *at, struct trait_set *set,
		     const char *text)
{
	if (set->automaton)
		ask_together(at, set, text);
	ask_each(at, set, set->always, set->n_always);
}

/* What the text at the viewpoint's row is like, into set->truths. */
static void find_truths(struct viewpoint *at, struct trait_set *set,
			const char *text)
{
	memcpy(set->truths, set->without, set->n);
	if (!text_is_blank(text))
		ask_text(at, set, text);
	for (size_t i = 0; i < set->n && text_is_blank(text); i++)
		if (!set->items[i].is_grouped)
			ask_each(at, set, &i, 1);
	for (size_t i = 0; i < set->n_groups; i++)
		ask_group(at, set, &set->groups[i]);
}

static struct text_class *class_of(struct trait_set *set)
{
	bool is_new;
	struct text_class *class =
		memo_find(&set->classes, set->truths, &is_new);

	if (is_new) {
		class->number = set->n_classes++;
		memcpy(class->truths, set->truths, set->n);
	}
	return class;
}

static void find_known(struct check *check, struct traits *traits,
		       struct trait_set *set, const struct row *row,
		       const char *text, struct known_text *known)
{
	struct viewpoint at;

	viewpoint_init(&at, check, row);
	find_truths(&at, set, text);
	known->class = class_of(set);
	traits->truths[set->field] = known->class->truths;
	for (size_t i = 0; i < set->n_totals; i++)
		known->parts[i] = total_part(&at, set->totals[i]);
}

/* A text that nobody wrote before is hardly ever written again: where little is
   asked of it, it isn't worth remembering. */
static bool is_passing(const struct trait_set *set, const char *text)
{
	return set->automaton && !set->n_always && !set->n_groups &&
	       !text_came_again(text);
}

static const struct known_text *read_text(struct check *check,
					  struct traits *traits,
					  struct trait_set *set,
					  const struct row *row,
					  const char *text)
{
	struct known_text *known = set->passing;
	bool is_new = true;

	if (set->texts.n >= TEXTS_LIMIT || set->classes.n >= CLASSES_LIMIT) {
		text_values_clear(&set->texts);
		memo_clear(&set->classes);
	}
	if (!is_passing(set, text))
		known = text_values_find(&set->texts, text_number(text),
					 &is_new);
	if (!is_new)
		return known;
	find_known(check, traits, set, row, text, known);
	/* that took long */
	if (set->n_groups)
		texts_keep(text);
	return known;
}

void traits_read(struct check *check, int table, const struct row *row)
{
	struct traits *traits = &check->plan->tables[1 + table].traits;

	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];
		const struct field *f = &check->def->fields[set->field];
		const char *text = f->table < 0
					   ? check->record->scalars[f->slot]
					   : row->cells[f->slot];

		/* levels are mostly the row's above */
		if (text != set->text)
			set->known = read_text(check, traits, set, row, text);
		set->text = text;
		traits->truths[set->field] = set->known->class->truths;
		traits->classes[set->field] = set->known->class->number;
	}
}

/* What is known of texts lies far apart; where it lies, in the row behind. */
static void expect_row(const struct traits *traits, const struct check *check,
		       const struct row *row, bool is_near)
{
	for (size_t i = 0; i < traits->n; i++) {
		const struct text_values *texts = &traits->sets[i].texts;
		const struct field *f =
			&check->def->fields[traits->sets[i].field];

		if (f->table >= 0)
			text_values_expect(texts,
					   text_number(row->cells[f->slot]),
					   is_near);
	}
}

void traits_expect(struct check *check, int table, size_t next)
{
	const struct traits *traits = &check->plan->tables[1 + table].traits;
	size_t n = record_n_rows(check->record, table);

	if (next + 1 < n)
		expect_row(traits, check,
			   record_row(check->record, table, next + 1), false);
	if (next < n)
		expect_row(traits, check,
			   record_row(check->record, table, next), true);
}
