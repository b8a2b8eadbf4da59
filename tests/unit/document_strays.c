/* What the form has no place for is dropped, put back, and kept meanwhile. */
#include <config.h>
#include "core/document_strays.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_journal.h"
#include "core/document_merge.h"
#include "core/document_repairs.h"
#include "core/export.h"
#include "tests/unit/support_edits.h"
#include "tests/unit/support_left.h"

#define WIDE "tests/checks/FILE-WIDTH.csv"

TestSuite(document_strays, .timeout = 60, .init = left_begin, .fini = left_end);

static struct document *doc;

static void open_copy(const char *relative)
{
	left_copy(relative);
	doc = left_open(left.form);
}

/* Each as line:text. */
static void expect_strays(const char *wanted)
{
	struct bytes got = BYTES_INIT;
	struct strays strays;

	strays_find(&strays, doc);
	for (size_t i = 0; i < strays.n; i++)
		bytes_printf(&got, "%s%zu:%s", i > 0 ? " " : "",
			     strays.items[i].line, strays.items[i].stray.text);
	cr_expect_str_eq(got.data, wanted);
	bytes_release(&got);
	strays_release(&strays);
}

static size_t n_found(const char *id)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list), found = 0;

	for (size_t i = 0; i < n; i++)
		found += !strcmp(list[i].rule->id, id);
	return found;
}

/* The n-th cell, and those beside it. */
static void drop(size_t at)
{
	struct strays strays;

	strays_find(&strays, doc);
	cr_assert_lt(at, strays.n);
	document_drop(doc, &strays.items[at], strays_n_beside(&strays, at));
	strays_release(&strays);
}

static void save(void)
{
	cr_assert(document_save(doc, left.form, false, NULL));
}

/* Reads the file anew; the caller frees it. */
static void expect_file(const char *wanted)
{
	struct document *mine = doc;

	doc = support_document(left.forms, left.form);
	expect_strays(wanted);
	document_free(doc);
	doc = mine;
}

static char *saved_bytes(void)
{
	struct bytes bytes = BYTES_INIT;

	cr_assert(document_bytes(doc, &bytes));
	return bytes_take(&bytes);
}

/* Cuts the first `old` of the form's file out, or puts `new` there. */
static void replace(const char *old, const char *new)
{
	struct failure f = { 0 };
	struct store_stamp stamp;
	char *data, *at;
	size_t n;
	struct bytes out = BYTES_INIT;

	cr_assert(store_read(left.form, &data, &n, &stamp, &f));
	at = strstr(data, old);
	cr_assert(at);
	bytes_add(&out, data, (size_t)(at - data));
	bytes_add_str(&out, new);
	bytes_add_str(&out, at + strlen(old));
	support_write(left.form, out.data, out.len);
	free(data);
	bytes_release(&out);
}

Test(document_strays, one_line_is_dropped_put_back_and_dropped_again)
{
	open_copy(WIDE);
	char *was = saved_bytes();
	expect_strays("15:备用 15:多出来的");
	cr_expect_eq(n_found("FILE-WIDTH"), 1);
	drop(0);
	expect_strays("");
	cr_expect_eq(n_found("FILE-WIDTH"), 0);
	cr_expect(document_differs(doc));
	cr_expect_eq(document_undo(doc)->kind, CHANGE_DROP);
	expect_strays("15:备用 15:多出来的");
	cr_expect_eq(n_found("FILE-WIDTH"), 1);
	cr_expect_not(document_differs(doc));
	char *now = saved_bytes();
	cr_expect_str_eq(now, was);
	document_redo(doc);
	expect_strays("");
	free(was);
	free(now);
	document_free(doc);
}

/* The line is as if they had never been there, the others keep their bytes. */
Test(document_strays, the_saved_file_is_without_it)
{
	open_copy(WIDE);
	char *was = saved_bytes(), *at = strstr(was, ",备用,多出来的");
	cr_assert(at);
	drop(0);
	char *now = saved_bytes();
	cr_expect_eq(strlen(now), strlen(was) - strlen(",备用,多出来的"));
	cr_expect_arr_eq(now, was, (size_t)(at - was));
	cr_expect_str_eq(now + (at - was), at + strlen(",备用,多出来的"));
	save();
	expect_file("");
	cr_expect_eq(n_found("FILE-WIDTH"), 0);
	free(was);
	free(now);
	document_free(doc);
}

/* A file that was saved without it has it once more, last, and once. */
Test(document_strays, undo_reaches_back_over_a_save)
{
	open_copy(WIDE);
	drop(0);
	save();
	document_undo(doc);
	expect_strays("0:备用 0:多出来的");
	cr_expect_eq(n_found("FILE-WIDTH"), 1);
	cr_expect(document_differs(doc));
	save();
	expect_strays("25:备用 25:多出来的");
	cr_expect_eq(n_found("FILE-WIDTH"), 1);
	expect_file("25:备用 25:多出来的");
	save();
	expect_file("25:备用 25:多出来的");
	document_redo(doc);
	expect_strays("");
	save();
	expect_file("");
	document_free(doc);
}

Test(document_strays, what_was_put_back_can_be_dropped_anew)
{
	open_copy(WIDE);
	drop(0);
	save();
	document_undo(doc);
	drop(0);
	expect_strays("");
	document_undo(doc);
	expect_strays("0:备用 0:多出来的");
	save();
	expect_file("25:备用 25:多出来的");
	document_free(doc);
}

/* It is found where the file has it by then. */
Test(document_strays, redo_after_a_save_in_between)
{
	open_copy(WIDE);
	document_row_new(doc, 1, 0, NULL);
	support_fill(doc, "指标.三级指标", 0, "一项新的");
	drop(0);
	document_undo(doc);
	save();
	expect_strays("16:备用 16:多出来的");
	document_redo(doc);
	expect_strays("");
	save();
	expect_file("");
	document_free(doc);
}

Test(document_strays, beside_an_edit_of_the_same_row)
{
	open_copy(WIDE);
	drop(0);
	support_fill(doc, "指标.指标值", 0, "≥66场次");
	document_row_new(doc, 1, 0, NULL);
	support_fill(doc, "指标.三级指标", 0, "一项新的");
	document_row_move(doc, 1, 1, 3);
	save();
	cr_expect_eq(doc->n_lost, 0);
	expect_file("");
	cr_expect_str_eq(left_get(doc, "指标.指标值", 3), "≥66场次");
	document_free(doc);
}

/* What stood in a deleted row is not gone with it. */
Test(document_strays, a_row_that_is_deleted_leaves_it)
{
	open_copy(WIDE);
	document_row_delete(doc, 1, 0);
	save();
	expect_strays("22:备用 22:多出来的");
	cr_expect_eq(n_found("FILE-WIDTH"), 1);
	expect_file("22:备用 22:多出来的");
	drop(0);
	save();
	expect_file("");
	document_free(doc);
}

Test(document_strays, a_row_is_deleted_and_what_it_had_dropped)
{
	open_copy(WIDE);
	document_row_delete(doc, 1, 0);
	drop(0);
	expect_strays("");
	save();
	expect_file("");
	document_free(doc);
}

/* What repairs have placed has no place without them. */
Test(document_strays, an_undone_repair_leaves_it)
{
	open_copy(REAL_FORM);
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	cr_assert_eq(document_undo(doc)->kind, CHANGE_REPAIR);
	cr_expect_eq(n_found("FILE-PLACE"), 1);
	document_redo(doc);
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	document_free(doc);
}

/* The same of one that is taken back alone. */
Test(document_strays, one_repair_that_is_undone_leaves_it)
{
	size_t i = 0;

	open_copy(REAL_FORM);
	do
		cr_assert_lt(i, doc->reading.n_repairs);
	while (!document_repair_toggle(doc, i++) ||
	       strays_in_line(doc, doc->reading.repairs[i - 1].line) ==
		       strays_in_line(doc,
				      doc->reading.repairs[i - 1].line + 1));
	cr_expect_eq(n_found("FILE-PLACE"), 1);
	document_undo(doc);
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	document_redo(doc);
	cr_expect_eq(n_found("FILE-PLACE"), 1);
	cr_expect(document_repair_toggle(doc, i - 1));
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	document_free(doc);
}

/* A reason that was given for it holds as long as it is there. */
Test(document_strays, a_reason_for_it_stays)
{
	const struct finding *list;
	struct finding f;
	size_t i = 0;

	open_copy("tests/checks/FILE-PLACE.csv");
	check_findings(doc->check, &list);
	while (strcmp(list[i].rule->id, "FILE-PLACE") != 0)
		i++;
	f = list[i];
	cr_assert(document_accept(doc, &f, "填报人要留着", "2026-11-25"));
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	save();
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	cr_expect_eq(check_accepted(doc->check, &list), 1);
	drop(0);
	cr_expect_eq(check_accepted(doc->check, &list), 0);
	document_undo(doc);
	cr_expect_eq(n_found("FILE-PLACE"), 0);
	cr_expect_eq(check_accepted(doc->check, &list), 1);
	document_free(doc);
}

static void print_nothing(const struct document *of, const struct finding *f,
			  struct bytes *out)
{
	(void)of;
	(void)f;
	(void)out;
}

static struct export_words say_nothing(void)
{
	struct export_words words = {
		"zh", "", "", "", "", { 0 }, print_nothing
	};

	for (int i = 0; i < SEVERITIES; i++)
		words.severities[i] = "";
	return words;
}

Test(document_strays, what_is_printed_is_without_it)
{
	const struct export_words words = say_nothing();
	struct bytes page = BYTES_INIT;

	open_copy(WIDE);
	export_html(doc, &words, &page);
	cr_expect(strstr(page.data, "<li>备用</li>"));
	drop(0);
	bytes_clear(&page);
	export_html(doc, &words, &page);
	cr_expect_not(strstr(page.data, "备用"));
	bytes_release(&page);
	document_free(doc);
}

Test(document_strays, a_kill_takes_nothing)
{
	open_copy(WIDE);
	support_fill(doc, "基本支出", -1, "1");
	left_keep(doc);
	drop(0);
	doc = left_after_kill(doc);
	expect_strays("");
	cr_expect_eq(n_found("FILE-WIDTH"), 0);
	document_undo(doc);
	doc = left_after_kill(doc);
	expect_strays("15:备用 15:多出来的");
	document_redo(doc);
	doc = left_after_kill(doc);
	save();
	expect_file("");
	document_undo(doc);
	doc = left_after_kill(doc);
	expect_strays("0:备用 0:多出来的");
	save();
	expect_file("25:备用 25:多出来的");
	document_free(doc);
}

static void merge_theirs(void)
{
	struct document_merge *m = document_merge_new(doc, NULL);

	cr_assert(m);
	document_merge_apply(m);
	document_merge_free(m);
}

/* Of a line that was dropped in part before, no cell comes to another's line. */
Test(document_strays, what_was_put_back_stands_beside_nothing_else)
{
	struct strays strays;

	left_copy(WIDE);
	replace("≥4\n", "≥4,新的\n");
	doc = left_open(left.form);
	strays_find(&strays, doc);
	document_drop(doc, &strays.items[0], 1);
	document_undo(doc);
	document_drop(doc, &strays.items[2], 1);
	document_drop(doc, strays.items, 2);
	strays_release(&strays);
	save();
	expect_file("");
	document_undo(doc);
	document_undo(doc);
	save();
	expect_file("25:备用 26:新的 27:多出来的");
	document_free(doc);
}

/* Another has written a line above it, or dropped it as well. */
Test(document_strays, dropped_here_and_there)
{
	open_copy(WIDE);
	drop(0);
	replace("年度重点工作任务,任务2", "年度重点工作任务,任务零,a,1,b\n"
					  "年度重点工作任务,任务2");
	merge_theirs();
	expect_strays("");
	document_undo(doc);
	document_undo(doc);
	expect_strays("16:备用 16:多出来的");
	document_redo(doc);
	replace(",备用,多出来的", "");
	merge_theirs();
	expect_strays("");
	save();
	expect_file("");
	document_free(doc);
}

/* Theirs has it in its place; the undone repair would have moved it there. */
Test(document_strays, what_a_merge_has_placed_is_no_stray_after_a_kill)
{
	open_copy(REAL_FORM);
	cr_assert_eq(document_undo(doc)->kind, CHANGE_REPAIR);
	left_keep(doc);
	replace("湛江市科学技术协会", "湛江市科协");
	merge_theirs();
	expect_strays("");
	left_keep(doc);
	doc = left_after_kill(doc);
	expect_strays("");
	document_free(doc);
}

Test(document_strays, another_adds_and_drops_some)
{
	open_copy(WIDE);
	replace("≥4\n", "≥4,新的\n");
	merge_theirs();
	expect_strays("15:备用 15:多出来的 16:新的");
	cr_expect_eq(n_found("FILE-WIDTH"), 1);
	replace(",备用,多出来的", "");
	replace(",新的", "");
	merge_theirs();
	expect_strays("");
	cr_expect_eq(n_found("FILE-WIDTH"), 0);
	document_free(doc);
}

Test(document_strays, in_other_encodings)
{
	static const enum encoding all[] = {
		ENCODING_GB18030,
		ENCODING_UTF_16LE,
		ENCODING_UTF_16BE,
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		open_copy(WIDE);
		doc->dialect.encoding = all[i];
		save();
		document_free(doc);
		doc = left_open(left.form);
		expect_strays("15:备用 15:多出来的");
		drop(0);
		save();
		expect_file("");
		document_undo(doc);
		save();
		expect_file("25:备用 25:多出来的");
		cr_expect_eq(doc->dialect.encoding, all[i]);
		document_free(doc);
	}
}

/* ---- anything ---- */

/* Cells behind lines, and lines, that the form knows nothing of. */
static void write_damaged(unsigned *seed)
{
	struct store_stamp stamp;
	struct bytes out = BYTES_INIT;
	int number = 0;
	char *data;
	size_t n;

	cr_assert(store_read(left.form, &data, &n, &stamp, NULL));
	for (size_t i = 0, rows = 0; i < n; i++) {
		bool ends = data[i] == '\n' && i > 0 && data[i - 1] != '\n';

		if (ends && edits_below(seed, 4) == 0)
			bytes_printf(&out, ",多%d", number++);
		if (ends && edits_below(seed, 9) == 0)
			bytes_printf(&out, ",,又%d", number++ / 2);
		bytes_add_char(&out, data[i]);
		rows += ends;
		if (ends && rows > 2 && edits_below(seed, 7) == 0)
			bytes_printf(&out, "无处可放的%d,,\"外,%d\"\n", number,
				     number + 1);
	}
	support_write(left.form, out.data, out.len);
	bytes_release(&out);
	free(data);
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The texts alone, in an order of their own. */
static void texts_print(struct bytes *out, const struct document *of)
{
	struct strays strays;
	const char **texts;

	strays_find(&strays, of);
	texts = memory_array(strays.n + 1, sizeof *texts);
	for (size_t i = 0; i < strays.n; i++)
		texts[i] = strays.items[i].stray.text;
	qsort(texts, strays.n, sizeof *texts, compare_texts);
	for (size_t i = 0; i < strays.n; i++)
		bytes_printf(out, "%s|", texts[i]);
	free(texts);
	strays_release(&strays);
}

static void expect_same_texts(unsigned seed, const char *what)
{
	struct bytes mine = BYTES_INIT, theirs = BYTES_INIT;
	struct document *again = support_document(left.forms, left.form);

	texts_print(&mine, doc);
	texts_print(&theirs, again);
	cr_expect_str_eq(theirs.data, mine.data, "%s seed %u, %s:\n%s\n%s",
			 doc->def->key, seed, what, theirs.data, mine.data);
	bytes_release(&mine);
	bytes_release(&theirs);
	document_free(again);
}

/* What repairs have placed stays so: opened again it would be. */
static void undo_any(void)
{
	const struct change *next = document_next_undo(doc);

	if (next && next->kind != CHANGE_REPAIR)
		document_undo(doc);
}

static void edit_any_row(unsigned *seed)
{
	int table = doc->def->n_tables - 1;
	size_t n = record_n_rows(&doc->record, table);
	size_t at = edits_below(seed, n), kind = edits_below(seed, 3);

	if (kind == 0)
		document_row_new(doc, table, at, NULL);
	else if (kind == 1 && n > 3)
		document_row_delete(doc, table, at);
	else
		document_row_move(doc, table, at, edits_below(seed, n));
}

static void any_steps(unsigned *seed)
{
	for (size_t i = edits_below(seed, 12) + 1; i > 0; i--) {
		size_t kind = edits_below(seed, 8);

		if (kind < 4)
			edits_drop(doc, seed);
		else if (kind < 6)
			undo_any();
		else if (kind == 6)
			document_redo(doc);
		else
			edit_any_row(seed);
		left_keep(doc);
	}
}

static void save_any(const char *form, unsigned of)
{
	unsigned seed = of;

	left_copy(form);
	write_damaged(&seed);
	doc = left_open(left.form);
	for (int round = 0; round < 5; round++) {
		any_steps(&seed);
		cr_assert(document_save(doc, left.form, true, NULL));
		expect_same_texts(of, "saved");
		any_steps(&seed);
		edits_new_row(doc);
		doc = left_after_kill(doc);
	}
	document_journal_end(doc);
	document_free(doc);
}

static const char *const forms[] = {
	WIDE,
	CLUB,
	EVERY_SAMPLE,
};

Test(document_strays, what_is_there_is_saved_and_nothing_else)
{
	for (unsigned seed = 1; seed <= 25; seed++)
		for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
			save_any(forms[i], seed);
}
