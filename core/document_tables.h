/*
 * document_tables: an office file's tables, of which the one that fits a form
 * best becomes the document's.
 */
#ifndef CORE_DOCUMENT_TABLES_H
#define CORE_DOCUMENT_TABLES_H

#include "core/document.h"

/* Replaces the document's bytes by its table's, as CSV, and reads them; the
   form and its match as form_set_fit(). NULL with the faults. *choice is the
   repair that tells which of several tables it is; its n is 0 if there is but
   one. */
struct form *tables_read(struct document *, struct form_set *,
			 struct layout_match **, struct repair *choice,
			 struct failure_list *);

/* Its records are the table's rows: numbers them instead of their lines. */
void tables_number_rows(struct grid *);

#endif
