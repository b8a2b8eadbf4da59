#include <config.h>

#include "core/pattern_tree.h"

#include <string.h>
#include "core/text.h"

enum { DEPTH_MAX = 50, REPEAT_MAX = 1000 };

struct reader {
	const char *at, *end;
	struct arena *arena;
	bool is_exact;
	bool is_lost; /* something isn't understood at all */
	int depth;
};

/* ---- sets of characters ---- */

static void add_range(struct reader *r, struct code_set *set, uint32_t first,
		      uint32_t last)
{
	size_t from = set->n, to;

	/* they mostly come in their order */
	while (from > 0 && set->ranges[from - 1].last + 1 >= first)
		from--;
	for (to = from; to < set->n && set->ranges[to].first <= last + 1;
	     to++) {
		if (set->ranges[to].first < first)
			first = set->ranges[to].first;
		if (set->ranges[to].last > last)
			last = set->ranges[to].last;
	}
	if (set->n + 1 > set->cap) {
		struct code_range *old = set->ranges;

		set->cap = set->cap ? 2 * set->cap : 1;
		set->ranges =
			arena_alloc(r->arena, set->cap * sizeof *set->ranges);
		for (size_t i = 0; i < set->n; i++)
			set->ranges[i] = old[i];
	}
	memmove(set->ranges + from + 1, set->ranges + to,
		(set->n - to) * sizeof *set->ranges);
	set->ranges[from] = (struct code_range){ first, last };
	set->n = set->n - (to - from) + 1;
}

static void add_set(struct reader *r, struct code_set *set,
		    const struct code_set *more)
{
	for (size_t i = 0; i < more->n; i++)
		add_range(r, set, more->ranges[i].first, more->ranges[i].last);
}

static struct code_set all_but(struct reader *r, const struct code_set *set)
{
	struct code_set others = { .n = 0 };
	uint32_t next = 0;

	for (size_t i = 0; i < set->n; i++) {
		if (set->ranges[i].first > next)
			add_range(r, &others, next, set->ranges[i].first - 1);
		next = set->ranges[i].last + 1;
	}
	if (next <= CODE_LAST)
		add_range(r, &others, next, CODE_LAST);
	return others;
}

/* ---- trees ---- */

static struct pattern_tree *tree_of(struct reader *r, enum tree_kind kind)
{
	struct pattern_tree *tree = arena_alloc(r->arena, sizeof *tree);

	tree->kind = kind;
	return tree;
}

static struct pattern_tree *tree_set(struct reader *r, struct code_set set)
{
	struct pattern_tree *tree = tree_of(r, TREE_SET);

	tree->set = set;
	return tree;
}

/* No character at all does; an edge does. */
static struct pattern_tree *tree_edge(struct reader *r, enum tree_kind kind)
{
	struct pattern_tree *tree = tree_of(r, kind);

	tree->at_edge = true;
	return tree;
}

static struct pattern_tree *tree_pair(struct reader *r, enum tree_kind kind,
				      const struct pattern_tree *first,
				      const struct pattern_tree *second)
{
	struct pattern_tree *tree = tree_of(r, kind);

	tree->first = first;
	tree->second = second;
	return tree;
}

static struct pattern_tree *tree_repeat(struct reader *r,
					const struct pattern_tree *what,
					int min, int max)
{
	struct pattern_tree *tree = tree_pair(r, TREE_REPEAT, what, NULL);

	tree->min = min;
	tree->max = max;
	return tree;
}

static struct code_set any_code(struct reader *r)
{
	struct code_set none = { .n = 0 };

	return all_but(r, &none);
}

/* ---- reading ---- */

static bool skip(struct reader *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static void lose(struct reader *r)
{
	r->is_lost = true;
	r->at = r->end;
}

static uint32_t next_code(struct reader *r)
{
	uint32_t code = 0;
	size_t n = text_decode(r->at, (size_t)(r->end - r->at), &code);

	if (!n)
		lose(r);
	r->at += n;
	return code;
}

static void skip_to(struct reader *r, char end)
{
	while (r->at < r->end && *r->at != end)
		r->at++;
	if (r->at < r->end)
		r->at++;
	else
		lose(r);
}

/* Behind \p or \k: {…} or <…>. */
static void skip_name(struct reader *r)
{
	if (skip(r, "{"))
		skip_to(r, '}');
	else if (skip(r, "<"))
		skip_to(r, '>');
	else
		lose(r);
}

/* \d \s \w and what is none of them; false for another letter. */
static bool read_kind(struct reader *r, uint32_t letter, struct code_set *set)
{
	switch (letter | 0x20) {
	case 'w':
		add_range(r, set, 'A', 'Z');
		add_range(r, set, 'a', 'z');
		add_range(r, set, '_', '_');
		add_range(r, set, '0', '9');
		break;
	case 'd':
		add_range(r, set, '0', '9');
		break;
	case 's':
		add_range(r, set, '\t', '\r');
		add_range(r, set, ' ', ' ');
		break;
	default:
		return false;
	}
	if (!(letter & 0x20))
		*set = all_but(r, set);
	return true;
}

/* Behind a backslash: what it stands for. */
static void read_escape(struct reader *r, struct code_set *set)
{
	uint32_t code = next_code(r);
	static const char signs[] = "tnrf", codes[] = "\t\n\r\f";
	const char *sign =
		code && code < 0x80 ? strchr(signs, (int)code) : NULL;

	if (sign) {
		code = (unsigned char)codes[sign - signs];
		add_range(r, set, code, code);
	} else if (code == 'p' || code == 'P') {
		skip_name(r);
		r->is_exact = false;
		*set = any_code(r);
	} else if (code < 0x80 &&
		   (text_is_letter(code) || text_is_digit(code))) {
		if (!read_kind(r, code, set))
			lose(r);
	} else {
		add_range(r, set, code, code);
	}
}

/* A character of a class, or several: then no range begins with it. */
static bool read_class_sign(struct reader *r, struct code_set *set,
			    uint32_t *code)
{
	struct code_set one = { .n = 0 };

	if (!skip(r, "\\")) {
		*code = next_code(r);
		return true;
	}
	read_escape(r, &one);
	if (one.n == 1 && one.ranges->first == one.ranges->last) {
		*code = one.ranges->first;
		return true;
	}
	add_set(r, set, &one);
	return false;
}

/* [:alpha:] */
static bool begins_name(const struct reader *r)
{
	return r->end - r->at > 1 && r->at[0] == '[' && strchr(":.=", r->at[1]);
}

static void read_class_range(struct reader *r, struct code_set *set)
{
	uint32_t first, last;

	if (!read_class_sign(r, set, &first))
		return;
	last = first;
	if (r->end - r->at > 1 && r->at[0] == '-' && r->at[1] != ']') {
		r->at++;
		if (!read_class_sign(r, set, &last) || last < first)
			lose(r);
	}
	add_range(r, set, first, last);
}

/* Behind a [ */
static struct pattern_tree *read_class(struct reader *r)
{
	bool is_negated = skip(r, "^"), was_exact = r->is_exact;
	struct code_set set = { .n = 0 };

	r->is_exact = true;
	do {
		if (r->at >= r->end || begins_name(r)) {
			lose(r);
			break;
		}
		read_class_range(r, &set);
	} while (!skip(r, "]"));
	/* all but too much may be too little */
	if (is_negated)
		set = r->is_exact ? all_but(r, &set) : any_code(r);
	r->is_exact &= was_exact;
	return tree_set(r, set);
}

static struct pattern_tree *read_choices(struct reader *r);

/* Adds its characters if it is nothing but one of several. */
static bool is_one_of(struct reader *r, const struct pattern_tree *tree,
		      struct code_set *set)
{
	for (; tree->kind == TREE_CHOICE; tree = tree->first) {
		if (tree->second->kind != TREE_SET)
			return false;
		add_set(r, set, &tree->second->set);
	}
	if (tree->kind == TREE_SET)
		add_set(r, set, &tree->set);
	return tree->kind == TREE_SET;
}

/* Behind (?= and the like. */
static struct pattern_tree *read_look(struct reader *r, enum tree_kind kind,
				      bool is_negated)
{
	bool was_exact = r->is_exact;
	struct pattern_tree *tree = tree_of(r, kind);
	const struct pattern_tree *seen;

	r->is_exact = true;
	seen = read_choices(r);
	if (!r->is_exact || !is_one_of(r, seen, &tree->set)) {
		r->is_exact = false;
		if (kind == TREE_AHEAD && !is_negated)
			return tree_pair(r, TREE_LOOK, seen, NULL);
		return tree_of(r, TREE_NOTHING);
	}
	if (is_negated) {
		tree->set = all_but(r, &tree->set);
		tree->at_edge = true;
	}
	r->is_exact = was_exact;
	return tree;
}

static struct pattern_tree *read_group_kind(struct reader *r)
{
	if (skip(r, "?="))
		return read_look(r, TREE_AHEAD, false);
	if (skip(r, "?!"))
		return read_look(r, TREE_AHEAD, true);
	if (skip(r, "?<="))
		return read_look(r, TREE_BEFORE, false);
	if (skip(r, "?<!"))
		return read_look(r, TREE_BEFORE, true);
	if (skip(r, "?>"))
		r->is_exact = false;
	else if (skip(r, "?<"))
		skip_to(r, '>');
	else if (!skip(r, "?:") && r->at < r->end &&
		 (*r->at == '?' || *r->at == '*'))
		lose(r);
	return read_choices(r);
}

/* Behind a ( */
static struct pattern_tree *read_group(struct reader *r)
{
	struct pattern_tree *tree;

	if (++r->depth > DEPTH_MAX)
		lose(r);
	tree = read_group_kind(r);
	r->depth--;
	if (!skip(r, ")"))
		lose(r);
	return tree;
}

static struct pattern_tree *read_atom(struct reader *r)
{
	struct code_set set = { .n = 0 };
	uint32_t code;

	if (skip(r, "("))
		return read_group(r);
	if (skip(r, "["))
		return read_class(r);
	if (skip(r, "^"))
		return tree_edge(r, TREE_BEFORE);
	if (skip(r, "$"))
		return tree_edge(r, TREE_AHEAD);
	if (skip(r, "\\k")) {
		skip_name(r);
		r->is_exact = false;
		return tree_repeat(r, tree_set(r, any_code(r)), 0, -1);
	}
	if (skip(r, "\\b") || skip(r, "\\B")) {
		r->is_exact = false;
		return tree_of(r, TREE_NOTHING);
	}
	if (skip(r, "\\")) {
		read_escape(r, &set);
	} else if (skip(r, ".")) {
		add_range(r, &set, '\n', '\n');
		set = all_but(r, &set);
	} else {
		code = next_code(r);
		add_range(r, &set, code, code);
	}
	return tree_set(r, set);
}

static bool is_digit(const struct reader *r)
{
	return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static int read_number(struct reader *r)
{
	int number = 0;

	for (; is_digit(r) && !r->is_lost; r->at++) {
		number = number * 10 + (*r->at - '0');
		if (number > REPEAT_MAX)
			lose(r);
	}
	return number;
}

/* {2} {2,} {2,3}; anything else in braces is no repetition. */
static bool read_count(struct reader *r, int *min, int *max)
{
	const char *start = r->at;

	if (!skip(r, "{"))
		return false;
	/* younger libraries than others take it for {0,2} */
	if (r->at < r->end && *r->at == ',')
		lose(r);
	if (is_digit(r)) {
		*min = *max = read_number(r);
		if (skip(r, ","))
			*max = is_digit(r) ? read_number(r) : -1;
		if (skip(r, "}") || r->is_lost)
			return true;
	}
	if (!r->is_lost)
		r->at = start;
	return false;
}

/* How often the atom before it. */
static struct pattern_tree *read_repetition(struct reader *r,
					    struct pattern_tree *what)
{
	int min = 0, max = -1;

	if (skip(r, "?"))
		max = 1;
	else if (skip(r, "+"))
		min = 1;
	else if (!skip(r, "*") && !read_count(r, &min, &max))
		return what;
	if (!skip(r, "?") && skip(r, "+"))
		r->is_exact = false;
	if (r->at < r->end && strchr("*+?{", *r->at))
		lose(r);
	return tree_repeat(r, what, min, max);
}

static struct pattern_tree *read_sequence(struct reader *r)
{
	struct pattern_tree *tree = NULL;

	while (r->at < r->end && *r->at != '|' && *r->at != ')') {
		struct pattern_tree *next = read_repetition(r, read_atom(r));

		tree = tree ? tree_pair(r, TREE_SEQUENCE, tree, next) : next;
	}
	return tree ? tree : tree_of(r, TREE_NOTHING);
}

static struct pattern_tree *read_choices(struct reader *r)
{
	struct pattern_tree *tree = read_sequence(r);

	while (skip(r, "|"))
		tree = tree_pair(r, TREE_CHOICE, tree, read_sequence(r));
	return tree;
}

const struct pattern_tree *pattern_tree(struct arena *arena, const char *source,
					size_t n, bool *is_exact)
{
	struct reader r = { .at = source,
			    .end = source + n,
			    .arena = arena,
			    .is_exact = true };
	const struct pattern_tree *tree = read_choices(&r);

	if (r.is_lost || r.at != r.end)
		return NULL;
	*is_exact = r.is_exact;
	return tree;
}
