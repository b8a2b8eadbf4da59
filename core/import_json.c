#include <config.h>
#include "core/import_json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/encoding.h"
#include "core/grid.h"
#include "core/library.h"
#include "core/memory.h"
#include "core/office_number.h"

/* What is used of the library, loaded with the first form that is JSON. */
#define FUNCTIONS(X)              \
	X(json_array_get)         \
	X(json_array_size)        \
	X(json_delete)            \
	X(json_integer_value)     \
	X(json_loadb)             \
	X(json_object_get)        \
	X(json_object_iter)       \
	X(json_object_iter_key)   \
	X(json_object_iter_next)  \
	X(json_object_iter_value) \
	X(json_real_value)        \
	X(json_string_length)     \
	X(json_string_value)
LIBRARY(FUNCTIONS, JANSSON_FILE)

struct import_json {
	json_t *root;
};

static size_t mark_len(const char *data, size_t n)
{
	return encoding_of_mark(data, n) == ENCODING_UTF_8 ? 3 : 0;
}

static size_t blanks_end(const char *data, size_t n, size_t at)
{
	while (at < n && data[at] && strchr(" \t\r\n", data[at]))
		at++;
	return at;
}

/* A table may begin with a brace as well, but no name in quotes stands behind
   it: a cell with quotes in it has some around it. */
bool import_json_is(const char *data, size_t n)
{
	size_t at = blanks_end(data, n, mark_len(data, n));

	if (at == n || data[at] != '{')
		return false;
	at = blanks_end(data, n, at + 1);
	if (at < n && data[at] == '}')
		return blanks_end(data, n, at + 1) == n;
	return at == n || data[at] == '"';
}

const char *import_json_version(void)
{
	return JANSSON_VERSION;
}

/* Is it a form, and one of these days? */
static bool is_form(const json_t *root, const char *path, struct failure *f)
{
	const char *kind =
		lib.json_string_value(lib.json_object_get(root, "kind"));
	const json_t *schema = lib.json_object_get(root, "schema");

	if (!kind || strcmp(kind, "form") != 0 || !json_is_integer(schema) ||
	    !json_is_string(lib.json_object_get(root, "form"))) {
		failure_set(f, FAILURE_JSON_KIND, path, 0);
		return false;
	}
	if (lib.json_integer_value(schema) != IMPORT_JSON_SCHEMA) {
		failure_set(f, FAILURE_JSON_SCHEMA, path, 0);
		return false;
	}
	return true;
}

struct import_json *import_json_new(const char *data, size_t n,
				    const char *path, struct failure *f)
{
	struct import_json *import;
	json_error_t error;
	size_t mark = mark_len(data, n);
	json_t *root;

	if (!load()) {
		failure_set(f, FAILURE_OFFICE_LIBRARY, path, 0);
		failure_detail(f, "%s", JANSSON_FILE);
		return NULL;
	}
	root = lib.json_loadb(data + mark, n - mark, JSON_REJECT_DUPLICATES,
			      &error);
	if (!root) {
		failure_set(f, FAILURE_JSON, path, 0);
		failure_place(f, error.line > 0 ? (size_t)error.line : 0, 0);
		failure_detail(f, "%s", error.text);
		return NULL;
	}
	if (!is_form(root, path, f)) {
		lib.json_delete(root);
		return NULL;
	}
	import = memory_alloc(sizeof *import);
	import->root = root;
	return import;
}

void import_json_free(struct import_json *import)
{
	if (!import)
		return;
	lib.json_delete(import->root);
	free(import);
}

const char *import_json_form(const struct import_json *import)
{
	return lib.json_string_value(lib.json_object_get(import->root, "form"));
}

/* ---- filling ---- */

struct filling {
	const char *path;
	struct record *record;
	struct failure *failure;
};

static bool refuse(const struct filling *fill, enum failure_code code,
		   const char *name)
{
	failure_set(fill->failure, code, fill->path, 0);
	failure_value(fill->failure, name, strlen(name));
	return false;
}

/* Numbers of other programs are taken as they would be typed: 631.23. */
static bool add_text(const json_t *value, struct bytes *out)
{
	char number[64];

	if (json_is_string(value)) {
		bytes_add(out, lib.json_string_value(value),
			  lib.json_string_length(value));
	} else if (json_is_integer(value)) {
		bytes_printf(out, "%" JSON_INTEGER_FORMAT,
			     lib.json_integer_value(value));
	} else if (json_is_real(value)) {
		snprintf(number, sizeof number, "%.15g",
			 lib.json_real_value(value));
		/* never 5e-05 */
		office_number_show(out, number, "", false);
	}
	return json_is_string(value) || json_is_number(value) ||
	       json_is_null(value);
}

static bool set_cell(const struct filling *fill, struct place place,
		     const json_t *value, const char *name)
{
	struct edit edit = { .kind = EDIT_SET, .place = place };
	struct bytes text = BYTES_INIT;
	bool ok = add_text(value, &text);

	edit.text = texts_take(fill->record->texts, &text);
	if (!ok)
		return refuse(fill, FAILURE_JSON_VALUE, name);
	record_apply(fill->record, &edit);
	return true;
}

static int find_scalar(const struct definition *def, const char *key)
{
	for (int i = 0; i < def->n_scalars; i++)
		if (strcmp(def->fields[def->scalars[i]].key, key) == 0)
			return def->scalars[i];
	return -1;
}

static int find_column(const struct definition *def, int table, const char *key)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; c < t->n_columns; c++)
		if (strcmp(field_own_key(&def->fields[t->columns[c]]), key) ==
		    0)
			return t->columns[c];
	return -1;
}

static int find_table(const struct definition *def, const char *key)
{
	for (int t = 0; t < def->n_tables; t++)
		if (strcmp(def->tables[t].key, key) == 0)
			return t;
	return -1;
}

/* The cells of a row, or (table < 0) those of no table. */
static bool fill_cells(const struct filling *fill, int table, long row,
		       json_t *cells)
{
	const struct definition *def = fill->record->def;

	for (void *at = lib.json_object_iter(cells); at;
	     at = lib.json_object_iter_next(cells, at)) {
		const char *key = lib.json_object_iter_key(at);
		const json_t *value = lib.json_object_iter_value(at);
		int field = table < 0 ? find_scalar(def, key)
				      : find_column(def, table, key);

		if (field < 0)
			return refuse(fill, FAILURE_JSON_NAME, key);
		if (!set_cell(fill, (struct place){ field, row }, value, key))
			return false;
	}
	return true;
}

static bool fill_table(const struct filling *fill, int table, json_t *rows)
{
	if (lib.json_array_size(rows) > GRID_RECORDS) {
		failure_set(fill->failure, FAILURE_TOO_MANY_ROWS, fill->path,
			    0);
		failure_detail(fill->failure, "%d", GRID_RECORDS);
		return false;
	}
	for (size_t r = 0; r < lib.json_array_size(rows); r++) {
		json_t *cells = lib.json_array_get(rows, r);
		struct edit edit = { .kind = EDIT_ROW_INSERT,
				     .table = table,
				     .at = r };

		if (!json_is_object(cells))
			return refuse(fill, FAILURE_JSON_VALUE,
				      fill->record->def->tables[table].key);
		edit.row = record_row_new(fill->record, table, NULL);
		record_apply(fill->record, &edit);
		if (!fill_cells(fill, table, (long)r, cells))
			return false;
	}
	return true;
}

bool import_json_fill(const struct import_json *import, const char *path,
		      struct record *record, struct failure *f)
{
	const struct filling fill = { path, record, f };
	json_t *fields = lib.json_object_get(import->root, "fields");
	json_t *tables = lib.json_object_get(import->root, "tables");

	if (fields && !json_is_object(fields))
		return refuse(&fill, FAILURE_JSON_VALUE, "fields");
	if (tables && !json_is_object(tables))
		return refuse(&fill, FAILURE_JSON_VALUE, "tables");
	if (!fill_cells(&fill, -1, -1, fields))
		return false;
	for (void *at = lib.json_object_iter(tables); at;
	     at = lib.json_object_iter_next(tables, at)) {
		const char *key = lib.json_object_iter_key(at);
		json_t *rows = lib.json_object_iter_value(at);
		int table = find_table(record->def, key);

		if (table < 0)
			return refuse(&fill, FAILURE_JSON_NAME, key);
		if (!json_is_array(rows))
			return refuse(&fill, FAILURE_JSON_VALUE, key);
		if (!fill_table(&fill, table, rows))
			return false;
	}
	return true;
}
