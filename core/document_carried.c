#include <config.h>
#include "core/document_carried.h"

#include <stdlib.h>
#include <string.h>

#include "core/hash.h"
#include "core/text.h"

/* Over every carried cell, in the order of the fields, then of the rows. */
typedef void visitor(void *ctx, struct document *doc, struct place place);

static void visit_all(struct document *doc, visitor *visit, void *ctx)
{
	const struct definition *def = doc->def;

	for (int i = 0; i < def->n_fields && doc->record.n_carried > 0; i++) {
		int table = def->fields[i].table;
		long n = table < 0 ? 0
				   : (long)record_n_rows(&doc->record, table);

		for (long r = table < 0 ? -1 : 0; r < n; r++) {
			struct place place = { i, r };

			if (record_is_carried(&doc->record, place))
				visit(ctx, doc, place);
		}
	}
}

static uint64_t text_hash(const char *field, const char *text)
{
	uint64_t hash = hash_bytes(HASH_SEED, field, strlen(field) + 1);

	return hash_bytes(hash, text, strlen(text));
}

static uint64_t cell_hash(const struct document *doc, struct place place)
{
	return text_hash(doc->def->fields[place.field].name,
			 record_get(&doc->record, place));
}

static void add_hash(void *ctx, struct document *doc, struct place place)
{
	uint64_t *hash = ctx, cell = cell_hash(doc, place);

	*hash = hash_bytes(*hash, (const char *)&place.row, sizeof place.row);
	*hash = hash_bytes(*hash, (const char *)&cell, sizeof cell);
}

/* Which cells, where they stand and what they hold, as one number. */
static uint64_t carried_hash(const struct document *doc)
{
	uint64_t hash = HASH_SEED;

	/* which only looks */
	visit_all((struct document *)doc, add_hash, &hash);
	return hash;
}

bool carried_is_saved(const struct document *doc)
{
	return carried_hash(doc) == doc->carried_saved;
}

/* ---- out of the file ---- */

/* Rows come and go in other programs: so far from where it stood is looked. */
enum { NEAR_ROWS = 200 };

struct finder {
	struct document *doc;
	const struct carried_cell *cell;
	int field;
	bool wanted; /* the cell as it is: carried, or not yet */
};

static bool is_it(const struct finder *f, long row)
{
	struct place place = { f->field, row };

	return record_is_carried(&f->doc->record, place) == f->wanted &&
	       cell_hash(f->doc, place) == f->cell->hash;
}

/* The row nearest to `at` where the cell stands, or -1. */
static long find_row(const struct finder *f, long at)
{
	int table = f->doc->def->fields[f->field].table;
	long n = (long)record_n_rows(&f->doc->record, table);

	for (long d = 0; d <= NEAR_ROWS; d++) {
		if (at + d >= 0 && at + d < n && is_it(f, at + d))
			return at + d;
		if (d > 0 && at - d >= 0 && at - d < n && is_it(f, at - d))
			return at - d;
	}
	return -1;
}

/* What was found of one cell says where to look for the next. */
static void set(struct document *doc, const struct carried_cell *cell,
		bool is_carried, long *shift)
{
	int field =
		definition_field(doc->def, cell->field, strlen(cell->field));
	struct finder f = { doc, cell, field, !is_carried };
	long row = -1;

	if (field < 0)
		return;
	if (doc->def->fields[field].table >= 0) {
		row = find_row(&f, cell->row + *shift);
		if (row < 0)
			return;
		*shift = row - cell->row;
	} else if (!is_it(&f, row)) {
		return;
	}
	record_set_carried(&doc->record, (struct place){ field, row },
			   is_carried);
}

void carried_read(struct document *doc)
{
	const struct acceptance_list *list = &doc->acceptances;
	long shift = 0;

	for (size_t i = 0; i < list->n_carried; i++)
		set(doc, &list->carried[i], true, &shift);
	doc->carried_saved = carried_hash(doc);
}

static int compare_hashes(const void *pa, const void *pb)
{
	const struct carried_cell *a = pa, *b = pb;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* In order of their hashes; free() it. */
static struct carried_cell *sorted(const struct acceptance_list *list)
{
	size_t n = list->n_carried;
	struct carried_cell *cells = memory_array(n + 1, sizeof *cells);

	for (size_t i = 0; i < n; i++)
		cells[i] = list->carried[i];
	qsort(cells, n, sizeof *cells, compare_hashes);
	return cells;
}

void carried_take(struct document *doc, const struct acceptance_list *theirs)
{
	const struct acceptance_list *was = &doc->acceptances;
	struct carried_cell *now = sorted(theirs);
	long shift = 0;

	/* No file says nothing. Of two cells that hold the same, one may be
	   confirmed: both still count. */
	for (size_t i = 0; theirs->stamp.exists && i < was->n_base_carried; i++)
		if (!bsearch(&was->base_carried[i], now, theirs->n_carried,
			     sizeof *now, compare_hashes))
			set(doc, &was->base_carried[i], false, &shift);
	free(now);
}

/* ---- into the file ---- */

/* Of the row that it stands in. */
static const char *row_name(const struct document *doc, struct place place)
{
	int table = doc->def->fields[place.field].table;

	return place.row < 0 ? ""
			     : record_row_name(&doc->record, table,
					       record_row(&doc->record, table,
							  (size_t)place.row));
}

enum { SHOWN_COLS = 60 };

static void note_cell(void *ctx, struct document *doc, struct place place)
{
	struct acceptance_list *list = ctx;
	const char *text = record_get(&doc->record, place);
	struct bytes shown = BYTES_INIT;

	text_show_str(&shown, text, SHOWN_COLS);
	MEMORY_ADD(list->carried, list->n_carried, list->cap_carried) =
		(struct carried_cell){
			.field = doc->def->fields[place.field].name,
			.row = place.row,
			.name = row_name(doc, place),
			.value = texts_add(doc->texts, shown.data, shown.len),
			.hash = cell_hash(doc, place),
		};
	bytes_release(&shown);
}

void carried_note(struct document *doc)
{
	struct acceptance_list *list = &doc->acceptances;

	/* a journal doesn't have them in words */
	list->n_carried = 0;
	visit_all(doc, note_cell, list);
	list->is_changed |= !carried_is_saved(doc);
	doc->carried_saved = carried_hash(doc);
}
