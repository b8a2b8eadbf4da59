/* The only file with <xlsxwriter.h>. Rows are as high as their longest cell,
   because spreadsheets don't fit the height of merged cells; one that is higher
   than a spreadsheet's rows can be is several, merged. */
#include <config.h>
#include "core/export.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/amount.h"
#include "core/export_page.h"
#include "core/text.h"
#include "core/library.h"

/* The library's functions, loaded when the first workbook is written: it brings
   others along that would double the time of a start. */
#define FUNCTIONS(X)                     \
	X(format_set_align)              \
	X(format_set_bold)               \
	X(format_set_border)             \
	X(format_set_font_name)          \
	X(format_set_font_size)          \
	X(format_set_num_format)         \
	X(format_set_text_wrap)          \
	X(lxw_version)                   \
	X(workbook_add_format)           \
	X(workbook_add_worksheet)        \
	X(workbook_close)                \
	X(workbook_new)                  \
	X(workbook_set_properties)       \
	X(worksheet_center_horizontally) \
	X(worksheet_fit_to_pages)        \
	X(worksheet_merge_range)         \
	X(worksheet_print_area)          \
	X(worksheet_set_column)          \
	X(worksheet_set_margins)         \
	X(worksheet_set_paper)           \
	X(worksheet_set_portrait)        \
	X(worksheet_set_row)             \
	X(worksheet_write_blank)         \
	X(worksheet_write_comment_opt)   \
	X(worksheet_write_number)        \
	X(worksheet_write_string)
LIBRARY(FUNCTIONS, XLSXWRITER_FILE)

enum {
	FONT_POINTS = 9,
	LINE_POINTS = 13,
	PAD_POINTS = 5,
	ROW_POINTS_MAX = 400, /* Excel's own is 409 */
	TITLE_POINTS = 36,
	A4 = 9,
	DECIMALS_MAX = 6,
	CELL_CHARACTERS = 32767, /* UTF-16 units */
	/* more doesn't show in older spreadsheets if the cell is text */
	TEXT_CHARACTERS = 255,
	SHEET_NAME = 31,
};

struct sheet {
	const struct document *doc;
	const struct export_words *words; /* NULL: no comments */
	struct page page;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *title, *note, *label, *left, *left_long, *centred;
	lxw_format *amounts[DECIMALS_MAX + 1], *numbers[DECIMALS_MAX + 1];
	int *points;	 /* by row of the page: its height */
	lxw_row_t *tops; /* by row of the page, and the end: sheet's row */
	lxw_error error; /* the first one */
};

static void note(struct sheet *s, lxw_error error)
{
	if (s->error == LXW_NO_ERROR)
		s->error = error;
}

/* ---- formats ---- */

static lxw_format *format_new(struct sheet *s, enum lxw_format_alignments align,
			      bool has_border, const char *number)
{
	lxw_format *format = lib.workbook_add_format(s->book);

	lib.format_set_font_name(format, "宋体");
	lib.format_set_font_size(format, FONT_POINTS);
	lib.format_set_align(format, (uint8_t)align);
	lib.format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	lib.format_set_text_wrap(format);
	if (has_border)
		lib.format_set_border(format, LXW_BORDER_THIN);
	if (number)
		lib.format_set_num_format(format, number);
	return format;
}

static void formats_make(struct sheet *s)
{
	char number[16] = "0";

	s->title = format_new(s, LXW_ALIGN_CENTER, false, "@");
	lib.format_set_font_name(s->title, "黑体");
	lib.format_set_font_size(s->title, 16);
	lib.format_set_bold(s->title);
	s->note = format_new(s, LXW_ALIGN_LEFT, false, "@");
	s->label = format_new(s, LXW_ALIGN_CENTER, true, "@");
	s->left = format_new(s, LXW_ALIGN_LEFT, true, "@");
	s->left_long = format_new(s, LXW_ALIGN_LEFT, true, NULL);
	s->centred = format_new(s, LXW_ALIGN_CENTER, true, "@");
	for (int d = 0; d <= DECIMALS_MAX; d++) {
		if (d == 1)
			strcat(number, ".");
		if (d > 0)
			strcat(number, "0");
		s->amounts[d] = format_new(s, LXW_ALIGN_RIGHT, true, number);
		s->numbers[d] = format_new(s, LXW_ALIGN_CENTER, true, number);
	}
}

static bool may_run(const char *text)
{
	return *text && strchr("=+-@", *text);
}

static lxw_format *format_of(const struct sheet *s,
			     const struct page_cell *cell)
{
	const struct field *f;

	if (cell->role == PAGE_TITLE)
		return s->title;
	if (cell->role == PAGE_NOTE)
		return s->note;
	if (cell->role != PAGE_VALUE)
		return s->label;
	f = &s->doc->def->fields[cell->field];
	if (f->kind == FIELD_LEVEL || f->kind == FIELD_CHOICE ||
	    f->kind == FIELD_RELATION || f->kind == FIELD_UNIT ||
	    f->kind == FIELD_YEAR)
		return s->centred;
	return text_count(cell->text, strlen(cell->text)) > TEXT_CHARACTERS &&
			       !may_run(cell->text)
		       ? s->left_long
		       : s->left;
}

/* ---- heights ---- */

static int cell_points(const struct page *page, const struct page_cell *cell)
{
	struct text_lines lines = { 0 };
	int points;

	if (cell->role == PAGE_TITLE)
		return TITLE_POINTS;
	text_lines_wrap(&lines, cell->text, strlen(cell->text),
			page_cell_cols(page, cell));
	points = (int)(lines.n < 100000 ? lines.n : 100000) * LINE_POINTS +
		 PAD_POINTS;
	text_lines_release(&lines);
	return points;
}

/* A cell over several rows that needs more than they are high. */
static void stretch(struct sheet *s, size_t row, const struct page_cell *cell)
{
	int need = cell_points(&s->page, cell);

	for (size_t r = row; r < row + cell->n_rows; r++)
		need -= s->points[r];
	if (need > 0)
		s->points[row + cell->n_rows - 1] += need;
}

static void measure(struct sheet *s)
{
	const struct page *page = &s->page;
	lxw_row_t top = 0;

	for (size_t r = 0; r < page->n_rows; r++)
		for (int c = 0; c < page->rows[r].n_cells; c++) {
			const struct page_cell *cell = &page->rows[r].cells[c];
			int points = cell->n_rows > 1 ? LINE_POINTS + PAD_POINTS
						      : cell_points(page, cell);

			if (points > s->points[r])
				s->points[r] = points;
		}
	for (size_t r = 0; r < page->n_rows; r++)
		for (int c = 0; c < page->rows[r].n_cells; c++)
			if (page->rows[r].cells[c].n_rows > 1)
				stretch(s, r, &page->rows[r].cells[c]);
	for (size_t r = 0; r < page->n_rows; r++) {
		s->tops[r] = top;
		top += (lxw_row_t)((s->points[r] - 1) / ROW_POINTS_MAX + 1);
	}
	s->tops[page->n_rows] = top;
}

static void set_sizes(struct sheet *s)
{
	/* widths count in digits of 11 points, our columns in half of a Han
	   character of 9 points; a bit for the cell's own margin */
	for (int c = 0; c < s->page.width; c++)
		lib.worksheet_set_column(s->sheet, (lxw_col_t)c, (lxw_col_t)c,
					 s->page.w_cols[c] * 6.0 / 7.0 + 1,
					 NULL);
	for (size_t r = 0; r < s->page.n_rows; r++) {
		lxw_row_t n = s->tops[r + 1] - s->tops[r];

		for (lxw_row_t i = 0; i < n; i++)
			note(s, lib.worksheet_set_row(s->sheet, s->tops[r] + i,
						      (double)s->points[r] / n,
						      NULL));
	}
}

/* ---- cells ---- */

/* The number that shows as just this text; or the cell is text. */
static bool is_number(const struct sheet *s, const struct page_cell *cell,
		      double *number, int *decimals)
{
	const int64_t exact = INT64_C(1000000000000000);
	const struct field *f;
	struct bytes shown = BYTES_INIT;
	int64_t amount;
	bool same = false;

	if (cell->role != PAGE_VALUE)
		return false;
	f = &s->doc->def->fields[cell->field];
	if (!field_is_number(f) || f->kind == FIELD_YEAR ||
	    amount_parse(cell->text, strlen(cell->text), &amount) != AMOUNT_OK)
		return false;
	*decimals = amount_decimals(cell->text, strlen(cell->text));
	amount_print(&shown, amount, *decimals);
	same = strcmp(shown.data, cell->text) == 0 && amount < exact &&
	       amount > -exact && *decimals <= DECIMALS_MAX;
	*number = (double)amount / (double)AMOUNT_ONE;
	bytes_release(&shown);
	return same;
}

static lxw_format *number_format(const struct sheet *s,
				 const struct page_cell *cell, int decimals)
{
	return s->doc->def->fields[cell->field].kind == FIELD_MONEY
		       ? s->amounts[decimals]
		       : s->numbers[decimals];
}

static void write_cell(struct sheet *s, lxw_row_t top, lxw_row_t bottom,
		       const struct page_cell *cell)
{
	lxw_col_t left = (lxw_col_t)cell->col;
	lxw_col_t right = (lxw_col_t)(cell->col + cell->n_cols - 1);
	lxw_format *format = format_of(s, cell);
	double number;
	int decimals;
	bool has_number = is_number(s, cell, &number, &decimals);

	if (has_number)
		format = number_format(s, cell, decimals);
	if (bottom > top || right > left)
		note(s, lib.worksheet_merge_range(s->sheet, top, left, bottom,
						  right, "", format));
	if (has_number)
		note(s, lib.worksheet_write_number(s->sheet, top, left, number,
						   format));
	else if (*cell->text)
		note(s, lib.worksheet_write_string(s->sheet, top, left,
						   cell->text, format));
	else
		note(s, lib.worksheet_write_blank(s->sheet, top, left, format));
}

/* What was found at the cell; at the title, what was found at none. */
static void write_comment(struct sheet *s, lxw_row_t top,
			  const struct page_cell *cell)
{
	lxw_comment_options options = { .author = "jixiao",
					.x_scale = 2,
					.y_scale = 1.5 };
	const struct finding *findings;
	struct bytes text = BYTES_INIT;
	size_t n;
	const struct page_finding *found = page_find(&s->page, cell->place, &n);

	check_findings(s->doc->check, &findings);
	for (size_t k = 0; k < n; k++) {
		const struct finding *f = &findings[found[k].i];

		bytes_printf(&text, "%s%s %s ", k > 0 ? "\n" : "",
			     s->words->severities[f->rule->severity],
			     f->rule->id);
		s->words->finding(s->doc, f, &text);
	}
	if (n > 0)
		note(s, lib.worksheet_write_comment_opt(s->sheet, top,
							(lxw_col_t)cell->col,
							text.data, &options));
	bytes_release(&text);
}

static void write_cells(struct sheet *s)
{
	for (size_t r = 0; r < s->page.n_rows; r++)
		for (int c = 0; c < s->page.rows[r].n_cells; c++) {
			const struct page_cell *cell =
				&s->page.rows[r].cells[c];

			write_cell(s, s->tops[r], s->tops[r + cell->n_rows] - 1,
				   cell);
			if (s->words && (cell->place.field >= 0 ||
					 cell->role == PAGE_TITLE))
				write_comment(s, s->tops[r], cell);
		}
}

/* ---- the book ---- */

/* The title as far as a sheet may be called so. */
static void sheet_name(const struct document *doc, struct bytes *out)
{
	struct bytes scratch = BYTES_INIT;
	const char *title = layout_text(&doc->record, 0, 0, 0, &scratch);
	size_t n = strlen(title);
	struct text_cluster c;

	for (int i = 0; i < SHEET_NAME && text_cluster_next(title, n, &c);
	     i++) {
		if (!c.is_mark && c.len <= 3 && !strchr("[]:*?/\\'", *title))
			bytes_add(out, title, c.len);
		title += c.len;
		n -= c.len;
	}
	bytes_release(&scratch);
}

static void sheet_make(struct sheet *s, time_t date)
{
	struct bytes name = BYTES_INIT;
	lxw_doc_properties properties = { .created = date };

	sheet_name(s->doc, &name);
	properties.title = name.data;
	note(s, lib.workbook_set_properties(s->book, &properties));
	s->sheet = lib.workbook_add_worksheet(s->book,
					      name.len ? name.data : NULL);
	if (!s->sheet)
		s->sheet = lib.workbook_add_worksheet(s->book, NULL);
	lib.worksheet_set_paper(s->sheet, A4);
	lib.worksheet_set_portrait(s->sheet);
	lib.worksheet_set_margins(s->sheet, 0.4, 0.4, 0.4, 0.4);
	lib.worksheet_center_horizontally(s->sheet);
	lib.worksheet_fit_to_pages(s->sheet, 1, 0);
	bytes_release(&name);
}

static void sheet_fill(struct sheet *s)
{
	page_init(&s->page, s->doc);
	s->points = memory_array(s->page.n_rows, sizeof *s->points);
	s->tops = memory_array(s->page.n_rows + 1, sizeof *s->tops);
	formats_make(s);
	measure(s);
	set_sizes(s);
	write_cells(s);
	lib.worksheet_print_area(s->sheet, 0, 0, s->tops[s->page.n_rows] - 1,
				 (lxw_col_t)(s->page.width - 1));
	free(s->points);
	free(s->tops);
	page_release(&s->page);
}

static bool read_back(int fd, struct bytes *out)
{
	struct stat st;
	size_t done = 0;
	char *to;

	if (fstat(fd, &st) != 0)
		return false;
	to = bytes_reserve(out, (size_t)st.st_size);
	while (done < (size_t)st.st_size) {
		ssize_t n = pread(fd, to + done, (size_t)st.st_size - done,
				  (off_t)done);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	out->len += done;
	out->data[out->len] = '\0';
	return true;
}

/* The library writes files only: one in memory, by its name in /proc. */
bool export_xlsx(const struct document *doc, const struct export_words *words,
		 time_t date, const char *path, struct bytes *out,
		 struct failure *f)
{
	struct sheet s = { .doc = doc, .words = words };
	char name[32];
	bool ok;
	int fd;

	if (!load()) {
		failure_set(f, FAILURE_OFFICE_LIBRARY, path, 0);
		failure_detail(f, "%s", XLSXWRITER_FILE);
		return false;
	}
	fd = memfd_create("xlsx", MFD_CLOEXEC);
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	s.book = fd >= 0 ? lib.workbook_new(name) : NULL;
	if (!s.book) {
		failure_set(f, FAILURE_WRITE, path, errno);
	} else {
		sheet_make(&s, date);
		sheet_fill(&s);
		errno = 0;
		note(&s, lib.workbook_close(s.book));
	}
	ok = s.book && s.error == LXW_NO_ERROR && read_back(fd, out);
	if (s.book && !ok)
		failure_set(
			f,
			s.error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ||
					s.error ==
						LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE
				? FAILURE_XLSX_LIMIT
				: FAILURE_WRITE,
			path, errno);
	if (fd >= 0)
		close(fd);
	return ok;
}

const char *export_xlsx_version(void)
{
	return load() ? lib.lxw_version() : "-";
}
