/*
 * edits: what one edit costs, checks included.
 *
 *	edits FORMS FILE N
 *
 * Opens FILE by the definitions in the folder FORMS and makes N edits of the
 * last table's last column, from the first row on, each in measured_edit(): for
 * callgrind's --toggle-collect. Prints the median time of an edit in
 * microseconds.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/times.h"
#include "core/document.h"

__attribute__((noinline)) void measured_edit(struct document *, struct place,
					     const char *);

void measured_edit(struct document *doc, struct place place, const char *text)
{
	document_set(doc, place, text, strlen(text));
}

static struct document *open_checked(struct form_set *forms, const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(forms, path, NULL, &faults);

	if (!doc || !document_check(doc, &faults))
		exit(EXIT_FAILURE);
	failure_list_release(&faults);
	return doc;
}

int main(int argc, char **argv)
{
	const char *folders[] = { argc > 3 ? argv[1] : NULL, NULL };
	size_t n = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
	struct times times;
	struct form_set *forms;
	struct document *doc;
	const struct table_def *t;

	if (n == 0)
		return EXIT_FAILURE;
	times_init(&times, n);
	setlocale(LC_CTYPE, "C.UTF-8");
	forms = form_set_new(folders);
	doc = open_checked(forms, argv[2]);
	t = &doc->def->tables[doc->def->n_tables - 1];
	for (size_t i = 0; i < n; i++) {
		size_t rows =
			record_n_rows(&doc->record, doc->def->n_tables - 1);
		struct place place = { t->columns[t->n_columns - 1],
				       (long)(i % rows) };
		char text[32];

		snprintf(text, sizeof text, "≥%zu人次", i + 7);
		times_start(&times);
		measured_edit(doc, place, text);
		times_stop(&times);
	}
	times_print(&times);
	document_free(doc);
	form_set_free(forms);
	return EXIT_SUCCESS;
}
