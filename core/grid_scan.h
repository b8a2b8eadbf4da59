/*
 * grid_scan: private to core/grid*.c: where the records and cells of a table's
 * text stand, by the rules that libcsv keeps to when it is strict and no byte
 * is a blank.
 */
#ifndef CORE_GRID_SCAN_H
#define CORE_GRID_SCAN_H

#include "core/grid.h"
#include "core/sixteen.h"

/* A cell's bytes in the file, its quotes included. */
struct span {
	const char *start, *end;
};

/* The delimiters, line ends and quotes of a text, one after the other. */
struct marks {
	const char *at;	  /* the block that is looked at */
	uint64_t pending; /* its marks that are still to come */
	const char *end;
	sixteen delimiter; /* sixteen times */
};

struct scan {
	const char *at, *end; /* the bytes still to be read */
	char delimiter;
	struct marks marks;
	/* A quote that failed to close reached up to here: records before it
	   keep to their line, or a hostile file is scanned a line at a time,
	   each time to its end. */
	const char *no_span;
	size_t line;
	/* the cells of all records since scan_clear() */
	struct span *cells;
	size_t n_cells, cap_cells;
	/* of the record read last: its bytes, and how many of its cells the
	   next one may repeat; some cell is quoted, and has quotes in it */
	const char *above;
	size_t above_len, n_above;
	bool has_quotes, has_inner_quotes;
};

void scan_init(struct scan *, const char *data, const char *end,
	       char delimiter);
void scan_release(struct scan *);
/* Makes room for the next cells. */
void scan_clear(struct scan *);
/* Reads one more record; there must be bytes left. It gets no `cells`; a record
   with more than GRID_CELLS has one more than that. */
void scan_record(struct scan *, struct grid_record *);
/* Instead of scan_init(): where the cells of a record stand that was read
   before. */
void scan_again(struct scan *, const struct grid_record *, char delimiter);

#endif
