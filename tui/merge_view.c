#include <config.h>
#include "tui/merge_view.h"

#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"

struct merge_view {
	struct overlay overlay;
	struct merge *merge; /* borrowed */
	struct scroll scroll;
	enum merge_answer answer;
};

static void go_undecided(struct merge_view *v)
{
	for (size_t i = v->merge->n; i-- > 0;)
		if (v->merge->items[i].choice == MERGE_UNDECIDED)
			v->scroll.focus = i;
}

void merge_view_go_undecided(struct overlay *o)
{
	go_undecided((struct merge_view *)o);
}

enum merge_answer merge_view_answer(const struct overlay *o)
{
	return ((const struct merge_view *)o)->answer;
}

/* ---- keys ---- */

/* Decides the chosen one, and on to the next. */
static enum overlay_turn choose(struct merge_view *v, enum merge_choice choice,
				long by)
{
	struct merge_item *item = &v->merge->items[v->scroll.focus];

	if (choice == MERGE_BOTH && !item->both)
		return OVERLAY_NOT_THAT;
	item->choice = choice;
	scroll_move(&v->scroll, by, v->merge->n);
	return OVERLAY_OPEN;
}

/* All at once: 1 and 2 whatever was changed, 3 as it began. */
static bool choose_many(struct merge_view *v, uint32_t ch)
{
	switch (ch) {
	case 'M':
		merge_choose_clashes(v->merge, MERGE_MINE);
		return true;
	case 'T':
		merge_choose_clashes(v->merge, MERGE_THEIRS);
		return true;
	case '1':
		merge_choose_all(v->merge, MERGE_MINE);
		return true;
	case '2':
		merge_choose_all(v->merge, MERGE_THEIRS);
		return true;
	case '3':
		merge_choose_all(v->merge, MERGE_UNDECIDED);
		go_undecided(v);
		return true;
	default:
		return false;
	}
}

static enum overlay_turn answer(struct merge_view *v, enum merge_answer answer)
{
	v->answer = answer;
	return OVERLAY_CHOSEN;
}

static enum overlay_turn letter(struct merge_view *v, uint32_t ch)
{
	switch (ch) {
	case 'm':
		return choose(v, MERGE_MINE, 1);
	case 't':
		return choose(v, MERGE_THEIRS, 1);
	case 'b':
		return choose(v, MERGE_BOTH, 1);
	case 's':
	case 'S':
		return answer(v, MERGE_ELSEWHERE);
	case 'q':
		return OVERLAY_CLOSED;
	default:
		return scroll_letter(&v->scroll, ch, v->merge->n) ||
				       choose_many(v, ch)
			       ? OVERLAY_OPEN
			       : OVERLAY_NOT_THAT;
	}
}

static enum overlay_turn merge_view_key(struct overlay *o,
					const struct key *key)
{
	struct merge_view *v = (struct merge_view *)o;

	if (scroll_key(&v->scroll, key, v->merge->n))
		return OVERLAY_OPEN;
	switch (key->name) {
	case K_CHAR:
		return letter(v, key_fold(*key).ch);
	case K_ENTER:
		return answer(v, MERGE_APPLY);
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_LEFT: /* where they stand */
		return choose(v, MERGE_MINE, 0);
	case K_RIGHT:
		return choose(v, MERGE_THEIRS, 0);
	default:
		return OVERLAY_NOT_THAT;
	}
}

/* ---- drawing ---- */

enum { MARKS_COLS = 2, CHOICE_COLS = 8, TALL = 16 };

/* Where the columns of the list begin, and how wide they are. */
struct columns {
	int what, mine, theirs, choice;
	int w_what, w_text;
};

static struct columns columns_of(struct area a)
{
	int room = a.width - MARKS_COLS - CHOICE_COLS - 2;
	struct columns c = { .what = a.x + MARKS_COLS };

	c.w_what = room * 2 / 5;
	c.w_text = (room - c.w_what) / 2;
	c.mine = c.what + c.w_what + 1;
	c.theirs = c.mine + c.w_text + 1;
	c.choice = a.x + a.width - CHOICE_COLS;
	return c;
}

/* The row's number in mine, or in theirs where mine lacks it. */
static long row_number(const struct merge *m, const struct merge_item *item)
{
	struct merge_row row = m->tables[item->table].rows[item->row];

	return (row.mine >= 0 ? row.mine : row.theirs) + 1;
}

static void what_print(struct bytes *out, const struct merge *m,
		       const struct merge_item *item)
{
	const struct definition *def = m->base->def;

	if (item->table >= 0)
		bytes_printf(out, "%s %ld",
			     say_table(&def->tables[item->table]),
			     row_number(m, item));
	if (item->kind == MERGE_CELL)
		bytes_printf(out, "%s%s", item->table >= 0 ? " " : "",
			     say_field(&def->fields[item->field]));
	else
		bytes_printf(out, " %s", _("整行"));
}

/* What there is instead of a text, or NULL. */
static const char *instead(const struct merge_item *item, const char *text)
{
	if (!text)
		return item->base ? _("(已删除)") : _("(没有)");
	return *text ? NULL : _("(空)");
}

/* Bytes at the start that all versions of a cell have. */
static size_t same_start(const struct merge_item *item)
{
	const char *m = item->mine, *t = item->theirs;
	const char *b = *item->base ? item->base : m;
	size_t n = 0;

	while (m[n] && m[n] == t[n] && m[n] == b[n])
		n++;
	return n;
}

/* A long text from where it differs on. */
static void from_difference(const struct canvas *c, struct bytes *out,
			    const struct merge_item *item, const char *text,
			    int w_cols)
{
	size_t len = strlen(text), at = same_start(item);

	canvas_print_from(c, out, text, len, at < len ? at : 0, w_cols);
}

static void cell_print(const struct canvas *c, struct bytes *out,
		       const struct merge_item *item, const char *text,
		       int w_cols)
{
	if (instead(item, text))
		bytes_add_str(out, instead(item, text));
	else if (item->kind == MERGE_CELL)
		from_difference(c, out, item, text, w_cols);
	else
		bytes_add_str(out, text);
}

static const char *choice_shown(enum merge_choice choice)
{
	static const char *const words[] = {
		[MERGE_UNDECIDED] = N_("? 未定"),
		[MERGE_MINE] = N_("取我的"),
		[MERGE_THEIRS] = N_("取别人的"),
		[MERGE_BOTH] = N_("两边都取"),
	};

	return say(words[choice]);
}

/* What is not taken is dim. */
static void draw_cell(struct canvas *c, int y, int x, int w_cols,
		      const struct merge_item *item, enum merge_choice side)
{
	bool is_left = item->choice != side && item->choice != MERGE_BOTH &&
		       item->choice != MERGE_UNDECIDED;
	struct bytes text = BYTES_INIT;

	cell_print(c, &text, item,
		   side == MERGE_MINE ? item->mine : item->theirs, w_cols);
	canvas_put_str(c, y, x, w_cols, is_left ? ROLE_DIM : ROLE_VALUE,
		       text.data);
	bytes_release(&text);
}

static void draw_item(void *view, struct canvas *c, struct area a, size_t i)
{
	const struct merge_view *v = view;
	struct columns at = columns_of(a);
	const struct merge_item *item = &v->merge->items[i];
	struct bytes what = BYTES_INIT;

	what_print(&what, v->merge, item);
	if (item->is_clash)
		canvas_put_str(c, a.y, at.what - 1, 1, ROLE_WARNING, "!");
	canvas_put_str(c, a.y, at.what, at.w_what, ROLE_LABEL, what.data);
	draw_cell(c, a.y, at.mine, at.w_text, item, MERGE_MINE);
	draw_cell(c, a.y, at.theirs, at.w_text, item, MERGE_THEIRS);
	canvas_put_str(c, a.y, at.choice, CHOICE_COLS,
		       item->choice == MERGE_UNDECIDED ? ROLE_WARNING
						       : ROLE_TEXT,
		       choice_shown(item->choice));
	bytes_release(&what);
}

/* All cells of a row, or the cell. */
static void whole_print(const struct canvas *c, struct bytes *out,
			const struct merge_item *item,
			const struct record *record, long row, const char *text,
			int w_cols)
{
	const struct table_def *t;

	if (item->kind == MERGE_CELL || !text) {
		cell_print(c, out, item, text, w_cols);
		return;
	}
	t = &record->def->tables[item->table];
	for (int i = 0; i < t->n_columns; i++)
		bytes_printf(out, "%s%s", i ? " | " : "",
			     record_get(record,
					(struct place){ t->columns[i], row }));
}

static void draw_text(struct canvas *c, struct area a, const char *heading,
		      const struct bytes *text)
{
	const int indent = 8;

	canvas_put_str(c, a.y, a.x + 1, indent - 1, ROLE_LABEL, heading);
	canvas_put_lines(c,
			 (struct area){ a.y, a.x + 1 + indent, a.height,
					a.width - indent - 2 },
			 ROLE_VALUE, text->data, text->len);
}

static void draw_chosen(const struct merge_view *v, struct canvas *c,
			struct area a)
{
	const struct merge *m = v->merge;
	const struct merge_item *item = &m->items[v->scroll.focus];
	struct merge_row row = { -1, -1, -1 };

	if (item->table >= 0)
		row = m->tables[item->table].rows[item->row];
	/* what comes of both tells more than what it comes from */
	bool is_both = item->choice == MERGE_BOTH;
	const struct {
		const char *heading;
		const struct record *record;
		long row;
		const char *text;
	} versions[] = {
		{ is_both ? _("两边") : _("原来"), m->base, row.base,
		  is_both ? item->both : item->base },
		{ _("我的"), m->mine, row.mine, item->mine },
		{ _("别人的"), m->theirs, row.theirs, item->theirs },
	};
	for (int i = 0; i < 3; i++) {
		struct bytes text = BYTES_INIT;

		whole_print(c, &text, item, versions[i].record, versions[i].row,
			    versions[i].text, a.height * (a.width - 10));
		draw_text(c, a, versions[i].heading, &text);
		a.y += a.height;
		bytes_release(&text);
	}
}

static void draw_headings(const struct merge_view *v, struct canvas *c, int y,
			  const struct columns *at)
{
	canvas_put_str(c, y, at->what, at->w_what, ROLE_HEADING, _("不同之处"));
	canvas_put_str(c, y, at->mine, at->w_text, ROLE_HEADING, _("我的"));
	canvas_put_str(c, y, at->theirs, at->w_text, ROLE_HEADING, _("别人的"));
	canvas_printf(c, y, at->choice, CHOICE_COLS, ROLE_DIM, "%zu/%zu",
		      v->scroll.focus + 1, v->merge->n);
}

static void draw_summary(const struct merge *m, struct canvas *c, struct area a)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text,
		     _("别人改动了这个文件。只有我改的 %zu 处，只有别人改的 "
		       "%zu 处，两边改得不同的 %zu 处"),
		     m->n_mine, m->n_theirs, m->n_clashes);
	if (text_cols(text.data, text.len) > a.width) {
		bytes_clear(&text);
		bytes_printf(&text,
			     _("别人也改了：我 %zu，别人 %zu，冲突 %zu 处"),
			     m->n_mine, m->n_theirs, m->n_clashes);
	}
	canvas_put_str(c, a.y, a.x, a.width, ROLE_WARNING, text.data);
	bytes_release(&text);
}

static void merge_view_draw(struct overlay *o, struct canvas *c, struct area a)
{
	struct merge_view *v = (struct merge_view *)o;
	const struct merge *m = v->merge;
	struct columns at = columns_of(a);
	bool tall = a.height >= TALL;
	int h_text = a.height >= 2 * TALL ? 3 : tall ? 2 : 1, y = a.y;
	int bottom = a.y + a.height - 3 * h_text;

	draw_summary(m, c, (struct area){ y++, a.x + 1, 1, a.width - 2 });
	if (tall)
		glyph_rule(c, y++, a.x + 1, a.width - 2);
	draw_headings(v, c, y++, &at);
	if (tall)
		glyph_rule(c, bottom - 1, a.x + 1, a.width - 2);
	scroll_draw(
		&v->scroll, c,
		(struct area){ y, a.x, bottom - y - (tall ? 1 : 0), a.width },
		m->n, draw_item, v);
	draw_chosen(v, c, (struct area){ bottom, a.x, h_text, a.width });
}

static const char *const hints[] = {
	N_("Enter保存"), N_("Esc返回"),
	N_("m我的"),	 N_("t别人的"),
	N_("1全我的"),	 N_("2全别人的"),
	N_("3合并"),	 N_("s另存"),
	N_("M/T冲突"),	 NULL,
};
static const char *const both_hints[] = {
	N_("Enter保存"), N_("Esc返回"), N_("m我的"),
	N_("t别人的"),	 N_("b两边"),	N_("1全我的"),
	N_("2全别人的"), N_("3合并"),	N_("s另存"),
	N_("M/T冲突"),	 NULL,
};

/* The two differ in what they say, never in what they do. */
#define MERGE_VIEW_KIND(its_hints)                                                             \
	{                                                                                      \
		.key = merge_view_key, .draw = merge_view_draw,                                \
		.hints = its_hints,                                                            \
		.not_that = N_("m 取我的，t 取别人的；M、T 是所有冲突；Enter " \
			       "合并保存，Esc 返回"),                                          \
		.whole_frame = true,                                                           \
	}
static const struct overlay_kind merge_view_kind = MERGE_VIEW_KIND(hints);
static const struct overlay_kind both_view_kind = MERGE_VIEW_KIND(both_hints);

static bool has_both(const struct merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->items[i].both)
			return true;
	return false;
}

struct overlay *merge_view_new(struct merge *merge)
{
	struct merge_view *v = memory_alloc(sizeof *v);

	v->overlay.kind = has_both(merge) ? &both_view_kind : &merge_view_kind;
	v->merge = merge;
	v->scroll = SCROLL_INIT;
	go_undecided(v);
	return &v->overlay;
}
