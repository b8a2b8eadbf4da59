#include <config.h>
#include "core/grid.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include "core/grid_text.h"

enum {
	GUESS_RECORDS = 60, /* looked at for the delimiter's guess */
};

const struct dialect dialect_new_file = {
	.delimiter = ',',
	.has_bom = true,
	.line_end = "\r\n",
	.encoding = ENCODING_UTF_8,
};

/* A cell's bytes in the file, its quotes included. */
struct span {
	const char *start, *end;
};

/* The bytes still to be read, and the record read last. */
struct scan {
	const char *at, *end;
	char delimiter;
	/* A quote that failed to close reached up to here: records before it
	   keep to their line, or a hostile file is scanned a line at a time,
	   each time to its end. */
	const char *no_span;
	size_t line;
	struct span *cells;
	size_t n_cells, cap_cells;
	bool has_quotes;       /* some cell is quoted */
	bool has_inner_quotes; /* and has quotes in it */
};

/* ---- bytes ---- */

/* Bytes of a block that come before the first marked one (all its bits set). */
static size_t unmarked(uint64_t low, uint64_t high)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return low ? (size_t)__builtin_ctzll(low) / 8
		   : 8 + (size_t)__builtin_ctzll(high) / 8;
#else
	return low ? (size_t)__builtin_clzll(low) / 8
		   : 8 + (size_t)__builtin_clzll(high) / 8;
#endif
}

static bool is_mark(char c, char delimiter)
{
	return c == delimiter || c == '\n' || c == '\r' || c == '"';
}

/* Where the next delimiter, line end or quote stands, or the end. */
static const char *mark_find(const char *s, const char *end, char delimiter)
{
	const uint8_t d = (uint8_t)delimiter;
	sixteen block;
	uint64_t halves[2];

	for (; end - s >= 16; s += 16) {
		memcpy(&block, s, sizeof block);
		block = (sixteen)((block == d) | (block == '\n') |
				  (block == '\r') | (block == '"'));
		memcpy(halves, &block, sizeof halves);
		if (halves[0] | halves[1])
			return s + unmarked(halves[0], halves[1]);
	}
	while (s < end && !is_mark(*s, delimiter))
		s++;
	return s;
}

static size_t end_length(const char *s, const char *end)
{
	if (s == end)
		return 0;
	return *s == '\r' && s + 1 < end && s[1] == '\n' ? 2 : 1;
}

static bool cell_ends(const char *s, const char *end, char delimiter)
{
	return s == end || *s == delimiter || *s == '\n' || *s == '\r';
}

/* ---- one record ---- */

/*
 * The end of the cell at s, by the rule that libcsv keeps to when it is strict
 * and no byte is a blank. NULL if the quotes are wrong; *seen gets how far the
 * search went.
 */
static const char *cell_end_strict(const char *s, const char *end,
				   char delimiter, const char **seen)
{
	const char *p = s;

	if (p == end || *p != '"') {
		*seen = p = mark_find(p, end, delimiter);
		return p < end && *p == '"' ? NULL : p;
	}
	do {
		p = memchr(p + 1, '"', (size_t)(end - p - 1));
		if (!p) {
			*seen = end;
			return NULL;
		}
		p++;
	} while (p < end && *p == '"');
	*seen = p;
	return cell_ends(p, end, delimiter) ? p : NULL;
}

static const char *cell_end_loose(const char *s, const char *end,
				  char delimiter)
{
	s = mark_find(s, end, delimiter);
	while (s < end && *s == '"')
		s = mark_find(s + 1, end, delimiter);
	return s;
}

static void add_cell(struct scan *scan, const char *start, const char *end)
{
	/* one more than may be tells that it is too many */
	if (scan->n_cells > GRID_CELLS)
		return;
	scan->cells = memory_grow(scan->cells, &scan->cap_cells,
				  scan->n_cells + 1, sizeof *scan->cells);
	scan->cells[scan->n_cells++] = (struct span){ start, end };
}

/* Finds a record's cells; its end, or NULL if its quotes are wrong up to
   *seen. */
static const char *cells_scan(struct scan *scan, const char *end, bool is_loose,
			      const char **seen)
{
	const char *p = scan->at;

	scan->n_cells = 0;
	scan->has_quotes = scan->has_inner_quotes = false;
	for (;; p++) {
		const char *start = p;

		p = is_loose ? cell_end_loose(p, end, scan->delimiter)
			     : cell_end_strict(p, end, scan->delimiter, seen);
		if (!p)
			return NULL;
		if (!is_loose && p > start && *start == '"') {
			scan->has_quotes = true;
			scan->has_inner_quotes |=
				memchr(start + 1, '"',
				       (size_t)(p - start - 1)) != p - 1;
		}
		add_cell(scan, start, p);
		if (p == end || *p != scan->delimiter)
			return p;
	}
}

/* The next \n or \r, or the end. */
static const char *line_end_find(const char *s, const char *end)
{
	while ((s = mark_find(s, end, '\n')) < end && *s == '"')
		s++;
	return s;
}

/* Physical lines that a record takes. */
static size_t lines_of(const struct scan *scan, const struct grid_record *r)
{
	const char *end = r->raw + r->raw_len;
	size_t n = 1;

	if (scan->has_quotes)
		for (const char *p = r->raw; (p = line_end_find(p, end)) < end;
		     p++)
			n += *p == '\n' || p[1] != '\n';
	return n;
}

/* The next record; its cells stay in the scan until the next call. */
static void record_scan(struct scan *scan, struct grid_record *r)
{
	const char *end = scan->end, *seen = NULL, *stop;

	if (scan->at < scan->no_span) {
		end = scan->at;
		while (end < scan->end && *end != '\n' && *end != '\r')
			end++;
	}
	stop = cells_scan(scan, end, false, &seen);
	r->is_loose = !stop;
	if (!stop) {
		stop = cells_scan(scan, end, true, NULL);
		if (seen > stop)
			scan->no_span = seen;
	}
	r->raw = scan->at;
	r->raw_len = (uint32_t)(stop - scan->at);
	r->end_len = (uint8_t)end_length(stop, scan->end);
	r->line = (uint32_t)scan->line;
	if (r->raw_len == 0)
		scan->n_cells = 0;
	scan->line += lines_of(scan, r);
	scan->at = stop + r->end_len;
}

const char *grid_end(const struct grid_record *r)
{
	static const char *const ends[] = { "", "\n", "\r\n" };

	return r->end_len == 1 && r->raw[r->raw_len] == '\r' ? "\r"
							     : ends[r->end_len];
}

/* ---- the delimiter ---- */

/* How many of the first records agree on their count of cells; *all: each of
   them does. */
static int delimiter_score(const char *data, const char *end, char delimiter,
			   bool *all)
{
	struct scan scan = { .at = data,
			     .end = end,
			     .delimiter = delimiter,
			     .no_span = data,
			     .line = 1 };
	size_t counts[GUESS_RECORDS];
	int n = 0, best = 0;

	while (n < GUESS_RECORDS && scan.at < end) {
		struct grid_record r;

		record_scan(&scan, &r);
		if (scan.n_cells > 0)
			counts[n++] = scan.n_cells;
	}
	free(scan.cells);
	for (int i = 0; i < n; i++) {
		int same = 0;

		for (int j = 0; j < n; j++)
			same += counts[i] > 1 && counts[i] == counts[j];
		best = same > best ? same : best;
	}
	*all = best == n && n > 1;
	return best;
}

static char delimiter_guess(const char *data, const char *end)
{
	char best = ',';
	bool agree;
	int best_score = delimiter_score(data, end, best, &agree);

	for (const char *d = "\t;"; *d && !agree; d++) {
		int score = delimiter_score(data, end, *d, &agree);

		if (score > best_score) {
			best = *d;
			best_score = score;
		}
	}
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
	struct texts *texts;
	const char **next;
};

static void cell_take(void *text, size_t n, void *context)
{
	struct unquoting *u = context;

	*u->next++ = texts_add(u->texts, text ? text : "", n);
}

static void unquoting_init(struct unquoting *u, struct texts *texts,
			   char delimiter)
{
	u->texts = texts;
	csv_init(&u->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&u->parser, (unsigned char)delimiter);
	csv_set_space_func(&u->parser, no_blank);
	csv_set_realloc_func(&u->parser, memory_resize);
	csv_set_blk_size(&u->parser, 4096);
}

static void unquote(struct unquoting *u, struct grid_record *r)
{
	size_t done;
	int rc;

	u->next = r->cells;
	done = csv_parse(&u->parser, r->raw, r->raw_len, cell_take, NULL, u);
	rc = csv_fini(&u->parser, cell_take, NULL, u);
	/* cells_scan() keeps to libcsv's own rule */
	assert(done == r->raw_len && rc == 0 &&
	       u->next == r->cells + r->n_cells);
	(void)done;
	(void)rc;
}

/* ---- all records ---- */

/* Columns repeat: the text above is often the one wanted. */
static const char *intern(struct texts *texts, const struct span *cell,
			  bool has_quotes, const char *above)
{
	const char *start = cell->start;
	size_t n = (size_t)(cell->end - start);

	/* one that begins a cell has its partner at the end */
	if (has_quotes && n > 0 && *start == '"') {
		start++;
		n -= 2;
	}
	if (text_length(above) == n && !memcmp(above, start, n))
		return above;
	return texts_add(texts, start, n);
}

static void take_cells(struct grid *g, const struct scan *scan,
		       struct grid_record *r, struct unquoting *u)
{
	const struct grid_record *above =
		g->n_records > 0 ? &g->records[g->n_records - 1] : NULL;

	r->n_cells = (uint16_t)scan->n_cells;
	r->cells = arena_take(&g->arena, scan->n_cells * sizeof *r->cells,
			      sizeof *r->cells);
	if (scan->has_inner_quotes) {
		unquote(u, r);
		return;
	}
	for (int c = 0; c < r->n_cells; c++)
		r->cells[c] =
			intern(g->texts, &scan->cells[c], scan->has_quotes,
			       above ? grid_cell(above, c) : texts_blank);
}

static bool is_too_big(const struct scan *scan, size_t n_records,
		       const struct grid_record *r, const char *path,
		       struct failure *f)
{
	enum failure_code code = FAILURE_NONE;
	int limit = 0;

	if (scan->n_cells > GRID_CELLS) {
		code = FAILURE_TOO_WIDE;
		limit = GRID_CELLS;
	}
	for (size_t i = 0; i < scan->n_cells && !code; i++)
		if (scan->cells[i].end - scan->cells[i].start >
		    GRID_CELL_BYTES) {
			code = FAILURE_CELL_TOO_BIG;
			limit = GRID_CELL_BYTES;
		}
	if (n_records == GRID_RECORDS) {
		code = FAILURE_TOO_MANY_ROWS;
		limit = GRID_RECORDS;
	}
	if (!code)
		return false;
	grid_refuse(f, code, path, r->line);
	failure_detail(f, "%d", limit);
	return true;
}

static bool records_read(struct grid *g, const char *data, const char *end,
			 const char *path, struct failure *f)
{
	struct scan scan = { .at = data,
			     .end = end,
			     .delimiter = g->dialect.delimiter,
			     .no_span = data,
			     .line = 1 };
	struct unquoting u;
	bool ok = true;

	unquoting_init(&u, g->texts, g->dialect.delimiter);
	while (ok && scan.at < end) {
		struct grid_record r;

		record_scan(&scan, &r);
		ok = !is_too_big(&scan, g->n_records, &r, path, f);
		if (!ok)
			break;
		take_cells(g, &scan, &r, &u);
		if (r.is_loose && !g->first_loose_line)
			g->first_loose_line = r.line;
		g->records = memory_grow(g->records, &g->cap_records,
					 g->n_records + 1, sizeof r);
		g->records[g->n_records++] = r;
	}
	csv_free(&u.parser);
	free(scan.cells);
	return ok;
}

bool grid_read(struct grid *g, struct texts *texts, const char *data, size_t n,
	       const struct dialect_hint *hint, const char *path,
	       struct failure *f)
{
	char delimiter = hint ? hint->delimiter : 0;

	*g = (struct grid){ .texts = texts, .dialect = dialect_new_file };
	arena_init(&g->arena);
	bytes_init(&g->decoded);
	g->dialect.encoding = hint ? hint->encoding : ENCODING_AUTO;
	if (!grid_text(g, &data, &n, path, f)) {
		grid_release(g);
		return false;
	}
	g->dialect.delimiter =
		delimiter ? delimiter : delimiter_guess(data, data + n);
	if (!records_read(g, data, data + n, path, f)) {
		grid_release(g);
		return false;
	}
	if (g->records[0].end_len > 0)
		g->dialect.line_end = grid_end(&g->records[0]);
	return true;
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
	arena_release(&g->arena);
	bytes_release(&g->decoded);
	*g = (struct grid){ 0 };
}

const char *grid_cell(const struct grid_record *r, int column)
{
	return column < r->n_cells ? r->cells[column] : texts_blank;
}

/* ---- writing ---- */

void grid_write_cell(struct bytes *out, const struct dialect *d,
		     const char *text, bool quoted)
{
	const char special[] = { d->delimiter, '"', '\n', '\r', '\0' };

	if (!quoted && !text[strcspn(text, special)]) {
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
	struct scan scan = { .at = r->raw, .delimiter = d->delimiter };
	const char *seen;

	scan.end = r->raw + r->raw_len;
	if (r->n_cells > 0)
		cells_scan(&scan, scan.end, r->is_loose, &seen);
	while (n > r->n_cells && !texts[n - 1])
		n--;
	for (int c = 0; c < r->n_cells || c < n; c++) {
		if (c > 0)
			bytes_add_char(out, d->delimiter);
		write_cell(out, d, r, c, c < r->n_cells ? &scan.cells[c] : NULL,
			   c < n ? texts[c] : NULL);
	}
	free(scan.cells);
}
