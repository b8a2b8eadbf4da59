#include <config.h>
#include "core/document_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/document_earlier.h"
#include "core/document_open.h"
#include "core/document_tables.h"
#include "core/document_version.h"
#include "core/hash.h"

/* Of what the places of a journal depend on: fields and tables in their order.
   Rules, labels and help may be others by then. */
static uint64_t definition_hash(const struct definition *def)
{
	uint64_t hash = HASH_SEED;

	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];
		const int parts[] = { f->table, f->slot, (int)f->kind };

		hash = hash_words(hash, f->key, strlen(f->key) + 1);
		hash = hash_words(hash, (const char *)parts, sizeof parts);
	}
	return hash;
}

/* ---- in ---- */

static const char *const line_ends[] = { "\r\n", "\n", "\r" };
enum { LINE_ENDS = sizeof line_ends / sizeof *line_ends };

static void pack_dialect(struct bytes *out, const struct dialect *dialect)
{
	uint64_t end = 0;

	while (end < LINE_ENDS - 1 &&
	       strcmp(line_ends[end], dialect->line_end) != 0)
		end++;
	bytes_add_char(out, dialect->delimiter);
	pack_number(out, dialect->has_bom);
	pack_number(out, end);
	pack_number(out, (uint64_t)dialect->encoding);
}

/* What is known of the reading. The first was alone before there was the second,
   and both before there was the third. */
enum { IN_LAYOUT = 1, SETTLED = 2, TITLES_TYPED = 4, READING_BITS = 7 };

static uint64_t reading_bits(const struct layout_reading *r)
{
	return (r->in_layout ? IN_LAYOUT : 0) | (r->is_settled ? SETTLED : 0) |
	       (r->titles_typed ? TITLES_TYPED : 0);
}

/* Those that reading the file again doesn't find. */
static bool is_later_repair(const struct repair *repair)
{
	return repair->kind == REPAIR_COMPUTED ||
	       repair->kind == REPAIR_SHEET || repair->kind == REPAIR_TABLE ||
	       repair->kind == REPAIR_NO_RESULT;
}

static void pack_repairs(struct bytes *out, const struct layout_reading *r)
{
	uint64_t n = 0;

	for (size_t i = 0; i < r->n_repairs; i++)
		n += is_later_repair(&r->repairs[i]);
	pack_number(out, n);
	for (size_t i = 0; i < r->n_repairs; i++) {
		const struct repair *repair = &r->repairs[i];

		if (!is_later_repair(repair))
			continue;
		pack_number(out, (uint64_t)repair->kind);
		pack_number(out, repair->line);
		pack_number(out, repair->n);
		pack_place(out, repair->place);
		pack_text(out, repair->text ? repair->text : "");
	}
}

static void pack_file(struct bytes *out, const struct document *doc)
{
	const struct fingerprint file = document_fingerprint(doc);

	pack_number(out, file.size);
	pack_number(out, file.hash);
	pack_number(out, (uint64_t)doc->source);
	pack_number(out, doc->is_office);
	pack_number(out, doc->has_file);
	pack_number(out, doc->is_as_opened);
	pack_number(out, reading_bits(&doc->reading));
	pack_number(out, doc->grid.n_records > 0);
	bytes_add_char(out, doc->hint.delimiter);
	pack_number(out, (uint64_t)doc->hint.encoding);
	pack_dialect(out, &doc->dialect);
	pack_dialect(out, doc->grid.dialect.line_end ? &doc->grid.dialect
						     : &doc->dialect);
	pack_bytes(out, doc->data, doc->n_data);
	pack_bytes(out, doc->baseline.data, doc->baseline.len);
	pack_repairs(out, &doc->reading);
}

static void pack_record(struct bytes *out, const struct record *rec)
{
	for (int i = 0; i < rec->def->n_scalars; i++)
		pack_text(out, rec->scalars[i]);
	for (int t = 0; t < rec->def->n_tables; t++) {
		pack_number(out, record_n_rows(rec, t));
		for (size_t r = 0; r < record_n_rows(rec, t); r++)
			pack_row(out, rec->def, t, record_row(rec, t, r));
	}
}

/* Edits as the log has them: of what is done their inverses. */
static void pack_history(struct bytes *out, const struct definition *def,
			 const struct history *h)
{
	pack_number(out, h->n);
	pack_number(out, h->position);
	pack_number(out, h->saved == SIZE_MAX ? 0 : h->saved + 1);
	for (size_t i = 0; i < h->n; i++) {
		const struct change *change = &h->changes[i];

		pack_number(out, (uint64_t)change->kind);
		pack_place(out, change->place);
		pack_number(out, change->n);
		for (size_t k = 0; k < change->n; k++)
			pack_edit(out, def, &change->edits[k]);
	}
}

static void pack_said(struct bytes *out, const struct acceptance *items,
		      size_t n)
{
	pack_number(out, n);
	for (size_t i = 0; i < n; i++)
		pack_acceptance(out, &items[i]);
}

static void pack_acceptances(struct bytes *out,
			     const struct acceptance_list *list)
{
	pack_number(out, list->is_known);
	if (!list->is_known)
		return;
	pack_number(out, list->is_changed);
	pack_number(out, list->is_unread);
	pack_bytes(out, list->others.data, list->others.len);
	pack_said(out, list->items, list->n);
	pack_said(out, list->base, list->n_base);
}

static void pack_strays(struct bytes *out, const struct record *rec)
{
	for (size_t i = 0; i < rec->n_strays; i++) {
		const struct stray *stray = &rec->strays[i];

		pack_text(out, stray->text);
		pack_number(out, (uint64_t)(stray->record + 1));
		pack_number(out, (uint64_t)(stray->column + 1));
		pack_number(out, stray->is_dropped);
		pack_number(out, stray->is_beside);
	}
}

/* Behind all that a program had to keep before it had this, and again. */
static void pack_earlier(struct bytes *out, const struct document *doc)
{
	const char *path = document_earlier_whole_path(doc);

	if (path || doc->record.n_strays > 0)
		pack_text(out, path ? path : "");
	pack_strays(out, &doc->record);
}

/* Behind all that a program had to keep before there were new forms. What isn't
   known yet is left out, and read of the file later. */
static void pack_carried(struct bytes *out, const struct document *doc)
{
	const struct record *rec = &doc->record;
	uint64_t n = 0;

	for (int i = 0; i < rec->def->n_scalars; i++)
		n += rec->scalars_carried[i];
	pack_number(out, n);
	for (int i = 0; i < rec->def->n_scalars; i++)
		if (rec->scalars_carried[i])
			pack_number(out, (uint64_t)i);
	pack_number(out, doc->carried_saved);
	pack_text(out, doc->folder ? doc->folder : "");
	pack_earlier(out, doc);
}

/* What stood in the file takes as much as it did, and what is in the cells
   hardly more. */
static void expect(struct bytes *out, const struct document *doc)
{
	bytes_reserve(out, doc->n_data * 2 + doc->baseline.len);
}

void state_pack(struct bytes *out, const struct document *doc)
{
	expect(out, doc);
	pack_text(out, doc->def->key);
	pack_number(out, definition_hash(doc->def));
	pack_file(out, doc);
	pack_record(out, &doc->record);
	pack_history(out, doc->def, &doc->history);
	pack_acceptances(out, &doc->acceptances);
	if (doc->has_carried)
		pack_carried(out, doc);
}

/* ---- out ---- */

static char unpack_char(struct unpack *from)
{
	if (from->at < from->end)
		return *from->at++;
	from->is_bad = true;
	return 0;
}

static bool unpack_bool(struct unpack *from)
{
	return unpack_up_to(from, 1) != 0;
}

static char unpack_delimiter(struct unpack *from)
{
	char c = unpack_char(from);

	if (c != 0 && !strchr(",\t;", c))
		from->is_bad = true;
	return c;
}

static struct dialect unpack_dialect(struct unpack *from)
{
	struct dialect d = { .delimiter = unpack_delimiter(from) };

	d.has_bom = unpack_bool(from);
	d.line_end = line_ends[unpack_up_to(from, LINE_ENDS - 1)];
	d.encoding = (enum encoding)unpack_up_to(from, ENCODING_UTF_16BE);
	if (d.delimiter == 0 || d.encoding == ENCODING_AUTO)
		from->is_bad = true;
	return d;
}

static char *unpack_copy(struct unpack *from, size_t *n)
{
	const char *s = unpack_bytes(from, n);

	return memory_copy(s, *n);
}

/* The table that the cells were read from, as it was read. */
static bool read_grid(struct document *doc, const struct dialect *dialect)
{
	struct dialect_hint hint = { dialect->delimiter, dialect->encoding };
	struct record unused;
	bool fits;

	if (!grid_read(&doc->grid, doc->texts, doc->data, doc->n_data, &hint,
		       doc->path, NULL))
		return false;
	doc->grid.dialect.encoding = dialect->encoding;
	if (doc->is_office)
		tables_number_rows(&doc->grid);
	fits = version_read_grid(doc, &doc->grid, &unused, &doc->reading) > 0;
	record_release(&unused);
	grid_drop_records(&doc->grid);
	return fits;
}

static void unpack_repairs(struct unpack *from, struct document *doc)
{
	size_t n = unpack_number(from);

	while (n-- > 0 && !from->is_bad) {
		struct repair repair = { .from_column = -1 };

		repair.kind =
			(enum repair_kind)unpack_up_to(from, REPAIR_KINDS - 1);
		repair.line = unpack_number(from);
		repair.n = unpack_number(from);
		repair.place = unpack_place(from, doc->def);
		repair.text = unpack_text(from, doc->texts);
		if (!is_later_repair(&repair))
			from->is_bad = true;
		if (!from->is_bad)
			layout_reading_add(&doc->reading, repair);
	}
}

static void unpack_file(struct unpack *from, struct document *doc)
{
	struct dialect read;
	bool in_layout, has_grid;
	unsigned bits;
	size_t n;
	const char *s;

	doc->opened.size = unpack_number(from);
	doc->opened.hash = unpack_number(from);
	doc->source = (enum document_source)unpack_up_to(from, SOURCE_NEW);
	doc->is_office = unpack_bool(from);
	doc->has_file = unpack_bool(from);
	doc->is_as_opened = unpack_bool(from);
	bits = (unsigned)unpack_up_to(from, READING_BITS);
	in_layout = bits & IN_LAYOUT;
	has_grid = unpack_bool(from);
	doc->hint.delimiter = unpack_delimiter(from);
	doc->hint.encoding =
		(enum encoding)unpack_up_to(from, ENCODING_UTF_16BE);
	doc->dialect = unpack_dialect(from);
	read = unpack_dialect(from);
	doc->data = unpack_copy(from, &doc->n_data);
	s = unpack_bytes(from, &n);
	bytes_add(&doc->baseline, s, n);
	doc->grid.dialect = read;
	if (!from->is_bad && has_grid && !read_grid(doc, &read))
		from->is_bad = true;
	if (has_grid ? doc->source != SOURCE_TABLE
		     : in_layout || doc->source == SOURCE_TABLE)
		from->is_bad = true;
	doc->reading.in_layout = in_layout;
	doc->reading.titles_typed = bits & TITLES_TYPED;
	if (bits & SETTLED)
		layout_reading_settle(&doc->reading);
	if (!from->is_bad)
		unpack_repairs(from, doc);
}

static void unpack_table(struct unpack *from, struct record *rec, int table)
{
	size_t n = unpack_up_to(from, GRID_RECORDS);

	for (size_t r = 0; r < n && !from->is_bad; r++) {
		struct edit edit = { .kind = EDIT_ROW_INSERT,
				     .table = table,
				     .at = r,
				     .row = unpack_row(from, rec, table) };

		if (!from->is_bad)
			record_apply(rec, &edit);
	}
}

static void unpack_record(struct unpack *from, struct record *rec)
{
	for (int i = 0; i < rec->def->n_scalars; i++)
		rec->scalars[i] = unpack_text(from, rec->texts);
	for (int t = 0; t < rec->def->n_tables && !from->is_bad; t++)
		unpack_table(from, rec, t);
}

static void unpack_change(struct unpack *from, struct history *h)
{
	struct record *rec = h->record;
	struct change change = { .kind = CHANGE_CELL };
	size_t n;

	change.kind = (enum change_kind)unpack_up_to(from, CHANGE_KINDS - 1);
	change.place = unpack_place(from, rec->def);
	n = unpack_number(from);
	while (n-- > 0 && !from->is_bad)
		unpack_edit(from, rec,
			    &MEMORY_ADD(change.edits, change.n, change.cap));
	MEMORY_ADD(h->changes, h->n, h->cap) = change;
}

static void unpack_history(struct unpack *from, struct history *h)
{
	size_t n = unpack_number(from);
	size_t position = unpack_up_to(from, n);
	size_t saved = unpack_up_to(from, n + 1);

	while (n-- > 0 && !from->is_bad)
		unpack_change(from, h);
	h->position = position;
	h->saved = saved == 0 ? SIZE_MAX : saved - 1;
}

/* Owned by the caller. */
static struct acceptance *unpack_said(struct unpack *from, struct texts *texts,
				      size_t *n, size_t *cap)
{
	struct acceptance *items = NULL;
	size_t left = unpack_number(from);

	for (*n = *cap = 0; left-- > 0 && !from->is_bad; (*n)++) {
		MEMORY_MORE(items, *n, *cap);
		unpack_acceptance(from, texts, &items[*n]);
	}
	return items;
}

static void unpack_acceptances(struct unpack *from,
			       struct acceptance_list *list)
{
	size_t n, cap;
	const char *s;

	list->is_known = unpack_bool(from);
	if (!list->is_known)
		return;
	list->is_changed = unpack_bool(from);
	list->is_unread = unpack_bool(from);
	s = unpack_bytes(from, &n);
	bytes_add(&list->others, s, n);
	list->items = unpack_said(from, list->texts, &list->n, &list->cap);
	list->base = unpack_said(from, list->texts, &list->n_base, &cap);
}

static struct form *find_form(struct unpack *from, struct form_set *forms,
			      const char *path)
{
	struct failure_list faults = { 0 };
	const char *key = unpack_text(from, form_set_texts(forms));
	struct form *form =
		from->is_bad ? NULL : form_set_find(forms, key, path, &faults);
	uint64_t hash = unpack_number(from);

	failure_list_release(&faults);
	return form && definition_hash(form->def) == hash ? form : NULL;
}

static void unpack_earlier(struct unpack *from, struct document *doc)
{
	const char *path = unpack_text(from, doc->texts);

	if (*path)
		doc->earlier_path = memory_copy_str(path);
}

static void unpack_strays(struct unpack *from, struct record *rec,
			  size_t n_records)
{
	while (from->at < from->end && !from->is_bad) {
		struct stray stray = { .text = unpack_text(from, rec->texts) };

		stray.record = (int32_t)unpack_up_to(from, n_records) - 1;
		stray.column = (int16_t)(unpack_up_to(from, GRID_CELLS) - 1);
		stray.is_dropped = unpack_bool(from);
		stray.is_beside = unpack_bool(from);
		MEMORY_ADD(rec->strays, rec->n_strays, rec->cap_strays) = stray;
	}
}

static void unpack_carried(struct unpack *from, struct document *doc)
{
	size_t n = unpack_up_to(from, (uint64_t)doc->def->n_scalars);
	const char *folder;

	while (n-- > 0 && !from->is_bad) {
		size_t slot = unpack_number(from);

		if (slot >= (size_t)doc->def->n_scalars)
			from->is_bad = true;
		else
			record_set_carried(
				&doc->record,
				(struct place){ doc->def->scalars[slot], -1 },
				true);
	}
	doc->carried_saved = unpack_number(from);
	doc->has_carried = true;
	folder = unpack_text(from, doc->texts);
	if (*folder)
		doc->folder = memory_copy_str(folder);
	if (!from->is_bad && from->at < from->end)
		unpack_earlier(from, doc);
	unpack_strays(from, &doc->record, doc->grid.n_records);
}

static bool unpack_all(struct unpack *from, struct document *doc)
{
	unpack_file(from, doc);
	if (!from->is_bad)
		unpack_record(from, &doc->record);
	if (!from->is_bad)
		unpack_history(from, &doc->history);
	if (!from->is_bad)
		unpack_acceptances(from, &doc->acceptances);
	if (!from->is_bad && from->at < from->end)
		unpack_carried(from, doc);
	return !from->is_bad && from->at == from->end && state_fits(doc);
}

struct document *state_unpack(struct unpack *from, struct form_set *forms,
			      const char *path, enum state_verdict *verdict)
{
	struct form *form = find_form(from, forms, path);
	struct document *doc;

	*verdict = from->is_bad ? STATE_BAD : STATE_OTHER_FORM;
	if (!form)
		return NULL;
	doc = document_new(forms, path, NULL);
	document_take_form(doc, form);
	*verdict = unpack_all(from, doc) ? STATE_WHOLE : STATE_BAD;
	if (*verdict == STATE_WHOLE)
		return doc;
	document_free(doc);
	return NULL;
}
