#include <config.h>
#include "core/document_choices_row.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

void choices_release(struct choices *out)
{
	free(out->items);
	arena_release(&out->arena);
	*out = (struct choices){ 0 };
}

static struct choice *add(struct choices *out, const char *text)
{
	struct choice *c = &MEMORY_ADD(out->items, out->n, out->cap);

	*c = (struct choice){ .text = text,
			      .detail = "",
			      .tag = "",
			      .relation = "",
			      .unit = "",
			      .node = -1,
			      .gap = CHOICE_NO_GAP };
	return c;
}

static bool has(const struct choices *c, const char *text, const char *tag)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->items[i].text, text) &&
		    !strcmp(c->items[i].tag, tag))
			return true;
	return false;
}

/* ---- what goes with a cell in its row ---- */

/* The name that a row's level has in the tree; NULL: blank, or unknown
   there. */
static const char *level_name(const struct document *doc, struct place p,
			      int depth)
{
	const struct tree *tree = &doc->def->tree;
	struct place level = choices_level(doc, p, depth);
	int node;

	if (level.field < 0)
		return NULL;
	node = tree_find(tree, depth, -1, record_get(&doc->record, level));
	return node >= 0 ? tree->nodes[node].name : NULL;
}

/* Is the node one that the row's levels allow? */
static bool is_allowed(const struct tree *tree, int node,
		       const char *const *levels)
{
	for (; node >= 0; node = tree->nodes[node].parent) {
		const char *want = levels[tree->nodes[node].level];

		if (want && strcmp(want, tree->nodes[node].name) != 0)
			return false;
	}
	return true;
}

enum { LEVELS = 2 };

/* Those over `depth`. */
static void levels_of(const struct document *doc, struct place p, int depth,
		      const char *levels[LEVELS])
{
	for (int d = 0; d < LEVELS; d++)
		levels[d] = d < depth ? level_name(doc, p, d) : NULL;
}

/* ---- 层级 and the indicator's name ---- */

/* A level of one name that stands in two trees is one to whoever chooses. */
static bool is_same_node(const struct tree *tree, int a, int b)
{
	for (; a >= 0 && b >= 0 && a != b;
	     a = tree->nodes[a].parent, b = tree->nodes[b].parent)
		if (strcmp(tree->nodes[a].name, tree->nodes[b].name) != 0)
			return false;
	return a == b;
}

static void add_child(struct bytes *names, struct choices *seen,
		      const char *name)
{
	if (has(seen, name, ""))
		return;
	add(seen, name);
	bytes_printf(names, "%s%s", names->len > 0 ? "、" : "", name);
}

/* What stands under a node: 数量指标、质量指标 */
static const char *children(const struct tree *tree, int node,
			    struct arena *arena)
{
	struct bytes names = BYTES_INIT;
	struct choices seen = { 0 };
	const char *copy;

	for (size_t i = 0; i < tree->n_nodes; i++)
		if (is_same_node(tree, tree->nodes[i].parent, node))
			add_child(&names, &seen, tree->nodes[i].name);
	for (size_t i = 0; i < tree->n_usuals; i++)
		if (is_same_node(tree, tree->usuals[i].node, node))
			add_child(&names, &seen, tree->usuals[i].name);
	copy = bytes_keep(&names, arena);
	free(seen.items);
	return copy;
}

static void add_levels(const struct document *doc, struct place p,
		       struct choices *out)
{
	const struct tree *tree = &doc->def->tree;
	int depth = choices_field(doc, p)->depth;
	const char *levels[LEVELS];

	levels_of(doc, p, depth, levels);
	for (size_t i = 0; i < tree->n_nodes; i++) {
		const struct tree_node *node = &tree->nodes[i];

		if (node->level != depth || !is_allowed(tree, (int)i, levels))
			continue;
		const char *over = node->parent >= 0 && !levels[depth - 1]
					   ? tree->nodes[node->parent].name
					   : "";
		if (has(out, node->name, over))
			continue;
		struct choice *c = add(out, node->name);

		c->detail = children(tree, (int)i, &out->arena);
		c->tag = over;
		c->node = (int)i;
	}
}

static bool has_target(const struct tree_usual *usual)
{
	return *usual->relation || *usual->value || *usual->unit;
}

/* ≥…场 */
static void add_usual_detail(const struct tree_usual *usual, struct choice *c,
			     struct arena *arena)
{
	const struct target_split whole = { -1, -1 };
	struct bytes text = BYTES_INIT;
	size_t gap;

	if (has_target(usual)) {
		choices_target_print(whole, usual->relation, usual->value,
				     usual->unit, &text, &gap);
		if (gap != CHOICE_NO_GAP)
			bytes_splice(&text, gap, 0, "…", strlen("…"));
	}
	if (*usual->help)
		bytes_printf(&text, "%s%s", text.len > 0 ? "  " : "",
			     usual->help);
	c->detail = bytes_keep(&text, arena);
}

static void add_names(const struct document *doc, struct place p,
		      struct choices *out)
{
	const struct tree *tree = &doc->def->tree;
	const char *levels[LEVELS];

	levels_of(doc, p, LEVELS, levels);
	for (size_t i = 0; i < tree->n_usuals; i++) {
		const struct tree_usual *usual = &tree->usuals[i];
		const char *over =
			levels[LEVELS - 1] ? "" : tree->nodes[usual->node].name;

		if (!is_allowed(tree, usual->node, levels) ||
		    has(out, usual->name, over))
			continue;
		struct choice *c = add(out, usual->name);

		c->node = usual->node;
		c->usual = usual;
		c->tag = over;
		add_usual_detail(usual, c, &out->arena);
	}
}

/* ---- 指标值 ---- */

/* = would be run by a spreadsheet: it is written 等于. */
static const char *const signs[] = { "≥", "≤", "等于", ">", "<" };
enum { SIGNS = sizeof signs / sizeof *signs, COMMON_SIGNS = 3 };

static void add_target(const struct document *doc, struct place p,
		       const char *relation, const char *value,
		       const char *unit, const struct tree_usual *usual,
		       struct choices *out)
{
	struct target_split split = choices_split(doc, p.field);
	struct place sign = { split.relation, p.row };
	struct bytes text = BYTES_INIT, tag = BYTES_INIT;
	struct choice *c;
	size_t gap;

	/* it stands there already, and all that is left is to be typed */
	if (!*value && sign.field >= 0 &&
	    !text_is_blank(record_get(&doc->record, sign)))
		return;
	choices_target_print(split, relation, value, unit, &text, &gap);
	/* what stands in other cells tells it from others */
	if (split.relation >= 0 || split.unit >= 0)
		bytes_printf(&tag, "%s %s", split.relation >= 0 ? relation : "",
			     split.unit >= 0 ? unit : "");
	if (!has(out, text.data, tag.data)) {
		c = add(out, arena_copy(&out->arena, text.data, text.len));
		c->tag = arena_copy(&out->arena, tag.data, tag.len);
		c->detail = usual ? usual->name : "";
		c->usual = usual;
		c->relation = relation;
		c->unit = unit;
		c->gap = gap;
	}
	bytes_release(&text);
	bytes_release(&tag);
}

static const char *name_of(const struct document *doc, struct place target)
{
	int name = definition_target_name(doc->def, target.field);

	return name < 0 ? ""
			: record_get(&doc->record,
				     (struct place){ name, target.row });
}

/* 年度施工验收合格率(%) is a 验收合格率. */
static bool is_named(const char *name, const char *usual)
{
	struct bytes long_name = BYTES_INIT, short_name = BYTES_INIT;
	bool is;

	text_fold(&long_name, name, strlen(name), FOLD_WIDTH | FOLD_LETTERS);
	text_fold(&short_name, usual, strlen(usual), FOLD_WIDTH | FOLD_LETTERS);
	is = strstr(long_name.data, short_name.data);
	bytes_release(&long_name);
	bytes_release(&short_name);
	return is;
}

/* Those of the row's own indicator, or of all others of its levels. */
static void add_usual_targets(const struct document *doc, struct place p,
			      bool is_own, struct choices *out)
{
	const struct tree *tree = &doc->def->tree;
	const char *levels[LEVELS], *name = name_of(doc, p);

	levels_of(doc, p, LEVELS, levels);
	for (size_t i = 0; i < tree->n_usuals; i++) {
		const struct tree_usual *usual = &tree->usuals[i];

		if (has_target(usual) &&
		    is_named(name, usual->name) == is_own &&
		    is_allowed(tree, usual->node, levels))
			add_target(doc, p, usual->relation, usual->value,
				   usual->unit, usual, out);
	}
}

/* The unit that its name says, or its cell has; "" where nobody knows. */
static const char *unit_of(const struct document *doc, struct place p,
			   struct arena *arena)
{
	const char *name = name_of(doc, p);
	int unit_field = choices_split(doc, p.field).unit;
	char unit[64];

	if (unit_field >= 0) {
		const char *has_unit = record_get(
			&doc->record, (struct place){ unit_field, p.row });
		if (*has_unit)
			return has_unit;
	}
	if (doc->def->targets &&
	    target_unit_in_name(doc->def->targets, name, strlen(name), unit))
		return arena_copy_str(arena, unit);
	return NULL;
}

static void add_targets(const struct document *doc, struct place p,
			struct choices *out)
{
	const char *unit;

	add_usual_targets(doc, p, true, out);
	unit = unit_of(doc, p, &out->arena);
	if (!unit)
		unit = out->n > 0 ? out->items[0].unit : "";
	for (int i = 0; i < COMMON_SIGNS; i++)
		add_target(doc, p, signs[i], "", unit, NULL, out);
	add_usual_targets(doc, p, false, out);
}

/* ---- 选项, 关系, 单位 ---- */

static void add_options(const struct field *f, struct choices *out)
{
	for (int i = 0; i < f->n_choices; i++)
		add(out, f->choices[i]);
}

static void add_units(const struct document *doc, struct place p,
		      struct choices *out)
{
	const struct tree *tree = &doc->def->tree;
	struct place target = { choices_field(doc, p)->owner, p.row };
	const char *levels[LEVELS], *unit, *kind;

	levels_of(doc, p, LEVELS, levels);
	unit = target.field >= 0 ? unit_of(doc, target, &out->arena) : NULL;
	if (unit)
		add(out, unit);
	for (size_t i = 0; i < tree->n_usuals; i++)
		if (*tree->usuals[i].unit &&
		    is_allowed(tree, tree->usuals[i].node, levels) &&
		    !has(out, tree->usuals[i].unit, ""))
			add(out, tree->usuals[i].unit);
	if (!doc->def->targets)
		return;
	for (size_t i = 0; (unit = target_unit(doc->def->targets, i, &kind));
	     i++)
		if (!has(out, unit, ""))
			add(out, unit)->detail = kind;
}

bool document_may_choose(const struct document *doc, int field)
{
	const struct field *f = &doc->def->fields[field];

	return f->n_choices > 0 || (f->kind == FIELD_LEVEL && !f->is_free) ||
	       (f->kind == FIELD_TARGET &&
		!definition_is_reached(doc->def, field)) ||
	       f->kind == FIELD_RELATION || f->kind == FIELD_UNIT ||
	       choices_column(doc, field, FIELD_TARGET) >= 0;
}

void document_choices(const struct document *doc, struct place p,
		      struct choices *out)
{
	const struct field *f = choices_field(doc, p);

	*out = (struct choices){ 0 };
	if (!document_may_choose(doc, p.field))
		return;
	if (f->n_choices > 0)
		add_options(f, out);
	else if (f->kind == FIELD_LEVEL && p.row >= 0)
		add_levels(doc, p, out);
	else if (f->kind == FIELD_TARGET && p.row >= 0)
		add_targets(doc, p, out);
	else if (f->kind == FIELD_RELATION)
		for (int i = 0; i < SIGNS; i++)
			add(out, signs[i]);
	else if (f->kind == FIELD_UNIT)
		add_units(doc, p, out);
	else if (p.row >= 0 && document_target_place(doc, p).field >= 0)
		add_names(doc, p, out);
}
