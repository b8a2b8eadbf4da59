/* A form as a workbook of one sheet (core/book.h). Rows are as high as their
   longest cell, because spreadsheets don't fit the height of merged cells; one
   that is higher than a spreadsheet's rows can be is several, merged. */
#include <config.h>
#include "core/export.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/book.h"
#include "core/document_strays.h"
#include "core/export_page.h"
#include "core/text.h"

enum {
	LINE_POINTS = 13,
	PAD_POINTS = 5,
	ROW_POINTS_MAX = 400, /* Excel's own is 409 */
	TITLE_POINTS = 36,
	/* more doesn't show in older spreadsheets if the cell is text */
	TEXT_CHARACTERS = 255,
};

struct sheet {
	const struct document *doc;
	const struct export_words *words; /* NULL: no comments */
	struct page page;
	struct book *book;
	struct lxw_format *title, *note, *label, *left, *left_long, *centred;
	struct lxw_format *amounts[BOOK_DECIMALS + 1];
	struct lxw_format *numbers[BOOK_DECIMALS + 1];
	int *points;	/* by row of the page: its height */
	uint32_t *tops; /* by row of the page, and the end: sheet's row */
};

/* ---- formats ---- */

static struct lxw_format *style(struct sheet *s, enum book_align align,
				const char *number)
{
	return book_style(s->book, &(struct book_style){ .align = align,
							 .has_border = true,
							 .number = number });
}

static void formats_make(struct sheet *s)
{
	s->title = book_style(s->book, &(struct book_style){
					       .font = "黑体",
					       .points = 16,
					       .align = BOOK_CENTRE,
					       .is_bold = true,
					       .number = "@",
				       });
	s->note = book_style(s->book, &(struct book_style){ .number = "@" });
	s->label = style(s, BOOK_CENTRE, "@");
	s->left = style(s, BOOK_LEFT, "@");
	s->left_long = style(s, BOOK_LEFT, NULL);
	s->centred = style(s, BOOK_CENTRE, "@");
	for (int d = 0; d <= BOOK_DECIMALS; d++) {
		struct bytes number = BYTES_INIT;

		book_number_format(&number, d);
		s->amounts[d] = style(s, BOOK_RIGHT, number.data);
		s->numbers[d] = style(s, BOOK_CENTRE, number.data);
		bytes_release(&number);
	}
}

static bool may_run(const char *text)
{
	return *text && strchr("=+-@", *text);
}

static struct lxw_format *format_of(const struct sheet *s,
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
	uint32_t top = 0;

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
		top += (uint32_t)((s->points[r] - 1) / ROW_POINTS_MAX + 1);
	}
	s->tops[page->n_rows] = top;
}

static void set_sizes(struct sheet *s)
{
	for (int c = 0; c < s->page.width; c++)
		book_column(s->book, (uint32_t)c, s->page.w_cols[c]);
	for (size_t r = 0; r < s->page.n_rows; r++) {
		uint32_t n = s->tops[r + 1] - s->tops[r];

		for (uint32_t i = 0; i < n; i++)
			book_row(s->book, s->tops[r] + i,
				 (double)s->points[r] / n);
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
	       amount > -exact && *decimals <= BOOK_DECIMALS;
	*number = (double)amount / (double)AMOUNT_ONE;
	bytes_release(&shown);
	return same;
}

static struct lxw_format *number_format(const struct sheet *s,
					const struct page_cell *cell,
					int decimals)
{
	return s->doc->def->fields[cell->field].kind == FIELD_MONEY
		       ? s->amounts[decimals]
		       : s->numbers[decimals];
}

static void write_cell(struct sheet *s, uint32_t top, uint32_t bottom,
		       const struct page_cell *cell)
{
	uint32_t left = (uint32_t)cell->col;
	uint32_t right = (uint32_t)(cell->col + cell->n_cols - 1);
	struct lxw_format *format = format_of(s, cell);
	double number;
	int decimals;
	bool has_number = is_number(s, cell, &number, &decimals);

	if (has_number)
		format = number_format(s, cell, decimals);
	if (bottom > top || right > left)
		book_merge(s->book,
			   (struct book_cells){ top, left, bottom, right },
			   format);
	if (has_number)
		book_number(s->book, top, left, number, format);
	else
		book_text(s->book, top, left, cell->text, format);
}

/* What was found at the cell; at the title, what was found at none. */
static void write_comment(struct sheet *s, uint32_t top,
			  const struct page_cell *cell)
{
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
		book_comment(s->book, top, (uint32_t)cell->col, text.data);
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

/* Below the table, out of what is printed: what the file has and the form has
   no place for, in its columns. */
static void write_leftovers(struct sheet *s)
{
	uint32_t top = s->tops[s->page.n_rows];
	struct strays strays;

	strays_find(&strays, s->doc);
	for (size_t i = 0; i < strays.n; i++) {
		const struct stray *stray = &strays.items[i].stray;

		top += i == 0 || stray->record < 0 ||
		       stray->record != strays.items[i - 1].stray.record;
		book_text(s->book, top, (uint32_t)stray->column, stray->text,
			  s->note);
	}
	strays_release(&strays);
}

/* ---- the book ---- */

static void sheet_fill(struct sheet *s)
{
	page_init(&s->page, s->doc);
	s->points = memory_array(s->page.n_rows, sizeof *s->points);
	s->tops = memory_array(s->page.n_rows + 1, sizeof *s->tops);
	formats_make(s);
	measure(s);
	set_sizes(s);
	write_cells(s);
	write_leftovers(s);
	book_print_area(s->book,
			(struct book_cells){ 0, 0, s->tops[s->page.n_rows] - 1,
					     (uint32_t)(s->page.width - 1) });
	free(s->points);
	free(s->tops);
	page_release(&s->page);
}

bool export_xlsx(const struct document *doc, const struct export_words *words,
		 time_t date, const char *path, struct bytes *out,
		 struct failure *f)
{
	struct sheet s = { .doc = doc, .words = words };
	struct bytes scratch = BYTES_INIT;
	const char *title = layout_text(&doc->record, 0, 0, 0, &scratch);

	s.book = book_new(title, date, path, f);
	if (s.book) {
		book_sheet(s.book, title);
		book_print(s.book);
		sheet_fill(&s);
	}
	bytes_release(&scratch);
	return s.book && book_close(s.book, path, out, f);
}
