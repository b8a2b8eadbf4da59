/* The board: a line a form, a column a rule, how often it is broken. */
#include <config.h>
#include "tui/desk_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/screen.h"

/* A rule's id is written down a column, a part a line: VAL, NO, CMP. */
enum { COLUMN_COLS = 6, ID_LINES = 3 };

const struct paper_rule *desk_board_rule(const struct desk *d)
{
	return d->board_scroll.focus < d->n_rules
		       ? d->rules[d->board_scroll.focus]
		       : NULL;
}

static int name_cols(int width)
{
	int w = width * 3 / 10;

	return w < DESK_LEAST_NAME ? DESK_LEAST_NAME : w;
}

/* A part of the id: its start, and its bytes in *n. */
static const char *part_of(const char *id, int part, size_t *n)
{
	while (part-- > 0) {
		id += strcspn(id, "-");
		id += *id == '-';
	}
	*n = strcspn(id, "-");
	return id;
}

static void draw_head(const struct desk *d, struct canvas *c, int y, int x,
		      size_t column)
{
	const struct paper_rule *rule = d->rules[column];
	bool has_focus = column == d->board_scroll.focus;

	for (int part = 0; part < ID_LINES; part++) {
		size_t n;
		const char *s = part_of(rule->id, part, &n);

		canvas_put(c, y + part, x + 1, COLUMN_COLS - 1,
			   has_focus ? ROLE_FOCUS
				     : view_severity_role(rule->severity),
			   s, n);
	}
	if (has_focus)
		canvas_put_str(c, y, x, 1, ROLE_TEXT, ">");
}

static void draw_count(struct canvas *c, int y, int x, bool has_focus,
		       const struct sheet *s, const struct paper_rule *rule)
{
	size_t n = sheet_count(s, rule);

	if (n > 0)
		canvas_printf(c, y, x + 1, COLUMN_COLS - 1,
			      has_focus ? ROLE_FOCUS
					: view_severity_role(rule->severity),
			      "%s%zu", glyph_mark(c, rule->severity), n);
	if (has_focus)
		canvas_cursor(c, y, x + 1);
}

static void draw_counts(const struct desk *d, struct canvas *c, int y, int x,
			size_t i)
{
	const struct sheet *s = d->lines[i].sheet;
	bool has_focus = i == d->scroll.focus;

	for (size_t k = d->board_scroll.top;
	     k < d->n_rules && scroll_shows(&d->board_scroll, k);
	     k++, x += COLUMN_COLS)
		draw_count(c, y, x, has_focus && k == d->board_scroll.focus, s,
			   d->rules[k]);
}

static void draw_line(struct desk *d, struct canvas *c, struct area a, size_t i,
		      int w_name)
{
	const struct sheet *s = d->lines[i].sheet;
	int x = a.x + DESK_MARGIN + w_name;

	desk_begin_line(d, c, a, i);
	desk_put_name(c, (struct area){ a.y, a.x + DESK_MARGIN, 1, w_name - 1 },
		      s, true);
	draw_counts(d, c, a.y, x, i);
	if (sheet_has_failed(s))
		desk_draw_failure(c, a.y, x + 1, a.x + a.width - x - 2, s);
}

/* Of how many rules these are some, and what the one in focus says. */
static void draw_corner(const struct desk *d, struct canvas *c, struct area a,
			int w_name)
{
	canvas_put_str(c, a.y, a.x + DESK_MARGIN, w_name - 1, ROLE_LABEL,
		       _("表 / 规则"));
	canvas_printf(c, a.y + 1, a.x + DESK_MARGIN, w_name - 1, ROLE_DIM,
		      "%zu/%zu", d->n_rules ? d->board_scroll.focus + 1 : 0,
		      d->n_rules);
}

static void draw_rule(const struct desk *d, struct canvas *c, struct area a)
{
	const struct paper_rule *rule = desk_board_rule(d);

	if (rule)
		canvas_printf(c, a.y, a.x + 1, a.width - 2,
			      view_severity_role(rule->severity), "%s %s%s%s",
			      glyph_mark(c, rule->severity), rule->id,
			      _("  例如："), rule->sentence);
}

void desk_draw_board(struct desk *d, struct canvas *c, struct area a)
{
	int w_name = name_cols(a.width), x = a.x + DESK_MARGIN + w_name;

	scroll_fit(&d->board_scroll,
		   (a.width - DESK_MARGIN - w_name) / COLUMN_COLS);
	draw_corner(d, c, a, w_name);
	for (size_t k = d->board_scroll.top;
	     k < d->n_rules && scroll_shows(&d->board_scroll, k);
	     k++, x += COLUMN_COLS)
		draw_head(d, c, a.y, x, k);
	draw_rule(d, c, (struct area){ a.y + a.height - 1, a.x, 1, a.width });
	a.y += ID_LINES;
	a.height -= ID_LINES + 1;
	scroll_fit(&d->scroll, a.height);
	for (size_t i = d->scroll.top;
	     i < d->n_lines && scroll_shows(&d->scroll, i); i++)
		draw_line(d, c,
			  (struct area){ a.y + (int)(i - d->scroll.top), a.x, 1,
					 a.width },
			  i, w_name);
}
