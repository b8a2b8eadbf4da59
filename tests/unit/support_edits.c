#include <config.h>
#include "tests/unit/support_edits.h"

#include <stdio.h>
#include <string.h>
#include "core/document_journal.h"
#include "core/document_repairs.h"
#include "core/document_strays.h"
#include "tests/unit/support.h"

size_t edits_below(unsigned *seed, size_t n)
{
	return support_random(seed) % n;
}

static struct place any_place(const struct document *doc, unsigned *seed)
{
	struct place p = { (int)edits_below(seed, (size_t)doc->def->n_fields),
			   -1 };
	int table = doc->def->fields[p.field].table;

	if (table >= 0 && record_n_rows(&doc->record, table) == 0)
		return any_place(doc, seed);
	if (table >= 0)
		p.row = (long)edits_below(seed,
					  record_n_rows(&doc->record, table));
	return p;
}

static void any_row_edit(struct document *doc, unsigned *seed, size_t kind)
{
	int table = (int)edits_below(seed, (size_t)doc->def->n_tables);
	size_t n = record_n_rows(&doc->record, table);
	size_t at = edits_below(seed, n + 1);

	if (n == 0 || kind == 0)
		document_row_new(doc, table, at, NULL);
	else if (kind == 1)
		document_row_new(
			doc, table, at,
			record_row(&doc->record, table, edits_below(seed, n)));
	else if (kind == 2)
		document_row_delete(doc, table, at % n);
	else
		document_row_move(doc, table, at % n, edits_below(seed, n));
}

/* Of what is found, or of what has been accepted. */
static void any_reason(struct document *doc, unsigned *seed)
{
	static const char *const reasons[] = { "", "按实际", "上级定的" };
	const struct finding *list;
	size_t n = edits_below(seed, 2) ? check_findings(doc->check, &list)
					: check_accepted(doc->check, &list);

	if (n == 0)
		return;
	struct finding f = list[edits_below(seed, n)];

	document_accept(doc, &f, reasons[edits_below(seed, 3)], "2026-11-25");
}

void edits_drop(struct document *doc, unsigned *seed)
{
	struct strays strays;
	size_t at;

	strays_find(&strays, doc);
	at = edits_below(seed, strays.n + 1);
	if (at < strays.n)
		document_drop(doc, &strays.items[at],
			      strays_n_beside(&strays, at));
	strays_release(&strays);
}

void edits_any(struct document *doc, unsigned *seed)
{
	static const char *const texts[] = { "",   "12.5",	 "甲",
					     "≥3", "a,\"b\"\nc", "100%" };
	size_t kind = edits_below(seed, 15);
	struct place p = any_place(doc, seed);
	const char *text = texts[edits_below(seed, 6)];

	if (kind < 4) {
		any_row_edit(doc, seed, kind);
	} else if (kind == 4) {
		document_undo(doc);
	} else if (kind == 5) {
		document_redo(doc);
	} else if (kind == 6 && doc->reading.n_repairs > 0) {
		document_repair_toggle(
			doc, edits_below(seed, doc->reading.n_repairs));
	} else if (kind == 7) {
		document_journal_typing(doc, (struct typing){ TYPED_CELL, p },
					text, strlen(text));
		document_journal_typed(doc);
	} else if (kind == 8) {
		struct place_text cells[] = {
			{ p, texts_add_str(doc->texts, text) },
			{ any_place(doc, seed), texts_add_str(doc->texts, "x") }
		};

		document_set_all(doc, cells, 2);
	} else if (kind == 9) {
		struct place places[] = { p, any_place(doc, seed) };

		document_confirm(doc, places, 2);
	} else if (kind == 10 || kind == 11) {
		any_reason(doc, seed);
	} else if (kind == 12) {
		edits_drop(doc, seed);
	} else {
		document_set(doc, p, text, strlen(text));
	}
}

void edits_carry(struct document *doc)
{
	for (int i = 0; i < doc->def->n_fields; i++) {
		int table = doc->def->fields[i].table;
		long n = table < 0 ? 0
				   : (long)record_n_rows(&doc->record, table);

		for (long r = table < 0 ? -1 : 0; r < n; r++)
			if ((i + r) % 2)
				record_set_carried(&doc->record,
						   (struct place){ i, r },
						   true);
	}
}

void edits_new_row(struct document *doc)
{
	static int number;
	const struct table_def *t = &doc->def->tables[0];
	char text[32];
	int c = 0;

	while (doc->def->fields[t->columns[c]].kind != FIELD_TEXT)
		c++;
	snprintf(text, sizeof text, "还没存 %d", ++number);
	document_row_new(doc, 0, 0, NULL);
	document_set(doc, (struct place){ t->columns[c], 0 }, text,
		     strlen(text));
}
