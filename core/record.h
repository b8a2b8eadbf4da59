/*
 * record: a filled-in form in memory: scalar cells and tables of rows. There is
 * one kind of edit, and record_apply() is the only mutator of what cells hold.
 *
 * Every text is one of the record's set (core/texts.h), so equal cells have
 * equal addresses. A blank cell is "", never NULL. Rows live as long as the
 * record, whether they stand in it or in the log of edits.
 *
 * A cell is a text and whether that is carried: copied out of last year's form
 * and neither touched nor confirmed since (core/carry.h). An edit sets both, so
 * editing a cell confirms it and undoing that makes it carried again.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/definition.h"
#include "core/texts.h"

/* A cell: field index, and the row within its table (-1 for a scalar). */
struct place {
	int field;
	long row;
};
#define PLACE_NONE ((struct place){ .field = -1, .row = -1 })
bool place_equal(struct place, struct place);

struct acceptance_step;

/* There may be 100,000 and more, so these three share eight bytes. */
enum { ROW_ID_BITS = 26, ROW_SOURCE_BITS = 22, ROW_CARRIED_BITS = 16 };
struct row {
	/* unique within its table, from 0 */
	uint64_t id : ROW_ID_BITS;
	/* the file's record that it stands in, or -1 */
	int64_t source : ROW_SOURCE_BITS;
	/* which of its cells are: bits 1 << column */
	uint64_t carried : ROW_CARRIED_BITS;
	const char *cells[];
};

/* A text of the file that the form has no place for, once somebody dropped it:
   core/document_strays.h. */
struct stray {
	const char *text;
	int32_t record; /* of the file; -1: it stands in none */
	int16_t column; /* -1: the file has it in a cell by now, and it is no
			   stray any more */
	bool is_dropped;
	bool is_beside; /* the one before it: they were dropped together */
};

struct row_list {
	uint32_t *ids; /* of the rows that stand in it, in their order */
	size_t n, cap;
	uint32_t n_ids; /* all ids are below this */
	char **pages;	/* all rows, by id */
	size_t cap_pages;
	size_t row_bytes;
};

struct record {
	const struct definition *def; /* borrowed */
	struct texts *texts;	      /* borrowed */
	struct arena arena;	      /* rows */
	const char **scalars;
	bool *scalars_carried;
	struct row_list *tables;
	size_t n_carried; /* cells in the form */
	struct stray *strays;
	size_t n_strays, cap_strays;
};

enum edit_kind {
	EDIT_SET,	 /* place, text */
	EDIT_ROW_INSERT, /* table, at, row (NULL = a blank one) */
	EDIT_ROW_DELETE, /* table, at */
	EDIT_ROW_MOVE,	 /* table, at → to */
	EDIT_REASON,	 /* said: of a finding, no cell has it */
	EDIT_DROP,	 /* at: a stray is dropped, or was and is put back */
};

struct edit {
	enum edit_kind kind;
	struct place place; /* EDIT_SET */
	const char *text;   /* EDIT_SET; of the record's set */
	bool is_carried;    /* EDIT_SET */
	int table;
	size_t at, to;
	struct row *row;	      /* EDIT_ROW_INSERT */
	struct acceptance_step *said; /* EDIT_REASON: core/acceptance.h */
};

void record_init(struct record *, const struct definition *, struct texts *);
void record_release(struct record *);

/* Applies the edit and turns *edit into its inverse. The edit must fit: rows
   in range, its text one of the set (asserted). */
void record_apply(struct record *, struct edit *);

const char *record_get(const struct record *, struct place);
/* The unit that a cell's number has: the field's own, or what another cell of
   its row holds; "" = none. */
const char *record_unit(const struct record *, struct place);
size_t record_n_rows(const struct record *, int table);
struct row *record_row(const struct record *, int table, size_t at);
/* By its id, wherever it stands. */
struct row *record_row_of(const struct record *, int table, uint32_t id);
/* What people call it by (definition_name_column()); "" for no row. */
const char *record_row_name(const struct record *, int table,
			    const struct row *);
/* A new blank row, not yet in the record; `like` non-NULL: a copy of it with
   source -1. */
struct row *record_row_new(struct record *, int table, const struct row *like);
bool record_is_carried(const struct record *, struct place);
/* What reading a file does, which is not undone: fills a scalar, adds a row of
   these cells behind the last one and gives it, says of a cell that it is
   carried. */
void record_fill(struct record *, int field, const char *text);
const struct row *record_append(struct record *, int table,
				const char *const *cells, int32_t source);
void record_set_carried(struct record *, struct place, bool is_carried);
/* The number of a stray, a new one unless it is among the first n: nothing is
   dropped yet. */
size_t record_stray(struct record *, size_t n, const struct stray *);
/* It was dropped and saved, and is to be written again; behind the one before
   it, which is as well. */
bool stray_is_put_back(const struct stray *);
bool record_stray_goes_on(const struct record *, size_t at);
/* Nothing but its 层级 columns filled: a pre-printed blank, which no rule sees
   unless such a level is none of the form's (core/check_judge.c). */
bool record_row_is_blank(const struct definition *, int table,
			 const struct row *);
/* This row's 层级 cell repeats the row above, with all levels over it: it
   continues a group. Blank rows between do not count. */
bool record_level_continues(const struct record *, struct place);
/* The same of the row right above, blank or not: on screen it is left out. */
bool record_level_repeats(const struct record *, struct place);
/* So many of the row's levels do, from level 1 down. */
int record_levels_continued(const struct record *, int table, long row);

#endif
