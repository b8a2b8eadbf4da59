#include <config.h>
#include "core/review_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/grid.h"
#include "core/memory.h"
#include "core/sidecar.h"

static const char *const state_names[REVIEW_STATES] = {
	[REVIEW_UNREAD] = "未看",
	[REVIEW_READING] = "审核中",
	[REVIEW_RETURNED] = "退回",
	[REVIEW_ACCEPTED] = "通过",
};

const char *review_state_name(enum review_state state)
{
	return state_names[state];
}

const char *review_state_key(enum review_state state)
{
	static const char *const keys[REVIEW_STATES] = {
		[REVIEW_UNREAD] = "unread",
		[REVIEW_READING] = "reading",
		[REVIEW_RETURNED] = "returned",
		[REVIEW_ACCEPTED] = "accepted",
	};

	return keys[state];
}

int review_find_state(const char *name)
{
	int i = REVIEW_STATES - 1;

	while (i >= 0 && strcmp(state_names[i], name) != 0)
		i--;
	return i;
}

void review_init(struct review *review)
{
	*review = (struct review){ 0 };
	review->by.reviewer = "";
	bytes_init(&review->kept);
	bytes_init(&review->added);
}

void review_release(struct review *review)
{
	free(review->opinions.items);
	free(review->remarks.items);
	free(review->events);
	bytes_release(&review->kept);
	bytes_release(&review->added);
	texts_free(review->texts);
}

static char *review_path(const char *form_path)
{
	return sidecar_path(form_path, SIDECAR_REVIEW);
}

bool review_is_changed(const struct review *review)
{
	return review->added.len > 0;
}

/* ---- reading ---- */

/* Programs that put files together leave several at the beginning. */
static void drop_marks(struct bytes *lines)
{
	static const char mark[] = "\xEF\xBB\xBF";
	const size_t n = sizeof mark - 1;

	while (lines->len >= n && memcmp(lines->data, mark, n) == 0)
		bytes_splice(lines, 0, n, "", 0);
}

/* In UTF-8 without a mark, each line with its end, whatever the file has. */
static bool take_lines(struct review *review, const char *data, size_t n,
		       const char *path, struct failure *f)
{
	struct texts *texts = texts_new();
	struct grid grid;
	bool ok = sidecar_parse(&grid, texts, data, n, path, f);

	if (ok) {
		bytes_clear(&review->kept);
		for (size_t i = 0; i < grid.n_records; i++)
			sidecar_keep(&review->kept, &grid.records[i]);
		drop_marks(&review->kept);
	}
	grid_release(&grid);
	texts_free(texts);
	return ok;
}

bool review_read(struct review *review, const char *form_path,
		 struct failure *f)
{
	char *path = review_path(form_path), *data;
	size_t n;
	bool ok;

	bytes_clear(&review->kept);
	bytes_clear(&review->added);
	ok = sidecar_load(path, &data, &n, &review->stamp, f) &&
	     (n == 0 || take_lines(review, data, n, path, f));
	review_understand(review);
	review->is_unread = !ok;
	free(data);
	free(path);
	return ok;
}

/* ---- what another wrote ---- */

/* False: it can't be read, and nothing has changed. */
static bool reread(struct review *review, const char *path, bool *has_changed)
{
	struct bytes before = BYTES_INIT;
	struct store_stamp stamp;
	char *data;
	size_t n;
	bool ok = sidecar_load(path, &data, &n, &stamp, NULL);

	bytes_add(&before, review->kept.data, review->kept.len);
	ok = ok && (n == 0 || take_lines(review, data, n, path, NULL));
	*has_changed = ok && strcmp(before.data, review->kept.data) != 0;
	if (ok) {
		review->stamp = stamp;
		review->is_unread = false;
	}
	if (*has_changed)
		review_understand(review);
	bytes_release(&before);
	free(data);
	return ok;
}

bool review_take_theirs(struct review *review, const char *form_path)
{
	char *path = review_path(form_path);
	bool has_changed;

	reread(review, path, &has_changed);
	free(path);
	return has_changed;
}

/* ---- writing ---- */

static bool save(struct review *review, const char *path,
		 const struct store_how *how, struct failure *f)
{
	struct bytes out = BYTES_INIT;
	struct store_how own = *how;
	bool ok;

	own.expected = &review->stamp;
	if (!review->kept.len)
		review_add_headings(&out);
	bytes_add(&out, review->kept.data, review->kept.len);
	bytes_add(&out, review->added.data, review->added.len);
	ok = sidecar_save(path, &out, &own, &review->stamp, f);
	if (ok) {
		bytes_set(&review->kept, out.data, out.len);
		bytes_clear(&review->added);
	}
	bytes_release(&out);
	return ok;
}

bool review_write(struct review *review, const char *form_path,
		  const struct store_how *how, struct failure *f)
{
	char *path = review_path(form_path);
	bool ok = !review_is_changed(review), has_changed;
	struct failure own = { 0 };

	for (int i = 0; i < SIDECAR_TRIES && !ok; i++) {
		failure_release(&own);
		own = (struct failure){ 0 };
		if (!reread(review, path, &has_changed)) {
			failure_set(&own, FAILURE_UNREADABLE_REVIEW, path, 0);
			break;
		}
		ok = save(review, path, how, &own);
		if (!ok && !sidecar_is_overtaken(&own))
			break;
	}
	failure_release(f);
	*f = own;
	free(path);
	return ok;
}
