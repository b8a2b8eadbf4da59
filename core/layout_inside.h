/*
 * layout_inside: private to core/layout*.c: what a layout that is made ready to
 * read files consists of, and what it found out about texts so far.
 */
#ifndef CORE_LAYOUT_INSIDE_H
#define CORE_LAYOUT_INSIDE_H

#include "core/layout.h"
#include "core/layout_candidates.h"
#include "core/layout_label.h"
#include "core/memo.h"

/* A label of the layout that says in what unit a field is printed. */
struct printed_unit {
	struct label_place place;
	const char *label;
	int64_t yuan; /* 0: there is none */
};

struct layout {
	const struct definition *def;
	struct texts *texts;
	struct label_index labels;
	struct printed_unit *units; /* by field */
	bool *are_headings;	    /* by layout row: fixed_row_is_heading() */
	/* found out so far: how texts suit fields, by text number and field (0
	   = not yet); of a title's text, its template's values */
	signed char *fits;
	size_t cap_fits;
	/* the levels of the text that was asked about last */
	const char *levels_of;
	unsigned levels;
	struct memo titles;
	/* of the file that is matched; and of the one before, with its match,
	   whose records are numbers of candidates */
	struct candidates candidates, last;
	struct layout_match *last_match;
	struct arena scratch; /* what reading one file needs */
};

/*
 * core/layout_alone.c: texts that stand alone in a record because a page, or a
 * person, put them among the rows of a table.
 */

/* The number of a page, 续表, a remark behind 注:, or a caption in the form's
   words: 二、绩效指标. */
bool alone_stands(struct layout *, const char *text);
/* Does it begin as captions do, or remarks, in whatever words: 一、 or ※? So
   may what somebody types in a row. */
bool alone_begins(const char *text);
/* …… stands in printed rows that nobody filled in. */
bool alone_is_ellipsis(const char *text);

#endif
