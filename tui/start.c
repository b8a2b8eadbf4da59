#include <config.h>
#include "tui/start.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/path.h"
#include "core/store.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"
#include "tui/glyph.h"
#include "tui/scroll.h"
#include "tui/start_files.h"

enum page { PAGE_MENU, PAGE_FORMS, PAGE_FILES, PAGE_HELP };

/* A line that can be chosen. */
struct item {
	enum start_choice choice;
	const char *name, *detail; /* borrowed; detail "" = none */
	const char *path;	   /* of a recent one, or NULL */
	bool is_gone;
};

struct start {
	const struct start_offer *offer;
	enum page page, helped; /* … and the one that PAGE_HELP covers */
	struct item *items;
	size_t n, n_menu; /* those behind n_menu are the recent ones */
	struct scroll menu, forms;
	struct click_map clicks;  /* of that, until a key */
	enum start_choice wanted; /* of PAGE_FILES */
	struct start_files files;
	struct bytes path, message;
	enum role message_role;
	bool in_paste;
};

/* ---- what there is ---- */

static void add(struct start *s, enum start_choice choice, const char *name,
		const char *detail)
{
	s->items[s->n++] = (struct item){ .choice = choice,
					  .name = name,
					  .detail = detail };
}

static void add_recent(struct start *s, const char *path)
{
	struct store_stamp there;

	add(s, START_OPEN, path_last(path), "");
	s->items[s->n - 1].path = path;
	s->items[s->n - 1].is_gone =
		!store_stamp_get(path, &there) || !there.exists;
}

static void add_all(struct start *s)
{
	const struct start_offer *offer = s->offer;

	if (offer->left)
		add(s, START_LEFT, _("接着填没有保存的"), offer->left);
	add(s, START_BLANK, _("新建空表"), "");
	add(s, START_FROM, _("从去年的表新建"),
	    _("年度加一,文字抄过来,金额重填"));
	add(s, START_OPEN, _("打开"), "csv tsv xlsx xls docx");
	if (offer->has_sample)
		add(s, START_SAMPLE, _("打开样表"),
		    _("随便看,随便试,样表不会变"));
	add(s, START_REVIEW, _("审核一个文件夹"),
	    _("报来的表全列出来,一张一张地看"));
	add(s, START_QUIT, _("退出"), "");
	s->n_menu = s->n;
	for (size_t i = 0; i < offer->n_recent; i++)
		add_recent(s, offer->recent[i]);
}

struct start *start_new(const struct start_offer *offer)
{
	enum { MENU_MOST = 8 };
	struct start *s = memory_alloc(sizeof *s);

	s->offer = offer;
	s->items = memory_array(MENU_MOST + offer->n_recent, sizeof *s->items);
	s->menu = s->forms = SCROLL_INIT;
	bytes_init(&s->path);
	bytes_init(&s->message);
	start_files_init(&s->files, offer->home);
	add_all(s);
	return s;
}

void start_free(struct start *s)
{
	if (!s)
		return;
	start_files_release(&s->files);
	click_map_release(&s->clicks);
	bytes_release(&s->path);
	bytes_release(&s->message);
	free(s->items);
	free(s);
}

void start_say(struct start *s, enum role role, const char *text)
{
	bytes_clear(&s->message);
	bytes_add_str(&s->message, text);
	s->message_role = role;
}

size_t start_form(const struct start *s)
{
	return s->forms.focus;
}

const char *start_path(const struct start *s)
{
	return s->path.data;
}

/* ---- choosing ---- */

static void ask_file(struct start *s, enum start_choice wanted,
		     const char *title)
{
	s->wanted = wanted;
	s->page = PAGE_FILES;
	start_files_begin(&s->files, title, wanted == START_REVIEW);
}

static void take_path(struct start *s, const char *path)
{
	bytes_clear(&s->path);
	bytes_add_str(&s->path, path);
}

static enum start_choice choose_recent(struct start *s, const struct item *item)
{
	if (item->is_gone) {
		start_say(s, ROLE_WARNING, _("这个文件已经不在原处了"));
		return START_GO_ON;
	}
	take_path(s, item->path);
	return START_OPEN;
}

static enum start_choice choose(struct start *s, size_t i)
{
	const struct item *item = &s->items[i];

	s->menu.focus = i;
	if (item->path)
		return choose_recent(s, item);
	switch (item->choice) {
	case START_BLANK:
		s->forms.focus = 0;
		if (s->offer->n_forms <= 1)
			return START_BLANK;
		s->page = PAGE_FORMS;
		return START_GO_ON;
	case START_FROM:
		ask_file(s, START_FROM, _("去年的表在哪里?"));
		return START_GO_ON;
	case START_OPEN:
		ask_file(s, START_OPEN, _("打开哪张表?"));
		return START_GO_ON;
	case START_REVIEW:
		ask_file(s, START_REVIEW, _("审核哪个文件夹?"));
		return START_GO_ON;
	default:
		return item->choice;
	}
}

/* The digit in front of an item, or 0 for none; leaving has 0 itself. */
static char digit_of(const struct start *s, size_t i)
{
	size_t number = i + 1;

	if (s->page == PAGE_MENU && s->items[i].choice == START_QUIT)
		return '0';
	/* the recent ones go on where the menu without leaving ends */
	if (s->page == PAGE_MENU && i >= s->n_menu)
		number--;
	return number <= 9 ? (char)('0' + number) : ' ';
}

static size_t n_lines(const struct start *s)
{
	return s->page == PAGE_FORMS ? s->offer->n_forms : s->n;
}

static struct scroll *scroll_of(struct start *s)
{
	return s->page == PAGE_FORMS ? &s->forms : &s->menu;
}

static enum start_choice choose_line(struct start *s, size_t i)
{
	if (s->page == PAGE_MENU)
		return choose(s, i);
	s->forms.focus = i;
	return START_BLANK;
}

/* ---- keys ---- */

/* The line that was clicked at is the one chosen from now on. */
static void click(struct start *s, const struct key *key)
{
	struct click at = click_map_find(&s->clicks, (int)(key->ch >> 16),
					 (int)(key->ch & 0xFFFF));

	if (at.kind != CLICK_ITEM)
		return;
	if (s->page == PAGE_FILES)
		start_files_focus(&s->files, (size_t)at.number);
	else
		scroll_of(s)->focus = (size_t)at.number;
}

static bool move_key(struct start *s, const struct key *key)
{
	struct scroll *list = scroll_of(s);

	switch (key->name) {
	case K_CLICK:
		click(s, key);
		return true;
	case K_BACKTAB:
	case K_WHEEL_UP:
		scroll_move(list, -1, n_lines(s));
		return true;
	case K_TAB:
	case K_WHEEL_DOWN:
		scroll_move(list, 1, n_lines(s));
		return true;
	case K_CHAR:
		return !key->alt &&
		       scroll_letter(list, key_fold(*key).ch, n_lines(s));
	default:
		return scroll_key(list, key, n_lines(s));
	}
}

static void say_not_that(struct start *s, const struct key *key)
{
	if (key_is_han(key))
		start_say(s, ROLE_WARNING,
			  _("输入法处于中文状态;数字和方向键照样能用"));
	else
		start_say(s, ROLE_DIM,
			  _("请按方向键或数字选,Enter 确定,^Q 退出"));
}

static enum start_choice key_in_list(struct start *s, const struct key *key)
{
	struct key folded = key_fold(*key);

	if (move_key(s, key))
		return START_GO_ON;
	if (key->name == K_ENTER)
		return choose_line(s, scroll_of(s)->focus);
	if (folded.name == K_CHAR && !folded.alt)
		for (size_t i = 0; i < n_lines(s); i++)
			if (folded.ch == (uint32_t)digit_of(s, i) &&
			    digit_of(s, i) != ' ')
				return choose_line(s, i);
	if (folded.name == K_CHAR && folded.ch == 'q' && s->page == PAGE_MENU)
		return START_QUIT;
	if (s->page == PAGE_FORMS &&
	    (key->name == K_ESCAPE || folded.ch == 'q'))
		s->page = PAGE_MENU;
	else
		say_not_that(s, key);
	return START_GO_ON;
}

static enum start_choice key_in_files(struct start *s, const struct key *key)
{
	if (key->name == K_CLICK) {
		click(s, key);
		return START_GO_ON;
	}
	switch (start_files_key(&s->files, key)) {
	case FILES_CLOSED:
		s->page = PAGE_MENU;
		return START_GO_ON;
	case FILES_CHOSEN:
		s->page = PAGE_MENU;
		take_path(s, s->files.chosen.data);
		return s->wanted;
	case FILES_NOT_THAT:
		start_say(s, ROLE_DIM,
			  _("输入文件名的一部分来找,Enter 确定,Esc 返回"));
		return START_GO_ON;
	case FILES_OPEN:
		break;
	}
	return START_GO_ON;
}

static enum start_choice key_on_page(struct start *s, const struct key *key)
{
	if (s->page == PAGE_FILES)
		return key_in_files(s, key);
	/* nothing is pasted into a menu */
	s->in_paste = (s->in_paste || key->name == K_PASTE_BEGIN) &&
		      key->name != K_PASTE_END;
	if (s->in_paste || key->name == K_PASTE_END)
		return START_GO_ON;
	if (s->page == PAGE_HELP)
		s->page = s->helped;
	else
		return key_in_list(s, key);
	return START_GO_ON;
}

static bool is_key(const struct key *key, enum key_name name, uint32_t ch)
{
	return key->name == name && key->ch == ch;
}

enum start_choice start_key(struct start *s, const struct key *key)
{
	if (key->name == K_TERMINATE || key->name == K_HANGUP)
		return START_END;
	if (key->name == K_REDRAW || is_key(key, K_CTRL, 'l'))
		return START_REDRAW;
	if (key->name == K_NONE || key->name == K_RESIZE)
		return START_GO_ON;
	bytes_clear(&s->message);
	if (key->name != K_CLICK)
		click_map_clear(&s->clicks);
	if (is_key(key, K_CTRL, 'q') || is_key(key, K_F, 10))
		return START_QUIT;
	if (is_key(key, K_CHAR, 'z') && key->alt)
		return START_SUSPEND;
	if (is_key(key, K_F, 1)) {
		if (s->page != PAGE_HELP)
			s->helped = s->page;
		s->page = PAGE_HELP;
		return START_GO_ON;
	}
	return key_on_page(s, key);
}

/* ---- the frame ---- */

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
	const char *name = is_form ? s->offer->forms[i] : item->name;
	bool is_dim = item && item->is_gone;
	char digit[2] = { digit_of(s, i), '\0' };
	struct bytes shown = BYTES_INIT, detail = BYTES_INIT;
	int x = MARGIN, w = c->width - MARGIN - 3;

	text_show(&shown, name, strlen(name), -1);
	if (item)
		print_detail(&detail, s, item);
	if (has_focus) {
		canvas_put_str(c, y, x - 2, 1, ROLE_TEXT, ">");
		canvas_cursor(c, y, x);
	}
	canvas_put_str(c, y, x, 1, ROLE_KEY, digit);
	if (detail.len > 0 && c->width >= 60)
		w = (c->width - MARGIN) * 9 / 20;
	canvas_put_str(c, y, x + 2, w, is_dim ? ROLE_DIM : ROLE_VALUE,
		       shown.data);
	if (c->width >= 60)
		canvas_put_str(c, y, x + 3 + w, c->width - x - 4 - w, ROLE_DIM,
			       detail.data);
	click_add(c, (struct click){ .kind = CLICK_ITEM,
				     .number = (int)i,
				     .area = { y, 0, 1, c->width } });
	bytes_release(&shown);
	bytes_release(&detail);
}

/* The heading of the recent ones, and a blank line before it, are lines too. */
enum { HEADING_LINES = 2 };

static size_t line_y(const struct start *s, size_t i)
{
	return s->page == PAGE_MENU && i >= s->n_menu ? i + HEADING_LINES : i;
}

static void draw_lines(struct start *s, struct canvas *c, struct area a)
{
	struct scroll *list = scroll_of(s);
	size_t focus = list->focus, at = line_y(s, focus);

	list->page = a.height > 0 ? (size_t)a.height : 1;
	list->top = scroll_top(list->top, at, list->page);
	/* the whole menu, as long as that is where one is */
	if (at < list->page && focus < s->n_menu)
		list->top = 0;
	for (size_t i = 0; i < n_lines(s); i++) {
		size_t y = line_y(s, i);

		if (scroll_shows(list, y))
			draw_line(s, c, a.y + (int)(y - list->top), i,
				  i == focus);
	}
	size_t heading = line_y(s, s->n_menu) - 1;
	if (s->page == PAGE_MENU && s->n > s->n_menu &&
	    scroll_shows(list, heading))
		canvas_put_str(c, a.y + (int)(heading - list->top), MARGIN,
			       c->width - MARGIN - 1, ROLE_HEADING,
			       _("最近打开的"));
}

static int draw_welcome(struct canvas *c, int y)
{
	struct area a = { y, MARGIN, 4, c->width - 2 * MARGIN };
	const char *text =
		_("填写、检查预算绩效目标表:一边填一边查,"
		  "错在哪里、怎么改都写着;\n"
		  "填的随时记着,断电断线也接得上。第一次用,先打开样表看看。");

	return canvas_put_lines(c, a, ROLE_TEXT, text, strlen(text)) + 1;
}

static void draw_help(struct canvas *c, struct area a)
{
	static const char *const lines[] = {
		N_("上下键        选一行;翻页键、Home、End 也行"),
		N_("Enter         打开选中的一行"),
		N_("0 到 9        直接打开那一行,全角的数字也行"),
		N_("^Q F10 0      退出"),
		N_("^L            重画屏幕"),
		N_("Alt-z         暂时回到命令行,用 fg 回来"),
		"",
		N_("从去年的表新建: 去年的文件不动,保存时另起一个名字"),
		N_("打开: 输入名称的一部分或拼音首字母,Tab 补全,Enter "
		   "进文件夹"),
		N_("打开样表: 改了也不会存到样表里,保存时另起一个名字"),
		N_("审核一个文件夹: 和 jixiao review 文件夹 一样"),
		N_("表打开以后,F1 是那一屏的帮助,Alt-o 回到这里"),
		NULL,
	};

	for (int i = 0; lines[i] && i < a.height; i++)
		canvas_put_str(c, a.y + i, MARGIN, a.width - MARGIN - 1,
			       ROLE_TEXT, *lines[i] ? say(lines[i]) : "");
	canvas_cursor(c, a.y, MARGIN);
}

static const char *hints(const struct start *s)
{
	switch (s->page) {
	case PAGE_FILES:
		return _("Enter确定  Tab补全  Esc返回  ^Q退出");
	case PAGE_FORMS:
		return _("Enter确定  Esc返回  ^Q退出");
	case PAGE_HELP:
		return _("按任意键返回");
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
		draw_help(c, a);
		return;
	}
	if (s->page == PAGE_FORMS && a.height > 4) {
		canvas_put_str(c, a.y, MARGIN, a.width - MARGIN - 1,
			       ROLE_HEADING, _("新建哪一种表?"));
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

void start_draw(struct start *s, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL;
	int y = tall ? 2 : 1, below = tall ? h - 3 : h - 2;
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
	canvas_put_str(c, h - 2, 1, w - 2, s->message_role, s->message.data);
	canvas_put_str(c, h - 1, 1, w - 2, ROLE_KEY, hints(s));
	c->clicks = NULL;
}
