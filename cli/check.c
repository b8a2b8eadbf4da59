#include <config.h>
#include "cli/check.h"

#include <stdlib.h>
#include <string.h>
#include "cli/print.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_repair.h"
#include "locale/say_finding.h"

/* FILE:LINE: with a line that an editor can jump to. */
static void add_place(struct bytes *out, const char *path, size_t line)
{
	name_show(out, path, strlen(path), -1);
	bytes_printf(out, ":%zu: ", line ? line : 1);
}

static void print_finding(const struct document *document, const char *path,
			  const struct finding *finding)
{
	struct bytes line = BYTES_INIT, sentence = BYTES_INIT;
	const struct rule *rule = finding->rule;

	add_place(&line, path, document_line(document, finding->place));
	bytes_printf(&line, "%s %s ", say_severity(rule->severity), rule->id);
	if (finding->place.field >= 0)
		bytes_printf(
			&line, "%s: ",
			say_field(
				&document->def->fields[finding->place.field]));
	say_finding(document, finding, &sentence);
	text_show(&line, sentence.data, sentence.len, -1);
	bytes_add_char(&line, '\n');
	print_result(&line);
	bytes_release(&sentence);
	bytes_release(&line);
}

static void print_repairs(const struct document *document, const char *path)
{
	struct bytes line = BYTES_INIT;

	for (size_t i = 0; i < document->reading.n_repairs; i++) {
		const struct repair *repair = &document->reading.repairs[i];

		bytes_clear(&line);
		add_place(&line, path, repair->line);
		bytes_printf(&line, "%s ", say_repair_word(repair->kind));
		say_repair(document->def, repair, &line);
		print_message(line.data);
	}
	bytes_release(&line);
}

static void print_total(const struct document *document, const char *path)
{
	struct bytes line = BYTES_INIT;

	name_show(&line, path, strlen(path), -1);
	bytes_printf(&line, _(": %zu 个错误,%zu 个警告,%zu 个提示"),
		     check_count(document->check, -1, SEVERITY_ERROR),
		     check_count(document->check, -1, SEVERITY_WARNING),
		     check_count(document->check, -1, SEVERITY_HINT));
	print_message(line.data);
	bytes_release(&line);
}

static enum exit_code report(const struct document *document, const char *path,
			     const struct options *options)
{
	enum severity limit = options_fail_on(options);
	enum exit_code code = EXIT_CLEAN;
	const struct finding *findings;
	size_t n = check_findings(document->check, &findings);

	if (!options->given[OPTION_QUIET])
		print_repairs(document, path);
	for (size_t i = 0; i < n; i++) {
		print_finding(document, path, &findings[i]);
		if (findings[i].rule->severity >= limit)
			code = EXIT_PROBLEMS;
	}
	if (!options->given[OPTION_QUIET])
		print_total(document, path);
	return code;
}

static enum exit_code check_file(struct form_set *forms, const char *path,
				 const struct options *options)
{
	struct failure_list faults = { 0 };
	struct document *document =
		document_open(forms, path, options_delimiter(options), &faults);
	enum exit_code code = EXIT_INPUT;

	if (document && document_check(document, &faults))
		code = report(document, path, options);
	print_failures(&faults);
	failure_list_release(&faults);
	if (document)
		document_free(document);
	return code;
}

enum exit_code check_files(struct form_set *forms,
			   const struct options *options)
{
	enum exit_code worst = EXIT_CLEAN;

	for (int i = 0; i < options->n_files; i++) {
		enum exit_code code =
			check_file(forms, options->files[i], options);

		if (code > worst)
			worst = code;
		form_set_trim(forms);
	}
	return worst;
}
