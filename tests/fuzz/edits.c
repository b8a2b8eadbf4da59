/*
 * edits: bytes as keys pressed by somebody in a hurry: cells filled in, rows
 * made, deleted and moved, findings mended, undone and redone. What is checked
 * along the way is what a check from scratch says, and undoing everything gives
 * the file back.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* Enough for all that edits can do to each other. */
enum { STEPS = 60 };

static const char *const forms[] = {
	"samples/zhanjiang-kexie-2024.tsv",
	"tests/forms/every-kind/sample.csv",
	"tests/forms/reading-corner/corner.csv",
	"tests/forms/three-boxes/chess-club.csv",
};

/* The bytes still to be read. */
struct script {
	const uint8_t *at, *end;
};

static unsigned next(struct script *script, size_t limit)
{
	return script->at < script->end ? *script->at++ % (unsigned)limit : 0;
}

/* A text of the script's own, or one that makes rules speak. */
static void next_text(struct script *script, const char **s, size_t *n)
{
	static const char *const texts[] = {
		"",	     "0",	 "1",	     "631.23",
		"-5",	     "12,5",	 "1e9",	     "9223372036854",
		"２０",	     "2024",	 "≥95%",     "≥",
		"100%以上",  "产出指标", "数量指标", "社会效益",
		"2024年6月", "市级",	 " ",	     "=1+1",
		"甲\n乙",    "a\"b,c\t", "合计",     "万元",
		"效益指标",  "质量指标", "成本指标", "优",
		"离休费",    "长期",	 "。",	     "1.科普 讲座",
	};
	size_t left = (size_t)(script->end - script->at);
	unsigned which = next(script, 64);

	if (which < sizeof texts / sizeof *texts) {
		*s = texts[which];
		*n = strlen(*s);
		return;
	}
	left = (size_t)(script->end - script->at);
	*n = which - 32 < left ? which - 32 : left;
	*s = (const char *)script->at;
	script->at += *n;
	*n = strnlen(*s, *n);
	*n = text_valid(*s, *n);
}

static void set_cell(struct document *doc, struct script *script)
{
	int field = (int)next(script, (size_t)doc->def->n_fields);
	int table = doc->def->fields[field].table;
	struct place place = { field, -1 };
	const char *s;
	size_t n;

	if (table >= 0 && record_n_rows(&doc->record, table) == 0)
		return;
	if (table >= 0)
		place.row = next(script, record_n_rows(&doc->record, table));
	next_text(script, &s, &n);
	document_set(doc, place, s, n);
}

static void change_rows(struct document *doc, struct script *script)
{
	int table, what = (int)next(script, 4);
	size_t n, at;

	if (doc->def->n_tables == 0)
		return;
	table = (int)next(script, (size_t)doc->def->n_tables);
	n = record_n_rows(&doc->record, table);
	at = next(script, n + 1);
	if (what == 0 || n == 0)
		document_row_new(doc, table, at, NULL);
	else if (what == 1)
		document_row_new(
			doc, table, at,
			record_row(&doc->record, table, next(script, n)));
	else if (what == 2 && at < n)
		document_row_move(doc, table, at, next(script, n));
	else if (what == 3 && at < n)
		document_row_delete(doc, table, at);
}

static void mend(struct document *doc, struct script *script)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);
	struct mend mend;

	if (n == 0)
		return;
	struct finding f = findings[next(script, n)];

	if (check_mend(doc->check, &f, next(script, 3), &mend)) {
		document_mend(doc, &f, &mend);
		mend_release(&mend);
	}
}

static void step(struct document *doc, struct script *script)
{
	switch (next(script, 8)) {
	case 0:
	case 1:
		change_rows(doc, script);
		break;
	case 2:
		document_undo(doc);
		break;
	case 3:
		document_redo(doc);
		break;
	case 4:
		mend(doc, script);
		break;
	default:
		set_cell(doc, script);
	}
}

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
static void expect_as_fresh(const struct document *doc)
{
	struct plan *plan = plan_new(doc->def, doc->texts);
	struct check *fresh = check_new(plan, &doc->record);
	const struct finding *a, *b;
	size_t n = check_findings(doc->check, &a);
	size_t of_file = n - check_findings(fresh, &b);

	MUST(of_file <= n);
	/* what is wrong with the file comes behind all else */
	for (size_t i = 0; of_file == 0 && i < n; i++)
		expect_same_finding(doc->check, &a[i], fresh, &b[i]);
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
		open_form(next(&script, sizeof forms / sizeof *forms));
	struct bytes first = BYTES_INIT, out = BYTES_INIT;

	document_bytes(doc, &first);
	for (int i = 0; i < STEPS && script.at < script.end; i++)
		step(doc, &script);
	expect_as_fresh(doc);
	MUST(document_table(doc, &dialect_new_file, &out));
	if (doc->history.saved <= doc->history.position)
		expect_undone(doc, &first);
	bytes_release(&out);
	bytes_release(&first);
	document_free(doc);
	return 0;
}
