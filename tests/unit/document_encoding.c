#include <config.h>
#include "core/document.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store.h"
#include "tests/unit/support.h"

static struct form_set *forms;
static char *folder;
static char path[4200];
static struct bytes published; /* the real form's saved file, in UTF-8 */

static void read_file(struct bytes *out)
{
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(path, &data, &n, &stamp, NULL));
	bytes_clear(out);
	bytes_add(out, data, n);
	free(data);
}

static void setup(void)
{
	struct document *doc;

	forms = support_forms();
	folder = support_folder();
	snprintf(path, sizeof path, "%s/form.csv", folder);
	bytes_init(&published);
	doc = support_document(forms, support_path(REAL_FORM));
	cr_assert(document_save(doc, path, false, NULL));
	document_free(doc);
	read_file(&published);
}

static void teardown(void)
{
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
	bytes_release(&published);
}

TestSuite(document_encoding, .timeout = 120, .init = setup, .fini = teardown);

/* ---- the real form as other programs would have saved it ---- */

static const struct dialect dialects[] = {
	{ ',', true, "\r\n", ENCODING_UTF_8 },
	{ ',', false, "\n", ENCODING_UTF_8 },
	{ ';', true, "\r", ENCODING_UTF_8 },
	{ ',', false, "\r\n", ENCODING_GBK },
	{ '\t', false, "\n", ENCODING_GBK },
	{ ';', false, "\r", ENCODING_GBK },
	{ ',', false, "\r\n", ENCODING_GB18030 },
	{ ',', true, "\r", ENCODING_GB18030 },
	{ '\t', true, "\r\n", ENCODING_UTF_16LE },
	{ ',', true, "\r", ENCODING_UTF_16LE },
	{ ';', true, "\n", ENCODING_UTF_16BE },
	{ ',', true, "\r\n", ENCODING_UTF_16BE },
};

enum { N_DIALECTS = sizeof dialects / sizeof *dialects };

static void encode(enum encoding encoding, const char *text, size_t n,
		   struct bytes *out)
{
	size_t at;

	bytes_clear(out);
	if (encoding == ENCODING_UTF_8)
		bytes_add(out, text, n);
	else
		cr_assert(encoding_encode(encoding, text, n, out, &at));
}

/* A cell as somebody writes it: in GB18030, one has a character that GBK
   hasn't. */
static void write_cell(struct bytes *text, const struct dialect *d,
		       const char *cell, bool is_quoted)
{
	struct bytes own = BYTES_INIT;
	const char *word = "覆盖人群";

	bytes_add_str(&own, cell);
	if (d->encoding == ENCODING_GB18030 && strstr(cell, word))
		bytes_add_str(&own, "㐂");
	grid_write_cell(text, d, own.data, is_quoted);
	bytes_release(&own);
}

/* Somebody's remark beside a row, a row and a blank one of his own; between
   tabs that would be a table to be repaired. */
static void add_foreign(struct bytes *text, const struct dialect *d, size_t row)
{
	if (d->delimiter == '\t')
		return;
	if (row == 2 || row == 12)
		bytes_printf(text, "%c附注丢", d->delimiter);
	if (row == 9)
		bytes_printf(text, "%s填报人%c\"张三\"%c%s", d->line_end,
			     d->delimiter, d->delimiter, d->line_end);
}

static void make_file(const struct dialect *d)
{
	struct texts *texts = texts_new();
	struct bytes text = BYTES_INIT, out = BYTES_INIT;
	struct grid g;

	cr_assert(grid_read(&g, texts, published.data, published.len, NULL, "x",
			    NULL));
	if (d->has_bom)
		bytes_add_str(&text, "\xEF\xBB\xBF");
	for (size_t r = 0; r < g.n_records; r++) {
		for (int c = 0; c < g.records[r].n_cells; c++) {
			if (c > 0)
				bytes_add_char(&text, d->delimiter);
			write_cell(&text, d, grid_cell(&g.records[r], c),
				   (r + (size_t)c) % 5 == 0);
		}
		add_foreign(&text, d, r);
		bytes_add_str(&text, d->line_end);
	}
	encode(d->encoding, text.data, text.len, &out);
	support_write(path, out.data, out.len);
	bytes_release(&text);
	bytes_release(&out);
	grid_release(&g);
	texts_free(texts);
}

static void expect_same(const struct document *a, const struct document *b)
{
	for (int i = 0; i < a->def->n_scalars; i++)
		cr_expect_str_eq(a->record.scalars[i], b->record.scalars[i]);
	for (int t = 0; t < a->def->n_tables; t++) {
		size_t n = record_n_rows(&a->record, t);

		cr_assert_eq(n, record_n_rows(&b->record, t));
		for (size_t r = 0; r < n; r++)
			for (int c = 0; c < a->def->tables[t].n_columns; c++)
				cr_expect_str_eq(
					record_row(&a->record, t, r)->cells[c],
					record_row(&b->record, t, r)->cells[c]);
	}
}

Test(document_encoding, read_right_and_saved_as_they_were)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT;
	struct document *plain;

	make_file(&dialects[0]);
	plain = support_document(forms, path);
	for (size_t i = 0; i < N_DIALECTS; i++) {
		const struct dialect *d = &dialects[i];
		struct document *doc;

		make_file(d);
		read_file(&before);
		doc = support_document(forms, path);
		cr_expect_eq(doc->dialect.encoding, d->encoding, "%zu", i);
		cr_expect_eq(doc->dialect.delimiter, d->delimiter, "%zu", i);
		cr_expect_eq(doc->dialect.has_bom, d->has_bom, "%zu", i);
		cr_expect_str_eq(doc->dialect.line_end, d->line_end, "%zu", i);
		if (d->encoding != ENCODING_GB18030)
			expect_same(doc, plain);
		cr_expect(document_save(doc, path, false, NULL));
		cr_expect_eq(doc->n_lost, 0);
		read_file(&after);
		cr_expect(before.len == after.len &&
				  !memcmp(before.data, after.data, before.len),
			  "%zu", i);
		document_free(doc);
	}
	document_free(plain);
	bytes_release(&before);
	bytes_release(&after);
}

/* ---- one cell, one record ---- */

/* Where the record of a line begins in the file's bytes. */
static size_t record_offset(const struct document *doc, size_t line)
{
	struct grid again;
	const struct grid *g = grid_with_records(&doc->grid, &again);
	struct bytes text = BYTES_INIT, out = BYTES_INIT;
	size_t offset;

	if (g->dialect.has_bom)
		bytes_add_str(&text, "\xEF\xBB\xBF");
	for (size_t r = 0; r < g->n_records && g->records[r].line < line; r++) {
		bytes_add(&text, g->records[r].raw, g->records[r].raw_len);
		bytes_add_str(&text, grid_end(&g->records[r]));
	}
	encode(g->dialect.encoding, text.data, text.len, &out);
	offset = out.len;
	grid_release(&again);
	bytes_release(&text);
	bytes_release(&out);
	return offset;
}

/* Does nothing but that record differ? */
static void expect_one_record(const struct document *doc,
			      const struct bytes *before,
			      const struct bytes *after, size_t line)
{
	size_t start = record_offset(doc, line);
	size_t tail = before->len - record_offset(doc, line + 1);

	cr_assert(after->len >= start + tail);
	cr_expect(!memcmp(before->data, after->data, start), "line %zu", line);
	cr_expect(!memcmp(before->data + before->len - tail,
			  after->data + after->len - tail, tail),
		  "line %zu", line);
}

/* Never the same twice: that would be no edit. */
static void random_text(struct bytes *out, int number, unsigned *seed)
{
	static const char *const words[] = { "科普", "≥",  "%",	 ",",  ";",
					     "\t",   "\"", "5",	 "鎔", "、",
					     " 甲",  "丢", "乗", "亅" };

	bytes_clear(out);
	bytes_printf(out, "甲%d", number);
	for (unsigned n = support_random(seed) % 8; n > 0; n--)
		bytes_add_str(out, words[support_random(seed) %
					 (sizeof words / sizeof *words)]);
	bytes_add_str(out, "乙");
}

/* None whose value another record's follows. */
static struct place random_place(const struct document *doc, unsigned *seed)
{
	static const struct {
		const char *name;
		int table;
	} fields[] = {
		{ "指标.指标值", 1 }, { "指标.三级指标", 1 },
		{ "任务.名称", 0 },   { "任务.主要实施内容", 0 },
		{ "部门名称", -1 },   { "总体绩效目标", -1 },
	};
	size_t i = support_random(seed) % (sizeof fields / sizeof *fields);
	long row = -1;

	if (fields[i].table >= 0)
		row = (long)(support_random(seed) %
			     record_n_rows(&doc->record, fields[i].table));
	return support_place(doc->def, fields[i].name, row);
}

Test(document_encoding, an_edit_changes_its_record_and_no_other_byte)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT, text = BYTES_INIT;
	unsigned seed = 7;

	for (size_t i = 0; i < N_DIALECTS; i++) {
		struct document *doc;

		make_file(&dialects[i]);
		doc = support_document(forms, path);
		for (int k = 0; k < 60; k++) {
			struct place place = random_place(doc, &seed);
			size_t line = document_line(doc, place);

			bytes_clear(&before);
			bytes_add(&before, doc->data, doc->n_data);
			random_text(&text, k, &seed);
			document_set(doc, place, text.data, text.len);
			bytes_clear(&after);
			document_bytes(doc, &after);
			expect_one_record(doc, &before, &after, line);
			if (k % 3) {
				document_undo(doc);
				continue;
			}
			cr_expect(document_save(doc, path, false, NULL));
			cr_expect_eq(doc->n_lost, 0);
			cr_expect_str_eq(record_get(&doc->record, place),
					 text.data);
		}
		document_free(doc);
	}
	bytes_release(&before);
	bytes_release(&after);
	bytes_release(&text);
}

/* ---- damage ---- */

static void damage(struct bytes *file, unsigned *seed)
{
	for (unsigned n = 1 + support_random(seed) % 4; n > 0; n--) {
		size_t at = support_random(seed) % file->len;

		if (support_random(seed) % 4 == 0)
			bytes_splice(file, at, 1, "", 0);
		else
			file->data[at] = (char)(support_random(seed) >> 9);
	}
}

/* Whatever happened to a file's bytes: it is refused, or saved as it was. */
Test(document_encoding, damaged_files_are_refused_or_come_back)
{
	struct bytes whole = BYTES_INIT, file = BYTES_INIT, out = BYTES_INIT;
	unsigned seed = 11;
	int n_read = 0, n_refused = 0;

	for (int i = 0; i < N_DIALECTS * 60; i++) {
		struct failure_list faults = { 0 };
		struct document *doc;

		if (i % 60 == 0) {
			make_file(&dialects[i / 60]);
			read_file(&whole);
		}
		bytes_clear(&file);
		bytes_clear(&out);
		bytes_add(&file, whole.data, whole.len);
		damage(&file, &seed);
		support_write(path, file.data, file.len);
		doc = document_open(forms, path, NULL, &faults);
		n_read += doc != NULL;
		n_refused += faults.n > 0;
		failure_list_release(&faults);
		if (!doc)
			continue;
		/* repairs are edits, and of another layout a copy is made */
		if (doc->has_file && doc->reading.n_edits == 0) {
			document_bytes(doc, &out);
			cr_expect(out.len == file.len &&
					  !memcmp(out.data, file.data, out.len),
				  "%d", i);
		}
		document_free(doc);
	}
	cr_expect_eq(n_read + n_refused, N_DIALECTS * 60);
	cr_expect(n_read > 100 && n_refused > 100, "%d, %d", n_read, n_refused);
	bytes_release(&whole);
	bytes_release(&file);
	bytes_release(&out);
}

/* ---- what the encoding can't hold ---- */

static const struct dialect gbk = { ',', false, "\r\n", ENCODING_GBK };

static bool is_failing(const struct document *doc, const char *id)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);

	for (size_t i = 0; i < n; i++)
		if (strcmp(findings[i].rule->id, id) == 0)
			return true;
	return false;
}

Test(document_encoding, what_gbk_lacks_is_told_and_nothing_written)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT;
	struct failure f = { 0 };
	struct document *doc;

	make_file(&gbk);
	read_file(&before);
	doc = support_document(forms, path);
	support_fill(doc, "指标.三级指标", 3, "建成㐂庆广场");
	support_fill(doc, "任务.名称", 1, "㐂庆广场");
	cr_expect(document_differs(doc));
	cr_expect_not(document_save(doc, path, true, &f));
	cr_expect_eq(f.code, FAILURE_CHARACTER);
	cr_expect_str_eq(f.value, "㐂");
	cr_expect_str_eq(f.detail, "GBK");
	cr_expect(place_equal(doc->unheld.place,
			      support_place(doc->def, "任务.名称", 1)));
	cr_expect(document_is_modified(doc), "the work is kept");
	read_file(&after);
	cr_expect_str_eq(after.data, before.data);
	support_fill(doc, "部门名称", -1, "㐂庆局");
	cr_expect_not(document_save(doc, path, true, &f));
	cr_expect(place_equal(doc->unheld.place,
			      support_place(doc->def, "部门名称", -1)));
	/* the one way out: other words */
	support_fill(doc, "部门名称", -1, "喜庆局");
	support_fill(doc, "指标.三级指标", 3, "建成喜庆广场");
	support_fill(doc, "任务.名称", 1, "喜庆广场");
	cr_expect(document_save(doc, path, false, &f));
	cr_expect_eq(doc->n_lost, 0);
	failure_release(&f);
	document_free(doc);
	bytes_release(&before);
	bytes_release(&after);
}

Test(document_encoding, the_whole_file_can_be_saved_as_utf_8)
{
	struct document *doc, *again;
	char elsewhere[4300];

	make_file(&gbk);
	doc = support_document(forms, path);
	cr_expect(is_failing(doc, "FILE-ENC"));
	support_fill(doc, "任务.名称", 1, "㐂庆🙂");
	snprintf(elsewhere, sizeof elsewhere, "%s/no/form.csv", folder);
	cr_expect_not(document_save_utf_8(doc, elsewhere, false, NULL));
	cr_expect_eq(doc->dialect.encoding, ENCODING_GBK, "as it was");
	cr_expect(document_save_utf_8(doc, path, false, NULL));
	cr_expect_eq(doc->n_lost, 0);
	cr_expect_not(is_failing(doc, "FILE-ENC"));
	again = support_document(forms, path);
	cr_expect_eq(again->dialect.encoding, ENCODING_UTF_8);
	cr_expect(again->dialect.has_bom);
	cr_expect_not(is_failing(again, "FILE-ENC"));
	expect_same(again, doc);
	document_free(again);
	support_fill(doc, "任务.名称", 1, "㐂庆");
	cr_expect(document_save(doc, path, false, NULL));
	document_free(doc);
}

Test(document_encoding, gb18030_holds_whatever_it_has_already)
{
	static const struct dialect gb18030 = { ',', false, "\r\n",
						ENCODING_GB18030 };
	struct document *doc;

	make_file(&gb18030);
	doc = support_document(forms, path);
	support_fill(doc, "任务.名称", 1, "𠀀🙂");
	cr_expect(document_save(doc, path, false, NULL));
	cr_expect_eq(doc->n_lost, 0);
	document_free(doc);
	doc = support_document(forms, path);
	cr_expect_str_eq(record_get(&doc->record,
				    support_place(doc->def, "任务.名称", 1)),
			 "𠀀🙂");
	cr_expect(is_failing(doc, "FILE-ENC"));
	document_free(doc);
}

/* Would it be read as something else, it isn't written. */
Test(document_encoding, private_use_would_not_be_read_again)
{
	static const struct dialect gb18030 = { ',', false, "\r\n",
						ENCODING_GB18030 };
	struct failure f = { 0 };
	struct document *doc;

	make_file(&gb18030);
	doc = support_document(forms, path);
	support_fill(doc, "任务.名称", 1, "\xEE\x80\x80");
	cr_expect_not(document_save(doc, path, false, &f));
	cr_expect_eq(f.code, FAILURE_UNREADABLE_COPY);
	cr_expect(document_save_utf_8(doc, path, false, NULL));
	failure_release(&f);
	document_free(doc);
}
