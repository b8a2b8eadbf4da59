/*
 * layout: any table file as a form of those that fit, and back. Where its fixed
 * rows stand as printed, writing it without an edit gives its own bytes; what
 * is written anew is read as the same form.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

/* A table as it is read. */
struct sheet {
	struct form *form;
	struct grid grid;
	struct record record;
	struct layout_reading reading;
};

static bool sheet_read(struct sheet *s, struct form_set *forms,
		       const char *data, size_t n,
		       const struct dialect_hint *hint)
{
	struct failure_list faults = { 0 };
	struct failure f = { 0 };
	struct layout_match *match;

	*s = (struct sheet){ 0 };
	if (!grid_read(&s->grid, form_set_texts(forms), data, n, hint, "x",
		       &f)) {
		fuzz_say(&f);
		return false;
	}
	s->form = form_set_fit(forms, &s->grid, "x", &match, &faults);
	fuzz_say_all(&faults);
	if (!s->form)
		return false;
	record_init(&s->record, s->form->def, form_set_texts(forms));
	layout_read(s->form->layout, &s->grid, match, &s->record, &s->reading);
	layout_match_free(match);
	return true;
}

static void sheet_release(struct sheet *s)
{
	if (s->form) {
		layout_reading_release(&s->reading);
		record_release(&s->record);
	}
	grid_release(&s->grid);
}

static void expect_repairs(const struct sheet *s)
{
	const struct layout_reading *reading = &s->reading;
	size_t n_lines = 0;

	if (s->grid.n_records > 0)
		n_lines = s->grid.records[s->grid.n_records - 1].line;
	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];

		MUST(repair->line <= n_lines);
		MUST(fuzz_is_place(&s->record, repair->place));
		MUST(repair->from_column >= -1 &&
		     repair->from_column < GRID_CELLS);
	}
	for (size_t i = 0; i < reading->n_edits; i++)
		MUST(fuzz_is_place(&s->record, reading->edits[i].place));
	for (size_t i = 0; i < reading->n_leftovers; i++) {
		const struct leftover *l = &reading->leftovers[i];

		MUST(l->record < s->grid.n_records);
		MUST(l->column >= 0 &&
		     l->column < s->grid.records[l->record].n_cells);
	}
}

static void sheet_write(const struct sheet *s, bool in_place, struct bytes *out)
{
	struct layout_written written;

	layout_write(s->form->layout, &s->record, &s->grid, &s->reading,
		     in_place ? &s->grid.dialect : &dialect_new_file, in_place,
		     out, &written);
	MUST((size_t)written.n_tables == (size_t)s->form->def->n_tables);
	layout_written_release(&written);
}

/* Every fixed row is in its place, and nothing was repaired. */
static void expect_own_bytes(const struct sheet *s, const struct fuzz *in)
{
	struct bytes out = BYTES_INIT, file = BYTES_INIT;
	size_t at;

	sheet_write(s, true, &out);
	MUST(encoding_encode(s->grid.dialect.encoding, out.data, out.len, &file,
			     &at));
	MUST(file.len == in->n && !memcmp(file.data, in->data, in->n));
	bytes_release(&file);
	bytes_release(&out);
}

static void apply_repairs(struct sheet *s)
{
	for (size_t i = 0; i < s->reading.n_edits; i++)
		record_apply(&s->record, &s->reading.edits[i]);
}

/* Written as a new table and read, with its repairs, of which it needs none. */
static bool sheet_renew(const struct sheet *s, struct form_set *forms,
			struct bytes *out, struct sheet *new)
{
	const struct dialect_hint hint = { ',', ENCODING_UTF_8 };

	sheet_write(s, false, out);
	if (!sheet_read(new, forms, out->data, out->len, &hint))
		return false;
	expect_repairs(new);
	apply_repairs(new);
	return true;
}

/* Something in the file that this form has no place for stands at the end of
   the new table, and may be taken for another thing there. */
static bool has_strays(const struct sheet *s)
{
	for (size_t i = 0; i < s->reading.n_repairs; i++)
		if (s->reading.repairs[i].place.field < 0)
			return true;
	return s->reading.n_leftovers > 0;
}

static void expect_renewed(const struct sheet *s, struct form_set *forms)
{
	struct bytes out = BYTES_INIT;
	struct sheet new = { 0 };

	if (sheet_renew(s, forms, &out, &new) && new.form == s->form) {
		MUST(has_strays(s) || new.reading.in_layout);
		MUST(has_strays(s) || has_strays(&new) ||
		     fuzz_same_record(&s->record, &new.record));
	}
	sheet_release(&new);
	bytes_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz in = fuzz_of(data, n);
	struct form_set *forms = fuzz_forms();
	struct sheet s;

	if (sheet_read(&s, forms, in.data, in.n, NULL)) {
		expect_repairs(&s);
		if (s.reading.in_layout && s.reading.n_edits == 0)
			expect_own_bytes(&s, &in);
		apply_repairs(&s);
		expect_renewed(&s, forms);
	}
	sheet_release(&s);
	return 0;
}
