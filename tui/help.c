#include <config.h>
#include "tui/help.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/action.h"
#include "tui/screen.h"

struct line {
	const char *label; /* NULL: a heading */
	const char *text;
	enum role role;
};

struct help {
	struct overlay overlay;
	unsigned places; /* ON_ bits */
	unsigned left_out;
	int top, page;
	int n_drawn, height; /* lines: all, and those on screen */
	struct arena arena;
	struct line *lines; /* what stands before the keys */
	size_t n_lines, cap_lines;
};

/* ---- keys ---- */

/* The letters of lists; an input method's full-width ones as well. */
static enum overlay_turn char_key(struct help *h, uint32_t ch)
{
	enum action move = action_of_letter(ch);

	if (move == ACTION_DOWN)
		h->top++;
	else if (move == ACTION_UP)
		h->top--;
	else if (move == ACTION_FIRST)
		h->top = 0;
	else if (move == ACTION_LAST)
		h->top = INT_MAX / 2;
	else if (ch == ' ')
		h->top += h->page;
	else
		return ch == 'q' ? OVERLAY_CLOSED : OVERLAY_NOT_THAT;
	return OVERLAY_OPEN;
}

static enum overlay_turn help_key(struct overlay *o, const struct key *key)
{
	struct help *h = (struct help *)o;

	switch (key->name) {
	case K_UP:
		h->top--;
		break;
	case K_DOWN:
		h->top++;
		break;
	case K_PAGE_UP:
		h->top -= h->page;
		break;
	case K_PAGE_DOWN:
		h->top += h->page;
		break;
	case K_HOME:
		h->top = 0;
		break;
	case K_END:
		h->top = INT_MAX / 2;
		break;
	case K_CHAR:
		return key->alt ? OVERLAY_PASSED
				: char_key(h, key_fold(*key).ch);
	case K_CTRL:
	case K_F: /* such as one that was just read about */
		return action_of_key(key, h->places) == ACTION_HELP
			       ? OVERLAY_CLOSED
			       : OVERLAY_PASSED;
	default:
		return OVERLAY_CLOSED;
	}
	return OVERLAY_OPEN;
}

/* ---- the page ---- */

enum { LABEL_COLS = 11, KEYS_COLS = 22 };

/* One drawing of the page, from line `top` on. */
struct page {
	struct canvas *canvas;
	struct area area;
	int y; /* of the next line, within the area */
};

static bool is_seen(const struct page *p)
{
	return p->y >= 0 && p->y < p->area.height;
}

static void put_heading(struct page *p, const char *text)
{
	if (is_seen(p))
		canvas_put_str(p->canvas, p->area.y + p->y, p->area.x + 1,
			       p->area.width - 1, ROLE_HEADING, text);
	p->y++;
}

/* A label and what belongs to it; a long text goes on below. */
static void put_labelled(struct page *p, const char *label,
			 enum role label_role, int w_label, const char *text,
			 enum role role)
{
	const struct area a = p->area;
	struct text_lines lines = { 0 };

	w_label = a.width > 2 * w_label ? w_label : a.width / 2;
	text_lines_wrap(&lines, text, strlen(text), a.width - w_label - 2);
	for (size_t i = 0; i < lines.n; i++, p->y++) {
		if (!is_seen(p))
			continue;
		if (i == 0)
			canvas_put_str(p->canvas, a.y + p->y, a.x + 2,
				       w_label - 2, label_role, label);
		canvas_put_cut(p->canvas, a.y + p->y, a.x + w_label + 1,
			       a.width - w_label - 1, role,
			       text + lines.items[i].start, lines.items[i].len);
	}
	text_lines_release(&lines);
}

static void put_line(struct page *p, const char *keys, const char *text)
{
	put_labelled(p, keys, ROLE_KEY, KEYS_COLS, text, ROLE_TEXT);
}

/* A blank line behind. */
static void put_about(struct page *p, const struct help *h)
{
	for (size_t i = 0; i < h->n_lines; i++) {
		const struct line *line = &h->lines[i];

		if (line->label)
			put_labelled(p, line->label, ROLE_LABEL, LABEL_COLS,
				     line->text, line->role);
		else
			put_heading(p, line->text);
	}
	p->y += h->n_lines > 0;
}

/* What has no keys is found by its name. */
static void put_actions(struct page *p, unsigned places, unsigned left_out)
{
	struct bytes keys = BYTES_INIT;

	for (int i = 1; i < ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);

		if (!(info->places & places) || (info->places & left_out) ||
		    !*info->help || action_gives_way((enum action)i, places))
			continue;
		bytes_clear(&keys);
		if (*info->keys)
			bytes_add_str(&keys, info->keys);
		else
			bytes_printf(&keys, "^P %s", say(info->hint));
		put_line(p, keys.data, say(info->help));
	}
	bytes_release(&keys);
}

/* What the field editor and the lists know besides. */
static void put_others(struct page *p, unsigned places)
{
	if (places & (ON_EDIT | ON_LONG))
		put_line(p, "Shift-", _("加方向键选中文字"));
	if (places & ON_LONG)
		put_line(p, "Enter",
			 _("换行；在编号条目末尾自动接着编号，"
			   "空条目上再按则去掉"));
	if (places & ON_LIST) {
		put_line(p, "j k n p g G / q",
			 _("下、上、下、上、开头、末尾、查找、返回"));
		put_line(p, "Esc", _("返回"));
	}
	if (places & ON_DESK)
		put_line(p, "j k n p g G / q",
			 _("下、上、下、上、开头、末尾、筛选、退出"));
}

static void put_marks(struct page *p, const struct help *h)
{
	put_line(p, ">",
		 h->places & ON_DESK ? _("光标所在的行") : _("光标所在的格"));
	put_line(p, glyph_mark(p->canvas, SEVERITY_ERROR),
		 _("错误：改正以后才能上报"));
	put_line(p, glyph_mark(p->canvas, SEVERITY_WARNING),
		 _("警告：由审核人判断"));
	put_line(p, glyph_mark(p->canvas, SEVERITY_HINT), _("提示：供参考"));
	if (h->places & ON_REVIEW)
		put_line(p, MARK_REMARK, _("审核人写了批注"));
	if (!(h->places & ON_DESK))
		put_line(p, MARK_CARRIED, _("沿用去年的内容，还没有确认"));
}

/* Some actions have the same keys in two places; each place has its part. The
   number of all lines. */
static int draw_all(const struct help *h, struct canvas *c, struct area a,
		    int top)
{
	unsigned here = h->places & (ON_ANY | ON_DESK | ON_REVIEW);
	unsigned edit = h->places & (ON_EDIT | ON_LONG);
	struct page p = { c, a, -top };

	put_about(&p, h);
	if (here) {
		put_heading(&p, here & ON_DESK	 ? _("在表的清单中")
				: here & ON_LIST ? _("在问题列表中")
						 : _("在表格中"));
		put_actions(&p, here, h->left_out);
		put_others(&p, here);
	}
	if (edit) {
		put_heading(&p, _("修改一格时"));
		put_actions(&p, edit, h->left_out);
		put_others(&p, edit);
	}
	put_heading(&p, _("记号"));
	put_marks(&p, h);
	return p.y + top;
}

static void help_draw(struct overlay *o, struct canvas *c, struct area a)
{
	struct help *h = (struct help *)o;
	struct area nowhere = { 0, 0, 0, a.width };
	int last;

	h->n_drawn = draw_all(h, c, nowhere, 0);
	h->height = a.height;
	last = h->n_drawn - a.height;
	h->page = a.height > 1 ? a.height - 1 : 1;
	h->top = h->top > last ? last : h->top;
	h->top = h->top < 0 ? 0 : h->top;
	draw_all(h, c, a, h->top);
	canvas_cursor(c, a.y, a.x + 1);
}

static void position(const struct overlay *o, struct bytes *out)
{
	const struct help *h = (const struct help *)o;

	if (h->n_drawn > h->height)
		bytes_printf(out, "%d-%d/%d", h->top + 1, h->top + h->height,
			     h->n_drawn);
}

static void release(struct overlay *o)
{
	struct help *h = (struct help *)o;

	arena_release(&h->arena);
	free(h->lines);
}

static const char *const hints[] = { N_("Esc返回"), N_("上下键、翻页键滚动"),
				     NULL };
static const struct overlay_kind help_kind = {
	.key = help_key,
	.draw = help_draw,
	.position = position,
	.release = release,
	.hints = hints,
};

struct overlay *help_new(unsigned places, bool looks_only)
{
	struct help *h = memory_alloc(sizeof *h);

	h->overlay.kind = &help_kind;
	h->places = places;
	h->left_out = looks_only ? EDITS : 0;
	h->page = 1;
	return &h->overlay;
}

bool help_looks_only(const struct overlay *o)
{
	return ((const struct help *)o)->left_out & EDITS;
}

static void add_line(struct help *h, const char *label, enum role role,
		     const char *text)
{
	MEMORY_ADD(h->lines, h->n_lines, h->cap_lines) = (struct line){
		.label = label ? arena_copy_str(&h->arena, label) : NULL,
		.text = arena_copy_str(&h->arena, text),
		.role = role,
	};
}

void help_add_heading(struct overlay *o, const char *text)
{
	add_line((struct help *)o, NULL, ROLE_HEADING, text);
}

void help_add(struct overlay *o, const char *label, enum role role,
	      const char *text)
{
	add_line((struct help *)o, label, role, text);
}
