#include <config.h>
#include "core/document_new.h"

#include <string.h>

#include "core/document_earlier.h"
#include "core/document_open.h"
#include "core/path.h"
#include "core/text.h"

/* Like a form from standard input it has no file, and goes by that name. */
static struct document *new_document(struct form_set *forms, struct form *form)
{
	struct document *doc = document_new(forms, "-", NULL);

	doc->source = SOURCE_NEW;
	doc->grid.dialect = dialect_new_file;
	doc->has_carried = true; /* and none of it is saved */
	document_take_form(doc, form);
	return doc;
}

struct document *document_blank(struct form_set *forms, struct form *form)
{
	struct document *doc = new_document(forms, form);

	carry_printed_rows(&doc->record);
	return doc;
}

/* ---- its name ---- */

/* The first year of the form, or "". */
static const char *year_of(const struct document *doc)
{
	for (int i = 0; i < doc->def->n_scalars; i++)
		if (doc->def->fields[doc->def->scalars[i]].kind == FIELD_YEAR)
			return doc->record.scalars[i];
	return "";
}

enum { NAME_COLS = 60 };

/* As a part of a file's name that any system takes. */
static void add_part(struct bytes *out, const char *text)
{
	struct bytes shown = BYTES_INIT;
	int cols;
	size_t n;

	text_show_str(&shown, text, -1);
	n = text_fit(shown.data, shown.len, NAME_COLS, &cols);
	for (size_t i = 0; i < n; i++)
		bytes_add_char(out, strchr("/\\:*?\"<>| ", shown.data[i])
					    ? '_'
					    : shown.data[i]);
	bytes_release(&shown);
}

static void add_name(struct bytes *out, const struct document *doc)
{
	const char *name = document_name(doc), *year = year_of(doc);

	/* nobody sees a file whose name begins with a point */
	if (*name && *name != '.' && *name != '-')
		add_part(out, name);
	else
		bytes_add_str(out, "jixiao");
	if (*year) {
		bytes_add_char(out, '-');
		add_part(out, year);
	}
	bytes_add_str(out, ".csv");
}

char *document_new_path(const struct document *doc)
{
	struct bytes path = BYTES_INIT, free_path = BYTES_INIT;
	struct store_stamp there;

	if (doc->proposed)
		return memory_copy_str(doc->proposed);
	if (doc->folder && strcmp(doc->folder, ".") != 0)
		bytes_printf(&path, "%s%s", doc->folder,
			     strcmp(doc->folder, "/") ? "/" : "");
	add_name(&path, doc);
	for (int i = 1; i < 1000; i++) {
		bytes_clear(&free_path);
		path_print_numbered(&free_path, path.data, i);
		store_stamp_get(free_path.data, &there);
		if (!there.exists)
			break;
	}
	bytes_release(&path);
	return bytes_take(&free_path);
}

/* ---- out of last year's ---- */

struct document *document_from(struct form_set *forms, struct form *form,
			       const struct document *last_year,
			       struct carry_report *report)
{
	struct document *doc = new_document(forms, form);

	doc->folder = path_folder(last_year->path);
	carry_fill(&doc->record, &last_year->record, report);
	document_set_earlier(doc, last_year);
	doc->keeps_earlier = true;
	history_forget_saved(&doc->history);
	return doc;
}
