#include <config.h>
#include "tests/unit/support_rows.h"

#include "tests/unit/support.h"

static void set(struct record *record, struct place place, const char *text)
{
	record_apply(record, &(struct edit){ .kind = EDIT_SET,
					     .place = place,
					     .text = texts_add_str(
						     record->texts, text) });
}

void support_set(struct record *record, const char *field, long row,
		 const char *text)
{
	set(record, support_place(record->def, field, row), text);
}

void support_row(struct record *record, int table, const char *const *cells)
{
	const struct table_def *t = &record->def->tables[table];
	size_t at = record_n_rows(record, table);

	record_apply(record, &(struct edit){ .kind = EDIT_ROW_INSERT,
					     .table = table,
					     .at = at });
	for (int c = 0; c < t->n_columns; c++)
		set(record, (struct place){ t->columns[c], (long)at },
		    cells[c]);
}
