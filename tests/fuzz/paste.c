/*
 * paste: any text as what a terminal pastes, into a table of a form and onto
 * its single cells. Written again it reads as itself; each column goes to one
 * field of the table at most; what it does is one change, is judged as if from
 * scratch, and is undone without a trace.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/paste_pairs.h"
#include "core/paste_plan.h"
#include "core/text.h"

static const char *const paths[] = {
	"samples/zhanjiang-kexie-2024.tsv",
	"tests/forms/every-kind/sample.csv",
	"tests/forms/reading-corner/corner.csv",
	"tests/forms/three-boxes/chess-club.csv",
};

/* UTF-8 without NUL, as a key decoder makes it. */
static void clean(struct bytes *out, const char *s, size_t n)
{
	while (n > 0) {
		size_t good = text_valid(s, n);

		bytes_add(out, s, good);
		s += good;
		n -= good;
		if (n > 0) {
			bytes_add_str(out, "\xEF\xBF\xBD");
			s++;
			n--;
		}
	}
	for (size_t i = 0; i < out->len; i++)
		if (!out->data[i])
			out->data[i] = ' ';
}

static void expect_reads_back(const struct paste_block *block)
{
	struct bytes out = BYTES_INIT;
	struct paste_block again;

	for (size_t r = 0; r < block->n_rows; r++) {
		for (size_t c = 0; c < block->rows[r].n; c++) {
			if (c > 0)
				bytes_add_char(&out, '\t');
			paste_block_write(&out, block->rows[r].cells[c]);
		}
		bytes_add_char(&out, '\n');
	}
	paste_block_read(&again, out.data, out.len);
	MUST(again.n_rows == block->n_rows);
	MUST(again.n_columns == block->n_columns);
	for (size_t r = 0; r < block->n_rows; r++)
		for (size_t c = 0; c < block->n_columns; c++)
			MUST(!strcmp(paste_block_cell(&again, r, c),
				     paste_block_cell(block, r, c)));
	paste_block_release(&again);
	bytes_release(&out);
}

static void expect_each_once(const struct document *doc,
			     const struct paste_map *map)
{
	for (size_t c = 0; c < map->n; c++) {
		int field = map->columns[c].field;

		MUST(field < doc->def->n_fields);
		MUST(field < 0 || doc->def->fields[field].table == map->table);
		for (size_t d = 0; d < c && field >= 0; d++)
			MUST(map->columns[d].field != field);
	}
}

static void expect_as_fresh(const struct document *doc)
{
	struct check *fresh = check_new(doc->form->plan, &doc->record);
	const struct finding *a, *b;
	size_t n = check_findings(doc->check, &a);

	MUST(check_findings(fresh, &b) <= n);
	for (size_t i = 0; check_findings(fresh, &b) == n && i < n; i++)
		MUST(a[i].rule == b[i].rule &&
		     place_equal(a[i].place, b[i].place));
	check_free(fresh);
}

/* All of it went as one change, or nothing was changed. */
static void expect_undone(struct document *doc, size_t position)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT,
		     again = BYTES_INIT;

	MUST(doc->history.position <= position + 1);
	expect_as_fresh(doc);
	document_bytes(doc, &after);
	if (doc->history.position == position + 1) {
		MUST(document_undo(doc)->kind == CHANGE_PASTE);
		expect_as_fresh(doc);
		document_bytes(doc, &before);
		MUST(document_redo(doc));
		document_bytes(doc, &again);
		MUST(again.len == after.len &&
		     !memcmp(again.data, after.data, after.len));
		document_undo(doc);
		bytes_clear(&again);
		document_bytes(doc, &again);
		MUST(again.len == before.len &&
		     !memcmp(again.data, before.data, before.len));
	}
	bytes_release(&before);
	bytes_release(&after);
	bytes_release(&again);
}

static void into_table(struct document *doc, const struct paste_block *block,
		       struct fuzz *f)
{
	const struct definition *def = doc->def;
	int table = (int)fuzz_choose(f, (unsigned)def->n_tables);
	const struct table_def *t = &def->tables[table];
	int field = t->columns[fuzz_choose(f, (unsigned)t->n_columns)];
	size_t position = doc->history.position;
	enum paste_mode mode = fuzz_choose(f, 2) ? PASTE_OVER : PASTE_NEW_ROWS;
	size_t at = fuzz_choose(
		f, (unsigned)record_n_rows(&doc->record, table) + 1);
	struct paste_map map;
	struct paste_plan plan;

	paste_map_find(&map, doc->form, block, table, field);
	expect_each_once(doc, &map);
	if (map.n > 0 && fuzz_choose(f, 2))
		paste_map_set(
			&map, fuzz_choose(f, 2) % map.n,
			t->columns[fuzz_choose(f, (unsigned)t->n_columns)]);
	expect_each_once(doc, &map);
	paste_plan_usual(doc, &map, (long)at - 1);
	paste_plan_make(&plan, doc, block, &map, mode, at);
	MUST(plan.n + plan.n_skipped + map.n_head == block->n_rows);
	paste_plan_apply(&plan, doc, CHANGE_PASTE);
	expect_undone(doc, position);
	paste_plan_release(&plan);
	paste_map_release(&map);
}

static void onto_cells(struct document *doc, const struct paste_block *block)
{
	struct paste_pairs pairs;
	size_t position = doc->history.position;

	paste_pairs_find(&pairs, doc, block);
	paste_pairs_apply(&pairs, doc);
	expect_undone(doc, position);
	paste_pairs_release(&pairs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz f = fuzz_of(data, n);
	struct form_set *forms = fuzz_forms();
	struct failure_list faults = { 0 };
	unsigned which = fuzz_choose(&f, sizeof paths / sizeof *paths);
	struct document *doc =
		document_open(forms, fuzz_path(paths[which]), NULL, &faults);
	struct bytes text = BYTES_INIT;
	struct paste_block block;

	MUST(doc && document_check(doc, &faults));
	clean(&text, f.data, f.n);
	paste_block_read(&block, text.data, text.len);
	expect_reads_back(&block);
	if (doc->def->n_tables > 0)
		into_table(doc, &block, &f);
	onto_cells(doc, &block);
	paste_block_release(&block);
	bytes_release(&text);
	document_free(doc);
	return 0;
}
