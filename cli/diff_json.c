/* For programs: one object. */
#include <config.h>
#include "cli/diff.h"

#include <string.h>
#include "cli/json_parts.h"
#include "cli/print.h"
#include "core/difference_rows.h"
#include "core/difference_text.h"
#include "core/text.h"
#include "locale/say.h"

static void add_field(struct json *j, const struct field *field)
{
	json_member(j, "field", field ? field->key : NULL);
	json_member(j, "label", field ? say_field(field) : NULL);
}

static void add_parts(struct json *j, const struct diff *d,
		      const struct difference *item)
{
	static const char *const keys[] = { "same", "removed", "added" };
	struct text_parts parts = { 0 };

	if (comparison_has_phrases(&d->of, item))
		text_parts_find(&parts, item->old_text, item->new_text);
	json_array_member(j, "parts");
	for (size_t i = 0; i < parts.n; i++) {
		json_object_begin(j);
		json_member(j, "kind", keys[parts.items[i].kind]);
		json_key(j, "text");
		json_text(j, parts.items[i].s, parts.items[i].n);
		json_object_end(j);
	}
	json_array_end(j);
	text_parts_release(&parts);
}

static void add_change(struct json *j, const struct diff *d,
		       const struct difference *item)
{
	int64_t amount;

	json_member(j, "old", item->old_text);
	json_member(j, "new", item->new_text);
	json_key(j, "difference");
	if (comparison_amount(&d->of, item, &amount))
		json_decimal(j, amount);
	else
		json_null(j);
	add_parts(j, d, item);
}

/* The row's filled cells, by their keys within the table. */
static void add_cells(struct json *j, const struct record *record, int table,
		      long row)
{
	const struct table_def *t = &record->def->tables[table];

	json_object_member(j, "cells");
	for (int i = 0; i < t->n_columns; i++) {
		const char *text = record_get(
			record, (struct place){ t->columns[i], row });

		if (!text_is_blank(text))
			json_member(
				j,
				field_own_key(
					&record->def->fields[t->columns[i]]),
				text);
	}
	json_object_end(j);
}

static const char *row_name(const struct record *record, int table, long row)
{
	return record_row_name(record, table,
			       record_row(record, table, (size_t)row));
}

static void add_item(struct json *j, const struct diff *d,
		     const struct difference *item)
{
	static const char *const kinds[] = { "changed", "added", "removed" };
	bool is_cell = item->kind == DIFFERENCE_CHANGED;
	bool is_removed = item->kind == DIFFERENCE_REMOVED;
	const struct record *record = is_removed ? d->of.old : d->of.new;
	long row = is_removed ? item->place_old.row : item->place_new.row;

	json_object_begin(j);
	json_member(j, "kind", kinds[item->kind]);
	json_member(j, "table",
		    item->table < 0 ? NULL
				    : d->of.def->tables[item->table].key);
	add_field(j,
		  is_cell ? &d->of.def->fields[item->place_new.field] : NULL);
	json_place_member(j, "row_old", (size_t)(item->place_old.row + 1));
	json_place_member(j, "row_new", (size_t)(item->place_new.row + 1));
	json_member(j, "name",
		    item->table < 0 ? NULL
				    : row_name(record, item->table, row));
	if (is_cell)
		add_change(j, d, item);
	else
		add_cells(j, record, item->table, row);
	json_object_end(j);
}

struct lost {
	struct json *json;
	const struct diff *diff;
};

static void add_lost(void *ctx, const struct field *field, struct place place,
		     const char *text)
{
	struct json *j = ((struct lost *)ctx)->json;
	const struct definition *def =
		((struct lost *)ctx)->diff->of.foreign->def;

	json_object_begin(j);
	json_member(j, "kind", "lost");
	json_member(j, "table",
		    field->table < 0 ? NULL : def->tables[field->table].key);
	add_field(j, field);
	json_place_member(j, "row_old", (size_t)(place.row + 1));
	json_member(j, "old", text);
	json_object_end(j);
}

static void add_head(struct json *j, const struct diff *d)
{
	json_count_member(j, "schema", JSON_SCHEMA);
	json_name(j, "old", d->old_path);
	json_name(j, "new", d->new_path);
	json_member(j, "form", d->of.def ? d->of.def->key : NULL);
	json_failures(j, "failures", &d->failures);
	json_count_member(j, "moved", d->of.n_moved);
	json_count_member(j, "written_otherwise", d->of.n_written_otherwise);
}

void diff_json(const struct diff *d)
{
	struct bytes out = BYTES_INIT;
	struct json j;

	json_init(&j, &out);
	json_object_begin(&j);
	add_head(&j, d);
	json_array_member(&j, "differences");
	for (size_t i = 0; i < d->of.list.n; i++)
		add_item(&j, d, &d->of.list.items[i]);
	comparison_each_lost(&d->of, add_lost, &(struct lost){ &j, d });
	json_array_end(&j);
	json_object_end(&j);
	bytes_add_char(&out, '\n');
	print_data(&out);
	bytes_release(&out);
}
