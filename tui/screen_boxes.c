/* The screen of single cells: the whole, and moving in it. */
#include <config.h>
#include "tui/screen_boxes_private.h"

#include <stdlib.h>

static void boxes_free(struct screen *s)
{
	struct boxes *b = (struct boxes *)s;

	for (size_t i = 0; i < b->n_blocks; i++) {
		for (size_t c = 0; c < b->blocks[i].n; c++)
			free(b->blocks[i].columns[c].fields);
		free(b->blocks[i].columns);
	}
	free(b->blocks);
	free(b->items);
	free(b);
}

static const struct item *item_at(const struct boxes *b, struct place p)
{
	for (size_t i = 0; i < b->n; i++)
		if (item_is_cell(&b->items[i]) &&
		    place_equal(b->items[i].place, p))
			return &b->items[i];
	return NULL;
}

static void scroll(struct boxes *b, int page)
{
	const struct item *item = item_at(b, b->screen.focus);
	int last = b->height > page ? b->height - page : 0;

	b->top = b->top > last ? last : b->top;
	if (!item)
		return;
	int end = item->area.y + item->area.height;
	if (end > b->top + page)
		b->top = end - page;
	if (item->area.y < b->top)
		b->top = item->area.y;
	/* The heading over the first field comes into view with it, if the
	   focus stays there. */
	if (b->top == 1 && end <= page)
		b->top = 0;
}

static void boxes_draw(struct screen *s, struct view *v)
{
	struct boxes *b = (struct boxes *)s;
	const struct area a = v->area;

	boxes_place(b, v->doc, a.width);
	s->page = a.height > 0 ? a.height : 1;
	scroll(b, s->page);
	for (size_t i = 0; i < b->n; i++) {
		struct item item = b->items[i];
		item.area.y += a.y - b->top;
		item.area.x += a.x;
		int below = a.y + a.height - item.area.y;
		if (item.area.y < a.y || below < 1)
			continue;
		if (item.area.height > below)
			item.area.height = below;
		boxes_draw_item(b, v, &item);
	}
}

/* Moving. */

/* The field nearest to `from` at `dy` lines or more from it (in that
   direction), in its own column if there is one. */
static const struct item *item_away(const struct boxes *b,
				    const struct item *from, int dy)
{
	const struct item *best = NULL;
	int best_distance = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *item = &b->items[i];
		int d = item->area.y - from->area.y;
		if (!item_is_cell(item) || (dy < 0 ? d > dy : d < dy))
			continue;
		int distance = 2 * abs(d - dy) + (item->area.x != from->area.x);
		if (!best || distance < best_distance) {
			best = item;
			best_distance = distance;
		}
	}
	return best;
}

static const struct item *first_field(const struct boxes *b)
{
	const struct item *item = b->items;

	while (!item_is_cell(item))
		item++;
	return item;
}

static const struct item *last_field(const struct boxes *b)
{
	const struct item *item = &b->items[b->n - 1];

	while (!item_is_cell(item))
		item--;
	return item;
}

static const struct item *item_beside(const struct boxes *b,
				      const struct item *from, enum action to)
{
	const struct item *found = NULL;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *item = &b->items[i];
		if (!item_is_cell(item) || item->area.y != from->area.y)
			continue;
		bool before = item->area.x < from->area.x;
		bool behind = item->area.x > from->area.x;
		if ((to == ACTION_LEFT && before) ||
		    (to == ACTION_ROW_END && (behind || !found)) ||
		    (to == ACTION_RIGHT && behind && !found) ||
		    (to == ACTION_ROW_START && !found))
			found = item;
	}
	return found;
}

static void boxes_move(struct screen *s, const struct document *doc,
		       enum action action)
{
	struct boxes *b = (struct boxes *)s;

	if (b->n == 0)
		boxes_place(b, doc, BOXES_WIDE_COLS);
	const struct item *from = item_at(b, s->focus), *to = NULL;
	if (!from)
		return;
	if (action == ACTION_UP)
		to = item_away(b, from, -1);
	else if (action == ACTION_DOWN)
		to = item_away(b, from, 1);
	else if (action == ACTION_PAGE_UP) {
		to = item_away(b, from, -s->page);
		to = to ? to : first_field(b);
	} else if (action == ACTION_PAGE_DOWN) {
		to = item_away(b, from, s->page);
		to = to ? to : last_field(b);
	} else {
		to = item_beside(b, from, action);
	}
	if (to)
		s->focus = to->place;
}

/* Reading order is the printed table's: row by row. */
static struct place boxes_step(const struct screen *s,
			       const struct document *doc, struct place from,
			       bool backwards)
{
	const struct boxes *b = (const struct boxes *)s;
	struct place before = PLACE_NONE;
	bool take = from.field < 0;

	(void)doc;
	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *block = &b->blocks[i];
		for (size_t k = 0, more = 1; more; k++) {
			more = 0;
			for (size_t c = 0; c < block->n; c++) {
				const struct column *col = &block->columns[c];
				more |= k + 1 < col->n;
				if (k >= col->n || col->fields[k] < 0)
					continue;
				struct place p = { col->fields[k], -1 };
				if (take && !backwards)
					return p;
				if (place_equal(p, from)) {
					if (backwards)
						return before;
					take = true;
				}
				before = p;
			}
		}
	}
	return backwards && from.field < 0 ? before : PLACE_NONE;
}

static size_t longest_column(const struct block *block)
{
	size_t most = 0;

	for (size_t c = 0; c < block->n; c++)
		most = block->columns[c].n > most ? block->columns[c].n : most;
	return most;
}

/* Numbers that have no room beside each other have a line each. */
static bool is_in_lines(const struct boxes *b, const struct block *block)
{
	const struct item *item =
		item_at(b, (struct place){ block->first, -1 });

	return block->is_grid && item && item->kind == ITEM_FIELD;
}

/* The block's i-th field down its columns, or along its rows; -1: a gap. */
static int field_of(const struct block *block, size_t i, bool along_rows)
{
	size_t rows = longest_column(block);
	size_t row = along_rows ? i / block->n : i % rows;
	const struct column *column =
		&block->columns[along_rows ? i % block->n : i / rows];

	return row < column->n ? column->fields[row] : -1;
}

/* Down a column and then down the next, so that Enter alone leaves no cell
   out. */
static struct place boxes_below(const struct screen *s, struct place from)
{
	const struct boxes *b = (const struct boxes *)s;
	bool take = false;

	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *block = &b->blocks[i];
		bool along_rows = is_in_lines(b, block);
		size_t n = block->n * longest_column(block);

		for (size_t k = 0; k < n; k++) {
			struct place p = { field_of(block, k, along_rows), -1 };

			if (p.field < 0)
				continue;
			if (take)
				return p;
			take = place_equal(p, from);
		}
	}
	return PLACE_NONE;
}

static const struct screen_kind boxes_kind = {
	.place = ON_FORM,
	.free = boxes_free,
	.draw = boxes_draw,
	.move = boxes_move,
	.step = boxes_step,
	.below = boxes_below,
};

struct screen *screen_boxes_new(const struct definition *def, int index)
{
	struct boxes *b = memory_alloc(sizeof *b);

	b->screen = (struct screen){
		.kind = &boxes_kind,
		.def = def,
		.index = index,
		.table = -1,
		.page = 1,
	};
	boxes_build(b);
	b->screen.focus = boxes_step(&b->screen, NULL, PLACE_NONE, false);
	return &b->screen;
}
