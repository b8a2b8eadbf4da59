/* For a spreadsheet: a sheet a section, numbers as numbers. */
#include <config.h>
#include "cli/summary_format.h"

#include <string.h>
#include <time.h>
#include "cli/environment.h"
#include "core/amount.h"
#include "core/book.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/summary_tables.h"

enum { W_MOST = 60, W_LEAST = 8, TITLE_ROW = 0, HEADING_ROW = 1, FIRST_ROW };
/* Of a text as long as anybody makes it: one form must not stop the others'
   summary. A workbook's cell holds 32,767 characters, of which a few share a
   column. */
enum { CELL_COLS = 6000 };

/* How a number is shown: by its decimals, and what stands behind it. */
enum behind { NOTHING, PERCENT, IN_PART, BEHINDS };

struct writer {
	struct book *book;
	struct lxw_format *title, *heading, *heading_right;
	struct lxw_format *text[2][2]; /* is it bold, is it indented */
	struct lxw_format *word;       /* instead of a number */
	/* is it bold, what is behind it */
	struct lxw_format *numbers[2][BEHINDS][BOOK_DECIMALS + 1];
};

/* ---- styles ---- */

/* A cell of text stays one whatever is typed into it; a long one doesn't show
   as such in older spreadsheets, so it is anything. */
static struct lxw_format *style(struct writer *w, enum book_align align,
				bool is_bold, int indent, const char *number)
{
	return book_style(w->book, &(struct book_style){ .points = 10,
							 .align = align,
							 .is_bold = is_bold,
							 .has_border = true,
							 .indent = indent,
							 .number = number });
}

static void styles_make(struct writer *w)
{
	w->title = book_style(w->book, &(struct book_style){ .font = "黑体",
							     .points = 14,
							     .is_bold = true });
	w->heading = style(w, BOOK_LEFT, true, 0, NULL);
	w->heading_right = style(w, BOOK_RIGHT, true, 0, NULL);
	w->word = style(w, BOOK_RIGHT, false, 0, NULL);
	for (int bold = 0; bold < 2; bold++)
		for (int indent = 0; indent < 2; indent++)
			w->text[bold][indent] =
				style(w, BOOK_LEFT, bold, indent, NULL);
}

/* Made when it is asked for: most are never. */
static struct lxw_format *number_style(struct writer *w, bool is_bold,
				       const struct summary_cell *cell)
{
	enum behind behind = cell->behind == '%'   ? PERCENT
			     : cell->behind == '?' ? IN_PART
						   : NOTHING;
	struct lxw_format **made = &w->numbers[is_bold][behind][cell->decimals];
	struct bytes number = BYTES_INIT;

	if (!*made) {
		book_number_format(&number, cell->decimals);
		if (behind != NOTHING)
			bytes_add_str(&number,
				      behind == PERCENT ? "%" : "\"?\"");
		*made = style(w, BOOK_RIGHT, is_bold, 0, number.data);
	}
	bytes_release(&number);
	return *made;
}

/* ---- cells ---- */

/* As people see it, without what can't be seen. */
static void shown(struct bytes *out, enum summary_column_kind kind,
		  const char *text)
{
	(kind == COLUMN_PATH ? name_show : text_show_str)(out, text, CELL_COLS);
}

/* More digits than a spreadsheet's numbers have: better a text that is
   right. */
static bool is_exact(const struct summary_cell *cell)
{
	const int64_t exact = INT64_C(1000000000000000);

	return cell->is_number && cell->decimals <= BOOK_DECIMALS &&
	       cell->millionths < exact && cell->millionths > -exact;
}

static void write_cell(struct writer *w, uint32_t row, uint32_t col,
		       const struct summary_table *t,
		       const struct summary_row *of)
{
	const struct summary_cell *cell = &of->cells[col];
	double ones = cell->behind == '%' ? 100 : 1;
	double number = (double)cell->millionths / (ones * AMOUNT_ONE);
	struct bytes text = BYTES_INIT;

	shown(&text, t->columns[col].kind, cell->text);
	if (is_exact(cell))
		book_number(w->book, row, col, number,
			    number_style(w, of->is_heading, cell));
	else
		book_text(w->book, row, col, text.data,
			  t->columns[col].kind == COLUMN_NUMBER
				  ? w->word
				  : w->text[of->is_heading]
					   [col == 0 && of->depth > 0]);
	bytes_release(&text);
}

/* ---- sheets ---- */

static int widest(const struct summary_table *t, size_t col)
{
	const char *heading = t->columns[col].heading;
	int w = text_cols(heading, strlen(heading));

	for (size_t r = 0; r < t->n_rows; r++) {
		struct bytes text = BYTES_INIT;
		int own;

		shown(&text, t->columns[col].kind, t->rows[r].cells[col].text);
		own = text_cols(text.data, text.len) + 2 * t->rows[r].depth;
		w = own > w ? own : w;
		bytes_release(&text);
	}
	return w + 2 > W_MOST ? W_MOST : w + 2 < W_LEAST ? W_LEAST : w + 2;
}

/* The title over all, the headings below it, both always in sight. */
static void write_sheet(struct writer *w, const struct summary_table *t)
{
	book_sheet(w->book, t->name);
	book_print(w->book);
	book_freeze(w->book, FIRST_ROW);
	for (size_t c = 0; c < t->n_columns; c++)
		book_column(w->book, (uint32_t)c, widest(t, c));
	if (t->n_columns > 1)
		book_merge(w->book,
			   (struct book_cells){ TITLE_ROW, 0, TITLE_ROW,
						(uint32_t)t->n_columns - 1 },
			   w->title);
	book_row(w->book, TITLE_ROW, 24);
	book_text(w->book, TITLE_ROW, 0, t->title, w->title);
	for (size_t c = 0; c < t->n_columns; c++)
		book_text(w->book, HEADING_ROW, (uint32_t)c,
			  t->columns[c].heading,
			  t->columns[c].kind == COLUMN_NUMBER ? w->heading_right
							      : w->heading);
	for (size_t r = 0; r < t->n_rows; r++)
		for (size_t c = 0; c < t->n_columns; c++)
			write_cell(w, FIRST_ROW + (uint32_t)r, (uint32_t)c, t,
				   &t->rows[r]);
}

static bool xlsx_make(const struct summary *s, struct bytes *out,
		      struct failure *f)
{
	const char *name = _("汇总.xlsx");
	struct summary_tables tables;
	struct writer w = { 0 };
	time_t date = source_date();

	w.book = book_new(_("绩效表汇总"), date ? date : time(NULL), name, f);
	if (!w.book)
		return false;
	summary_tables_make(&tables, s);
	styles_make(&w);
	for (size_t i = 0; i < tables.n; i++)
		write_sheet(&w, &tables.items[i]);
	summary_tables_release(&tables);
	return book_close(w.book, name, out, f);
}

const struct summary_format summary_xlsx = {
	.is_data = true,
	.make = xlsx_make,
};
