/* What the listed forms come to, and what two of them differ in. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/summary_last.h"
#include "locale/name.h"
#include "locale/say.h"
#include "tui/chooser.h"
#include "tui/difference_view.h"
#include "tui/summary_view.h"

/* Shows a form in the list, whatever hides it. */
static bool go_to(struct desk *d, const char *path)
{
	for (int again = 0; again < 2; again++) {
		for (size_t i = 0; i < d->n_lines; i++) {
			const struct sheet *s = d->lines[i].sheet;

			if (!s || strcmp(s->path, path) != 0)
				continue;
			d->scroll.focus = i;
			desk_note_focus(d);
			return true;
		}
		d->group = GROUP_NONE;
		d->choice = CHOICE_ALL;
		field_editor_start(&d->filter, "", 0, false, false);
		desk_disturb(d);
		desk_arrange(d);
	}
	return false;
}

/* ---- all of them ---- */

size_t *desk_listed(const struct desk *d, size_t *n)
{
	size_t *ids = memory_array(d->n_found + 1, sizeof *ids);

	*n = d->n_found;
	for (size_t i = 0; i < d->n_found; i++)
		ids[i] = d->found[i]->id;
	return ids;
}

static bool summary_answered(struct desk *d, struct overlay *o)
{
	const char *path = summary_view_path(o);

	if (!path)
		desk_say(d, ROLE_DIM, _("这一行不是一张表"));
	else if (!go_to(d, path))
		desk_say(d, ROLE_WARNING, _("这张表已经不在了"));
	else
		d->wish = DESK_OPEN;
	return true;
}

/* Those that can't be read are told of by the list. */
static void add_failed(const struct desk *d, struct summary *all)
{
	struct bytes reason = BYTES_INIT;

	for (size_t i = 0; i < d->n_found; i++) {
		const struct sheet *s = d->found[i];

		if (sheet_kind(s) != SHEET_FAILED)
			continue;
		bytes_clear(&reason);
		sheet_print_failure(s, &reason);
		summary_add_failed(all, s->path, reason.data);
	}
	bytes_release(&reason);
}

void desk_set_last(struct desk *d, const struct summary *last, int percent)
{
	d->last = last;
	d->percent = percent;
}

/* Who isn't listed isn't gone by that. */
static void compare_last(const struct desk *d, struct summary *all,
			 struct summary_last *compared)
{
	if (!d->last)
		return;
	summary_last_compare(compared, all, d->last, d->percent);
	if (d->n_found < d->n_sheets)
		compared->n_gone = 0;
	all->last = compared;
}

void desk_show_summary(struct desk *d, struct summary *all)
{
	struct summary_last compared = { 0 };

	if (!d->is_summing)
		return;
	d->is_summing = false;
	bytes_clear(&d->message);
	desk_arrange(d);
	add_failed(d, all);
	summary_sort(all);
	compare_last(d, all, &compared);
	desk_open_overlay(d, summary_view_new(all), summary_answered);
	summary_last_release(&compared);
}

static void do_summary(struct desk *d)
{
	if (d->n_found == 0) {
		desk_say(d, ROLE_DIM, _("没有列出的表"));
		return;
	}
	d->is_summing = true;
	d->wish = DESK_SUM;
	desk_say(d, ROLE_DIM, _("正在汇总…  Esc不要了"));
}

/* ---- two of them ---- */

void desk_compared_release(struct desk *d)
{
	document_free(d->compared[0]);
	document_free(d->compared[1]);
	d->compared[0] = d->compared[1] = NULL;
}

/* Where it is in the newer one, which is opened there. */
static bool difference_answered(struct desk *d, struct overlay *o)
{
	struct place place = difference_view_place(o);

	if (place.field < 0) {
		desk_say(d, ROLE_WARNING,
			 _("这一处新的那张里没有，不能到那里"));
		return true;
	}
	if (go_to(d, d->compared[1]->path)) {
		d->at = place;
		d->wish = DESK_OPEN;
	}
	return true;
}

static struct document *open_one(struct desk *d, struct form_set *forms,
				 const char *path,
				 const struct dialect_hint *hint)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(forms, path, hint, &faults);
	struct bytes text = BYTES_INIT;

	if (!doc && faults.n > 0) {
		say_failure(&faults.items[0], &text);
		desk_say(d, ROLE_ERROR, text.data);
	}
	bytes_release(&text);
	failure_list_release(&faults);
	return doc;
}

static void show_difference(struct desk *d)
{
	const struct document *old = d->compared[0], *new = d->compared[1];
	struct bytes old_name = BYTES_INIT, new_name = BYTES_INIT;
	struct overlay *view;

	name_show(&old_name, old->path, -1);
	name_show(&new_name, new->path, -1);
	view = difference_view_new(&old->record, &new->record, old_name.data,
				   new_name.data);
	if (difference_view_n(view) > 0) {
		desk_open_overlay(d, view, difference_answered);
	} else {
		overlay_free(view);
		desk_say(d, ROLE_GOOD, _("两张表没有不同"));
	}
	bytes_release(&old_name);
	bytes_release(&new_name);
}

/* The copy of before the last save; else the one that was changed later is the
   new one. */
static bool is_older(const char *a, const char *b)
{
	struct store_stamp x, y;
	size_t n = strlen(b);

	if (!strncmp(a, b, n) && !strcmp(a + n, "~"))
		return true;
	store_stamp_get(a, &x);
	store_stamp_get(b, &y);
	if (x.mtime.tv_sec != y.mtime.tv_sec)
		return x.mtime.tv_sec < y.mtime.tv_sec;
	return x.mtime.tv_nsec < y.mtime.tv_nsec;
}

void desk_differ(struct desk *d, struct form_set *forms,
		 const struct dialect_hint *hint)
{
	const char *own = desk_path(d), *other = d->other.data;
	bool is_new = !own || is_older(other, own);

	desk_compared_release(d);
	if (!own)
		return;
	d->compared[0] = open_one(d, forms, is_new ? other : own, hint);
	d->compared[1] = open_one(d, forms, is_new ? own : other, hint);
	if (d->compared[0] && d->compared[1])
		show_difference(d);
	if (!d->overlay)
		desk_compared_release(d);
}

/* ---- with which one ---- */

enum { OLDER_COPY = -1 };

static void older_path(const struct sheet *s, struct bytes *out)
{
	bytes_clear(out);
	bytes_printf(out, "%s~", s->path);
}

static bool other_answered(struct desk *d, struct overlay *o)
{
	size_t id = chooser_chosen(o);
	const struct desk_line *line = desk_line(d);

	if (!line || !line->sheet)
		return false;
	if (id == (size_t)OLDER_COPY) {
		older_path(line->sheet, &d->other);
	} else {
		bytes_set_str(&d->other, d->by_id[id]->path);
	}
	d->wish = DESK_DIFFER;
	return false;
}

static void add_other(struct overlay *o, const struct sheet *s)
{
	chooser_add(o, &(struct chooser_item){
			       .id = s->id,
			       .name = sheet_name(s),
			       .detail = s->shown,
			       .tag = s->paper ? s->paper->year : "",
		       });
}

/* Its own versions stand first. */
static void add_others(const struct desk *d, struct overlay *o,
		       const struct sheet *own, bool same)
{
	for (size_t i = 0; i < d->n_ids; i++) {
		const struct sheet *s = d->by_id[i];

		if (!s || s == own || !s->is_there ||
		    sheet_kind(s) == SHEET_FAILED)
			continue;
		if (same == !strcmp(sheet_name(s), sheet_name(own)))
			add_other(o, s);
	}
}

static void do_differ(struct desk *d)
{
	const struct desk_line *line = desk_line(d);
	struct bytes older = BYTES_INIT;
	struct overlay *o;

	if (!line || !line->sheet) {
		desk_say(d, ROLE_DIM, _("请先选一张表"));
		return;
	}
	o = chooser_new(_("和哪张表比较"), CHOOSER_TAB_NOTHING);
	older_path(line->sheet, &older);
	if (!access(older.data, R_OK))
		chooser_add(o, &(struct chooser_item){
				       .id = (size_t)OLDER_COPY,
				       .name = _("上次保存以前的这张表"),
			       });
	bytes_release(&older);
	add_others(d, o, line->sheet, true);
	add_others(d, o, line->sheet, false);
	chooser_start(o, "", 0);
	desk_open_overlay(d, o, other_answered);
}

bool desk_compare_act(struct desk *d, enum action action)
{
	if (action == ACTION_SUMMARY)
		do_summary(d);
	else if (action == ACTION_DIFFER)
		do_differ(d);
	else
		return false;
	return true;
}
