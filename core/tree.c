#include <config.h>

#include "core/tree.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "core/nearest.h"
#include "core/text.h"

struct tree_name {
	const char *folded;
	size_t len_bytes; /* names differ in it more often than in front */
	int node;
};

void tree_init(struct tree *t, struct arena *arena)
{
	*t = (struct tree){ .arena = arena };
}

void tree_release(struct tree *t)
{
	free(t->nodes);
	free(t->usuals);
	free(t->names);
	bytes_release(&t->folded);
	tree_init(t, t->arena);
}

static bool starts(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static const char *skip_digits(const char *s)
{
	return s + strspn(s, "0123456789");
}

/* ★ * 指标1: 1. in front; what has no digits behind 指标 is the name itself. */
static const char *skip_mark(const char *s)
{
	static const char *const marks[] = { "★", "☆", "*" };
	static const char *const ends[] = { ":", ".", "、", ")" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (starts(s, marks[i]))
			return s + strlen(marks[i]);
	const char *from = starts(s, "指标") ? s + strlen("指标") : s;
	const char *end = skip_digits(from);

	if (end == from)
		return s;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (starts(end, ends[i]))
			return end + strlen(ends[i]);
	return end;
}

/* Bytes of the name without a score such as (50分) behind. */
static size_t without_score(const char *s)
{
	size_t len = strlen(s);
	const char *open = strrchr(s, '(');

	if (!open)
		return len;
	const char *end = skip_digits(open + 1);

	if (*end == '.')
		end = skip_digits(end + 1);
	return end > open + 1 && !strcmp(end, "分)") ? (size_t)(open - s) : len;
}

void tree_fold(struct bytes *out, const char *name)
{
	size_t before = out->len;

	text_fold(out, name, strlen(name), FOLD_WIDTH | FOLD_BLANKS);
	if (out->len == before)
		return;
	char *to = out->data + before;
	const char *s = to, *next;

	while ((next = skip_mark(s)) != s)
		s = next;
	out->data[(size_t)(s - out->data) + without_score(s)] = '\0';
	while ((next = strstr(s, "指标"))) {
		memmove(to, s, (size_t)(next - s));
		to += next - s;
		s = next + strlen("指标");
	}
	memmove(to, s, strlen(s) + 1);
	out->len = (size_t)(to - out->data) + strlen(to);
}

/* 指标 and digits may be passed over in front: skip_mark(). */
static bool hides_first(uint32_t letter)
{
	return letter == 0 || letter == L'指' || text_is_digit(letter);
}

static void note_first(struct tree *t, const char *name)
{
	uint32_t letter = text_first_letter(name, strlen(name));

	t->firsts[letter / 8 % sizeof t->firsts] |=
		(unsigned char)(1u << letter % 8);
}

/* Most texts of a form are no level, as their first letter tells already. */
static bool may_be_name(const struct tree *t, const char *text)
{
	uint32_t letter = text_first_letter(text, strlen(text));

	return hides_first(letter) ||
	       t->firsts[letter / 8 % sizeof t->firsts] >> letter % 8 & 1;
}

static void add_name(struct tree *t, int node, const char *name, size_t n)
{
	MEMORY_MORE(t->names, t->n_names, t->cap_names);
	bytes_clear(&t->folded);
	tree_fold(&t->folded, arena_copy(t->arena, name, n));
	t->names[t->n_names++] = (struct tree_name){
		.folded = arena_copy(t->arena, t->folded.data, t->folded.len),
		.len_bytes = t->folded.len,
		.node = node,
	};
	note_first(t, t->folded.data);
}

static int add_node(struct tree *t, const char *variant, int level, int parent,
		    const char *name)
{
	for (size_t i = 0; i < t->n_nodes; i++)
		if (t->nodes[i].parent == parent &&
		    !strcmp(t->nodes[i].name, name) &&
		    !strcmp(t->nodes[i].variant, variant))
			return (int)i;
	MEMORY_MORE(t->nodes, t->n_nodes, t->cap_nodes);
	t->nodes[t->n_nodes] = (struct tree_node){
		.name = arena_copy_str(t->arena, name),
		.variant = arena_copy_str(t->arena, variant),
		.parent = parent,
		.level = level,
	};
	add_name(t, (int)t->n_nodes, name, strlen(name));
	return (int)t->n_nodes++;
}

static void add_aliases(struct tree *t, int node, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, "|");

		if (n)
			add_name(t, node, s, n);
		s += n + (s[n] == '|');
	}
}

void tree_add(struct tree *t, const char *variant, const char *level1,
	      const char *level2, const char *aliases, int printed_rows,
	      const char *level3, const char *relation, const char *value,
	      const char *unit, const char *help)
{
	int node = add_node(t, variant, 0, -1, level1);

	if (*level2)
		node = add_node(t, variant, 1, node, level2);
	add_aliases(t, node, aliases);
	t->nodes[node].printed_rows += printed_rows;
	if (!*level3)
		return;
	MEMORY_ADD(t->usuals, t->n_usuals, t->cap_usuals) = (struct tree_usual){
		.node = node,
		.name = arena_copy_str(t->arena, level3),
		.relation = arena_copy_str(t->arena, relation),
		.value = arena_copy_str(t->arena, value),
		.unit = arena_copy_str(t->arena, unit),
		.help = arena_copy_str(t->arena, help),
	};
}

static bool is_name(const struct tree_name *name, const struct bytes *folded)
{
	return name->len_bytes == folded->len &&
	       memcmp(name->folded, folded->data, folded->len) == 0;
}

/* The next node of that folded name at `level`, from *i on; or -1. */
static int next_node(const struct tree *t, size_t *i, int level,
		     const struct bytes *folded)
{
	while (*i < t->n_names) {
		const struct tree_name *name = &t->names[(*i)++];

		if (t->nodes[name->node].level == level && folded->len > 0 &&
		    is_name(name, folded))
			return name->node;
	}
	return -1;
}

static bool is_under(const struct tree *t, int node, int parent)
{
	int own = t->nodes[node].parent;

	return own == parent ||
	       (own >= 0 && parent >= 0 &&
		!strcmp(t->nodes[own].name, t->nodes[parent].name));
}

int tree_find(const struct tree *t, int level, int parent, const char *name)
{
	struct bytes folded = BYTES_INIT;
	size_t i = 0;
	int node;

	tree_fold(&folded, name);
	do
		node = next_node(t, &i, level, &folded);
	while (node >= 0 && parent >= 0 && !is_under(t, node, parent));
	bytes_release(&folded);
	return node;
}

unsigned tree_levels(const struct tree *t, const char *name)
{
	struct bytes folded = BYTES_INIT;
	unsigned levels = 0;

	if (!may_be_name(t, name))
		return 0;
	tree_fold(&folded, name);
	for (size_t i = 0; folded.len > 0 && i < t->n_names; i++)
		if (is_name(&t->names[i], &folded))
			levels |= 1u << t->nodes[t->names[i].node].level;
	bytes_release(&folded);
	return levels;
}

int tree_parent_of(const struct tree *t, const char *level2)
{
	struct bytes folded = BYTES_INIT;
	size_t i = 0;
	int node, parent = -1;

	tree_fold(&folded, level2);
	while ((node = next_node(t, &i, 1, &folded)) >= 0) {
		if (parent >= 0 && !is_under(t, node, parent)) {
			parent = -1;
			break;
		}
		parent = t->nodes[node].parent;
	}
	bytes_release(&folded);
	return parent;
}

int tree_other_parent(const struct tree *t, const char *level1,
		      const char *level2)
{
	int node = tree_find(t, 0, -1, level1);

	if (node >= 0 && tree_find(t, 1, node, level2) >= 0)
		return -1;
	return tree_parent_of(t, level2);
}

int tree_nearest(const struct tree *t, int level, int parent, const char *name)
{
	struct bytes folded = BYTES_INIT;
	int found = -1;

	tree_fold(&folded, name);
	struct nearest nearest = nearest_to(folded.data, folded.len);

	for (size_t i = 0; folded.len > 0 && i < t->n_names; i++) {
		int node = t->names[i].node;
		size_t limit = nearest.limit;

		if (t->nodes[node].level != level ||
		    (parent >= 0 && !is_under(t, node, parent)))
			continue;
		nearest_try(&nearest, t->names[i].folded);
		if (nearest.limit < limit)
			found = node;
	}
	bytes_release(&folded);
	return found;
}
