/*
 * support_left: a form that is filled in beside its journal, for tests of what
 * a kill leaves behind. The form is a file of a folder of its own.
 */
#ifndef TESTS_UNIT_SUPPORT_LEFT_H
#define TESTS_UNIT_SUPPORT_LEFT_H

#include "core/document.h"
#include "core/document_recover.h"
#include "tests/unit/support.h"

#define CLUB "tests/forms/three-boxes/chess-club.csv"

struct left {
	struct form_set *forms;
	char *folder;
	char form[4200],
		state[4200]; /* paths: the form's, the journals' folder */
};

extern struct left left;

/* .init and .fini of a suite. */
void left_begin(void);
void left_end(void);

/* A copy of a file of the source tree becomes the form. */
void left_copy(const char *relative);
/* Opens it, or another path to it, with a journal. */
struct document *left_open(const char *path);
struct document *left_open_club(void);
/* Writes into the journal what was done. */
void left_keep(struct document *);
void left_set(struct document *, const char *name, long row, const char *text);
/* What stands in the cell while it is typed. */
void left_type(struct document *, const char *name, long row, const char *text);
const char *left_get(const struct document *, const char *name, long row);
/* As a kill leaves it: the journal stays, and nobody holds it. */
void left_kill(struct document *);
/* Killed, and opened again with what was left behind. */
struct document *left_after_kill(struct document *);
/* What a kill of any of them left; NULL: nothing. recovery_free(). */
struct recovery *left_find(void);

/* All that ^Z and ^Y would show, from here down, up, and down to here again. */
void left_dump(struct bytes *, struct document *);

#endif
