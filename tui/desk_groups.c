/* The lines of the desk: a form each, or under the headings of groups, which
   open and close. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"

static void add_line(struct desk *d, struct desk_line line)
{
	MEMORY_ADD(d->lines, d->n_lines, d->cap_lines) = line;
}

static struct heading *add_heading(struct desk *d)
{
	MEMORY_MORE(d->headings, d->n_headings, d->cap_headings);
	d->headings[d->n_headings] = (struct heading){ 0 };
	return &d->headings[d->n_headings++];
}

static bool is_rule_open(const struct desk *d, const struct paper_rule *rule)
{
	return rule->number < d->cap_rule_open && d->is_rule_open[rule->number];
}

/* A heading for each rule, by the rules' numbers, those without a form
   blank. */
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
	MEMORY_MORE(d->rules, d->n_headings, d->cap_rules);
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

void desk_make_lines(struct desk *d)
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

/* ---- folding ---- */

static void set_rule_open(struct desk *d, const struct paper_rule *rule,
			  bool open)
{
	size_t old = d->cap_rule_open;

	MEMORY_MORE(d->is_rule_open, rule->number, d->cap_rule_open);
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
