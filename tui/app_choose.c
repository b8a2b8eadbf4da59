/* Choosing from a list: what to do, and what to put into a cell. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/document_choices.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/chooser.h"
#include "tui/palette.h"

/* ---- the palette ---- */

/* What it is opened over is the same until it is answered. */
static const char **palette_of(const struct app *app, struct palette_of *of)
{
	const char **names =
		memory_array((size_t)app->n_screens + 1, sizeof *names);

	for (int i = 0; i < app->n_screens; i++)
		names[i] = screen_name(app->screens[i]);
	*of = (struct palette_of){
		.places = app_places(app) | app_edit_place(app),
		.looks_only = app->looks_only,
		.screens = names,
		.recent = app->recent,
	};
	return names;
}

static bool palette_answered(struct app *app, struct overlay *o,
			     enum overlay_turn turn)
{
	struct palette_of of;
	enum action action;
	const char *why_not;

	if (turn != OVERLAY_CHOSEN)
		return false;
	action = palette_chosen(o);
	free(palette_of(app, &of));
	why_not = palette_why_not(action, &of);
	if (why_not) {
		app_say(app, ROLE_WARNING, _("“%s”%s"),
			say(action_info(action)->hint), say(why_not));
		return true;
	}
	palette_note_recent(app->recent, action);
	app_do(app, action);
	return false;
}

void app_palette(struct app *app)
{
	struct palette_of of;
	const char **names = palette_of(app, &of);

	app_overlay_open(app, palette_new(&of), palette_answered);
	free(names);
}

/* ---- what may stand in a cell ---- */

/* The number that stands in a cell or is typed into it, for what lacks one. */
static bool number_print(const struct app *app, struct place p,
			 struct bytes *out)
{
	const char *text = app->is_editing ? app->editor.text.data
					   : record_get(&app->doc->record, p);

	return app->doc->def->fields[p.field].kind == FIELD_TARGET &&
	       amount_plain(out, text, strlen(text));
}

/* The choice with the number in its gap, or with what stands for one. */
static void choice_print(const struct choice *c, const char *number,
			 struct bytes *out)
{
	bytes_add_str(out, c->text);
	if (c->gap != CHOICE_NO_GAP)
		bytes_splice(out, c->gap, 0, number, strlen(number));
}

/* ≥65场 where 65 is typed, and ≥…场 where nothing is. */
static void add_choices(const struct choices *choices, const char *number,
			struct overlay *o)
{
	struct bytes name = BYTES_INIT;

	for (size_t i = 0; i < choices->n; i++) {
		const struct choice *c = &choices->items[i];

		bytes_clear(&name);
		choice_print(c, *number ? number : "…", &name);
		chooser_add(o, &(struct chooser_item){ .id = i,
						       .name = name.data,
						       .detail = c->detail,
						       .tag = c->tag });
	}
	bytes_release(&name);
}

static size_t choice_of(const struct choices *choices, const char *text)
{
	size_t i = 0;

	while (i < choices->n && strcmp(choices->items[i].text, text) != 0)
		i++;
	return i;
}

/* Typed since the cell is being edited; a number goes into the choices. */
static const char *typed(const struct app *app, const char *number)
{
	const char *text = app->editor.text.data;

	return app->is_editing && !*number &&
			       strcmp(text, record_get(&app->doc->record,
						       app_focus(app))) != 0
		       ? text
		       : "";
}

/* The editor on a text that lacks a number, with the cursor where it goes. */
static void edit_gap(struct app *app, const char *text, size_t gap)
{
	if (!app_edit_begin(app, false))
		return;
	field_editor_start(&app->editor, text, strlen(text), false, false);
	app->editor.cursor = app->editor.anchor = gap;
	app_say(app, ROLE_TEXT, "%s", _("请在光标处输入数字"));
}

/* The usual target of the name that was taken lacks a number: on to its cell,
   unless that has something. */
static void ask_number(struct app *app, struct place name,
		       const struct tree_usual *usual)
{
	struct place target = document_target_place(app->doc, name);
	struct bytes text = BYTES_INIT;
	size_t gap = CHOICE_NO_GAP;

	document_target_print(app->doc, target, usual, &text, &gap);
	if (gap != CHOICE_NO_GAP &&
	    text_is_blank(record_get(&app->doc->record, target))) {
		app_go(app, target);
		edit_gap(app, text.data, gap);
	}
	bytes_release(&text);
}

/* A row of Tabs begins here as well as where one types. */
static void begin_entry(struct app *app)
{
	if (!screen_has(app_screen(app), app->entry))
		app->entry = app_focus(app);
	app->is_editing = false;
}

/* Nothing to choose was like it. */
static void take_typed(struct app *app, const char *text, bool is_tab)
{
	begin_entry(app);
	app_cell_set(app, text, strlen(text));
	if (is_tab)
		app_act(app, ACTION_NEXT);
}

static void take(struct app *app, struct choice c, bool is_tab)
{
	struct place p = app_focus(app);
	bool is_along = is_tab && document_target_place(app->doc, p).field >= 0;
	struct bytes number = BYTES_INIT, text = BYTES_INIT;
	long below = app_continued_row(app, p);
	size_t n;

	if (number_print(app, p, &number) && c.gap != CHOICE_NO_GAP) {
		choice_print(&c, number.data, &text);
		c.text = text.data;
		c.gap = CHOICE_NO_GAP;
	}
	begin_entry(app);
	app->discarded.is_there = false;
	n = document_choose(app->doc, p, &c, is_along);
	app_edited(app);
	if (n > 1)
		app_say(app, ROLE_TEXT, _("已填 %s，共 %zu 格；^Z 撤销"),
			c.text, n);
	app_say_continued(app, p, below);
	if (c.gap != CHOICE_NO_GAP)
		edit_gap(app, c.text, c.gap);
	else if (is_along && c.usual)
		ask_number(app, p, c.usual);
	else if (is_tab && !is_along)
		app_act(app, ACTION_NEXT);
	bytes_release(&number);
	bytes_release(&text);
}

static bool cell_answered(struct app *app, struct overlay *o,
			  enum overlay_turn turn)
{
	struct choices choices;

	if (turn != OVERLAY_CHOSEN)
		return false;
	if (chooser_typed(o)) {
		take_typed(app, chooser_typed(o), chooser_is_tab(o));
		return false;
	}
	/* as when it was opened: nothing has changed since */
	document_choices(app->doc, app_focus(app), &choices);
	take(app, choices.items[chooser_chosen(o)], chooser_is_tab(o));
	choices_release(&choices);
	return false;
}

/* What isn't listed is wrong there. */
static bool is_closed(const struct field *f)
{
	return f->kind == FIELD_CHOICE || f->kind == FIELD_LEVEL ||
	       f->kind == FIELD_RELATION;
}

static void open_cell(struct app *app, struct place p,
		      const struct choices *choices)
{
	struct bytes number = BYTES_INIT;
	const struct field *f = &app->doc->def->fields[p.field];
	bool has_along = document_target_place(app->doc, p).field >= 0;
	struct overlay *o =
		chooser_new(say_field(f),
			    has_along ? CHOOSER_TAB_ALONG : CHOOSER_TAB_RIGHT);

	if (!is_closed(f))
		chooser_allow_typed(o);
	if (!number_print(app, p, &number))
		bytes_clear(&number);
	add_choices(choices, number.data, o);
	chooser_start(o, typed(app, number.data),
		      choice_of(choices, record_get(&app->doc->record, p)));
	app_overlay_open(app, o, cell_answered);
	bytes_release(&number);
}

const char *app_choose_typed(const struct app *app)
{
	const struct overlay *o = app->overlay;

	return o && o->answered == cell_answered ? chooser_typed(o) : NULL;
}

void app_choose(struct app *app)
{
	struct choices choices;
	struct place p;

	/* a table without rows gets one */
	if (app_screen(app)->table >= 0 && app_focus(app).row < 0)
		app_edit_begin(app, true);
	p = app_focus(app);
	if (p.field < 0)
		return;
	document_choices(app->doc, p, &choices);
	if (choices.n > 0)
		open_cell(app, p, &choices);
	else
		app_say(app, ROLE_DIM, "%s",
			_("这一格没有可选的，请直接输入；F1 看怎么填"));
	choices_release(&choices);
}

bool app_may_choose(const struct app *app)
{
	const struct screen *s = app_screen(app);
	const struct definition *def = app->doc->def;

	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].screen == s->index &&
		    def->fields[i].table == s->table &&
		    document_may_choose(app->doc, i))
			return true;
	return false;
}
