#include <config.h>
#include "core/layout_candidates.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_match.h"

void candidates_release(struct candidates *c)
{
	free(c->records);
	free(c->words);
}

/* Is the first filled cell a title? */
static bool begins_with_title(struct layout *l,
			      const struct grid_record *record)
{
	int c = 0;

	while (c < record->n_cells && !*record->cells[c])
		c++;
	return c < record->n_cells &&
	       label_title(&l->labels, record->cells[c]) >= 0;
}

/* Most records are told by the number of their labels. */
static bool is_candidate(struct layout *l, const struct grid_record *record)
{
	struct label_index *labels = &l->labels;
	int n_labels = 0, least = l->def->width + 1;

	for (int c = 0; c < record->n_cells; c++) {
		const struct label_fact *fact =
			label_fact(labels, record->cells[c]);
		const struct label_class *class;

		if (label_says_nothing(fact))
			continue;
		n_labels++;
		if (fact->is_prefix)
			continue;
		class = &labels->classes[fact->class - FACT_FIRST];
		least = class->least < least ? class->least : least;
	}
	return (least <= l->def->width && n_labels * 2 >= least) ||
	       begins_with_title(l, record);
}

static void note_candidate(struct layout *l, const struct grid_record *record,
			   size_t at)
{
	struct candidates *c = &l->candidates;
	size_t width = (size_t)l->def->width;

	MEMORY_ADD(c->records, c->n, c->cap) = at;
	c->is_odd |= record->n_cells > l->def->width || c->n > CANDIDATES_SEEN;
	if (c->is_odd)
		return;
	c->words = memory_grow(c->words, &c->cap_words, c->n_words + width,
			       sizeof *c->words);
	for (size_t i = 0; i < width; i++)
		c->words[c->n_words++] =
			label_word(&l->labels, grid_cell(record, (int)i), true);
}

void candidates_find(struct layout *l, const struct grid *grid)
{
	struct candidates *c = &l->candidates;

	c->n = c->n_words = 0;
	c->is_odd = false;
	for (size_t r = 0; r < grid->n_records; r++)
		if (is_candidate(l, &grid->records[r]))
			note_candidate(l, &grid->records[r], r);
}

void candidates_rows(struct layout *l, const struct grid_record *record,
		     bool *may_be)
{
	bool has_title = false;

	memset(may_be, 0, (size_t)l->def->n_rows * sizeof *may_be);
	for (int c = 0; c < record->n_cells; c++) {
		const struct label_class *class =
			label_find(&l->labels, record->cells[c]);

		for (int i = 0; class && i < class->n_places; i++)
			may_be[class->places[i].row] = true;
		has_title |= label_title(&l->labels, record->cells[c]) >= 0;
	}
	if (has_title)
		for (size_t t = 0; t < l->labels.n_templates; t++)
			may_be[l->labels.templates[t].row] = true;
}

static bool is_as_last(const struct layout *l)
{
	const struct candidates *now = &l->candidates, *last = &l->last;

	return last->n > 0 && !now->is_odd && now->n == last->n &&
	       !memcmp(now->words, last->words,
		       now->n_words * sizeof *now->words);
}

struct layout_match *candidates_known(const struct layout *l)
{
	size_t size = match_bytes(l->def);
	struct layout_match *match;

	if (!is_as_last(l))
		return NULL;
	match = memcpy(memory_resize(NULL, size), l->last_match, size);
	for (int row = 0; row < l->def->n_rows; row++)
		if (match->rows[row].record >= 0)
			match->rows[row].record =
				(long)l->candidates
					.records[match->rows[row].record];
	return match;
}

static long number_of(const struct candidates *c, long record)
{
	size_t i = 0;

	while (c->records[i] != (size_t)record)
		i++;
	return (long)i;
}

void candidates_remember(struct layout *l, const struct layout_match *match)
{
	struct candidates now = l->candidates;

	if (now.is_odd)
		return;
	memcpy(l->last_match, match, match_bytes(l->def));
	for (int row = 0; row < l->def->n_rows; row++) {
		long *record = &l->last_match->rows[row].record;

		if (*record >= 0)
			*record = number_of(&now, *record);
	}
	l->candidates = l->last;
	l->last = now;
}
