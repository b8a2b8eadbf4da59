/* Which forms the desk lists, in which order, and how the focus stays on
   one. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/path.h"
#include "core/pinyin.h"
#include "core/text.h"
#include "locale/say.h"

/* ---- which forms ---- */

static bool is_chosen(const struct desk *d, const struct sheet *s)
{
	switch (d->choice) {
	case CHOICE_ERRORS:
		return sheet_kind(s) == SHEET_ERROR;
	case CHOICE_FAILED:
		return sheet_kind(s) == SHEET_FAILED;
	case CHOICE_ALL:
		return true;
	default:
		return s->paper &&
		       (int)s->paper->state == (int)d->choice - CHOICE_UNREAD;
	}
}

static bool matches(struct desk *d, const struct sheet *s)
{
	const char *texts[] = { sheet_name(s), s->shown,
				s->paper ? s->paper->year : "" };

	if (!s->is_there || !is_chosen(d, s))
		return false;
	return d->filter.text.len == 0 ||
	       query_match(&d->query, texts, sizeof texts / sizeof *texts) > 0;
}

static void set_query(struct desk *d)
{
	if (d->filter.text.len == 0)
		return;
	if (!d->pinyin) {
		d->pinyin = pinyin_new();
		query_init(&d->query, d->pinyin);
	}
	query_set(&d->query, d->filter.text.data, d->filter.text.len);
}

static void find(struct desk *d)
{
	set_query(d);
	d->n_found = 0;
	MEMORY_MORE(d->found, d->n_ids, d->cap_found);
	for (size_t i = 0; i < d->n_ids; i++)
		if (d->by_id[i] && matches(d, d->by_id[i]))
			d->found[d->n_found++] = d->by_id[i];
}

/* ---- in which order ---- */

static int compare_numbers(double a, double b)
{
	return a < b ? -1 : a > b;
}

static int compare_times(const struct timespec *a, const struct timespec *b)
{
	if (a->tv_sec != b->tv_sec)
		return a->tv_sec < b->tv_sec ? -1 : 1;
	return compare_numbers((double)a->tv_nsec, (double)b->tv_nsec);
}

/* What a column says of a form; < 0: nothing. */
static double number_of(const struct sheet *s, enum desk_column column)
{
	const struct paper *p = s->paper;

	if (!p || p->failures.n > 0)
		return -1;
	switch (column) {
	case COLUMN_MONEY:
		return *p->money ? p->yuan : -1;
	case COLUMN_ERRORS:
		return (double)p->findings[SEVERITY_ERROR];
	case COLUMN_WARNINGS:
		return (double)p->findings[SEVERITY_WARNING];
	default:
		return -1;
	}
}

/* Forms of which a column says nothing stand behind the others either way. */
static int compare_by(const struct desk *d, const struct sheet *a,
		      const struct sheet *b)
{
	double x = number_of(a, d->column), y = number_of(b, d->column);
	int sign = d->is_reversed ? -1 : 1;

	switch (d->column) {
	case COLUMN_DEPARTMENT:
		return sign * strcmp(sheet_name(a), sheet_name(b));
	case COLUMN_YEAR:
		if (!a->paper || !b->paper)
			return (int)!a->paper - (int)!b->paper;
		return sign * strcmp(a->paper->year, b->paper->year);
	case COLUMN_MONEY:
	case COLUMN_ERRORS:
	case COLUMN_WARNINGS:
		if (x < 0 || y < 0)
			return (int)(x < 0) - (int)(y < 0);
		/* the most stands first, unless it is reversed */
		return -sign * compare_numbers(x, y);
	case COLUMN_STATE:
		if (!a->paper || !b->paper)
			return (int)!a->paper - (int)!b->paper;
		return sign * ((int)a->paper->state - (int)b->paper->state);
	case COLUMN_CHANGED:
		return -sign * compare_times(&a->mtime, &b->mtime);
	default:
		return 0;
	}
}

static int compare(const void *p, const void *q, void *ctx)
{
	const struct desk *d = ctx;
	const struct sheet *a = *(struct sheet *const *)p;
	const struct sheet *b = *(struct sheet *const *)q;
	int c = compare_by(d, a, b);

	if (c)
		return c;
	c = strcmp(a->path, b->path);
	return d->column == COLUMN_FILE && d->is_reversed ? -c : c;
}

/* ---- the focus ---- */

/* Which of its sheet's findings by this rule a line is. */
static size_t number_among(const struct desk_line *line)
{
	const struct paper_finding *f = line->sheet->paper->items;
	size_t n = 0;

	for (; f < line->finding; f++)
		n += f->rule == line->finding->rule;
	return n;
}

void desk_note_focus(struct desk *d)
{
	const struct desk_line *line = desk_line(d);

	d->focus = (struct desk_focus){ .kind = SHEET_KINDS };
	if (!line)
		return;
	d->focus.sheet = line->sheet;
	if (line->finding) {
		d->focus.rule = line->finding->rule;
		d->focus.number = number_among(line);
	} else if (line->heading != NO_HEADING) {
		d->focus.rule = d->headings[line->heading].rule;
		d->focus.kind = d->headings[line->heading].kind;
	}
}

/* How well a line is what was in focus; 0: not at all. */
static int likeness(const struct desk *d, const struct desk_line *line)
{
	const struct desk_focus *f = &d->focus;
	const struct heading *h = line->heading == NO_HEADING
					  ? NULL
					  : &d->headings[line->heading];
	bool is_same =
		!h || (h->rule == f->rule && (h->rule || h->kind == f->kind));

	if (line->sheet != f->sheet)
		return 0;
	if (!line->sheet)
		return is_same ? 4 : 0;
	if (!line->finding)
		return is_same ? 4 : 1;
	if (line->finding->rule != f->rule)
		return 1;
	return number_among(line) == f->number ? 4 : 2;
}

static void find_focus(struct desk *d, size_t offset)
{
	int best = 0;

	for (size_t i = 0; i < d->n_lines && best < 4; i++) {
		int now = likeness(d, &d->lines[i]);

		if (now <= best)
			continue;
		best = now;
		d->scroll.focus = i;
	}
	if (d->scroll.focus >= d->n_lines)
		d->scroll.focus = d->n_lines > 0 ? d->n_lines - 1 : 0;
	/* on the same line of the screen */
	d->scroll.top = d->scroll.focus > offset ? d->scroll.focus - offset : 0;
	if (d->n_lines <= d->scroll.page)
		d->scroll.top = 0;
	else if (d->scroll.top > d->n_lines - d->scroll.page)
		d->scroll.top = d->n_lines - d->scroll.page;
}

void desk_disturb(struct desk *d)
{
	d->is_stale = d->has_news = true;
}

/* Of the found: "" before there is one, NULL where they are several. */
static void note(const char **noted, const char *text)
{
	if (*noted && !**noted)
		*noted = text;
	else if (*noted && *text && strcmp(*noted, text) != 0)
		*noted = NULL;
}

static void note_units(struct desk *d)
{
	d->unit = d->who = "";
	d->unit_cols = 0;
	for (size_t i = 0; i < d->n_found; i++) {
		const struct paper *p = d->found[i]->paper;
		int cols;

		if (p)
			note(&d->who, p->who);
		if (!p || !*p->unit)
			continue;
		cols = text_cols(say(p->unit), strlen(say(p->unit)));
		if (cols > d->unit_cols)
			d->unit_cols = cols;
		note(&d->unit, p->unit);
	}
}

void desk_arrange(struct desk *d)
{
	size_t offset = d->scroll.focus - d->scroll.top;

	if (!d->is_stale)
		return;
	d->is_stale = false;
	find(d);
	note_units(d);
	desk_note_namesakes(d->found, d->n_found);
	if (d->n_found > 0)
		qsort_r(d->found, d->n_found, sizeof(*d->found), compare, d);
	desk_make_lines(d);
	find_focus(d, offset);
	desk_note_focus(d);
}
