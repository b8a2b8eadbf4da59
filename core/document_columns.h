/*
 * document_columns: the column of the file that a place's text stood in, for
 * reports that ask for thousands: a damaged file has as many texts that were
 * moved.
 */
#ifndef CORE_DOCUMENT_COLUMNS_H
#define CORE_DOCUMENT_COLUMNS_H

#include "core/document.h"
#include "core/memo.h"

struct document_columns {
	const struct document *doc; /* borrowed; it doesn't change meanwhile */
	struct memo moved;	    /* by field and row: a column, from 1 */
};

/* NULL: no form could be read, and nothing is asked. */
void document_columns_init(struct document_columns *, const struct document *);
void document_columns_release(struct document_columns *);
/* From 1; where a repair moved it, the column that it came from. 0: the form
   was read from no table. */
size_t document_column(struct document_columns *, struct place);

#endif
