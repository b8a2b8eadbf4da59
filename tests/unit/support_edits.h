/* support_edits: whatever somebody may do to a document, at random. */
#ifndef TESTS_UNIT_SUPPORT_EDITS_H
#define TESTS_UNIT_SUPPORT_EDITS_H

#include "core/document.h"

size_t edits_below(unsigned *seed, size_t n);
/* Needs the document to be checked. */
void edits_any(struct document *, unsigned *seed);
/* Drops any of what has no place, or nothing. */
void edits_drop(struct document *, unsigned *seed);
/* A row that is certainly no part of the file. */
void edits_new_row(struct document *);
/* Every other cell was in last year's form. */
void edits_carry(struct document *);

#endif
