#include <config.h>
#include "cli/convert.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/print.h"
#include "cli/report.h"
#include "core/export.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_export.h"
#include "locale/say_repair.h"

/* One conversion. */
struct conversion {
	const struct options *options;
	const char *in, *out; /* out "-": standard output */
	enum out_format format;
	struct document *document;
	struct failure_list failures;
	bool is_tab; /* tidy into a .tsv */
};

/* What a new file is written as. Another encoding would come in here. */
static struct dialect out_dialect(const struct conversion *c)
{
	struct dialect dialect = dialect_new_file;

	if (c->format == TO_TSV || c->is_tab)
		dialect.delimiter = '\t';
	if (c->options->given[OPTION_NO_BOM])
		dialect.has_bom = false;
	return dialect;
}

/* What a reproducible build wants, else when the form was saved; from a pipe, as
   old as a zip's date can be. */
static time_t date_of(const struct document *document)
{
	enum { YEAR_1980 = 315532800 };
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t date = document->stamp.mtime.tv_sec;
	char *end;

	if (epoch && *epoch) {
		long long said = strtoll(epoch, &end, 10);

		if (!*end)
			date = (time_t)said;
	}
	return date < YEAR_1980 ? YEAR_1980 : date;
}

static bool write_form(struct conversion *c, struct bytes *bytes)
{
	const struct dialect dialect = out_dialect(c);
	const struct export_words words = say_export();
	struct failure f = { 0 };

	switch (c->format) {
	case TO_CSV:
	case TO_TSV:
		if (!document_table(c->document, &dialect, bytes))
			failure_set(&f, FAILURE_UNREADABLE_COPY, c->out, 0);
		break;
	case TO_TXT:
		export_text(c->document, bytes);
		break;
	case TO_JSON:
		export_json(c->document, bytes);
		break;
	case TO_TIDY:
		export_tidy(c->document, &dialect, bytes);
		break;
	case TO_XLSX:
		export_xlsx(c->document,
			    c->options->given[OPTION_COMMENTS] ? &words : NULL,
			    date_of(c->document), c->out, bytes, &f);
		break;
	case TO_HTML:
		export_html(c->document, &words, bytes);
		break;
	}
	if (f.code == FAILURE_NONE)
		return true;
	failure_list_take(&c->failures, &f);
	return false;
}

/* ---- what is told ---- */

static void tell_repairs(const struct conversion *c)
{
	const struct layout_reading *reading = &c->document->reading;
	struct bytes lines = BYTES_INIT;

	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];

		name_show(&lines, c->in, strlen(c->in), -1);
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

	if (c->format == TO_CSV || c->format == TO_TSV || c->format == TO_HTML)
		return 0;
	for (size_t i = 0; i < reading->n_leftovers; i++)
		n += !reading->leftovers[i].is_repaired;
	return n;
}

static void tell_losses(const struct conversion *c)
{
	struct bytes lines = BYTES_INIT;
	size_t n = n_dropped(c);

	if (n > 0)
		bytes_printf(&lines,
			     _("有 %zu 格内容在表上没有位置,没有写进去\n"), n);
	for (size_t i = 0; i < c->document->n_lost; i++) {
		const struct place *place = &c->document->lost[i];

		bytes_printf(
			&lines, _("%s 的内容写成表格后读不回原样,请核对\n"),
			say_field(&c->document->def->fields[place->field]));
	}
	print_messages(&lines);
	bytes_release(&lines);
}

/* ---- where it goes ---- */

static enum exit_code put_file(struct conversion *c, const struct bytes *bytes)
{
	const struct store_stamp nothing = { 0 };
	struct store_stamp stamp;
	struct failure f = { 0 };
	bool force = c->options->given[OPTION_FORCE];
	bool ok = store_write(c->out, bytes->data, bytes->len,
			      force ? NULL : &nothing, &stamp, &f);

	if (f.code == FAILURE_EXISTS)
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
	(c->format == TO_TXT ? print_result : print_data)(bytes);
	return EXIT_CLEAN;
}

/* ---- what comes in ---- */

static char in_delimiter(const struct options *options)
{
	if (options->given[OPTION_FROM] && options_from(options) == FROM_TSV)
		return '\t';
	return options_delimiter(options);
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
	    c->document->source == sources[options_from(c->options)])
		return true;
	failure_list_add(&c->failures, FAILURE_NOT_AS_SAID, c->in, 0, 0);
	return false;
}

static enum exit_code convert(struct conversion *c, struct form_set *forms)
{
	struct bytes bytes = BYTES_INIT;
	enum exit_code code = EXIT_INPUT;

	c->document = document_open(forms, c->in, in_delimiter(c->options),
				    &c->failures);
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
	if (c.format == TO_XLSX && !strcmp(c.out, "-") &&
	    isatty(STDOUT_FILENO)) {
		print_message(_("xlsx 不能写到终端上,请写明新文件"));
		return EXIT_USAGE;
	}
	c.is_tab = options_ending(c.out) == (int)TO_TSV;
	code = convert(&c, forms);
	print_failures(&c.failures);
	failure_list_release(&c.failures);
	document_free(c.document);
	return code;
}
