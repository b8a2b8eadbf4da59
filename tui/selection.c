#include <config.h>
#include "tui/selection.h"

#include "locale/say.h"
#include "tui/screen.h"

void selection_begin(struct screen *s)
{
	s->selection =
		(struct selection){ .kind = SELECT_ROWS, .anchor = s->focus };
}

void selection_drop(struct screen *s)
{
	s->selection = (struct selection){ .kind = SELECT_NONE };
}

void selection_rows(const struct screen *s, size_t *first, size_t *n)
{
	long a = s->selection.anchor.row, b = s->focus.row;

	*first = (size_t)(a < b ? a : b);
	*n = (size_t)(a < b ? b - a : a - b) + 1;
}

static bool has_column(const struct screen *s, int field)
{
	int a, b, at;

	if (s->selection.kind == SELECT_ROWS)
		return true;
	a = s->kind->column(s, s->selection.anchor.field);
	b = s->kind->column(s, s->focus.field);
	at = s->kind->column(s, field);
	return a < b ? at >= a && at <= b : at >= b && at <= a;
}

int selection_fields(const struct screen *s, int *fields)
{
	const struct table_def *table = &s->def->tables[s->table];
	int n = 0;

	for (int c = 0; c < table->n_columns; c++)
		if (has_column(s, table->columns[c]))
			fields[n++] = table->columns[c];
	return n;
}

bool selection_has(const struct screen *s, struct place p)
{
	size_t first, n;

	if (s->selection.kind == SELECT_NONE || p.row < 0)
		return false;
	selection_rows(s, &first, &n);
	return (size_t)p.row >= first && (size_t)p.row < first + n &&
	       has_column(s, p.field);
}

void selection_print(struct bytes *out, const struct screen *s)
{
	int fields[DEF_COLUMNS_MAX];
	size_t first, n;

	selection_rows(s, &first, &n);
	if (s->selection.kind == SELECT_ROWS)
		bytes_printf(out, _("已选 %zu 行"), n);
	else
		bytes_printf(out, _("已选 %zu 行 %d 列"), n,
			     selection_fields(s, fields));
}
