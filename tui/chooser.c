#include <config.h>
#include "tui/chooser.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/query.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/field_editor.h"
#include "tui/glyph.h"
#include "tui/scroll.h"

/* An item, and how well it is found. */
struct item {
	struct chooser_item said;
	unsigned score;
};

struct chooser {
	struct overlay overlay;
	const char *title;
	struct arena arena;
	struct item *items;
	size_t n, cap;
	const struct item **found; /* the best first */
	size_t n_found;
	struct scroll scroll; /* of the found */
	enum chooser_tab tab;
	bool is_tab, takes_typed;
	int w_name, w_tag; /* columns that the longest ones take */
	bool has_details;
	struct field_editor editor;
	struct pinyin *pinyin;
	struct query query;
};

static struct chooser *of(struct overlay *o)
{
	return (struct chooser *)o;
}

/* ---- what is found ---- */

/* Those alike stay in order. */
static int compare_found(const void *pa, const void *pb)
{
	const struct item *a = *(const struct item *const *)pa,
			  *b = *(const struct item *const *)pb;
	bool a_is_dim = *a->said.why_not, b_is_dim = *b->said.why_not;

	if (a_is_dim != b_is_dim)
		return a_is_dim - b_is_dim;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a < b ? -1 : a > b;
}

static const struct overlay_kind kinds[CHOOSER_TABS];

/* What is typed has no usual target. */
static const struct overlay_kind *kind_now(const struct chooser *c)
{
	bool is_along = c->tab == CHOOSER_TAB_ALONG;

	return &kinds[is_along && c->n_found == 0 ? CHOOSER_TAB_RIGHT : c->tab];
}

static void find(struct chooser *c)
{
	query_set(&c->query, c->editor.text.data, c->editor.text.len);
	free(c->found);
	c->found = memory_array(c->n + 1, sizeof *c->found);
	c->n_found = c->scroll.focus = c->scroll.top = 0;
	for (size_t i = 0; i < c->n; i++) {
		struct item *item = &c->items[i];
		const char *texts[] = { item->said.name, item->said.also,
					item->said.detail, item->said.tag };

		item->score = query_match(&c->query, texts,
					  sizeof texts / sizeof *texts);
		if (item->score > 0)
			c->found[c->n_found++] = item;
	}
	qsort(c->found, c->n_found, sizeof *c->found, compare_found);
	c->overlay.kind = kind_now(c);
}

/* ---- keys ---- */

static bool offers_typed(const struct chooser *c)
{
	return c->takes_typed && c->n_found == 0 &&
	       !text_is_blank(c->editor.text.data);
}

static enum overlay_turn choose(struct chooser *c, bool is_tab)
{
	if (c->n_found == 0 && !offers_typed(c))
		return OVERLAY_NOT_THAT;
	c->is_tab = is_tab;
	return OVERLAY_CHOSEN;
}

static enum overlay_turn type(struct chooser *c, const struct key *key)
{
	struct bytes before = BYTES_INIT;
	bool is_known;

	bytes_add(&before, c->editor.text.data, c->editor.text.len);
	is_known = field_editor_key(&c->editor, key);
	if (strcmp(before.data, c->editor.text.data) != 0)
		find(c);
	bytes_release(&before);
	return is_known ? OVERLAY_OPEN : OVERLAY_NOT_THAT;
}

static enum overlay_turn chooser_key(struct overlay *o, const struct key *key)
{
	struct chooser *c = of(o);

	if (c->editor.in_paste)
		return type(c, key);
	switch (key->name) {
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_ENTER:
		return choose(c, false);
	case K_TAB:
		return c->tab ? choose(c, true) : OVERLAY_NOT_THAT;
	case K_HOME: /* in what is typed */
	case K_END:
		return type(c, key);
	default:
		return scroll_key(&c->scroll, key, c->n_found) ? OVERLAY_OPEN
							       : type(c, key);
	}
}

/* ---- drawing ---- */

enum { GAP_COLS = 2, LEAST_DETAIL = 8, TALL = 10 };

/* Where the columns stand. */
struct columns {
	int w_name, detail, w_detail, tag;
};

static struct columns columns_of(const struct chooser *c, struct area a)
{
	int w = a.width - SCROLL_MARK_COLS - 1, w_tag = c->w_tag;
	struct columns at;

	if (w_tag > w / 3)
		w_tag = w / 3;
	at.tag = a.x + a.width - 1 - w_tag;
	w -= w_tag > 0 ? w_tag + GAP_COLS : 0;
	at.w_name = c->has_details && c->w_name > w / 2 ? w / 2 : c->w_name;
	at.w_detail = w - at.w_name - GAP_COLS;
	if (!c->has_details || at.w_detail < LEAST_DETAIL) {
		at.w_name = w;
		at.w_detail = 0;
	}
	at.detail = a.x + SCROLL_MARK_COLS + at.w_name + GAP_COLS;
	return at;
}

static const char *beside(const struct chooser_item *item)
{
	return *item->why_not ? item->why_not : item->detail;
}

static void draw_item(void *of, struct canvas *canvas, struct area a, size_t i)
{
	const struct chooser *c = of;
	struct columns at = columns_of(c, a);
	const struct chooser_item *item = &c->found[i]->said;
	bool is_dim = *item->why_not;

	canvas_put_str(canvas, a.y, a.x + SCROLL_MARK_COLS, at.w_name,
		       is_dim ? ROLE_DIM : ROLE_VALUE, item->name);
	canvas_put_str(canvas, a.y, at.detail, at.w_detail,
		       is_dim ? ROLE_DIM : ROLE_TEXT, beside(item));
	canvas_put_str(canvas, a.y, at.tag, a.x + a.width - at.tag,
		       is_dim ? ROLE_DIM : ROLE_KEY, item->tag);
}

static void draw_list(struct chooser *c, struct canvas *canvas, struct area a)
{
	scroll_draw(&c->scroll, canvas, a, c->n_found, draw_item, c);
	if (c->n_found == 0 && a.height > 0)
		canvas_put_str(
			canvas, a.y, a.x + SCROLL_MARK_COLS,
			a.width - SCROLL_MARK_COLS, ROLE_DIM,
			offers_typed(c)
				? _("没有符合的；Enter 就按输入的填")
				: _("没有符合的；可用汉字、英文或拼音首字母"));
}

/* What there is to say of the chosen one, whole. */
static void draw_detail(const struct chooser *c, struct canvas *canvas,
			struct area a, const struct columns *at)
{
	const struct chooser_item *item;
	struct bytes text = BYTES_INIT;

	if (c->n_found == 0)
		return;
	item = &c->found[c->scroll.focus]->said;
	if (text_cols(item->name, strlen(item->name)) > at->w_name)
		bytes_printf(&text, "%s  ", item->name);
	if (*item->why_not ||
	    text_cols(item->detail, strlen(item->detail)) > at->w_detail)
		bytes_add_str(&text, item->detail);
	if (*item->why_not)
		bytes_printf(&text, "%s%s", text.len > 0 ? "  " : "",
			     item->why_not);
	canvas_put_lines(canvas, a, ROLE_DIM, text.data, text.len);
	bytes_release(&text);
}

/* The title, what is typed, and how many are found. */
static void draw_field(struct chooser *c, struct canvas *canvas, struct area a)
{
	struct bytes count = BYTES_INIT;
	int w_title, w_count;

	bytes_printf(&count, "%zu/%zu",
		     c->n_found > 0 ? c->scroll.focus + 1 : 0, c->n_found);
	w_count = text_cols(count.data, count.len) + 1;
	w_title = canvas_put_str(canvas, a.y, a.x + 1, a.width / 2,
				 ROLE_HEADING, c->title) +
		  2;
	canvas_put_right(canvas, a.y, a.x + a.width - w_count - 1, w_count,
			 ROLE_DIM, count.data);
	field_editor_draw(&c->editor, canvas,
			  (struct area){ a.y, a.x + w_title, 1,
					 a.width - w_title - w_count - 2 });
	bytes_release(&count);
}

static void chooser_draw(struct overlay *o, struct canvas *canvas,
			 struct area a)
{
	struct chooser *c = of(o);
	struct columns at = columns_of(c, a);
	bool tall = a.height >= TALL;
	int h_detail = a.height >= 2 * TALL ? 3 : 2;
	int y = a.y + 1, bottom = a.y + a.height - h_detail;

	if (tall)
		glyph_rule(canvas, y++, a.x + 1, a.width - 2);
	draw_list(c, canvas, (struct area){ y, a.x, bottom - y, a.width });
	draw_detail(c, canvas,
		    (struct area){ bottom, a.x + SCROLL_MARK_COLS, h_detail,
				   a.width - SCROLL_MARK_COLS - 1 },
		    &at);
	/* last: the cursor stands there */
	draw_field(c, canvas, (struct area){ a.y, a.x, 1, a.width });
}

/* ---- coming and going ---- */

static void release(struct overlay *o)
{
	struct chooser *c = of(o);

	arena_release(&c->arena);
	free(c->items);
	free(c->found);
	field_editor_release(&c->editor);
	query_release(&c->query);
	pinyin_free(c->pinyin);
}

/* An item of the found ones. */
static bool chooser_pick(struct overlay *o, size_t item)
{
	struct chooser *c = of(o);

	return scroll_pick(&c->scroll, item, c->n_found);
}

static const char *const hints[CHOOSER_TABS][6] = {
	[CHOOSER_TAB_NOTHING] = { N_("Enter确定"), N_("Esc返回"),
				  N_("上下键选"), N_("输入以筛选"), NULL },
	[CHOOSER_TAB_RIGHT] = { N_("Enter确定"), N_("Tab确定右移"),
				N_("Esc返回"), N_("上下键选"), N_("输入以筛选"),
				NULL },
	[CHOOSER_TAB_ALONG] = { N_("Enter确定"), N_("Tab连同指标值"),
				N_("Esc返回"), N_("上下键选"), N_("输入以筛选"),
				NULL },
};

/* They differ in what they say of Tab. */
#define CHOOSER_KIND(tab)                                                     \
	{                                                                     \
		.key = chooser_key, .draw = chooser_draw, .release = release, \
		.hints = hints[tab],                                          \
		.not_that =                                                   \
			N_("输入要找的词，上下键选，Enter 确定，Esc 返回"),   \
		.pick = chooser_pick, .takes_paste = true,                    \
	}
static const struct overlay_kind kinds[CHOOSER_TABS] = {
	CHOOSER_KIND(CHOOSER_TAB_NOTHING),
	CHOOSER_KIND(CHOOSER_TAB_RIGHT),
	CHOOSER_KIND(CHOOSER_TAB_ALONG),
};

struct overlay *chooser_new(const char *title, enum chooser_tab tab)
{
	struct chooser *c = memory_alloc(sizeof *c);

	c->overlay.kind = &kinds[tab];
	c->tab = tab;
	c->title = arena_copy_str(&c->arena, title);
	c->scroll = SCROLL_INIT;
	field_editor_init(&c->editor);
	c->pinyin = pinyin_new();
	query_init(&c->query, c->pinyin);
	return &c->overlay;
}

static const char *copy(struct chooser *c, const char *text)
{
	return text ? arena_copy_str(&c->arena, text) : "";
}

static void widen(int *w_cols, const char *text)
{
	int cols = text_cols(text, strlen(text));

	if (cols > *w_cols)
		*w_cols = cols;
}

void chooser_add(struct overlay *o, const struct chooser_item *item)
{
	struct chooser *c = of(o);
	struct item *added;

	MEMORY_MORE(c->items, c->n, c->cap);
	added = &c->items[c->n];
	*added = (struct item){ 0 };
	added->said.id = item->id;
	added->said.name = copy(c, item->name);
	added->said.detail = copy(c, item->detail);
	added->said.tag = copy(c, item->tag);
	added->said.also = copy(c, item->also);
	added->said.why_not = copy(c, item->why_not);
	widen(&c->w_name, added->said.name);
	widen(&c->w_tag, added->said.tag);
	c->has_details |= *added->said.detail || *added->said.why_not;
	c->n++;
}

void chooser_allow_typed(struct overlay *o)
{
	of(o)->takes_typed = true;
}

void chooser_start(struct overlay *o, const char *typed, size_t id)
{
	struct chooser *c = of(o);

	field_editor_start(&c->editor, typed, strlen(typed), false, false);
	find(c);
	for (size_t i = 0; !*typed && i < c->n_found; i++)
		if (c->found[i]->said.id == id)
			c->scroll.focus = i;
}

size_t chooser_chosen(const struct overlay *o)
{
	const struct chooser *c = (const struct chooser *)o;

	return c->found[c->scroll.focus]->said.id;
}

const char *chooser_typed(const struct overlay *o)
{
	const struct chooser *c = (const struct chooser *)o;

	return offers_typed(c) ? c->editor.text.data : NULL;
}

bool chooser_is_tab(const struct overlay *o)
{
	return ((const struct chooser *)o)->is_tab;
}

size_t chooser_n_found(const struct overlay *o)
{
	return ((const struct chooser *)o)->n_found;
}

size_t chooser_found(const struct overlay *o, size_t at)
{
	const struct chooser *c = (const struct chooser *)o;

	return c->found[at]->said.id;
}
