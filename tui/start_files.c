#include <config.h>
#include "tui/start_files.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/say.h"

/* Among what is found, where others are numbers of entries. */
static const size_t PARENT = SIZE_MAX - 1, SELF = SIZE_MAX;

void start_files_init(struct start_files *f, const char *home)
{
	*f = (struct start_files){ .home = home, .scroll = SCROLL_INIT };
	bytes_init(&f->path);
	bytes_init(&f->chosen);
	field_editor_init(&f->editor);
}

void start_files_release(struct start_files *f)
{
	folder_release(&f->folder);
	field_editor_release(&f->editor);
	bytes_release(&f->path);
	bytes_release(&f->chosen);
	free(f->found);
	if (f->pinyin)
		query_release(&f->query);
	pinyin_free(f->pinyin);
}

/* ---- what fits ---- */

/* What is typed behind the last slash. */
static const char *typed_name(const struct start_files *f)
{
	return path_last(f->editor.text.data);
}

/* The folder that is typed, ~/ as the user's own. */
static void print_folder(const struct start_files *f, struct bytes *out)
{
	const char *text = f->editor.text.data;
	size_t n = (size_t)(typed_name(f) - text);

	if (n >= 2 && text[0] == '~' && text[1] == '/' && f->home) {
		bytes_add_str(out, f->home);
		text++;
		n--;
	}
	bytes_add(out, text, n);
}

static bool fits(const struct start_files *f, const struct folder_entry *entry)
{
	const char *name = entry->name;

	return (entry->is_folder || !f->wants_folder) &&
	       query_match(&f->query, &name, 1) > 0;
}

static void find(struct start_files *f)
{
	const char *typed = typed_name(f);

	query_set(&f->query, typed, strlen(typed));
	free(f->found);
	f->found = memory_array(f->folder.n + 2, sizeof *f->found);
	f->n_found = f->scroll.focus = f->scroll.top = 0;
	if (f->wants_folder && !*typed && !f->is_unread)
		f->found[f->n_found++] = SELF;
	for (size_t i = 0; i < f->folder.n; i++)
		if (fits(f, &f->folder.entries[i]))
			f->found[f->n_found++] = i;
	/* the way up is the last thing that anybody wants first */
	if (!*typed && !f->is_unread)
		f->found[f->n_found++] = PARENT;
}

static void read_folder(struct start_files *f)
{
	folder_release(&f->folder);
	f->is_unread =
		!folder_read(&f->folder, f->path.len ? f->path.data : ".");
}

/* To be called after whatever changes what is typed. */
static void follow(struct start_files *f)
{
	struct bytes path = BYTES_INIT;

	print_folder(f, &path);
	if (strcmp(path.data, f->path.data) != 0) {
		bytes_set(&f->path, path.data, path.len);
		read_folder(f);
	}
	find(f);
	bytes_release(&path);
}

void start_files_begin(struct start_files *f, const char *title,
		       bool wants_folder, const char *typed)
{
	f->title = title;
	f->wants_folder = wants_folder;
	if (!f->pinyin) {
		f->pinyin = pinyin_new();
		query_init(&f->query, f->pinyin);
	}
	field_editor_start(&f->editor, typed, strlen(typed), false, false);
	bytes_clear(&f->path);
	print_folder(f, &f->path);
	read_folder(f);
	find(f);
}

/* ---- keys ---- */

static const char *name_at(const struct start_files *f, size_t i)
{
	if (f->found[i] == SELF)
		return _("就是这个文件夹");
	return f->found[i] == PARENT ? ".."
				     : f->folder.entries[f->found[i]].name;
}

static bool is_folder_at(const struct start_files *f, size_t i)
{
	return f->found[i] == PARENT ||
	       (f->found[i] != SELF &&
		f->folder.entries[f->found[i]].is_folder);
}

/* What is focused is typed out, a folder with its slash. */
static void complete(struct start_files *f)
{
	struct bytes text = BYTES_INIT;
	size_t n = (size_t)(typed_name(f) - f->editor.text.data);

	if (f->n_found == 0 || f->found[f->scroll.focus] == SELF)
		return;
	bytes_add(&text, f->editor.text.data, n);
	bytes_add_str(&text, name_at(f, f->scroll.focus));
	if (is_folder_at(f, f->scroll.focus))
		bytes_add_char(&text, '/');
	field_editor_start(&f->editor, text.data, text.len, false, false);
	follow(f);
	bytes_release(&text);
}

static enum start_files_turn enter(struct start_files *f)
{
	bool is_found = f->n_found > 0;

	if (!is_found && !*typed_name(f))
		return FILES_NOT_THAT;
	if (is_found && is_folder_at(f, f->scroll.focus)) {
		complete(f);
		return FILES_OPEN;
	}
	bytes_clear(&f->chosen);
	print_folder(f, &f->chosen);
	if (is_found && f->found[f->scroll.focus] == SELF) {
		bytes_add_str(&f->chosen, f->chosen.len > 0 ? "" : ".");
		return FILES_CHOSEN;
	}
	bytes_add_str(&f->chosen,
		      is_found ? name_at(f, f->scroll.focus) : typed_name(f));
	return FILES_CHOSEN;
}

void start_files_focus(struct start_files *f, size_t i)
{
	if (i < f->n_found)
		f->scroll.focus = i;
}

static bool move_key(struct start_files *f, const struct key *key)
{
	switch (key->name) {
	case K_WHEEL_UP:
		scroll_move(&f->scroll, -1, f->n_found);
		return true;
	case K_WHEEL_DOWN:
		scroll_move(&f->scroll, 1, f->n_found);
		return true;
	case K_HOME: /* in what is typed */
	case K_END:
		return false;
	default:
		return scroll_key(&f->scroll, key, f->n_found);
	}
}

enum start_files_turn start_files_key(struct start_files *f,
				      const struct key *key)
{
	size_t n = f->editor.text.len;

	if (!f->editor.in_paste && key->name == K_ESCAPE)
		return FILES_CLOSED;
	if (!f->editor.in_paste && key->name == K_ENTER)
		return enter(f);
	if (!f->editor.in_paste && key->name == K_TAB) {
		complete(f);
		return FILES_OPEN;
	}
	/* nothing left to take back: out of the folder */
	if (key->name == K_BACKSPACE && n == 0)
		return FILES_CLOSED;
	if (move_key(f, key))
		return FILES_OPEN;
	if (!field_editor_key(&f->editor, key))
		return f->editor.in_paste ? FILES_OPEN : FILES_NOT_THAT;
	follow(f);
	return FILES_OPEN;
}

/* ---- drawing ---- */

static void draw_entry(void *of, struct canvas *c, struct area a, size_t i)
{
	struct start_files *f = of;
	struct bytes name = BYTES_INIT;

	text_show_str(&name, name_at(f, i), -1);
	if (is_folder_at(f, i))
		bytes_add_char(&name, '/');
	canvas_put_str(c, a.y, a.x + SCROLL_MARK_COLS,
		       a.width - SCROLL_MARK_COLS,
		       is_folder_at(f, i) ? ROLE_LABEL : ROLE_VALUE, name.data);
	bytes_release(&name);
}

static void draw_list(struct start_files *f, struct canvas *c, struct area a)
{
	scroll_draw(&f->scroll, c, a, f->n_found, draw_entry, f);
	if (f->n_found == 0)
		canvas_put_str(c, a.y, a.x + SCROLL_MARK_COLS,
			       a.width - SCROLL_MARK_COLS, ROLE_DIM,
			       f->is_unread	 ? _("这个文件夹读不了")
			       : f->wants_folder ? _("没有这样的文件夹")
						 : _("没有这样的表"));
}

void start_files_draw(struct start_files *f, struct canvas *c, struct area a)
{
	int x = a.x + 1;

	canvas_put_str(c, a.y, x, a.width - 2, ROLE_HEADING, f->title);
	x += canvas_put_str(c, a.y + 1, x, a.width - 2, ROLE_LABEL,
			    f->wants_folder ? _("文件夹：") : _("文件："));
	draw_list(f, c,
		  (struct area){ a.y + 3, a.x + 1, a.height - 3, a.width - 2 });
	field_editor_draw(&f->editor, c,
			  (struct area){ a.y + 1, x, 1, a.width - x - 1 });
}
