#include <config.h>
#include "tests/unit/support_left.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/document_journal.h"

struct left left;

void left_begin(void)
{
	left.forms = support_forms();
	left.folder = support_folder();
	snprintf(left.form, sizeof left.form, "%s/form.csv", left.folder);
	snprintf(left.state, sizeof left.state, "%s/a/b/jixiao", left.folder);
}

void left_end(void)
{
	form_set_free(left.forms);
	support_remove_folder(left.folder);
	free(left.folder);
}

struct document *left_open(const char *path)
{
	struct document *doc = support_document(left.forms, path);

	document_journal_open(doc, left.state);
	return doc;
}

void left_copy(const char *relative)
{
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(relative), &data, &n, &stamp, NULL));
	support_write(left.form, data, n);
	free(data);
}

struct document *left_open_club(void)
{
	left_copy(CLUB);
	return left_open(left.form);
}

void left_keep(struct document *doc)
{
	struct failure f = { 0 };

	cr_assert_eq(document_journal_write(doc, &f), JOURNAL_NO_NEWS);
}

void left_set(struct document *doc, const char *name, long row,
	      const char *text)
{
	support_fill(doc, name, row, text);
	left_keep(doc);
}

void left_type(struct document *doc, const char *name, long row,
	       const char *text)
{
	document_journal_typing(
		doc,
		(struct typing){ TYPED_CELL,
				 support_place(doc->def, name, row) },
		text, strlen(text));
	left_keep(doc);
}

const char *left_get(const struct document *doc, const char *name, long row)
{
	return record_get(&doc->record, support_place(doc->def, name, row));
}

static void dump_record(struct bytes *out, const struct record *rec)
{
	for (int i = 0; i < rec->def->n_scalars; i++)
		bytes_printf(out, "%s%s|", rec->scalars[i],
			     rec->scalars_carried[i] ? "~" : "");
	bytes_printf(out, "%zu carried", rec->n_carried);
	for (int t = 0; t < rec->def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(rec, t); r++) {
			const struct row *row = record_row(rec, t, r);

			bytes_printf(out, "\n%d@%d~%x ", t, (int)row->source,
				     (unsigned)row->carried);
			for (int c = 0; c < rec->def->tables[t].n_columns; c++)
				bytes_printf(out, "%s|", row->cells[c]);
		}
	bytes_add_str(out, "\n");
}

static void dump_reasons(struct bytes *out, const struct acceptance_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		bytes_printf(out, "%s %s %ld %s: %s (%s)\n",
			     list->items[i].rule, list->items[i].field,
			     list->items[i].row, list->items[i].name,
			     list->items[i].reason, list->items[i].date);
}

static void dump_now(struct bytes *out, const struct document *doc)
{
	dump_record(out, &doc->record);
	dump_reasons(out, &doc->acceptances);
}

void left_dump(struct bytes *out, struct document *doc)
{
	struct history_log log = doc->history.log;
	size_t position = doc->history.position;

	doc->history.log = (struct history_log){ 0 };
	bytes_printf(out, "modified %d, saved %zd\n", document_is_modified(doc),
		     (ssize_t)doc->history.saved);
	dump_now(out, doc);
	while (document_undo(doc))
		dump_now(out, doc);
	while (document_redo(doc))
		dump_now(out, doc);
	while (doc->history.position > position)
		document_undo(doc);
	document_bytes(doc, out);
	doc->history.log = log;
}

void left_kill(struct document *doc)
{
	document_free(doc);
}

struct document *left_after_kill(struct document *doc)
{
	struct recovery *r;

	left_keep(doc);
	left_kill(doc);
	doc = support_document(left.forms, left.form);
	r = recovery_find(left.forms, left.state, left.form, doc);
	cr_assert(r && r->doc);
	recovery_take(r, doc);
	recovery_free(r);
	cr_assert(document_check(doc, NULL));
	return doc;
}

struct recovery *left_find(void)
{
	struct document *now = support_document(left.forms, left.form);
	struct recovery *r =
		recovery_find(left.forms, left.state, left.form, now);

	document_free(now);
	return r;
}
