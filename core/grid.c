#include <config.h>
#include "core/grid.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"

/* Records looked at for the delimiter's guess. */
#define GUESS_RECORDS 60

const struct dialect dialect_new_file = {
	.delimiter = ',',
	.has_bom = true,
	.line_end = "\r\n",
	.encoding = "UTF-8",
};

/* The bytes still to be read, and how. */
struct scan {
	const char *at, *end;
	char delimiter;
	/* A quote that failed to close reached up to here: records before it
	   keep to their line, or a hostile file is scanned a line at a time,
	   each time to its end. */
	const char *no_span;
	size_t line;
};

static const char *line_end_find(const char *s, const char *end)
{
	while (s < end && *s != '\n' && *s != '\r')
		s++;
	return s;
}

static const char *line_end_at(const char *s, const char *end)
{
	if (s == end)
		return "";
	if (*s == '\n')
		return "\n";
	return s + 1 < end && s[1] == '\n' ? "\r\n" : "\r";
}

static bool cell_ends(const char *s, const char *end, char delimiter)
{
	return s == end || *s == delimiter || *s == '\n' || *s == '\r';
}

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
		while (!cell_ends(p, end, delimiter) && *p != '"')
			p++;
		*seen = p;
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
	while (!cell_ends(s, end, delimiter))
		s++;
	return s;
}

static const char *cell_end(const struct grid_record *r, const char *s,
			    char delimiter)
{
	const char *end = r->raw + r->raw_len, *seen;
	return r->is_loose ? cell_end_loose(s, end, delimiter)
			   : cell_end_strict(s, end, delimiter, &seen);
}

/* Line breaks within quotes, and the record's own end. */
static size_t lines_within(const struct grid_record *r)
{
	const char *end = r->raw + r->raw_len;
	size_t n = 1;
	if (memchr(r->raw, '"', r->raw_len))
		for (const char *p = r->raw; p < end; p++)
			n += *p == '\n' || (*p == '\r' && p[1] != '\n');
	return n;
}

/* Finds a record's end and counts its cells; NULL if its quotes are wrong up
   to *seen. */
static const char *record_end_strict(const struct scan *scan, const char *end,
				     struct grid_record *r, const char **seen,
				     bool *too_big)
{
	const char *p = scan->at;
	for (r->n_cells = 1;; r->n_cells++) {
		const char *start = p;
		p = cell_end_strict(p, end, scan->delimiter, seen);
		if (!p)
			return NULL;
		*too_big |= p - start > GRID_CELL_LIMIT_BYTES;
		if (p == end || *p != scan->delimiter)
			return p;
		p++;
	}
}

static const char *record_end_loose(const struct scan *scan, const char *end,
				    struct grid_record *r, bool *too_big)
{
	const char *p = scan->at;
	for (r->n_cells = 1;; r->n_cells++) {
		const char *start = p;
		p = cell_end_loose(p, end, scan->delimiter);
		*too_big |= p - start > GRID_CELL_LIMIT_BYTES;
		if (p == end || *p != scan->delimiter)
			return p;
		p++;
	}
}

/* The next record's raw bytes and cell count; false: a cell is too big. */
static bool record_scan(struct scan *scan, struct grid_record *r)
{
	const char *end = scan->end, *seen;
	bool too_big = false;
	if (scan->at < scan->no_span)
		end = line_end_find(scan->at, end);
	const char *stop = record_end_strict(scan, end, r, &seen, &too_big);
	r->is_loose = !stop;
	if (!stop) {
		too_big = false;
		stop = record_end_loose(scan, end, r, &too_big);
		if (seen > stop)
			scan->no_span = seen;
	}
	r->raw = scan->at;
	r->raw_len = (size_t)(stop - scan->at);
	r->end = line_end_at(stop, scan->end);
	r->line = scan->line;
	scan->line += lines_within(r);
	scan->at = stop + strlen(r->end);
	return !too_big;
}

/* How many of the first records agree on their count of cells. */
static int delimiter_score(const char *data, const char *end, char delimiter)
{
	struct scan scan = { data, end, delimiter, data, 1 };
	int counts[GUESS_RECORDS], n = 0, best = 0;
	while (n < GUESS_RECORDS && scan.at < end) {
		struct grid_record r;
		if (!record_scan(&scan, &r))
			break;
		if (r.n_cells > 1)
			counts[n++] = r.n_cells;
		else if (r.raw_len)
			counts[n++] = 0;
	}
	for (int i = 0; i < n; i++) {
		int same = 0;
		for (int j = 0; j < n; j++)
			same += counts[i] && counts[i] == counts[j];
		if (same > best)
			best = same;
	}
	return best;
}

static char delimiter_guess(const char *data, const char *end)
{
	char best = ',';
	int best_score = delimiter_score(data, end, best);
	for (const char *d = "\t;"; *d; d++) {
		int score = delimiter_score(data, end, *d);
		if (score > best_score) {
			best = *d;
			best_score = score;
		}
	}
	return best;
}

static size_t lines_before(const char *data, size_t n)
{
	size_t line = 1;
	for (size_t i = 0; i < n; i++)
		if (data[i] == '\n' || (data[i] == '\r' && data[i + 1] != '\n'))
			line++;
	return line;
}

static bool refuse(struct failure *f, enum failure_code code, const char *path,
		   size_t line)
{
	failure_set(f, code, path, 0);
	failure_place(f, line, 0);
	return false;
}

/* Text is UTF-8 with hardly any control characters in it. */
static bool data_check(const char *data, size_t n, const char *path,
		       struct failure *f)
{
	if (n >= 2 &&
	    (!memcmp(data, "\xFF\xFE", 2) || !memcmp(data, "\xFE\xFF", 2)))
		return refuse(f, FAILURE_ENCODING, path, 1);
	const char *nul = n ? memchr(data, 0, n) : NULL;
	if (nul)
		return refuse(f, FAILURE_BINARY, path,
			      lines_before(data, (size_t)(nul - data)));
	size_t n_control = 0, n_ink = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)data[i];
		n_ink += c > ' ';
		n_control += c < ' ' && c != '\t' && c != '\n' && c != '\r';
	}
	if (n_control * 10 > n)
		return refuse(f, FAILURE_BINARY, path, 0);
	if (!n_ink)
		return refuse(f, FAILURE_EMPTY, path, 0);
	size_t valid = text_valid(data, n);
	if (valid < n)
		return refuse(f, FAILURE_ENCODING, path,
			      lines_before(data, valid));
	return true;
}

static int no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static void parser_init(struct csv_parser *parser, char delimiter)
{
	csv_init(parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(parser, (unsigned char)delimiter);
	csv_set_space_func(parser, no_blank);
	csv_set_realloc_func(parser, memory_resize);
	csv_set_blk_size(parser, 4096);
}

/* Where libcsv's next cell goes. */
struct cells {
	const char **next;
	char *text;
};

static void cell_take(void *text, size_t n, void *context)
{
	struct cells *cells = context;
	*cells->next++ = cells->text;
	if (n)
		memcpy(cells->text, text, n);
	cells->text[n] = '\0';
	cells->text += n + 1;
}

/* Fills a record's cells: pointers and texts in one piece of the arena. The
   texts fit, for each NUL stands where a delimiter stood, or at the end. */
static void record_split(struct csv_parser *parser, struct arena *arena,
			 struct grid_record *r)
{
	size_t n_cells = (size_t)r->n_cells;
	r->cells =
		arena_alloc(arena, n_cells * sizeof *r->cells + r->raw_len + 1);
	struct cells cells = { r->cells, (char *)(r->cells + n_cells) };
	csv_set_quote(parser, r->is_loose ? '\0' : '"');
	size_t done =
		csv_parse(parser, r->raw, r->raw_len, cell_take, NULL, &cells);
	int rc = csv_fini(parser, cell_take, NULL, &cells);
	/* record_scan() keeps to libcsv's own rule */
	assert(done == r->raw_len && rc == 0 &&
	       cells.next == r->cells + n_cells);
	(void)done;
	(void)rc;
}

static bool records_read(struct grid *g, const char *data, const char *end,
			 const char *path, struct failure *f)
{
	struct scan scan = { data, end, g->dialect.delimiter, data, 1 };
	struct csv_parser parser;
	parser_init(&parser, g->dialect.delimiter);
	while (scan.at < end) {
		struct grid_record r = { 0 };
		if (!record_scan(&scan, &r)) {
			csv_free(&parser);
			refuse(f, FAILURE_CELL_TOO_BIG, path, r.line);
			failure_detail(f, "%d", GRID_CELL_LIMIT_BYTES);
			return false;
		}
		if (r.raw_len)
			record_split(&parser, g->arena, &r);
		else
			r.n_cells = 0;
		if (r.is_loose && !g->first_loose_line)
			g->first_loose_line = r.line;
		g->records = memory_grow(g->records, &g->cap_records,
					 g->n_records + 1, sizeof r);
		g->records[g->n_records++] = r;
	}
	csv_free(&parser);
	return true;
}

bool grid_read(struct grid *g, struct arena *arena, const char *data, size_t n,
	       char delimiter, const char *path, struct failure *f)
{
	*g = (struct grid){ .arena = arena, .dialect = dialect_new_file };
	g->dialect.has_bom = n >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3);
	if (g->dialect.has_bom) {
		data += 3;
		n -= 3;
	}
	if (!data_check(data, n, path, f))
		return false;
	const char *end = data + n;
	g->dialect.delimiter =
		delimiter ? delimiter : delimiter_guess(data, end);
	if (!records_read(g, data, end, path, f)) {
		grid_release(g);
		return false;
	}
	if (*g->records[0].end)
		g->dialect.line_end = g->records[0].end;
	return true;
}

bool grid_read_strict(struct grid *g, struct arena *arena, const char *data,
		      size_t n, const char *path, struct failure *f)
{
	if (!grid_read(g, arena, data, n, ',', path, f))
		return false;
	if (g->first_loose_line) {
		refuse(f, FAILURE_DEF_CSV, path, g->first_loose_line);
		grid_release(g);
		return false;
	}
	size_t kept = 0;
	for (size_t i = 0; i < g->n_records; i++)
		if (g->records[i].n_cells)
			g->records[kept++] = g->records[i];
	g->n_records = kept;
	return true;
}

void grid_release(struct grid *g)
{
	free(g->records);
	*g = (struct grid){ 0 };
}

const char *grid_cell(const struct grid_record *r, int column)
{
	return column < r->n_cells ? r->cells[column] : "";
}

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

void grid_write_changed(struct bytes *out, const struct dialect *d,
			const struct grid_record *r, const char *const *texts,
			int n)
{
	const char *at = r->raw;
	while (n > r->n_cells && !texts[n - 1])
		n--;
	for (int c = 0; c < r->n_cells || c < n; c++) {
		if (c)
			bytes_add_char(out, d->delimiter);
		const char *text = c < n ? texts[c] : NULL;
		if (c >= r->n_cells) {
			grid_write_cell(out, d, text ? text : "", false);
			continue;
		}
		const char *end = cell_end(r, at, d->delimiter);
		/* Once one cell of a loose record has proper quotes, the
		   others must have them too. */
		if (r->is_loose)
			grid_write_cell(out, d, text ? text : r->cells[c],
					false);
		else if (text)
			grid_write_cell(out, d, text, *at == '"' && end > at);
		else
			bytes_add(out, at, (size_t)(end - at));
		at = end + 1;
	}
}
