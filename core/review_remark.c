#include <config.h>
#include "core/review_remark.h"

#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/hash.h"
#include "core/memory.h"
#include "core/text.h"

enum {
	VALUE_COLS = 60,
	WHOLE = -1,
	ROWS_MOST = 300, /* of one name */
};

static uint64_t hash_of(const char *value)
{
	return hash_bytes(HASH_SEED, value, strlen(value));
}

static const char *value_at(const struct record *record, struct place place)
{
	bool is_column =
		record->def->fields[place.field].table >= 0 && place.row < 0;

	return is_column ? "" : record_get(record, place);
}

static const char *name_at(const struct record *record, struct place place)
{
	int table = record->def->fields[place.field].table;

	if (place.row < 0)
		return "";
	return record_get(record, (struct place){ definition_name_column(
							  record->def, table),
						  place.row });
}

void review_remark_on(struct review *review, const struct record *record,
		      struct place place, const char *opinion, const char *text,
		      const struct review_hand *hand)
{
	struct bytes name = BYTES_INIT, value = BYTES_INIT;
	struct review_cell cell = {
		.field = record->def->fields[place.field].name,
		.row = place.row,
		.hash = hash_of(value_at(record, place)),
	};

	text_show_str(&name, name_at(record, place), WHOLE);
	text_show_str(&value, value_at(record, place), VALUE_COLS);
	cell.name = name.data;
	cell.value = value.data;
	review_add_remark(review, &cell, opinion, text, hand);
	bytes_release(&name);
	bytes_release(&value);
}

/* ---- where it is now ---- */

static bool shows_as(const char *text, int w_cols, const char *shown)
{
	struct bytes own = BYTES_INIT;
	bool is_same;

	text_show_str(&own, text, w_cols);
	is_same = strcmp(own.data, shown) == 0;
	bytes_release(&own);
	return is_same;
}

/* What people wrote into the file has no hash. */
static bool is_value(const struct record *record, struct place place,
		     const struct review_cell *cell)
{
	const char *value = value_at(record, place);

	return cell->hash ? hash_of(value) == cell->hash
			  : shows_as(value, VALUE_COLS, cell->value);
}

/* 0: another row; the more, the better. */
static int suits(const struct record *record, struct place place,
		 const struct review_cell *cell)
{
	int has_number = place.row == cell->row;

	if (!shows_as(name_at(record, place), WHOLE, cell->name))
		return has_number;
	return 2 + has_number + 2 * is_value(record, place, cell);
}

/* The rows of a table in the order of their names, as hashes of what is shown
   of them; of one name as they stand. */
struct named_row {
	uint64_t name;
	long row;
};

static int compare_names(const void *p, const void *q)
{
	const struct named_row *a = p, *b = q;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static struct named_row *rows_by_name(const struct record *record, int table)
{
	size_t n = record_n_rows(record, table);
	struct named_row *rows = memory_array(n + 1, sizeof *rows);
	struct bytes shown = BYTES_INIT;

	for (size_t r = 0; r < n; r++) {
		bytes_clear(&shown);
		text_show_str(&shown,
			      record_row_name(record, table,
					      record_row(record, table, r)),
			      WHOLE);
		rows[r] = (struct named_row){ hash_of(shown.data), (long)r };
	}
	bytes_release(&shown);
	qsort(rows, n, sizeof *rows, compare_names);
	return rows;
}

void remark_finder_init(struct remark_finder *f, const struct record *record)
{
	f->record = record;
	f->rows = memory_array((size_t)record->def->n_tables + 1,
			       sizeof(struct named_row *));
}

void remark_finder_release(struct remark_finder *f)
{
	for (int t = 0; t < f->record->def->n_tables; t++)
		free(f->rows[t]);
	free(f->rows);
}

/* The first row of that name, or where it would stand. */
static size_t first_of(const struct named_row *rows, size_t n, uint64_t name)
{
	size_t i;

	BISECT(i, n, rows[i].name < name);
	return i;
}

/* The best row so far. */
static void consider(const struct record *record, struct place place,
		     const struct review_cell *cell, int *best,
		     struct place *out)
{
	int s = suits(record, place, cell);

	if (s <= *best)
		return;
	*best = s;
	*out = place;
}

static enum remark_standing find_row(struct remark_finder *f, int field,
				     const struct review_cell *cell,
				     struct place *out)
{
	int table = f->record->def->fields[field].table, best = 0;
	size_t n = record_n_rows(f->record, table), at, end;
	uint64_t name = hash_of(cell->name);

	if (!f->rows[table])
		f->rows[table] = rows_by_name(f->record, table);
	if ((size_t)cell->row < n)
		consider(f->record, (struct place){ field, cell->row }, cell,
			 &best, out);
	at = first_of(f->rows[table], n, name);
	end = n - at < ROWS_MOST ? n : at + ROWS_MOST;
	for (; at < end && f->rows[table][at].name == name; at++)
		consider(f->record,
			 (struct place){ field, f->rows[table][at].row }, cell,
			 &best, out);
	if (!best)
		return REMARK_GONE;
	return best >= 4 ? REMARK_HOLDS : REMARK_CHANGED;
}

enum remark_standing remark_finder_find(struct remark_finder *f,
					const struct review_note *note,
					struct place *out)
{
	const struct definition *def = f->record->def;
	const struct review_cell *cell = &note->cell;
	int field = definition_field(def, cell->field, strlen(cell->field));

	*out = PLACE_NONE;
	if (field < 0)
		return REMARK_GONE;
	if (def->fields[field].table >= 0 && cell->row >= 0)
		return find_row(f, field, cell, out);
	*out = (struct place){ field, -1 };
	return is_value(f->record, *out, cell) ? REMARK_HOLDS : REMARK_CHANGED;
}
