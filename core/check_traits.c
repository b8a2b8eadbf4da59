#include <config.h>
#include "core/check_traits.h"

#include <stdlib.h>

static struct trait_set *set_of(struct traits *traits, int field)
{
	size_t i = 0;

	while (i < traits->n && traits->sets[i].field != field)
		i++;
	if (i == traits->n) {
		traits->sets = memory_grow(traits->sets, &traits->cap, i + 1,
					   sizeof *traits->sets);
		traits->sets[traits->n++] =
			(struct trait_set){ .field = field };
	}
	return &traits->sets[i];
}

/* ---- letters ---- */

/* Of each choice one letter is enough to tell most texts; better one that another
   choice has too. */
static bool add_choice(struct alphabet *a, struct trait *trait,
		       const struct letter_choice *choice)
{
	struct letter_bits *bits = &trait->choices[trait->n_choices++];

	for (int i = 0; i < choice->n; i++)
		if (!alphabet_add(a, choice->codes[i], bits))
			return false;
	if (!letter_bits_meet(&trait->letters, bits))
		alphabet_add(a, choice->codes[choice->n - 1], &trait->letters);
	return true;
}

static void find_letters(struct alphabet *a, struct trait *trait)
{
	struct letters letters;

	trait->is_certain_without = expression_trait_without(
		trait->node, &letters, &trait->without);
	if (!trait->is_certain_without)
		return;
	trait->choices =
		memory_array((size_t)letters.n, sizeof *trait->choices);
	for (int i = 0; trait->is_certain_without && i < letters.n; i++)
		trait->is_certain_without =
			add_choice(a, trait, &letters.choices[i]);
}

/* ---- traits ---- */

int traits_add(struct traits *traits, int field, const struct expression *e,
	       const struct node *node, int self)
{
	struct trait_set *set = set_of(traits, field);
	size_t i = 0;

	while (i < set->n &&
	       !expression_same_trait(set->items[i].node, set->items[i].self,
				      node, self))
		i++;
	if (i < set->n)
		return (int)i;
	set->items =
		memory_grow(set->items, &set->cap, i + 1, sizeof *set->items);
	set->items[i] =
		(struct trait){ .expression = e, .node = node, .self = self };
	set->n++;
	find_letters(&traits->alphabet, &set->items[i]);
	return (int)i;
}

void traits_add_total(struct traits *traits, int field, size_t total)
{
	struct trait_set *set = set_of(traits, field);

	set->totals = memory_grow(set->totals, &set->cap_totals,
				  set->n_totals + 1, sizeof *set->totals);
	set->totals[set->n_totals++] = total;
}

/* ---- groups ---- */

static bool says_same(const struct trait_group *group, const struct node *call,
		      int self)
{
	return expression_same_trait(group->call, self, call, self);
}

static void join_group(struct trait_set *set, size_t trait)
{
	const struct node *call = expression_trait_call(set->items[trait].node);
	struct trait_group *group;
	size_t i = 0;

	if (!call)
		return;
	while (i < set->n_groups &&
	       !says_same(&set->groups[i], call, set->field))
		i++;
	if (i == set->n_groups) {
		set->groups = memory_grow(set->groups, &set->cap_groups, i + 1,
					  sizeof *set->groups);
		set->groups[set->n_groups++] = (struct trait_group){
			.expression = set->items[trait].expression,
			.call = call,
		};
	}
	group = &set->groups[i];
	group->traits = memory_grow(group->traits, &group->cap, group->n + 1,
				    sizeof *group->traits);
	group->traits[group->n++] = trait;
}

/* A trait alone is as easily asked itself. */
static void make_groups(struct trait_set *set)
{
	enum { WORTH_IT = 3 };
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++)
		join_group(set, i);
	for (size_t i = 0; i < set->n_groups; i++) {
		struct trait_group *group = &set->groups[i];

		if (group->n < WORTH_IT) {
			free(group->traits);
			continue;
		}
		for (size_t k = 0; k < group->n; k++)
			set->items[group->traits[k]].is_grouped = true;
		memo_init(&group->truths, 2, group->n);
		set->groups[n++] = *group;
	}
	set->n_groups = n;
}

/* ---- which traits a text leaves open ---- */

static void set_bit(uint64_t *words, size_t i)
{
	words[i / 64] |= (uint64_t)1 << i % 64;
}

static void index_trait(struct trait_set *set, size_t i)
{
	const struct trait *trait = &set->items[i];

	if (trait->is_grouped)
		return;
	set_bit(set->of_blank, i);
	if (!trait->is_certain_without) {
		set_bit(set->always, i);
		return;
	}
	set->without[i] = (unsigned char)trait->without;
	set->has_letters = true;
	for (unsigned letter = 0; letter < ALPHABET_MAX; letter++)
		if (letter_bits_has(&trait->letters, letter))
			set_bit(set->by_letter + letter * set->n_words, i);
}

static void index_traits(struct trait_set *set)
{
	set->n_words = set->n / 64 + 1;
	set->by_letter = memory_array(ALPHABET_MAX * set->n_words,
				      sizeof *set->by_letter);
	set->always = memory_array(set->n_words, sizeof *set->always);
	set->of_blank = memory_array(set->n_words, sizeof *set->of_blank);
	set->open = memory_array(set->n_words, sizeof *set->open);
	set->without = memory_alloc(set->n + 1);
	for (size_t i = 0; i < set->n; i++)
		index_trait(set, i);
}

static size_t n_words(const struct trait_set *set)
{
	return (set->n + sizeof(unsigned) - 1) / sizeof(unsigned);
}

void traits_finish(struct traits *traits, size_t n_fields)
{
	traits->truths = memory_array(n_fields, sizeof *traits->truths);
	traits->classes = memory_array(n_fields, sizeof *traits->classes);
	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];

		make_groups(set);
		index_traits(set);
		memo_init(&set->texts, 1,
			  sizeof(struct known_text) +
				  set->n_totals * sizeof(struct part));
		memo_init(&set->classes, n_words(set),
			  sizeof(struct text_class) + set->n);
		set->truths =
			memory_array(n_words(set) + 1, sizeof *set->truths);
	}
}

void traits_forget(struct traits *traits)
{
	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];

		memo_clear(&set->texts);
		for (size_t g = 0; g < set->n_groups; g++)
			memo_clear(&set->groups[g].truths);
	}
}

static void set_release(struct trait_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		free(set->items[i].choices);
	for (size_t i = 0; i < set->n_groups; i++) {
		free(set->groups[i].traits);
		memo_release(&set->groups[i].truths);
	}
	free(set->by_letter);
	free(set->always);
	free(set->of_blank);
	free(set->open);
	free(set->without);
	free(set->items);
	free(set->groups);
	free(set->totals);
	free(set->truths);
	memo_release(&set->texts);
	memo_release(&set->classes);
}

void traits_release(struct traits *traits)
{
	for (size_t i = 0; i < traits->n; i++)
		set_release(&traits->sets[i]);
	free(traits->sets);
	free(traits->truths);
	free(traits->classes);
}
