/* Which texts share a run of two characters with those of another table's
   column: 无共词. An edit costs what it changes: each run knows how often it
   stands in the column, and which texts it stands in. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum { NOBODY = 0 }; /* links are linked by their number */

/* Two characters in a row. */
struct run {
	uint64_t pair;	/* 0: a free place of the table */
	uint32_t n;	/* of a column: how often it has them */
	uint32_t first; /* of texts: the link of the first that has them */
};

struct run_link {
	uint32_t row;	       /* its number plus 1 */
	uint32_t next, before; /* of the same run */
	uint32_t sibling;      /* of the same row */
	uint64_t pair;
};

/* A row whose text is looked for. */
struct seeker {
	const struct row *row; /* NULL: its text is blank */
	uint32_t first;
	uint32_t shared; /* runs of its text that the column has */
};

struct runs {
	struct run *table; /* open addressing; runs stay in it for ever */
	size_t size, n;
	struct run_link *links; /* [0] stays unused */
	size_t n_links, cap_links;
	uint32_t spare;		/* links to be used again */
	struct seeker *seekers; /* by row id */
	size_t cap_seekers;
};

enum { FIRST_SIZE = 512 };

static struct runs *runs_of(struct check *check, size_t total)
{
	struct total *t = &check->totals[total];

	if (!t->runs) {
		t->runs = memory_alloc(sizeof *t->runs);
		t->runs->size = FIRST_SIZE;
		t->runs->table =
			memory_array(FIRST_SIZE, sizeof *t->runs->table);
	}
	return t->runs;
}

void runs_free(struct runs *runs)
{
	if (!runs)
		return;
	free(runs->table);
	free(runs->links);
	free(runs->seekers);
	free(runs);
}

/* Where a pair stands, or would. */
static struct run *place_of(const struct runs *runs, uint64_t pair)
{
	uint64_t hash = pair * 0x9E3779B97F4A7C15u;
	size_t at = (size_t)(hash >> 32) & (runs->size - 1);

	while (runs->table[at].pair && runs->table[at].pair != pair)
		at = (at + 1) & (runs->size - 1);
	return &runs->table[at];
}

static void grow(struct runs *runs)
{
	struct runs old = *runs;

	runs->size *= 2;
	runs->table = memory_array(runs->size, sizeof *runs->table);
	for (size_t i = 0; i < old.size; i++)
		if (old.table[i].pair)
			*place_of(runs, old.table[i].pair) = old.table[i];
	free(old.table);
}

/* Made where there is none yet; stays where it is until the next one is. */
static struct run *run_of(struct runs *runs, uint64_t pair)
{
	struct run *run = place_of(runs, pair);

	if (run->pair)
		return run;
	if (runs->n * 2 >= runs->size) {
		grow(runs);
		run = place_of(runs, pair);
	}
	runs->n++;
	run->pair = pair;
	return run;
}

/* The text's next two letters in a row; 0 at its end. Digits and signs say
   nothing of the subject. */
struct pairs {
	const char *at, *end;
	uint32_t before; /* the letter before, or 0 */
};

static bool is_of_words(uint32_t code)
{
	return text_is_han(code) || (code < 0x80 && text_is_letter(code));
}

static uint64_t pairs_next(struct pairs *p)
{
	while (p->at < p->end) {
		uint32_t code, before = p->before;
		size_t n = text_decode(p->at, (size_t)(p->end - p->at), &code);

		p->at += n ? n : 1;
		p->before = n && is_of_words(code) ? code : 0;
		if (before && p->before)
			return (uint64_t)before << 32 | p->before;
	}
	return 0;
}

static struct pairs pairs_of(const char *text)
{
	return (struct pairs){ text, text + text_length(text), 0 };
}

/* ---- the texts that are looked for ---- */

static uint32_t link_new(struct runs *runs)
{
	uint32_t spare = runs->spare;

	if (spare) {
		runs->spare = runs->links[spare].sibling;
		return spare;
	}
	if (!runs->links)
		runs->links = memory_grow(NULL, &runs->cap_links, FIRST_SIZE,
					  sizeof *runs->links);
	runs->n_links += runs->n_links == 0;
	runs->links = memory_grow(runs->links, &runs->cap_links,
				  runs->n_links + 1, sizeof *runs->links);
	return (uint32_t)runs->n_links++;
}

static void link_add(struct runs *runs, struct seeker *seeker, uint64_t pair)
{
	uint32_t own = link_new(runs);
	struct run *run = run_of(runs, pair);

	runs->links[own] = (struct run_link){ .row = seeker->row->id + 1,
					      .next = run->first,
					      .sibling = seeker->first,
					      .pair = pair };
	if (run->first)
		runs->links[run->first].before = own;
	run->first = own;
	seeker->first = own;
}

static void link_remove(struct runs *runs, uint32_t own)
{
	struct run_link *link = &runs->links[own];

	if (link->before)
		runs->links[link->before].next = link->next;
	else
		run_of(runs, link->pair)->first = link->next;
	if (link->next)
		runs->links[link->next].before = link->before;
	link->sibling = runs->spare;
	runs->spare = own;
}

static struct seeker *seeker_of(struct runs *runs, const struct row *row)
{
	size_t old = runs->cap_seekers;

	if (row->id >= old) {
		runs->seekers = memory_grow(runs->seekers, &runs->cap_seekers,
					    row->id + 1, sizeof *runs->seekers);
		memset(runs->seekers + old, 0,
		       (runs->cap_seekers - old) * sizeof *runs->seekers);
	}
	return &runs->seekers[row->id];
}

static void seeker_enters(struct runs *runs, struct runs *column,
			  struct seeker *seeker, const char *text)
{
	struct pairs pairs = pairs_of(text);

	for (uint64_t pair; (pair = pairs_next(&pairs));) {
		seeker->shared += place_of(column, pair)->n > 0;
		link_add(runs, seeker, pair);
	}
}

void runs_seek(struct check *check, size_t total, const struct part *part,
	       const struct row *row, bool enters)
{
	struct runs *runs = runs_of(check, total);
	size_t column = (size_t)check->plan->totals[total].link;
	struct seeker *seeker = seeker_of(runs, row);

	if (part->kind != PART_TEXT)
		return;
	while (seeker->first) {
		uint32_t link = seeker->first;

		seeker->first = runs->links[link].sibling;
		link_remove(runs, link);
	}
	*seeker = (struct seeker){ .row = enters ? row : NULL };
	if (enters)
		seeker_enters(runs, runs_of(check, column), seeker, part->text);
}

void runs_unshared(struct check *check, size_t total, const struct row *row,
		   struct value *out)
{
	const struct seeker *seeker = seeker_of(runs_of(check, total), row);

	*out = seeker->row ? value_truth(seeker->shared == 0)
			   : value_blank(check->plan->totals[total].field);
}

/* ---- the column ---- */

/* The column has got, or lost, a run. Totals that ask a row are told before it
   gives another answer. */
static void tell_seekers(struct check *check, size_t total, uint64_t pair,
			 bool has)
{
	struct runs *runs = runs_of(check, total);
	int table = check->plan->totals[total].table;

	for (uint32_t at = place_of(runs, pair)->first; at;
	     at = runs->links[at].next) {
		struct seeker *seeker = &runs->seekers[runs->links[at].row - 1];
		bool turns = seeker->shared == (has ? 0 : 1);

		if (turns)
			totals_ask(check, table, seeker->row, false);
		seeker->shared += has ? 1 : (uint32_t)-1;
		if (turns)
			totals_ask(check, table, seeker->row, true);
		if (turns && !check->takes_in)
			check_note_affected(check, table, seeker->row);
	}
}

static void tell_all(struct check *check, size_t column, uint64_t pair,
		     bool has)
{
	const struct total_plan *totals = check->plan->totals;

	for (int i = totals[column].seeker; i >= 0; i = totals[i].seeker)
		tell_seekers(check, (size_t)i, pair, has);
}

void runs_offer(struct check *check, size_t total, const struct part *part,
		bool enters)
{
	struct runs *runs = runs_of(check, total);
	struct pairs pairs;

	if (part->kind != PART_TEXT)
		return;
	pairs = pairs_of(part->text);
	for (uint64_t pair; (pair = pairs_next(&pairs));) {
		struct run *run = run_of(runs, pair);

		run->n += enters ? 1 : (uint32_t)-1;
		if (run->n == (enters ? 1 : 0))
			tell_all(check, total, pair, enters);
	}
}
