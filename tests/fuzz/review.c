/*
 * review: any bytes as the file of reviewers beside a form. What can't be read
 * isn't written over. What can be stays, and what is done then counts, is
 * written behind it and read again; and the letter says all of it, cleanly.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/review_remark.h"
#include "core/store.h"
#include "core/text.h"
#include "locale/say_letter.h"

static char form_path[512], path[520];
static const struct store_how how; /* as it comes */
static const struct review_hand hand = { "fuzz", 1795656600, 480 };

static void read_bytes(struct bytes *out)
{
	char *data;
	size_t n;

	bytes_clear(out);
	MUST(store_read(path, &data, &n, NULL, NULL));
	bytes_add(out, data, n);
	free(data);
}

static void expect_refused(struct review *review, const char *data, size_t n)
{
	struct bytes now = BYTES_INIT;
	struct failure f = { 0 };

	MUST(review->is_unread && review->state == REVIEW_UNREAD);
	review_set_state(review, REVIEW_RETURNED, &hand);
	MUST(!review_write(review, form_path, &how, &f));
	fuzz_say(&f);
	read_bytes(&now);
	MUST(now.len == n && !memcmp(now.data, data, n));
	bytes_release(&now);
}

static void expect_same_notes(const struct review_notes *a,
			      const struct review_notes *b)
{
	MUST(a->n == b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct review_note *x = &a->items[i], *y = &b->items[i];

		MUST(!strcmp(x->opinion, y->opinion));
		MUST(!strcmp(x->text, y->text));
		MUST(!strcmp(x->cell.field, y->cell.field));
		MUST(!strcmp(x->cell.name, y->cell.name));
		MUST(x->cell.row == y->cell.row &&
		     x->cell.hash == y->cell.hash);
		MUST(x->hand.time == y->hand.time);
	}
}

static void expect_same(const struct review *a, const struct review *b)
{
	MUST(a->state == b->state && a->by.time == b->by.time);
	expect_same_notes(&a->opinions, &b->opinions);
	expect_same_notes(&a->remarks, &b->remarks);
}

/* One of each; all count whatever times and names the file has. */
static void act(struct review *review, const struct record *record)
{
	enum review_state state = review->state == REVIEW_RETURNED
					  ? REVIEW_ACCEPTED
					  : REVIEW_RETURNED;
	size_t n = review->remarks.n;

	review_set_state(review, state, &hand);
	MUST(review->state == state);
	review_add_opinion(review, "其他", "甲,\"乙", &hand);
	MUST(review_opinion(review, "其他"));
	review_add_remark(review,
			  &(struct review_cell){ .field = "x", .row = 2 }, "",
			  "a new one", &hand);
	MUST(review->remarks.n == n + 1);
	review_remove_remark(review, n, &hand);
	MUST(review->remarks.n == n);
	review_remark_on(review, record, (struct place){ 0, -1 }, "", "丙",
			 &hand);
}

static void expect_written(struct review *review)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT;
	struct review again;
	struct failure f = { 0 };

	bytes_add(&before, review->kept.data, review->kept.len);
	MUST(review_write(review, form_path, &how, &f));
	MUST(!review_is_changed(review));
	read_bytes(&after);
	MUST(before.len == 0 || (before.len <= after.len &&
				 !memcmp(before.data, after.data, before.len)));
	review_init(&again);
	MUST(review_read(&again, form_path, &f));
	expect_same(review, &again);
	MUST(!review_take_theirs(review, form_path));
	review_release(&again);
	bytes_release(&before);
	bytes_release(&after);
}

/* Whatever stands can be taken back. */
static void expect_taken_back(struct review *review)
{
	while (review->remarks.n > 0) {
		size_t n = review->remarks.n;

		review_remove_remark(review, n / 2, &hand);
		MUST(review->remarks.n == n - 1);
	}
	while (review->opinions.n > 0) {
		size_t n = review->opinions.n;
		const char *opinion = review->opinions.items[n / 2].opinion;

		review_remove_opinion(review, opinion, &hand);
		MUST(review->opinions.n == n - 1);
	}
	expect_written(review);
}

static void expect_letter(const struct document *doc,
			  const struct review *review)
{
	for (int format = LETTER_TEXT; format <= LETTER_HTML; format++) {
		const struct letter_how letter = {
			.format = (enum letter_format)format,
			.words = say_letter(),
			.date = hand,
		};
		struct bytes out = BYTES_INIT;

		letter_write(&letter, doc, review, &out);
		for (char *line = out.data; *line;) {
			size_t n = strcspn(line, "\n");

			MUST(fuzz_is_clean(line, n));
			line += n + (line[n] == '\n');
		}
		bytes_release(&out);
	}
}

static void expect_reviewed(struct review *review)
{
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(fuzz_forms(), form_path, NULL, &faults);

	MUST(doc && document_check(doc, &faults));
	act(review, &doc->record);
	expect_letter(doc, review);
	document_free(doc);
}

static void begin(void)
{
	if (*path)
		return;
	snprintf(form_path, sizeof form_path, "%s", fuzz_form());
	snprintf(path, sizeof path, "%s.review", form_path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct review review;
	struct failure f = { 0 };

	begin();
	fuzz_write(path, (const char *)data, n);
	review_init(&review);
	if (review_read(&review, form_path, &f)) {
		expect_reviewed(&review);
		expect_written(&review);
		expect_taken_back(&review);
	} else {
		fuzz_say(&f);
		expect_refused(&review, (const char *)data, n);
	}
	review_release(&review);
	return 0;
}
