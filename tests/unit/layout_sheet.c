#include <config.h>
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/layout_label.h"
#include "core/store.h"
#include "core/text.h"

struct definition *sheet_def;
struct texts *sheet_pool;
struct layout *sheet_layout;

void sheet_setup(void)
{
	sheet_setup_form(FIRST_FORM);
}

void sheet_setup_form(const char *folder)
{
	sheet_def = support_form(folder);
	sheet_pool = texts_new();
	sheet_layout = layout_new(sheet_def, sheet_pool);
}

void sheet_teardown(void)
{
	layout_free(sheet_layout);
	texts_free(sheet_pool);
	definition_free(sheet_def);
}

struct sheet *sheet_read(const char *data, size_t n)
{
	struct sheet *s = memory_alloc(sizeof *s);
	struct failure f = { 0 };
	struct layout_match *match;
	const char *missing;

	bytes_init(&s->data);
	bytes_add(&s->data, data, n);
	cr_assert(grid_read(&s->grid, sheet_pool, s->data.data, n, NULL, "x",
			    &f));
	record_init(&s->record, sheet_def, sheet_pool);
	layout_fit(sheet_layout, &s->grid, &match, &missing);
	layout_read(sheet_layout, &s->grid, match, &s->record, &s->reading);
	layout_match_free(match);
	return s;
}

struct sheet *sheet_real(void)
{
	struct sheet *s;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(REAL_FORM), &data, &n, NULL, NULL));
	s = sheet_read(data, n);
	free(data);
	return s;
}

void sheet_free(struct sheet *s)
{
	layout_reading_release(&s->reading);
	record_release(&s->record);
	grid_release(&s->grid);
	bytes_release(&s->data);
	free(s);
}

void sheet_repair(struct sheet *s)
{
	for (size_t i = 0; i < s->reading.n_edits; i++)
		record_apply(&s->record, &s->reading.edits[i]);
}

void sheet_write(const struct sheet *s, bool as_new, struct bytes *out)
{
	struct layout_written written;

	layout_write(sheet_layout, &s->record, &s->grid, &s->reading,
		     as_new ? &dialect_new_file : &s->grid.dialect, !as_new,
		     out, &written);
	layout_written_release(&written);
}

struct sheet *sheet_saved(void)
{
	struct sheet *real = sheet_real(), *saved;
	struct bytes out = BYTES_INIT;

	sheet_repair(real);
	sheet_write(real, true, &out);
	saved = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(real);
	return saved;
}

const char *sheet_get(const struct sheet *s, const char *name, long row)
{
	return record_get(&s->record, support_place(sheet_def, name, row));
}

void sheet_set(struct sheet *s, const char *name, long row, const char *text)
{
	struct edit edit = { .kind = EDIT_SET,
			     .place = support_place(sheet_def, name, row),
			     .text = texts_add_str(sheet_pool, text) };

	record_apply(&s->record, &edit);
}

size_t sheet_line_of(const char *text, const char *at)
{
	size_t line = 1;

	while (text < at)
		line += *text++ == '\n';
	return line;
}

size_t sheet_first_difference(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] && a[i] == b[i])
		i++;
	return a[i] || b[i] ? sheet_line_of(a, a + i) : 0;
}

static bool same_cells(const struct record *a, const struct record *b,
		       int table, size_t row)
{
	for (int c = 0; c < sheet_def->tables[table].n_columns; c++)
		if (strcmp(record_row(a, table, row)->cells[c],
			   record_row(b, table, row)->cells[c]) != 0)
			return false;
	return true;
}

void sheet_expect_same_record(const struct record *a, const struct record *b,
			      unsigned seed)
{
	for (int i = 0; i < sheet_def->n_scalars; i++)
		cr_expect_str_eq(a->scalars[i], b->scalars[i], "seed %u, %s",
				 seed,
				 sheet_def->fields[sheet_def->scalars[i]].name);
	for (int t = 0; t < sheet_def->n_tables; t++) {
		size_t n = record_n_rows(a, t);

		cr_assert_eq(n, record_n_rows(b, t), "seed %u: %zu and %zu",
			     seed, n, record_n_rows(b, t));
		for (size_t row = 0; row < n; row++)
			cr_expect(same_cells(a, b, t, row),
				  "seed %u, table %d, row %zu", seed, t, row);
	}
}

struct sheet *sheet_with_line(const char *start, const char *line)
{
	struct sheet *s = sheet_saved(), *changed;
	const char *at = strstr(s->data.data, start);
	struct bytes out = BYTES_INIT;

	cr_assert(at, "no line %s", start);
	bytes_add(&out, s->data.data, (size_t)(at - s->data.data));
	bytes_add_str(&out, line);
	bytes_add_str(&out, at + strcspn(at, "\r\n"));
	changed = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(s);
	return changed;
}

static bool is_in_form(const struct sheet *s, const char *text)
{
	for (int i = 0; i < sheet_def->n_scalars; i++)
		if (s->record.scalars[i] == text)
			return true;
	for (int t = 0; t < sheet_def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(&s->record, t); r++)
			for (int c = 0; c < sheet_def->tables[t].n_columns; c++)
				if (record_row(&s->record, t, r)->cells[c] ==
				    text)
					return true;
	return false;
}

/* Told of in a repair, or kept as having no place. */
static bool is_told(const struct sheet *s, size_t record, int column,
		    const char *text)
{
	for (size_t i = 0; i < s->reading.n_leftovers; i++)
		if (s->reading.leftovers[i].record == record &&
		    s->reading.leftovers[i].column == column)
			return true;
	for (size_t i = 0; i < s->reading.n_repairs; i++) {
		const struct repair *r = &s->reading.repairs[i];

		if (r->from == text ||
		    (r->kind == REPAIR_ROW_JOINED && strstr(r->text, text)))
			return true;
	}
	return false;
}

void sheet_expect_whole(const struct sheet *s, const char *what)
{
	struct label_index labels;

	label_index_init(&labels, sheet_def);
	for (size_t r = 0; r < s->grid.n_records; r++)
		for (int c = 0; c < s->grid.records[r].n_cells; c++) {
			const char *text = s->grid.records[r].cells[c];

			cr_expect(text_is_blank(text) ||
					  label_find(&labels, text) ||
					  label_is_cut(&labels, text) ||
					  label_title(&labels, text) >= 0 ||
					  is_in_form(s, text) ||
					  is_told(s, r, c, text),
				  "%s: “%s” of line %u is lost", what, text,
				  s->grid.records[r].line);
		}
	label_index_release(&labels);
}

/* What has no place stands in what was written. */
static void expect_leftovers(const struct sheet *s, const struct sheet *again,
			     unsigned seed)
{
	for (size_t i = 0; i < s->reading.n_leftovers; i++) {
		const struct leftover *l = &s->reading.leftovers[i];
		const char *text =
			grid_cell(&s->grid.records[l->record], l->column);
		bool is_there = l->fate == LEFTOVER_REPAIRED;

		for (size_t r = 0; r < again->grid.n_records; r++)
			for (int c = 0; c < again->grid.records[r].n_cells; c++)
				is_there |=
					again->grid.records[r].cells[c] == text;
		cr_expect(is_there, "seed %u: “%s” is gone", seed, text);
	}
}

void sheet_expect_reads_back(struct sheet *s, bool as_new, unsigned seed)
{
	struct bytes out = BYTES_INIT;
	struct sheet *again;

	sheet_write(s, as_new, &out);
	again = sheet_read(out.data, out.len);
	expect_leftovers(s, again, seed);
	sheet_repair(again);
	sheet_expect_same_record(&s->record, &again->record, seed);
	bytes_release(&out);
	sheet_free(again);
}
