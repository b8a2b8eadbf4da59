/*
 * support: what several unit tests need: the source tree, the first form, a
 * form filled in by name, and a repeatable stream of random numbers.
 */
#ifndef TESTS_UNIT_SUPPORT_H
#define TESTS_UNIT_SUPPORT_H

#include "core/bytes.h"
#include "core/definition.h"
#include "core/document.h"
#include "core/record.h"

#define FIRST_FORM "forms/zhanjiang-department-2024"
#define READING_CORNER "tests/forms/reading-corner" /* of field, rule and row */
#define EVERY_KIND "tests/forms/every-kind"	    /* of field and rule */
#define EVERY_SAMPLE EVERY_KIND "/sample.csv"
#define REAL_FORM "samples/zhanjiang-kexie-2024.tsv"

/* A path in the source tree; static until the next call. */
const char *support_path(const char *relative);
/* For definition_load(): where the forms share their targets.csv. */
const char *const *support_shared(void);
/* Loads a form of the source tree with its rules; asserts that it is whole. */
struct definition *support_form(const char *relative);
/* Copies a form's five files into a folder. */
void support_copy_form(const char *relative, const char *to);
/* Changes the first `old` in one of the folder's files to `new`; new NULL
   removes the file. */
void support_change(const char *folder, const char *file, const char *old,
		    const char *new);
/* Field index by name; asserts that there is one. */
int support_field(const struct definition *, const char *name);
struct place support_place(const struct definition *, const char *name,
			   long row);
void support_fill(struct document *, const char *name, long row,
		  const char *text);
/* Those that are installed, and those of the tests. */
struct form_set *support_forms(void);
/* Opened and checked; asserts both. */
struct document *support_document(struct form_set *, const char *path);
/* A folder of its own under $TMPDIR; freed by the caller. */
char *support_folder(void);
void support_remove_folder(const char *folder);
void support_write(const char *path, const char *data, size_t n);
/* xorshift: the same numbers for the same seed everywhere. */
unsigned support_random(unsigned *state);

#endif
