/* Numbers that stand beside each other on paper, under captions and behind a label:
   a line for each row of them. */
#include <config.h>
#include "tui/screen_boxes_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"

enum { NUMBER_LEAST = 11, NUMBER_MOST = 18 };

/* ---- its words ---- */

static const char *row_label(const struct definition *def, int field)
{
	const struct field *f = &def->fields[field];
	const struct layout_cell *cell =
		&def->layout[f->layout_row]
			 .cells[definition_label_column(def, field)];

	return cell->kind == LAYOUT_LABEL ? say_label(def, cell->labels[0])
					  : say_field(f);
}

/* A caption with a year in it is no label that could have the unit of money. */
static void print_caption(const struct boxes *b, const struct document *doc,
			  int field, struct bytes *out)
{
	const struct definition *def = b->screen.def;
	const struct field *f = &def->fields[field];
	struct bytes text = BYTES_INIT;
	int row, column;
	const struct layout_cell *cell =
		definition_caption(def, field, &row, &column);

	if (cell && cell->kind == LAYOUT_LABEL)
		bytes_add_str(out, say_label(def, cell->labels[0]));
	else if (cell)
		bytes_add_str(
			out, layout_text(&doc->record, row, column, -1, &text));
	if (cell && cell->kind == LAYOUT_TEMPLATE && f->kind == FIELD_MONEY)
		bytes_printf(out, "(%s)", say_unit(f));
	bytes_release(&text);
}

/* ---- where it stands ---- */

static int widest_label(const struct definition *def, const struct block *block)
{
	const struct column *first = &block->columns[0];
	const char *section =
		first->heading ? say_label(def, first->heading) : "";
	int widest = text_cols(section, strlen(section)) - 1;

	for (size_t k = 0; k < first->n; k++) {
		const char *label = row_label(def, first->fields[k]);
		int cols = text_cols(label, strlen(label));

		widest = cols > widest ? cols : widest;
	}
	return widest;
}

int boxes_place_grid(struct boxes *b, const struct block *block, int width,
		     int y)
{
	const struct column *columns = block->columns;
	int w_label = 2 + widest_label(b->screen.def, block);
	int w = (width - w_label - 1) / (int)block->n;
	struct area front = { .y = y + (y > 0), .height = 1, .width = w_label };
	struct area number;

	if (w < NUMBER_LEAST)
		return y;
	w = w < NUMBER_MOST ? w : NUMBER_MOST;
	boxes_add_item(b, ITEM_SECTION, columns, columns[0].fields[0], front);
	for (size_t k = 0; k <= columns[0].n; k++, front.y++) {
		number = front;
		number.width = w;
		if (k > 0)
			boxes_add_item(b, ITEM_LABEL, columns,
				       columns[0].fields[k - 1], front);
		for (size_t c = 0; c < block->n; c++) {
			number.x = w_label + (int)c * w;
			boxes_add_item(b, k > 0 ? ITEM_NUMBER : ITEM_CAPTION,
				       &columns[c],
				       columns[c].fields[k > 0 ? k - 1 : 0],
				       number);
		}
	}
	return front.y;
}

/* ---- drawing it ---- */

/* Without its unit where that has no room. */
static void fit_caption(struct bytes *caption, int w_cols)
{
	const char *unit = strrchr(caption->data, '(');
	size_t n = unit ? (size_t)(unit - caption->data) : 0;

	if (n > 0 && text_cols(caption->data, caption->len) > w_cols)
		bytes_splice(caption, n, caption->len - n, "", 0);
}

static void draw_number(const struct boxes *b, struct view *v,
			const struct item *item)
{
	click_add(v->canvas, (struct click){ .kind = CLICK_CELL,
					     .field = item->place.field,
					     .row = item->place.row,
					     .area = item->area });
	view_cell(v, &b->screen, item->place, item->area, CELL_RIGHT, 0);
}

void boxes_draw_grid_item(const struct boxes *b, struct view *v,
			  const struct item *item)
{
	const struct definition *def = b->screen.def;
	const struct area a = item->area;
	struct bytes caption = BYTES_INIT;

	if (item->kind == ITEM_NUMBER) {
		draw_number(b, v, item);
	} else if (item->kind == ITEM_LABEL) {
		canvas_put_str(v->canvas, a.y, a.x + 2, a.width - 2, ROLE_LABEL,
			       row_label(def, item->place.field));
	} else if (item->kind == ITEM_CAPTION) {
		print_caption(b, v->doc, item->place.field, &caption);
		fit_caption(&caption, a.width - MARKS_COLS);
		canvas_put_right(v->canvas, a.y, a.x + MARKS_COLS,
				 a.width - MARKS_COLS, ROLE_DIM, caption.data);
	} else if (item->column->heading) {
		canvas_put_str(v->canvas, a.y, a.x + 1, a.width - 1,
			       ROLE_HEADING,
			       say_label(def, item->column->heading));
	}
	bytes_release(&caption);
}
