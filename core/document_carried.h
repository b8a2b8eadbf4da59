/*
 * document_carried: private to core/document*.c: which cells are carried,
 * between the record and the file beside the form (core/acceptance.h). There a
 * cell goes by its field, its row and a hash of its text; rows may have moved
 * since.
 */
#ifndef CORE_DOCUMENT_CARRIED_H
#define CORE_DOCUMENT_CARRIED_H

#include "core/document.h"

/* What the file says becomes the record's, and is what was saved. */
void carried_read(struct document *);
/* What another confirmed since the file was read or written, is: this is what
   it says now. */
void carried_take(struct document *, const struct acceptance_list *theirs);
/* What the record says becomes the list's, to be written if it is not as
   saved. */
void carried_note(struct document *);
/* The cells that are carried, and what they hold, are those of the last
   save. */
bool carried_is_saved(const struct document *);

#endif
