/* Where the cells stand, for a width. */
#include <config.h>
#include "tui/screen_boxes_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"

enum {
	MONEY_COLS = 10, /* at least; a longer amount widens its block */
	MONEY_MOST = 22,
	BAR_ROOM = 50,	/* of a column: bars have room beside any label */
	LONG_LINES = 6, /* of a long text; the editor scrolls in them */
};

static bool has_sum(const struct boxes *b, const struct document *doc,
		    const struct column *column)
{
	struct balance balance;
	bool is_left;

	if (!column->heading || column->n < 2)
		return false;
	for (size_t i = 0; i < column->n; i++)
		if (b->screen.def->fields[column->fields[i]].kind !=
		    FIELD_MONEY)
			return false;
	/* Before the rules are there its line is kept free, so that nothing
	   moves when they come. */
	return !doc->check || check_sum_of(doc->check, column->fields,
					   column->n, &balance, &is_left);
}

static int text_lines(const struct document *doc, struct place p, int w_cols)
{
	const char *text = record_get(&doc->record, p);
	struct text_lines lines = { 0 };

	text_lines_wrap(&lines, text, strlen(text), w_cols < 2 ? 2 : w_cols);
	int n = lines.n < LONG_LINES ? (int)lines.n : LONG_LINES;
	text_lines_release(&lines);
	return n;
}

static int widest_label(const struct definition *def, const struct block *block)
{
	int widest = 0;

	for (size_t c = 0; c < block->n; c++) {
		const struct column *column = &block->columns[c];
		const char *heading =
			column->heading ? say_label(def, column->heading) : "";
		int cols = text_cols(heading, strlen(heading));
		/* a heading begins further left and ends before the unit */
		widest = cols - 1 > widest ? cols - 1 : widest;
		for (size_t k = 0; k < column->n; k++) {
			if (column->fields[k] < 0)
				continue;
			const char *label =
				say_field(&def->fields[column->fields[k]]);
			cols = text_cols(label, strlen(label));
			widest = cols > widest ? cols : widest;
		}
	}
	return widest;
}

/* Columns of a column's sum; 0 if it has none. */
static int sum_cols(const struct document *doc, const struct column *column)
{
	struct bytes text = BYTES_INIT;
	struct balance balance;
	bool is_left;
	int cols;

	if (!column->heading || !doc->check ||
	    !check_sum_of(doc->check, column->fields, column->n, &balance,
			  &is_left))
		return 0;
	screen_sum_print(&text,
			 is_left ? &balance.left_sum : &balance.right_sum);
	cols = text_cols(text.data, text.len);
	bytes_release(&text);
	return cols;
}

static int widest_money(const struct document *doc, const struct block *block)
{
	int widest = MONEY_COLS;

	for (size_t c = 0; c < block->n; c++) {
		int sum = sum_cols(doc, &block->columns[c]);

		widest = sum > widest ? sum : widest;
		for (size_t k = 0; k < block->columns[c].n; k++) {
			int field = block->columns[c].fields[k];
			if (field < 0)
				continue;
			const char *text = record_get(
				&doc->record, (struct place){ field, -1 });
			if (doc->def->fields[field].kind != FIELD_MONEY)
				continue;
			int cols = text_cols(text, strlen(text));
			widest = cols > widest ? cols : widest;
		}
	}
	return widest < MONEY_MOST ? widest : MONEY_MOST;
}

static bool has_heading(const struct block *block)
{
	for (size_t c = 0; c < block->n; c++)
		if (block->columns[c].heading)
			return true;
	return false;
}

/* Blocks stand in line with each other. In a narrow column one with a heading
   keeps to itself, so that its sums and bars have room. */
static int label_cols(const struct boxes *b, const struct block *block,
		      int w_cols)
{
	int widest = widest_label(b->screen.def, block);
	bool has_room = w_cols >= BAR_ROOM;

	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *other = &b->blocks[i];
		int cols = widest_label(b->screen.def, other);

		if (block->is_grid != other->is_grid ||
		    has_heading(block) != has_heading(other) ||
		    (has_heading(block) && !has_room))
			continue;
		widest = cols > widest ? cols : widest;
	}
	return widest;
}

static void block_widths(const struct boxes *b, struct block *block,
			 const struct document *doc, int w_cols)
{
	int w_label = label_cols(b, block, w_cols);
	int w_money = widest_money(doc, block);
	int most = w_cols - 1 - MARKS_COLS - MONEY_COLS;

	most = most > 0 ? most : 0;
	for (size_t c = 0; c < block->n; c++) {
		block->columns[c].w_label = w_label < most ? w_label : most;
		block->columns[c].w_money = w_money;
	}
}

void boxes_add_item(struct boxes *b, enum item_kind kind,
		    const struct column *column, int field, struct area area)
{
	MEMORY_ADD(b->items, b->n, b->cap) = (struct item){
		.kind = kind,
		.column = column,
		.place = { .field = field, .row = -1 },
		.area = area,
	};
}

int boxes_place_field(struct boxes *b, const struct document *doc,
		      const struct column *column, int field, struct area area)
{
	struct place p = { .field = field, .row = -1 };
	int w_value = area.width - 3 - column->w_label - MARKS_COLS;

	if (b->screen.def->fields[field].kind == FIELD_LONG)
		area.height = text_lines(doc, p, w_value);
	boxes_add_item(b, ITEM_FIELD, column, field, area);
	return area.height;
}

/* Places columns[0..n) beside each other from line y on; the next line. */
static int place_columns(struct boxes *b, const struct document *doc,
			 const struct column *columns, size_t n, int w_cols,
			 int y)
{
	size_t most = 0;
	bool heading = false, sum = false;
	struct area area = { .y = y, .width = w_cols, .height = 1 };

	for (size_t c = 0; c < n; c++) {
		heading |= columns[c].heading != NULL;
		most = columns[c].n > most ? columns[c].n : most;
	}
	if (heading && area.y > 0)
		area.y++;
	for (size_t c = 0; c < n; c++) {
		area.x = (int)c * w_cols;
		if (columns[c].heading)
			boxes_add_item(b, ITEM_HEADING, &columns[c], -1, area);
	}
	area.y += heading;
	for (size_t k = 0; k < most; k++) {
		int height = 1;
		for (size_t c = 0; c < n; c++) {
			area.x = (int)c * w_cols;
			if (k >= columns[c].n)
				continue;
			int h = boxes_place_field(b, doc, &columns[c],
						  columns[c].fields[k], area);
			height = h > height ? h : height;
		}
		area.y += height;
	}
	for (size_t c = 0; c < n; c++) {
		area.x = (int)c * w_cols;
		if (!has_sum(b, doc, &columns[c]))
			continue;
		boxes_add_item(b, ITEM_SUM, &columns[c], -1, area);
		sum = true;
	}
	return area.y + sum;
}

void boxes_place(struct boxes *b, const struct document *doc, int width)
{
	int y = 0;

	b->n = 0;
	b->width = width;
	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *block = &b->blocks[i];
		size_t step = width >= BOXES_WIDE_COLS && block->n > 1 &&
					      !block->is_grid
				      ? 2
				      : 1;
		block_widths(b, &b->blocks[i], doc, width / (int)step);
		if (block->is_grid) {
			y = boxes_place_grid(b, doc, block, width, y);
			continue;
		}
		for (size_t c = 0; c < block->n; c += step) {
			size_t n = block->n - c < step ? block->n - c : step;
			y = place_columns(b, doc, &block->columns[c], n,
					  width / (int)step, y);
		}
	}
	b->height = y;
}
