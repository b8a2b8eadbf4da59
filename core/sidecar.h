/*
 * sidecar: a table of a few columns that stands beside a form's file and that
 * the form doesn't depend on: FORM.csv.jixiao (core/acceptance.h),
 * FORM.csv.review (core/review.h). How it is read and written; what it says is
 * for those two.
 */
#ifndef CORE_SIDECAR_H
#define CORE_SIDECAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/failure.h"
#include "core/grid.h"
#include "core/store.h"
#include "core/texts.h"

/* What the program keeps beside FORM.csv: its name and one of these. */
enum sidecar {
	SIDECAR_ACCEPTANCES, /* .jixiao */
	SIDECAR_REVIEW,	     /* .review */
	SIDECAR_LETTER_TEXT, /* .letter.txt: core/letter.h */
	SIDECAR_LETTER_HTML, /* .letter.html */
	SIDECARS
};
/* Owned by the caller. Of a form that is reached by a link it stands beside the
   file that the link leads to, as its lock does: by whatever name people open
   it, they have one. But a letter stands where it was asked for. */
char *sidecar_path(const char *form_path, enum sidecar);
/* A file's name is that of one of them, or of such a one, in whatever case. */
bool sidecar_is(const char *name);
bool sidecar_is_such(const char *name, enum sidecar);
/* What can't be asked after is there. */
bool sidecar_exists(const char *path);
/* Its bytes, the caller's, and what they were when they were read. Nothing
   there is nothing said: *n is 0. */
bool sidecar_load(const char *path, char **data, size_t *n,
		  struct store_stamp *stamp, struct failure *);
/* Their records; with no bytes there is nothing to release. */
bool sidecar_parse(struct grid *, struct texts *, const char *data, size_t n,
		   const char *path, struct failure *);
/* The number of a row as people count, from 0; -1: none. One that is beyond all
   rows stays so. */
long sidecar_row(const char *cell);
uint64_t sidecar_hash(const char *cell);
/* Adds a record as it was read, with a line end. */
void sidecar_keep(struct bytes *out, const struct grid_record *);
/* Adds a record of n cells. */
void sidecar_add(struct bytes *out, const char *const *cells, int n);
/* Adds them with numbers in words: the row, from 0 or -1, and a hash. */
void sidecar_print_row(struct bytes *out, long row);
void sidecar_print_hash(struct bytes *out, uint64_t hash);
/* Saved as the form is, with no older copy. No bytes leave no file. Another may
   have written it since it was read: how->expected says what it was then. */
bool sidecar_save(const char *path, const struct bytes *,
		  const struct store_how *, struct store_stamp *stamp,
		  struct failure *);
/* So it is, and nothing was saved: to be read again, and saved once more; but
   not for ever. */
bool sidecar_is_overtaken(const struct failure *);
enum { SIDECAR_TRIES = 8 };

#endif
