/*
 * document_many: private to document: many edits as one change. Computed cells
 * are looked at before the first and behind the last, and rows that many edits
 * touch are judged once, not around each.
 */
#ifndef CORE_DOCUMENT_MANY_H
#define CORE_DOCUMENT_MANY_H

#include "core/document_formulas.h"

struct many_edits {
	struct document *doc; /* borrowed */
	struct all_followers followers;
	bool has_followers;
};

/* Opens the change. */
void many_edits_begin(struct many_edits *, struct document *, enum change_kind,
		      struct place);
/* Makes it at once: the next one may depend on it. */
void many_edits_apply(struct many_edits *, struct edit);
/* Gives computed cells their values and closes the change. */
void many_edits_end(struct many_edits *);

#endif
