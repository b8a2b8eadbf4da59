/* Numbers that stand beside each other on paper, under captions and behind a
   label: a line for each row of them. */
#include <config.h>
#include "tui/screen_boxes_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"

enum { NUMBER_LEAST = 10, NUMBER_MOST = 18 };

/* ---- which cells it has ---- */

bool boxes_is_grid_row(const struct definition *def, const int *fields,
		       size_t n)
{
	int label = definition_label_column(def, fields[0]);

	if (n < 2 || !definition_is_beside(def, fields[0]))
		return false;
	for (size_t i = 1; i < n; i++)
		if (definition_label_column(def, fields[i]) != label ||
		    (!definition_is_beside(def, fields[i]) &&
		     def->fields[fields[i]].kind != FIELD_TEXT))
			return false;
	return true;
}

bool boxes_is_row_of(const struct definition *def, const struct block *block,
		     const int *fields, size_t n)
{
	return boxes_is_grid_row(def, fields, n) &&
	       definition_label_column(def, fields[0]) ==
		       definition_label_column(def, block->first) &&
	       definition_heading(def, fields[0]) ==
		       definition_heading(def, block->first);
}

/* The column of the block that stands there on paper, a new one if need be. */
static struct column *grid_column(struct block *block, int layout_col)
{
	size_t at = 0;

	while (at < block->n && block->columns[at].label_col < layout_col)
		at++;
	if (at < block->n && block->columns[at].label_col == layout_col)
		return &block->columns[at];
	MEMORY_MORE(block->columns, block->n, block->cap);
	memmove(&block->columns[at + 1], &block->columns[at],
		(block->n - at) * sizeof *block->columns);
	block->n++;
	block->columns[at] = (struct column){ .label_col = layout_col };
	return &block->columns[at];
}

static void column_fill(struct column *column, size_t n, int field)
{
	while (column->n < n) {
		MEMORY_ADD(column->fields, column->n, column->cap) = field;
	}
}

void boxes_add_grid_row(const struct definition *def, struct block *block,
			const int *fields, size_t n)
{
	size_t row = block->n > 0 ? block->columns[0].n : 0;

	for (size_t i = 0; i < n; i++) {
		struct column *column =
			grid_column(block, def->fields[fields[i]].layout_col);

		column_fill(column, row, -1);
		column_fill(column, row + 1, fields[i]);
	}
	for (size_t c = 0; c < block->n; c++)
		column_fill(&block->columns[c], row + 1, -1);
}

/* ---- its words ---- */

/* The first field of that row. */
static int some_field(const struct block *block, size_t row)
{
	for (size_t c = 0; c < block->n; c++)
		if (block->columns[c].fields[row] >= 0)
			return block->columns[c].fields[row];
	return block->first;
}

static int first_field(const struct column *column)
{
	size_t k = 0;

	while (column->fields[k] < 0)
		k++;
	return column->fields[k];
}

static const char *row_label(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];
	const struct layout_cell *cell =
		&def->layout[f->layout_row]
			 .cells[definition_label_column(def, field)];

	return cell->kind == LAYOUT_LABEL ? say_label(def, cell->labels[0])
					  : say_field(f);
}

static const char *section_label(const struct definition *def, int field)
{
	const char *heading = definition_heading(def, field);

	return heading ? say_label(def, heading) : "";
}

/* 前年, as long as there is none that 2019年 could be made of. */
static const char *blank_name(const struct record *record,
			      const struct layout_cell *cell)
{
	struct place first = { cell->fields[0], -1 };

	return !*cell->literals[0] && !*record_get(record, first)
		       ? say_field(&record->def->fields[first.field])
		       : NULL;
}

static void add_template(struct bytes *out, const struct record *record,
			 int row, int column)
{
	const struct layout_cell *cell =
		&record->def->layout[row].cells[column];
	const char *name = blank_name(record, cell);
	struct bytes text = BYTES_INIT;

	bytes_add_str(out, name ? name
				: layout_text(record, row, column, -1, &text));
	bytes_release(&text);
}

/* A label has the unit of money in it, as on paper; a template has none. */
static void print_caption(const struct boxes *b, const struct document *doc,
			  int field, struct bytes *out)
{
	const struct definition *def = b->screen.def;
	const struct field *f = &def->fields[field];
	int row, column;
	const struct layout_cell *cell =
		definition_caption(def, field, &row, &column);

	if (!cell)
		return;
	if (cell->kind == LAYOUT_LABEL) {
		bytes_add_str(out, say_label(def, cell->labels[0]));
		return;
	}
	add_template(out, &doc->record, row, column);
	if (f->kind == FIELD_MONEY)
		bytes_printf(out, _("(%s)"), say_unit(f));
}

/* Without its unit where that has no room; its columns. */
static int fit_caption(struct bytes *caption, int w_cols)
{
	const char *unit = strrchr(caption->data, '(');
	size_t n = unit ? (size_t)(unit - caption->data) : 0;

	while (n > 0 && caption->data[n - 1] == ' ')
		n--;
	if (n > 0 && text_cols(caption->data, caption->len) > w_cols)
		bytes_splice(caption, n, caption->len - n, "", 0);
	return text_cols(caption->data, caption->len);
}

/* ---- where it stands ---- */

static int widest_label(const struct definition *def, const struct block *block)
{
	const char *section = section_label(def, block->first);
	int widest = text_cols(section, strlen(section)) - 1;

	for (size_t k = 0; k < block->columns[0].n; k++) {
		const char *label = row_label(def, some_field(block, k));
		int cols = text_cols(label, strlen(label));

		widest = cols > widest ? cols : widest;
	}
	return widest;
}

static bool captions_fit(const struct boxes *b, const struct document *doc,
			 const struct block *block, int w)
{
	bool fit = w >= NUMBER_LEAST;

	for (size_t c = 0; fit && c < block->n; c++) {
		struct bytes caption = BYTES_INIT;

		print_caption(b, doc, first_field(&block->columns[c]),
			      &caption);
		fit = fit_caption(&caption, w - MARKS_COLS) <= w - MARKS_COLS;
		bytes_release(&caption);
	}
	return fit;
}

/* A line for each cell, in reading order. */
static int place_list(struct boxes *b, const struct document *doc,
		      const struct block *block, int width, int y)
{
	struct area area = { .y = y, .width = width, .height = 1 };

	for (size_t k = 0; k < block->columns[0].n; k++)
		for (size_t c = 0; c < block->n; c++) {
			const struct column *column = &block->columns[c];

			if (column->fields[k] >= 0)
				area.y += boxes_place_field(b, doc, column,
							    column->fields[k],
							    area);
		}
	return area.y;
}

static void place_row(struct boxes *b, const struct block *block, size_t row,
		      struct area front, int w)
{
	boxes_add_item(b, ITEM_LABEL, block->columns, some_field(block, row),
		       front);
	for (size_t c = 0; c < block->n; c++) {
		const struct column *column = &block->columns[c];
		struct area cell = { .y = front.y,
				     .x = front.width + (int)c * w,
				     .width = w,
				     .height = 1 };

		if (column->fields[row] >= 0)
			boxes_add_item(b, ITEM_NUMBER, column,
				       column->fields[row], cell);
	}
}

int boxes_place_grid(struct boxes *b, const struct document *doc,
		     const struct block *block, int width, int y)
{
	int w_label = 2 + widest_label(b->screen.def, block);
	int w = (width - w_label - 1) / (int)block->n;
	struct area front = { .y = y + (y > 0), .height = 1, .width = w_label };

	w = w < NUMBER_MOST ? w : NUMBER_MOST;
	if (!captions_fit(b, doc, block, w))
		return place_list(b, doc, block, width, y);
	boxes_add_item(b, ITEM_SECTION, block->columns, block->first, front);
	for (size_t c = 0; c < block->n; c++)
		boxes_add_item(b, ITEM_CAPTION, &block->columns[c],
			       first_field(&block->columns[c]),
			       (struct area){ .y = front.y,
					      .x = w_label + (int)c * w,
					      .width = w,
					      .height = 1 });
	for (size_t k = 0; k < block->columns[0].n; k++) {
		front.y++;
		place_row(b, block, k, front, w);
	}
	return front.y + 1;
}

/* ---- drawing it ---- */

static void draw_cell(const struct boxes *b, struct view *v,
		      const struct item *item)
{
	const struct field *f = &b->screen.def->fields[item->place.field];

	click_add(v->canvas, (struct click){ .kind = CLICK_CELL,
					     .field = item->place.field,
					     .row = item->place.row,
					     .area = item->area });
	view_cell(v, &b->screen, item->place, item->area,
		  field_is_number(f) ? CELL_RIGHT : CELL_LEFT, 0);
}

static void draw_caption(const struct boxes *b, struct view *v,
			 const struct item *item)
{
	const struct field *f = &b->screen.def->fields[item->place.field];
	const struct area a = item->area;
	int x = a.x + MARKS_COLS, w = a.width - MARKS_COLS;
	struct bytes caption = BYTES_INIT;

	print_caption(b, v->doc, item->place.field, &caption);
	fit_caption(&caption, w);
	if (field_is_number(f))
		canvas_put_right(v->canvas, a.y, x, w, ROLE_DIM, caption.data);
	else
		canvas_put_str(v->canvas, a.y, x, w, ROLE_DIM, caption.data);
	bytes_release(&caption);
}

void boxes_draw_grid_item(const struct boxes *b, struct view *v,
			  const struct item *item)
{
	const struct definition *def = b->screen.def;
	const struct area a = item->area;

	if (item->kind == ITEM_NUMBER)
		draw_cell(b, v, item);
	else if (item->kind == ITEM_CAPTION)
		draw_caption(b, v, item);
	else if (item->kind == ITEM_LABEL)
		canvas_put_str(v->canvas, a.y, a.x + 2, a.width - 2, ROLE_LABEL,
			       row_label(def, item->place.field));
	else
		canvas_put_str(v->canvas, a.y, a.x + 1, a.width - 1,
			       ROLE_HEADING,
			       section_label(def, item->place.field));
}
