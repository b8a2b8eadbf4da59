/* The desk's frame: what stands around the list or the board. */
#include <config.h>
#include "tui/desk_private.h"

#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/screen.h"
#include "tui/status.h"
#include "tui/window.h"

enum { TALL = 16, WIDE = 60 }; /* room for rules, for words beside marks */

/* Of all forms so many are listed; where there is no room for words, 1/2. */
static void print_listed(const struct desk *d, int width, struct bytes *out)
{
	enum { LEAST_LEFT = 12 };

	if (d->choice != CHOICE_ALL)
		bytes_printf(out, _("%s %zu 张，"), desk_choice_word(d->choice),
			     d->n_found);
	else if (d->n_found < d->n_sheets)
		bytes_printf(out, _("列出 %zu 张，"), d->n_found);
	bytes_printf(out, _("共 %zu 张表"), d->n_sheets);
	if (text_cols(out->data, out->len) + LEAST_LEFT <= width)
		return;
	bytes_clear(out);
	bytes_printf(out, "%zu/%zu", d->n_found, d->n_sheets);
}

static void draw_title(const struct desk *d, struct canvas *c)
{
	struct bytes folder = BYTES_INIT, right = BYTES_INIT;
	int x = 1, w, w_left;

	name_show(&folder, d->folder, -1);
	print_listed(d, c->width, &right);
	w = text_cols(right.data, right.len);
	w_left = c->width - w - 4;
	x += canvas_put_str(c, 0, x, w_left, ROLE_TITLE, _("绩效  审核  "));
	/* a single "…" would say nothing */
	if (w_left - x > 0)
		canvas_put_path(c, 0, x, w_left + 1 - x, ROLE_TITLE,
				folder.data);
	canvas_put_str(c, 0, c->width - w - 1, w, ROLE_TITLE, right.data);
	bytes_release(&folder);
	bytes_release(&right);
}

static void print_lost(const struct desk *d, const struct canvas *c,
		       struct bytes *out)
{
	bytes_printf(out, "%s ", glyph_mark(c, SEVERITY_ERROR));
	bytes_add_str(out, _("这个文件夹读不了："));
	say_cause(d->lost, out);
}

/* Nothing is listed: why. */
static void draw_nothing(const struct desk *d, struct canvas *c, int y)
{
	struct bytes text = BYTES_INIT;

	if (d->lost) {
		print_lost(d, c, &text);
	} else if (!d->is_listed) {
		bytes_add_str(&text, _("正在看文件夹里有哪些表…"));
	} else if (d->n_sheets == 0) {
		bytes_add_str(&text, _("文件夹里没有表；放进来就会列出"));
	} else {
		bytes_add_str(&text,
			      _("没有符合的表；Esc 不再筛选，F4 换状态"));
	}
	canvas_put_str(c, y, DESK_MARGIN, c->width - DESK_MARGIN - 1,
		       d->lost ? ROLE_ERROR : ROLE_DIM, text.data);
	if (!d->is_filtering)
		canvas_cursor(c, y, DESK_MARGIN);
	bytes_release(&text);
}

/* What there is to know of the line in focus. */
static void print_about(const struct desk *d, struct bytes *out)
{
	const struct desk_line *line = desk_line(d);
	const struct sheet *s = line ? line->sheet : NULL;
	const struct paper_finding *f = line ? line->finding : NULL;

	if (line && !s && d->headings[line->heading].rule) {
		desk_print_heading(&d->headings[line->heading], out);
		return;
	}
	if (!s)
		return;
	bytes_add_str(out, s->shown);
	if (sheet_has_failed(s)) {
		bytes_add_str(out, ": ");
		sheet_print_failure(s, out);
		return;
	}
	if (s->paper && *s->paper->other)
		bytes_printf(out, "  %s", s->paper->other);
	if (s->paper && s->paper->n_opinions > 0)
		bytes_printf(out, _("  意见 %zu"), s->paper->n_opinions);
	if (s->paper && s->paper->n_remarks > 0)
		bytes_printf(out, _("  批注 %zu"), s->paper->n_remarks);
	if (!f && s->paper && s->paper->n_items > 0)
		f = &s->paper->items[0];
	if (f && (line->finding || !d->is_board))
		bytes_printf(out, "  %s %s", f->rule->id, f->label);
}

/* Where is typed stands still. */
static bool shows_filter(const struct desk *d)
{
	return d->is_filtering ||
	       (d->filter.text.len > 0 && d->message.len == 0);
}

static void draw_filter(struct desk *d, struct canvas *c, int y)
{
	int w = c->width - 2,
	    w_label = canvas_put_str(c, y, 1, w, ROLE_LABEL, _("筛选："));
	struct area a = { y, 1 + w_label, 1, w - w_label };

	if (d->is_filtering) {
		field_editor_draw(&d->filter, c, a);
		return;
	}
	a.x += canvas_put(c, a.y, a.x, a.width, ROLE_VALUE, d->filter.text.data,
			  d->filter.text.len) +
	       2;
	canvas_put_str(c, y, a.x, w - a.x, ROLE_KEY, _("Esc全部列出"));
}

/* What has happened, and why a file can't be read, is seen to its end. */
static bool is_told_whole(const struct desk *d)
{
	const struct desk_line *line = desk_line(d);

	if (shows_filter(d))
		return false;
	return d->message.len > 0 ||
	       (line && line->sheet && sheet_has_failed(line->sheet));
}

static void print_news(const struct desk *d, struct bytes *out)
{
	if (d->message.len > 0)
		bytes_add(out, d->message.data, d->message.len);
	else
		print_about(d, out);
}

/* Where they take two, the totals below give way, and only then the list. */
static int news_lines(const struct desk *d, int w_cols, int most)
{
	struct bytes text = BYTES_INIT;
	int n = 1;

	if (is_told_whole(d)) {
		print_news(d, &text);
		n = canvas_lines(w_cols, text.data, text.len);
	}
	bytes_release(&text);
	return n < most ? n : most;
}

static void draw_news(struct desk *d, struct canvas *c, struct area a)
{
	enum role role = d->message.len > 0 ? d->message_role : ROLE_DIM;
	struct bytes text = BYTES_INIT;

	if (shows_filter(d)) {
		draw_filter(d, c, a.y);
		return;
	}
	print_news(d, &text);
	if (is_told_whole(d))
		canvas_put_last_lines(c, a, role, text.data, text.len);
	else
		canvas_put_str(c, a.y, a.x, a.width, role, text.data);
	if (d->message.len == 0)
		canvas_later(c, a.y, a.height, -1);
	bytes_release(&text);
}

/* What was listed before stays. */
static void draw_lost(const struct desk *d, struct canvas *c, int y)
{
	struct bytes text = BYTES_INIT;

	print_lost(d, c, &text);
	bytes_add_str(&text, _("；列的是先前的"));
	canvas_put_str(c, y, 1, c->width - 2, ROLE_ERROR, text.data);
	bytes_release(&text);
}

/* Where there is room: the palette tells which they are. */
static void draw_others(const struct desk *d, struct canvas *c, int y, int x)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, _("未列出 %zu(^P)"), d->n_others);
	if (d->n_others > 0 && x + text_cols(text.data, text.len) < c->width)
		canvas_put_str(c, y, x, c->width - x, ROLE_DIM, text.data);
	bytes_release(&text);
}

/* How far it has come, and what all of it comes to. */
static void draw_totals(const struct desk *d, struct canvas *c, int y)
{
	enum { GAP = 2 };
	int x = 1;

	if (desk_is_busy(d) && d->looks_back)
		x += canvas_put_str(c, y, x, c->width - x, ROLE_HEADING,
				    _("正在看去年的表")) +
		     GAP;
	else if (desk_is_busy(d))
		x += canvas_printf(c, y, x, c->width - x, ROLE_HEADING,
				   _("正在检查 %zu/%zu"), d->n_read,
				   d->n_sheets) +
		     GAP;
	for (int i = SEVERITIES - 1; i >= 0; i--) {
		enum severity s = (enum severity)i;

		x += canvas_printf(c, y, x, c->width - x, view_severity_role(s),
				   c->width >= WIDE ? "%s %s %zu" : "%s%s%zu",
				   glyph_mark(c, s),
				   c->width >= WIDE ? say_severity(s) : "",
				   d->findings[s]) +
		     GAP;
	}
	if (d->n_failed > 0)
		x += canvas_printf(c, y, x, c->width - x, ROLE_ERROR,
				   _("读不了 %zu"), d->n_failed) +
		     GAP;
	draw_others(d, c, y, x);
}

static void draw_hints(const struct desk *d, struct canvas *c, int y)
{
	static const enum action list[] = { ACTION_FORM_OPEN, ACTION_PALETTE,
					    ACTION_FILTER,    ACTION_STATE_NEXT,
					    ACTION_OPINION,   ACTION_GROUP,
					    ACTION_BOARD,     ACTION_HELP,
					    ACTION_QUIT,      ACTION_NONE };

	if (d->overlay)
		overlay_draw_hints(d->overlay, c, y);
	else if (d->is_filtering)
		canvas_put_str(c, y, 1, c->width - 2, ROLE_KEY,
			       _("Enter确定  Esc全部列出  上下键选"));
	else
		status_draw_keys(c, y, list);
}

static void draw_overlay(struct desk *d, struct canvas *c)
{
	int y = c->height >= TALL ? 2 : 1;
	struct area a = { y, 0, c->height - y - 2, c->width };
	int told = canvas_lines(c->width - 2, d->message.data, d->message.len);

	told = told < a.height / 2 ? told : a.height / 2;
	a.height -= told - 1;
	d->overlay->kind->draw(d->overlay, c, a);
	canvas_put_last_lines(
		c, (struct area){ c->height - 1 - told, 1, told, c->width - 2 },
		d->message_role, d->message.data, d->message.len);
}

/* How the whole folder stands, below the list. */
static void draw_foot(struct desk *d, struct canvas *c, int y)
{
	if (d->message.len > 0 && d->is_filtering)
		canvas_put_str(c, y, 1, c->width - 2, d->message_role,
			       d->message.data);
	else if (d->lost && d->n_sheets > 0)
		draw_lost(d, c, y);
	else
		draw_totals(d, c, y);
}

static void draw_body(struct desk *d, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL, is_lost = d->lost && d->n_sheets > 0;
	int told = news_lines(d, w - 2, h / 2);
	bool has_foot = told == 1 || is_lost;
	int news = h - 1 - told - has_foot;
	int y = tall ? 2 : 1, below = news - tall;
	struct area a = { y, 0, below - y, w };

	if (d->is_board)
		desk_draw_board(d, c, a);
	else
		desk_draw_list(d, c, a);
	if (d->n_lines == 0)
		draw_nothing(d, c, y + 1);
	if (tall)
		glyph_rule(c, below, 1, w - 2);
	draw_news(d, c, (struct area){ news, 1, told, w - 2 });
	if (has_foot)
		draw_foot(d, c, h - 2);
}

void desk_draw(struct desk *d, struct canvas *c)
{
	d->height = c->height;
	d->width = c->width;
	d->has_news = false;
	desk_arrange(d);
	d->has_news = false;
	click_map_clear(&d->clicks);
	if (window_is_too_small(c->height, c->width)) {
		window_draw_too_small(c);
		return;
	}
	c->clicks = &d->clicks;
	draw_title(d, c);
	if (c->height >= TALL)
		glyph_rule(c, 1, 1, c->width - 2);
	if (d->overlay)
		draw_overlay(d, c);
	else
		draw_body(d, c);
	draw_hints(d, c, c->height - 1);
	c->clicks = NULL;
}
