/*
 * document_tables: an office file's tables, of which the one that fits a form
 * best becomes the document's.
 */
#ifndef CORE_DOCUMENT_TABLES_H
#define CORE_DOCUMENT_TABLES_H

#include "core/document.h"

/* What is to be told besides the repairs of the reading: which of several
   tables it is, and what it lacks. Kinds of repairs; of n = 0 there is
   nothing. */
struct tables_told {
	struct repair choice, no_result;
};

/* Replaces the document's bytes by its table's, as CSV, and reads them; the
   form and its match as form_set_fit(). NULL with the faults. */
struct form *tables_read(struct document *, struct form_set *,
			 struct layout_match **, struct tables_told *,
			 struct failure_list *);

/* Its records are the table's rows: numbers them instead of their lines. */
void tables_number_rows(struct grid *);

#endif
