#include <config.h>

#include "core/watch.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/summary.h"
#include "tests/unit/support.h"

TestSuite(watch, .timeout = 60);

/* A folder of forms, and how often each sort of news came. */
struct place_of_forms {
	char *folder;
	struct form_set *forms;
	struct watch *watch;
	size_t n_found, n_read, n_gone, n_lost, n_seen, n_failed;
	size_t last;   /* id */
	char name[64]; /* … of its path */
	size_t findings;
	enum review_state state;
	void (*happens)(const struct place_of_forms *);
	int n_prepared, n_before_sums, n_ready;
	size_t n_others;
	char other[64]; /* the name of the first */
};

static void begin(struct place_of_forms *p)
{
	*p = (struct place_of_forms){ .folder = support_folder(),
				      .forms = support_forms() };
	const struct watch_how how = { .folder = p->folder,
				       .forms = p->forms,
				       .n_workers = 1 };
	p->watch = watch_new(&how);
}

static void take_others(struct place_of_forms *p, const struct watch_news *news)
{
	const char *name = strrchr(news->others, '/');

	p->n_others = news->n_others;
	snprintf(p->other, sizeof p->other, "%s", name ? name + 1 : "");
}

static void take(struct place_of_forms *p)
{
	struct watch_news news;

	p->n_found = p->n_read = p->n_gone = p->n_lost = p->n_seen = 0;
	p->n_failed = 0;
	while (watch_take(p->watch, &news)) {
		p->n_found += news.kind == WATCH_FOUND;
		p->n_gone += news.kind == WATCH_GONE;
		p->n_lost += news.kind == WATCH_LOST;
		p->n_seen += news.kind == WATCH_SEEN;
		p->n_ready += news.kind == WATCH_READY;
		if (news.kind == WATCH_LISTED)
			take_others(p, &news);
		if (news.kind == WATCH_READ) {
			p->n_read++;
			p->n_failed += news.paper->failures.n > 0;
			p->last = news.id;
			p->findings = news.paper->n_items;
			p->state = news.paper->state;
			snprintf(p->name, sizeof p->name, "%s",
				 strrchr(news.path, '/') + 1);
		}
		watch_news_release(&news);
	}
}

static void look(struct place_of_forms *p)
{
	watch_round(p->watch);
	take(p);
}

static void end(struct place_of_forms *p)
{
	watch_free(p->watch);
	form_set_free(p->forms);
	support_remove_folder(p->folder);
	free(p->folder);
}

static void path_print(const struct place_of_forms *p, const char *name,
		       struct bytes *out)
{
	bytes_clear(out);
	bytes_printf(out, "%s/%s", p->folder, name);
}

static void put(const struct place_of_forms *p, const char *name,
		const char *data, size_t n)
{
	struct bytes path = BYTES_INIT;

	path_print(p, name, &path);
	support_write(path.data, data, n);
	bytes_release(&path);
}

static void put_form(const struct place_of_forms *p, const char *name,
		     const char *from)
{
	char *data;
	size_t n;

	cr_assert(store_read(support_path(from), &data, &n, NULL, NULL));
	put(p, name, data, n);
	free(data);
}

Test(watch, tells_what_is_there_once)
{
	struct place_of_forms p;

	begin(&p);
	put_form(&p, "甲.csv", "tests/checks/MONEY-VAL.csv");
	put(&p, "乙.csv", "x\n", 2);
	put(&p, "说明.txt", "x\n", 2);
	put(&p, ".藏.csv", "x\n", 2);
	look(&p);
	cr_expect_eq(p.n_found, 2);
	cr_expect_eq(p.n_read, 2);
	cr_expect_eq(p.n_failed, 1);
	look(&p);
	cr_expect_eq(p.n_found + p.n_read + p.n_gone, 0);
	end(&p);
}

Test(watch, new_changed_and_gone_ones_are_told)
{
	struct place_of_forms p;
	struct bytes path = BYTES_INIT;
	size_t first;

	begin(&p);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	first = p.last;
	cr_expect_eq(p.findings, 1);
	put_form(&p, "a.csv", REAL_FORM);
	put_form(&p, "b.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	cr_expect_eq(p.n_read, 2);
	path_print(&p, "a.csv", &path);
	unlink(path.data);
	look(&p);
	cr_expect_eq(p.n_gone, 1);
	cr_expect_eq(p.n_read, 0);
	look(&p);
	cr_expect_eq(p.n_gone, 0, "once");
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	cr_expect_eq(p.n_read, 1);
	cr_expect_eq(p.last, first, "a file keeps its number");
	bytes_release(&path);
	end(&p);
}

Test(watch, the_same_size_and_another_time_is_a_change)
{
	struct place_of_forms p;
	struct bytes path = BYTES_INIT;
	const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };

	begin(&p);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	path_print(&p, "a.csv", &path);
	cr_assert(!utimensat(AT_FDCWD, path.data, times, 0));
	look(&p);
	cr_expect_eq(p.n_read, 1);
	bytes_release(&path);
	end(&p);
}

Test(watch, what_stands_beside_a_form_is_a_part_of_it)
{
	static const char review[] =
		"时间,审核人,事项,意见,项目,行,名称,当时的值,内容,校验\n"
		"2026-11-26 09:30:05 +08:00,张三,状态,,,,,,退回,\n";
	struct place_of_forms p;

	begin(&p);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	cr_expect_eq((int)p.state, REVIEW_UNREAD);
	put(&p, "a.csv.review", review, sizeof review - 1);
	look(&p);
	cr_expect_eq(p.n_read, 1);
	cr_expect_eq((int)p.state, REVIEW_RETURNED);
	end(&p);
}

Test(watch, folders_below_are_looked_into_and_links_are_not)
{
	struct place_of_forms p;
	struct bytes path = BYTES_INIT;

	begin(&p);
	path_print(&p, "市直", &path);
	cr_assert(!mkdir(path.data, 0777));
	put_form(&p, "市直/a.csv", "tests/checks/MONEY-VAL.csv");
	path_print(&p, "圈", &path);
	cr_assert(!symlink(p.folder, path.data));
	look(&p);
	cr_expect_eq(p.n_read, 1);
	cr_expect_str_eq(p.name, "a.csv");
	cr_expect_eq(p.n_others, 1);
	cr_expect_str_eq(p.other, "圈");
	path_print(&p, "市直/a.csv", &path);
	unlink(path.data);
	path_print(&p, "市直", &path);
	rmdir(path.data);
	look(&p);
	cr_expect_eq(p.n_gone, 1);
	bytes_release(&path);
	end(&p);
}

Test(watch, what_is_no_form_is_counted_but_for_what_stands_beside_one)
{
	struct place_of_forms p;

	begin(&p);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	put_form(&p, "a.csv.review", "tests/letter/returned.review");
	put_form(&p, "~$a.docx", "tests/letter/returned.review");
	look(&p);
	cr_expect_eq(p.n_others, 0);
	for (int i = 0; i < 30; i++) {
		char name[8];

		snprintf(name, sizeof name, "%d.jpg", i);
		put_form(&p, name, "tests/letter/returned.review");
	}
	look(&p);
	look(&p);
	cr_expect_eq(p.n_others, 30);
	end(&p);
}

Test(watch, a_folder_that_is_away_is_lost_and_its_forms_are_not_gone)
{
	struct place_of_forms p;
	struct bytes away = BYTES_INIT;

	begin(&p);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	bytes_printf(&away, "%s-away", p.folder);
	cr_assert(!rename(p.folder, away.data));
	look(&p);
	cr_expect_eq(p.n_lost, 1);
	cr_expect_eq(p.n_gone, 0);
	cr_assert(!rename(away.data, p.folder));
	look(&p);
	cr_expect_eq(p.n_seen, 1);
	cr_expect_eq(p.n_read, 0);
	bytes_release(&away);
	end(&p);
}

/* What an unprivileged user meets; the tests may run as root. */
static void lock_folder(const char *path, bool is_locked)
{
	cr_assert(!seteuid(getuid()));
	cr_assert(!chmod(path, is_locked ? 0 : 0755));
	if (getuid() == 0)
		cr_assert(!seteuid(65534));
}

/* As that user: with its form looked through once. */
static void begin_below(struct place_of_forms *p, struct bytes *path)
{
	begin(p);
	cr_assert(!chmod(p->folder, 0755));
	path_print(p, "市直", path);
	cr_assert(!mkdir(path->data, 0755));
	put_form(p, "市直/a.csv", "tests/checks/MONEY-VAL.csv");
	lock_folder(path->data, false);
	look(p);
	cr_expect_eq(p->n_read, 1);
}

static void end_below(struct place_of_forms *p, struct bytes *path)
{
	cr_assert(!seteuid(getuid()));
	bytes_release(path);
	end(p);
}

Test(watch, what_lies_in_a_folder_that_cannot_be_read_is_not_gone)
{
	struct place_of_forms p;
	struct bytes path = BYTES_INIT;

	begin_below(&p, &path);
	lock_folder(path.data, true);
	look(&p);
	cr_expect_eq(p.n_gone, 0);
	/* the folder itself, which says why */
	cr_expect_eq(p.n_found, 1);
	cr_expect_eq(p.n_failed, 1);
	cr_expect_str_eq(p.name, "市直");
	look(&p);
	cr_expect_eq(p.n_gone + p.n_found, 0);
	lock_folder(path.data, false);
	look(&p);
	cr_expect_eq(p.n_gone, 1);
	cr_expect_eq(p.n_read, 0);
	end_below(&p, &path);
}

/* Nobody has such folders on purpose; that there are more is told. */
Test(watch, so_is_what_lies_too_deep)
{
	enum { DEEP = 70 };
	struct place_of_forms p;
	struct bytes path = BYTES_INIT;

	begin(&p);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	path_print(&p, "d", &path);
	for (int i = 0; i < DEEP; i++) {
		cr_assert(!mkdir(path.data, 0777));
		bytes_add_str(&path, "/d");
	}
	look(&p);
	cr_expect_eq(p.n_found, 2);
	cr_expect_eq(p.n_failed, 1);
	look(&p);
	cr_expect_eq(p.n_gone, 0);
	bytes_release(&path);
	end(&p);
}

Test(watch, what_lay_there_when_the_folder_goes_is_gone)
{
	struct place_of_forms p;
	struct bytes path = BYTES_INIT;

	begin_below(&p, &path);
	lock_folder(path.data, true);
	look(&p);
	lock_folder(path.data, false);
	cr_assert(!seteuid(getuid()));
	support_remove_folder(path.data);
	look(&p);
	/* it and its form */
	cr_expect_eq(p.n_gone, 2);
	end_below(&p, &path);
}

Test(watch, what_is_wanted_is_read_first)
{
	struct place_of_forms p;
	struct watch_news news;
	size_t wanted = 0, first = 99;

	begin(&p);
	for (char c = 'a'; c < 'f'; c++)
		put_form(&p, (char[]){ c, '.', 'c', 's', 'v', '\0' },
			 "tests/checks/MONEY-VAL.csv");
	wanted = 3;
	watch_want(p.watch, &wanted, 1);
	watch_round(p.watch);
	while (watch_take(p.watch, &news)) {
		if (news.kind == WATCH_READ && first == 99)
			first = news.id;
		watch_news_release(&news);
	}
	cr_expect_eq(first, wanted);
	end(&p);
}

/* While the first form is read something happens in the folder. */
static void something_happens(const void *ctx, struct form_set *forms,
			      struct document *doc)
{
	const struct place_of_forms *p = ctx;

	(void)forms;
	(void)doc;
	if (p->happens) {
		p->happens(p);
		watch_look(p->watch);
		((struct place_of_forms *)p)->happens = NULL;
	}
}

static void begin_with(struct place_of_forms *p,
		       void (*happens)(const struct place_of_forms *))
{
	begin(p);
	watch_free(p->watch);
	p->happens = happens;
	const struct watch_how how = { .folder = p->folder,
				       .forms = p->forms,
				       .n_workers = 1,
				       .look_back = { something_happens, p } };
	p->watch = watch_new(&how);
	put_form(p, "a.csv", "tests/checks/MONEY-VAL.csv");
	put_form(p, "b.csv", "tests/checks/MONEY-VAL.csv");
}

static void another_comes(const struct place_of_forms *p)
{
	put_form(p, "c.csv", "tests/checks/MONEY-VAL.csv");
}

Test(watch, what_comes_while_others_are_read_is_seen_at_once)
{
	struct place_of_forms p;

	begin_with(&p, another_comes);
	look(&p);
	cr_expect_eq(p.n_read, 3);
	cr_expect_str_eq(p.name, "c.csv");
	end(&p);
}

static void another_goes(const struct place_of_forms *p)
{
	struct bytes path = BYTES_INIT;

	path_print(p, "b.csv", &path);
	unlink(path.data);
	bytes_release(&path);
}

Test(watch, what_goes_while_others_are_read_is_not_read)
{
	struct place_of_forms p;

	begin_with(&p, another_goes);
	look(&p);
	cr_expect_eq(p.n_read, 1);
	cr_expect_eq(p.n_gone, 1);
	end(&p);
}

static void it_changes(const struct place_of_forms *p)
{
	put_form(p, "a.csv", REAL_FORM);
}

Test(watch, what_changes_while_it_is_read_is_read_again)
{
	struct place_of_forms p;

	begin_with(&p, it_changes);
	look(&p);
	cr_expect_eq(p.n_read, 3);
	end(&p);
}

static char *before_reading(void *ctx)
{
	struct place_of_forms *p = ctx;

	struct watch_news news, last = { 0 };

	while (watch_take(p->watch, &news)) {
		last = news;
		watch_news_release(&news);
	}
	cr_expect_eq((int)last.kind, WATCH_BEFORE, "it is told first");
	p->n_prepared++;
	return memory_copy("说一句", strlen("说一句"));
}

static void before_sums(void *ctx)
{
	struct place_of_forms *p = ctx;

	p->n_before_sums++;
}

Test(watch, what_comes_before_reading_and_sums_comes_once)
{
	struct place_of_forms p;
	const size_t id = 0;

	begin(&p);
	watch_free(p.watch);
	const struct watch_how how = { .folder = p.folder,
				       .forms = p.forms,
				       .n_workers = 1,
				       .before_reading = before_reading,
				       .before_sums = before_sums,
				       .before = &p };
	p.watch = watch_new(&how);
	look(&p);
	cr_expect_eq(p.n_prepared, 0, "nothing is to be read");
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	put_form(&p, "b.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	cr_expect_eq(p.n_prepared, 1);
	cr_expect_eq(p.n_ready, 1);
	cr_expect_eq(p.n_before_sums, 0);
	for (int i = 0; i < 2; i++) {
		watch_sum(p.watch, &id, 1);
		look(&p);
	}
	cr_expect_eq(p.n_before_sums, 1);
	end(&p);
}

/* Somebody marks another form while the first sum is made. */
static void ask_for_another(void *ctx)
{
	const struct place_of_forms *p = ctx;
	const size_t id = 1;

	watch_sum(p->watch, &id, 1);
}

/* The forms of a sum that was told; 0: none was. */
static size_t take_sum(struct place_of_forms *p)
{
	struct watch_news news;
	size_t n = 0;

	watch_round(p->watch);
	while (watch_take(p->watch, &news)) {
		if (news.kind == WATCH_SUMMED)
			n += news.summary->n_forms;
		watch_news_release(&news);
	}
	return n;
}

Test(watch, of_two_sums_only_the_later_is_told)
{
	struct place_of_forms p;
	const size_t ids[] = { 0, 1 };

	begin(&p);
	watch_free(p.watch);
	const struct watch_how how = { .folder = p.folder,
				       .forms = p.forms,
				       .n_workers = 1,
				       .before_sums = ask_for_another,
				       .before = &p };
	p.watch = watch_new(&how);
	put_form(&p, "a.csv", "tests/checks/MONEY-VAL.csv");
	put_form(&p, "b.csv", "tests/checks/MONEY-VAL.csv");
	look(&p);
	watch_sum(p.watch, ids, 2);
	cr_expect_eq(take_sum(&p), 0);
	cr_expect_eq(take_sum(&p), 1);
	cr_expect_eq(take_sum(&p), 0);
	watch_sum(p.watch, ids, 2);
	watch_wait_summed(p.watch, 1); /* nobody makes it: the time is up */
	cr_expect_eq(take_sum(&p), 2);
	watch_wait_summed(p.watch, 60000);
	end(&p);
}

/* In threads it comes to the same. */
Test(watch, the_background_reads_all)
{
	enum { N = 40 };
	struct place_of_forms p;
	struct watch_news news;
	size_t n_read = 0;

	begin(&p);
	for (int i = 0; i < N; i++) {
		char name[16];

		snprintf(name, sizeof name, "%d.csv", i);
		put_form(&p, name, "tests/checks/MONEY-VAL.csv");
	}
	watch_start(p.watch);
	while (n_read < N) {
		if (!watch_take(p.watch, &news)) {
			watch_wait_listed(p.watch, 1);
			continue;
		}
		n_read += news.kind == WATCH_READ;
		watch_news_release(&news);
	}
	end(&p);
}
