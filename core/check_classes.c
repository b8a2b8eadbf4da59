/* What the texts of a row are like: their traits, and so their classes. */
#include <config.h>
#include "core/check_state.h"

#include <string.h>

#include "core/text.h"

/* Classes, and texts that something was found out about, at most. */
enum { LIMIT = 1 << 12, TEXTS_LIMIT = 1 << 14 };

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

/* Into set->found. */
static void find_known(struct viewpoint *at, struct traits *traits,
		       struct trait_set *set, const char *text)
{
	find_truths(at, set, text);
	set->found->class = class_of(set);
	traits->truths[set->field] = set->found->class->truths;
	for (size_t i = 0; i < set->n_totals; i++) {
		struct part part = total_part(at, set->totals[i]);

		if (part.kind == PART_TEXT && part.text == text)
			part = (struct part){ .kind = PART_ITSELF };
		set->found->parts[i] = part;
	}
}

/* A text that nobody wrote before is hardly ever written again: where little is
   asked of it, it isn't worth remembering. */
static bool is_passing(const struct trait_set *set, const char *text)
{
	return set->automaton && !set->n_always && !set->n_groups &&
	       !text_came_again(text);
}

static bool has_text(const struct trait_set *set)
{
	for (size_t i = 0; i < set->n_totals; i++)
		if (set->found->parts[i].kind == PART_TEXT)
			return true;
	return false;
}

/* set->found, where nothing else comes to it. */
static const struct known_text *put_apart(struct trait_set *set,
					  const char *text)
{
	size_t bytes = set->alike.value_bytes;

	MEMORY_ADD(set->texts_apart, set->n_apart, set->cap_apart) =
		text_number(text);
	return memcpy(arena_alloc(&set->apart, bytes), set->found, bytes);
}

/* What others come to as well, for set->found. */
static const struct known_text *find_alike(struct trait_set *set)
{
	const struct known_text *found = set->found;
	unsigned *key = set->keys;
	struct known_text *alike;
	bool is_new;

	*key++ = found->class->number;
	for (size_t i = 0; i < set->n_totals; i++, key += PART_KEYS) {
		key[0] = found->parts[i].kind;
		memcpy(key + 1, &found->parts[i].number,
		       sizeof found->parts[i].number);
	}
	alike = memo_find(&set->alike, set->keys, &is_new);
	if (is_new)
		memcpy(alike, found, set->alike.value_bytes);
	return alike;
}

static void remember(struct trait_set *set, const char *text,
		     const struct known_text *known)
{
	size_t number = text_number(text), old = set->cap_of;

	if (number >= old) {
		set->of = memory_grow(set->of, &set->cap_of, number + 1,
				      sizeof *set->of);
		memset(set->of + old, 0, (set->cap_of - old) * sizeof *set->of);
	}
	set->of[number] = known;
}

static void forget_all(struct trait_set *set)
{
	if (set->cap_of)
		memset(set->of, 0, set->cap_of * sizeof *set->of);
	traits_forget_apart(set);
	memo_clear(&set->alike);
	memo_clear(&set->classes);
}

static const struct known_text *read_text(struct viewpoint *at,
					  struct traits *traits,
					  struct trait_set *set,
					  const char *text)
{
	size_t number = text_number(text);
	const struct known_text *known =
		number < set->cap_of ? set->of[number] : NULL;

	if (known)
		return known;
	if (set->alike.n >= LIMIT || set->classes.n >= LIMIT ||
	    set->n_apart >= TEXTS_LIMIT)
		forget_all(set);
	find_known(at, traits, set, text);
	if (is_passing(set, text))
		return set->found;
	known = has_text(set) ? put_apart(set, text) : find_alike(set);
	remember(set, text, known);
	/* that took long */
	if (set->n_groups)
		texts_keep(text);
	return known;
}

void traits_read(struct viewpoint *at, int table)
{
	const struct check *check = at->check;
	struct traits *traits = &check->plan->tables[1 + table].traits;

	for (size_t i = 0; i < traits->n; i++) {
		struct trait_set *set = &traits->sets[i];
		const struct field *f = &check->def->fields[set->field];
		const char *text = f->table < 0
					   ? check->record->scalars[f->slot]
					   : at->row->cells[f->slot];

		/* levels are mostly the row's above */
		if (text != set->text)
			set->known = read_text(at, traits, set, text);
		set->text = text;
		traits->truths[set->field] = set->known->class->truths;
		traits->classes[set->field] = set->known->class->number;
	}
}
