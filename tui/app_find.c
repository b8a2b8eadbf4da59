#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "locale/say.h"
#include "tui/text_search.h"

/* What is sought, and what tells of nearly all cells of a large form that they
   haven't got it. */
struct search {
	const char *needle; /* folded */
	bool has_letters, has_blanks;
	char han[5]; /* its first Han character, which no folding changes */
};

static struct search search_of(const struct bytes *needle)
{
	struct search search = { .needle = needle->data };
	uint32_t code;

	for (size_t i = 0, n; i < needle->len; i += n) {
		n = text_decode(needle->data + i, needle->len - i, &code);
		n += n == 0;
		search.has_letters |= n == 1 && text_is_letter(code);
		search.has_blanks |= needle->data[i] == ' ';
		if (n <= 4 && !search.han[0] && text_is_han(code))
			memcpy(search.han, needle->data + i, n);
	}
	return search;
}

static bool may_have(const struct search *search, const char *text)
{
	if (!text_is_plain(text) || search->has_blanks)
		return strstr(text, search->han);
	return search->has_letters ? strcasestr(text, search->needle)
				   : strstr(text, search->needle);
}

/* The first hit of a cell at or behind byte `from`; backwards: the last one
   before it. */
static bool find_in_cell(const struct app *app, const struct search *search,
			 struct place p, size_t from, bool backwards,
			 struct hit *hit)
{
	const char *s = record_get(&app->doc->record, p);
	struct text_search cell;
	struct text_hit found;
	bool is_found;

	if (!may_have(search, s))
		return false;
	/* a level that goes on is not on screen */
	if (record_level_repeats(&app->doc->record, p))
		return false;
	text_search_init(&cell, s, strlen(s));
	is_found =
		text_search_next(&cell, &app->needle, from, backwards, &found);
	text_search_release(&cell);
	if (is_found)
		*hit = (struct hit){ p, found.start, found.end };
	return is_found;
}

static bool find_in_focus(const struct app *app, const struct search *search,
			  bool backwards, struct hit *hit)
{
	struct place p = app_focus(app);
	size_t from = backwards ? SIZE_MAX : 0;

	if (p.field < 0)
		return false;
	if (place_equal(app->hit.place, p))
		from = backwards ? app->hit.start : app->hit.start + 1;
	return find_in_cell(app, search, p, from, backwards, hit);
}

/* From the focus once around the cells of all screens. */
static bool find_from(struct app *app, bool backwards, struct hit *hit,
		      bool *wrapped)
{
	int n = app->n_screens, i = app->active;
	struct place p = app_focus(app);
	const struct search search = search_of(&app->needle);

	*wrapped = false;
	if (find_in_focus(app, &search, backwards, hit))
		return true;
	for (int turns = 0; turns <= n;) {
		const struct screen *s = app->screens[i];
		p = s->kind->step ? s->kind->step(s, app->doc, p, backwards)
				  : PLACE_NONE;
		if (p.field >= 0) {
			if (find_in_cell(app, &search, p,
					 backwards ? SIZE_MAX : 0, backwards,
					 hit))
				return true;
			continue;
		}
		turns++;
		i += backwards ? -1 : 1;
		*wrapped |= i < 0 || i >= n;
		i = (i + n) % n;
	}
	return false;
}

void app_say_wrapped(struct app *app, bool backwards)
{
	app_say(app, ROLE_TEXT, "%s",
		backwards ? _("已从末尾找起") : _("已从头找起"));
}

/* Which of several of a text it is; of a cell on screen nothing need be
   said. */
static void say_hit(struct app *app, const struct hit *hit, bool backwards,
		    bool wrapped)
{
	const char *s = record_get(&app->doc->record, hit->place);
	struct text_search cell;
	size_t which;

	text_search_init(&cell, s, strlen(s));
	if (text_search_count(&cell, &app->needle, hit->start, &which) > 1)
		app_say_hit(app, &cell, hit->start, backwards, wrapped);
	else if (wrapped)
		app_say_wrapped(app, backwards);
	text_search_release(&cell);
}

/* In the list of problems, of which nothing is a cell. */
static void find_line(struct app *app, bool backwards)
{
	struct screen *s = app_screen(app);

	if (!s->kind->find(s, app->doc, &app->needle, backwards))
		app_say(app, ROLE_WARNING,
			_("列出的问题里没有 “%s”；表里的内容，换到那一屏再找"),
			app->needle.data);
	else if (s->has_wrapped)
		app_say_wrapped(app, backwards);
}

void app_find_next(struct app *app, bool backwards)
{
	struct hit hit;
	bool wrapped;

	if (app->needle.len == 0) {
		app_find(app);
		return;
	}
	if (app_screen(app)->kind->find) {
		find_line(app, backwards);
		return;
	}
	if (!find_from(app, backwards, &hit, &wrapped)) {
		app_say(app, ROLE_WARNING, _("没有找到 “%s”"),
			app->needle.data);
		return;
	}
	app_go(app, hit.place);
	struct screen *s = app_screen(app);
	s->reveals = true;
	s->reveal_at = hit.start;
	app->hit = hit;
	say_hit(app, &hit, backwards, wrapped);
}

void app_find(struct app *app)
{
	app_ask_text(app, ASK_FIND, _("查找："), app->needle.data);
}

void app_find_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;

	bytes_clear(&app->needle);
	text_search_fold(&app->needle, typed->data, typed->len);
	app->hit.place = PLACE_NONE;
	if (app->needle.len > 0)
		app_find_next(app, false);
}
