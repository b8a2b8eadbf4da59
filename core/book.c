#include <config.h>
#include "core/book.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/library.h"
#include "core/memory.h"
#include "core/text.h"

/* The library's functions, loaded when the first workbook is written: it brings
   others along that would double the time of a start. */
#define FUNCTIONS(X)                     \
	X(format_set_align)              \
	X(format_set_bold)               \
	X(format_set_border)             \
	X(format_set_font_name)          \
	X(format_set_font_size)          \
	X(format_set_indent)             \
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
	X(worksheet_freeze_panes)        \
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

enum { FONT_POINTS = 9, A4 = 9, SHEET_NAME = 31 };

struct book {
	lxw_workbook *book;
	lxw_worksheet *sheet; /* the latest */
	int fd;
	lxw_error error; /* the first one */
};

static void note(struct book *b, lxw_error error)
{
	if (b->error == LXW_NO_ERROR)
		b->error = error;
}

/* ---- the book ---- */

/* As far as a sheet may be called so. */
static void add_name(struct bytes *out, const char *title)
{
	size_t n = strlen(title);
	struct text_cluster c;

	for (int i = 0; i < SHEET_NAME && text_cluster_next(title, n, &c);
	     i++) {
		if (!c.is_mark && c.len <= 3 && !strchr("[]:*?/\\'", *title))
			bytes_add(out, title, c.len);
		title += c.len;
		n -= c.len;
	}
}

static void set_title(struct book *b, const char *title, time_t created)
{
	struct bytes name = BYTES_INIT;
	lxw_doc_properties properties = { .created = created };

	add_name(&name, title);
	properties.title = name.data;
	note(b, lib.workbook_set_properties(b->book, &properties));
	bytes_release(&name);
}

/* The library writes files only: one in memory, by its name in /proc. */
struct book *book_new(const char *title, time_t created, const char *path,
		      struct failure *f)
{
	struct book *b;
	char name[32];

	if (!load()) {
		failure_set(f, FAILURE_OFFICE_LIBRARY, path, 0);
		failure_detail(f, "%s", XLSXWRITER_FILE);
		return NULL;
	}
	b = memory_alloc(sizeof *b);
	b->fd = memfd_create("xlsx", MFD_CLOEXEC);
	snprintf(name, sizeof name, "/proc/self/fd/%d", b->fd);
	b->book = b->fd >= 0 ? lib.workbook_new(name) : NULL;
	if (b->book) {
		set_title(b, title, created);
		return b;
	}
	failure_set(f, FAILURE_WRITE, path, errno);
	if (b->fd >= 0)
		close(b->fd);
	free(b);
	return NULL;
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

static void tell(const struct book *b, const char *path, struct failure *f)
{
	bool is_limit = b->error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ||
			b->error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;

	failure_set(f, is_limit ? FAILURE_XLSX_LIMIT : FAILURE_WRITE, path,
		    errno);
}

bool book_close(struct book *b, const char *path, struct bytes *out,
		struct failure *f)
{
	bool ok;

	errno = 0;
	note(b, lib.workbook_close(b->book));
	ok = b->error == LXW_NO_ERROR && read_back(b->fd, out);
	if (!ok)
		tell(b, path, f);
	close(b->fd);
	free(b);
	return ok;
}

const char *book_version(void)
{
	return load() ? lib.lxw_version() : "-";
}

/* ---- styles ---- */

static void align(lxw_format *format, enum book_align align)
{
	static const uint8_t aligns[] = {
		[BOOK_LEFT] = LXW_ALIGN_LEFT,
		[BOOK_CENTRE] = LXW_ALIGN_CENTER,
		[BOOK_RIGHT] = LXW_ALIGN_RIGHT,
	};

	lib.format_set_align(format, aligns[align]);
	lib.format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}

struct lxw_format *book_style(struct book *b, const struct book_style *style)
{
	lxw_format *format = lib.workbook_add_format(b->book);

	lib.format_set_font_name(format, style->font ? style->font : "宋体");
	lib.format_set_font_size(format,
				 style->points ? style->points : FONT_POINTS);
	align(format, style->align);
	lib.format_set_text_wrap(format);
	if (style->is_bold)
		lib.format_set_bold(format);
	if (style->has_border)
		lib.format_set_border(format, LXW_BORDER_THIN);
	if (style->indent > 0)
		lib.format_set_indent(format, (uint8_t)style->indent);
	if (style->number)
		lib.format_set_num_format(format, style->number);
	return format;
}

void book_number_format(struct bytes *out, int decimals)
{
	bytes_add_str(out, decimals > 0 ? "0." : "0");
	for (int i = 0; i < decimals; i++)
		bytes_add_char(out, '0');
}

/* ---- sheets ---- */

void book_sheet(struct book *b, const char *title)
{
	struct bytes name = BYTES_INIT;

	add_name(&name, title);
	b->sheet = lib.workbook_add_worksheet(b->book,
					      name.len ? name.data : NULL);
	if (!b->sheet)
		b->sheet = lib.workbook_add_worksheet(b->book, NULL);
	bytes_release(&name);
}

void book_print(struct book *b)
{
	lib.worksheet_set_paper(b->sheet, A4);
	lib.worksheet_set_portrait(b->sheet);
	lib.worksheet_set_margins(b->sheet, 0.4, 0.4, 0.4, 0.4);
	lib.worksheet_center_horizontally(b->sheet);
	lib.worksheet_fit_to_pages(b->sheet, 1, 0);
}

void book_print_area(struct book *b, struct book_cells a)
{
	lib.worksheet_print_area(b->sheet, a.top, (lxw_col_t)a.left, a.bottom,
				 (lxw_col_t)a.right);
}

void book_freeze(struct book *b, uint32_t n_rows)
{
	lib.worksheet_freeze_panes(b->sheet, n_rows, 0);
}

void book_column(struct book *b, uint32_t col, int w_cols)
{
	/* the file's widths count in digits of 11 points; a bit for the cell's
	   own margin */
	lib.worksheet_set_column(b->sheet, (lxw_col_t)col, (lxw_col_t)col,
				 w_cols * 6.0 / 7.0 + 1, NULL);
}

void book_row(struct book *b, uint32_t row, double points)
{
	note(b, lib.worksheet_set_row(b->sheet, row, points, NULL));
}

/* ---- cells ---- */

void book_merge(struct book *b, struct book_cells a, struct lxw_format *format)
{
	note(b, lib.worksheet_merge_range(b->sheet, a.top, (lxw_col_t)a.left,
					  a.bottom, (lxw_col_t)a.right, "",
					  format));
}

void book_number(struct book *b, uint32_t row, uint32_t col, double number,
		 struct lxw_format *format)
{
	note(b, lib.worksheet_write_number(b->sheet, row, (lxw_col_t)col,
					   number, format));
}

/* _x000D_ stands for a character that XML can't have, and _x005F_ for the _ of
   a text that only looks so. */
static bool looks_escaped(const char *s)
{
	return s[0] == '_' && s[1] == 'x' &&
	       strspn(s + 2, "0123456789abcdefABCDEF") == 4 && s[6] == '_';
}

static void write_text(struct book *b, uint32_t row, uint32_t col,
		       const char *text, struct lxw_format *format)
{
	struct bytes safe = BYTES_INIT;

	for (; *text; text++) {
		if (looks_escaped(text))
			bytes_add_str(&safe, "_x005F");
		bytes_add_char(&safe, *text);
	}
	note(b, lib.worksheet_write_string(b->sheet, row, (lxw_col_t)col,
					   safe.data, format));
	bytes_release(&safe);
}

void book_text(struct book *b, uint32_t row, uint32_t col, const char *text,
	       struct lxw_format *format)
{
	if (*text)
		write_text(b, row, col, text, format);
	else
		note(b, lib.worksheet_write_blank(b->sheet, row, (lxw_col_t)col,
						  format));
}

void book_comment(struct book *b, uint32_t row, uint32_t col, const char *text)
{
	lxw_comment_options options = { .author = "jixiao",
					.x_scale = 2,
					.y_scale = 1.5 };

	note(b, lib.worksheet_write_comment_opt(b->sheet, row, (lxw_col_t)col,
						text, &options));
}
