/* Which lines the desk has, and in which order. */
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

bool desk_matches(struct desk *d, const struct sheet *s)
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
	d->found = memory_grow(d->found, &d->cap_found, d->n_ids + 1,
			       sizeof(*d->found));
	for (size_t i = 0; i < d->n_ids; i++)
		if (d->by_id[i] && desk_matches(d, d->by_id[i]))
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

/* ---- groups ---- */

static void add_line(struct desk *d, struct desk_line line)
{
	d->lines = memory_grow(d->lines, &d->cap_lines, d->n_lines + 1,
			       sizeof *d->lines);
	d->lines[d->n_lines++] = line;
}

static struct heading *add_heading(struct desk *d)
{
	d->headings = memory_grow(d->headings, &d->cap_headings,
				  d->n_headings + 1, sizeof *d->headings);
	d->headings[d->n_headings] = (struct heading){ 0 };
	return &d->headings[d->n_headings++];
}

static bool is_rule_open(const struct desk *d, const struct paper_rule *rule)
{
	return rule->number < d->cap_rule_open && d->is_rule_open[rule->number];
}

/* A heading for each rule, by the rules' numbers, those without a form blank. */
static void count_rules(struct desk *d)
{
	for (size_t i = 0; i < d->n_found; i++) {
		const struct paper *p = d->found[i]->paper;

		for (size_t j = 0; p && j < p->n_items; j++) {
			const struct paper_rule *rule = p->items[j].rule;
			struct heading *h;

			while (d->n_headings <= rule->number)
				add_heading(d);
			h = &d->headings[rule->number];
			h->rule = rule;
			h->n_sheets += h->seen != i + 1;
			h->seen = i + 1;
			h->n_findings++;
		}
	}
}

static int compare_headings(const void *p, const void *q)
{
	const struct heading *a = p, *b = q;

	if (!a->rule || !b->rule)
		return (int)!a->rule - (int)!b->rule;
	if (a->rule->severity != b->rule->severity)
		return a->rule->severity > b->rule->severity ? -1 : 1;
	if (a->n_sheets != b->n_sheets)
		return a->n_sheets > b->n_sheets ? -1 : 1;
	return strcmp(a->rule->id, b->rule->id);
}

static void add_rule_lines(struct desk *d, int heading)
{
	const struct paper_rule *rule = d->headings[heading].rule;

	add_line(d, (struct desk_line){ .heading = heading });
	if (!d->headings[heading].is_open)
		return;
	for (size_t i = 0; i < d->n_found; i++) {
		const struct paper *p = d->found[i]->paper;

		for (size_t j = 0; p && j < p->n_items; j++)
			if (p->items[j].rule == rule)
				add_line(d, (struct desk_line){ d->found[i],
								heading,
								&p->items[j] });
	}
}

static void keep_rules(struct desk *d)
{
	d->rules = memory_grow(d->rules, &d->cap_rules, d->n_headings + 1,
			       sizeof(*d->rules));
	d->n_rules = 0;
	for (size_t i = 0; i < d->n_headings; i++) {
		if (d->headings[i].rule == d->board_rule)
			d->board_scroll.focus = i;
		d->rules[d->n_rules++] = d->headings[i].rule;
	}
	if (d->board_scroll.focus >= d->n_rules)
		d->board_scroll.focus = d->n_rules > 0 ? d->n_rules - 1 : 0;
}

/* Sorted, for the board as well. */
static void make_rules(struct desk *d)
{
	count_rules(d);
	if (d->n_headings > 0)
		qsort(d->headings, d->n_headings, sizeof *d->headings,
		      compare_headings);
	while (d->n_headings > 0 && !d->headings[d->n_headings - 1].rule)
		d->n_headings--;
	for (size_t i = 0; i < d->n_headings; i++)
		d->headings[i].is_open = is_rule_open(d, d->headings[i].rule);
	keep_rules(d);
}

static void make_kinds(struct desk *d)
{
	d->n_headings = 0;
	for (int kind = 0; kind < SHEET_KINDS; kind++) {
		size_t n = 0;
		struct heading *h;

		for (size_t i = 0; i < d->n_found; i++)
			n += sheet_kind(d->found[i]) == (enum sheet_kind)kind;
		if (!n)
			continue;
		h = add_heading(d);
		h->kind = (enum sheet_kind)kind;
		h->n_sheets = n;
		h->is_open = !d->is_kind_closed[kind];
	}
}

static void add_kind_lines(struct desk *d, int heading)
{
	const struct heading *h = &d->headings[heading];

	add_line(d, (struct desk_line){ .heading = heading });
	for (size_t i = 0; h->is_open && i < d->n_found; i++)
		if (sheet_kind(d->found[i]) == h->kind)
			add_line(d, (struct desk_line){ d->found[i], heading,
							NULL });
}

static void make_lines(struct desk *d)
{
	enum desk_group group = d->is_board ? GROUP_NONE : d->group;

	d->n_lines = d->n_headings = 0;
	make_rules(d);
	if (group == GROUP_KIND)
		make_kinds(d);
	for (size_t i = 0; group == GROUP_NONE && i < d->n_found; i++)
		add_line(d,
			 (struct desk_line){ d->found[i], NO_HEADING, NULL });
	for (size_t i = 0; group != GROUP_NONE && i < d->n_headings; i++) {
		if (group == GROUP_RULE)
			add_rule_lines(d, (int)i);
		else
			add_kind_lines(d, (int)i);
	}
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

static void note_units(struct desk *d)
{
	d->unit = "";
	d->unit_cols = 0;
	for (size_t i = 0; i < d->n_found; i++) {
		const struct paper *p = d->found[i]->paper;
		int cols;

		if (!p || !*p->unit)
			continue;
		cols = text_cols(say(p->unit), strlen(say(p->unit)));
		if (cols > d->unit_cols)
			d->unit_cols = cols;
		if (d->unit && !*d->unit)
			d->unit = p->unit;
		else if (d->unit && strcmp(d->unit, p->unit) != 0)
			d->unit = NULL;
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
	if (d->n_found > 0)
		qsort_r(d->found, d->n_found, sizeof(*d->found), compare, d);
	make_lines(d);
	find_focus(d, offset);
	desk_note_focus(d);
}

/* ---- folding ---- */

static void set_rule_open(struct desk *d, const struct paper_rule *rule,
			  bool open)
{
	size_t old = d->cap_rule_open;

	d->is_rule_open =
		memory_grow(d->is_rule_open, &d->cap_rule_open,
			    rule->number + 1, sizeof *d->is_rule_open);
	memset(d->is_rule_open + old, 0, d->cap_rule_open - old);
	d->is_rule_open[rule->number] = open;
}

void desk_fold(struct desk *d, bool open)
{
	const struct desk_line *line = desk_line(d);
	const struct heading *h;

	if (!line || line->heading == NO_HEADING)
		return;
	h = &d->headings[line->heading];
	if (h->rule)
		set_rule_open(d, h->rule, open);
	else
		d->is_kind_closed[h->kind] = !open;
	/* what is under it goes, and the focus to the heading */
	while (!open && d->scroll.focus > 0 && d->lines[d->scroll.focus].sheet)
		d->scroll.focus--;
	desk_note_focus(d);
	desk_disturb(d);
}
