/* The start screen's frame. */
#include <config.h>
#include "tui/start_private.h"

#include <string.h>
#include "core/path.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"

enum {
	TALL = 16,     /* room for rules */
	WELCOMES = 20, /* … and for what it is all about */
	MARGIN = 3,
};

/* ~/表/2025.csv */
static void print_folder(struct bytes *out, const struct start *s,
			 const char *path)
{
	const char *home = s->offer->home;
	size_t n = (size_t)(path_last(path) - path) - 1;
	size_t n_home = home ? strlen(home) : 0;

	if (n_home > 1 && n >= n_home && !memcmp(path, home, n_home) &&
	    (n == n_home || path[n_home] == '/')) {
		bytes_add_char(out, '~');
		path += n_home;
		n -= n_home;
	}
	text_show(out, path, n, -1);
}

static void print_detail(struct bytes *out, const struct start *s,
			 const struct item *item)
{
	if (!item->path) {
		bytes_add_str(out, item->detail);
		return;
	}
	if (item->is_gone)
		bytes_add_str(out, _("不在了 "));
	print_folder(out, s, item->path);
}

static void draw_line(struct start *s, struct canvas *c, int y, size_t i,
		      bool has_focus)
{
	bool is_form = s->page == PAGE_FORMS;
	const struct item *item = is_form ? NULL : &s->items[i];
	const char *name = is_form ? s->kinds[i].name : item->name;
	bool is_dim = item && item->is_gone;
	char digit[2] = { start_digit(s, i), '\0' };
	struct bytes detail = BYTES_INIT;
	int x = MARGIN, w = c->width - MARGIN - 3;

	if (is_form)
		bytes_add_str(&detail, s->kinds[i].detail);
	else
		print_detail(&detail, s, item);
	scroll_draw_mark(c, (struct area){ y, x - SCROLL_MARK_COLS, 1, w }, i,
			 has_focus);
	canvas_put_str(c, y, x, 1, ROLE_KEY, digit);
	if (detail.len > 0 && c->width >= 60)
		w = (c->width - MARGIN) * 9 / 20;
	canvas_put_str(c, y, x + 2, w, is_dim ? ROLE_DIM : ROLE_VALUE, name);
	if (c->width >= 60)
		canvas_put_str(c, y, x + 3 + w, c->width - x - 4 - w, ROLE_DIM,
			       detail.data);
	bytes_release(&detail);
}

/* The heading of the recent ones, or of other places' forms, and a blank line
   before it, are lines too. */
enum { HEADING_LINES = 2 };

static size_t line_y(const struct start *s, size_t i)
{
	return i >= start_n_above(s) ? i + HEADING_LINES : i;
}

static void draw_lines(struct start *s, struct canvas *c, struct area a)
{
	struct scroll *list = start_scroll(s);
	size_t focus = list->focus, at = line_y(s, focus);
	size_t n_above = start_n_above(s), n = start_n_lines(s);

	list->page = a.height > 0 ? (size_t)a.height : 1;
	list->top = scroll_top(list->top, at, list->page);
	/* the whole menu, as long as that is where one is */
	if (at < list->page && focus < n_above)
		list->top = 0;
	for (size_t i = 0; i < n; i++) {
		size_t y = line_y(s, i);

		if (scroll_shows(list, y))
			draw_line(s, c, a.y + (int)(y - list->top), i,
				  i == focus);
	}
	size_t heading = line_y(s, n_above) - 1;
	if (n > n_above && scroll_shows(list, heading))
		canvas_put_str(c, a.y + (int)(heading - list->top), MARGIN,
			       c->width - MARGIN - 1, ROLE_HEADING,
			       s->page == PAGE_FORMS ? _("别处的表")
						     : _("最近打开的"));
}

static int draw_welcome(struct canvas *c, int y)
{
	struct area a = { y, MARGIN, 4, c->width - 2 * MARGIN };
	const char *text =
		_("填写、检查预算绩效目标表：一边填一边查，"
		  "错在哪里、怎么改都写着；\n"
		  "填的随时记着，断电断线也接得上。第一次用，先打开样表看看。");

	return canvas_put_lines(c, a, ROLE_TEXT, text, strlen(text)) + 1;
}

static void draw_help(struct start *s, struct canvas *c, struct area a)
{
	static const char *const lines[] = {
		N_("上下键        选一行；翻页键、Home、End 也行"),
		N_("Enter         打开选中的一行"),
		N_("0 到 9        直接打开那一行，全角的数字也行"),
		N_("^Q F10 0      退出"),
		N_("^L            重画屏幕"),
		N_("Alt-z         暂时回到命令行，用 fg 回来"),
		"",
		N_("从去年的表新建：去年的文件不动，保存时另起一个名字"),
		N_("打开：输入名称的一部分或拼音首字母，Tab 补全，Enter "
		   "进文件夹"),
		N_("打开样表：改了也不会存到样表里，保存时另起一个名字"),
		N_("审核一个文件夹：和 jixiao review 文件夹 一样"),
		N_("表打开以后，F1 是那一屏的帮助，Alt-o 回到这里"),
		NULL,
	};

	struct bytes text = BYTES_INIT;
	struct text_lines wrapped = { 0 };
	int w = a.width - MARGIN - 1;

	for (int i = 0; lines[i]; i++)
		bytes_printf(&text, "%s%s", i > 0 ? "\n" : "",
			     *lines[i] ? say(lines[i]) : "");
	text_lines_wrap(&wrapped, text.data, text.len, w);
	if (s->help_top >= wrapped.n) /* the window has grown */
		s->help_top = 0;
	for (size_t i = s->help_top;
	     i < wrapped.n && i - s->help_top < (size_t)a.height; i++)
		canvas_put_line(c, a.y + (int)(i - s->help_top), MARGIN, w,
				ROLE_TEXT, text.data + wrapped.items[i].start,
				wrapped.items[i].len);
	s->help_next = s->help_top + (size_t)a.height;
	if (s->help_next >= wrapped.n)
		s->help_next = 0;
	canvas_cursor(c, a.y, MARGIN);
	text_lines_release(&wrapped);
	bytes_release(&text);
}

static const char *hints(const struct start *s)
{
	switch (s->page) {
	case PAGE_FILES:
		return _("Enter确定  Tab补全  Esc返回  ^Q退出");
	case PAGE_FORMS:
		return _("Enter确定  Esc返回  ^Q退出");
	case PAGE_HELP:
		return s->help_next > 0 ? _("按任意键看下面，Esc返回")
					: _("按任意键返回");
	case PAGE_MENU:
		break;
	}
	return _("Enter确定  上下键选择  F1帮助  ^Q退出");
}

static void draw_body(struct start *s, struct canvas *c, struct area a)
{
	if (s->page == PAGE_FILES) {
		start_files_draw(&s->files, c, a);
		return;
	}
	if (s->page == PAGE_HELP) {
		draw_help(s, c, a);
		return;
	}
	if (s->page == PAGE_FORMS && a.height > 4) {
		canvas_put_str(c, a.y, MARGIN, a.width - MARGIN - 1,
			       ROLE_HEADING, _("新建哪一种表？"));
		a.y += 2;
		a.height -= 2;
	}
	if (s->page == PAGE_MENU && c->height >= WELCOMES) {
		int used = draw_welcome(c, a.y);

		a.y += used;
		a.height -= used;
	}
	draw_lines(s, c, a);
}

/* Why a file can't be opened is seen to its end. */
static int news_lines(const struct start *s, int w_cols, int most)
{
	int n = canvas_lines(w_cols, s->message.data, s->message.len);

	return n < most ? n : most;
}

void start_draw(struct start *s, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL;
	int y = tall ? 2 : 1, told = news_lines(s, w - 2, h / 2);
	int below = h - 1 - told - tall;
	const char version[] = "jixiao " PACKAGE_VERSION;

	click_map_clear(&s->clicks);
	c->clicks = &s->clicks;
	canvas_put_str(c, 0, 1, w - 2, ROLE_TITLE, _("绩效  预算绩效目标表"));
	if (w >= 60)
		canvas_put_right(c, 0, 1, w - 2, ROLE_TITLE, version);
	if (tall) {
		glyph_rule(c, 1, 1, w - 2);
		glyph_rule(c, below, 1, w - 2);
	}
	if (below > y)
		draw_body(s, c, (struct area){ y, 0, below - y, w });
	canvas_put_last_lines(c, (struct area){ h - 1 - told, 1, told, w - 2 },
			      s->message_role, s->message.data, s->message.len);
	canvas_put_str(c, h - 1, 1, w - 2, ROLE_KEY, hints(s));
	c->clicks = NULL;
}
