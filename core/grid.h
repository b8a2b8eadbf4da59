/*
 * grid: a table file's cells and its dialect. The only file with <csv.h>: what
 * has quotes is read by libcsv; a record without any is what stands between its
 * delimiters.
 *
 * Every record keeps its raw bytes, so that a record that nobody edited is
 * written back byte for byte. Cells, raw bytes and what is written here are
 * UTF-8 whatever the file's encoding, which is one to one (core/encoding.h).
 */
#ifndef CORE_GRID_H
#define CORE_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/encoding.h"
#include "core/failure.h"
#include "core/memory.h"
#include "core/texts.h"

/* More is refused with a sentence: generous for any form, and small enough that
   no file takes the machine's memory. */
enum {
	GRID_CELL_BYTES = 1 << 20,
	GRID_CELLS = 16384, /* of one record; a spreadsheet has as many */
	GRID_RECORDS = 2000000,
};

struct dialect {
	char delimiter; /* , tab ; */
	bool has_bom;
	const char *line_end; /* "\r\n", "\n" or "\r" */
	enum encoding encoding;
};

/* What is known of a file before it is read; 0 = to be guessed. */
struct dialect_hint {
	char delimiter;
	enum encoding encoding;
};

struct grid_record {
	const char *raw;    /* without its line end; borrowed from the bytes */
	const char **cells; /* texts of the grid's set, blank ones included */
	uint32_t raw_len;
	uint32_t line; /* physical line of its start, from 1 */
	uint16_t n_cells;
	uint16_t n_same; /* at least so many of the first ones are the texts of
			    the record above */
	uint8_t end_len; /* its own line end, 0 at a file's end */
	bool is_loose;	 /* bare or unclosed quotes: read literally */
	bool has_inner_quotes; /* a quoted cell has quotes in it */
};

/* Records from this one on begin each in the line behind the one above, the
   first of them in this one. */
struct grid_line {
	uint32_t record, line;
};

struct grid {
	struct dialect dialect;
	struct grid_record *records;
	size_t n_records, cap_records;
	struct texts *texts; /* borrowed */
	struct arena arena;  /* the records' arrays of cells */
	const char *text;    /* borrowed, or decoded: without its mark */
	size_t n_text;
	/* where records begin that don't begin in the line behind the one that
	   the record above begins in; NULL: there are records */
	struct grid_line *lines;
	size_t n_lines;
	struct bytes decoded;	 /* the text of a file that isn't UTF-8 */
	size_t first_loose_line; /* 0 = none */
	bool must_be_clean;	 /* while it is read: its texts, as they are */
	bool is_told; /* that it is a table: its delimiter is known */
};

/* What a new file gets: UTF-8 with BOM, comma, CRLF. */
extern const struct dialect dialect_new_file;

/*
 * Reads a whole file's bytes, which must outlive the grid. No hint: all is
 * guessed: the encoding by a byte order mark, else UTF-8 if all of the file is,
 * else GBK or GB18030, see encoding_guess(). Refuses what is no text:
 * FAILURE_EMPTY, _BINARY, _ENCODING, and what is too big: _CELL_TOO_BIG,
 * _TOO_WIDE, _TOO_MANY_ROWS, with the line. Blank cells are "" and never NULL.
 */
bool grid_read(struct grid *, struct texts *, const char *data, size_t n,
	       const struct dialect_hint *, const char *path, struct failure *);
void grid_release(struct grid *);
/*
 * Forgets the records, which take as much memory as the file, and nobody needs
 * them before it is written; how many there are and their lines are still
 * known. The grid with its records: the same one if it has them, else `again`,
 * which reads them anew out of the bytes; it is to be released in any case.
 */
void grid_drop_records(struct grid *);
const struct grid *grid_with_records(const struct grid *, struct grid *again);
/* The physical line that a record begins in, from 1. */
uint32_t grid_line(const struct grid *, size_t record);
/* A cell, "" beyond the record's end. */
static inline const char *grid_cell(const struct grid_record *r, int column)
{
	return column < r->n_cells ? r->cells[column] : texts_blank;
}
bool grid_record_is_blank(const struct grid_record *);
/* "\r\n", "\n", "\r" or "". */
const char *grid_end(const struct grid_record *);

/* Adds one cell, quoted if the dialect needs it there. */
void grid_write_cell(struct bytes *out, const struct dialect *,
		     const char *text, bool quoted);
/*
 * Adds a record's raw bytes with some cells replaced: texts[c] NULL = the cell
 * keeps its bytes. A replaced cell keeps its quotes if it had them. n texts;
 * missing cells are added.
 */
void grid_write_changed(struct bytes *out, const struct dialect *,
			const struct grid_record *, const char *const *texts,
			int n);

/* For definitions: as grid_read, but strict: a bare or unclosed quote is
   FAILURE_DEF_CSV with its line; blank lines are dropped. */
bool grid_read_strict(struct grid *, struct texts *, const char *data, size_t n,
		      const char *path, struct failure *);

#endif
