/*
 * document_repairs: each repair made while reading can be taken back by itself,
 * and made again. What stands in a row is judged together: a text that moved
 * took another's place.
 */
#ifndef CORE_DOCUMENT_REPAIRS_H
#define CORE_DOCUMENT_REPAIRS_H

#include "core/document.h"

/* The file as it stands, before any repair. */
struct as_read;
void as_read_free(struct as_read *);

enum repair_state {
	REPAIR_STATE_NONE, /* it changed no cell, its row is gone or edited, or
				no repair has been toggled yet */
	REPAIR_STATE_MADE, /* its cells are as they were repaired */
	REPAIR_STATE_UNMADE, /* they are as they stand in the file */
};
enum repair_state document_repair_state(const struct document *, size_t repair);
/* From made to unmade and back, as one change; false where it can't. */
bool document_repair_toggle(struct document *, size_t repair);
/* Does the form hold what stands in the file, cell by cell, after toggling? */
bool document_holds_as_read(const struct document *);

/* What of the file has no place as the form is now: without the repairs that
   were taken back, and with what was dropped. Owned by the caller; as many as
   the reading has. */
struct leftover *document_leftovers(const struct document *);
/* The same without looking into the file once more: of one that came out of a
   journal, all repairs count as made. */
struct leftover *document_leftovers_known(const struct document *);

#endif
