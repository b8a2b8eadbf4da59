#include <config.h>
#include "core/grid.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include "core/grid_scan.h"
#include "core/grid_text.h"
#include "core/text.h"

const struct dialect dialect_new_file = {
	.delimiter = ',',
	.has_bom = true,
	.line_end = "\r\n",
	.encoding = ENCODING_UTF_8,
};

bool grid_record_is_blank(const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]))
			return false;
	return true;
}

const char *grid_end(const struct grid_record *r)
{
	static const char *const ends[] = { "", "\n", "\r\n" };

	return r->end_len == 1 && r->raw[r->raw_len] == '\r' ? "\r"
							     : ends[r->end_len];
}

/* ---- some records at a time ---- */

/* So many that are not blank, whose cells stand in the scan afterwards. The
   first ones tell the delimiter. */
enum { BLOCK_RECORDS = 60 };

static void block_scan(struct grid *g, struct scan *scan)
{
	scan_clear(scan);
	for (int n = 0; n < BLOCK_RECORDS && scan->at < scan->end &&
			g->n_records <= GRID_RECORDS;) {
		struct grid_record *r;

		if (g->n_records == g->cap_records)
			g->records = memory_grow(g->records, &g->cap_records,
						 g->n_records + BLOCK_RECORDS,
						 sizeof *r);
		r = &g->records[g->n_records++];
		scan_record(scan, r);
		n += r->n_cells > 0;
	}
}

/* What was to grow into is given back, if it is much. */
static void records_trim(struct grid *g)
{
	if (g->cap_records - g->n_records <= 64 * BLOCK_RECORDS)
		return;
	g->records =
		memory_resize(g->records, g->n_records * sizeof *g->records);
	g->cap_records = g->n_records;
}

/* ---- the delimiter ---- */

/* How many records agree on their count of cells; *all: each of them does. */
static int count_agreeing(const struct grid *g, bool *all)
{
	uint16_t counts[BLOCK_RECORDS];
	int n = 0, best = 0;

	for (size_t i = 0; i < g->n_records; i++)
		if (g->records[i].n_cells > 0)
			counts[n++] = g->records[i].n_cells;
	for (int i = 0; i < n; i++) {
		int same = 0;

		if (i > 0 && counts[i] == counts[i - 1])
			continue;
		for (int j = 0; j < n; j++)
			same += counts[i] > 1 && counts[i] == counts[j];
		best = same > best ? same : best;
	}
	*all = best == n && n > 1;
	return best;
}

/* Begins anew. */
static void first_block(struct grid *g, struct scan *scan, const char *data,
			const char *end, char delimiter)
{
	scan_release(scan);
	scan_init(scan, data, end, delimiter);
	g->n_records = 0;
	block_scan(g, scan);
}

/* The first block, by the delimiter that most of its records agree about. */
static char delimiter_guess(struct grid *g, struct scan *scan, const char *data,
			    const char *end)
{
	static const char others[] = "\t;";
	char best = ',';
	bool agree;
	int best_count;

	first_block(g, scan, data, end, best);
	best_count = count_agreeing(g, &agree);
	for (const char *d = others; *d && !agree; d++) {
		int count;

		first_block(g, scan, data, end, *d);
		count = count_agreeing(g, &agree);
		if (count > best_count) {
			best = *d;
			best_count = count;
		}
	}
	if (scan->delimiter != best)
		first_block(g, scan, data, end, best);
	return best;
}

/* ---- quotes, by libcsv ---- */

static int no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

/* What libcsv is at work on. */
struct unquoting {
	struct csv_parser parser;
	bool has_parser; /* once there are quotes */
	char delimiter;
	struct texts *texts;
	const char **next;
};

static void cell_take(void *text, size_t n, void *context)
{
	struct unquoting *u = context;

	*u->next++ = texts_add(u->texts, text ? text : "", n);
}

/* Most files need it not at all. */
static void parser_init(struct unquoting *u)
{
	if (u->has_parser)
		return;
	u->has_parser = true;
	csv_init(&u->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&u->parser, (unsigned char)u->delimiter);
	csv_set_space_func(&u->parser, no_blank);
	csv_set_realloc_func(&u->parser, memory_resize);
	csv_set_blk_size(&u->parser, 4096);
}

static void unquote(struct unquoting *u, struct grid_record *r)
{
	size_t done;
	int rc;

	parser_init(u);
	u->next = r->cells;
	done = csv_parse(&u->parser, r->raw, r->raw_len, cell_take, NULL, u);
	rc = csv_fini(&u->parser, cell_take, NULL, u);
	/* scan_record() keeps to libcsv's own rule */
	assert(done == r->raw_len && rc == 0 &&
	       u->next == r->cells + r->n_cells);
	(void)done;
	(void)rc;
}

/* ---- all records ---- */

/* What stands in a cell without quotes in it. */
static const char *cell_text(struct texts *texts, const struct span *cell,
			     bool is_loose)
{
	const char *start = cell->start;
	size_t n = (size_t)(cell->end - start);

	/* one that begins a cell has its partner at the end */
	if (n > 0 && *start == '"' && !is_loose) {
		start++;
		n -= 2;
	}
	return texts_add(texts, start, n);
}

/* The record above has those that it repeats. */
static void take_cells(struct grid_record *r, const struct span *cells,
		       struct unquoting *u)
{
	if (r->has_inner_quotes) {
		unquote(u, r);
		return;
	}
	for (int c = 0; c < r->n_same; c++)
		r->cells[c] = r[-1].cells[c];
	for (int c = r->n_same; c < r->n_cells; c++)
		r->cells[c] = cell_text(u->texts, &cells[c], r->is_loose);
}

static bool has_big_cell(const struct grid_record *r, const struct span *cells)
{
	if (r->raw_len <= GRID_CELL_BYTES)
		return false;
	for (int c = 0; c < r->n_cells; c++)
		if (cells[c].end - cells[c].start > GRID_CELL_BYTES)
			return true;
	return false;
}

static bool is_too_big(const struct grid *g, const struct grid_record *r,
		       const struct span *cells, const char *path,
		       struct failure *f)
{
	enum failure_code code = FAILURE_NONE;
	int limit = 0;

	if (r->n_cells > GRID_CELLS) {
		code = FAILURE_TOO_WIDE;
		limit = GRID_CELLS;
	} else if (has_big_cell(r, cells)) {
		code = FAILURE_CELL_TOO_BIG;
		limit = GRID_CELL_BYTES;
	}
	if (r - g->records == GRID_RECORDS) {
		code = FAILURE_TOO_MANY_ROWS;
		limit = GRID_RECORDS;
	}
	if (!code)
		return false;
	grid_refuse(f, code, path, r->line);
	failure_detail(f, "%d", limit);
	return true;
}

/* Of records from this one on. */
static bool are_clean(const struct grid *g, size_t from)
{
	for (size_t i = from; i < g->n_records; i++)
		for (int c = g->records[i].n_same; c < g->records[i].n_cells;
		     c++)
			if (!text_was_clean(g->records[i].cells[c]))
				return false;
	return true;
}

/* The cells' texts of all records from this one on. */
static bool block_take(struct grid *g, size_t from, const struct scan *scan,
		       struct unquoting *u, const char *path, struct failure *f)
{
	const struct span *cells = scan->cells;
	const char **taken = arena_take(
		&g->arena, scan->n_cells * sizeof *taken, sizeof *taken);

	for (size_t i = from; i < g->n_records; i++) {
		struct grid_record *r = &g->records[i];

		if (is_too_big(g, r, cells, path, f))
			return false;
		r->cells = taken;
		take_cells(r, cells, u);
		if (r->is_loose && !g->first_loose_line)
			g->first_loose_line = r->line;
		cells += r->n_cells;
		taken += r->n_cells;
	}
	return !g->must_be_clean || are_clean(g, from);
}

/* The scan has the first block. */
static bool records_read(struct grid *g, struct scan *scan, const char *path,
			 struct failure *f)
{
	struct unquoting u = { .texts = g->texts,
			       .delimiter = g->dialect.delimiter };
	size_t from = 0;
	bool ok;

	while ((ok = block_take(g, from, scan, &u, path, f)) &&
	       scan->at < scan->end) {
		from = g->n_records;
		block_scan(g, scan);
	}
	if (u.has_parser)
		csv_free(&u.parser);
	return ok;
}

static bool table_read(struct grid *g, const char *data, size_t n,
		       char delimiter, const char *path, struct failure *f)
{
	struct scan scan = { 0 };
	bool ok;

	g->text = data;
	g->n_text = n;
	if (delimiter)
		first_block(g, &scan, data, data + n, delimiter);
	else
		delimiter = delimiter_guess(g, &scan, data, data + n);
	g->dialect.delimiter = delimiter;
	ok = records_read(g, &scan, path, f);
	scan_release(&scan);
	records_trim(g);
	if (ok && g->records[0].end_len > 0)
		g->dialect.line_end = grid_end(&g->records[0]);
	return ok;
}

static void grid_init(struct grid *g, struct texts *texts)
{
	*g = (struct grid){ .texts = texts, .dialect = dialect_new_file };
	bytes_init(&g->decoded);
}

static void grid_begin(struct grid *g, struct texts *texts,
		       const struct dialect_hint *hint)
{
	grid_init(g, texts);
	g->dialect.encoding = hint ? hint->encoding : ENCODING_AUTO;
	g->is_told = hint && hint->delimiter;
}

/* Most files have nothing to be found out or refused, and of most texts it is
   known already whether they are UTF-8. */
static bool read_clean(struct grid *g, const char *data, size_t n,
		       char delimiter)
{
	g->must_be_clean = true;
	return grid_text_may_be_clean(g, &data, &n) &&
	       table_read(g, data, n, delimiter, NULL, NULL);
}

bool grid_read(struct grid *g, struct texts *texts, const char *data, size_t n,
	       const struct dialect_hint *hint, const char *path,
	       struct failure *f)
{
	char delimiter = hint ? hint->delimiter : 0;

	grid_begin(g, texts, hint);
	if (read_clean(g, data, n, delimiter))
		return true;
	grid_release(g);
	grid_begin(g, texts, hint);
	if (grid_text(g, &data, &n, path, f) &&
	    table_read(g, data, n, delimiter, path, f))
		return true;
	grid_release(g);
	return false;
}

bool grid_read_strict(struct grid *g, struct texts *texts, const char *data,
		      size_t n, const char *path, struct failure *f)
{
	static const struct dialect_hint comma = { .delimiter = ',' };
	size_t kept = 0;

	if (!grid_read(g, texts, data, n, &comma, path, f))
		return false;
	if (g->first_loose_line) {
		grid_refuse(f, FAILURE_DEF_CSV, path, g->first_loose_line);
		grid_release(g);
		return false;
	}
	for (size_t i = 0; i < g->n_records; i++)
		if (g->records[i].n_cells)
			g->records[kept++] = g->records[i];
	g->n_records = kept;
	return true;
}

void grid_release(struct grid *g)
{
	free(g->records);
	free(g->lines);
	arena_release(&g->arena);
	bytes_release(&g->decoded);
	*g = (struct grid){ 0 };
}

/* ---- without its records ---- */

/* Most records are a line each. */
static void keep_lines(struct grid *g)
{
	size_t cap = 0;
	uint32_t next = 0;

	g->lines = memory_grow(NULL, &cap, 1, sizeof *g->lines);
	for (size_t i = 0; i < g->n_records; i++, next++) {
		uint32_t line = g->records[i].line;

		if (g->n_lines > 0 && line == next)
			continue;
		MEMORY_ADD(g->lines, g->n_lines, cap) =
			(struct grid_line){ (uint32_t)i, line };
		next = line;
	}
}

uint32_t grid_line(const struct grid *g, size_t record)
{
	size_t from = 0, to = g->n_lines;

	if (!g->lines)
		return g->records[record].line;
	while (to - from > 1) {
		size_t middle = (from + to) / 2;

		if (g->lines[middle].record <= record)
			from = middle;
		else
			to = middle;
	}
	return g->lines[from].line + (uint32_t)(record - g->lines[from].record);
}

void grid_drop_records(struct grid *g)
{
	keep_lines(g);
	free(g->records);
	g->records = NULL;
	g->cap_records = 0;
	arena_release(&g->arena);
}

const struct grid *grid_with_records(const struct grid *g, struct grid *again)
{
	*again = (struct grid){ 0 };
	if (!g->lines)
		return g;
	grid_init(again, g->texts);
	again->dialect = g->dialect;
	/* what was read once can be read */
	table_read(again, g->text, g->n_text, g->dialect.delimiter, NULL, NULL);
	for (size_t i = 0; i < g->n_records; i++)
		again->records[i].line = grid_line(g, i);
	return again;
}

/* ---- writing ---- */

void grid_write_cell(struct bytes *out, const struct dialect *d,
		     const char *text, bool quoted)
{
	const char special[] = { d->delimiter, '"', '\n', '\r', '\0' };
	/* at a file's beginning it would be taken for its byte order mark */
	bool has_mark = !strncmp(text, "\xEF\xBB\xBF", 3);

	if (!quoted && !has_mark && !text[strcspn(text, special)]) {
		bytes_add_str(out, text);
		return;
	}
	bytes_add_char(out, '"');
	for (const char *q; (q = strchr(text, '"')); text = q + 1) {
		bytes_add(out, text, (size_t)(q + 1 - text));
		bytes_add_char(out, '"');
	}
	bytes_add_str(out, text);
	bytes_add_char(out, '"');
}

/* One cell of a record that has changed; `old` is NULL beyond its end. */
static void write_cell(struct bytes *out, const struct dialect *d,
		       const struct grid_record *r, int column,
		       const struct span *old, const char *text)
{
	if (!old)
		grid_write_cell(out, d, text ? text : "", false);
	/* Once one cell of a loose record has proper quotes, the others must
	   have them too. */
	else if (r->is_loose)
		grid_write_cell(out, d, text ? text : r->cells[column], false);
	else if (text)
		grid_write_cell(out, d, text,
				old->end > old->start && *old->start == '"');
	else
		bytes_add(out, old->start, (size_t)(old->end - old->start));
}

void grid_write_changed(struct bytes *out, const struct dialect *d,
			const struct grid_record *r, const char *const *texts,
			int n)
{
	struct scan scan;

	scan_again(&scan, r, d->delimiter);
	while (n > r->n_cells && !texts[n - 1])
		n--;
	for (int c = 0; c < r->n_cells || c < n; c++) {
		if (c > 0)
			bytes_add_char(out, d->delimiter);
		write_cell(out, d, r, c, c < r->n_cells ? &scan.cells[c] : NULL,
			   c < n ? texts[c] : NULL);
	}
	scan_release(&scan);
}
