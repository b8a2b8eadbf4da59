#include <config.h>
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(layout_write, .timeout = 30, .init = sheet_setup,
	  .fini = sheet_teardown);

/* ---- writing ---- */

/* Our file as somebody else's: merged cells blank, other line ends, delimiter
   and quotes, a blank line and an unknown one, no line end at the end. */
static struct sheet *sheet_foreign(void)
{
	struct sheet *s = sheet_saved(), *foreign;
	struct bytes out = BYTES_INIT;

	for (size_t r = 0; r < s->grid.n_records; r++) {
		const struct grid_record *record = &s->grid.records[r];
		bool merged = r > 0;

		bytes_add_str(&out, r ? "\n" : "");
		if (r == 5)
			bytes_add_str(&out, "\n没有;位置;的\"行\n;;;;\n");
		if (r == 17)
			bytes_add_str(&out, "\n;;;;\n");
		for (int c = 0; c < record->n_cells; c++) {
			merged = merged && !strcmp(grid_cell(record - 1, c),
						   record->cells[c]);
			bytes_add_str(&out, c ? ";" : "");
			grid_write_cell(&out, &s->grid.dialect,
					merged ? "" : record->cells[c], c == 3);
		}
	}
	foreign = sheet_read(out.data, out.len);
	cr_assert(foreign->reading.in_layout);
	sheet_repair(foreign);
	sheet_expect_same_record(&s->record, &foreign->record, 0);
	bytes_release(&out);
	sheet_free(s);
	return foreign;
}

static void expect_written(struct sheet *s, size_t first_line, size_t n_lines)
{
	struct bytes out = BYTES_INIT;
	const char *a, *b;

	sheet_write(s, false, &out);
	cr_expect_eq(sheet_first_difference(s->data.data, out.data), first_line,
		     "line %zu",
		     sheet_first_difference(s->data.data, out.data));
	/* from the end back to the change */
	a = s->data.data + s->data.len;
	b = out.data + out.len;
	while (a > s->data.data && b > out.data && a[-1] == b[-1]) {
		a--;
		b--;
	}
	if (first_line)
		cr_expect_eq(sheet_line_of(out.data, b),
			     first_line + n_lines - 1, "to line %zu",
			     sheet_line_of(out.data, b));
	bytes_release(&out);
	sheet_free(s);
}

Test(layout_write, no_edit_changes_no_byte)
{
	expect_written(sheet_saved(), 0, 0);
	expect_written(sheet_foreign(), 0, 0);
	expect_written(sheet_with_line("绩效指标,产出指标,质量指标",
				       ",,质量指标,他说\"好\",9"),
		       0, 0);
}

Test(layout_write, an_edit_changes_its_record_only)
{
	struct sheet *s = sheet_foreign();

	sheet_set(s, "基本支出", -1, "1");
	expect_written(s, 5, 1);
	s = sheet_foreign();
	sheet_set(s, "年度", -1, "2025");
	expect_written(s, 1, 1);
	s = sheet_foreign();
	sheet_set(s, "指标.三级指标", 3, "a;b");
	expect_written(s, 24, 1);
}

Test(layout_write, an_edited_group_leaves_the_next_row_its_levels)
{
	struct sheet *s = sheet_with_line("绩效指标,产出指标,数量指标,科普",
					  ",,,覆盖人群,4");

	sheet_set(s, "指标.二级指标", 0, "质量指标");
	expect_written(s, 16, 2);
	s = sheet_with_line("绩效指标,产出指标,数量指标,科普", ",,,覆盖人群,4");
	cr_expect_str_eq(sheet_get(s, "指标.二级指标", 1), "数量指标");
	sheet_set(s, "指标.二级指标", 0, "质量指标");
	sheet_set(s, "指标.二级指标", 1, "质量指标");
	expect_written(s, 16, 1);
}

/* The same with a text behind the first comma of a line. */
static struct sheet *sheet_with(const struct sheet *like, size_t line,
				const char *text)
{
	const char *at = like->data.data;
	struct bytes data = BYTES_INIT;
	struct sheet *s;

	for (size_t i = 1; i < line; i++)
		at = strchr(at, '\n') + 1;
	at = strchr(at, ',');
	bytes_add(&data, like->data.data, like->data.len);
	if (at)
		bytes_splice(&data, (size_t)(at - like->data.data) + 1, 0, text,
			     strlen(text));
	s = sheet_read(data.data, data.len);
	bytes_release(&data);
	return s;
}

static void expect_same_reading(const struct sheet *a, const struct sheet *b,
				size_t line)
{
	cr_expect_eq(a->reading.n_repairs, b->reading.n_repairs, "%zu", line);
	cr_expect_eq(a->reading.n_edits, b->reading.n_edits, "%zu", line);
	cr_expect_eq(a->reading.n_leftovers, b->reading.n_leftovers, "%zu",
		     line);
	cr_expect_eq(a->reading.in_layout, b->reading.in_layout, "%zu", line);
	sheet_expect_same_record(&a->record, &b->record, (unsigned)line);
}

/* What was found out about the file before must not show: each line with more
   in it, after the whole form and without it. */
Test(layout_write, a_file_is_read_as_if_it_were_the_first)
{
	static const char *const texts[] = { "", "x", ",", "1,", "产出指标," };
	struct sheet *saved = sheet_saved();

	for (size_t line = 1; line <= saved->grid.n_records; line++)
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			struct layout *used = sheet_layout;
			struct sheet *first, *next;

			sheet_free(sheet_with(saved, 1, ""));
			next = sheet_with(saved, line, texts[i]);
			sheet_layout = layout_new(sheet_def, sheet_pool);
			first = sheet_with(saved, line, texts[i]);
			layout_free(sheet_layout);
			sheet_layout = used;
			expect_same_reading(next, first, line);
			sheet_free(first);
			sheet_free(next);
		}
	sheet_free(saved);
}

Test(layout_write, what_was_typed_is_no_damage)
{
	struct sheet *s = sheet_foreign(), *again;
	struct bytes out = BYTES_INIT;

	/* read by kinds alone, the odd level would pass for the name */
	sheet_set(s, "指标.二级指标", 3, "怪");
	sheet_set(s, "指标.三级指标", 3, "");
	sheet_write(s, false, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	sheet_expect_same_record(&s->record, &again->record, 0);
	bytes_release(&out);
	sheet_free(again);
	expect_written(s, 24, 1);
}

Test(layout_write, a_repair_undone_keeps_the_bytes)
{
	struct sheet *s = sheet_with_line("绩效指标,产出指标,质量指标",
					  "质量指标,合格率,9%,,");

	cr_expect_gt(s->reading.n_edits, 0);
	expect_written(s, 0, 0);
	s = sheet_with_line("绩效指标,产出指标,质量指标",
			    "质量指标,合格率,9%,,");
	sheet_repair(s);
	expect_written(s, 18, 1);
}

static void add_row(struct sheet *s, int table, size_t at)
{
	const struct row *like = record_row(&s->record, table, at ? at - 1 : 0);
	struct edit edit = { .kind = EDIT_ROW_INSERT,
			     .table = table,
			     .at = at,
			     .row = record_row_new(&s->record, table, like) };

	record_apply(&s->record, &edit);
}

Test(layout_write, a_last_record_gets_its_line_end)
{
	struct sheet *s = sheet_saved(), *cut;
	const char *end = strstr(s->data.data, "\r\n备注");

	cut = sheet_read(s->data.data, (size_t)(end - s->data.data));
	cr_assert_eq(record_n_rows(&cut->record, 1), 10);
	add_row(cut, 1, 10);
	expect_written(cut, 25, 3);
	sheet_free(s);
}

static const char *const texts[] = {
	"产出指标", "数量指标", "社会效益指标", "满意度指标", "怪",
	"9",	    "≥95%",	"a,b;c\td",	"他说\"好\"", "两\n行",
	"=1",	    "绩效指标", "2024",		"长期提升",   "合格率(%)",
};

static const char *random_text(unsigned *state)
{
	return texts[support_random(state) % (sizeof texts / sizeof *texts)];
}

static void random_set(struct sheet *s, unsigned *state)
{
	const struct field *f =
		&sheet_def->fields[support_random(state) %
				   (unsigned)sheet_def->n_fields];
	const char *text = random_text(state);
	long row = -1;

	if (f->table >= 0)
		row = (long)(support_random(state) %
			     record_n_rows(&s->record, f->table));
	/* a blank level below a filled one can't be told from a merged cell */
	if (f->kind != FIELD_LEVEL && support_random(state) % 4 == 0)
		text = "";
	/* the title is one cell */
	if (sheet_def->layout[f->layout_row].cells[f->layout_col].kind ==
	    LAYOUT_TEMPLATE)
		text = f->kind == FIELD_YEAR ? "20x5" : "县级";
	sheet_set(s, f->name, row, text);
}

static void random_edit(struct sheet *s, unsigned *state)
{
	int table =
		(int)(support_random(state) % (unsigned)sheet_def->n_tables);
	size_t n = record_n_rows(&s->record, table);
	struct edit edit = { .table = table };

	edit.at = support_random(state) % n;
	edit.to = support_random(state) % n;
	switch (support_random(state) % 6) {
	case 0:
		add_row(s, table, support_random(state) % (n + 1));
		return;
	case 1:
		edit.kind = EDIT_ROW_DELETE;
		break;
	case 2:
		edit.kind = EDIT_ROW_MOVE;
		break;
	default:
		random_set(s, state);
		return;
	}
	if (n > 1)
		record_apply(&s->record, &edit);
}

static void random_edits(struct sheet *s, bool as_new, unsigned seed)
{
	struct bytes out = BYTES_INIT;
	unsigned state = seed;
	struct sheet *again;

	for (unsigned i = support_random(&state) % 12; i > 0; i--)
		random_edit(s, &state);
	sheet_write(s, as_new, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	cr_expect(again->reading.in_layout, "seed %u", seed);
	sheet_expect_same_record(&s->record, &again->record, seed);
	bytes_release(&out);
	sheet_free(again);
	sheet_free(s);
}

Test(layout_write, whatever_is_written_reads_back)
{
	for (unsigned seed = 1; seed <= 150; seed++) {
		random_edits(sheet_saved(), true, seed);
		random_edits(sheet_saved(), false, seed);
		random_edits(sheet_foreign(), false, seed);
	}
}
