#include <config.h>
#include "core/review_remark.h"

#include <string.h>

#include "core/hash.h"
#include "core/text.h"

enum { VALUE_COLS = 60, WHOLE = -1 };

static uint64_t hash_of(const char *value)
{
	return hash_bytes(HASH_SEED, value, strlen(value));
}

/* As the file has it. */
static void show(struct bytes *out, const char *text, int w_cols)
{
	text_show(out, text, strlen(text), w_cols);
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

	show(&name, name_at(record, place), WHOLE);
	show(&value, value_at(record, place), VALUE_COLS);
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

	show(&own, text, w_cols);
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

static enum remark_standing find_row(const struct record *record, int field,
				     const struct review_cell *cell,
				     struct place *out)
{
	int table = record->def->fields[field].table, best = 0;
	long n = (long)record_n_rows(record, table);

	for (long row = 0; row < n; row++) {
		struct place place = { field, row };
		int s = suits(record, place, cell);

		if (s > best) {
			best = s;
			*out = place;
		}
	}
	if (!best)
		return REMARK_GONE;
	return best >= 4 ? REMARK_HOLDS : REMARK_CHANGED;
}

enum remark_standing review_remark_find(const struct record *record,
					const struct review_note *note,
					struct place *out)
{
	const struct review_cell *cell = &note->cell;
	int field =
		definition_field(record->def, cell->field, strlen(cell->field));

	*out = PLACE_NONE;
	if (field < 0)
		return REMARK_GONE;
	if (record->def->fields[field].table >= 0 && cell->row >= 0)
		return find_row(record, field, cell, out);
	*out = (struct place){ field, -1 };
	return is_value(record, *out, cell) ? REMARK_HOLDS : REMARK_CHANGED;
}
