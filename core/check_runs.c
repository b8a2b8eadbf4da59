/* Which texts share a run of two characters with those of another table's
   column: 无共词. An edit costs what it changes: each run knows how often it
   stands in the column, and which texts it stands in. */
#include <config.h>
#include "core/check_pairs.h"
#include "core/check_state.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { NOBODY = 0 }; /* links are linked by their number */

/* Two characters in a row. */
struct run {
	uint64_t pair;	/* 0: a free place of the table */
	uint32_t n;	/* how often the column has them */
	uint32_t first; /* the link of the first text that has them */
};

struct run_link {
	uint32_t total, row;   /* whose text it is */
	uint32_t next, before; /* of the same run */
	uint32_t sibling;      /* of the same row */
	uint64_t pair;
};

/* A row whose text is looked for. */
struct seeker {
	const struct row *row; /* NULL: its text is blank */
	const char *text;
	uint32_t first;
	uint32_t shared; /* runs of its text that the column has; without links
			    just whether there are any */
};

/* So many texts of a column are looked through, more have a table. */
enum { FEW_TEXTS = 64 };

/* Of a column, with the texts that are looked for in it; and of these, by
   total, their rows. */
struct runs {
	/* the column's, until it has a table: most forms are small, and are
	   only checked */
	const char *texts[FEW_TEXTS];
	size_t n_texts;
	bool has_table;
	struct run *table; /* open addressing; runs stay in it for ever */
	size_t size, n;
	/* made when the form is edited first */
	bool has_links;
	struct run_link *links; /* [0] stays unused */
	size_t n_links, cap_links;
	uint32_t spare;		/* links to be used again */
	struct seeker *seekers; /* by row id */
	size_t n_seekers, cap_seekers;
};

enum { FIRST_SIZE = 512 };

static struct runs *runs_of(struct check *check, size_t total)
{
	struct total *t = &check->totals[total];

	if (!t->runs)
		t->runs = memory_alloc(sizeof *t->runs);
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

/* ---- the table ---- */

/* Where a pair stands, or would. */
static inline struct run *place_of(const struct runs *runs, uint64_t pair)
{
	size_t at = (size_t)(pair_hash(pair) >> 32) & (runs->size - 1);

	while (runs->table[at].pair != pair && runs->table[at].pair)
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

static struct run *run_new(struct runs *runs, struct run *place, uint64_t pair)
{
	if (runs->n * 2 >= runs->size) {
		grow(runs);
		place = place_of(runs, pair);
	}
	runs->n++;
	*place = (struct run){ .pair = pair };
	return place;
}

/* Made where there is none yet; stays where it is until the next one is. */
static inline struct run *run_of(struct runs *runs, uint64_t pair)
{
	struct run *run = place_of(runs, pair);

	return run->pair == pair ? run : run_new(runs, run, pair);
}

/* ---- the texts of a column that has no table yet ---- */

/* Which pairs a few texts may have: others have the same bit. */
enum { MARK_BITS = 15, MARK_SHIFT = 64 - MARK_BITS };
struct marks {
	uint64_t words[1 << (MARK_BITS - 6)];
};

static inline size_t mark_of(uint64_t pair)
{
	return (size_t)(pair_hash(pair) >> MARK_SHIFT);
}

static inline void mark_set(struct marks *marks, uint64_t pair)
{
	size_t at = mark_of(pair);

	marks->words[at / 64] |= (uint64_t)1 << at % 64;
}

static inline bool mark_is_set(const struct marks *marks, uint64_t pair)
{
	size_t at = mark_of(pair);

	return marks->words[at / 64] >> at % 64 & 1;
}

static void marks_set(struct marks *marks, const struct runs *column)
{
	uint64_t pair;

	for (size_t i = 0; i < column->n_texts; i++) {
		struct pairs pairs = pairs_of(column->texts[i]);

		while ((pair = pair_next(&pairs)))
			mark_set(marks, pair);
	}
}

/* strstr() is quicker than memmem() in texts as short as names. */
static bool texts_have(const struct runs *column, const char *s, size_t n)
{
	enum { LETTER_BYTES = 4 };
	char pair[2 * LETTER_BYTES + 1] = "";

	assert(n < sizeof pair);
	memcpy(pair, s, n);
	for (size_t i = 0; i < column->n_texts; i++)
		if (strstr(column->texts[i], pair))
			return true;
	return false;
}

static bool texts_share(const struct runs *column, const struct marks *marks,
			const char *text)
{
	struct pairs pairs = pairs_of(text);
	uint64_t pair;

	while ((pair = pair_next(&pairs)))
		if (mark_is_set(marks, pair) &&
		    texts_have(column, pairs.start,
			       (size_t)(pairs.at - pairs.start)))
			return true;
	return false;
}

/* ---- of one that has ---- */

static void count_text(struct runs *column, const char *text)
{
	struct pairs pairs = pairs_of(text);
	uint64_t pair;

	while ((pair = pair_next(&pairs)))
		run_of(column, pair)->n++;
}

static void table_make(struct runs *column)
{
	if (column->has_table)
		return;
	column->has_table = true;
	column->size = FIRST_SIZE;
	column->table = memory_array(FIRST_SIZE, sizeof *column->table);
	column->links = memory_grow(NULL, &column->cap_links, FIRST_SIZE,
				    sizeof *column->links);
	column->n_links = 1;
	for (size_t i = 0; i < column->n_texts; i++)
		count_text(column, column->texts[i]);
	column->n_texts = 0;
}

static bool table_shares(const struct runs *column, const char *text)
{
	struct pairs pairs = pairs_of(text);
	uint64_t pair;

	while ((pair = pair_next(&pairs)))
		if (place_of(column, pair)->n > 0)
			return true;
	return false;
}

/* ---- the texts that are looked for ---- */

static uint32_t link_new(struct runs *column)
{
	uint32_t spare = column->spare;

	if (spare) {
		column->spare = column->links[spare].sibling;
		return spare;
	}
	MEMORY_MORE(column->links, column->n_links, column->cap_links);
	return (uint32_t)column->n_links++;
}

static void link_add(struct runs *column, size_t total, struct seeker *seeker,
		     struct run *run)
{
	uint32_t own = link_new(column);

	column->links[own] = (struct run_link){ .total = (uint32_t)total,
						.row = seeker->row->id,
						.next = run->first,
						.sibling = seeker->first,
						.pair = run->pair };
	if (run->first)
		column->links[run->first].before = own;
	run->first = own;
	seeker->first = own;
}

static void link_remove(struct runs *column, uint32_t own)
{
	struct run_link *link = &column->links[own];

	if (link->before)
		column->links[link->before].next = link->next;
	else
		place_of(column, link->pair)->first = link->next;
	if (link->next)
		column->links[link->next].before = link->before;
	link->sibling = column->spare;
	column->spare = own;
}

static struct seeker *seeker_of(struct runs *runs, const struct row *row)
{
	size_t need = (size_t)row->id + 1;

	if (need > runs->n_seekers) {
		runs->seekers = memory_grow(runs->seekers, &runs->cap_seekers,
					    need, sizeof *runs->seekers);
		memset(runs->seekers + runs->n_seekers, 0,
		       (need - runs->n_seekers) * sizeof *runs->seekers);
		runs->n_seekers = need;
	}
	return &runs->seekers[row->id];
}

static void seeker_enters(struct runs *column, size_t total,
			  struct seeker *seeker)
{
	struct pairs pairs = pairs_of(seeker->text);
	uint64_t pair;

	seeker->shared = 0;
	while ((pair = pair_next(&pairs))) {
		struct run *run = run_of(column, pair);

		seeker->shared += run->n > 0;
		link_add(column, total, seeker, run);
	}
}

static bool seeks_in(const struct check *check, size_t total, size_t column)
{
	const struct total_plan *plan = &check->plan->totals[total];

	return plan->kind == AGGREGATE_UNSHARED && (size_t)plan->link == column;
}

static void link_all(struct check *check, size_t total, struct runs *column)
{
	if (check->takes_in || column->has_links)
		return;
	table_make(column);
	column->has_links = true;
	for (size_t t = 0; t < check->plan->n_totals; t++) {
		struct runs *runs = check->totals[t].runs;

		if (!runs || !seeks_in(check, t, total))
			continue;
		for (size_t i = 0; i < runs->n_seekers; i++)
			if (runs->seekers[i].row)
				seeker_enters(column, t, &runs->seekers[i]);
	}
}

void runs_seek(struct check *check, size_t total, const struct part *part,
	       const struct row *row, bool enters)
{
	size_t link = (size_t)check->plan->totals[total].link;
	struct runs *column = runs_of(check, link);
	struct seeker *seeker = seeker_of(runs_of(check, total), row);

	link_all(check, link, column);
	if (part->kind != PART_TEXT)
		return;
	while (seeker->first) {
		uint32_t own = seeker->first;

		seeker->first = column->links[own].sibling;
		link_remove(column, own);
	}
	*seeker = (struct seeker){ .row = enters ? row : NULL,
				   .text = part->text };
	if (enters && column->has_links)
		seeker_enters(column, total, seeker);
}

void runs_taken_in(struct check *check, size_t total)
{
	struct runs *runs = check->totals[total].runs, *column;
	struct marks marks = { 0 };

	if (!runs)
		return;
	column = runs_of(check, (size_t)check->plan->totals[total].link);
	marks_set(&marks, column);
	for (size_t i = 0; i < runs->n_seekers; i++) {
		struct seeker *seeker = &runs->seekers[i];

		if (seeker->row)
			seeker->shared =
				column->has_table
					? table_shares(column, seeker->text)
					: texts_share(column, &marks,
						      seeker->text);
	}
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
static void tell_seekers(struct check *check, const struct runs *column,
			 const struct run *run, bool has)
{
	for (uint32_t at = run->first; at; at = column->links[at].next) {
		const struct run_link *link = &column->links[at];
		struct runs *runs = runs_of(check, link->total);
		struct seeker *seeker = &runs->seekers[link->row];
		int table = check->plan->totals[link->total].table;
		struct viewpoint there;

		if (seeker->shared != (has ? 0 : 1)) {
			seeker->shared += has ? 1 : (uint32_t)-1;
			continue;
		}
		viewpoint_init(&there, check, seeker->row);
		totals_ask(&there, table, false);
		seeker->shared += has ? 1 : (uint32_t)-1;
		totals_ask(&there, table, true);
		check_note_affected(check, table, seeker->row);
	}
}

void runs_offer(struct check *check, size_t total, const struct part *part,
		bool enters)
{
	struct runs *column;
	struct pairs pairs;
	uint64_t pair;

	if (part->kind != PART_TEXT)
		return;
	column = runs_of(check, total);
	if (check->takes_in && enters && !column->has_table &&
	    column->n_texts < FEW_TEXTS) {
		column->texts[column->n_texts++] = part->text;
		return;
	}
	table_make(column);
	link_all(check, total, column);
	pairs = pairs_of(part->text);
	while ((pair = pair_next(&pairs))) {
		struct run *run = run_of(column, pair);

		run->n += enters ? 1 : (uint32_t)-1;
		if (run->n == (enters ? 1 : 0) && run->first)
			tell_seekers(check, column, run, enters);
	}
}
