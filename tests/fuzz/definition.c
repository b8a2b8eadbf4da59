/*
 * definition: five files, each behind a line "%% NAME.csv". What is refused is
 * told with a place in that file; what is taken serves a blank form.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text.h"

static const char *const files[] = { "layout.csv", "fields.csv", "rules.csv",
				     "targets.csv", "indicators.csv" };
enum { N_FILES = sizeof files / sizeof *files };

/* Lines of each file, for what is said of them. */
static size_t n_lines[N_FILES];

static void write_files(const struct fuzz *in)
{
	char path[512];

	for (int i = 0; i < N_FILES; i++) {
		const char *s;
		size_t n;

		snprintf(path, sizeof path, "%s/%s", fuzz_folder(), files[i]);
		n_lines[i] = 0;
		if (!fuzz_section(in, files[i], &s, &n)) {
			remove(path);
			continue;
		}
		fuzz_write(path, s, n);
		n_lines[i] = 1;
		for (size_t k = 0; k < n; k++)
			n_lines[i] += s[k] == '\n' || s[k] == '\r';
	}
}

static void expect_fault(const struct failure *f)
{
	const char *name = f->path ? strrchr(f->path, '/') : NULL;
	int i = 0;

	MUST(name);
	while (i < N_FILES && strcmp(files[i], name + 1) != 0)
		i++;
	MUST(i < N_FILES);
	MUST(f->line <= n_lines[i] && f->other <= n_lines[i]);
}

static void expect_faults(struct failure_list *faults)
{
	for (size_t i = 0; i < faults->n; i++)
		expect_fault(&faults->items[i]);
	failure_list_sort(faults);
	fuzz_say_all(faults);
}

static void expect_findings(struct definition *def, struct check *check,
			    const struct record *record)
{
	const struct finding *findings;
	size_t n = check_findings(check, &findings);

	for (size_t i = 0; i < n; i++) {
		struct bytes out = BYTES_INIT;

		MUST(fuzz_is_place(record, findings[i].place));
		check_sentence(check, &findings[i], false, &out);
		check_sentence(check, &findings[i], true, &out);
		MUST(text_valid(out.data, out.len) == out.len);
		bytes_release(&out);
	}
	for (size_t r = 0; r < def->n_rules; r++)
		check_outcome(check, &def->rules[r]);
}

/* A form of two blank rows a table, with something in every cell. */
static void fill(struct record *record, struct texts *texts)
{
	static const char *const values[] = { "1",    "甲",   "",
					      "≥5场", "2024", "0.5" };
	const struct definition *def = record->def;

	for (int t = 0; t < def->n_tables; t++)
		for (size_t r = 0; r < 2; r++)
			record_apply(record,
				     &(struct edit){ .kind = EDIT_ROW_INSERT,
						     .table = t,
						     .at = r });
	for (int f = 0; f < def->n_fields; f++)
		for (long r = 0; r < 2; r++) {
			const char *text = values[(f + r) % 6];
			struct edit edit = {
				.kind = EDIT_SET,
				.place = { f,
					   def->fields[f].table < 0 ? -1 : r },
				.text = texts_add_str(texts, text),
			};

			record_apply(record, &edit);
		}
}

/* Beside itself, as if it were last year's. */
static void judge_beside(struct definition *def, const struct record *record)
{
	struct plan *plan = plan_new_beside(def, record->texts);
	struct check *earlier = check_new(plan, record);
	struct check *check = check_begin_beside(plan, record, earlier);

	check_step(check, SIZE_MAX);
	expect_findings(def, check, record);
	check_free(check);
	check_free(earlier);
	plan_free(plan);
}

static void judge(struct definition *def)
{
	struct texts *texts = texts_new();
	struct plan *plan = plan_new(def, texts);
	struct record record;
	struct check *check;

	record_init(&record, def, texts);
	check = check_new(plan, &record);
	expect_findings(def, check, &record);
	check_free(check);
	fill(&record, texts);
	check = check_new(plan, &record);
	expect_findings(def, check, &record);
	check_free(check);
	judge_beside(def, &record);
	record_release(&record);
	plan_free(plan);
	texts_free(texts);
}

/* A filled form is written and read. */
static void write_and_read(struct definition *def)
{
	struct texts *texts = texts_new();
	struct layout *layout = layout_new(def, texts);
	struct record record, back;
	struct layout_written written;
	struct layout_reading reading = { 0 };
	struct layout_match *match;
	struct bytes out = BYTES_INIT;
	struct grid grid = { 0 };
	const char *missing;

	record_init(&record, def, texts);
	record_init(&back, def, texts);
	fill(&record, texts);
	layout_write(layout, &record, NULL, &reading, &dialect_new_file, false,
		     &out, &written);
	layout_written_release(&written);
	if (grid_read(&grid, texts, out.data, out.len, NULL, "x", NULL)) {
		layout_fit(layout, &grid, &match, &missing);
		layout_read(layout, &grid, match, &back, &reading);
		layout_match_free(match);
		layout_reading_release(&reading);
	}
	grid_release(&grid);
	bytes_release(&out);
	record_release(&back);
	record_release(&record);
	layout_free(layout);
	texts_free(texts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz in = fuzz_of(data, n);
	struct failure_list faults = { 0 };
	struct definition *def;

	write_files(&in);
	def = definition_load(fuzz_folder(), NULL, &faults);
	MUST(!def == (faults.n > 0));
	if (def) {
		write_and_read(def);
		if (definition_load_rules(def, &faults)) {
			definition_check_targets(def, &faults);
			check_examples(def, &faults);
			judge(def);
		}
	}
	expect_faults(&faults);
	definition_free(def);
	return 0;
}
