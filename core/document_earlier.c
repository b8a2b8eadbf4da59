#include <config.h>
#include "core/document_earlier.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/carry.h"
#include "core/document_check.h"
#include "core/path.h"
#include "core/text.h"

/* Last year's cells as a form of this year's definition. */
struct earlier_form {
	char *path, *whole_path;
	struct record record;
	struct check *check; /* judged, or as far as it is */
	bool is_judged;
};

/* ---- its cells ---- */

struct copying {
	struct record *to;
	const struct record *from;
	int *sources; /* carry_sources() */
};

static int64_t unit_of(const struct record *record, struct place place)
{
	const char *unit = record_unit(record, place);

	return amount_yuan(unit, strlen(unit));
}

/* An amount in another unit; false: it is none, or none can be made. */
static bool scale(const char *text, int64_t from, int64_t to, struct bytes *out)
{
	int64_t number;

	if (from == to || from == 0 || to == 0 ||
	    amount_parse(text, strlen(text), &number) != AMOUNT_OK ||
	    !amount_scale(number, from, to, &number))
		return false;
	amount_print(out, number, 0);
	return true;
}

static const char *cell(const struct copying *c, int field, long row)
{
	struct place source = { c->sources[field], row };
	struct bytes scaled = BYTES_INIT;
	const char *text;
	bool is_money = c->to->def->fields[field].kind == FIELD_MONEY;

	if (source.field < 0)
		return texts_blank;
	text = record_get(c->from, source);
	if (is_money &&
	    scale(text, unit_of(c->from, source),
		  unit_of(c->to, (struct place){ field, -1 }), &scaled))
		text = scaled.data;
	text = texts_add_str(c->to->texts, text);
	bytes_release(&scaled);
	return text;
}

static void copy_table(const struct copying *c, int table)
{
	const struct table_def *t = &c->to->def->tables[table];
	int old = carry_source_table(c->sources, c->from->def, t);
	const char *cells[DEF_COLUMNS_MAX];

	for (size_t r = 0; old >= 0 && r < record_n_rows(c->from, old); r++) {
		for (int i = 0; i < t->n_columns; i++)
			cells[i] = cell(c, t->columns[i], (long)r);
		record_append(c->to, table, cells, -1);
	}
}

static void copy(struct record *to, const struct record *from)
{
	struct copying c = { to, from, carry_sources(to->def, from->def) };

	for (int i = 0; i < to->def->n_scalars; i++)
		record_fill(to, to->def->scalars[i],
			    cell(&c, to->def->scalars[i], -1));
	for (int t = 0; t < to->def->n_tables; t++)
		copy_table(&c, t);
	free(c.sources);
}

/* ---- beside a document ---- */

void document_set_earlier(struct document *doc,
			  const struct document *last_year)
{
	document_check_forget(doc);
	earlier_form_free(doc->earlier);
	doc->earlier = memory_alloc(sizeof *doc->earlier);
	record_init(&doc->earlier->record, doc->def, doc->texts);
	copy(&doc->earlier->record, &last_year->record);
	doc->earlier->path = memory_copy_str(last_year->path);
	doc->earlier->whole_path = realpath(last_year->path, NULL);
}

const char *document_earlier_path(const struct document *doc)
{
	return doc->earlier ? doc->earlier->path : NULL;
}

const char *document_earlier_whole_path(const struct document *doc)
{
	return doc->earlier ? doc->earlier->whole_path : doc->earlier_path;
}

/* As the sidecar stands beside the file that a link leads to. */
static char *own_folder(const char *form_path)
{
	char *whole = realpath(form_path, NULL);
	char *folder = whole ? path_folder(whole) : NULL;

	free(whole);
	return folder;
}

/* Beside this form. */
static void tell(struct document *doc, const char *form_path, const char *path)
{
	char *folder = own_folder(form_path);
	struct bytes way = BYTES_INIT;

	if (folder) {
		path_print_way(&way, folder, path);
		doc->acceptances.earlier =
			text_valid(way.data, way.len) == way.len
				? texts_add(doc->texts, way.data, way.len)
				: NULL;
	}
	bytes_release(&way);
	free(folder);
}

void document_earlier_note(struct document *doc)
{
	const char *path = document_earlier_whole_path(doc);

	if (doc->keeps_earlier && path)
		tell(doc, doc->path, path);
}

void document_earlier_move(struct document *doc, const char *form_path)
{
	char *path = document_earlier_told(doc);

	if (path)
		tell(doc, form_path, path);
	free(path);
}

char *document_earlier_told(const struct document *doc)
{
	const char *way = doc->acceptances.earlier;
	char *folder =
		way && *way && !doc->earlier ? own_folder(doc->path) : NULL;
	struct bytes path = BYTES_INIT;

	if (!folder)
		return NULL;
	path_print_led(&path, folder, way);
	free(folder);
	return bytes_take(&path);
}

void document_earlier_again(struct document *doc)
{
	const struct dialect_hint hint = { 0 };
	struct failure_list faults = { 0 };
	struct document *old =
		doc->earlier || !doc->earlier_path
			? NULL
			: document_open(doc->form->set, doc->earlier_path,
					&hint, &faults);

	if (old)
		document_set_earlier(doc, old);
	doc->keeps_earlier |= old != NULL;
	document_free(old);
	failure_list_release(&faults);
	free(doc->earlier_path);
	doc->earlier_path = NULL;
}

const char *document_earlier_text(const struct document *doc, int field)
{
	return doc->earlier ? record_get(&doc->earlier->record,
					 (struct place){ field, -1 })
			    : NULL;
}

void earlier_form_free(struct earlier_form *e)
{
	if (!e)
		return;
	check_free(e->check);
	record_release(&e->record);
	free(e->path);
	free(e->whole_path);
	free(e);
}

bool earlier_form_step(struct earlier_form *e, struct plan *plan, size_t n_rows)
{
	if (e->is_judged)
		return true;
	if (!e->check)
		e->check = check_begin(plan, &e->record);
	e->is_judged = check_step(e->check, n_rows);
	return e->is_judged;
}

struct check *earlier_form_check(const struct earlier_form *e)
{
	return e ? e->check : NULL;
}

/* ---- is it that? ---- */

static bool shares_most_fields(const struct definition *to,
			       const struct definition *from)
{
	int *sources = carry_sources(to, from);
	int n = 0;

	for (int i = 0; i < to->n_fields; i++)
		n += sources[i] >= 0;
	free(sources);
	return n * 2 > to->n_fields;
}

bool document_is_earlier(const struct document *doc,
			 const struct document *last_year)
{
	return text_fold_equal(document_name(doc), document_name(last_year),
			       FOLD_BLANKS) &&
	       shares_most_fields(doc->def, last_year->def);
}

int document_year(const struct document *doc)
{
	for (int i = 0; i < doc->def->n_scalars; i++) {
		const struct field *f = &doc->def->fields[doc->def->scalars[i]];
		const char *text = doc->record.scalars[i];
		int64_t year;

		if (f->kind == FIELD_YEAR &&
		    amount_parse(text, strlen(text), &year) == AMOUNT_OK &&
		    year >= 1900 * AMOUNT_ONE && year <= 2100 * AMOUNT_ONE)
			return (int)(year / AMOUNT_ONE);
	}
	return 0;
}
