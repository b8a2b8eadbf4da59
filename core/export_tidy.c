#include <config.h>
#include "core/export.h"

#include <string.h>

#include "core/amount.h"
#include "core/import_tidy.h"
#include "core/target.h"
#include "core/text.h"

struct tidy {
	const struct document *doc;
	const struct dialect *dialect;
	struct bytes *out;
};

static void add_record(const struct tidy *tidy, const char *const *cells)
{
	for (int c = 0; c < TIDY_COLUMNS; c++) {
		if (c > 0)
			bytes_add_char(tidy->out, tidy->dialect->delimiter);
		grid_write_cell(tidy->out, tidy->dialect, cells[c], false);
	}
	bytes_add_str(tidy->out, tidy->dialect->line_end);
}

/* A decimal, nothing else: 1234.5 for 1,234.50. */
static void add_target(const struct tidy *tidy, struct place place,
		       const char *text, struct bytes *number,
		       struct bytes *unit)
{
	struct target_reading reading;

	if (!check_reading(tidy->doc->check, place, text, &reading) ||
	    !reading.has_number)
		return;
	amount_print(number, reading.number, 0);
	tidy_guard(unit, reading.unit);
}

static void add_number(const struct tidy *tidy, struct place place,
		       const char *text, struct bytes *number,
		       struct bytes *unit)
{
	const struct field *f = &tidy->doc->def->fields[place.field];
	int64_t value;

	if (f->kind == FIELD_TARGET)
		add_target(tidy, place, text, number, unit);
	if (!field_is_number(f))
		return;
	tidy_guard(unit, record_unit(&tidy->doc->record, place));
	if (field_number(f, text, &value))
		amount_print(number, value, 0);
}

static void add_fact(const struct tidy *tidy, struct place place)
{
	const struct field *f = &tidy->doc->def->fields[place.field];
	const char *text = record_get(&tidy->doc->record, place);
	struct bytes row = BYTES_INIT, value = BYTES_INIT;
	struct bytes number = BYTES_INIT, unit = BYTES_INIT;

	if (text_is_blank(text))
		return;
	if (place.row >= 0)
		bytes_printf(&row, "%ld", place.row + 1);
	tidy_guard(&value, text);
	add_number(tidy, place, text, &number, &unit);
	add_record(
		tidy,
		(const char *const[TIDY_COLUMNS]){
			[TIDY_TABLE] =
				f->table < 0
					? ""
					: tidy->doc->def->tables[f->table].key,
			[TIDY_ROW] = row.data,
			[TIDY_FIELD] = field_own_key(f),
			[TIDY_LABEL] = f->label,
			[TIDY_VALUE] = value.data,
			[TIDY_NUMBER] = number.data,
			[TIDY_UNIT] = unit.data,
		});
	bytes_release(&row);
	bytes_release(&value);
	bytes_release(&number);
	bytes_release(&unit);
}

static void add_table(const struct tidy *tidy, int t)
{
	const struct table_def *table = &tidy->doc->def->tables[t];

	for (size_t r = 0; r < record_n_rows(&tidy->doc->record, t); r++)
		for (int c = 0; c < table->n_columns; c++)
			add_fact(tidy,
				 (struct place){ table->columns[c], (long)r });
}

void export_tidy(const struct document *doc, const struct dialect *dialect,
		 struct bytes *out)
{
	const struct tidy tidy = { doc, dialect, out };

	if (dialect->has_bom)
		bytes_add_str(out, "\xEF\xBB\xBF");
	add_record(&tidy, tidy_headings);
	for (int i = 0; i < doc->def->n_scalars; i++)
		add_fact(&tidy, (struct place){ doc->def->scalars[i], -1 });
	for (int t = 0; t < doc->def->n_tables; t++)
		add_table(&tidy, t);
}
