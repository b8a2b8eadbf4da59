/* The list on the desk: a line a form, or the headings of groups and what is
   under them. */
#include <config.h>
#include "tui/desk_private.h"

#include <string.h>
#include <time.h>
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_letter.h"
#include "tui/brief.h"
#include "tui/glyph.h"
#include "tui/screen.h"

enum {
	GAP = 1,
	WIDE = 60,	/* room for what stands beside a rule's forms */
	STATE_COLS = 7, /* at least */
	NAME_COLS = 30, /* at least, where there is a file beside it */
	FILE_COLS = 16,
};

/* ---- columns ---- */

/* Where each one stands; 0 columns wide: there is no room. */
struct columns {
	int x[DESK_COLUMNS], w[DESK_COLUMNS];
};

static const char *const head_names[DESK_COLUMNS] = {
	[COLUMN_FILE] = N_("文件"),   [COLUMN_DEPARTMENT] = N_("部门"),
	[COLUMN_YEAR] = N_("年度"),   [COLUMN_MONEY] = N_("金额"),
	[COLUMN_ERRORS] = N_("错误"), [COLUMN_WARNINGS] = N_("警告"),
	[COLUMN_STATE] = N_("状态"),  [COLUMN_CHANGED] = N_("改动"),
};

/* Where those have no room; never a part of a word. */
static const char *const short_names[DESK_COLUMNS] = {
	[COLUMN_ERRORS] = N_("错"),
	[COLUMN_WARNINGS] = N_("警"),
};

/* 3金额(万元): what all amounts are counted in stands in the heading, and
   beside each of them where they are several. */
static void print_money_head(const struct desk *d, struct bytes *out)
{
	bytes_printf(out, "%d%s", COLUMN_MONEY, say(head_names[COLUMN_MONEY]));
	if (d->unit && *d->unit)
		bytes_printf(out, _("(%s)"), say(d->unit));
}

/* What it takes more than usual to say the unit. */
static int unit_cols(const struct desk *d)
{
	enum { USUAL = 13, SORTED = 1 };
	struct bytes head = BYTES_INIT;
	int cols;

	if (!d->unit)
		return d->unit_cols;
	print_money_head(d, &head);
	cols = text_cols(head.data, head.len) + SORTED + GAP - USUAL;
	bytes_release(&head);
	return cols > 0 ? cols : 0;
}

/* For any state in a word, and the blank before it. */
static int state_cols(void)
{
	int widest = STATE_COLS;

	for (int i = 0; i < REVIEW_STATES; i++) {
		const char *word = say_review_state((enum review_state)i);
		int cols = text_cols(word, strlen(word)) + GAP;

		widest = cols > widest ? cols : widest;
	}
	return widest;
}

/* For 5警告v, and the blank before it. */
static int head_cols(int column)
{
	const char *name = say(head_names[column]);

	return GAP + 1 + text_cols(name, strlen(name)) + 1;
}

/* A column gets what it would be good to have, as long as names keep what they
   need of the room that is left. */
static void widen(struct columns *c, int column, int want, int *room)
{
	int more = want - c->w[column];

	if (c->w[column] == 0 || more <= 0 || more > *room)
		return;
	c->w[column] += more;
	*room -= more;
}

/* A department may have handed in several. */
static int file_cols(int room)
{
	int cols = room - NAME_COLS < room / 2 ? room - NAME_COLS : room / 2;

	return cols < FILE_COLS ? 0 : cols;
}

static struct columns columns_of(const struct desk *d, int width)
{
	struct columns c = { .w = {
				     [COLUMN_YEAR] = width >= 60 ? 7 : 0,
				     [COLUMN_MONEY] = width >= 70 ? 13 : 0,
				     [COLUMN_ERRORS] = width >= 100 ? 9 : 7,
				     [COLUMN_WARNINGS] = width >= 100 ? 10 : 7,
				     [COLUMN_STATE] = state_cols(),
				     [COLUMN_CHANGED] = width >= 100  ? 17
							: width >= 76 ? 12
								      : 0,
			     } };
	int x = width - 1, room = x - GAP - DESK_MARGIN - DESK_LEAST_NAME;

	for (int i = COLUMN_DEPARTMENT + 1; i < DESK_COLUMNS; i++)
		room -= c.w[i];
	widen(&c, COLUMN_MONEY, c.w[COLUMN_MONEY] + unit_cols(d), &room);
	widen(&c, COLUMN_ERRORS, head_cols(COLUMN_ERRORS), &room);
	widen(&c, COLUMN_WARNINGS, head_cols(COLUMN_WARNINGS), &room);
	for (int i = DESK_COLUMNS - 1; i > COLUMN_DEPARTMENT; i--) {
		x -= c.w[i];
		c.x[i] = x;
	}
	c.w[COLUMN_FILE] = file_cols(x - DESK_MARGIN);
	x -= c.w[COLUMN_FILE];
	c.x[COLUMN_FILE] = x;
	c.x[COLUMN_DEPARTMENT] = DESK_MARGIN;
	c.w[COLUMN_DEPARTMENT] = x - GAP - DESK_MARGIN;
	return c;
}

static bool is_right(int column)
{
	return column == COLUMN_MONEY || column == COLUMN_ERRORS ||
	       column == COLUMN_WARNINGS;
}

static void put(struct canvas *c, int y, const struct columns *at, int column,
		enum role role, const char *text)
{
	int w = at->w[column] - (column == COLUMN_DEPARTMENT ? 0 : GAP);

	if (at->w[column] == 0)
		return;
	if (is_right(column))
		canvas_put_right(c, y, at->x[column], w, role, text);
	else
		canvas_put_str(c, y,
			       at->x[column] +
				       (column == COLUMN_DEPARTMENT ? 0 : GAP),
			       w, role, text);
}

/* 1部门, 1项目; of several kinds of forms 1名称. */
static void print_name_head(const struct desk *d, struct bytes *out)
{
	bytes_printf(out, "%d", COLUMN_DEPARTMENT);
	say_named(!d->who   ? _("名称")
		  : *d->who ? d->who
			    : say(head_names[COLUMN_DEPARTMENT]),
		  out);
}

/* 4错误v: the key, and which way it is sorted. */
static void print_head(const struct desk *d, struct bytes *out, int column,
		       int w_cols)
{
	const char *way = (int)d->column != column ? ""
			  : d->is_reversed	   ? "^"
						   : "v";
	const char *shorter = short_names[column];

	if (column == COLUMN_MONEY) {
		print_money_head(d, out);
		bytes_add_str(out, way);
		/* half a unit would be another one */
		shorter = head_names[column];
	} else if (column == COLUMN_DEPARTMENT) {
		print_name_head(d, out);
		bytes_add_str(out, way);
	} else {
		bytes_printf(out, "%d%s%s", column, say(head_names[column]),
			     way);
	}
	if (!shorter || text_cols(out->data, out->len) <= w_cols)
		return;
	bytes_clear(out);
	bytes_printf(out, "%d%s%s", column, say(shorter), way);
}

static void draw_heads(const struct desk *d, struct canvas *c, int y,
		       const struct columns *at)
{
	struct bytes text = BYTES_INIT;

	for (int i = COLUMN_FILE; i < DESK_COLUMNS; i++) {
		bool is_sorted = (int)d->column == i;

		bytes_clear(&text);
		print_head(d, &text, i, at->w[i] - GAP);
		put(c, y, at, i, is_sorted ? ROLE_HEADING : ROLE_LABEL,
		    text.data);
		click_add(c, (struct click){
				     .kind = CLICK_ACTION,
				     .number = i == COLUMN_FILE
						       ? ACTION_SORT_0
						       : ACTION_SORT_1 + i - 1,
				     .area = { y, at->x[i], 1, at->w[i] } });
	}
	bytes_release(&text);
}

/* ---- a form ---- */

void desk_begin_line(struct desk *d, struct canvas *c, struct area a,
		     size_t line)
{
	int y = c->cursor_y, x = c->cursor_x;

	a.x += DESK_MARGIN - SCROLL_MARK_COLS;
	scroll_draw_mark(c, a, line, line == d->scroll.focus);
	if (d->is_filtering)
		canvas_cursor(c, y, x);
}

/* As short as there is room for. */
static void draw_time(struct canvas *c, int y, const struct columns *at,
		      const struct sheet *s)
{
	char text[32];
	struct tm t;

	/* a link to nothing has none */
	if (!s->mtime.tv_sec)
		return;
	localtime_r(&s->mtime.tv_sec, &t);
	strftime(text, sizeof text,
		 at->w[COLUMN_CHANGED] > 16 ? "%Y-%m-%d %H:%M" : "%m-%d %H:%M",
		 &t);
	put(c, y, at, COLUMN_CHANGED, ROLE_DIM, text);
}

static void draw_count(struct canvas *c, int y, const struct columns *at,
		       int column, const struct sheet *s,
		       enum severity severity)
{
	size_t n = s->paper->findings[severity];
	struct bytes text = BYTES_INIT;
	enum role role = view_severity_role(severity);

	if (n > 0)
		bytes_printf(&text, "%s%zu", glyph_mark(c, severity), n);
	else
		bytes_add_char(&text, '0');
	put(c, y, at, column, n > 0 ? role : ROLE_DIM, text.data);
	bytes_release(&text);
}

void desk_draw_failure(struct canvas *c, int y, int x, int w_cols,
		       const struct sheet *s)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, "%s ", glyph_mark(c, SEVERITY_ERROR));
	sheet_print_failure(s, &text);
	canvas_put_str(c, y, x, w_cols, ROLE_ERROR, text.data);
	bytes_release(&text);
}

static void draw_failed(struct canvas *c, int y, const struct columns *at,
			const struct sheet *s)
{
	int x = at->w[COLUMN_YEAR] > 0 ? at->x[COLUMN_YEAR] + GAP
				       : at->x[COLUMN_ERRORS] + GAP;

	desk_draw_failure(c, y, x, at->x[COLUMN_STATE] - x, s);
}

static void draw_figures(const struct desk *d, struct canvas *c, int y,
			 const struct columns *at, const struct sheet *s)
{
	struct bytes money = BYTES_INIT;

	bytes_add_str(&money, s->paper->money);
	if (!d->unit && *s->paper->unit)
		bytes_add_str(&money, say(s->paper->unit));
	put(c, y, at, COLUMN_YEAR, ROLE_TEXT, s->paper->year);
	put(c, y, at, COLUMN_MONEY, ROLE_TEXT, money.data);
	draw_count(c, y, at, COLUMN_ERRORS, s, SEVERITY_ERROR);
	draw_count(c, y, at, COLUMN_WARNINGS, s, SEVERITY_WARNING);
	bytes_release(&money);
}

static enum role state_role(enum review_state state)
{
	static const enum role roles[REVIEW_STATES] = {
		[REVIEW_UNREAD] = ROLE_DIM,
		[REVIEW_READING] = ROLE_TEXT,
		[REVIEW_RETURNED] = ROLE_WARNING,
		[REVIEW_ACCEPTED] = ROLE_GOOD,
	};

	return roles[state];
}

/* Whose it is, or which file as long as nobody knows. */
static void draw_name(struct canvas *c, int y, const struct columns *at,
		      const struct sheet *s)
{
	struct area a = { y, at->x[COLUMN_DEPARTMENT], 1,
			  at->w[COLUMN_DEPARTMENT] };

	desk_put_name(c, a, s, at->w[COLUMN_FILE] == 0);
	if (s->paper && *s->paper->department)
		put(c, y, at, COLUMN_FILE, ROLE_DIM, s->shown);
}

static void draw_sheet(const struct desk *d, struct canvas *c, int y,
		       const struct columns *at, const struct sheet *s)
{
	draw_name(c, y, at, s);
	if (s->is_due && !s->paper)
		put(c, y, at, COLUMN_ERRORS, ROLE_DIM, canvas_dots(c));
	else if (sheet_has_failed(s))
		draw_failed(c, y, at, s);
	else if (s->paper)
		draw_figures(d, c, y, at, s);
	if (s->paper)
		put(c, y, at, COLUMN_STATE, state_role(s->paper->state),
		    say_review_state(s->paper->state));
	draw_time(c, y, at, s);
}

/* ---- groups ---- */

static void draw_heading(struct canvas *c, int y, const struct heading *h)
{
	struct bytes text = BYTES_INIT;
	int x = DESK_MARGIN;

	x += canvas_put_str(c, y, x, 2, ROLE_KEY, h->is_open ? "-" : "+") + 1;
	if (h->rule)
		x += canvas_put_str(c, y, x, 2,
				    view_severity_role(h->rule->severity),
				    glyph_mark(c, h->rule->severity)) +
		     1;
	desk_print_heading(h, &text);
	brief_quotations(c, &text, c->width - x - 1);
	canvas_put_str(c, y, x, c->width - x - 1, ROLE_HEADING, text.data);
	bytes_release(&text);
}

/* Whose it is, and where in the form. */
static void draw_finding(struct canvas *c, int y, const struct desk_line *line)
{
	const struct sheet *s = line->sheet;
	const struct paper_finding *f = line->finding;
	struct bytes name = BYTES_INIT, where = BYTES_INIT;
	int x = DESK_MARGIN + 2, w = (c->width - x) / 2;
	int w_state = c->width >= WIDE ? state_cols() : 0;
	int state_x = c->width - 1 - w_state;

	desk_print_name(c, s, &name);
	text_show_str(&where, f->label, -1);
	if (f->place.row >= 0)
		bytes_printf(&where, _(" 第 %ld 行"), f->place.row + 1);
	if (text_cols(name.data, name.len) < w)
		canvas_put_str(c, y, x, w - 1, ROLE_VALUE, name.data);
	else
		desk_put_name(c, (struct area){ y, x, 1, w - 1 }, s, true);
	canvas_put_str(c, y, x + w, state_x - x - w, ROLE_TEXT, where.data);
	if (c->width >= WIDE)
		canvas_put_str(c, y, state_x + GAP, w_state - GAP,
			       state_role(s->paper->state),
			       say_review_state(s->paper->state));
	bytes_release(&name);
	bytes_release(&where);
}

static void draw_rule_heads(struct canvas *c, int y)
{
	int w_state = state_cols();
	int x = DESK_MARGIN + 2, w = (c->width - x) / 2;

	canvas_put_str(c, y, x, w - 1, ROLE_LABEL, _("规则，下面是表"));
	canvas_put_str(c, y, x + w, c->width - x - w - 1, ROLE_LABEL,
		       _("哪一处"));
	if (c->width >= WIDE)
		canvas_put_str(c, y, c->width - 1 - w_state + GAP,
			       w_state - GAP, ROLE_LABEL, _("状态"));
}

void desk_draw_list(struct desk *d, struct canvas *c, struct area a)
{
	struct columns at = columns_of(d, a.width);

	if (d->group == GROUP_RULE)
		draw_rule_heads(c, a.y);
	else
		draw_heads(d, c, a.y, &at);
	a.y++;
	a.height--;
	scroll_fit(&d->scroll, a.height);
	for (size_t i = d->scroll.top;
	     i < d->n_lines && scroll_shows(&d->scroll, i); i++) {
		const struct desk_line *line = &d->lines[i];
		int y = a.y + (int)(i - d->scroll.top);

		desk_begin_line(d, c, (struct area){ y, a.x, 1, a.width }, i);
		if (!line->sheet)
			draw_heading(c, y, &d->headings[line->heading]);
		else if (line->finding)
			draw_finding(c, y, line);
		else
			draw_sheet(d, c, y, &at, line->sheet);
	}
}
