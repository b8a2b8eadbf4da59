#include <config.h>
#include "tui/difference_view.h"

#include <stdlib.h>
#include <string.h>

#include "core/comparison.h"
#include "core/difference_text.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/cell_words.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"
#include "tui/styled.h"

/* A line of the list. */
struct item {
	const struct difference *difference; /* NULL: only the old form has */
	struct place lost;		     /* this cell */
	const char *lost_text;
};

struct difference_view {
	struct overlay overlay;
	struct comparison of;
	char *old_name, *new_name;
	struct item *items;
	size_t n, cap;
	struct scroll scroll;
	size_t text_top;     /* the line of the chosen one's text shown first */
	size_t n_text_lines; /* of the last drawing, and how many had room */
	size_t text_page;
};

size_t difference_view_n(const struct overlay *o)
{
	return ((const struct difference_view *)o)->n;
}

struct place difference_view_place(const struct overlay *o)
{
	const struct difference_view *v = (const struct difference_view *)o;

	if (v->n == 0 || !v->items[v->scroll.focus].difference)
		return PLACE_NONE;
	return v->items[v->scroll.focus].difference->place_new;
}

/* ---- keys ---- */

/* Another one is chosen. */
static enum overlay_turn moved(struct difference_view *v)
{
	v->text_top = 0;
	return OVERLAY_OPEN;
}

static enum overlay_turn scroll_text(struct difference_view *v, bool back)
{
	if (back && v->text_top > 0)
		v->text_top--;
	else if (!back && v->text_top + v->text_page < v->n_text_lines)
		v->text_top++;
	return OVERLAY_OPEN;
}

static enum overlay_turn letter(struct difference_view *v, uint32_t ch)
{
	if (scroll_letter(&v->scroll, ch == 'N' ? 'p' : ch, v->n))
		return moved(v);
	return ch == 'q' ? OVERLAY_CLOSED : OVERLAY_NOT_THAT;
}

static enum overlay_turn difference_view_key(struct overlay *o,
					     const struct key *key)
{
	struct difference_view *v = (struct difference_view *)o;

	if (scroll_key(&v->scroll, key, v->n))
		return moved(v);
	switch (key->name) {
	case K_CHAR:
		return letter(v, key_fold(*key).ch);
	case K_ENTER:
		return v->n > 0 ? OVERLAY_CHOSEN : OVERLAY_CLOSED;
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_LEFT:
	case K_RIGHT:
		return scroll_text(v, key->name == K_LEFT);
	default:
		return OVERLAY_NOT_THAT;
	}
}

static bool difference_view_pick(struct overlay *o, size_t i)
{
	struct difference_view *v = (struct difference_view *)o;

	moved(v);
	return scroll_pick(&v->scroll, i, v->n);
}

/* ---- what differs ---- */

/* What can be told without a colour as well. */
static void add_part(struct styled *s, bool is_old, const char *text, size_t n)
{
	size_t start = s->text.len;

	bytes_add_str(&s->text, is_old ? "[-" : "{+");
	bytes_add(&s->text, text, n);
	bytes_add_str(&s->text, is_old ? "-]" : "+}");
	styled_mark(s, is_old ? ROLE_ERROR : ROLE_GOOD, start);
}

static void add_phrases(struct styled *s, const struct canvas *c,
			const struct difference *d)
{
	struct text_parts parts;
	size_t head, tail;

	text_parts_find(&parts, d->old_text, d->new_text);
	for (size_t i = 0; i < parts.n; i++) {
		const struct text_part *part = &parts.items[i];

		if (part->kind != TEXT_SAME) {
			add_part(s, part->kind == TEXT_REMOVED, part->s,
				 part->n);
			continue;
		}
		text_part_near(&parts, i, &head, &tail);
		styled_add(s, ROLE_VALUE, part->s, head);
		if (tail > head)
			styled_add_str(s, ROLE_DIM, canvas_dots(c));
		styled_add(s, ROLE_VALUE, part->s + tail, part->n - tail);
	}
	text_parts_release(&parts);
}

static void add_value(struct styled *s, bool is_old, const char *text)
{
	size_t start = s->text.len;

	cell_words_text(&s->text, text);
	styled_mark(s, is_old ? ROLE_ERROR : ROLE_GOOD, start);
}

static void add_row(struct styled *s, const struct difference_view *v,
		    const struct difference *d)
{
	bool is_new = d->kind == DIFFERENCE_ADDED;
	size_t start = s->text.len;

	bytes_add_str(&s->text, is_new ? _("新增：") : _("删去："));
	cell_words_cells(&s->text, is_new ? v->of.new : v->of.old, d->table,
			 is_new ? d->place_new.row : d->place_old.row);
	styled_mark(s, is_new ? ROLE_GOOD : ROLE_ERROR, start);
}

static void add_change(struct styled *s, const struct canvas *c,
		       const struct difference_view *v, const struct item *item)
{
	const struct difference *d = item->difference;

	if (!d) {
		styled_add_str(s, ROLE_DIM, _("新表没有这一栏，旧表是："));
		add_value(s, true, item->lost_text);
	} else if (d->kind != DIFFERENCE_CHANGED) {
		add_row(s, v, d);
	} else if (comparison_has_phrases(&v->of, d)) {
		add_phrases(s, c, d);
	} else {
		add_value(s, true, d->old_text);
		styled_add_str(s, ROLE_DIM, c->is_ascii ? " -> " : " → ");
		add_value(s, false, d->new_text);
	}
}

/* Which cell or row it is. */
static void what_print(struct bytes *out, const struct difference_view *v,
		       const struct item *item)
{
	const struct difference *d = item->difference;

	if (!d)
		cell_words_place(out, v->of.foreign, item->lost);
	else if (d->kind == DIFFERENCE_CHANGED)
		cell_words_place(out, v->of.new, d->place_new);
	else
		cell_words_row(out, v->of.def, d->table,
			       d->kind == DIFFERENCE_ADDED ? d->place_new.row
							   : d->place_old.row);
}

/* +1.00, or nothing. */
static void amount_print_of(struct bytes *out, const struct difference_view *v,
			    const struct item *item)
{
	if (item->difference && item->difference->kind == DIFFERENCE_CHANGED)
		comparison_print_amount(&v->of, item->difference, out);
}

/* ---- drawing ---- */

enum { MARKS_COLS = 3, AMOUNT_COLS = 13, NARROW = 60, TALL = 16 };

/* Where the columns of the list begin, and how wide they are. */
struct columns {
	int what, change, amount;
	int w_what, w_change, w_amount;
};

static struct columns columns_of(struct area a)
{
	int room = a.width - MARKS_COLS - 2;
	struct columns at = { .what = a.x + MARKS_COLS };

	at.w_amount = a.width >= NARROW ? AMOUNT_COLS : 0;
	room -= at.w_amount;
	at.w_what = room * 2 / 5;
	at.w_change = room - at.w_what - 1;
	at.change = at.what + at.w_what + 1;
	at.amount = a.x + a.width - 1 - at.w_amount;
	return at;
}

static void draw_mark(struct canvas *c, int y, int x, const struct item *item)
{
	if (!item->difference || item->difference->kind == DIFFERENCE_REMOVED)
		canvas_put_str(c, y, x, 1, ROLE_ERROR, "-");
	else if (item->difference->kind == DIFFERENCE_ADDED)
		canvas_put_str(c, y, x, 1, ROLE_GOOD, "+");
}

static void draw_item(void *view, struct canvas *c, struct area a, size_t i)
{
	const struct difference_view *v = view;
	struct columns at = columns_of(a);
	const struct item *item = &v->items[i];
	struct bytes what = BYTES_INIT, amount = BYTES_INIT;
	struct styled change = STYLED_INIT;

	what_print(&what, v, item);
	add_change(&change, c, v, item);
	amount_print_of(&amount, v, item);
	if (i == v->scroll.focus)
		canvas_cursor(c, a.y, at.what);
	draw_mark(c, a.y, at.what - 2, item);
	canvas_put_str(c, a.y, at.what, at.w_what, ROLE_LABEL, what.data);
	styled_put(&change, c, a.y, at.change,
		   amount.len ? at.w_change : at.w_change + at.w_amount);
	canvas_put_right(c, a.y, at.amount, at.w_amount, ROLE_VALUE,
			 amount.data);
	styled_release(&change);
	bytes_release(&amount);
	bytes_release(&what);
}

/* The place in full, and where the row stood before if elsewhere. */
static void add_heading(struct styled *s, const struct difference_view *v,
			const struct item *item)
{
	const struct difference *d = item->difference;
	struct bytes amount = BYTES_INIT;
	size_t start = s->text.len;

	what_print(&s->text, v, item);
	if (d && d->kind == DIFFERENCE_CHANGED && d->table >= 0 &&
	    d->place_old.row != d->place_new.row)
		bytes_printf(&s->text, _("，原来第%ld行"),
			     d->place_old.row + 1);
	styled_mark(s, ROLE_LABEL, start);
	amount_print_of(&amount, v, item);
	if (amount.len > 0) {
		start = s->text.len;
		bytes_printf(&s->text, _("  相差 %s"), amount.data);
		styled_mark(s, ROLE_TITLE, start);
	}
	styled_add_str(s, ROLE_VALUE, "\n");
	bytes_release(&amount);
}

static void draw_chosen(struct difference_view *v, struct canvas *c,
			struct area a)
{
	const struct item *item = &v->items[v->scroll.focus];
	struct styled text = STYLED_INIT;

	add_heading(&text, v, item);
	add_change(&text, c, v, item);
	v->text_page = a.height > 0 ? (size_t)a.height : 1;
	v->n_text_lines = styled_put_lines(&text, c, a, v->text_top);
	styled_release(&text);
}

static int cols(const char *text)
{
	return text_cols(text, strlen(text));
}

/* As wide as they are; what is too long is cut where the folders stand. */
static void draw_names(const struct difference_view *v, struct canvas *c,
		       struct area a)
{
	const char *arrow = c->is_ascii ? " -> " : " → ";
	int w_names = a.width - cols(_("旧 ")) - cols(arrow) - cols(_("新 "));
	int w_old = cols(v->old_name), w_new = cols(v->new_name), x = a.x;

	if (w_old + w_new > w_names && w_old > w_names / 2)
		w_old = w_new < w_names / 2 ? w_names - w_new : w_names / 2;
	x += canvas_put_str(c, a.y, x, a.width, ROLE_TITLE, _("旧 "));
	x += canvas_put_path(c, a.y, x, w_old, ROLE_TITLE, v->old_name);
	x += canvas_put_str(c, a.y, x, a.width, ROLE_DIM, arrow);
	x += canvas_put_str(c, a.y, x, a.width, ROLE_TITLE, _("新 "));
	canvas_put_path(c, a.y, x, a.x + a.width - x, ROLE_TITLE, v->new_name);
}

static void draw_counts(const struct difference_view *v, struct canvas *c,
			struct area a)
{
	struct bytes text = BYTES_INIT;

	if (v->n == 0)
		bytes_add_str(&text, _("没有不同"));
	else
		bytes_printf(&text, _("%zu 处不同"), v->n);
	if (v->of.n_moved > 0)
		bytes_printf(&text, _("；%zu 行只是换了位置"), v->of.n_moved);
	if (v->of.n_written_otherwise > 0)
		bytes_printf(&text, _("；%zu 格只是写法不同"),
			     v->of.n_written_otherwise);
	canvas_put_str(c, a.y, a.x, a.width, ROLE_TEXT, text.data);
	bytes_release(&text);
}

static void draw_headings(struct canvas *c, int y, const struct columns *at)
{
	canvas_put_str(c, y, at->what, at->w_what, ROLE_HEADING, _("不同之处"));
	canvas_put_str(c, y, at->change, at->w_change, ROLE_HEADING,
		       _("[-去掉的-] {+加上的+}"));
	canvas_put_right(c, y, at->amount, at->w_amount, ROLE_HEADING,
			 _("相差"));
}

static void difference_view_draw(struct overlay *o, struct canvas *c,
				 struct area a)
{
	struct difference_view *v = (struct difference_view *)o;
	struct columns at = columns_of(a);
	int h_text = a.height >= 2 * TALL ? 10 : a.height >= TALL ? 6 : 3;
	int bottom = a.y + a.height - h_text, y = a.y;

	draw_names(v, c, (struct area){ y++, a.x + 1, 1, a.width - 2 });
	draw_counts(v, c, (struct area){ y++, a.x + 1, 1, a.width - 2 });
	canvas_cursor(c, y - 1, a.x + 1);
	if (v->n == 0)
		return;
	if (a.height >= TALL)
		draw_headings(c, y++, &at);
	scroll_draw(&v->scroll, c,
		    (struct area){ y, a.x, bottom - 1 - y, a.width }, v->n,
		    draw_item, v);
	glyph_rule(c, bottom - 1, a.x + 1, a.width - 2);
	draw_chosen(v, c,
		    (struct area){ bottom, a.x + 1, h_text, a.width - 2 });
}

static void difference_view_position(const struct overlay *o, struct bytes *out)
{
	const struct difference_view *v = (const struct difference_view *)o;

	if (v->n > 0)
		bytes_printf(out, "%zu/%zu", v->scroll.focus + 1, v->n);
}

/* ---- the whole ---- */

static void difference_view_release(struct overlay *o)
{
	struct difference_view *v = (struct difference_view *)o;

	comparison_release(&v->of);
	free(v->items);
	free(v->old_name);
	free(v->new_name);
}

static const char *const hints[] = {
	N_("Esc返回"), N_("Enter去这一格"), N_("上下键选"), N_("左右键看全文"),
	NULL,
};

static const struct overlay_kind difference_view_kind = {
	.key = difference_view_key,
	.draw = difference_view_draw,
	.position = difference_view_position,
	.release = difference_view_release,
	.pick = difference_view_pick,
	.hints = hints,
	.not_that = N_(
		"上下键选一处，左右键翻下面的文字；Enter 到这一格，Esc 返回"),
	.whole_frame = true,
};

static void add_item(struct difference_view *v, struct item item)
{
	MEMORY_ADD(v->items, v->n, v->cap) = item;
}

static void add_lost(void *ctx, const struct field *field, struct place place,
		     const char *text)
{
	(void)field;
	add_item(ctx, (struct item){ .lost = place, .lost_text = text });
}

struct overlay *difference_view_new(const struct record *old,
				    const struct record *new,
				    const char *old_name, const char *new_name)
{
	struct difference_view *v = memory_alloc(sizeof *v);

	v->overlay.kind = &difference_view_kind;
	v->old_name = memory_copy_str(old_name);
	v->new_name = memory_copy_str(new_name);
	v->scroll = SCROLL_INIT;
	comparison_make(&v->of, old, new);
	for (size_t i = 0; i < v->of.list.n; i++)
		add_item(v, (struct item){ .difference = &v->of.list.items[i],
					   .lost = PLACE_NONE });
	comparison_each_lost(&v->of, add_lost, v);
	return &v->overlay;
}
