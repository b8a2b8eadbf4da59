/*
 * layout_sheet: a file read by the first form, for the tests of core/layout.
 */
#ifndef TESTS_UNIT_LAYOUT_SHEET_H
#define TESTS_UNIT_LAYOUT_SHEET_H

#include "core/layout.h"
#include "tests/unit/support.h"

/* The first form, as of sheet_setup(), or another one. */
extern struct definition *sheet_def;
extern struct texts *sheet_pool;
extern struct layout *sheet_layout;
void sheet_setup(void);
void sheet_setup_form(const char *folder);
void sheet_teardown(void);

struct sheet {
	struct bytes data;
	struct grid grid;
	struct record record;
	struct layout_reading reading;
};

struct sheet *sheet_read(const char *data, size_t n);
struct sheet *sheet_real(void);
/* The real form, repaired and saved as a new file; then read. */
struct sheet *sheet_saved(void);
/* The saved real form with one of its lines replaced, then read. */
struct sheet *sheet_with_line(const char *start, const char *line);
void sheet_free(struct sheet *);
void sheet_repair(struct sheet *);
void sheet_write(const struct sheet *, bool as_new, struct bytes *out);
const char *sheet_get(const struct sheet *, const char *name, long row);
void sheet_set(struct sheet *, const char *name, long row, const char *text);

size_t sheet_line_of(const char *text, const char *at);
/* The first line that differs, or 0. */
size_t sheet_first_difference(const char *a, const char *b);
void sheet_expect_same_record(const struct record *, const struct record *,
			      unsigned seed);
/* Every filled cell of the file is a label, in the form, or told of. */
void sheet_expect_whole(const struct sheet *, const char *what);
/* Whatever is done to a table: no cell is dropped in silence, and what is saved
   of it reads back. */
void sheet_expect_reads_back(struct sheet *, bool as_new, unsigned seed);

#endif
