/* Rows and computed cells over saves, moves and undo. */
#include <config.h>
#include "core/document.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc;
static char *folder;
static char saved[4096];

static void setup(void)
{
	forms = support_forms();
	folder = support_folder();
	snprintf(saved, sizeof saved, "%s/form.csv", folder);
	doc = support_document(forms, support_path(EVERY_SAMPLE));
}

static void teardown(void)
{
	document_free(doc);
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(document_rows, .timeout = 60, .init = setup, .fini = teardown);

static void set(const char *name, long row, const char *text)
{
	document_set(doc, support_place(doc->def, name, row), text,
		     strlen(text));
}

static void expect_in(const struct document *in, const char *name, long row,
		      const char *text)
{
	const char *cell =
		record_get(&in->record, support_place(in->def, name, row));

	cr_expect_str_eq(cell, text, "%s %ld: %s, not %s", name, row, cell,
			 text);
}

static void expect(const char *name, long row, const char *text)
{
	expect_in(doc, name, row, text);
}

static void save(void)
{
	struct failure f = { 0 };

	cr_assert(document_save(doc, saved, true, &f), "code %d", f.code);
	failure_release(&f);
}

/* Opened from the disk again, it has these names. */
static void expect_saved(const char *const *names, size_t n)
{
	struct document *back = support_document(forms, saved);

	cr_assert_eq(record_n_rows(&back->record, 0), n);
	for (size_t i = 0; i < n; i++)
		expect_in(back, "活动.名称", (long)i, names[i]);
	document_free(back);
}

/* Its record was left out of the file: it stands in none of those there now. */
Test(document_rows, a_row_that_undo_brings_back_after_a_save_is_written_anew)
{
	static const char *const without[] = { "友谊赛", "联赛", "入门" };
	static const char *const with[] = { "联赛", "友谊赛", "联赛", "入门" };

	save();
	document_row_delete(doc, 0, 0);
	save();
	expect_saved(without, 3);
	document_undo(doc);
	expect("活动.花费", 0, "25");
	save();
	expect_saved(with, 4);
}

/* It is read as the printed row below them; they are all there. */
Test(document_rows, a_row_that_is_lost_takes_none_along)
{
	document_free(doc);
	doc = support_document(forms, support_path(REAL_FORM));
	set("任务.名称", 0, "合计");
	save();
	cr_expect_eq(doc->n_lost, 4, "%zu", doc->n_lost);
	for (size_t i = 0; i < doc->n_lost; i++)
		cr_expect_eq(doc->lost[i].row, 0);
}

/* Nothing of an empty row can be lost. */
Test(document_rows, an_empty_row_is_no_loss)
{
	struct bytes out = BYTES_INIT;

	document_row_new(doc, 0, 0, NULL);
	for (int c = 0; c < doc->def->tables[0].n_columns; c++)
		cr_assert_str_empty(record_row(&doc->record, 0, 0)->cells[c]);
	cr_assert(document_table(doc, &dialect_new_file, &out));
	cr_expect_eq(doc->n_lost, 0);
	bytes_release(&out);
}

/* 普及 is of another level 1 than the row above. */
Test(document_rows, a_cleared_level_is_taken_over_where_those_over_it_agree)
{
	set("活动.小类", 3, "");
	expect("活动.小类", 3, "");
	set("活动.小类", 2, "");
	expect("活动.小类", 2, "校内");
}

/* 45.00 says what the formula does, and goes on doing so. */
Test(document_rows, a_computed_cell_in_other_digits_follows)
{
	set("总额", -1, "45.00");
	expect("总额", -1, "45.00");
	set("活动.花费", 0, "35");
	expect("总额", -1, "55");
}

/* What was typed over goes with its row; what follows, follows there. */
Test(document_rows, a_move_takes_what_was_typed_over_along)
{
	set("活动.占比", 2, "9");
	document_row_move(doc, 0, 2, 0);
	expect("活动.占比", 0, "9");
	expect("活动.占比", 1, "55.6");
	set("活动.花费", 3, "15");
	expect("活动.占比", 0, "9");
	expect("活动.占比", 1, "45.5");
	document_row_move(doc, 0, 0, 3);
	expect("活动.占比", 3, "9");
}

/* What an unedited form would be saved as is the file, once it is saved. */
Test(document_rows, a_save_is_what_later_edits_differ_from)
{
	static const char file[] =
		"2024学年活动表,,,,,,,,,\n"
		"社团,棋社,单位,万元,拨款,30,总额,,,\n"
		"说明,一句话,,,上限,10,余额,,,\n"
		"活动,大类,小类,名称,花费,半价,占比,比较,目标,量词\n"
		"活动,比赛,校内,联赛,25,,,≥,4,场\n";

	document_free(doc);
	support_write(saved, file, sizeof file - 1);
	doc = support_document(forms, saved);
	cr_expect_not(document_differs(doc));
	set("社团", -1, "书社");
	save();
	cr_expect_not(document_differs(doc));
	set("社团", -1, "棋社");
	cr_expect(document_differs(doc));
}
