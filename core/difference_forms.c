#include <config.h>
#include "core/difference_rows.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/carry.h"

/* Its text, with an amount in the new field's unit of money. */
static const char *text_as(struct record *to, int field,
			   const struct record *from, struct place place)
{
	const struct field *f = &to->def->fields[field];
	const char *text = record_get(from, place);
	const char *unit = record_unit(from, place);
	int64_t old_yuan = amount_yuan(unit, strlen(unit));
	int64_t new_yuan = amount_yuan(f->unit, strlen(f->unit)), amount;
	struct bytes out = BYTES_INIT;

	if (f->kind != FIELD_MONEY || f->unit_field >= 0 || old_yuan == 0 ||
	    new_yuan == 0 || old_yuan == new_yuan ||
	    amount_parse(text, strlen(text), &amount) != AMOUNT_OK ||
	    !amount_scale(amount, old_yuan, new_yuan, &amount))
		return text;
	amount_print(&out, amount, f->decimals_min);
	return texts_take(to->texts, &out);
}

/* The table of the old form that this one is, or -1. */
static int table_of(const struct record *from, const int *sources,
		    const struct table_def *t)
{
	for (int i = 0; i < t->n_columns; i++)
		if (sources[t->columns[i]] >= 0)
			return from->def->fields[sources[t->columns[i]]].table;
	return -1;
}

static void fill_table(struct record *to, const struct record *from,
		       const int *sources, int table)
{
	const struct table_def *t = &to->def->tables[table];
	int old = table_of(from, sources, t);
	size_t n = old < 0 ? 0 : record_n_rows(from, old);

	for (size_t r = 0; r < n; r++) {
		const char *cells[DEF_COLUMNS_MAX];

		for (int i = 0; i < t->n_columns; i++) {
			int source = sources[t->columns[i]];

			cells[i] = source < 0
					   ? texts_blank
					   : text_as(to, t->columns[i], from,
						     (struct place){ source,
								     (long)r });
		}
		record_append(to, table, cells, -1);
	}
}

bool *record_see_as(struct record *to, const struct record *from)
{
	const struct definition *def = to->def;
	int *sources = carry_sources(def, from->def);
	bool *is_in =
		memory_array((size_t)from->def->n_fields + 1, sizeof *is_in);

	for (int i = 0; i < def->n_fields; i++)
		if (sources[i] >= 0)
			is_in[sources[i]] = true;
	for (int i = 0; i < def->n_scalars; i++) {
		int source = sources[def->scalars[i]];

		if (source >= 0)
			record_fill(to, def->scalars[i],
				    text_as(to, def->scalars[i], from,
					    (struct place){ source, -1 }));
	}
	for (int t = 0; t < def->n_tables; t++)
		fill_table(to, from, sources, t);
	free(sources);
	return is_in;
}
