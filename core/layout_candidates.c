#include <config.h>
#include "core/layout_candidates.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_match.h"

void candidates_release(struct candidates *c)
{
	free(c->records);
	free(c->texts);
	free(c->words);
}

/* The first filled cell, or how many there are. */
static int first_filled(const struct grid_record *record)
{
	int c = 0;

	while (c < record->n_cells && !*record->cells[c])
		c++;
	return c;
}

/* The template that the first filled cell says, or -1. */
static int title_of(struct layout *l, const struct grid_record *record)
{
	int c = first_filled(record);

	return c < record->n_cells ? label_title(&l->labels, record->cells[c])
				   : -1;
}

/* Whether a record may be a row depends on its first n cells. */
struct verdict {
	bool is_candidate;
	int n;
};

/* Most records are told by the number of their labels. */
static struct verdict look_at(struct layout *l,
			      const struct grid_record *record)
{
	struct label_index *labels = &l->labels;
	struct verdict v = { .n = first_filled(record) + 1 };
	int n_labels = 0, least = l->def->width + 1;

	for (int c = 0; c < record->n_cells; c++) {
		const struct label_fact *fact =
			label_fact(labels, record->cells[c]);
		const struct label_class *class;

		if (label_says_nothing(fact))
			continue;
		v.n = c < v.n ? v.n : c + 1;
		n_labels++;
		if (fact->is_prefix)
			continue;
		class = &labels->classes[fact->class - FACT_FIRST];
		least = class->least < least ? class->least : least;
	}
	v.is_candidate = (least <= l->def->width && n_labels * 2 >= least) ||
			 title_of(l, record) >= 0;
	return v;
}

/* It has the cells that the record above was told by, and nothing else that
   counts. */
static bool is_told_by(struct layout *l, const struct verdict *above,
		       const struct grid_record *record)
{
	if (record->n_same < above->n)
		return false;
	for (int c = record->n_same; c < record->n_cells; c++)
		if (!label_says_nothing(
			    label_fact(&l->labels, record->cells[c])))
			return false;
	return true;
}

/* The file before had a candidate of these very cells, after as many others:
   where its words begin; else NULL. */
static const unsigned *words_known(const struct layout *l,
				   const struct grid_record *record)
{
	size_t at = l->candidates.n_words, width = (size_t)l->def->width, c = 0;

	if (at >= l->last.n_words || record->n_cells != l->def->width)
		return NULL;
	while (c < width && record->cells[c] == l->last.texts[at + c])
		c++;
	return c == width ? l->last.words + at : NULL;
}

static void note_candidate(struct layout *l, const struct grid_record *record,
			   size_t at, const unsigned *known)
{
	struct candidates *c = &l->candidates;
	size_t width = (size_t)l->def->width;

	MEMORY_MORE(c->records, c->n, c->cap);
	c->records[c->n++] = at;
	c->is_odd |= record->n_cells > l->def->width || c->n > CANDIDATES_SEEN;
	if (c->is_odd)
		return;
	c->words = memory_grow(c->words, &c->cap_words, c->n_words + width,
			       sizeof *c->words);
	c->texts = memory_grow(c->texts, &c->cap_texts, c->n_words + width,
			       sizeof *c->texts);
	for (size_t i = 0; i < width; i++) {
		const char *text = grid_cell(record, (int)i);

		c->texts[c->n_words] = text;
		c->words[c->n_words++] =
			known ? known[i] : label_word(&l->labels, text, true);
	}
}

void candidates_find(struct layout *l, const struct grid *grid)
{
	struct candidates *c = &l->candidates;
	struct verdict v = { 0 };

	c->n = c->n_words = 0;
	c->is_odd = false;
	for (size_t r = 0; r < grid->n_records; r++) {
		const struct grid_record *record = &grid->records[r];
		const unsigned *known = words_known(l, record);

		/* the next one isn't told by a known one */
		if (known)
			v = (struct verdict){ true, record->n_cells + 1 };
		else if (r == 0 || !is_told_by(l, &v, record))
			v = look_at(l, record);
		if (v.is_candidate)
			note_candidate(l, record, r, known);
	}
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
