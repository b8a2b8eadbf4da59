#include <config.h>
#include "core/export.h"

#include <string.h>

#include "core/import_json.h"
#include "core/json.h"

static void add_row(struct json *j, const struct table_def *table,
		    const struct field *fields, const struct row *row)
{
	json_object_begin(j);
	for (int c = 0; c < table->n_columns; c++) {
		json_member(j, field_own_key(&fields[table->columns[c]]),
			    row->cells[c]);
	}
	json_object_end(j);
}

static void add_table(struct json *j, const struct document *doc, int table)
{
	json_array_member(j, doc->def->tables[table].key);
	for (size_t r = 0; r < record_n_rows(&doc->record, table); r++)
		add_row(j, &doc->def->tables[table], doc->def->fields,
			record_row(&doc->record, table, r));
	json_array_end(j);
}

void export_json(const struct document *doc, struct bytes *out)
{
	const struct definition *def = doc->def;
	struct json j;

	json_init(&j, out);
	json_object_begin(&j);
	json_count_member(&j, "schema", IMPORT_JSON_SCHEMA);
	json_member(&j, "kind", "form");
	json_member(&j, "form", def->key);
	json_member(&j, "version", def->version);
	json_object_member(&j, "fields");
	for (int i = 0; i < def->n_scalars; i++) {
		json_member(&j, def->fields[def->scalars[i]].key,
			    doc->record.scalars[i]);
	}
	json_object_end(&j);
	json_object_member(&j, "tables");
	for (int t = 0; t < def->n_tables; t++)
		add_table(&j, doc, t);
	json_object_end(&j);
	json_object_end(&j);
	bytes_add_char(out, '\n');
}
