/* What was chosen is put into its cell, and what goes with it into others. */
#include <config.h>
#include "core/document_choices_row.h"

#include <string.h>

#include "core/text.h"

enum { CELLS_MAX = 8 };
struct cells {
	struct document *doc;
	struct place_text items[CELLS_MAX];
	size_t n;
};

static void put(struct cells *cells, struct place place, const char *text)
{
	if (place.field < 0 || cells->n == CELLS_MAX)
		return;
	cells->items[cells->n++] =
		(struct place_text){ place, texts_add(cells->doc->texts, text,
						      strlen(text)) };
}

/* The levels over a node, where its row has none. */
static void put_levels(struct cells *cells, struct place p, int node)
{
	const struct tree *tree = &cells->doc->def->tree;

	for (; node >= 0; node = tree->nodes[node].parent) {
		struct place level =
			choices_level(cells->doc, p, tree->nodes[node].level);

		if (level.field >= 0 && level.field != p.field &&
		    text_is_blank(record_get(&cells->doc->record, level)))
			put(cells, level, tree->nodes[node].name);
	}
}

static void put_parts(struct cells *cells, struct place target,
		      const char *relation, const char *unit)
{
	struct target_split split = choices_split(cells->doc, target.field);

	if (*relation)
		put(cells, (struct place){ split.relation, target.row },
		    relation);
	if (*unit)
		put(cells, (struct place){ split.unit, target.row }, unit);
}

static void put_target(struct cells *cells, struct place target,
		       const struct tree_usual *usual)
{
	struct bytes text = BYTES_INIT;
	size_t gap;

	document_target_print(cells->doc, target, usual, &text, &gap);
	if (gap == CHOICE_NO_GAP)
		put(cells, target, text.data);
	put_parts(cells, target, usual->relation, usual->unit);
	bytes_release(&text);
}

size_t document_choose(struct document *doc, struct place p,
		       const struct choice *choice, bool along)
{
	struct cells cells = { .doc = doc };
	struct place target = document_target_place(doc, p);

	if (choice->gap == CHOICE_NO_GAP)
		put(&cells, p, choice->text);
	if (choices_field(doc, p)->kind == FIELD_TARGET)
		put_parts(&cells, p, choice->relation, choice->unit);
	else
		put_levels(&cells, p, choice->node);
	if (along && choice->usual && target.field >= 0)
		put_target(&cells, target, choice->usual);
	if (cells.n > 0)
		document_set_all(doc, cells.items, cells.n);
	return cells.n;
}
