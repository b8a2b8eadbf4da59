/*
 * acceptance: any bytes as the file of reasons beside a form. What can't be
 * read isn't written over; what can be is written, read and written again as
 * itself, and hides as many findings as it accepts.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store.h"

static char form_path[512], path[520];
static const struct store_how how; /* as it comes */

static void expect_same_lists(const struct acceptance_list *a,
			      const struct acceptance_list *b)
{
	MUST(a->n == b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct acceptance *x = &a->items[i], *y = &b->items[i];

		MUST(x->row == y->row && x->fingerprint == y->fingerprint);
		MUST(!strcmp(x->rule, y->rule) && !strcmp(x->field, y->field));
		MUST(!strcmp(x->name, y->name) && !strcmp(x->value, y->value));
		MUST(!strcmp(x->reason, y->reason));
		MUST(!strcmp(x->date, y->date));
	}
	MUST(a->n_carried == b->n_carried);
	for (size_t i = 0; i < a->n_carried; i++) {
		const struct carried_cell *x = &a->carried[i];
		const struct carried_cell *y = &b->carried[i];

		MUST(x->row == y->row && x->hash == y->hash);
		MUST(!strcmp(x->field, y->field));
		MUST(!strcmp(x->name, y->name) && !strcmp(x->value, y->value));
	}
}

static void read_bytes(struct bytes *out)
{
	char *data = NULL;
	size_t n = 0;

	bytes_clear(out);
	if (!acceptance_exists(form_path))
		return;
	MUST(store_read(path, &data, &n, NULL, NULL));
	bytes_add(out, data, n);
	free(data);
}

/* Nothing but blanks is read as nothing at all. */
static void expect_untouched(struct acceptance_list *list, const char *data,
			     size_t n)
{
	struct bytes now = BYTES_INIT;
	struct failure f = { 0 };

	MUST(!acceptance_write(list, form_path, &how, &f));
	fuzz_say(&f);
	read_bytes(&now);
	MUST(now.len == n && !memcmp(now.data, data, n));
	bytes_release(&now);
}

static void expect_written(struct acceptance_list *list)
{
	struct bytes once = BYTES_INIT, twice = BYTES_INIT;
	struct acceptance_list again;
	struct failure f = { 0 };

	MUST(acceptance_write(list, form_path, &how, &f));
	read_bytes(&once);
	acceptance_list_init(&again, list->texts);
	MUST(acceptance_read(&again, form_path, &f));
	expect_same_lists(list, &again);
	MUST(acceptance_write(&again, form_path, &how, &f));
	read_bytes(&twice);
	MUST(once.len == twice.len && !memcmp(once.data, twice.data, once.len));
	acceptance_list_release(&again);
	bytes_release(&once);
	bytes_release(&twice);
}

/* Beside a form: no finding is lost, accepted or not. */
static void expect_judged(struct form_set *forms)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(forms, form_path, NULL, &faults);
	const struct finding *findings, *accepted;
	struct acceptance_list none;
	size_t n, n_accepted, n_all;

	MUST(doc && document_check(doc, &faults));
	n_accepted = check_accepted(doc->check, &accepted);
	for (size_t i = 0; i < n_accepted; i++) {
		bool holds = false;

		MUST(accepted[i].rule->severity != SEVERITY_ERROR);
		MUST(check_acceptance(doc->check, &accepted[i], &holds));
		MUST(holds);
	}
	n = check_findings(doc->check, &findings);
	check_note_rows(doc->check);
	acceptance_list_init(&none, doc->texts);
	check_set_acceptances(doc->check, &none);
	n_all = check_findings(doc->check, &findings);
	MUST(n + n_accepted == n_all);
	MUST(doc->record.n_carried <= doc->acceptances.n_carried);
	MUST(!document_differs(doc));
	document_free(doc);
}

/* Quotes that don't close would close elsewhere once it is written. */
static bool is_tidy(struct texts *texts, const char *data, size_t n)
{
	const struct dialect_hint hint = { .delimiter = ',' };
	struct grid grid = { 0 };
	bool is_tidy = grid_read(&grid, texts, data, n, &hint, "x", NULL) &&
		       grid.first_loose_line == 0;

	grid_release(&grid);
	return is_tidy;
}

static void begin(void)
{
	if (*path)
		return;
	snprintf(form_path, sizeof form_path, "%s", fuzz_form());
	snprintf(path, sizeof path, "%s.jixiao", form_path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct form_set *forms = fuzz_forms();
	struct acceptance_list list;
	struct failure f = { 0 };

	begin();
	fuzz_write(path, (const char *)data, n);
	acceptance_list_init(&list, form_set_texts(forms));
	if (acceptance_read(&list, form_path, &f)) {
		expect_judged(forms);
		if (is_tidy(list.texts, (const char *)data, n))
			expect_written(&list);
	} else {
		fuzz_say(&f);
		expect_untouched(&list, (const char *)data, n);
	}
	acceptance_list_release(&list);
	return 0;
}
