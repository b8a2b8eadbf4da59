/*
 * office_flow: the tables of a document among its lines, as its reader meets
 * them, those in a cell of another one as well.
 */
#ifndef CORE_OFFICE_FLOW_H
#define CORE_OFFICE_FLOW_H

#include "core/office_file.h"
#include "core/office_table.h"

enum {
	FLOW_DEEP = 8,	     /* in each other; deeper ones are passed over */
	FLOW_LINES = 3,	     /* taken as a table's, with its title… */
	FLOW_LINE_MAX = 240, /* …if they are no longer: 80 Chinese characters */
};

/* A table being read. */
struct flow_table {
	struct cells cells;
	char *name; /* a sheet's, owned; NULL */
	bool is_hidden;
	long row;
	uint32_t column;
	/* The cell that is open: what its reader says of it until its end. */
	bool is_in_cell;
	uint32_t n_columns, n_rows;
	bool is_covered;   /* merged with the cell above… */
	bool is_joined;	   /* …or with the one on the left */
	struct bytes text; /* its lines */
	uint32_t *taken;   /* by column: by cells of rows above, up to a row */
	size_t n_taken, cap_taken;
	size_t *going_on; /* by column: areas of cells that are merged with
			     those above, from 1; 0: none */
	size_t n_going_on, cap_going_on;
	size_t n_passed; /* entries of that looked at, or written, in all */
	char *above[FLOW_LINES];
	size_t n_above, n_repeated; /* that stand below another one, too */
};

struct flow {
	struct office_file *file;
	struct office_tables *tables;
	struct flow_table open[FLOW_DEEP];
	int depth; /* tables that are open, those too deep as well */
	char *above[FLOW_LINES]; /* the last lines outside of tables */
	size_t n_above, n_passed;
	bool drops_below; /* the lines below tables are not wanted */
	bool has_failed, is_any;
};

void flow_init(struct flow *, struct office_file *, struct office_tables *);
/* What broke off may have left tables open. */
void flow_release(struct flow *);

void flow_begin_table(struct flow *);
void flow_end_table(struct flow *);
/* The innermost one; NULL outside of tables and in those too deep. */
struct flow_table *flow_table(struct flow *);
void flow_row(struct flow_table *);
/* The next one that no cell of the rows above reaches into. */
void flow_begin_cell(struct flow_table *);
void flow_end_cell(struct flow_table *);
/* A line of the cell; outside of cells, one below the last table and above the
   next. A blank one is none. */
void flow_line(struct flow *, const char *text, size_t n);
/* Drops the hidden ones, unless all are. FAILURE_OFFICE_NO_TABLE, or what went
   wrong with a table. */
bool flow_end(struct flow *);

#endif
