/*
 * layout_writer: private to core/layout*.c: writes records of a table file,
 * cell by cell: as they stood, with some cells changed, or new ones of the
 * printed table.
 */
#ifndef CORE_LAYOUT_WRITER_H
#define CORE_LAYOUT_WRITER_H

#include "core/layout_inside.h"
#include "core/layout_label.h"

struct writer {
	struct layout *layout;
	const struct definition *def;
	const struct record *record;
	const struct grid *grid; /* NULL: a new form */
	const struct layout_reading *reading;
	const struct dialect *dialect;
	struct bytes *out;
	struct layout_written *written;
	/* one record's cells, or NULL: as they stand, or as printed */
	const char **texts;
	size_t n_texts, cap_texts;
	struct bytes *scratch; /* by column of the layout */
	const char **values;   /* a row's cells as read again */
	/* the row written before, in its section */
	const char *const *above;
	bool leaves_blank; /* merged cells are blank in this table of the
			      file */
	bool needs_end;	   /* the last record written had no line end */
};

/* Room for `n` texts or those of the layout's width, all as they stand. */
void writer_clear(struct writer *, size_t n);
/* Column c's text as it is printed; `row` as in layout_text(). */
void writer_print(struct writer *, int layout_row, int column, long row);

/* Record `at` of the file as it stood, and with the texts for its cells; in
   either case without what was dropped, and not at all if nothing else stood in
   one that has no place. */
void writer_put_raw(struct writer *, size_t at);
void writer_put_changed(struct writer *, size_t at);
/* A record of a row that is no more: what has no place in it, if anything. */
void writer_put_left(struct writer *, size_t at);
/* What has no place in a record without one, as it stood. */
void writer_put_left_record(struct writer *, size_t at);
/* What was put back and stands in no file. */
void writer_put_back(struct writer *);
bool writer_has_written(const struct writer *, size_t at);
/* A record of the printed table, with what had no place in its old record
   (source; -1: there is none) behind its columns. */
void writer_put_new(struct writer *, int layout_row, long row, long source);

/* What has no place in record `at`, and now has no column either, goes behind
   its texts. */
void writer_keep_leftovers(struct writer *, size_t at);
/* What was dropped of record `at` is blank in its texts, where they don't have
   something else. True: there was something. */
bool writer_drop_leftovers(struct writer *, size_t at);

/* A table's row, into the file as it was read (core/layout_write_row.c). */
void writer_put_row(struct writer *, int layout_row, long at);
/* The file has that in its cell, or reading it gives that. */
bool writer_is_same(const char *file, const char *form);

/*
 * core/layout_text.c: titles in the words of a file.
 */

/* A title that stands in a file, as it is to stand there now: in its own words
   if they read again as the record has it then, else as printed. */
const char *title_as_read(struct layout *, const struct record *,
			  const struct layout_reading *, struct label_place,
			  const char *file, struct bytes *scratch);

#endif
