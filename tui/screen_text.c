#include <config.h>
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"

/* One long text over the whole screen. */
struct text_screen {
	struct screen screen;
	size_t first; /* line shown at the top */
	int w_cols;   /* of the last drawing's text */
	/* that text, as it was wrapped: pages are turned without doing it
	   anew */
	struct bytes text;
	struct text_lines lines;
	int lines_width;
	size_t n_chars;
};

static void text_free(struct screen *s)
{
	struct text_screen *t = (struct text_screen *)s;

	bytes_release(&t->text);
	text_lines_release(&t->lines);
	free(s);
}

static size_t last_first(const struct text_screen *t)
{
	size_t page = (size_t)t->screen.page;

	return t->lines.n > page ? t->lines.n - page : 0;
}

static void clamp(struct text_screen *t)
{
	if (t->first > last_first(t))
		t->first = last_first(t);
}

/* The text as wrapped for this drawing's width. */
static void wrap(struct text_screen *t, const struct document *doc)
{
	const char *text = record_get(&doc->record, t->screen.focus);
	size_t n = strlen(text);
	int width = t->w_cols < 2 ? 2 : t->w_cols;

	if (t->lines_width == width && t->text.len == n &&
	    !memcmp(t->text.data, text, n))
		return;
	bytes_set(&t->text, text, n);
	text_lines_wrap(&t->lines, text, n, width);
	t->lines_width = width;
	t->n_chars = text_count(text, n);
}

/* While it is edited the line of the editor tells more. */
static void draw_head(const struct text_screen *t, struct view *v)
{
	const struct area a = v->area;
	size_t end = t->first + (size_t)t->screen.page, n = t->lines.n;
	struct bytes head = BYTES_INIT;
	int x = a.x + MARKS_COLS;

	x += canvas_put_str(
		v->canvas, a.y, x, a.width - MARKS_COLS, ROLE_LABEL,
		say_field(&t->screen.def->fields[t->screen.focus.field]));
	if (v->editor)
		return;
	bytes_printf(&head, _("%zu 字"), t->n_chars);
	if (last_first(t) > 0)
		bytes_printf(&head, _("  第 %zu-%zu 行，共 %zu 行"),
			     t->first + 1, end < n ? end : n, n);
	/* which lines these are comes first where there is little room */
	if (text_cols(head.data, head.len) > a.x + a.width - 3 - x &&
	    last_first(t) > 0) {
		bytes_clear(&head);
		bytes_printf(&head, "%zu-%zu/%zu", t->first + 1,
			     end < n ? end : n, n);
	}
	canvas_put_right(v->canvas, a.y, x + 2, a.x + a.width - 3 - x, ROLE_DIM,
			 head.data);
	bytes_release(&head);
}

/* Reading goes on where writing was. */
static void draw_edited(struct text_screen *t, struct view *v, struct area body)
{
	draw_head(t, v);
	view_cell(v, &t->screen, t->screen.focus, body, CELL_WRAPPED, 0);
	t->first = v->editor->scroll;
}

static void text_draw(struct screen *s, struct view *v)
{
	struct text_screen *t = (struct text_screen *)s;
	const struct area a = v->area;
	struct area body = { a.y + 1, a.x, a.height - 1, a.width - 1 };

	s->page = body.height > 0 ? body.height : 1;
	t->w_cols = body.width - MARKS_COLS;
	if (v->editor) {
		draw_edited(t, v, body);
	} else {
		wrap(t, v->doc);
		t->first = screen_first_line(s, t->text.data, t->w_cols,
					     s->page, t->first);
		clamp(t);
		draw_head(t, v);
		v->lines = &t->lines;
		view_cell(v, s, s->focus, body, CELL_WRAPPED, t->first);
		v->lines = NULL;
	}
	v->is_cut = false;
}

static void text_move(struct screen *s, const struct document *doc,
		      enum action action)
{
	struct text_screen *t = (struct text_screen *)s;
	size_t page = (size_t)s->page;

	(void)doc;
	if (action == ACTION_UP && t->first > 0)
		t->first--;
	else if (action == ACTION_DOWN && t->first < last_first(t))
		t->first++;
	else if (action == ACTION_PAGE_UP)
		t->first -= t->first < page ? t->first : page;
	else if (action == ACTION_PAGE_DOWN)
		t->first += page;
	else if (action == ACTION_ROW_START || action == ACTION_FIRST)
		t->first = 0;
	else if (action == ACTION_ROW_END || action == ACTION_LAST)
		t->first = last_first(t);
	clamp(t);
}

static struct place text_step(const struct screen *s,
			      const struct document *doc, struct place from,
			      bool backwards)
{
	(void)doc, (void)backwards;
	return from.field < 0 ? s->focus : PLACE_NONE;
}

static void text_enter(const struct screen *s, struct field_editor *e)
{
	const struct text_screen *t = (const struct text_screen *)s;

	if (last_first(t) > 0)
		field_editor_go_line(e, t->w_cols, t->first);
}

static const struct screen_kind text_kind = {
	.place = ON_FORM,
	.free = text_free,
	.draw = text_draw,
	.move = text_move,
	.step = text_step,
	.enter = text_enter,
};

struct screen *screen_text_new(const struct definition *def, int field)
{
	struct text_screen *t = memory_alloc(sizeof *t);

	t->screen = (struct screen){
		.kind = &text_kind,
		.def = def,
		.index = def->fields[field].screen,
		.table = -1,
		.focus = { .field = field, .row = -1 },
		.page = 1,
	};
	bytes_init(&t->text);
	return &t->screen;
}
