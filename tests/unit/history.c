#include <config.h>
#include "core/history.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/support.h"

static struct definition *def;
static struct texts *texts;
static struct record record;
static struct history history;

static void setup(void)
{
	def = support_form(FIRST_FORM);
	texts = texts_new();
	record_init(&record, def, texts);
	history_init(&history, &record, (struct history_listener){ 0 });
}

static void teardown(void)
{
	history_release(&history);
	record_release(&record);
	texts_free(texts);
	definition_free(def);
}

TestSuite(history, .timeout = 60, .init = setup, .fini = teardown);

static void apply(struct edit edit, enum change_kind kind)
{
	history_begin(&history, kind, PLACE_NONE);
	history_apply(&history, &edit);
	history_end(&history);
}

static void set(const char *name, long row, const char *text)
{
	apply((struct edit){ .kind = EDIT_SET,
			     .place = support_place(def, name, row),
			     .text = texts_add_str(texts, text) },
	      CHANGE_CELL);
}

/* Within an open group. */
static void set_within(const char *name, long row, const char *text)
{
	history_apply(&history,
		      &(struct edit){ .kind = EDIT_SET,
				      .place = support_place(def, name, row),
				      .text = texts_add_str(texts, text) });
}

static const char *get(const char *name, long row)
{
	return record_get(&record, support_place(def, name, row));
}

/* The whole record as text. */
static void dump(struct bytes *out)
{
	for (int i = 0; i < def->n_scalars; i++)
		bytes_printf(out, "%s|", record.scalars[i]);
	for (int t = 0; t < def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(&record, t); r++)
			for (int c = 0; c < def->tables[t].n_columns; c++)
				bytes_printf(
					out, "%s|",
					record_row(&record, t, r)->cells[c]);
}

Test(history, undo_gives_back_redo_does_again)
{
	set("部门名称", -1, "甲局");
	set("部门名称", -1, "乙局");
	cr_assert(history_undo(&history));
	cr_expect_str_eq(get("部门名称", -1), "甲局");
	cr_assert(history_undo(&history));
	cr_expect_str_eq(get("部门名称", -1), "");
	cr_expect_null(history_undo(&history));
	cr_assert(history_redo(&history));
	cr_assert(history_redo(&history));
	cr_expect_str_eq(get("部门名称", -1), "乙局");
	cr_expect_null(history_redo(&history));
}

Test(history, modified_is_one_comparison)
{
	cr_expect_not(history_is_modified(&history));
	set("部门名称", -1, "甲局");
	cr_expect(history_is_modified(&history));
	history_mark_saved(&history);
	cr_expect_not(history_is_modified(&history));
	history_undo(&history);
	cr_expect(history_is_modified(&history));
	history_redo(&history);
	cr_expect_not(history_is_modified(&history));
}

Test(history, saved_state_that_was_left_for_good_is_modified)
{
	set("部门名称", -1, "甲局");
	history_mark_saved(&history);
	history_undo(&history);
	set("部门名称", -1, "乙局");
	cr_expect(history_is_modified(&history));
	history_undo(&history);
	cr_expect(history_is_modified(&history));
}

Test(history, an_empty_group_leaves_no_trace)
{
	history_begin(&history, CHANGE_PASTE, PLACE_NONE);
	history_end(&history);
	cr_expect_null(history_undo(&history));
	cr_expect_not(history_is_modified(&history));
}

/* Every row knows itself: what moved is found by what it holds. */
Test(history, the_places_of_changes_are_found_after_rows_moved)
{
	const struct edit moves[] = {
		{ .kind = EDIT_ROW_MOVE, .table = 0, .at = 0, .to = 3 },
		{ .kind = EDIT_ROW_MOVE, .table = 0, .at = 4, .to = 1 },
		{ .kind = EDIT_ROW_INSERT, .table = 0, .at = 2 },
		{ .kind = EDIT_ROW_MOVE, .table = 0, .at = 2, .to = 2 },
		{ .kind = EDIT_ROW_DELETE, .table = 0, .at = 1 },
		{ .kind = EDIT_ROW_INSERT, .table = 1, .at = 0 },
		{ .kind = EDIT_ROW_INSERT, .table = 0, .at = 0 },
	};
	const size_t n_rows = 6, n_moves = sizeof moves / sizeof *moves;

	for (size_t i = 0; i < n_rows; i++)
		apply((struct edit){ .kind = EDIT_ROW_INSERT, .at = i },
		      CHANGE_ROW_NEW);
	for (size_t i = 0; i < n_rows; i++) {
		history_begin(&history, CHANGE_CELL,
			      support_place(def, "任务.名称", (long)i));
		set_within("任务.名称", (long)i,
			   (char[]){ (char)('a' + i), 0 });
		history_end(&history);
	}
	for (size_t m = 0; m < n_moves; m++) {
		size_t n_gone = 0;

		apply(moves[m], CHANGE_ROW_MOVE);
		for (size_t i = 0; i < n_rows; i++) {
			struct place now;

			if (!history_place_now(&history, n_rows + i, &now)) {
				n_gone++;
				continue;
			}
			cr_expect_eq(*record_get(&record, now), 'a' + (int)i,
				     "move %zu, row %zu", m, i);
		}
		cr_expect_eq(n_gone, m >= 4);
	}
}

static struct edit random_edit(unsigned *seed)
{
	int t = (int)(support_random(seed) % (unsigned)def->n_tables);
	size_t n = record_n_rows(&record, t);
	struct edit e = { .table = t, .text = "" };
	char text[16];

	switch (n ? support_random(seed) % 4 : 0) {
	case 0:
		e.kind = EDIT_ROW_INSERT;
		e.at = support_random(seed) % (n + 1);
		break;
	case 1:
		e.kind = EDIT_ROW_DELETE;
		e.at = support_random(seed) % n;
		break;
	case 2:
		e.kind = EDIT_ROW_MOVE;
		e.at = support_random(seed) % n;
		e.to = support_random(seed) % n;
		break;
	default:
		e.kind = EDIT_SET;
		e.place.field =
			def->tables[t].columns[support_random(seed) % 4];
		e.place.row = (long)(support_random(seed) % n);
		sprintf(text, "%u", support_random(seed) % 1000);
		e.text = texts_add_str(texts, text);
	}
	return e;
}

Test(history, everything_undone_and_redone_is_the_same)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT;
	struct bytes undone = BYTES_INIT, redone = BYTES_INIT;
	unsigned seed = 20240101;

	dump(&before);
	for (int i = 0; i < 2000; i++)
		apply(random_edit(&seed), CHANGE_CELL);
	dump(&after);
	while (history_undo(&history))
		;
	dump(&undone);
	while (history_redo(&history))
		;
	dump(&redone);
	cr_expect_str_eq(before.data, undone.data);
	cr_expect_str_eq(after.data, redone.data);
	bytes_release(&before);
	bytes_release(&after);
	bytes_release(&undone);
	bytes_release(&redone);
}

Test(history, ids_stay_small_and_unique)
{
	unsigned seed = 7;
	bool seen[4096] = { false };

	for (int i = 0; i < 500; i++)
		apply(random_edit(&seed), CHANGE_CELL);
	for (size_t r = 0; r < record_n_rows(&record, 0); r++) {
		unsigned id = record_row(&record, 0, r)->id;

		cr_assert_lt(id, 4096u);
		cr_expect_not(seen[id]);
		seen[id] = true;
	}
}
