/* The screen of a table: the whole, and moving in it. */
#include <config.h>
#include "tui/screen_rows_private.h"

#include <stdlib.h>

static void rows_free(struct screen *s)
{
	struct rows *r = (struct rows *)s;

	free(r->listed);
	free(r);
}

static void rows_draw(struct screen *s, struct view *v)
{
	struct rows *r = (struct rows *)s;
	const struct area a = v->area;

	rows_place_list(r, v);
	int pane = rows_pane_height(r, v,
				    record_n_rows(&v->doc->record, s->table));

	v->area.height = a.height - pane;
	rows_draw_list(r, v);
	if (pane > 0)
		rows_draw_pane(r, v,
			       (struct area){ a.y + a.height - pane, a.x, pane,
					      a.width });
	if (!rows_is_long(r, s->focus.field))
		v->n_more = pane;
	v->area = a;
}

/* Moving. */

/* The columns as they stand on screen: the list's, then the long texts. */
static int shown_column(const struct rows *r, int at)
{
	const struct table_def *table = rows_table(r);

	if ((size_t)at < r->n_listed)
		return r->listed[at].field;
	at -= (int)r->n_listed;
	for (int i = 0; i < table->n_columns; i++)
		if (rows_is_long(r, table->columns[i]) && at-- == 0)
			return table->columns[i];
	return table->columns[0];
}

static int shown_index(const struct rows *r, int field)
{
	int n = rows_table(r)->n_columns;

	for (int i = 0; i < n; i++)
		if (shown_column(r, i) == field)
			return i;
	return 0;
}

/* Up and down among the long texts, and from the first of them back to the
   list; false: by rows. */
static bool move_in_pane(struct rows *r, enum action action)
{
	int at = shown_index(r, r->screen.focus.field),
	    n = rows_table(r)->n_columns;
	size_t page = (size_t)(r->read_height > 1 ? r->read_height - 1 : 1);

	if ((size_t)at < r->n_listed)
		return false;
	if (action == ACTION_PAGE_UP && r->read_first > 0)
		r->read_first -= r->read_first < page ? r->read_first : page;
	else if (action == ACTION_PAGE_DOWN &&
		 r->read_first + (size_t)r->read_height < r->read_lines)
		r->read_first += page;
	else if (action == ACTION_UP && at > 0)
		r->screen.focus.field = shown_column(r, at - 1);
	else if (action == ACTION_DOWN && at + 1 < n)
		r->screen.focus.field = shown_column(r, at + 1);
	else
		return action == ACTION_DOWN;
	return true;
}

static void rows_move(struct screen *s, const struct document *doc,
		      enum action action)
{
	struct rows *r = (struct rows *)s;
	long n = (long)record_n_rows(&doc->record, s->table);
	int column = shown_index(r, s->focus.field);
	int n_columns = rows_table(r)->n_columns;
	long row = s->focus.row;

	if (move_in_pane(r, action))
		return;
	if (action == ACTION_UP && row > 0)
		row--;
	else if (action == ACTION_DOWN)
		row++;
	else if (action == ACTION_PAGE_UP)
		row = row > s->page ? row - s->page : row > 0 ? 0 : row;
	else if (action == ACTION_PAGE_DOWN)
		row += s->page;
	else if (action == ACTION_LEFT && column > 0)
		column--;
	else if (action == ACTION_RIGHT && column + 1 < n_columns)
		column++;
	else if (action == ACTION_ROW_START)
		column = 0;
	else if (action == ACTION_ROW_END)
		column = n_columns - 1;
	s->focus.field = shown_column(r, column);
	s->focus.row = row < n ? row : n - 1;
}

static void rows_enter(const struct screen *s, struct field_editor *e)
{
	const struct rows *r = (const struct rows *)s;

	if (place_equal(r->read, s->focus) &&
	    r->read_lines > (size_t)r->read_height)
		field_editor_go_line(e, r->read_cols, r->read_first);
}

/* In the order on screen: the list's columns, then the long texts. */
static struct place rows_step(const struct screen *s,
			      const struct document *doc, struct place from,
			      bool backwards)
{
	const struct rows *r = (const struct rows *)s;
	long n = (long)record_n_rows(&doc->record, s->table);
	int last = rows_table(r)->n_columns - 1, at;

	if (n == 0)
		return from.field < 0 ? (struct place){ shown_column(r, 0), -1 }
				      : PLACE_NONE;
	if (from.field < 0)
		return backwards
			       ? (struct place){ shown_column(r, last), n - 1 }
			       : (struct place){ shown_column(r, 0), 0 };
	at = shown_index(r, from.field) + (backwards ? -1 : 1);
	if (at < 0) {
		at = last;
		from.row--;
	} else if (at > last) {
		at = 0;
		from.row++;
	}
	if (from.row < 0 || from.row >= n)
		return PLACE_NONE;
	return (struct place){ shown_column(r, at), from.row };
}

static int rows_column(const struct screen *s, int field)
{
	return shown_index((const struct rows *)s, field);
}

static const struct screen_kind rows_kind = {
	.place = ON_ROWS,
	.free = rows_free,
	.draw = rows_draw,
	.move = rows_move,
	.step = rows_step,
	.enter = rows_enter,
	.column = rows_column,
};

struct screen *screen_rows_new(const struct definition *def, int table)
{
	const struct table_def *t = &def->tables[table];
	struct rows *r = memory_alloc(sizeof *r);

	r->screen = (struct screen){
		.kind = &rows_kind,
		.def = def,
		.index = t->screen,
		.table = table,
		.focus = { .field = t->columns[0], .row = 0 },
		.page = 1,
	};
	r->read = PLACE_NONE;
	r->read_cols = 40;
	r->listed = memory_array((size_t)t->n_columns, sizeof *r->listed);
	for (int i = 0; i < t->n_columns; i++) {
		if (rows_is_long(r, t->columns[i])) {
			r->n_longs++;
			continue;
		}
		struct listed *c = &r->listed[r->n_listed++];
		c->field = t->columns[i];
		rows_measure(def, c);
	}
	return &r->screen;
}
