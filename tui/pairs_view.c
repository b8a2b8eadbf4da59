#include <config.h>
#include "tui/pairs_view.h"

#include <string.h>

#include "core/memory.h"
#include "core/paste_plan.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"

struct pairs_view {
	struct overlay overlay;
	const struct document *doc; /* borrowed */
	struct paste_block block;
	struct paste_pairs pairs;
	struct scroll scroll;
	bool is_column, is_text;
};

bool pairs_view_is_text(const struct overlay *o)
{
	return ((const struct pairs_view *)o)->is_text;
}

const struct paste_pairs *pairs_view_pairs(const struct overlay *o)
{
	return &((const struct pairs_view *)o)->pairs;
}

/* ---- keys ---- */

static enum overlay_turn char_key(struct pairs_view *v, uint32_t ch)
{
	struct paste_pair *pair = &v->pairs.items[v->scroll.focus];

	if (ch != ' ' && ch != '0')
		return OVERLAY_NOT_THAT;
	pair->is_left_out = !pair->is_left_out;
	scroll_move(&v->scroll, 1, v->pairs.n);
	return OVERLAY_OPEN;
}

static enum overlay_turn take_as_text(struct pairs_view *v)
{
	v->is_text = true;
	return OVERLAY_CHOSEN;
}

static enum overlay_turn pairs_view_key(struct overlay *o,
					const struct key *key)
{
	struct pairs_view *v = (struct pairs_view *)o;

	if (scroll_key(&v->scroll, key, v->pairs.n))
		return OVERLAY_OPEN;
	switch (key->name) {
	case K_CHAR:
		return char_key(v, key_fold(*key).ch);
	case K_ENTER:
		return OVERLAY_CHOSEN;
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_F:
		return key->ch == 2 ? take_as_text(v) : OVERLAY_NOT_THAT;
	default:
		return OVERLAY_NOT_THAT;
	}
}

/* ---- drawing ---- */

enum { MARKS = 2 };

static void draw_summary(const struct pairs_view *v, struct canvas *c,
			 struct area a)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text,
		     v->is_column ? _("从这一格往下填 %zu 格，改动 %zu 格")
				  : _("按栏目名填 %zu 格，改动 %zu 格"),
		     v->pairs.n, paste_pairs_changed(&v->pairs, v->doc));
	if (v->pairs.n_lost > 0) {
		bytes_add_str(&text, "  ");
		bytes_printf(&text, _("!没有去处 %zu 格"), v->pairs.n_lost);
		bytes_printf(&text, "(%s%s)", v->pairs.lost,
			     v->pairs.n_lost > 1 ? _(" 等") : "");
	}
	canvas_put_str(c, a.y, a.x + 1, a.width - 2,
		       v->pairs.n_lost > 0 ? ROLE_WARNING : ROLE_TITLE,
		       text.data);
	bytes_release(&text);
}

/* Label, what stands there now, what will. */
struct columns {
	int label, now, then, w_label, w_text;
};

static struct columns columns_of(struct area a)
{
	struct columns at = { .label = a.x + MARKS };
	int room = a.width - 2 * MARKS - 3;

	at.w_label = room / 3;
	at.w_text = (room - at.w_label) / 2;
	at.now = at.label + at.w_label + 1;
	at.then = at.now + at.w_text + 1 + MARKS;
	return at;
}

static void draw_headings(struct canvas *c, int y, const struct columns *at)
{
	canvas_put_str(c, y, at->label, at->w_label, ROLE_HEADING, _("栏目"));
	canvas_put_str(c, y, at->now, at->w_text, ROLE_HEADING, _("现在"));
	canvas_put_str(c, y, at->then, at->w_text, ROLE_HEADING, _("粘贴后"));
}

static void draw_pair(void *view, struct canvas *c, struct area a, size_t i)
{
	const struct pairs_view *v = view;
	struct columns at = columns_of(a);
	const struct paste_pair *pair = &v->pairs.items[i];
	const char *now =
		record_get(&v->doc->record, (struct place){ pair->field, -1 });
	bool is_same = pair->text == now || pair->is_left_out;

	canvas_put_str(c, a.y, at.label, at.w_label, ROLE_LABEL,
		       say_field(&v->doc->def->fields[pair->field]));
	canvas_put_str(c, a.y, at.now, at.w_text,
		       is_same ? ROLE_VALUE : ROLE_DIM, now);
	if (pair->is_left_out) {
		canvas_put_str(c, a.y, at.then, at.w_text, ROLE_DIM, _("不放"));
		return;
	}
	if (paste_plan_is_unfit(v->doc, pair->field, pair->text))
		canvas_put_str(c, a.y, at.then - 1, 1, ROLE_WARNING, "!");
	else if (strcmp(pair->pasted, pair->text) != 0)
		canvas_put_str(c, a.y, at.then - 1, 1, ROLE_HINT, "~");
	canvas_put_str(c, a.y, at.then, at.w_text,
		       is_same ? ROLE_DIM : ROLE_VALUE, pair->text);
}

/* 30,000元 → 3.00, of the chosen one. */
static void draw_chosen(const struct pairs_view *v, struct canvas *c,
			struct area a)
{
	const struct paste_pair *pair = &v->pairs.items[v->scroll.focus];
	struct bytes text = BYTES_INIT;

	if (strcmp(pair->pasted, pair->text) != 0)
		bytes_printf(&text, "%s → ", pair->pasted);
	bytes_add_str(&text, pair->text);
	canvas_put_lines(c, a, ROLE_TEXT, text.data, text.len);
	bytes_release(&text);
}

static void pairs_view_draw(struct overlay *o, struct canvas *c, struct area a)
{
	struct pairs_view *v = (struct pairs_view *)o;
	struct columns at = columns_of(a);
	int h_chosen = a.height >= 14 ? 3 : 1;
	int bottom = a.y + a.height - h_chosen;

	draw_summary(v, c, (struct area){ a.y, a.x, 1, a.width });
	draw_headings(c, a.y + 1, &at);
	scroll_draw(
		&v->scroll, c,
		(struct area){ a.y + 2, a.x, bottom - 1 - (a.y + 2), a.width },
		v->pairs.n, draw_pair, v);
	glyph_rule(c, bottom - 1, a.x + 1, a.width - 2);
	draw_chosen(v, c,
		    (struct area){ bottom, a.x + 1, h_chosen, a.width - 2 });
}

static void pairs_view_release(struct overlay *o)
{
	struct pairs_view *v = (struct pairs_view *)o;

	paste_pairs_release(&v->pairs);
	paste_block_release(&v->block);
}

static const char *const hints[] = {
	N_("Enter粘贴"),    N_("Esc取消"), N_("空格不放这一格"),
	N_("F2作一格文字"), NULL,
};

static const struct overlay_kind pairs_view_kind = {
	.key = pairs_view_key,
	.draw = pairs_view_draw,
	.release = pairs_view_release,
	.hints = hints,
	.not_that =
		N_("上下键选一格，空格不放或放；F2 都放进一格；Enter 粘贴，Esc "
		   "不粘贴"),
	.whole_frame = true,
	.holds_paste = true,
};

struct overlay *pairs_view_new(const struct document *doc,
			       struct paste_block *block,
			       struct paste_pairs *pairs, bool is_column)
{
	struct pairs_view *v;

	if (pairs->n == 0) {
		paste_pairs_release(pairs);
		return NULL;
	}
	v = memory_alloc(sizeof *v);
	v->is_column = is_column;
	v->overlay.kind = &pairs_view_kind;
	v->doc = doc;
	v->pairs = *pairs;
	v->block = *block;
	*block = (struct paste_block){ 0 };
	v->scroll = SCROLL_INIT;
	return &v->overlay;
}
