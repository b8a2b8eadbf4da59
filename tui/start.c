/* The start screen: what there is, and what a key does. */
#include <config.h>
#include "tui/start_private.h"

#include <stdlib.h>
#include "core/memory.h"
#include "core/path.h"
#include "core/store.h"
#include "locale/say.h"

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
	    _("年度加一，文字抄过来，金额重填"));
	add(s, START_OPEN, _("打开"), "csv tsv xlsx xls et ods docx");
	if (offer->has_sample)
		add(s, START_SAMPLE, _("打开样表"),
		    _("随便看，随便试，样表不会变"));
	add(s, START_REVIEW, _("审核一个文件夹"),
	    _("报来的表全列出来，一张一张地看"));
	add(s, START_QUIT, _("退出"), "");
	s->n_menu = s->n;
	for (size_t i = 0; i < offer->n_recent; i++)
		add_recent(s, offer->recent[i]);
}

/* False: there is only one. */
static bool ask_kind(struct start *s)
{
	s->kinds = s->offer->kinds(s->offer->ctx, &s->n_kinds, &s->n_own);
	s->forms.focus = 0;
	if (s->n_kinds > 1)
		s->page = PAGE_FORMS;
	return s->n_kinds > 1;
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
	if (offer->wants_kind)
		ask_kind(s);
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
	bytes_set_str(&s->message, text);
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

const char *start_sought(const struct start *s)
{
	const struct start_files *f = &s->files;

	if (!s->has_sought)
		return NULL;
	return f->n_found > 0 ? f->path.data : f->editor.text.data;
}

/* ---- choosing ---- */

static void ask_file(struct start *s, enum start_choice wanted,
		     const char *folder)
{
	static const char *const titles[] = {
		[START_FROM] = N_("去年的表在哪里？"),
		[START_OPEN] = N_("打开哪张表？"),
		[START_REVIEW] = N_("审核哪个文件夹？"),
	};

	s->wanted = wanted;
	s->page = PAGE_FILES;
	start_files_begin(&s->files, say(titles[wanted]),
			  wanted == START_REVIEW, folder);
}

static void take_path(struct start *s, const char *path)
{
	bytes_set_str(&s->path, path);
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
	s->has_sought = false;
	if (item->path)
		return choose_recent(s, item);
	switch (item->choice) {
	case START_BLANK:
		return ask_kind(s) ? START_GO_ON : START_BLANK;
	case START_FROM:
	case START_OPEN:
	case START_REVIEW:
		ask_file(s, item->choice, "");
		return START_GO_ON;
	default:
		return item->choice;
	}
}

/* Leaving has 0 itself. */
char start_digit(const struct start *s, size_t i)
{
	size_t number = i + 1;

	if (s->page == PAGE_MENU && s->items[i].choice == START_QUIT)
		return '0';
	/* the recent ones go on where the menu without leaving ends */
	if (s->page == PAGE_MENU && i >= s->n_menu)
		number--;
	return number <= 9 ? (char)('0' + number) : ' ';
}

size_t start_n_lines(const struct start *s)
{
	return s->page == PAGE_FORMS ? s->n_kinds : s->n;
}

size_t start_n_above(const struct start *s)
{
	return s->page == PAGE_FORMS ? s->n_own : s->n_menu;
}

struct scroll *start_scroll(struct start *s)
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

void start_seek(struct start *s, enum start_choice wanted, const char *sought)
{
	ask_file(s, wanted, sought);
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
		start_scroll(s)->focus = (size_t)at.number;
}

static bool move_key(struct start *s, const struct key *key)
{
	struct scroll *list = start_scroll(s);

	switch (key->name) {
	case K_CLICK:
		click(s, key);
		return true;
	case K_BACKTAB:
	case K_WHEEL_UP:
		scroll_move(list, -1, start_n_lines(s));
		return true;
	case K_TAB:
	case K_WHEEL_DOWN:
		scroll_move(list, 1, start_n_lines(s));
		return true;
	case K_CHAR:
		return !key->alt &&
		       scroll_letter(list, key_fold(*key).ch, start_n_lines(s));
	default:
		return scroll_key(list, key, start_n_lines(s));
	}
}

static void say_not_that(struct start *s, const struct key *key)
{
	if (key_is_han(key))
		start_say(s, ROLE_WARNING,
			  _("输入法处于中文状态；数字和方向键照样能用"));
	else
		start_say(s, ROLE_DIM,
			  _("请按方向键或数字选，Enter 确定，^Q 退出"));
}

static enum start_choice key_in_list(struct start *s, const struct key *key)
{
	struct key folded = key_fold(*key);

	if (move_key(s, key))
		return START_GO_ON;
	if (key->name == K_ENTER)
		return choose_line(s, start_scroll(s)->focus);
	if (folded.name == K_CHAR && !folded.alt)
		for (size_t i = 0; i < start_n_lines(s); i++)
			if (folded.ch == (uint32_t)start_digit(s, i) &&
			    start_digit(s, i) != ' ')
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
		s->has_sought = true;
		take_path(s, s->files.chosen.data);
		return s->wanted;
	case FILES_NOT_THAT:
		start_say(s, ROLE_DIM,
			  _("输入文件名的一部分来找，Enter 确定，Esc 返回"));
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
	if (s->page == PAGE_HELP && s->help_next > 0 && key->name != K_ESCAPE)
		s->help_top = s->help_next;
	else if (s->page == PAGE_HELP)
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
		s->help_top = 0;
		return START_GO_ON;
	}
	return key_on_page(s, key);
}
