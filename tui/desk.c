#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/path.h"
#include "core/pinyin.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

struct desk *desk_new(const char *folder, struct review_hand (*hand)(void))
{
	struct desk *d = memory_alloc(sizeof *d);

	d->folder = memory_copy(folder, strlen(folder));
	d->hand = hand;
	d->scroll = d->board_scroll = SCROLL_INIT;
	d->has_news = true;
	d->at = PLACE_NONE;
	d->unit = "";
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

/* ---- a form ---- */

enum sheet_kind sheet_kind(const struct sheet *s)
{
	if (!s->paper)
		return SHEET_UNREAD;
	if (s->paper->failures.n > 0)
		return SHEET_FAILED;
	if (s->paper->findings[SEVERITY_ERROR] > 0)
		return SHEET_ERROR;
	if (s->paper->findings[SEVERITY_WARNING] > 0)
		return SHEET_WARNING;
	return s->paper->findings[SEVERITY_HINT] > 0 ? SHEET_HINT : SHEET_CLEAN;
}

size_t sheet_count(const struct sheet *s, const struct paper_rule *rule)
{
	size_t n = 0;

	for (size_t i = 0; s->paper && i < s->paper->n_items; i++)
		n += s->paper->items[i].rule == rule;
	return n;
}

const char *sheet_name(const struct sheet *s)
{
	return s->paper && *s->paper->department ? s->paper->department
						 : path_last(s->shown);
}

bool sheet_has_failed(const struct sheet *s)
{
	return s->paper && s->paper->failures.n > 0;
}

void sheet_print_failure(const struct sheet *s, struct bytes *out)
{
	const struct failure *f = &s->paper->failures.items[0];
	struct failure shown = *f;

	if (failure_is_definition(f->code)) {
		bytes_add_str(out, _("表格定义有错误"));
		return;
	}
	/* which file it is stands before it */
	shown.path = NULL;
	say_failure(&shown, out);
}

/* ---- news ---- */

/* 报送/教育局/表.csv below 报送/ is 教育局/表.csv */
static char *shown_of(const struct desk *d, const char *path)
{
	size_t n = strlen(d->folder);
	struct bytes out = BYTES_INIT;

	if (!strncmp(path, d->folder, n) && path[n])
		path += n;
	path += strspn(path, "/");
	name_show(&out, path, strlen(path), -1);
	return bytes_take(&out);
}

static struct sheet *sheet_of(struct desk *d, size_t id)
{
	size_t n = d->n_ids;

	if (id >= n) {
		d->by_id = memory_grow(d->by_id, &d->cap_ids, id + 1,
				       sizeof(*d->by_id));
		for (d->n_ids = id + 1; n < d->n_ids; n++)
			d->by_id[n] = NULL;
	}
	if (!d->by_id[id]) {
		d->by_id[id] = memory_alloc(sizeof **d->by_id);
		d->by_id[id]->id = id;
	}
	return d->by_id[id];
}

/* What it comes to is part of the totals, or isn't any more. */
static void count(struct desk *d, const struct sheet *s, bool adds)
{
	size_t by = adds ? 1 : (size_t)-1;

	d->n_sheets += by;
	if (!s->paper)
		return;
	d->n_read += by;
	d->n_failed += s->paper->failures.n > 0 ? by : 0;
	for (int i = 0; i < SEVERITIES; i++)
		d->findings[i] += by * s->paper->findings[i];
}

/* What was remembered of its findings is gone with the paper. */
static void drop_paper(struct desk *d, struct sheet *s)
{
	d->n_lines = d->n_found = d->n_headings = d->n_rules = 0;
	d->unit = "";
	paper_free(s->paper);
	s->paper = NULL;
}

static void take_file(struct desk *d, struct watch_news *news)
{
	struct sheet *s = sheet_of(d, news->id);

	if (s->is_there)
		count(d, s, false);
	if (!s->path) {
		s->path = news->path;
		s->shown = shown_of(d, s->path);
		news->path = NULL;
	}
	s->is_there = true;
	s->mtime = news->mtime;
	s->is_due = news->kind == WATCH_FOUND;
	if (news->kind == WATCH_READ) {
		drop_paper(d, s);
		s->paper = news->paper;
		news->paper = NULL;
	}
	count(d, s, true);
}

static void take_gone(struct desk *d, size_t id)
{
	struct sheet *s = sheet_of(d, id);

	if (!s->is_there)
		return;
	count(d, s, false);
	s->is_there = s->is_due = false;
	drop_paper(d, s);
}

void desk_take(struct desk *d, struct watch_news *news)
{
	/* where the focus is on screen is known by its line */
	desk_disturb(d);
	switch (news->kind) {
	case WATCH_FOUND:
	case WATCH_READ:
		take_file(d, news);
		break;
	case WATCH_GONE:
		take_gone(d, news->id);
		break;
	case WATCH_LISTED:
		d->is_listed = true;
		break;
	case WATCH_LOST:
		d->lost = news->error;
		break;
	case WATCH_SEEN:
		d->lost = 0;
		break;
	case WATCH_SUMMED:
		desk_show_summary(d, news->summary);
		break;
	case WATCH_BEFORE:
	case WATCH_READY:
		d->looks_back = news->kind == WATCH_BEFORE;
		break;
	case WATCH_SAID:
		desk_say(d, ROLE_WARNING, news->said);
		break;
	}
	watch_news_release(news);
}

bool desk_has_news(const struct desk *d)
{
	return d->has_news;
}

bool desk_is_busy(const struct desk *d)
{
	return !d->is_listed || d->n_read < d->n_sheets;
}

size_t desk_wanted(const struct desk *d, size_t *ids, size_t most)
{
	size_t n = 0;

	for (size_t i = d->scroll.top;
	     i < d->n_lines && scroll_shows(&d->scroll, i) && n < most; i++)
		if (d->lines[i].sheet)
			ids[n++] = d->lines[i].sheet->id;
	return n;
}

void desk_touch(struct desk *d, const struct sheet *s)
{
	d->touched = memory_grow(d->touched, &d->cap_touched, d->n_touched + 1,
				 sizeof *d->touched);
	d->touched[d->n_touched++] = s->id;
}

bool desk_touched(struct desk *d, size_t *id)
{
	if (!d->n_touched)
		return false;
	*id = d->touched[--d->n_touched];
	return true;
}

void desk_say(struct desk *d, enum role role, const char *text)
{
	bytes_clear(&d->message);
	bytes_add_str(&d->message, text);
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

/* 下一张有问题的表: 教育局 */
void desk_print_next(const struct desk *d, bool backwards, bool wrapped,
		     struct bytes *out)
{
	const struct desk_line *line = desk_line(d);
	const char *name = line && line->sheet ? sheet_name(line->sheet) : "";

	if (wrapped)
		bytes_printf(out, "%s  ",
			     backwards ? _("已从末尾找起") : _("已从头找起"));
	bytes_add_str(out, backwards ? _("上一张有问题的表: ")
				     : _("下一张有问题的表: "));
	text_show(out, name, strlen(name), -1);
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
