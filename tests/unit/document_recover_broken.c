/* Journals that are cut off, damaged or forged give what is whole. */
#include <config.h>
#include "core/document_recover.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/document_journal.h"
#include "tests/unit/support_edits.h"
#include "tests/unit/support_left.h"

TestSuite(document_recover_broken, .timeout = 120, .init = left_begin,
	  .fini = left_end);

enum { N_KEPT = 40 };

/* A session's journal, and what was there at each of its lengths; the first is
   that nothing can be told. */
struct session {
	char path[5000];
	char *data;
	size_t size;
	size_t lens[N_KEPT];
	struct bytes dumps[N_KEPT];
};

static void session_begin(struct session *s)
{
	struct document *doc = left_open_club();
	unsigned seed = 77;
	struct stat st;

	s->lens[0] = 0;
	bytes_init(&s->dumps[0]);
	left_set(doc, "活动.活动名称", 0, "甲");
	snprintf(s->path, sizeof s->path, "%s", document_journal_path(doc));
	for (size_t i = 1; i < N_KEPT; i++) {
		cr_assert_eq(stat(s->path, &st), 0);
		s->lens[i] = (size_t)st.st_size;
		bytes_init(&s->dumps[i]);
		left_dump(&s->dumps[i], doc);
		edits_any(doc, &seed);
		left_keep(doc);
	}
	left_kill(doc);
	cr_assert(store_read(s->path, &s->data, &s->size, NULL, NULL));
}

static void session_end(struct session *s)
{
	free(s->data);
	for (size_t i = 0; i < N_KEPT; i++)
		bytes_release(&s->dumps[i]);
}

/* What its journal gives of which the first `whole` bytes are as they were. */
static void expect_prefix(const struct session *s, size_t whole)
{
	struct recovery *r =
		recovery_find(left.forms, left.state, left.form, NULL);
	struct bytes got = BYTES_INIT;
	size_t i = N_KEPT - 1;

	while (s->lens[i] > whole)
		i--;
	if (r && r->doc)
		left_dump(&got, r->doc);
	cr_expect_str_eq(got.data, s->dumps[i].data, "with %zu bytes", whole);
	bytes_release(&got);
	recovery_free(r);
}

Test(document_recover_broken, cut_off_anywhere_it_holds_what_was_whole)
{
	struct session s;

	session_begin(&s);
	for (size_t cut = 0; cut <= s.size; cut++) {
		support_write(s.path, s.data, cut);
		expect_prefix(&s, cut);
	}
	session_end(&s);
}

Test(document_recover_broken, with_any_byte_changed_it_holds_what_stands_before)
{
	struct session s;
	unsigned seed = 5;

	session_begin(&s);
	for (size_t at = 0; at < s.size; at++) {
		char old = s.data[at];

		s.data[at] = (char)(old ^ (1 << edits_below(&seed, 8)));
		support_write(s.path, s.data, s.size);
		expect_prefix(&s, at);
		s.data[at] = old;
	}
	session_end(&s);
}

/* Killed while it began the next file of a large form: the one before it still
   has everything. */
Test(document_recover_broken, one_that_was_never_whole_hides_none_before_it)
{
	const struct timespec later[] = { { .tv_nsec = UTIME_OMIT },
					  { .tv_sec = time(NULL) + 1 } };
	struct document *doc = left_open_club();
	char path[5000], *data;
	struct recovery *r;
	size_t n;

	left_set(doc, "活动.活动名称", 0, "甲");
	snprintf(path, sizeof path, "%s", document_journal_path(doc));
	left_kill(doc);
	cr_assert(store_read(path, &data, &n, NULL, NULL));
	*strrchr(path, '-') = '\0';
	strcat(path, "-1.journal");
	support_write(path, data, n / 2);
	cr_assert_eq(utimensat(AT_FDCWD, path, later, 0), 0);
	r = left_find();
	cr_assert(r && r->doc);
	cr_expect_str_eq(left_get(r->doc, "活动.活动名称", 0), "甲");
	recovery_throw_away(r);
	recovery_free(r);
	r = left_find();
	cr_assert(r, "it is told of now");
	cr_expect_null(r->doc);
	recovery_free(r);
	cr_expect_eq(access(path, F_OK), 0);
	free(data);
}

/* ---- what nobody of ours wrote ---- */

/* The journal that was left, with one record changed or, at its end, one more,
   under checksums that hold. */
static void forge(char type, const struct bytes *body)
{
	char *name = document_journal_name(left.form);
	struct journal *old = journal_find(left.state, name, NULL);
	struct journal *forged = journal_new(left.state);
	struct bytes copy = BYTES_INIT;
	const char *s;
	size_t n;
	char its;

	cr_assert(old);
	journal_begin(forged, name);
	while (journal_next(old, &its, &s, &n)) {
		bytes_clear(&copy);
		bytes_add(&copy, s, n);
		journal_add(forged, its,
			    its == type && its == RECORD_STATE ? body : &copy);
	}
	if (type != RECORD_STATE)
		journal_add(forged, type, body);
	cr_assert(journal_write(forged, 0));
	journal_remove(old);
	journal_free(old);
	journal_free(forged);
	bytes_release(&copy);
	free(name);
}

/* The first one of a type. */
static void find_record(struct bytes *out, char wanted)
{
	char *name = document_journal_name(left.form);
	struct journal *old = journal_find(left.state, name, NULL);
	const char *s;
	size_t n;
	char type;

	cr_assert(old);
	do
		cr_assert(journal_next(old, &type, &s, &n));
	while (type != wanted);
	bytes_add(out, s, n);
	journal_free(old);
	free(name);
}

/* A whole document with bytes changed: refused, or one that can be used. */
static void forge_states(const char *relative, unsigned seed)
{
	struct bytes first = BYTES_INIT, body = BYTES_INIT, got = BYTES_INIT;
	struct document *doc;

	left_copy(relative);
	doc = left_open(left.form);
	for (int i = 0; i < 12; i++)
		edits_any(doc, &seed);
	edits_new_row(doc);
	left_keep(doc);
	left_kill(doc);
	find_record(&first, RECORD_STATE);
	for (int i = 0; i < 400; i++) {
		struct recovery *r;

		bytes_clear(&body);
		bytes_add(&body, first.data, first.len);
		for (size_t n = edits_below(&seed, 3) + 1; n > 0; n--)
			body.data[edits_below(&seed, body.len)] ^=
				(char)(1 << edits_below(&seed, 8));
		forge(RECORD_STATE, &body);
		r = recovery_find(left.forms, left.state, left.form, NULL);
		cr_assert(r);
		bytes_clear(&got);
		if (r->doc && document_check(r->doc, NULL))
			left_dump(&got, r->doc);
		recovery_free(r);
	}
	forge(RECORD_STATE, &first);
	bytes_release(&first);
	bytes_release(&body);
	bytes_release(&got);
}

Test(document_recover_broken, a_state_that_was_tampered_with_does_no_harm)
{
	forge_states(CLUB, 11);
	forge_states(EVERY_SAMPLE, 12);
	forge_states(REAL_FORM, 13); /* with repairs */
}

/* Into one that may fit: small numbers are kinds and places that there are. */
static void change_bytes(struct bytes *body, unsigned *seed)
{
	for (size_t n = edits_below(seed, 4); n > 0; n--) {
		size_t most = edits_below(seed, 4) ? 6 : 256;

		body->data[edits_below(seed, body->len)] =
			(char)edits_below(seed, most);
	}
	if (edits_below(seed, 4) == 0)
		body->len = edits_below(seed, body->len);
}

/* Whatever was made of it can be undone, down to the file as it is. */
static void expect_file(struct document *doc, const struct bytes *file)
{
	struct bytes got = BYTES_INIT;

	while (document_undo(doc))
		;
	document_bytes(doc, &got);
	cr_expect_str_eq(got.data, file->data);
	bytes_release(&got);
}

/* The journal as it was left, instead of one that was made of it. */
static void put_back(const char *path, const char *data, size_t n)
{
	char *name = document_journal_name(left.form);
	struct journal *forged = journal_find(left.state, name, NULL);

	if (forged)
		journal_remove(forged);
	journal_free(forged);
	support_write(path, data, n);
	free(name);
}

Test(document_recover_broken, what_does_not_fit_is_not_made)
{
	static const char types[] = "CTUREx";
	struct bytes file = BYTES_INIT, change = BYTES_INIT,
		     typing = BYTES_INIT;
	struct document *doc = left_open_club();
	unsigned seed = 3;
	char path[5000], *data;
	size_t n, n_made = 0;

	document_bytes(doc, &file);
	left_set(doc, "活动.活动名称", 0, "甲");
	left_type(doc, "活动.活动名称", 1, "走");
	left_set(doc, "活动.活动名称", 1, "乙");
	snprintf(path, sizeof path, "%s", document_journal_path(doc));
	left_kill(doc);
	find_record(&change, RECORD_CHANGE);
	find_record(&typing, RECORD_TYPING);
	cr_assert(store_read(path, &data, &n, NULL, NULL));
	for (int i = 0; i < 600; i++) {
		char type = types[edits_below(&seed, 6)];
		const struct bytes *real =
			type == RECORD_TYPING ? &typing : &change;
		struct bytes body = BYTES_INIT;
		struct recovery *r;

		put_back(path, data, n);
		bytes_add(&body, real->data, real->len);
		change_bytes(&body, &seed);
		forge(type, &body);
		bytes_release(&body);
		r = left_find();
		cr_assert(r && r->doc);
		n_made += r->n_changes > 2;
		expect_file(r->doc, &file);
		recovery_free(r);
	}
	cr_expect_gt(n_made, 0, "some do fit");
	cr_expect_lt(n_made, 600);
	free(data);
	bytes_release(&file);
	bytes_release(&change);
	bytes_release(&typing);
}
