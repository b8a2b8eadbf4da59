#include <config.h>
#include "core/export.h"

#include <string.h>

#include "core/amount.h"
#include "core/target.h"
#include "core/text.h"

struct tidy {
	const struct document *doc;
	const struct dialect *dialect;
	struct bytes *out;
};

enum { TABLE, ROW, FIELD, LABEL, VALUE, NUMBER, UNIT, COLUMNS };

static void add_record(const struct tidy *tidy, const char *const *cells)
{
	for (int c = 0; c < COLUMNS; c++) {
		if (c > 0)
			bytes_add_char(tidy->out, tidy->dialect->delimiter);
		grid_write_cell(tidy->out, tidy->dialect, cells[c], false);
	}
	bytes_add_str(tidy->out, tidy->dialect->line_end);
}

/* What a spreadsheet would run gets a ' in front, and so does what has one
   there already: taking one off gives the text back. */
static void add_guarded(struct bytes *out, const char *text)
{
	const char *first = text + strspn(text, "'");

	if (*first && strchr("=+-@\t\r\n", *first))
		bytes_add_char(out, '\'');
	bytes_add_str(out, text);
}

/* A decimal, nothing else: 1234.5 for 1,234.50. */
static void add_target(const struct tidy *tidy, const char *text,
		       struct bytes *number, struct bytes *unit)
{
	struct target_reading reading;

	if (!check_reading(tidy->doc->check, text, &reading) ||
	    !reading.has_number)
		return;
	amount_print(number, reading.number, 0);
	add_guarded(unit, reading.unit);
}

static void add_number(const struct tidy *tidy, struct place place,
		       const char *text, struct bytes *number,
		       struct bytes *unit)
{
	const struct field *f = &tidy->doc->def->fields[place.field];
	int64_t value;

	if (f->kind == FIELD_TARGET)
		add_target(tidy, text, number, unit);
	if (!field_is_number(f))
		return;
	add_guarded(unit, record_unit(&tidy->doc->record, place));
	if (amount_parse(text, strlen(text), &value) == AMOUNT_OK)
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
	add_guarded(&value, text);
	add_number(tidy, place, text, &number, &unit);
	add_record(
		tidy,
		(const char *const[COLUMNS]){
			[TABLE] =
				f->table < 0
					? ""
					: tidy->doc->def->tables[f->table].key,
			[ROW] = row.data,
			[FIELD] = field_own_key(f),
			[LABEL] = f->label,
			[VALUE] = value.data,
			[NUMBER] = number.data,
			[UNIT] = unit.data,
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
	static const char *const headings[COLUMNS] = {
		"table", "row", "field", "label", "value", "number", "unit",
	};
	const struct tidy tidy = { doc, dialect, out };

	if (dialect->has_bom)
		bytes_add_str(out, "\xEF\xBB\xBF");
	add_record(&tidy, headings);
	for (int i = 0; i < doc->def->n_scalars; i++)
		add_fact(&tidy, (struct place){ doc->def->scalars[i], -1 });
	for (int t = 0; t < doc->def->n_tables; t++)
		add_table(&tidy, t);
}
