/*
 * paste_map: which column of a pasted block goes into which column of a table:
 * by the words of its headings; else from the column in focus on, where that
 * suits what stands there; else by what the values look like.
 */
#ifndef CORE_PASTE_MAP_H
#define CORE_PASTE_MAP_H

#include "core/form_set.h"
#include "core/paste_block.h"

/* Why a column goes where it goes, or (from PASTE_BLANK on) nowhere. */
enum paste_why {
	PASTE_BY_HEADING,
	PASTE_BY_POSITION,
	PASTE_BY_VALUES,
	PASTE_BY_HAND,
	PASTE_BLANK,	   /* nothing stands in it */
	PASTE_ROW_NUMBERS, /* 序号, or 1 2 3 in front */
	PASTE_SECTION,	   /* the label that a table's rows stand under */
	PASTE_NO_PLACE,
};

struct paste_column {
	int field; /* -1: nowhere */
	enum paste_why why;
	int64_t yuan; /* the unit in its heading, as 元 in one; 0: none */
};

struct paste_map {
	int table;
	size_t n_head; /* rows in front that are headings, or stand over them */
	struct paste_column *columns;
	size_t n;
	bool is_exact; /* the program's own cells: nothing is tidied, no row
			  left out */
};

/* `field`: the column in focus. */
void paste_map_find(struct paste_map *, const struct form *,
		    const struct paste_block *, int table, int field);
/* Of cells that the program copied itself: `fields` of its columns, -1:
   nowhere. The table is set already. */
void paste_map_own(struct paste_map *, const int *fields, size_t n);
void paste_map_release(struct paste_map *);
/* A choice by hand; another column that went there goes nowhere. */
void paste_map_set(struct paste_map *, size_t column, int field);
/* Is there anything that goes anywhere? */
bool paste_map_has_field(const struct paste_map *);

#endif
