/* Many edits as one change come to what they come to one by one: cells,
   computed ones included, and findings. */
#include <config.h>
#include "core/document.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc, *other;

static void setup(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(EVERY_SAMPLE));
	other = support_document(forms, support_path(EVERY_SAMPLE));
}

static void teardown(void)
{
	document_free(doc);
	document_free(other);
	form_set_free(forms);
}

TestSuite(document_many, .timeout = 60, .init = setup, .fini = teardown);

static void print_cells(struct bytes *out, const struct document *of)
{
	for (int i = 0; i < of->def->n_fields; i++) {
		const struct field *f = &of->def->fields[i];
		long n = f->table < 0
				 ? 0
				 : (long)record_n_rows(&of->record, f->table);

		for (long r = f->table < 0 ? -1 : 0; r < n; r++)
			bytes_printf(out, "%s %ld: %s\n", f->name, r,
				     record_get(&of->record,
						(struct place){ i, r }));
	}
}

static void print_findings(struct bytes *out, const struct document *of)
{
	const struct finding *list;
	size_t n = check_findings(of->check, &list);

	for (size_t i = 0; i < n; i++) {
		bytes_printf(out, "%s %d %ld ", list[i].rule->id,
			     list[i].place.field, list[i].place.row);
		check_sentence(of->check, &list[i], false, out);
		bytes_add_char(out, '\n');
	}
}

static void expect_same(void)
{
	struct bytes a = BYTES_INIT, b = BYTES_INIT;

	print_cells(&a, doc);
	print_findings(&a, doc);
	print_cells(&b, other);
	print_findings(&b, other);
	cr_assert_str_eq(a.data, b.data);
	bytes_release(&a);
	bytes_release(&b);
}

/* The same judged anew, by a document that never saw an edit. */
static void expect_as_anew(void)
{
	struct check *anew = check_new(doc->form->plan, &doc->record);
	const struct finding *now, *then;
	size_t n = check_findings(doc->check, &now);

	cr_assert_eq(check_findings(anew, &then), n);
	for (size_t i = 0; i < n; i++) {
		cr_expect_eq(now[i].rule, then[i].rule);
		cr_expect(place_equal(now[i].place, then[i].place));
	}
	check_free(anew);
}

/* Rows only come, so that what fits before the first fits before all. */
static struct edit edit_of(struct document *of, size_t n, unsigned *state)
{
	static const char *const texts[] = { "", "1", "25", "联赛", "x" };
	static const char *const columns[] = { "活动.花费", "活动.名称" };
	struct edit edit = { .table = 0, .at = support_random(state) % n };
	unsigned kind = support_random(state) % 4,
		 choice = support_random(state);

	if (kind == 0) {
		edit.kind = EDIT_ROW_INSERT;
		edit.row = record_row_new(&of->record, 0, NULL);
		edit.row->cells[2] = texts_add_str(of->texts, "联赛");
		edit.row->cells[3] = texts_add_str(of->texts, "7");
	} else if (kind == 1) {
		edit.kind = EDIT_ROW_MOVE;
		edit.to = choice % n;
	} else {
		edit.kind = EDIT_SET;
		edit.place = support_place(of->def, columns[choice % 2],
					   (long)edit.at);
		edit.text = texts_add_str(of->texts, texts[choice / 2 % 5]);
	}
	return edit;
}

enum { EDITS = 12, ROUNDS = 100 };

Test(document_many, all_at_once_is_one_by_one)
{
	for (unsigned round = 1; round <= ROUNDS; round++) {
		size_t n = record_n_rows(&doc->record, 0);
		unsigned one = round, all = round;
		struct edit edits[EDITS];

		for (int i = 0; i < EDITS; i++)
			edits[i] = edit_of(doc, n, &all);
		document_apply_all(doc, CHANGE_PASTE, PLACE_NONE, edits, EDITS);
		for (int i = 0; i < EDITS; i++) {
			struct edit edit = edit_of(other, n, &one);

			document_apply_all(other, CHANGE_PASTE, PLACE_NONE,
					   &edit, 1);
		}
		expect_same();
		expect_as_anew();
		cr_assert(document_undo(doc));
		for (int i = 0; i < EDITS; i++)
			document_undo(other);
		expect_same();
		expect_as_anew();
		document_redo(doc);
		expect_as_anew();
		document_undo(doc);
	}
}

/* Computed shares of a sum: each row's depends on all others. */
Test(document_many, computed_cells_are_computed_once)
{
	enum { N = 2000 };
	struct edit *edits = memory_array(N, sizeof *edits);
	struct place last = support_place(doc->def, "活动.占比", 4 + N - 1);

	for (size_t i = 0; i < N; i++) {
		edits[i] =
			(struct edit){ .kind = EDIT_ROW_INSERT, .at = 4 + i };
		edits[i].row = record_row_new(&doc->record, 0, NULL);
		edits[i].row->cells[3] = texts_add_str(doc->texts, "5");
	}
	document_apply_all(doc, CHANGE_PASTE, PLACE_NONE, edits, N);
	free(edits);
	cr_expect_str_eq(record_get(&doc->record, last), "0");
	cr_expect_lt(document_next_undo(doc)->n, 3 * N + 100);
	expect_as_anew();
	document_undo(doc);
	expect_same();
}
