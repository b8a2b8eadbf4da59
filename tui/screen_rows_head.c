/* The headings over the list's columns. */
#include <config.h>
#include "tui/screen_rows_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"

enum { ROOMY = 12 }; /* from here on a heading may take two lines */

static bool has_more_right(const struct rows *r)
{
	return r->n_listed > 0 && r->listed[r->n_listed - 1].w == 0;
}

/* Behind the last column in view stands the sign that there are more. */
static bool is_before_sign(const struct rows *r, const struct listed *c)
{
	return has_more_right(r) && c[1].w == 0;
}

static int name_cols(const struct rows *r, const struct listed *c)
{
	return c->w - is_before_sign(r, c);
}

int rows_head_lines(const struct rows *r, int height)
{
	for (size_t i = 0; i < r->n_listed && height >= ROOMY; i++) {
		const struct listed *c = &r->listed[i];
		const char *name = say_field(&r->screen.def->fields[c->field]);

		if (c->w > 0 && text_cols(name, strlen(name)) > name_cols(r, c))
			return 2;
	}
	return 1;
}

/* In one line, or broken in two as even as can be; false: it is wider. */
static bool fit(struct bytes *text, int w_cols, int n_lines)
{
	int cols = text_cols(text->data, text->len), w = (cols + 1) / 2;
	struct text_lines lines = { 0 };
	bool fits = cols <= w_cols;

	for (w = w < 2 ? 2 : w; !fits && n_lines > 1 && w <= w_cols; w++) {
		text_lines_wrap(&lines, text->data, text->len, w);
		fits = lines.n == 2;
		if (fits)
			bytes_splice(text, lines.items[1].start, 0, "\n", 1);
	}
	text_lines_release(&lines);
	return fits;
}

/* Its unit goes first where there is no room. */
static void draw_name(const struct rows *r, struct view *v,
		      const struct listed *c)
{
	const struct field *f = &r->screen.def->fields[c->field];
	int w = name_cols(r, c), y = v->area.y + r->head_lines - 1;
	int (*put)(struct canvas *, int, int, int, enum role, const char *) =
		field_is_number(f) ? canvas_put_right : canvas_put_str;
	struct bytes name = BYTES_INIT;

	rows_print_heading(&name, f);
	if (!fit(&name, w, r->head_lines)) {
		bytes_set_str(&name, say_field(f));
		fit(&name, w, r->head_lines);
	}
	char *next = strchr(name.data, '\n'), *line = name.data;
	if (next) {
		*next = '\0';
		put(v->canvas, y - 1, c->x + MARKS_COLS, w, ROLE_HEADING, line);
		line = next + 1;
	}
	put(v->canvas, y, c->x + MARKS_COLS, w, ROLE_HEADING, line);
	bytes_release(&name);
}

/* A finding about a column as a whole, or a table without rows, stands at its
   heading; so then does the focus. */
static void draw_column_head(const struct rows *r, struct view *v,
			     const struct listed *c)
{
	struct place p = { c->field, -1 };
	struct finding finding;
	int y = v->area.y + r->head_lines - 1;

	draw_name(r, v, c);
	if (v->doc->check && check_worst_at(v->doc->check, p, &finding))
		canvas_put_str(v->canvas, y, c->x + 1, 1,
			       view_severity_role(finding.rule->severity),
			       glyph_mark(v->canvas, finding.rule->severity));
	else if (view_is_remarked(v, p))
		canvas_put_str(v->canvas, y, c->x + 1, 1, ROLE_HINT,
			       MARK_REMARK);
	if (place_equal(p, r->screen.focus)) {
		canvas_put_str(v->canvas, y, c->x, 1, ROLE_TEXT, ">");
		canvas_cursor(v->canvas, y, c->x + MARKS_COLS);
	}
}

void rows_draw_head(const struct rows *r, struct view *v)
{
	const struct area a = v->area;
	int y = a.y + r->head_lines - 1;

	for (size_t i = 0; i < r->n_listed; i++)
		if (r->listed[i].w > 0)
			draw_column_head(r, v, &r->listed[i]);
	if (r->shares)
		canvas_put_str(v->canvas, y,
			       a.x + a.width - ROWS_SHARE_COLS + 1,
			       ROWS_SHARE_COLS, ROLE_DIM, _("占比"));
	/* there is more to the left, to the right */
	if (r->first > 0)
		canvas_put_str(v->canvas, y, a.x, 1, ROLE_KEY, "<");
	if (has_more_right(r))
		canvas_put_str(v->canvas, y, a.x + a.width - 1, 1, ROLE_KEY,
			       ">");
}
