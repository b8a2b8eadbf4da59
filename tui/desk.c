/* The desk itself, and what is in focus on it. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include "core/memory.h"
#include "core/pinyin.h"
#include "core/text.h"
#include "locale/say.h"

struct desk *desk_new(const char *folder, struct review_hand (*hand)(void))
{
	struct desk *d = memory_alloc(sizeof *d);

	d->folder = memory_copy_str(folder);
	d->hand = hand;
	d->scroll = d->board_scroll = SCROLL_INIT;
	d->has_news = true;
	d->at = PLACE_NONE;
	d->unit = d->who = "";
	bytes_init(&d->message);
	bytes_init(&d->other);
	field_editor_init(&d->filter);
	field_editor_start(&d->filter, "", 0, false, false);
	return d;
}

static void sheet_free(struct sheet *s)
{
	if (!s)
		return;
	paper_free(s->paper);
	free(s->path);
	free(s->shown);
	free(s);
}

void desk_free(struct desk *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->n_ids; i++)
		sheet_free(d->by_id[i]);
	free(d->by_id);
	free(d->found);
	free(d->headings);
	free(d->lines);
	free(d->rules);
	free(d->is_rule_open);
	free(d->touched);
	free(d->others);
	free(d->folder);
	field_editor_release(&d->filter);
	if (d->pinyin)
		query_release(&d->query);
	pinyin_free(d->pinyin);
	overlay_free(d->overlay);
	click_map_release(&d->clicks);
	desk_compared_release(d);
	bytes_release(&d->message);
	bytes_release(&d->other);
	free(d);
}

void desk_say(struct desk *d, enum role role, const char *text)
{
	bytes_set_str(&d->message, text);
	d->message_role = role;
	d->has_news = true;
}

bool desk_has_mouse(const struct desk *d)
{
	return d->has_mouse;
}

void desk_set_mouse(struct desk *d, bool on)
{
	d->has_mouse = on;
}

/* ---- what is in focus ---- */

const struct desk_line *desk_line(const struct desk *d)
{
	return d->scroll.focus < d->n_lines ? &d->lines[d->scroll.focus] : NULL;
}

const char *desk_path(const struct desk *d)
{
	const struct desk_line *line = desk_line(d);

	return line && line->sheet ? line->sheet->path : NULL;
}

/* 下一张有问题的表：教育局 */
void desk_print_next(const struct desk *d, bool backwards, bool wrapped,
		     struct bytes *out)
{
	const struct desk_line *line = desk_line(d);
	const char *name = line && line->sheet ? sheet_name(line->sheet) : "";

	if (wrapped)
		bytes_printf(out, "%s  ",
			     backwards ? _("已从末尾找起") : _("已从头找起"));
	bytes_add_str(out, backwards ? _("上一张有问题的表：")
				     : _("下一张有问题的表："));
	text_show_str(out, name, -1);
}

static const struct paper_finding *finding_of(const struct sheet *s,
					      const struct paper_rule *rule)
{
	for (size_t i = 0; s->paper && i < s->paper->n_items; i++)
		if (!rule || s->paper->items[i].rule == rule)
			return &s->paper->items[i];
	return NULL;
}

static const struct paper_finding *last_of(const struct sheet *s)
{
	size_t n = s->paper ? s->paper->n_items : 0;

	return n > 0 ? &s->paper->items[n - 1] : NULL;
}

struct place desk_place(const struct desk *d, bool last)
{
	const struct desk_line *line = desk_line(d);
	const struct paper_finding *f = NULL;

	if (!line || !line->sheet)
		return PLACE_NONE;
	if (d->at.field >= 0)
		return d->at;
	if (d->is_board)
		f = finding_of(line->sheet, desk_board_rule(d));
	else
		f = line->finding;
	if (!f || last)
		f = last ? last_of(line->sheet) : finding_of(line->sheet, NULL);
	return f ? f->place : PLACE_NONE;
}

static bool has_problems(const struct sheet *s)
{
	return s && s->paper && s->paper->n_items > 0;
}

/* The line of another form with problems; false: there is none. */
static bool find_next(struct desk *d, bool backwards, bool *wrapped, size_t *to)
{
	size_t n, at;

	desk_arrange(d);
	n = d->n_lines;
	at = d->scroll.focus;
	*wrapped = false;
	for (size_t i = 0; i < n; i++) {
		*wrapped |= backwards ? at == 0 : at == n - 1;
		at = backwards ? (at + n - 1) % n : (at + 1) % n;
		if (d->lines[at].sheet == d->lines[d->scroll.focus].sheet ||
		    !has_problems(d->lines[at].sheet))
			continue;
		/* backwards to the first of a form's lines as well */
		while (backwards && at > 0 &&
		       d->lines[at - 1].sheet == d->lines[at].sheet)
			at--;
		*to = at;
		return true;
	}
	return false;
}

bool desk_has_next(struct desk *d)
{
	bool wrapped;
	size_t to;

	return find_next(d, false, &wrapped, &to);
}

bool desk_next(struct desk *d, bool backwards, bool *wrapped)
{
	size_t to;

	if (!find_next(d, backwards, wrapped, &to))
		return false;
	d->at = PLACE_NONE;
	d->scroll.focus = to;
	desk_touch(d, d->lines[to].sheet);
	desk_note_focus(d);
	return true;
}
