#include <config.h>
#include "core/check_traits.h"

#include <stdlib.h>
#include <string.h>

static struct trait_set *set_of(struct traits *traits, int field)
{
	size_t i = 0;

	while (i < traits->n && traits->sets[i].field != field)
		i++;
	if (i == traits->n)
		MEMORY_ADD(traits->sets, traits->n, traits->cap) =
			(struct trait_set){ .field = field };
	return &traits->sets[i];
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
	MEMORY_ADD(set->items, set->n, set->cap) =
		(struct trait){ .expression = e, .node = node, .self = self };
	return (int)i;
}

void traits_add_total(struct traits *traits, int field, size_t total)
{
	struct trait_set *set = set_of(traits, field);

	MEMORY_ADD(set->totals, set->n_totals, set->cap_totals) = total;
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
	if (i == set->n_groups)
		MEMORY_ADD(set->groups, set->n_groups, set->cap_groups) =
			(struct trait_group){
				.expression = set->items[trait].expression,
				.call = call,
			};
	group = &set->groups[i];
	MEMORY_ADD(group->traits, group->n, group->cap) = trait;
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

/* ---- what needn't be asked ---- */

/* Asked by the automaton, told by a short text, or (false) neither. */
static bool ask_together(struct trait_set *set, size_t i)
{
	struct trait_question question;
	bool is_known = expression_trait_question(
		set->items[i].expression, set->items[i].node, &question);
	int bit = -1;

	if (is_known && question.pattern.len)
		bit = automaton_add(set->automaton, question.pattern.data,
				    question.pattern.len);
	bytes_release(&question.pattern);
	if (!is_known || (bit < 0 && !question.n_short))
		return false;
	set->without[i] = (unsigned char)question.without;
	set->items[i].n_short = question.n_short;
	if (question.n_short)
		set->lengths[set->n_lengths++] = i;
	if (bit < 0)
		return true;
	set->n_bits++;
	set->bits[bit] = (uint16_t)i;
	if (question.is_final)
		set->final |= (uint64_t)1 << bit;
	return true;
}

static void plan_asking(struct trait_set *set, struct alphabet *alphabet)
{
	set->automaton = automaton_new(alphabet);
	set->without = memory_alloc(set->n + 1);
	set->always = memory_array(set->n, sizeof *set->always);
	set->lengths = memory_array(set->n, sizeof *set->lengths);
	for (size_t i = 0; i < set->n; i++)
		if (!set->items[i].is_grouped && !ask_together(set, i))
			set->always[set->n_always++] = i;
	if (!set->n_bits && !set->n_lengths) {
		automaton_free(set->automaton);
		set->automaton = NULL;
		return;
	}
	set->final &= automaton_exact(set->automaton);
}

static size_t n_words(const struct trait_set *set)
{
	return (set->n + sizeof(unsigned) - 1) / sizeof(unsigned);
}

static void memos_init(struct trait_set *set)
{
	size_t bytes =
		sizeof(struct known_text) + set->n_totals * sizeof(struct part);
	size_t n_keys = 1 + set->n_totals * PART_KEYS;

	memo_init(&set->classes, n_words(set),
		  sizeof(struct text_class) + set->n);
	memo_init(&set->alike, n_keys, bytes);
	set->truths = memory_array(n_words(set) + 1, sizeof *set->truths);
	set->keys = memory_array(n_keys, sizeof *set->keys);
	set->found = memory_alloc(set->alike.value_bytes);
}

void traits_plan(struct traits *traits, struct alphabet *alphabet,
		 size_t n_fields)
{
	traits->truths = memory_array(n_fields, sizeof *traits->truths);
	traits->classes = memory_array(n_fields, sizeof *traits->classes);
	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];

		make_groups(set);
		plan_asking(set, alphabet);
		memos_init(set);
	}
}

void traits_finish(struct traits *traits)
{
	for (size_t i = 0; i < traits->n; i++) {
		if (traits->sets[i].automaton)
			automaton_finish(traits->sets[i].automaton);
	}
}

size_t traits_count(const struct traits *traits)
{
	size_t n = 0;

	for (size_t i = 0; i < traits->n; i++)
		n += traits->sets[i].n;
	return n;
}

bool traits_has(const struct traits *traits, int field)
{
	for (size_t i = 0; i < traits->n; i++)
		if (traits->sets[i].field == field)
			return true;
	return false;
}

static bool keeps_truths(const void *ctx, const unsigned *keys,
			 const void *value)
{
	(void)value;
	return keys[1] <= *(const unsigned *)ctx;
}

void traits_forget_apart(struct trait_set *set)
{
	for (size_t i = 0; i < set->n_apart; i++)
		set->of[set->texts_apart[i]] = NULL;
	set->n_apart = 0;
	arena_clear(&set->apart);
}

void traits_forget(struct traits *traits, unsigned highest)
{
	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];

		if (highest < set->cap_of)
			memset(set->of + highest + 1, 0,
			       (set->cap_of - highest - 1) * sizeof *set->of);
		traits_forget_apart(set);
		set->text = NULL;
		for (size_t g = 0; g < set->n_groups; g++)
			memo_keep(&set->groups[g].truths, keeps_truths,
				  &highest);
	}
}

static void set_release(struct trait_set *set)
{
	for (size_t i = 0; i < set->n_groups; i++) {
		free(set->groups[i].traits);
		memo_release(&set->groups[i].truths);
	}
	automaton_free(set->automaton);
	free(set->always);
	free(set->lengths);
	free(set->without);
	free(set->items);
	free(set->groups);
	free(set->totals);
	free(set->truths);
	free(set->keys);
	free(set->found);
	free(set->of);
	free(set->texts_apart);
	arena_release(&set->apart);
	memo_release(&set->alike);
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
