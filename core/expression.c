#include <config.h>

#include "core/expression.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include "core/expression_node.h"

static const char *const function_names[] = {
#define NAME(id, eval, name, min, max) name,
	EXPRESSION_FUNCTIONS(NAME)
#undef NAME
		NULL
};

const char *const expression_operators[] = { "或", "且", "非", "其中", NULL };

static bool equals(const char *name, const char *word, size_t n)
{
	return *name == *word && strlen(name) == n && !memcmp(name, word, n);
}

bool expression_self_word(const char *word, size_t n,
			  enum expression_name_kind *kind)
{
	static const struct {
		const char *word;
		enum expression_name_kind kind;
	} words[] = {
		{ "本格", NAME_SELF },		{ "本格名", NAME_SELF_LABEL },
		{ "应为", NAME_SELF_EXPECTED }, { "改为", NAME_MEND },
		{ "沿用格数", NAME_CARRIED },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!equals(words[i].word, word, n))
			continue;
		*kind = words[i].kind;
		return true;
	}
	return false;
}

void field_list_add(struct field_list *list, int field)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == field)
			return;
	list->items = memory_grow(list->items, &list->cap, list->n + 2,
				  sizeof *list->items);
	list->items[list->n++] = field;
	list->items[list->n] = -1;
}

/* The fields that a 合计 adds up, if it adds nothing else; a total that has a
   cell of its own is one. */
static bool sum_fields(const struct expression *e, const struct node *n,
		       struct field_list *out)
{
	if (n->kind == NODE_CELL) {
		field_list_add(out, n->id);
		return true;
	}
	if (n->kind != NODE_FUNCTION || n->id != FUNCTION_SUM)
		return false;
	for (int i = 0; i < n->n_args; i++) {
		const struct node *arg = n->args[i];

		if (arg->kind == NODE_AGGREGATE) {
			const struct aggregate *a = &e->aggregates[arg->id];

			if (a->condition)
				return false;
			arg = a->inner;
		}
		if (arg->kind != NODE_CELL)
			return false;
		field_list_add(out, arg->id);
	}
	return true;
}

static void sums_free(struct sums *sums)
{
	if (!sums)
		return;
	free(sums->left.items);
	free(sums->right.items);
	free(sums);
}

static struct sums *find_sums(const struct expression *e)
{
	const struct node *n = e->root;
	struct sums *sums;

	if (n->kind != NODE_COMPARE ||
	    (n->id != COMPARE_EQ && n->id != COMPARE_LE &&
	     n->id != COMPARE_GE) ||
	    (n->args[0]->kind == NODE_CELL && n->args[1]->kind == NODE_CELL))
		return NULL;
	sums = memory_alloc(sizeof *sums);
	if (sum_fields(e, n->args[0], &sums->left) &&
	    sum_fields(e, n->args[1], &sums->right))
		return sums;
	sums_free(sums);
	return NULL;
}

static void lists_free(struct expression *e)
{
	for (size_t i = 0; i < e->n_aggregates; i++)
		free(e->aggregates[i].fields.items);
	free(e->aggregates);
	free(e->fields.items);
}

static void *settle(struct expression *e, void *items, size_t size)
{
	void *copy = arena_take(e->arena, size, alignof(struct aggregate));

	memcpy(copy, items, size);
	free(items);
	return copy;
}

static void fields_settle(struct expression *e, struct field_list *list)
{
	if (list->n)
		list->items = settle(e, list->items,
				     (list->n + 1) * sizeof *list->items);
}

/* Hundreds of expressions have one or two of each, which were given room for
   more. */
static void lists_settle(struct expression *e)
{
	fields_settle(e, &e->fields);
	for (size_t i = 0; i < e->n_aggregates; i++)
		fields_settle(e, &e->aggregates[i].fields);
	if (e->n_aggregates)
		e->aggregates = settle(e, e->aggregates,
				       e->n_aggregates * sizeof *e->aggregates);
}

struct expression *expression_new(const char *source, size_t n, int scope,
				  const struct expression_dictionary *dict,
				  struct failure *f)
{
	struct arena *own = dict->arena ? NULL : memory_alloc(sizeof *own);
	struct arena *arena = own ? own : dict->arena;
	struct expression *e = arena_alloc(arena, sizeof *e);

	e->ctx = dict->ctx;
	e->has_own_arena = own;
	e->arena = arena;
	e->root = expression_parse(e, source, n, scope, dict, f);
	if (!e->root) {
		lists_free(e);
		expression_free(e);
		return NULL;
	}
	lists_settle(e);
	e->sums = find_sums(e);
	return e;
}

void expression_free(struct expression *e)
{
	if (!e)
		return;
	for (size_t i = 0; i < e->n_patterns; i++)
		pattern_free(e->patterns[i]);
	free(e->patterns);
	sums_free(e->sums);
	/* it lies in there itself */
	struct arena *own = e->has_own_arena ? e->arena : NULL;

	if (own)
		arena_release(own);
	free(own);
}

/* What it was compiled to. */

struct expression_type expression_type(const struct expression *e)
{
	return e->root->type;
}

static const int *listed(const struct field_list *list)
{
	static const int none[] = { -1 };

	return list->n ? list->items : none;
}

const int *expression_fields(const struct expression *e)
{
	return listed(&e->fields);
}

bool expression_uses_self(const struct expression *e)
{
	return e->uses_self;
}

bool expression_uses_expected(const struct expression *e)
{
	return e->uses_expected;
}

bool expression_uses_mend(const struct expression *e)
{
	return e->uses_mend;
}

bool expression_uses_earlier(const struct expression *e)
{
	for (size_t i = 0; i < e->n_aggregates; i++)
		if (e->aggregates[i].kind >= AGGREGATE_EARLIER)
			return true;
	return false;
}

size_t expression_n_aggregates(const struct expression *e)
{
	return e->n_aggregates;
}

enum aggregate_kind expression_aggregate_kind(const struct expression *e,
					      size_t i)
{
	return e->aggregates[i].kind;
}

int expression_aggregate_table(const struct expression *e, size_t i)
{
	return e->aggregates[i].table;
}

bool expression_aggregate_money(const struct expression *e, size_t i)
{
	const struct aggregate *a = &e->aggregates[i];

	return a->kind <= AGGREGATE_MIN &&
	       a->inner->type.measure == MEASURE_MONEY;
}

const char *expression_aggregate_text(const struct expression *e, size_t i)
{
	return e->aggregates[i].text;
}

const int *expression_aggregate_fields(const struct expression *e, size_t i)
{
	return listed(&e->aggregates[i].fields);
}

int expression_aggregate_link(const struct expression *e, size_t i)
{
	return e->aggregates[i].link;
}

bool expression_aggregate_is_inner(const struct expression *e, size_t i)
{
	return e->aggregates[i].is_inner;
}

void expression_aggregate_bind(struct expression *e, size_t i, int slot)
{
	e->aggregates[i].slot = slot;
}

bool expression_sums(const struct expression *e, const int **left,
		     const int **right)
{
	if (!e->sums)
		return false;
	*left = listed(&e->sums->left);
	*right = listed(&e->sums->right);
	return true;
}

bool expression_balance(const struct expression *e, const int **left,
			const int **right)
{
	return e->root->id == COMPARE_EQ && expression_sums(e, left, right);
}

const char *const *expression_function_names(void)
{
	return function_names;
}

bool expression_is_reserved(const char *word, size_t n)
{
	enum expression_name_kind self;

	for (const char *const *w = expression_operators; *w; w++)
		if (equals(*w, word, n))
			return true;
	for (const char *const *w = function_names; *w; w++)
		if (equals(*w, word, n))
			return true;
	return expression_self_word(word, n, &self);
}
