/*
 * edits: a form that is published, edited by a script. What is checked along
 * the way is what a check from scratch says, and undoing everything gives the
 * file back.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/script.h"

/* Enough for all that edits can do to each other. */
enum { STEPS = 60 };

static const char *const forms[] = {
	"samples/zhanjiang-kexie-2024.tsv",
	"tests/forms/every-kind/sample.csv",
	"tests/forms/reading-corner/corner.csv",
	"tests/forms/three-boxes/chess-club.csv",
	"tests/checks/FILE-WIDTH.csv",
};

static void expect_same_finding(struct check *a, const struct finding *in_a,
				struct check *b, const struct finding *in_b)
{
	struct bytes says_a = BYTES_INIT, says_b = BYTES_INIT;

	MUST(in_a->rule == in_b->rule);
	MUST(place_equal(in_a->place, in_b->place));
	check_sentence(a, in_a, false, &says_a);
	check_sentence(b, in_b, false, &says_b);
	MUST(!strcmp(says_a.data, says_b.data));
	bytes_release(&says_a);
	bytes_release(&says_b);
}

/* A plan of its own, so that nothing remembered helps. */
static void expect_as_fresh(struct document *doc)
{
	struct acceptance_list none;
	struct plan *plan = plan_new(doc->def, doc->texts);
	struct check *fresh = check_new(plan, &doc->record);
	const struct finding *a, *b;

	/* which knows of no reasons */
	acceptance_list_init(&none, doc->texts);
	check_set_acceptances(doc->check, &none);
	size_t n = check_findings(doc->check, &a);
	size_t of_file = n - check_findings(fresh, &b);

	MUST(of_file <= n);
	/* what is wrong with the file comes behind all else */
	for (size_t i = 0; of_file == 0 && i < n; i++)
		expect_same_finding(doc->check, &a[i], fresh, &b[i]);
	check_set_acceptances(doc->check, &doc->acceptances);
	check_free(fresh);
	plan_free(plan);
}

static void expect_undone(struct document *doc, const struct bytes *first)
{
	struct bytes now = BYTES_INIT, last = BYTES_INIT;
	size_t n = 0;

	document_bytes(doc, &last);
	while (doc->history.position > doc->history.saved && document_undo(doc))
		n++;
	MUST(!document_is_modified(doc));
	document_bytes(doc, &now);
	MUST(now.len == first->len && !memcmp(now.data, first->data, now.len));
	while (n-- > 0)
		MUST(document_redo(doc));
	bytes_clear(&now);
	document_bytes(doc, &now);
	MUST(now.len == last.len && !memcmp(now.data, last.data, now.len));
	bytes_release(&now);
	bytes_release(&last);
}

static struct document *open_checked(struct form_set *set, const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(set, path, NULL, &faults);

	MUST(doc && document_check(doc, &faults));
	return doc;
}

/* The first one is published with merged cells lost: as it is once saved. */
static struct document *open_form(unsigned which)
{
	struct form_set *set = fuzz_forms();
	struct document *doc = open_checked(set, fuzz_path(forms[which]));
	struct bytes out = BYTES_INIT;

	if (which > 0)
		return doc;
	MUST(document_table(doc, &dialect_new_file, &out));
	document_free(doc);
	doc = open_checked(set, fuzz_file(0, out.data, out.len));
	bytes_release(&out);
	return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct script script = { data, data + n };
	struct document *doc =
		open_form(script_next(&script, sizeof forms / sizeof *forms));
	struct bytes first = BYTES_INIT, out = BYTES_INIT;

	document_bytes(doc, &first);
	for (int i = 0; i < STEPS && script.at < script.end; i++)
		script_step(doc, &script);
	expect_as_fresh(doc);
	MUST(document_table(doc, &dialect_new_file, &out));
	if (doc->history.saved <= doc->history.position)
		expect_undone(doc, &first);
	bytes_release(&out);
	bytes_release(&first);
	document_free(doc);
	return 0;
}
