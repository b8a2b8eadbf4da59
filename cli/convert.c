#include <config.h>
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/environment.h"
#include "cli/print.h"
#include "cli/report.h"
#include "core/export.h"
#include "locale/cell_words.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* One conversion. */
struct conversion {
	const struct options *options;
	const char *in, *out; /* out "-": standard output */
	enum export_format format;
	struct document *document;
	struct failure_list failures;
};

static bool write_form(struct conversion *c, struct bytes *bytes)
{
	const struct export_words words = say_export();
	const struct export_how how = {
		.format = c->format,
		.has_no_bom = c->options->given[OPTION_NO_BOM],
		.has_tabs = export_format_of(c->out) == EXPORT_TSV,
		.has_comments = c->options->given[OPTION_COMMENTS],
		.date = source_date(),
		.words = &words,
	};
	struct failure f = { 0 };
	bool ok = export_form(c->document, &how, c->out, bytes, &f);

	if (!ok)
		failure_list_take(&c->failures, &f);
	return ok;
}

/* ---- what is told ---- */

static void tell_repairs(const struct conversion *c)
{
	const struct layout_reading *reading = &c->document->reading;
	struct bytes lines = BYTES_INIT;

	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];

		name_show(&lines, c->in, -1);
		bytes_printf(&lines, ":%zu: %s ",
			     repair->line ? repair->line : 1,
			     say_repair_word(repair->kind));
		say_repair(c->document->def, repair, &lines);
		bytes_add_char(&lines, '\n');
	}
	print_messages(&lines);
	bytes_release(&lines);
}

/* A text with no place in the form stands in a table's file, and on a page. */
static size_t n_dropped(const struct conversion *c)
{
	const struct layout_reading *reading = &c->document->reading;
	size_t n = 0;

	if (c->format == EXPORT_CSV || c->format == EXPORT_TSV ||
	    c->format == EXPORT_XLSX || c->format == EXPORT_HTML)
		return 0;
	for (size_t i = 0; i < reading->n_leftovers; i++)
		n += reading->leftovers[i].fate == LEFTOVER_KEPT;
	return n;
}

static void tell_losses(const struct conversion *c)
{
	struct bytes lines = BYTES_INIT;
	size_t n = n_dropped(c);

	if (n > 0)
		bytes_printf(&lines,
			     _("有 %zu 格内容在表上没有位置，没有写进去\n"), n);
	for (size_t i = 0; i < c->document->n_lost; i++) {
		struct bytes name = BYTES_INIT;

		cell_words_place(&name, &c->document->record,
				 c->document->lost[i]);
		bytes_printf(&lines,
			     _("%s 的内容写成表格后读不回原样，请核对\n"),
			     name.data);
		bytes_release(&name);
	}
	print_messages(&lines);
	bytes_release(&lines);
}

/* ---- where it goes ---- */

/* What the form was read from, and what would not be read as that form
   again. */
static bool is_own_source(const struct conversion *c)
{
	struct store_stamp there;

	if (c->format == EXPORT_CSV || c->format == EXPORT_TSV)
		return document_is_original(c->document, c->out);
	store_stamp_get(c->out, &there);
	return store_stamp_is_same_file(&there, &c->document->stamp);
}

static enum exit_code put_file(struct conversion *c, const struct bytes *bytes)
{
	const struct store_stamp nothing = { 0 };
	struct store_stamp stamp;
	struct failure f = { 0 };
	bool force = c->options->given[OPTION_FORCE];
	bool is_own = is_own_source(c);
	bool ok = store_write(c->out, bytes->data, bytes->len,
			      force && !is_own ? NULL : &nothing, &stamp, &f);

	/* what it was read from is never the way out */
	if (f.code == FAILURE_EXISTS && !is_own)
		f.code = FAILURE_EXISTS_FORCE;
	if (f.code != FAILURE_NONE)
		failure_list_take(&c->failures, &f);
	return ok ? EXIT_CLEAN : EXIT_OUTPUT;
}

static enum exit_code put(struct conversion *c, const struct bytes *bytes)
{
	if (strcmp(c->out, "-") != 0)
		return put_file(c, bytes);
	/* a text is for the reader's terminal, all else for programs */
	(c->format == EXPORT_TXT ? print_result : print_data)(bytes);
	return EXIT_CLEAN;
}

/* ---- what comes in ---- */

static struct dialect_hint in_hint(const struct options *options)
{
	struct dialect_hint hint = options_hint(options);

	if (options->given[OPTION_FROM] && options_from(options) == FROM_TSV)
		hint.delimiter = '\t';
	return hint;
}

/* Is it of the format that --from says? */
static bool is_as_said(struct conversion *c)
{
	static const enum document_source sources[] = {
		[FROM_CSV] = SOURCE_TABLE,
		[FROM_TSV] = SOURCE_TABLE,
		[FROM_JSON] = SOURCE_JSON,
		[FROM_TIDY] = SOURCE_TIDY,
	};

	if (!c->options->given[OPTION_FROM] ||
	    (!c->document->is_office &&
	     c->document->source == sources[options_from(c->options)]))
		return true;
	failure_list_add(&c->failures, FAILURE_NOT_AS_SAID, c->in, 0, 0);
	return false;
}

static enum exit_code convert(struct conversion *c, struct form_set *forms)
{
	const struct dialect_hint hint = in_hint(c->options);
	struct bytes bytes = BYTES_INIT;
	enum exit_code code = EXIT_INPUT;

	c->document = document_open(forms, c->in, &hint, &c->failures);
	if (c->document && is_as_said(c) &&
	    document_check(c->document, &c->failures)) {
		if (!c->options->given[OPTION_QUIET])
			tell_repairs(c);
		code = write_form(c, &bytes) ? put(c, &bytes) : EXIT_OUTPUT;
		if (code == EXIT_CLEAN)
			tell_losses(c);
	}
	bytes_release(&bytes);
	return code;
}

enum exit_code convert_file(struct form_set *forms,
			    const struct options *options)
{
	struct conversion c = { .options = options, .in = options->files[0] };
	enum exit_code code;

	c.out = options->n_files > 1 ? options->files[1] : "-";
	c.format = options_to(options);
	if (c.format == EXPORT_XLSX && !strcmp(c.out, "-") &&
	    isatty(STDOUT_FILENO)) {
		print_message(_("xlsx 不能写到终端上，请写明新文件"));
		return EXIT_USAGE;
	}
	code = convert(&c, forms);
	print_failures(&c.failures);
	failure_list_release(&c.failures);
	document_free(c.document);
	return code;
}
