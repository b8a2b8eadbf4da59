/*
 * journal: work that was left behind, as anybody could have written it. The
 * input is a journal's file; or its records, each a type, a length of two bytes
 * and a body, which are given their checksums here; or, behind "script", keys
 * that were pressed before the program was killed.
 *
 * What is given back can be checked, undone and redone, and is left behind
 * again as it is; of what was typed nothing is lost. A file that was cut off
 * gives back less, but nothing else.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/document_journal.h"
#include "core/document_recover.h"
#include "core/hash.h"
#include "core/store.h"
#include "core/text.h"
#include "tests/fuzz/script.h"

enum { STEPS = 25 };

static char form_path[300], state[300], file[400];
static char *name;

static void begin(void)
{
	char *form;
	size_t n;

	if (*form_path)
		return;
	snprintf(form_path, sizeof form_path, "%s/form.csv", fuzz_folder());
	snprintf(state, sizeof state, "%s/state", fuzz_folder());
	MUST(store_read(fuzz_path("tests/forms/every-kind/sample.csv"), &form,
			&n, NULL, NULL));
	fuzz_write(form_path, form, n);
	free(form);
	name = document_journal_name(form_path);
	snprintf(file, sizeof file, "%s/%016" PRIx64 "-0.journal", state,
		 hash_words(HASH_SEED, name, strlen(name)));
	/* makes the folder */
	struct journal *j = journal_new(state);

	journal_begin(j, name);
	MUST(journal_write(j, 0));
	journal_remove(j);
	journal_free(j);
}

static struct document *open_form(struct form_set *forms)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(forms, form_path, NULL, &faults);

	MUST(doc && document_check(doc, &faults));
	return doc;
}

/* ---- what was given back ---- */

static void expect_typing(const struct recovery *r)
{
	MUST(fuzz_is_place(&r->doc->record, r->typing.place));
	MUST(text_valid(r->typed.data, r->typed.len) == r->typed.len);
}

/* All the way back and forth, with a check running along. */
static void expect_history(struct document *doc)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT;
	size_t position = doc->history.position;

	document_bytes(doc, &before);
	while (document_undo(doc))
		;
	MUST(doc->history.position == 0);
	while (document_redo(doc))
		;
	MUST(doc->history.position == doc->history.n);
	while (doc->history.position > position)
		MUST(document_undo(doc));
	document_bytes(doc, &after);
	MUST(before.len == after.len &&
	     !memcmp(before.data, after.data, before.len));
	bytes_release(&before);
	bytes_release(&after);
}

static void expect_sound(struct document *doc)
{
	struct failure_list faults = { 0 };
	const struct finding *findings;
	size_t n;

	MUST(document_check(doc, &faults));
	n = check_findings(doc->check, &findings);
	for (size_t i = 0; i < n; i++)
		MUST(fuzz_is_place(&doc->record, findings[i].place));
	expect_history(doc);
	check_findings(doc->check, &findings);
}

/* Goes on with what was left behind, and leaves it behind again. */
static void expect_left_again(struct form_set *forms, struct recovery *r)
{
	struct document *doc = recovery_take_alone(r);
	struct document *now = open_form(forms);
	struct recovery *again;

	expect_sound(doc);
	document_journal_write(doc, NULL);
	document_journal_sync(doc, NULL);
	document_journal_free(doc->journal);
	doc->journal = NULL;
	again = recovery_find(forms, state, form_path, now);
	if (again) {
		MUST(again->doc);
		MUST(fuzz_same_record(&again->doc->record, &doc->record));
		recovery_throw_away(again);
	}
	recovery_free(again);
	document_free(now);
	document_free(doc);
}

static struct recovery *find(struct form_set *forms)
{
	struct document *now = open_form(forms);
	struct recovery *r = recovery_find(forms, state, form_path, now);

	document_free(now);
	if (r && r->doc)
		expect_typing(r);
	return r;
}

static void recover(struct form_set *forms)
{
	struct recovery *r = find(forms);

	if (r && r->doc)
		expect_left_again(forms, r);
	else if (r)
		recovery_throw_away(r);
	recovery_free(r);
	unlink(file);
}

/* ---- the three ---- */

static void read_file(struct form_set *forms, const struct fuzz *in)
{
	fuzz_write(file, in->data, in->n);
	recover(forms);
}

static void read_records(struct form_set *forms, const struct fuzz *in)
{
	const char *at = in->data, *end = at + in->n;
	struct journal *j = journal_new(state);

	journal_begin(j, name);
	while (end - at >= 3) {
		struct bytes body = BYTES_INIT;
		char type = at[0];
		size_t n = (unsigned char)at[1] | (unsigned char)at[2] << 8;

		at += 3;
		if (n > (size_t)(end - at))
			n = (size_t)(end - at);
		bytes_add(&body, at, n);
		journal_add(j, type, &body);
		bytes_release(&body);
		at += n;
	}
	MUST(journal_write(j, 0));
	journal_free(j);
	recover(forms);
}

/* The same without a journal: what must come back. */
static struct document *edited(struct form_set *forms, struct script script,
			       bool is_kept)
{
	struct document *doc = open_form(forms);

	if (is_kept)
		document_journal_open(doc, state);
	for (int i = 0; i < STEPS && script.at < script.end; i++) {
		script_step(doc, &script);
		if (is_kept)
			document_journal_write(doc, NULL);
	}
	return doc;
}

static void cut_off(unsigned percent)
{
	char *data;
	size_t n;

	if (!store_read(file, &data, &n, NULL, NULL))
		return;
	MUST(truncate(file, (off_t)(n * percent / 100)) == 0);
	free(data);
}

static void press(struct form_set *forms, struct script script,
		  unsigned percent)
{
	struct document *wanted = edited(forms, script, false);
	struct recovery *r;

	document_free(edited(forms, script, true));
	r = find(forms);
	MUST(r ? r->doc != NULL : !document_differs(wanted));
	if (r)
		MUST(fuzz_same_record(&r->doc->record, &wanted->record));
	recovery_free(r);
	document_free(wanted);
	cut_off(percent);
	recover(forms);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char magic[] = "jixiao journal", keys[] = "script";
	size_t n_magic = sizeof magic - 1, n_keys = sizeof keys - 1;
	struct fuzz in = fuzz_of(data, n);
	struct form_set *forms = fuzz_forms();

	begin();
	if (n >= n_magic && !memcmp(data, magic, n_magic))
		read_file(forms, &in);
	else if (n >= n_keys && !memcmp(data, keys, n_keys))
		press(forms, (struct script){ data + n_keys, data + n },
		      fuzz_choose(&in, 101));
	else
		read_records(forms, &in);
	return 0;
}
