#include <config.h>
#include "core/grid_scan.h"

#include <stdlib.h>
#include <string.h>

enum { SOME_CELLS = 256 }; /* room for a small form's */

/* ---- marks ---- */

/* Those of the block at s. */
static inline uint64_t block_marks(const struct marks *m, const char *s)
{
	size_t left = (size_t)(m->end - s);
	sixteen block = left < SIXTEEN ? sixteen_part(s, left) : sixteen_at(s);

	return sixteen_mask((sixteen)((block == m->delimiter) |
				      (block == '\n') | (block == '\r') |
				      (block == '"')));
}

static void marks_seek(struct marks *m, const char *s)
{
	m->at = s;
	m->pending = block_marks(m, s);
}

/* Where the next mark stands, or the end. */
static inline const char *marks_next(struct marks *m)
{
	uint64_t pending = m->pending;
	const char *at = m->at;

	while (!pending && m->end - at > SIXTEEN) {
		at += SIXTEEN;
		pending = block_marks(m, at);
	}
	m->at = at;
	if (pending)
		at += sixteen_take(&pending);
	else
		at = m->end;
	m->pending = pending;
	return at;
}

/* ---- cells ---- */

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

/* What follows the quotes that begin at s; NULL if they are wrong: *seen gets
   how far the search went. */
static const char *quotes_end(struct scan *scan, const char *s, const char *end,
			      const char **seen)
{
	const char *first = NULL, *p = s;

	do {
		p = memchr(p + 1, '"', (size_t)(end - p - 1));
		if (!p) {
			*seen = end;
			return NULL;
		}
		first = first ? first : p;
		p++;
	} while (p < end && *p == '"');
	*seen = p;
	scan->has_quotes = true;
	scan->has_inner_quotes |= first != p - 1;
	return cell_ends(p, end, scan->delimiter) ? p : NULL;
}

/* The end of the cell at s; NULL if its quotes are wrong. */
static const char *cell_end_strict(struct scan *scan, const char *s,
				   const char *end, const char **seen)
{
	const char *p = s;

	if (s < end && *s == '"') {
		p = quotes_end(scan, s, end, seen);
		if (!p)
			return NULL;
		marks_seek(&scan->marks, p);
	}
	*seen = p = marks_next(&scan->marks);
	return p < end && *p == '"' ? NULL : p;
}

static const char *cell_end_loose(struct scan *scan, const char *end)
{
	const char *p = marks_next(&scan->marks);

	while (p < end && *p == '"')
		p = marks_next(&scan->marks);
	return p;
}

static void make_room(struct scan *scan)
{
	scan->cells =
		memory_grow(scan->cells, &scan->cap_cells,
			    scan->n_cells + SOME_CELLS, sizeof *scan->cells);
}

static inline void add_cell(struct scan *scan, size_t first, const char *start,
			    const char *end)
{
	/* one more than may be tells that it is too many */
	if (scan->n_cells - first > GRID_CELLS)
		return;
	if (scan->n_cells == scan->cap_cells)
		make_room(scan);
	scan->cells[scan->n_cells++] = (struct span){ start, end };
}

/* Finds a record's cells from p on, of which scan->cells has those from `first`
   on; its end, or NULL if its quotes are wrong up to *seen. */
static const char *cells_scan(struct scan *scan, const char *p, size_t first,
			      const char *end, bool is_loose, const char **seen)
{
	for (;; p++) {
		const char *start = p;

		p = is_loose ? cell_end_loose(scan, end)
			     : cell_end_strict(scan, start, end, seen);
		if (!p)
			return NULL;
		add_cell(scan, first, start, p);
		if (p == end || *p != scan->delimiter)
			return p;
	}
}

/* ---- as above ---- */

/* So many bytes of both are equal. */
static size_t common_length(const char *a, const char *b, size_t n)
{
	size_t i = 0;

	for (; n - i >= SIXTEEN; i += SIXTEEN) {
		uint64_t other = sixteen_mask(
			(sixteen)(sixteen_at(a + i) != sixteen_at(b + i)));

		if (other)
			return i + sixteen_take(&other);
	}
	while (i < n && a[i] == b[i])
		i++;
	return i;
}

/* Columns repeat: takes the cells that the record above begins with, if this
   one begins with the same bytes, delimiters included. Their number. */
static size_t cells_repeat(struct scan *scan, const char *end)
{
	const char *above = scan->above, *same;
	size_t left = (size_t)(end - scan->at), first = scan->n_cells, n = 0;
	ptrdiff_t down = scan->at - above;

	if (scan->n_above == 0)
		return 0;
	same = above +
	       common_length(above, scan->at,
			     scan->above_len < left ? scan->above_len : left);
	for (; n < scan->n_above; n++) {
		struct span cell = scan->cells[first - scan->n_above + n];

		if (cell.end >= same)
			break;
		add_cell(scan, first, cell.start + down, cell.end + down);
	}
	return n;
}

/* What the next record may repeat. */
static void note_above(struct scan *scan, const struct grid_record *r)
{
	bool is_plain = !r->is_loose && !r->has_inner_quotes;

	scan->above = r->raw;
	scan->above_len = r->raw_len;
	scan->n_above = is_plain ? r->n_cells : 0;
}

/* ---- records ---- */

/* Physical lines that a record takes. */
static size_t lines_of(const struct scan *scan, const struct grid_record *r)
{
	const char *end = r->raw + r->raw_len, *p;
	size_t n = 1;

	if (!scan->has_quotes)
		return n;
	for (p = r->raw; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		n++;
	for (p = r->raw; (p = memchr(p, '\r', (size_t)(end - p))); p++)
		n += p[1] != '\n';
	return n;
}

void scan_init(struct scan *scan, const char *data, const char *end,
	       char delimiter)
{
	*scan = (struct scan){ .at = data,
			       .end = end,
			       .delimiter = delimiter,
			       .no_span = data,
			       .line = 1 };
	scan->marks.end = end;
	scan->marks.delimiter = (sixteen){ 0 } + (uint8_t)delimiter;
	marks_seek(&scan->marks, data);
}

void scan_release(struct scan *scan)
{
	free(scan->cells);
}

void scan_clear(struct scan *scan)
{
	scan->n_cells = 0;
	scan->n_above = 0;
}

/* As far as a record may reach. */
static const char *record_limit(const struct scan *scan)
{
	const char *end = scan->at;

	if (scan->at >= scan->no_span)
		return scan->end;
	while (end < scan->end && *end != '\n' && *end != '\r')
		end++;
	return end;
}

/* Finds the record's cells; what follows it. */
static const char *record_cells(struct scan *scan, struct grid_record *r)
{
	const char *end = record_limit(scan), *from = scan->at, *stop;
	const char *seen = NULL;
	size_t first = scan->n_cells;

	r->n_same = (uint16_t)cells_repeat(scan, end);
	scan->has_quotes &= r->n_same > 0;
	scan->has_inner_quotes = false;
	if (r->n_same > 0) {
		from = scan->cells[scan->n_cells - 1].end + 1;
		marks_seek(&scan->marks, from);
	}
	stop = cells_scan(scan, from, first, end, false, &seen);
	r->is_loose = !stop;
	if (stop)
		return stop;
	scan->n_cells = first;
	scan->has_quotes = scan->has_inner_quotes = false;
	r->n_same = 0;
	marks_seek(&scan->marks, scan->at);
	stop = cells_scan(scan, scan->at, first, end, true, NULL);
	if (seen > stop)
		scan->no_span = seen;
	return stop;
}

void scan_record(struct scan *scan, struct grid_record *r)
{
	size_t first = scan->n_cells;
	const char *stop = record_cells(scan, r);

	r->raw = scan->at;
	r->raw_len = (uint32_t)(stop - scan->at);
	r->end_len = (uint8_t)end_length(stop, scan->end);
	r->line = (uint32_t)scan->line;
	if (r->raw_len == 0)
		scan->n_cells = first;
	r->n_cells = (uint16_t)(scan->n_cells - first);
	r->has_inner_quotes = scan->has_inner_quotes;
	note_above(scan, r);
	scan->line += lines_of(scan, r);
	scan->at = stop + r->end_len;
	if (r->end_len == 2)
		marks_next(&scan->marks);
}

void scan_again(struct scan *scan, const struct grid_record *r, char delimiter)
{
	scan_init(scan, r->raw, r->raw + r->raw_len, delimiter);
	if (r->n_cells > 0)
		cells_scan(scan, scan->at, 0, scan->end, r->is_loose,
			   &scan->no_span);
}
