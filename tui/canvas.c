#include <config.h>

#include "tui/canvas.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "core/memory.h"
#include "core/text.h"

static const struct canvas_cell blank = { .text = " " };

void canvas_init(struct canvas *canvas, int height, int width)
{
	*canvas = (struct canvas){ 0 };
	canvas_clear(canvas, height, width);
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cells);
	free(canvas->about);
	*canvas = (struct canvas){ 0 };
}

void canvas_resize(struct canvas *canvas, int height, int width)
{
	size_t n = (size_t)height * (size_t)width;

	if (height == canvas->height && width == canvas->width)
		return;
	canvas->cells = memory_resize(canvas->cells, (n + 1) * sizeof blank);
	canvas->about = memory_resize(
		canvas->about, ((size_t)height + 1) * sizeof *canvas->about);
	canvas->height = height;
	canvas->width = width;
}

void canvas_clear(struct canvas *canvas, int height, int width)
{
	size_t n = (size_t)height * (size_t)width, row = (size_t)width;

	canvas_resize(canvas, height, width);
	for (size_t i = 0; i < n && i < row; i++)
		canvas->cells[i] = blank;
	for (size_t i = row; i < n; i += row)
		memcpy(canvas->cells + i, canvas->cells, row * sizeof blank);
	canvas->cursor_y = canvas->cursor_x = -1;
	if (height > 0)
		memset(canvas->about, 0,
		       (size_t)height * sizeof *canvas->about);
}

static struct canvas_cell *cell_at(struct canvas *canvas, int y, int x)
{
	return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

/* Columns from x that lie on the canvas, at most w_cols. */
static int cols_on(const struct canvas *canvas, int y, int x, int w_cols)
{
	if (y < 0 || y >= canvas->height || x < 0 || x >= canvas->width)
		return 0;
	return w_cols > canvas->width - x ? canvas->width - x : w_cols;
}

/* What is left of a character when its other half goes is a blank. */
static void halves_mend(struct canvas *canvas, int y, int x, int w)
{
	if (x > 0 && !cell_at(canvas, y, x)->text[0])
		memcpy(cell_at(canvas, y, x - 1)->text, blank.text,
		       sizeof blank.text);
	if (x + w < canvas->width && !cell_at(canvas, y, x + w)->text[0])
		memcpy(cell_at(canvas, y, x + w)->text, blank.text,
		       sizeof blank.text);
}

static void cell_set(struct canvas *canvas, int y, int x, int w, enum role role,
		     const char *text, size_t len)
{
	struct canvas_cell *cell = cell_at(canvas, y, x);

	halves_mend(canvas, y, x, w);
	for (int i = 0; i < w; i++)
		cell[i] = (struct canvas_cell){ .role = (unsigned char)role };
	memcpy(cell->text, text,
	       len > CANVAS_CELL_BYTES ? CANVAS_CELL_BYTES : len);
}

/* A mark or a flag takes a cell for each of its characters; what has no columns
   joins the cell before. */
static void cluster_set(struct canvas *canvas, int y, int x, enum role role,
			const struct text_cluster *c)
{
	uint32_t code;
	size_t first = 0, at = 0, len;
	int w = c->w_cols;

	if (c->show_len <= 4 && !c->is_mark) {
		cell_set(canvas, y, x, w, role, c->show, c->show_len);
		return;
	}
	if (c->show_len > text_decode(c->show, c->show_len, &code))
		w = wcwidth((wchar_t)code);
	while ((len = text_decode(c->show + at, c->show_len - at, &code))) {
		int w_next = at ? wcwidth((wchar_t)code) : 0;

		if (w_next > 0) {
			cell_set(canvas, y, x, w, role, c->show + first,
				 at - first);
			x += w;
			w = w_next;
			first = at;
		}
		at += len;
	}
	cell_set(canvas, y, x, w, role, c->show + first, at - first);
}

/* Draws what fits; the bytes drawn. */
static size_t clusters_put(struct canvas *canvas, int y, int x, int w_cols,
			   enum role role, const char *s, size_t n, int *used)
{
	struct text_cluster c;
	size_t at = 0;
	int w = 0;

	while (text_cluster_next(s + at, n - at, &c) &&
	       w + c.w_cols <= w_cols) {
		cluster_set(canvas, y, x + w, role, &c);
		w += c.w_cols;
		at += c.len;
	}
	*used = w;
	return at;
}

int canvas_put_cut(struct canvas *canvas, int y, int x, int w_cols,
		   enum role role, const char *s, size_t n)
{
	int w;

	clusters_put(canvas, y, x, cols_on(canvas, y, x, w_cols), role, s, n,
		     &w);
	return w;
}

const char *canvas_dots(const struct canvas *canvas)
{
	return canvas->is_ascii ? ".." : "…";
}

void canvas_print_from(const struct canvas *canvas, struct bytes *out,
		       const char *s, size_t n, size_t at, int w_cols)
{
	enum { BEFORE = 6 };

	if (text_cols(s, n) <= w_cols)
		at = 0;
	for (int i = 0; i < BEFORE && at > 0; i++)
		at = text_before(s, n, at);
	if (at > 0)
		bytes_add_str(out, canvas_dots(canvas));
	bytes_add(out, s + at, n - at);
}

int canvas_put(struct canvas *canvas, int y, int x, int w_cols, enum role role,
	       const char *s, size_t n)
{
	const char *dots = canvas_dots(canvas);
	int w_max = cols_on(canvas, y, x, w_cols), w;

	if (clusters_put(canvas, y, x, w_max, role, s, n, &w) == n)
		return w;
	text_fit(s, n, w_max - text_cols(dots, strlen(dots)), &w);
	return w + canvas_put_cut(canvas, y, x + w, w_max - w, role, dots,
				  strlen(dots));
}

int canvas_put_str(struct canvas *canvas, int y, int x, int w_cols,
		   enum role role, const char *s)
{
	return canvas_put(canvas, y, x, w_cols, role, s, strlen(s));
}

int canvas_printf(struct canvas *canvas, int y, int x, int w_cols,
		  enum role role, const char *format, ...)
{
	struct bytes text = BYTES_INIT;
	va_list args;
	int w;

	va_start(args, format);
	bytes_vprintf(&text, format, args);
	va_end(args);
	w = canvas_put(canvas, y, x, w_cols, role, text.data, text.len);
	bytes_release(&text);
	return w;
}

int canvas_put_path(struct canvas *canvas, int y, int x, int w_cols,
		    enum role role, const char *s)
{
	int w_max = cols_on(canvas, y, x, w_cols), w;
	size_t n = strlen(s), at;

	if (text_cols(s, n) <= w_max)
		return canvas_put(canvas, y, x, w_max, role, s, n);
	w = canvas_put_str(canvas, y, x, w_max, role, canvas_dots(canvas));
	at = text_fit_end(s, n, w_max - w);
	return w + canvas_put_cut(canvas, y, x + w, w_max - w, role, s + at,
				  n - at);
}

int canvas_put_line(struct canvas *canvas, int y, int x, int w_cols,
		    enum role role, const char *s, size_t n)
{
	while (n > 0 && s[n - 1] == ' ')
		n--;
	return canvas_put(canvas, y, x, w_cols, role, s, n);
}

int canvas_lines(int w_cols, const char *s, size_t n)
{
	struct text_lines lines = { 0 };
	int used;

	text_lines_wrap(&lines, s, n, w_cols > 2 ? w_cols : 2);
	used = (int)lines.n;
	text_lines_release(&lines);
	return used;
}

int canvas_put_lines(struct canvas *canvas, struct area a, enum role role,
		     const char *s, size_t n)
{
	struct text_lines lines = { 0 };
	int used = 0;

	text_lines_wrap(&lines, s, n, a.width > 2 ? a.width : 2);
	for (; used < a.height && (size_t)used < lines.n; used++) {
		const struct text_line *l = &lines.items[used];
		bool is_cut =
			used + 1 == a.height && (size_t)a.height < lines.n;

		canvas_put_line(canvas, a.y + used, a.x, a.width, role,
				s + l->start, is_cut ? n - l->start : l->len);
	}
	text_lines_release(&lines);
	return used;
}

int canvas_put_last_lines(struct canvas *canvas, struct area a, enum role role,
			  const char *s, size_t n)
{
	struct text_lines lines = { 0 };
	size_t height = a.height > 0 ? (size_t)a.height : 0, first;

	text_lines_wrap(&lines, s, n, a.width > 2 ? a.width : 2);
	first = lines.n > height ? lines.n - height : 0;
	for (size_t i = first; i < lines.n; i++) {
		int y = a.y + (int)(i - first), w = 0;
		const char *line = s + lines.items[i].start;
		size_t len = lines.items[i].len, at = 0;

		if (i == first && first > 0) {
			w = canvas_put_str(canvas, y, a.x, a.width, role,
					   canvas_dots(canvas));
			at = text_fit_end(line, len, a.width - w);
		}
		canvas_put_line(canvas, y, a.x + w, a.width - w, role,
				line + at, len - at);
	}
	n = lines.n - first;
	text_lines_release(&lines);
	return (int)n;
}

int canvas_put_right(struct canvas *canvas, int y, int x, int w_cols,
		     enum role role, const char *s)
{
	int w_max = cols_on(canvas, y, x, w_cols), w = text_cols(s, strlen(s));

	if (w < w_max)
		return canvas_put_str(canvas, y, x + w_max - w, w, role, s);
	return canvas_put_str(canvas, y, x, w_max, role, s);
}

void canvas_fill(struct canvas *canvas, int y, int x, int w_cols,
		 enum role role, const char *cluster)
{
	int w_max = cols_on(canvas, y, x, w_cols), w = 0;
	struct text_cluster c;

	if (!text_cluster_next(cluster, strlen(cluster), &c))
		return;
	for (; w + c.w_cols <= w_max; w += c.w_cols)
		cluster_set(canvas, y, x + w, role, &c);
}

void canvas_role(struct canvas *canvas, int y, int x, int w_cols,
		 enum role role)
{
	int w_max = cols_on(canvas, y, x, w_cols);

	for (int i = 0; i < w_max; i++)
		cell_at(canvas, y, x + i)->role = (unsigned char)role;
}

void canvas_cursor(struct canvas *canvas, int y, int x)
{
	bool is_on = cols_on(canvas, y, x, 1) > 0;

	canvas->cursor_y = is_on ? y : -1;
	canvas->cursor_x = is_on ? x : -1;
}

void canvas_later(struct canvas *canvas, int y, int n_rows, int about)
{
	for (int end = y + n_rows; y < end; y++)
		if (y >= 0 && y < canvas->height)
			canvas->about[y] = about;
}

void canvas_later_cells(struct canvas *canvas, int y, int x, int w_cols)
{
	int w_max = cols_on(canvas, y, x, w_cols);

	for (int i = 0; i < w_max; i++)
		cell_at(canvas, y, x + i)->is_later = true;
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	size_t height = (size_t)from->height, width = (size_t)from->width;

	canvas_resize(to, from->height, from->width);
	memcpy(to->cells, from->cells, height * width * sizeof *to->cells);
	memcpy(to->about, from->about, height * sizeof *to->about);
	to->cursor_y = from->cursor_y;
	to->cursor_x = from->cursor_x;
	to->is_ascii = from->is_ascii;
}

void canvas_print(struct bytes *out, const struct canvas *canvas)
{
	const struct canvas_cell *cell = canvas->cells;

	for (int y = 0; y < canvas->height; y++) {
		size_t line_start = out->len;

		for (int x = 0; x < canvas->width; x++)
			bytes_add_str(out, (cell++)->text);
		while (out->len > line_start && out->data[out->len - 1] == ' ')
			out->len--;
		bytes_add_char(out, '\n');
	}
}
