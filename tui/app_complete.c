/* A file's name in a question: Tab types out what is left of it. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>

#include "core/folder.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/say.h"

/* What there is in the folder that begins as what is typed. */
struct candidates {
	const struct folder_entry *first;
	size_t n, n_common; /* bytes that they all begin with */
	struct bytes shown;
};

bool app_asks_file(const struct app *app)
{
	return app->question == ASK_SAVE_AS || app->question == ASK_COMPARE ||
	       app->question == ASK_LAST_YEAR;
}

/* Of the first n bytes, up to the end of a character. */
static size_t common_len(const char *a, const char *b, size_t n)
{
	size_t i = bytes_same_head(a, b, n);

	while (i > 0 && ((unsigned char)a[i] & 0xc0) == 0x80)
		i--;
	return i;
}

static void add(struct candidates *c, const struct folder_entry *entry)
{
	size_t n = strlen(entry->name);

	if (c->n++ == 0) {
		c->first = entry;
		c->n_common = n;
	}
	c->n_common = common_len(c->first->name, entry->name, c->n_common);
	bytes_add_str(&c->shown, c->shown.len > 0 ? "  " : "");
	text_show(&c->shown, entry->name, n, -1);
}

static void find(struct candidates *c, const struct folder *folder,
		 const char *name)
{
	for (size_t i = 0; i < folder->n; i++)
		if (strncmp(folder->entries[i].name, name, strlen(name)) == 0)
			add(c, &folder->entries[i]);
}

/* The folder that is typed stays before it. */
static void type_out(struct app *app, const struct candidates *c,
		     const struct bytes *folder)
{
	struct bytes text = BYTES_INIT;

	bytes_add(&text, folder->data, folder->len);
	bytes_add(&text, c->first->name, c->n_common);
	if (c->n == 1 && c->first->is_folder)
		bytes_add_char(&text, '/');
	field_editor_start(&app->prompt.editor, text.data, text.len, false,
			   false);
	bytes_release(&text);
}

void app_complete_file(struct app *app)
{
	const char *typed = app->prompt.editor.text.data;
	const char *name = path_last(typed);
	struct candidates found = { .shown = BYTES_INIT };
	struct bytes path = BYTES_INIT;
	struct folder folder = { 0 };

	bytes_add(&path, typed, (size_t)(name - typed));
	if (folder_read(&folder, path.len > 0 ? path.data : "."))
		find(&found, &folder, name);
	if (found.n > 0)
		type_out(app, &found, &path);
	if (found.n > 1)
		app_say(app, ROLE_DIM, "%s", found.shown.data);
	else if (found.n == 0)
		app_say(app, ROLE_DIM, "%s", _("没有这样开头的表"));
	folder_release(&folder);
	bytes_release(&path);
	bytes_release(&found.shown);
}
