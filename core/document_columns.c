#include <config.h>
#include "core/document_columns.h"

/* What a memo doesn't know comes as 0. */
static int *moved_from(struct document_columns *columns, struct place place,
		       bool *is_new)
{
	const unsigned keys[] = { (unsigned)place.field, (unsigned)place.row };

	return memo_find(&columns->moved, keys, is_new);
}

void document_columns_init(struct document_columns *columns,
			   const struct document *doc)
{
	size_t n = doc ? doc->reading.n_repairs : 0;
	bool is_new;

	columns->doc = doc;
	memo_init(&columns->moved, 2, sizeof(int));
	for (size_t i = 0; i < n; i++) {
		const struct repair *repair = &doc->reading.repairs[i];
		int *from;

		if (repair->from_column < 0 || repair->place.field < 0)
			continue;
		/* the first one has it from where it stands */
		from = moved_from(columns, repair->place, &is_new);
		if (is_new)
			*from = repair->from_column + 1;
	}
}

void document_columns_release(struct document_columns *columns)
{
	memo_release(&columns->moved);
}

size_t document_column(struct document_columns *columns, struct place place)
{
	const struct document *doc = columns->doc;
	size_t own;
	bool is_new;
	int from;

	if (place.field < 0 || doc->source != SOURCE_TABLE)
		return 0;
	own = (size_t)doc->def->fields[place.field].layout_col + 1;
	if (columns->moved.n == 0)
		return own;
	from = *moved_from(columns, place, &is_new);
	return from > 0 ? (size_t)from : own;
}
