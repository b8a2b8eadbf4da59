#include <config.h>
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"
#include "tui/glyph.h"

const char *screen_name(const struct screen *s)
{
	if (s->index < 0)
		return _("问题");
	return say_screen(&s->def->screens[s->index]);
}

bool screen_has(const struct screen *s, struct place p)
{
	if (p.field < 0 || s->index < 0)
		return false;
	const struct field *f = &s->def->fields[p.field];
	return f->screen == s->index && f->table == s->table;
}

void screen_clamp(struct screen *s, const struct document *doc)
{
	if (s->table < 0)
		return;
	long n = (long)record_n_rows(&doc->record, s->table);
	if (s->focus.row >= n)
		s->focus.row = n - 1;
	if (s->selection.anchor.row >= n)
		selection_drop(s);
}

enum role view_severity_role(enum severity severity)
{
	static const enum role roles[SEVERITIES] = {
		[SEVERITY_HINT] = ROLE_HINT,
		[SEVERITY_WARNING] = ROLE_WARNING,
		[SEVERITY_ERROR] = ROLE_ERROR,
	};

	return roles[severity];
}

bool view_is_remarked(const struct view *v, struct place p)
{
	for (size_t i = 0; i < v->n_remarked; i++)
		if (place_equal(v->remarked[i], p))
			return true;
	return false;
}

/* What else there is to a cell, from column x + 1 to the left; with no room for
   it gives way: what is told below begins with it. */
static void draw_other_marks(struct view *v, struct place p, int y, int x,
			     bool has_finding, bool has_focus)
{
	int at = has_finding ? x : x + 1, last = has_focus ? x + 1 : x;

	if (at >= last && view_is_remarked(v, p))
		canvas_put_str(v->canvas, y, at--, 1, ROLE_HINT, MARK_REMARK);
	if (at >= last && record_is_carried(&v->doc->record, p))
		canvas_put_str(v->canvas, y, at, 1, ROLE_HINT, MARK_CARRIED);
}

/* Marks stand left of what they mark: a terminal that draws × two columns wide
   then shifts nothing that matters. */
static void draw_marks(struct view *v, const struct screen *s, struct place p,
		       int y, int x)
{
	bool has_focus = place_equal(p, s->focus);
	bool has_finding;
	struct finding f;

	if (has_focus)
		canvas_put_str(v->canvas, y, x, 1, ROLE_TEXT, ">");
	else if (selection_has(s, p))
		canvas_put_str(v->canvas, y, x, 1, ROLE_SELECTED, "*");
	has_finding = v->doc->check && check_worst_at(v->doc->check, p, &f);
	if (has_finding)
		canvas_put_str(v->canvas, y, x + 1, 1,
			       view_severity_role(f.rule->severity),
			       glyph_mark(v->canvas, f.rule->severity));
	draw_other_marks(v, p, y, x, has_finding, has_focus);
}

/* Marks what of [from, from + len) was found, drawn at (y, x). */
static void mark_hit(struct view *v, const char *text, size_t from, size_t len,
		     int y, int x, int w_cols)
{
	size_t a = v->hit.start > from ? v->hit.start : from;
	size_t b = v->hit.end < from + len ? v->hit.end : from + len;

	if (a >= b)
		return;
	int before = text_cols(text + from, a - from);
	int cols = text_cols(text + a, b - a);
	if (before >= w_cols)
		return;
	canvas_role(v->canvas, y, x + before,
		    cols < w_cols - before ? cols : w_cols - before,
		    ROLE_SELECTED);
	canvas_cursor(v->canvas, y, x + before);
}

/* Draws from line `first` on; the number of all lines. */
static size_t draw_wrapped(struct view *v, const char *text, struct area a,
			   size_t first, bool has_hit)
{
	struct text_lines own = { 0 };
	const struct text_lines *lines = v->lines ? v->lines : &own;
	size_t n;

	if (!v->lines)
		text_lines_wrap(&own, text, strlen(text),
				a.width < 2 ? 2 : a.width);
	n = lines->n;
	for (size_t i = first; i < n && (int)(i - first) < a.height; i++) {
		const struct text_line *l = &lines->items[i];
		int y = a.y + (int)(i - first);

		canvas_put_cut(v->canvas, y, a.x, a.width, ROLE_VALUE,
			       text + l->start, l->len);
		if (has_hit)
			mark_hit(v, text, l->start, l->len, y, a.x, a.width);
	}
	text_lines_release(&own);
	return n;
}

/* Amounts stand point below point, also where a whole one is written without:
   the columns that stay free behind it. */
static int hanging_cols(const struct field *f, const char *text)
{
	size_t whole = strspn(text, "+-0123456789,"), n = strlen(text);
	size_t min = f->decimals_min > 0 ? (size_t)f->decimals_min + 1 : 0;

	if (whole == 0 || whole + strspn(text + whole, ".0123456789") < n)
		return 0;
	return n - whole < min ? (int)(min - (n - whole)) : 0;
}

/* Draws a text of one line; false if it is not all to be seen. */
static bool draw_line(struct view *v, const char *text, struct area a,
		      enum cell_style style, int hanging, bool has_focus,
		      bool has_hit)
{
	int cols = text_cols(text, strlen(text)), x = a.x;
	bool fits = cols <= a.width;

	if (style == CELL_HIDDEN)
		fits = false;
	else if (style == CELL_RIGHT && cols + hanging <= a.width)
		x += a.width - hanging - (cols > 0 ? cols : 1);
	else if (style == CELL_RIGHT && fits)
		x += a.width - cols;
	if (has_focus)
		canvas_cursor(v->canvas, a.y, x);
	if (style == CELL_HIDDEN)
		return false;
	canvas_put_str(v->canvas, a.y, x, a.x + a.width - x, ROLE_VALUE, text);
	if (has_hit)
		mark_hit(v, text, 0, strlen(text), a.y, x, a.x + a.width - x);
	return fits;
}

size_t screen_first_line(struct screen *s, const char *text, int w_cols,
			 int height, size_t first)
{
	struct text_lines lines = { 0 };
	size_t page = height > 0 ? (size_t)height : 1, line;

	if (!s->reveals)
		return first;
	s->reveals = false;
	text_lines_wrap(&lines, text, strlen(text), w_cols < 2 ? 2 : w_cols);
	line = text_lines_find(&lines, s->reveal_at);
	text_lines_release(&lines);
	if (line >= first && line < first + page)
		return first;
	return line > page / 3 ? line - page / 3 : 0;
}

static void draw_editor(struct view *v, struct area a, enum cell_style style)
{
	const struct bytes *typed = &v->editor->text;

	click_add(v->canvas, (struct click){ .kind = CLICK_EDITOR, .area = a });
	field_editor_draw(v->editor, v->canvas, a);
	v->is_cut = style != CELL_WRAPPED &&
		    text_cols(typed->data, typed->len) > a.width;
}

size_t view_cell(struct view *v, const struct screen *s, struct place p,
		 struct area a, enum cell_style style, size_t first)
{
	bool has_focus = place_equal(p, s->focus);
	bool has_hit = place_equal(p, v->hit.place), is_cut;
	const char *text = record_get(&v->doc->record, p);
	size_t n_lines = 1;

	click_add(v->canvas, (struct click){ .kind = CLICK_CELL,
					     .field = p.field,
					     .row = p.row,
					     .area = a });
	draw_marks(v, s, p, a.y, a.x);
	a.x += MARKS_COLS;
	a.width -= MARKS_COLS;
	if (a.width < 1 || a.height < 1)
		return n_lines;
	if (has_focus && v->editor) {
		draw_editor(v, a, style);
		return n_lines;
	}
	if (style == CELL_WRAPPED) {
		if (has_focus)
			canvas_cursor(v->canvas, a.y, a.x);
		n_lines = draw_wrapped(v, text, a, first, has_hit);
		is_cut = n_lines > (size_t)a.height;
	} else {
		is_cut =
			!draw_line(v, text, a, style,
				   hanging_cols(&s->def->fields[p.field], text),
				   has_focus, has_hit);
		if (selection_has(s, p))
			canvas_role(v->canvas, a.y, a.x, a.width,
				    ROLE_SELECTED);
	}
	if (has_focus)
		v->is_cut = is_cut;
	return n_lines;
}

void screen_sum_print(struct bytes *out, const struct value *v)
{
	if (v->kind == VALUE_BLANK)
		bytes_add_str(out, _("空"));
	else if (v->kind == VALUE_NUMBER)
		value_print(out, v);
	else
		bytes_add_str(out, _("读不出"));
}

void screen_difference_print(struct bytes *out, const struct balance *b)
{
	int64_t d;

	if (b->left_sum.kind != VALUE_NUMBER ||
	    b->right_sum.kind != VALUE_NUMBER ||
	    !amount_sub(b->left_sum.number, b->right_sum.number, &d))
		return;
	struct value v = value_number(d < 0 ? -d : d, b->left_sum.money);
	bytes_add_str(out, _("相差"));
	bytes_add_char(out, ' ');
	value_print(out, &v);
}
