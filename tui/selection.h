/*
 * selection: rows of a table, or a block of its cells, from where selecting
 * began to the focus. A screen has one; what is done with it is the app's.
 */
#ifndef TUI_SELECTION_H
#define TUI_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include "core/record.h"

enum selection_kind { SELECT_NONE, SELECT_ROWS, SELECT_CELLS };

struct selection {
	enum selection_kind kind;
	struct place anchor; /* its other end is the focus */
	bool extends;	     /* moving about goes on selecting */
};

struct screen;
struct bytes;

/* Of rows, from the focus, where there is one. */
void selection_begin(struct screen *);
void selection_drop(struct screen *);
void selection_rows(const struct screen *, size_t *first, size_t *n);
/* The fields of its columns in the layout's order; their number, of whole rows
   all, at most DEF_COLUMNS_MAX. */
int selection_fields(const struct screen *, int *fields);
bool selection_has(const struct screen *, struct place);
/* 已选 3 行, 已选 3 行 2 列 */
void selection_print(struct bytes *out, const struct screen *);

#endif
