/*
 * document_version: private to core/document*.c: bytes that are a version of a
 * document's file, as they are read: the one just written, or what somebody
 * else put there.
 */
#ifndef CORE_DOCUMENT_VERSION_H
#define CORE_DOCUMENT_VERSION_H

#include "core/document.h"

/* All zero: nothing is read yet. */
struct version {
	struct grid grid;
	struct record record; /* without the repairs */
	struct layout_reading reading;
};

/* By the dialect; an encoding that the user hasn't said is guessed. Gives how
   well it fits the document's form (layout_fit()); -1, with the failure: it is
   no table. */
int version_read(struct version *, const struct document *, const char *data,
		 size_t n, const struct dialect *, struct failure *);
void version_apply_repairs(struct version *);
void version_release(struct version *);

/* Fills in record and reading, both new, out of a table; gives how well it fits
   the document's form. */
int version_read_grid(const struct document *, const struct grid *,
		      struct record *, struct layout_reading *);

/* The document's file is this version from now on; `data`, its bytes, is taken.
   Rows that undo could bring back stand nowhere in it, and where the others
   do is the caller's to say. */
void version_adopt(struct version *, struct document *, char *data, size_t n);

#endif
