#include <config.h>
#include "core/import_tidy.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *const tidy_headings[TIDY_COLUMNS] = {
	"table", "row", "field", "label", "value", "number", "unit",
};

/* ---- the guard ---- */

static bool needs_guard(const char *text)
{
	const char *first = text + strspn(text, "'");

	return *first && strchr("=+-@\t\r\n", *first);
}

void tidy_guard(struct bytes *out, const char *text)
{
	if (needs_guard(text))
		bytes_add_char(out, '\'');
	bytes_add_str(out, text);
}

const char *tidy_unguard(const char *text)
{
	return *text == '\'' && needs_guard(text) ? text + 1 : text;
}

/* ---- which cell ---- */

bool import_tidy_is(const struct grid *grid)
{
	if (grid->n_records == 0 || grid->records[0].n_cells != TIDY_COLUMNS)
		return false;
	for (int c = 0; c < TIDY_COLUMNS; c++)
		if (strcmp(grid_cell(&grid->records[0], c), tidy_headings[c]) !=
		    0)
			return false;
	return true;
}

static bool is_blank(const struct grid_record *r)
{
	return !*grid_cell(r, TIDY_TABLE) && !*grid_cell(r, TIDY_FIELD);
}

static bool is_cell(const struct definition *def, const struct field *f,
		    const struct grid_record *r)
{
	const char *table = f->table >= 0 ? def->tables[f->table].key : "";

	return strcmp(table, grid_cell(r, TIDY_TABLE)) == 0 &&
	       strcmp(field_own_key(f), grid_cell(r, TIDY_FIELD)) == 0;
}

/* The field's index, or -1. */
static int find_field(const struct definition *def, const struct grid_record *r)
{
	for (int i = 0; i < def->n_fields; i++)
		if (is_cell(def, &def->fields[i], r))
			return i;
	return -1;
}

size_t import_tidy_fit(const struct grid *grid, const struct definition *def)
{
	size_t fit = 0;

	for (size_t i = 1; i < grid->n_records; i++) {
		const struct grid_record *r = &grid->records[i];
		int field;

		if (is_blank(r))
			continue;
		field = find_field(def, r);
		if (field < 0)
			return 0;
		fit += strcmp(def->fields[field].label,
			      grid_cell(r, TIDY_LABEL)) == 0;
	}
	return fit;
}

/* ---- which row ---- */

/* The numbers of a table's rows as written, each once, sorted. */
struct numbers {
	long *items;
	size_t n, cap;
};

/* From 1; 0 = none. */
static long row_number(const struct grid_record *r)
{
	const char *text = grid_cell(r, TIDY_ROW);
	char *end;
	long number;

	errno = 0;
	number = strtol(text, &end, 10);
	return errno == 0 && end > text && !*end && number > 0 ? number : 0;
}

static int compare(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void numbers_sort(struct numbers *numbers)
{
	size_t n = 0;

	if (numbers->n == 0)
		return;
	qsort(numbers->items, numbers->n, sizeof *numbers->items, compare);
	for (size_t i = 0; i < numbers->n; i++)
		if (i == 0 || numbers->items[i] != numbers->items[n - 1])
			numbers->items[n++] = numbers->items[i];
	numbers->n = n;
}

static long numbers_find(const struct numbers *numbers, long number)
{
	const long *found = bsearch(&number, numbers->items, numbers->n,
				    sizeof *numbers->items, compare);

	return found ? (long)(found - numbers->items) : -1;
}

static bool collect_rows(const struct grid *grid, const struct definition *def,
			 struct numbers *tables, size_t *bad)
{
	for (size_t i = 1; i < grid->n_records; i++) {
		const struct grid_record *r = &grid->records[i];
		int field = find_field(def, r);
		int table = field < 0 ? -1 : def->fields[field].table;
		struct numbers *numbers;

		if (table < 0)
			continue;
		*bad = r->line;
		if (row_number(r) == 0)
			return false;
		numbers = &tables[table];
		MEMORY_ADD(numbers->items, numbers->n, numbers->cap) =
			row_number(r);
	}
	for (int t = 0; t < def->n_tables; t++)
		numbers_sort(&tables[t]);
	return true;
}

/* ---- filling ---- */

static void add_rows(struct record *record, int table, size_t n)
{
	for (size_t r = 0; r < n; r++) {
		struct edit edit = { .kind = EDIT_ROW_INSERT,
				     .table = table,
				     .at = r };

		edit.row = record_row_new(record, table, NULL);
		record_apply(record, &edit);
	}
}

/* False where the cell is filled already. */
static bool set_cell(struct record *record, struct place place,
		     const char *value)
{
	struct edit edit = { .kind = EDIT_SET, .place = place };

	if (*record_get(record, place))
		return false;
	edit.text = texts_add_str(record->texts, tidy_unguard(value));
	record_apply(record, &edit);
	return true;
}

static bool set_cells(const struct grid *grid, struct record *record,
		      const struct numbers *tables, size_t *bad)
{
	for (size_t i = 1; i < grid->n_records; i++) {
		const struct grid_record *r = &grid->records[i];
		struct place place = { find_field(record->def, r), -1 };
		int table;

		if (place.field < 0)
			continue;
		table = record->def->fields[place.field].table;
		if (table >= 0)
			place.row = numbers_find(&tables[table], row_number(r));
		*bad = r->line;
		if (!set_cell(record, place, grid_cell(r, TIDY_VALUE)))
			return false;
	}
	return true;
}

bool import_tidy_fill(const struct grid *grid, const char *path,
		      struct record *record, struct failure *f)
{
	const struct definition *def = record->def;
	struct numbers *tables =
		memory_array((size_t)def->n_tables, sizeof *tables);
	size_t bad = 0;
	enum failure_code code = FAILURE_NONE;

	if (!collect_rows(grid, def, tables, &bad))
		code = FAILURE_TIDY_ROW;
	for (int t = 0; t < def->n_tables && code == FAILURE_NONE; t++)
		add_rows(record, t, tables[t].n);
	if (code == FAILURE_NONE && !set_cells(grid, record, tables, &bad))
		code = FAILURE_TIDY_TWICE;
	if (code != FAILURE_NONE) {
		failure_set(f, code, path, 0);
		failure_place(f, bad, 0);
	}
	for (int t = 0; t < def->n_tables; t++)
		free(tables[t].items);
	free(tables);
	return code == FAILURE_NONE;
}
