/*
 * merge: a form that two scripts edit, the second behind a line "%%": what they
 * differ in, and what becomes of both. All decided for one side is that side;
 * what one side left alone never clashes.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/difference.h"
#include "core/merge.h"
#include "tests/fuzz/script.h"

enum { STEPS = 30 };

static const char *const forms[] = {
	"tests/forms/every-kind/sample.csv",
	"tests/forms/reading-corner/corner.csv",
	"tests/forms/three-boxes/chess-club.csv",
};

static struct document *edited(struct form_set *set, unsigned form,
			       struct script script)
{
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(set, fuzz_path(forms[form]), NULL, &faults);

	MUST(doc && document_check(doc, &faults));
	for (int i = 0; i < STEPS && script.at < script.end; i++)
		script_step(doc, &script);
	return doc;
}

/* ---- what differs ---- */

static void expect_difference(const struct difference *d,
			      const struct record *old,
			      const struct record *new)
{
	MUST(fuzz_is_place(old, d->place_old));
	MUST(fuzz_is_place(new, d->place_new));
	MUST((d->kind == DIFFERENCE_ADDED) == (d->place_old.field < 0));
	MUST((d->kind == DIFFERENCE_REMOVED) == (d->place_new.field < 0));
	if (d->place_old.field >= 0)
		MUST(record_get(old, d->place_old) == d->old_text);
	if (d->place_new.field >= 0)
		MUST(record_get(new, d->place_new) == d->new_text);
	if (d->kind == DIFFERENCE_CHANGED)
		MUST(d->old_text != d->new_text);
}

static size_t skip_blank(const struct record *record, int table, size_t at)
{
	while (at < record_n_rows(record, table) &&
	       record_row_is_blank(record->def, table,
				   record_row(record, table, at)))
		at++;
	return at;
}

/* The rows that something is filled in of, one after the other. */
static bool same_rows(const struct record *a, const struct record *b, int table)
{
	size_t i = skip_blank(a, table, 0), j = skip_blank(b, table, 0);

	while (i < record_n_rows(a, table) && j < record_n_rows(b, table)) {
		if (memcmp(record_row(a, table, i)->cells,
			   record_row(b, table, j)->cells,
			   (size_t)a->def->tables[table].n_columns *
				   sizeof(char *)) != 0)
			return false;
		i = skip_blank(a, table, i + 1);
		j = skip_blank(b, table, j + 1);
	}
	return i == record_n_rows(a, table) && j == record_n_rows(b, table);
}

static bool same_filled(const struct record *a, const struct record *b)
{
	for (int i = 0; i < a->def->n_scalars; i++)
		if (a->scalars[i] != b->scalars[i])
			return false;
	for (int t = 0; t < a->def->n_tables; t++)
		if (!same_rows(a, b, t))
			return false;
	return true;
}

/* Without differences both are the same; of itself there are none. */
static void expect_differences(const struct record *old,
			       const struct record *new)
{
	struct difference_list list = { 0 }, none = { 0 };

	difference_find(&list, old, new);
	for (size_t i = 0; i < list.n; i++)
		expect_difference(&list.items[i], old, new);
	MUST(list.n_moved <= list.n);
	MUST(list.n > 0 || same_filled(old, new));
	difference_find(&none, new, new);
	MUST(none.n == 0);
	difference_list_release(&list);
	difference_list_release(&none);
}

/* ---- what becomes of both ---- */

static void apply(void *ctx, struct edit edit)
{
	record_apply(ctx, &edit);
}

static void expect_items(const struct merge *m)
{
	size_t n_clashes = 0, n_both = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct merge_item *item = &m->items[i];

		n_clashes += item->is_clash;
		n_both += item->both != NULL;
		MUST((item->choice == MERGE_BOTH) == (item->both != NULL));
		MUST(item->field >= 0 && item->field < m->mine->def->n_fields);
		MUST(item->is_clash == (item->choice == MERGE_UNDECIDED));
		if (item->table >= 0)
			MUST(item->row < m->tables[item->table].n);
		MUST(item->mine != item->theirs);
	}
	MUST(n_clashes == m->n_clashes);
	MUST(m->n_clashes == merge_n_undecided(m));
	MUST(m->n_mine + m->n_theirs + m->n_clashes == m->n + n_both);
}

/* Mine stays as it is when all is decided for it. */
static void merge(struct document *base, struct document *mine,
		  struct document *theirs, enum merge_choice choice)
{
	struct merge m;

	merge_init(&m, &base->record, &mine->record, &theirs->record);
	expect_items(&m);
	merge_choose_all(&m, choice);
	MUST(merge_n_undecided(&m) == 0);
	merge_apply(&m, &mine->record, apply, &mine->record);
	merge_release(&m);
}

static bool same_scalars(const struct record *a, const struct record *b)
{
	for (int i = 0; i < a->def->n_scalars; i++)
		if (a->scalars[i] != b->scalars[i] &&
		    !a->def->fields[a->def->scalars[i]].formula)
			return false;
	return true;
}

static size_t count_filled(const struct record *record, int table)
{
	size_t n = 0;

	for (size_t i = skip_blank(record, table, 0);
	     i < record_n_rows(record, table);
	     i = skip_blank(record, table, i + 1))
		n++;
	return n;
}

/* All for theirs: the same cells, but for what follows its sources. */
static void expect_theirs(struct document *base, struct document *mine,
			  struct document *theirs)
{
	merge(base, mine, theirs, MERGE_THEIRS);
	MUST(same_scalars(&mine->record, &theirs->record));
	for (int t = 0; t < mine->def->n_tables; t++)
		MUST(count_filled(&mine->record, t) ==
		     count_filled(&theirs->record, t));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char line[] = "\n%%\n";
	const uint8_t *stop = memmem(data, n, line, strlen(line));
	struct fuzz in = fuzz_of(data, n);
	unsigned form = fuzz_choose(&in, sizeof forms / sizeof *forms);
	struct form_set *set = fuzz_forms();
	struct script first = { data, stop ? stop : data + n };
	struct script second = { stop ? stop + strlen(line) : data + n,
				 data + n };
	struct document *base = edited(set, form, (struct script){ 0 });
	struct document *mine = edited(set, form, first);
	struct document *same = edited(set, form, first);
	struct document *theirs = edited(set, form, second);

	expect_differences(&base->record, &mine->record);
	expect_differences(&mine->record, &theirs->record);
	merge(base, same, theirs, MERGE_MINE);
	MUST(same_scalars(&same->record, &mine->record));
	merge(base, same, base, MERGE_THEIRS);
	MUST(same_scalars(&same->record, &base->record));
	expect_theirs(base, mine, theirs);
	document_free(theirs);
	document_free(same);
	document_free(mine);
	document_free(base);
	return 0;
}
