#include <config.h>
#include "core/office_readers.h"

#include <stdlib.h>
#include <string.h>
#include "core/office_biff.h"
#include "core/office_table.h"
#include "core/office_workbook.h"

/* [MS-XLS] 2.3 */
enum {
	RECORD_FORMULA = 0x06,
	RECORD_EOF = 0x0a,
	RECORD_DATEMODE = 0x22,
	RECORD_FILEPASS = 0x2f,
	RECORD_BOUNDSHEET = 0x85,
	RECORD_MULRK = 0xbd,
	RECORD_RSTRING = 0xd6,
	RECORD_XF = 0xe0,
	RECORD_MERGECELLS = 0xe5,
	RECORD_SST = 0xfc,
	RECORD_LABELSST = 0xfd,
	RECORD_NUMBER = 0x203,
	RECORD_LABEL = 0x204,
	RECORD_BOOLERR = 0x205,
	RECORD_STRING = 0x207,
	RECORD_RK = 0x27e,
	RECORD_FORMAT = 0x41e,
	RECORD_BOF = 0x809,

	VERSION_8 = 0x600,
	BOF_SHEET = 0x10,
};

struct sheet {
	char *name;
	uint32_t at; /* in the stream */
	bool is_hidden;
};

struct biff_book {
	struct sheet *sheets;
	size_t n, cap;
	size_t n_shown; /* if none is, all are read */
	struct strings strings;
	struct styles styles;
	bool from_1904;
};

static void biff_book_release(struct biff_book *book)
{
	for (size_t i = 0; i < book->n; i++)
		free(book->sheets[i].name);
	free(book->sheets);
	strings_release(&book->strings);
	styles_release(&book->styles);
}

/* ---- the workbook ---- */

static void add_sheet(struct biff_book *book, struct biff *b)
{
	struct sheet sheet = { 0 };
	struct bytes name = BYTES_INIT;
	unsigned state, kind;

	if (book->n == OFFICE_PARTS || !biff_take_u32(b, &sheet.at) ||
	    !biff_take_u8(b, &state) || !biff_take_u8(b, &kind) || kind ||
	    !biff_take_text(b, false, &name)) {
		bytes_release(&name);
		return;
	}
	sheet.is_hidden = state & 3;
	book->n_shown += !sheet.is_hidden;
	sheet.name = bytes_take(&name);
	MEMORY_ADD(book->sheets, book->n, book->cap) = sheet;
}

static void add_strings(struct biff_book *book, struct biff *b)
{
	struct bytes text = BYTES_INIT;
	uint32_t n;

	biff_skip(b, 4);
	biff_take_u32(b, &n);
	for (; n > 0 && biff_take_text(b, true, &text); n--) {
		strings_add(&book->strings, text.data, text.len);
		bytes_clear(&text);
	}
	bytes_release(&text);
}

static void add_format(struct biff_book *book, struct biff *b)
{
	struct bytes format = BYTES_INIT;
	unsigned id;

	if (biff_take_u16(b, &id) && biff_take_text(b, true, &format))
		styles_add_format(&book->styles, id, format.data);
	bytes_release(&format);
}

static void take_global(struct biff_book *book, struct biff *b)
{
	unsigned value;

	switch (b->kind) {
	case RECORD_BOUNDSHEET:
		add_sheet(book, b);
		break;
	case RECORD_SST:
		add_strings(book, b);
		break;
	case RECORD_FORMAT:
		add_format(book, b);
		break;
	case RECORD_XF:
		biff_skip(b, 2);
		biff_take_u16(b, &value);
		styles_add(&book->styles, value);
		break;
	case RECORD_DATEMODE:
		biff_take_u16(b, &value);
		book->from_1904 = value == 1;
		break;
	}
}

static bool read_workbook(struct office_file *file, const struct bytes *stream,
			  struct biff_book *book)
{
	struct biff b = { .stream = stream };
	unsigned version;

	if (!biff_next(&b) || b.kind != RECORD_BOF)
		return office_refuse(file, FAILURE_OFFICE_BROKEN);
	biff_take_u16(&b, &version);
	if (version != VERSION_8)
		return office_refuse_kind(file, "Excel 95");
	while (biff_next(&b) && b.kind != RECORD_EOF) {
		if (b.kind == RECORD_FILEPASS)
			return office_refuse(file, FAILURE_OFFICE_LOCKED);
		take_global(book, &b);
	}
	return true;
}

/* ---- a sheet ---- */

struct reader {
	const struct biff_book *book;
	struct cells cells;
	struct biff b;
	unsigned row, column, style; /* of the cell at hand */
	bool wants_text;	     /* a formula's, in a record to come */
	struct bytes value;
};

static void add_text(struct reader *r)
{
	cells_add_copy(&r->cells, r->row, r->column, r->value.data,
		       r->value.len);
}

/* The number in `value`, as its style shows it. */
static void add_number(struct reader *r)
{
	cells_add_number(&r->cells, r->row, r->column, r->value.data,
			 styles_format(&r->book->styles, r->style),
			 r->book->from_1904);
}

static void take_bool_or_error(struct reader *r, unsigned value, bool is_error)
{
	static const struct {
		unsigned code;
		const char *text;
	} errors[] = { { 0x00, "#NULL!" },  { 0x07, "#DIV/0!" },
		       { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
		       { 0x1d, "#NAME?" },  { 0x24, "#NUM!" },
		       { 0x2a, "#N/A" } };
	const char *text = value ? "TRUE" : "FALSE";

	if (is_error)
		text = "#N/A";
	for (size_t i = 0; is_error && i < sizeof errors / sizeof *errors; i++)
		if (errors[i].code == value)
			text = errors[i].text;
	bytes_add_str(&r->value, text);
	add_text(r);
}

static void take_double(struct reader *r)
{
	if (r->b.end - r->b.at < 8)
		return;
	biff_add_double(r->b.at, &r->value);
	add_number(r);
}

/* What it came out as when the file was saved. */
static void take_formula(struct reader *r)
{
	const uint8_t *result = r->b.at;

	if (r->b.end - r->b.at < 8)
		return;
	if (biff_u16(result + 6) != 0xffff)
		take_double(r);
	else if (result[0] == 0)
		r->wants_text = true;
	else if (result[0] == 1 || result[0] == 2)
		take_bool_or_error(r, result[2], result[0] == 2);
}

static void take_rk(struct reader *r)
{
	uint32_t rk;

	if (!biff_take_u32(&r->b, &rk))
		return;
	biff_add_rk(rk, &r->value);
	add_number(r);
}

/* Several in a row, each with its style; the last column stands behind them. */
static void take_rks(struct reader *r)
{
	while (r->b.end - r->b.at >= 4 + 2) {
		take_rk(r);
		bytes_clear(&r->value);
		r->column++;
		biff_take_u16(&r->b, &r->style);
	}
}

static void take_shared(struct reader *r)
{
	const struct strings *strings = &r->book->strings;
	uint32_t i;

	if (biff_take_u32(&r->b, &i) && i < strings->n)
		cells_add(&r->cells, r->row, r->column, strings->items[i],
			  strlen(strings->items[i]));
}

static void take_label(struct reader *r)
{
	if (biff_take_text(&r->b, true, &r->value))
		add_text(r);
}

static void take_areas(struct reader *r)
{
	unsigned n, row, last_row, column, last_column;

	biff_take_u16(&r->b, &n);
	for (; n > 0 && r->b.end - r->b.at >= 8; n--) {
		biff_take_u16(&r->b, &row);
		biff_take_u16(&r->b, &last_row);
		biff_take_u16(&r->b, &column);
		biff_take_u16(&r->b, &last_column);
		if (last_row >= row && last_column >= column)
			cells_merge(&r->cells,
				    (struct area){ row, column,
						   last_row - row + 1,
						   last_column - column + 1 });
	}
}

static void take_cell(struct reader *r, void (*take)(struct reader *))
{
	r->wants_text = false;
	bytes_clear(&r->value);
	if (biff_take_u16(&r->b, &r->row) && biff_take_u16(&r->b, &r->column) &&
	    biff_take_u16(&r->b, &r->style))
		take(r);
}

static void take_either(struct reader *r)
{
	unsigned value, is_error;

	if (biff_take_u8(&r->b, &value) && biff_take_u8(&r->b, &is_error))
		take_bool_or_error(r, value, is_error);
}

static void take_record(struct reader *r)
{
	static const struct {
		unsigned kind;
		void (*take)(struct reader *);
	} kinds[] = {
		{ RECORD_LABELSST, take_shared },
		{ RECORD_NUMBER, take_double },
		{ RECORD_RK, take_rk },
		{ RECORD_MULRK, take_rks },
		{ RECORD_FORMULA, take_formula },
		{ RECORD_LABEL, take_label },
		{ RECORD_RSTRING, take_label },
		{ RECORD_BOOLERR, take_either },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].kind == r->b.kind) {
			take_cell(r, kinds[i].take);
			return;
		}
	if (r->b.kind == RECORD_MERGECELLS)
		take_areas(r);
	if (r->b.kind == RECORD_STRING && r->wants_text) {
		r->wants_text = false;
		take_label(r);
	}
}

/* A chart in a sheet is a sheet within the sheet. */
static bool read_records(struct reader *r)
{
	unsigned version, kind;
	int depth = 1;

	if (!biff_next(&r->b) || r->b.kind != RECORD_BOF)
		return false;
	biff_take_u16(&r->b, &version);
	biff_take_u16(&r->b, &kind);
	if (kind != BOF_SHEET)
		return true;
	while (depth > 0) {
		if (!biff_next(&r->b))
			return false;
		if (r->b.kind == RECORD_BOF)
			depth++;
		else if (r->b.kind == RECORD_EOF)
			depth--;
		else if (depth == 1)
			take_record(r);
	}
	return true;
}

static bool read_sheet(struct office_file *file, const struct bytes *stream,
		       const struct biff_book *book, const struct sheet *sheet,
		       struct office_tables *tables)
{
	struct reader r = { .book = book };
	size_t n;
	bool ok;

	r.b = (struct biff){ .stream = stream, .next = sheet->at };
	bytes_init(&r.value);
	ok = read_records(&r) || office_refuse(file, FAILURE_OFFICE_BROKEN);
	/* several may say that they are the same one */
	n = ok ? r.b.next - sheet->at : 0;
	if (n > file->bytes_left)
		ok = office_refuse(file, FAILURE_OFFICE_TOO_BIG);
	else
		file->bytes_left -= n;
	ok = ok && office_add(file, tables, &r.cells, sheet->name, NULL, 0);
	cells_release(&r.cells);
	bytes_release(&r.value);
	return ok;
}

bool xls_read(struct office_file *file, const struct bytes *stream,
	      struct office_tables *tables)
{
	struct biff_book book = { 0 };
	bool ok;

	strings_init(&book.strings);
	ok = read_workbook(file, stream, &book);
	if (ok && book.n == 0)
		ok = office_refuse(file, FAILURE_OFFICE_NO_SHEET);
	for (size_t i = 0; ok && i < book.n; i++)
		if (!book.n_shown || !book.sheets[i].is_hidden)
			ok = read_sheet(file, stream, &book, &book.sheets[i],
					tables);
	biff_book_release(&book);
	return ok;
}
