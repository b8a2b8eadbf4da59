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

/* Looks once through a text that isn't blank: which letters of the alphabet it
   has, and which traits these leave open. */
static void read_letters(const struct alphabet *a, struct trait_set *set,
			 const char *text, struct letter_bits *letters)
{
	size_t n = strlen(text), len;
	uint32_t code;

	*letters = (struct letter_bits){ { 0 } };
	for (size_t at = 0; at < n; at += len) {
		len = text_decode(text + at, n - at, &code);
		if (!len)
			return;
		int letter = alphabet_find(a, code);

		if (letter < 0)
			continue;
		letter_bits_set(letters, (unsigned)letter);
		for (size_t w = 0; w < set->n_words; w++)
			set->open[w] |=
				set->by_letter[(size_t)letter * set->n_words +
					       w];
	}
}

/* Could the trait be another one for a text that has these letters? */
static bool trait_is_open(const struct trait *trait,
			  const struct letter_bits *letters)
{
	for (size_t i = 0; i < trait->n_choices; i++)
		if (letter_bits_cover(letters, &trait->choices[i]))
			return true;
	return !trait->is_certain_without;
}

static unsigned char ask(struct viewpoint *at, const struct trait *trait)
{
	struct expression_world world = viewpoint_world(at);

	at->self = trait->self;
	return (unsigned char)expression_trait_truth(trait->expression,
						     trait->node, &world);
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
	struct expression_world world = viewpoint_world(at);
	unsigned char *truths = (unsigned char *)set->truths, *said;
	struct value v;
	bool is_new = true;

	at->self = set->field;
	expression_trait_value(group->expression, group->call, &world, &v);
	said = group_find(at->check, group, &v, &is_new);
	for (size_t k = 0; k < group->n; k++) {
		size_t i = group->traits[k];

		truths[i] = is_new ? ask(at, &set->items[i]) : said[k];
		if (is_new && said)
			said[k] = truths[i];
	}
}

/* Asks the traits that are left open. */
static void ask_open(struct viewpoint *at, struct trait_set *set,
		     const struct letter_bits *letters)
{
	unsigned char *truths = (unsigned char *)set->truths;

	for (size_t w = 0; w < set->n_words; w++)
		for (uint64_t left = set->open[w]; left; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);

			if (!letters || trait_is_open(&set->items[i], letters))
				truths[i] = ask(at, &set->items[i]);
		}
}

/* What the text at the viewpoint's row is like, into set->truths. */
static void find_truths(struct viewpoint *at, const struct alphabet *alphabet,
			struct trait_set *set, const char *text)
{
	struct expression_world world = viewpoint_world(at);
	bool is_blank = text_is_blank(text);
	struct letter_bits letters;

	memcpy(set->truths, set->without, set->n);
	memcpy(set->open, is_blank ? set->of_blank : set->always,
	       set->n_words * sizeof *set->open);
	if (!is_blank && set->has_letters)
		read_letters(alphabet, set,
			     text_is_plain(text)
				     ? text
				     : expression_folded(&world, text),
			     &letters);
	ask_open(at, set, is_blank || !set->has_letters ? NULL : &letters);
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

static const struct known_text *read_text(struct check *check,
					  struct traits *traits,
					  struct trait_set *set,
					  const struct row *row)
{
	const struct field *f = &check->def->fields[set->field];
	const char *text = f->table < 0 ? check->record->scalars[f->slot]
					: row->cells[f->slot];
	unsigned key = text_number(text);
	struct known_text *known;
	struct viewpoint at;
	bool is_new;

	if (set->texts.n >= TEXTS_LIMIT || set->classes.n >= CLASSES_LIMIT) {
		memo_clear(&set->texts);
		memo_clear(&set->classes);
	}
	known = memo_find(&set->texts, &key, &is_new);
	if (!is_new)
		return known;
	viewpoint_init(&at, check, row);
	find_truths(&at, &traits->alphabet, set, text);
	known->class = class_of(set);
	traits->truths[set->field] = known->class->truths;
	for (size_t i = 0; i < set->n_totals; i++)
		known->parts[i] = total_part(&at, set->totals[i]);
	return known;
}

void traits_read(struct check *check, int table, const struct row *row)
{
	struct traits *traits = &check->plan->tables[1 + table].traits;

	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];

		set->known = read_text(check, traits, set, row);
		traits->truths[set->field] = set->known->class->truths;
		traits->classes[set->field] = set->known->class->number;
	}
}
