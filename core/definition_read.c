#include <config.h>
#include "core/definition_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/nearest.h"
#include "core/store.h"
#include "core/text.h"

static const char *trimmed(const struct def_file *file, const char *cell)
{
	const char *s = cell;
	size_t n = text_length(cell);

	if (!n || (!text_blank_begins(*s) && !text_blank_ends(s[n - 1])))
		return cell;
	text_trim(&s, &n);
	return s[n] == '\0' ? s : arena_copy(&file->def->arena, s, n);
}

/* ｛ ｜ ｝ are meant for { | }; in words that are looked up, each full-width
   sign for its half-width one. Patterns are matched as they stand, and
   expressions have readers of their own. */
static const char *const pattern_headings[] = { "写法",	  "例",	    "反例",
						"条件",	  "要求",   "计算",
						"通过例", "不过例", NULL };
static const char *const word_headings[] = { "键",   "类型", "必填",  "小数",
					     "行数", "属于", "?沿用", "编号",
					     "级别", "范围", "定位",  "关系",
					     "类别", "读作", NULL };

/* Braces are EF BD, as some other signs are. */
static bool has_full_width(const char *s, bool is_word)
{
	return strstr(s, "\xEF\xBD") || (is_word && strstr(s, "\xEF\xBC"));
}

static void fold_braces(struct bytes *out, const char *s)
{
	static const char wide[] = "｛｜｝", half[] = "{|}";
	size_t len = strlen("｛");

	for (; *s; s++) {
		const char *at = strncmp(s, wide, 2) ? NULL : wide;

		while (at && *at && strncmp(s, at, len))
			at += len;
		if (!at || !*at) {
			bytes_add_char(out, *s);
			continue;
		}
		bytes_add_char(out, half[(size_t)(at - wide) / len]);
		s += len - 1;
	}
}

static const char *half_width(const struct def_file *file, int heading,
			      const char *cell)
{
	const char *name = file->headings ? file->headings[heading] : "";
	bool is_word = def_is_one_of(word_headings, name);
	struct bytes out = BYTES_INIT;

	if (!has_full_width(cell, is_word) ||
	    def_is_one_of(pattern_headings, name))
		return cell;
	if (is_word)
		text_fold(&out, cell, strlen(cell), FOLD_WIDTH);
	else
		fold_braces(&out, cell);
	return bytes_keep(&out, &file->def->arena);
}

const char *def_heading_name(const char *heading)
{
	return heading + (heading[0] == '?');
}

/* Which of the headings a cell names, or -1. */
static int heading_of(const char *const *headings, const char *cell)
{
	for (int i = 0; headings[i]; i++)
		if (def_equal(def_heading_name(headings[i]), cell))
			return i;
	return -1;
}

static void read_heading(struct def_file *file, const char *cell, int column)
{
	int i = heading_of(file->headings, cell);

	if (i >= 0 && file->columns[i] < 0)
		file->columns[i] = column;
	else if (i >= 0)
		def_fault(file, FAILURE_DEF_COLUMN_TWICE, -1, cell)->column =
			(size_t)column + 1;
}

/* Nothing in it, as in the columns that a spreadsheet saves behind the last. */
static bool column_is_blank(const struct def_file *file, int column)
{
	for (size_t r = 0; r < file->grid.n_records; r++)
		if (!text_is_blank(grid_cell(&file->grid.records[r], column)))
			return false;
	return true;
}

/* No heading at all: there is no such row, or no comma separates them. */
static bool refuse_first_row(struct def_file *file)
{
	struct failure *f;

	for (int i = 0; file->headings[i]; i++)
		if (file->columns[i] >= 0)
			return false;
	f = def_fault(file, FAILURE_DEF_NO_HEADINGS, -1, NULL);
	for (int i = 0; file->headings[i]; i++)
		failure_choice(f, def_heading_name(file->headings[i]));
	return true;
}

/* What is no heading is taken for the nearest that is missing. */
static void refuse_heading(struct def_file *file, const char *cell, int column)
{
	struct nearest near = nearest_to(cell, strlen(cell));
	struct failure *f = def_fault(file, FAILURE_DEF_COLUMN, -1, cell);

	f->column = (size_t)column + 1;
	for (int i = 0; file->headings[i]; i++)
		if (file->columns[i] < 0)
			nearest_try(&near, def_heading_name(file->headings[i]));
	if (!near.name)
		return;
	failure_detail(f, "%s", near.name);
	file->columns[heading_of(file->headings, near.name)] = column;
}

/* With one missing nobody can tell what the rows say. */
static bool read_headings(struct def_file *file)
{
	const struct grid_record *record = &file->grid.records[0];
	bool has_all = true;

	file->at = 1;
	for (int c = 0; c < record->n_cells; c++)
		read_heading(file, trimmed(file, record->cells[c]), c);
	if (refuse_first_row(file))
		return false;
	for (int c = 0; c < record->n_cells; c++) {
		const char *cell = trimmed(file, record->cells[c]);

		if (heading_of(file->headings, cell) < 0 &&
		    !column_is_blank(file, c))
			refuse_heading(file, cell, c);
	}
	for (int i = 0; file->headings[i]; i++) {
		if (file->columns[i] >= 0 || file->headings[i][0] == '?')
			continue;
		def_fault(file, FAILURE_DEF_COLUMN_MISSING, -1,
			  file->headings[i]);
		has_all = false;
	}
	return has_all;
}

static bool is_formula(const char *cell)
{
	return *cell == '=' || *cell == '+' || *cell == '-' || *cell == '@';
}

/* A spreadsheet would run such a cell when the form keeper opens the file. */
static void refuse_formula_cells(struct def_file *file)
{
	for (size_t r = 0; r < file->grid.n_records; r++) {
		const struct grid_record *record = &file->grid.records[r];

		for (int c = 0; c < record->n_cells; c++) {
			struct failure *f;
			const char *cell = record->cells[c];

			if (!is_formula(cell))
				continue;
			f = failure_list_add(
				file->faults, FAILURE_DEF_FORMULA_CELL,
				file->path, record->line, (size_t)c + 1);
			failure_value(f, cell, strlen(cell));
		}
	}
}

/* Eight times what the largest form in use has. What is judged for each pair of
   rows is done in a moment all the same. */
enum { ROWS_MAX = 1000, BYTES_MAX = 1 << 20 };

/* A definition comes from a stranger: no other file of the reader's is opened
   for it, were it only for a fault to quote a line of that. */
static bool leads_outside(const char *path, const char *folder)
{
	char *file = realpath(path, NULL), *inside = realpath(folder, NULL);
	size_t n = inside ? strlen(inside) : 0;
	bool is_outside = file && inside &&
			  (strncmp(file, inside, n) != 0 || file[n] != '/');

	free(file);
	free(inside);
	return is_outside;
}

static bool may_be_read(const struct def_file *file, struct failure *f)
{
	struct stat st;

	if (lstat(file->path, &st))
		return true; /* reading it tells why */
	if (S_ISLNK(st.st_mode) && leads_outside(file->path, file->folder))
		failure_set(f, FAILURE_DEF_OUTSIDE, file->path, 0);
	else if (!stat(file->path, &st) && S_ISREG(st.st_mode) &&
		 st.st_size > BYTES_MAX)
		failure_set(f, FAILURE_DEF_SIZE, file->path, 0);
	return f->code == FAILURE_NONE;
}

static bool has_few_rows(const struct def_file *file, struct failure *f)
{
	if (file->grid.n_records <= ROWS_MAX)
		return true;
	failure_set(f, FAILURE_DEF_SIZE, file->path, 0);
	f->line = file->grid.records[ROWS_MAX].line;
	return false;
}

/* For the cells of one more file. */
static struct texts *add_texts(struct definition *def)
{
	struct texts *texts = texts_new();

	MEMORY_ADD(def->texts, def->n_texts, def->cap_texts) = texts;
	return texts;
}

static bool read_file(struct def_file *file)
{
	struct failure f = { 0 };
	struct store_stamp stamp;
	struct texts *texts = add_texts(file->def);
	size_t n;
	bool ok = may_be_read(file, &f) &&
		  store_read(file->path, &file->data, &n, &stamp, &f) &&
		  grid_read_strict(&file->grid, texts, file->data, n,
				   file->path, &f) &&
		  has_few_rows(file, &f);

	texts_seal(texts);
	if (!ok) {
		struct failure *to = failure_list_add(
			file->faults, f.code, file->path, f.line, f.column);
		failure_copy(to, &f);
		to->os_error = f.os_error;
		if (f.os_error == ENOENT)
			to->code = FAILURE_DEF_FILE;
	}
	failure_release(&f);
	return ok;
}

bool def_file_open(struct def_file *file, struct definition *def,
		   const char *folder, const char *name,
		   const char *const *headings, struct failure_list *faults)
{
	struct bytes path = BYTES_INIT;

	*file = (struct def_file){ .def = def,
				   .folder = folder,
				   .faults = faults,
				   .headings = headings };
	for (int i = 0; i < DEF_COLUMNS_MAX; i++)
		file->columns[i] = headings ? -1 : i;
	bytes_printf(&path, "%s/%s", folder, name);
	file->path = bytes_take(&path);
	if (!read_file(file))
		return false;
	file->n_used = file->grid.n_records;
	refuse_formula_cells(file);
	return !headings || read_headings(file);
}

void def_file_release(struct def_file *file)
{
	grid_release(&file->grid);
	free(file->path);
	free(file->data);
}

void def_file_forget(struct def_file *file)
{
	struct definition *def = file->def;

	def_file_release(file);
	texts_free(def->texts[--def->n_texts]);
}

size_t def_line(const struct def_file *file)
{
	return file->grid.records[file->at - 1].line;
}

void def_file_seek(struct def_file *file, size_t line)
{
	file->at = 1;
	while (def_line(file) != line)
		file->at++;
}

bool def_file_next(struct def_file *file)
{
	int width;

	if (file->grid.n_records == 0)
		return false;
	width = file->grid.records[0].n_cells;
	while (file->at < file->n_used) {
		const struct grid_record *record =
			&file->grid.records[file->at++];
		int n = record->n_cells;

		/* a spreadsheet saves such rows behind the last one */
		if (file->headings && grid_record_is_blank(record))
			continue;
		if (n == width)
			return true;
		file->has_skipped = true;
		struct failure *f =
			def_fault(file, FAILURE_DEF_WIDTH, -1, NULL);

		f->found = (size_t)n;
		f->wanted = (size_t)width;
	}
	return false;
}

const char *def_cell(const struct def_file *file, int heading)
{
	const struct grid_record *record = &file->grid.records[file->at - 1];
	int column = file->columns[heading];
	const char *cell = column < 0 ? "" : grid_cell(record, column);

	if (!*cell)
		return "";
	/* most are, and nothing is full-width then */
	if (text_is_plain(cell))
		return trimmed(file, cell);
	return half_width(file, heading, trimmed(file, cell));
}
