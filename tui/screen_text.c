#include <config.h>
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"

/* One long text over the whole screen. */
struct text_screen {
	struct screen screen;
	size_t first;	/* line shown at the top */
	size_t n_lines; /* of the last drawing */
	int w_cols;	/* of its text */
};

static void text_free(struct screen *s)
{
	free(s);
}

static size_t last_first(const struct text_screen *t)
{
	size_t page = (size_t)t->screen.page;

	return t->n_lines > page ? t->n_lines - page : 0;
}

static void text_draw(struct screen *s, struct view *v)
{
	struct text_screen *t = (struct text_screen *)s;
	const struct area a = v->area;
	const char *text = record_get(&v->doc->record, s->focus);
	size_t n = strlen(text);
	struct bytes head = BYTES_INIT;
	struct area body = { a.y + 1, a.x, a.height - 1, a.width - 1 };

	if (v->editor) {
		text = v->editor->text.data;
		n = v->editor->text.len;
	}
	s->page = body.height > 0 ? body.height : 1;
	t->w_cols = body.width - MARKS_COLS;
	canvas_put_str(v->canvas, a.y, a.x + MARKS_COLS, a.width, ROLE_LABEL,
		       say_field(&s->def->fields[s->focus.field]));
	t->n_lines = view_cell(v, s, s->focus, body, CELL_WRAPPED, t->first);
	if (!v->editor && t->first > last_first(t)) {
		t->first = last_first(t);
		text_draw(s, v);
		return;
	}
	bytes_printf(&head, _("%zu 字"), text_count(text, n));
	if (!v->editor && last_first(t) > 0)
		bytes_printf(&head, "  %zu-%zu/%zu", t->first + 1,
			     t->first + (size_t)s->page, t->n_lines);
	canvas_put_right(v->canvas, a.y, a.x + a.width / 2,
			 a.width - a.width / 2 - 1, ROLE_DIM, head.data);
	bytes_release(&head);
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
	if (t->first > last_first(t))
		t->first = last_first(t);
}

static struct place text_step(const struct screen *s,
			      const struct document *doc, struct place from,
			      bool backwards)
{
	(void)doc, (void)backwards;
	return from.field < 0 ? s->focus : PLACE_NONE;
}

static void text_reveal(struct screen *s, const struct document *doc, size_t at)
{
	struct text_screen *t = (struct text_screen *)s;
	const char *text = record_get(&doc->record, s->focus);
	struct text_lines lines = { 0 };
	size_t page = (size_t)s->page;

	text_lines_wrap(&lines, text, strlen(text),
			t->w_cols < 2 ? 2 : t->w_cols);
	size_t line = text_lines_find(&lines, at);
	t->n_lines = lines.n;
	if (line < t->first || line >= t->first + page)
		t->first = line > page / 3 ? line - page / 3 : 0;
	text_lines_release(&lines);
}

static const struct screen_kind text_kind = {
	.place = ON_FORM,
	.free = text_free,
	.draw = text_draw,
	.move = text_move,
	.step = text_step,
	.reveal = text_reveal,
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
	return &t->screen;
}
