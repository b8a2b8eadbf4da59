/* What the desk is told of its forms, and what it has yet to be told. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "locale/name.h"
#include "locale/say.h"

/* 报送/教育局/表.csv below 报送/ is 教育局/表.csv */
static char *shown_of(const struct desk *d, const char *path)
{
	size_t n = strlen(d->folder);
	struct bytes out = BYTES_INIT;

	if (!strncmp(path, d->folder, n) && path[n])
		path += n;
	path += strspn(path, "/");
	name_show(&out, path, -1);
	return bytes_take(&out);
}

static struct sheet *sheet_of(struct desk *d, size_t id)
{
	size_t n = d->n_ids;

	if (id >= n) {
		MEMORY_MORE(d->by_id, id, d->cap_ids);
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
	d->unit = d->who = "";
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

static void take_listed(struct desk *d, struct watch_news *news)
{
	d->is_listed = true;
	d->n_others = news->n_others;
	free(d->others);
	d->others = news->others;
	news->others = NULL;
}

void desk_print_others(const struct desk *d, struct bytes *out)
{
	size_t n = 0;

	if (d->n_others == 0) {
		bytes_add_str(out, _("文件夹里的文件都列出了"));
		return;
	}
	bytes_printf(out, _("没有列出 %zu 个，不是表格文件："), d->n_others);
	for (const char *at = d->others; *at; at += strlen(at) + 1) {
		char *shown = shown_of(d, at);

		bytes_printf(out, "%s%s", n++ > 0 ? "  " : "", shown);
		free(shown);
	}
	if (d->n_others > n)
		bytes_add_str(out, "  …");
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
		take_listed(d, news);
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
	MEMORY_ADD(d->touched, d->n_touched, d->cap_touched) = s->id;
}

bool desk_touched(struct desk *d, size_t *id)
{
	if (!d->n_touched)
		return false;
	*id = d->touched[--d->n_touched];
	return true;
}
