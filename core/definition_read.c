#include <config.h>
#include "core/definition_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store.h"
#include "core/text.h"

static const char *trimmed(struct def_file *file, const char *cell)
{
	const char *s = cell;
	size_t n = strlen(cell);

	text_trim(&s, &n);
	return s[n] == '\0' ? s : arena_copy(&file->def->arena, s, n);
}

struct failure *def_fault(struct def_file *file, enum failure_code code,
			  int heading, const char *value)
{
	size_t line = 0;
	int column = heading < 0 ? -1 : file->columns[heading];
	struct failure *f;

	if (file->at > 0 && file->at <= file->grid.n_records)
		line = file->grid.records[file->at - 1].line;
	f = failure_list_add(file->faults, code, file->path, line,
			     (size_t)(column + 1));
	if (value)
		failure_value(f, value, strlen(value));
	return f;
}

/* Which of the headings a cell names, or -1. */
static int heading_of(const char *const *headings, const char *cell)
{
	for (int i = 0; headings[i]; i++) {
		const char *name = headings[i] + (headings[i][0] == '?');

		if (strcmp(name, cell) == 0)
			return i;
	}
	return -1;
}

static void read_headings(struct def_file *file, const char *const *headings)
{
	const struct grid_record *record = &file->grid.records[0];

	file->at = 1;
	for (int c = 0; c < record->n_cells; c++) {
		const char *cell = trimmed(file, record->cells[c]);
		int i = heading_of(headings, cell);

		if (i < 0 || file->columns[i] >= 0) {
			struct failure *f =
				def_fault(file, FAILURE_DEF_COLUMN, -1, cell);
			failure_place(f, record->line, (size_t)c + 1);
		} else {
			file->columns[i] = c;
		}
	}
	for (int i = 0; headings[i]; i++)
		if (file->columns[i] < 0 && headings[i][0] != '?')
			def_fault(file, FAILURE_DEF_COLUMN, -1, headings[i]);
}

/* A spreadsheet would run such a cell when the form keeper opens the file. */
static void refuse_formula_cells(struct def_file *file)
{
	for (size_t r = 0; r < file->grid.n_records; r++) {
		const struct grid_record *record = &file->grid.records[r];

		for (int c = 0; c < record->n_cells; c++) {
			struct failure *f;
			const char *cell = record->cells[c];

			if (!*cell || !strchr("=+-@", *cell))
				continue;
			f = failure_list_add(
				file->faults, FAILURE_DEF_FORMULA_CELL,
				file->path, record->line, (size_t)c + 1);
			failure_value(f, cell, strlen(cell));
		}
	}
}

static bool read_file(struct def_file *file)
{
	struct failure f = { 0 };
	struct store_stamp stamp;
	size_t n;
	bool ok = store_read(file->path, &file->data, &n, &stamp, &f) &&
		  grid_read_strict(&file->grid, file->def->texts, file->data, n,
				   file->path, &f);

	if (!ok) {
		struct failure *to = failure_list_add(
			file->faults,
			f.os_error == ENOENT ? FAILURE_DEF_FILE : f.code,
			file->path, f.line, f.column);
		to->os_error = f.os_error;
	}
	failure_release(&f);
	return ok;
}

bool def_file_open(struct def_file *file, struct definition *def,
		   const char *name, const char *const *headings,
		   struct failure_list *faults)
{
	struct bytes path = BYTES_INIT;

	*file = (struct def_file){ .def = def, .faults = faults };
	for (int i = 0; i < DEF_COLUMNS_MAX; i++)
		file->columns[i] = headings ? -1 : i;
	bytes_printf(&path, "%s/%s", def->folder, name);
	file->path = bytes_take(&path);
	if (!read_file(file))
		return false;
	refuse_formula_cells(file);
	if (headings)
		read_headings(file, headings);
	return true;
}

void def_file_release(struct def_file *file)
{
	grid_release(&file->grid);
	free(file->path);
	free(file->data);
}

size_t def_line(const struct def_file *file)
{
	return file->grid.records[file->at - 1].line;
}

void def_expression_fault(struct failure_list *faults,
			  const struct definition *def, const char *name,
			  size_t line, int column, const struct failure *f)
{
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/%s", def->folder, name);
	failure_copy(failure_list_add(faults, FAILURE_NONE, path.data, line,
				      (size_t)column),
		     f);
	bytes_release(&path);
}

bool def_file_next(struct def_file *file)
{
	int width;

	if (file->grid.n_records == 0)
		return false;
	width = file->grid.records[0].n_cells;
	while (file->at < file->grid.n_records) {
		int n = file->grid.records[file->at++].n_cells;

		if (n == width)
			return true;
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
	const char *s;
	size_t n;

	if (column < 0 || column >= record->n_cells)
		return "";
	s = record->cells[column];
	n = strlen(s);
	text_trim(&s, &n);
	return s[n] == '\0' ? s : arena_copy(&file->def->arena, s, n);
}

const char *const *def_split(struct definition *def, const char *text, int *n)
{
	const char **parts;
	int count = 1, i = 0;

	for (const char *p = text; *p; p++)
		count += *p == '|';
	parts = arena_alloc(&def->arena, (size_t)count * sizeof *parts);
	for (const char *p = text;; p += strcspn(p, "|") + 1) {
		const char *s = p;
		size_t len = strcspn(p, "|");
		bool last = p[len] == '\0';

		text_trim(&s, &len);
		parts[i++] = arena_copy(&def->arena, s, len);
		if (last)
			break;
	}
	*n = count;
	return parts;
}

bool def_number(const char *text, int *out)
{
	long value = 0;

	if (!*text || strlen(text) > 7)
		return false;
	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		value = value * 10 + (*p - '0');
	}
	*out = (int)value;
	return true;
}
