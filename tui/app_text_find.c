/* Finding and replacing within the text that is being edited. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/text_search.h"

/* ---- finding ---- */

static void search_init(const struct app *app, struct text_search *search)
{
	text_search_init(search, app->editor.text.data, app->editor.text.len);
}

/* From the cursor on, or from the end that lies before it; once round. */
static bool find(const struct app *app, const struct text_search *search,
		 bool backwards, struct text_hit *hit, bool *wrapped)
{
	size_t from, to;

	field_editor_span(&app->editor, &from, &to);
	*wrapped = !text_search_next(search, &app->needle,
				     backwards ? from : to, backwards, hit);
	return !*wrapped ||
	       text_search_next(search, &app->needle, backwards ? SIZE_MAX : 0,
				backwards, hit);
}

void app_say_hit(struct app *app, const struct text_search *search, size_t at,
		 bool backwards, bool wrapped)
{
	size_t which, n = text_search_count(search, &app->needle, at, &which);
	const char *from = !wrapped    ? ""
			   : backwards ? _("已从末尾找起，")
				       : _("已从头找起，");

	if (which > 0)
		app_say(app, ROLE_TEXT, _("%s本文第 %zu 处，共 %zu 处"), from,
			which, n);
	else
		app_say(app, ROLE_TEXT, _("%s本文共 %zu 处"), from, n);
}

void app_text_find_next(struct app *app, bool backwards)
{
	struct text_search search;
	struct text_hit hit;
	bool wrapped;

	if (app->needle.len == 0) {
		app_text_find(app);
		return;
	}
	search_init(app, &search);
	if (find(app, &search, backwards, &hit, &wrapped)) {
		field_editor_select(&app->editor, hit.start, hit.end);
		app_say_hit(app, &search, hit.start, backwards, wrapped);
	} else {
		app_say(app, ROLE_WARNING, _("本文里没有 “%s”"),
			app->needle.data);
	}
	text_search_release(&search);
}

/* What is selected is likely to be meant, if it is no more than a few words. */
enum { OFFERED_BYTES = 100 };

static void ask(struct app *app, enum question question, const char *text,
		const struct bytes *last)
{
	struct bytes selected = BYTES_INIT;
	size_t from, to;

	field_editor_span(&app->editor, &from, &to);
	if (to - from <= OFFERED_BYTES &&
	    !memchr(app->editor.text.data + from, '\n', to - from))
		field_editor_selection(&app->editor, &selected);
	app_ask_text(app, question, text,
		     selected.len > 0 ? selected.data : last->data);
	bytes_release(&selected);
}

void app_text_find(struct app *app)
{
	ask(app, ASK_TEXT_FIND, _("在本文中查找："), &app->needle);
}

void app_text_find_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;

	bytes_clear(&app->needle);
	text_search_fold(&app->needle, typed->data, typed->len);
	if (app->needle.len > 0)
		app_text_find_next(app, false);
}

/* ---- replacing ---- */

/* On a screen it begins with the cell's editor: there it can be seen. */
void app_text_replace(struct app *app)
{
	if (!app->is_editing && !app_edit_begin(app, false)) {
		app_say(app, ROLE_DIM, "%s",
			_("替换在一格文字里进行，先到那一格"));
		return;
	}
	ask(app, ASK_REPLACE_FROM, _("把什么换掉："), &app->replace.from);
}

void app_replace_from_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;
	struct bytes question = BYTES_INIT;

	if (typed->len == 0) {
		app_say(app, ROLE_DIM, "%s", _("没有写要换掉的，什么也没换"));
		return;
	}
	bytes_set(&app->replace.from, typed->data, typed->len);
	bytes_clear(&app->needle);
	text_search_fold(&app->needle, typed->data, typed->len);
	bytes_printf(&question, _("把“%s”换成："), typed->data);
	app_ask_text(app, ASK_REPLACE_TO, question.data, app->replace.to.data);
	bytes_release(&question);
}

static void replace_end(struct app *app)
{
	field_editor_group_end(&app->editor);
	if (app->replace.n_done > 0)
		app_say(app, ROLE_TEXT, _("换了 %zu 处，^Z 一起撤销"),
			app->replace.n_done);
	else
		app_say(app, ROLE_DIM, "%s", _("什么也没换"));
}

/* The hit stands out in the text while it is asked about. */
static void ask_hit(struct app *app, const struct text_search *search,
		    struct text_hit hit)
{
	struct replace *r = &app->replace;
	struct bytes question = BYTES_INIT;
	size_t which,
		n = text_search_count(search, &app->needle, hit.start, &which);

	r->start = hit.start;
	r->end = hit.end;
	field_editor_select(&app->editor, hit.start, hit.end);
	bytes_printf(&question,
		     _("换成“%s”吗？(余 %zu 处)  y 换  n 不换  a 全换  "
		       "q 到此为止"),
		     r->to.data, n - which + 1);
	app_ask_letter(app, ASK_REPLACE_HIT, question.data, "ynaq");
	bytes_release(&question);
}

/* The next one from a byte on, or the end of it. */
static void replace_on(struct app *app, size_t from)
{
	struct text_search search;
	struct text_hit hit;

	search_init(app, &search);
	if (text_search_next(&search, &app->needle, from, false, &hit))
		ask_hit(app, &search, hit);
	else
		replace_end(app);
	text_search_release(&search);
}

void app_replace_to_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;
	struct text_search search;
	size_t which, n;

	bytes_set(&app->replace.to, typed->data, typed->len);
	search_init(app, &search);
	n = text_search_count(&search, &app->needle, 0, &which);
	text_search_release(&search);
	if (n == 0) {
		app_say(app, ROLE_WARNING, _("本文里没有 “%s”"),
			app->replace.from.data);
		return;
	}
	app->replace.n_done = 0;
	field_editor_group_begin(&app->editor);
	replace_on(app, 0);
}

static void replace_hit(struct app *app, size_t start, size_t end)
{
	const struct bytes *to = &app->replace.to;

	field_editor_replace(&app->editor, start, end, to->data, to->len);
	app->replace.n_done++;
}

/* From the last one on, so that the places of the others stay. */
static void replace_all(struct app *app, size_t from)
{
	struct text_search search;
	struct text_hit hit, *hits = NULL;
	size_t n = 0, cap = 0;

	search_init(app, &search);
	while (text_search_next(&search, &app->needle, from, false, &hit)) {
		MEMORY_ADD(hits, n, cap) = hit;
		from = hit.end > hit.start ? hit.end : hit.start + 1;
	}
	while (n-- > 0)
		replace_hit(app, hits[n].start, hits[n].end);
	free(hits);
	text_search_release(&search);
	replace_end(app);
}

void app_replace_hit_answered(struct app *app)
{
	const struct replace *r = &app->replace;

	switch (app->prompt.letter) {
	case 'y':
		replace_hit(app, r->start, r->end);
		replace_on(app, r->start + r->to.len);
		break;
	case 'n':
		replace_on(app, r->end);
		break;
	case 'a':
		replace_all(app, r->start);
		break;
	default:
		replace_end(app);
	}
}

void app_text_cancelled(struct app *app)
{
	if (app->question == ASK_REPLACE_HIT)
		replace_end(app);
}
