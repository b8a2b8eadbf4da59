/*
 * random_desk: random keys on the list of forms, and in the forms opened from
 * it, while files come, change and go underneath.
 *
 *	random_desk TOP N [SEED]
 *
 * Every frame may go to a terminal. Now and then, and at the end, the list and
 * the folder agree: the same forms, as many problems as a check of its own
 * finds, the states that stand beside them; and no form has changed but by this
 * program's own hand. It works in the current folder.
 */
#include <config.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tests/monkey.h"
#include "tui/app.h"
#include "tui/app_draw.h"
#include "tui/app_review.h"
#include "tui/desk_private.h"

#define FOLDER "forms"
enum { FILES = 24, TEXTS = 4 };

struct player {
	struct monkey monkey;
	struct watch *watch;
	struct desk *desk;
	struct document *doc; /* the form that is open, or NULL */
	struct app *app;
	struct app_review review;
	struct bytes texts[TEXTS]; /* that files hold */
	unsigned long n_changes, n_opened, n_compared;
};

/* Nobody's clock. */
static struct review_hand hand(void)
{
	return (struct review_hand){ .reviewer = "审核人", .time = 1709283600 };
}

/* ---- files that change ---- */

static void read_text(struct player *m, size_t i, const char *name)
{
	struct bytes path = BYTES_INIT;
	char *data;
	size_t n;

	bytes_printf(&path, "%s/%s", m->monkey.top, name);
	if (!store_read(path.data, &data, &n, NULL, NULL))
		exit(99);
	bytes_add(&m->texts[i], data, n);
	free(data);
	bytes_release(&path);
}

static void path_of(struct bytes *out, size_t i)
{
	bytes_printf(out, "%s/%s%02zu%s.csv", FOLDER, i % 4 == 3 ? "sub/" : "",
		     i, i % 5 == 4 ? "\033[31m\377" : "");
}

static void write_file(struct player *m, const char *path)
{
	const struct bytes *text = &m->texts[monkey_chance(&m->monkey, TEXTS)];
	/* now and then cut in the middle, as a copy under way is */
	size_t n = monkey_chance(&m->monkey, 4)
			   ? text->len
			   : monkey_chance(&m->monkey, text->len);
	FILE *file = fopen(path, "w");

	if (!file || fwrite(text->data, 1, n, file) != n || fclose(file))
		monkey_fault(&m->monkey, "can't write ", path);
}

static void change_files(struct player *m)
{
	struct bytes path = BYTES_INIT, beside = BYTES_INIT;

	path_of(&path, monkey_chance(&m->monkey, FILES));
	bytes_printf(&beside, "%s.review", path.data);
	switch (monkey_chance(&m->monkey, 8)) {
	case 0:
		unlink(path.data);
		break;
	case 1:
		unlink(beside.data);
		break;
	case 2:
		rename(FOLDER "/sub", FOLDER "/away");
		break;
	case 3:
		rename(FOLDER "/away", FOLDER "/sub");
		break;
	default:
		if (strstr(path.data, "/sub/") &&
		    access(FOLDER "/sub", F_OK) != 0)
			break;
		write_file(m, path.data);
	}
	m->n_changes++;
	bytes_release(&path);
	bytes_release(&beside);
}

/* ---- the list and the folder ---- */

static void look(struct player *m)
{
	size_t id;

	while (desk_touched(m->desk, &id))
		watch_again(m->watch, id);
	watch_round(m->watch);
}

static void take_news(struct player *m)
{
	struct watch_news news;

	while (watch_take(m->watch, &news))
		desk_take(m->desk, &news);
}

static void compare_sheet(struct player *m, const struct sheet *s)
{
	struct failure_list faults = { 0 };
	struct failure failure = { 0 };
	struct document *doc =
		document_open(m->monkey.forms, s->path, NULL, &faults);
	struct review review;
	const struct finding *findings;
	bool ok = doc && document_check(doc, &faults);

	review_init(&review);
	review_read(&review, s->path, &failure);
	if (!s->paper)
		monkey_fault(&m->monkey, "never read: ", s->path);
	else if (ok != (s->paper->failures.n == 0))
		monkey_fault(&m->monkey, "readable or not: ", s->path);
	else if (ok &&
		 check_findings(doc->check, &findings) != s->paper->n_items)
		monkey_fault(&m->monkey, "other problems: ", s->path);
	else if (review.state != s->paper->state)
		monkey_fault(&m->monkey, "another state: ", s->path);
	failure_release(&failure);
	review_release(&review);
	document_free(doc);
	failure_list_release(&faults);
}

static size_t count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	for (struct dirent *e; dir && (e = readdir(dir));) {
		size_t len = strlen(e->d_name);

		n += len > 4 && !strcmp(e->d_name + len - 4, ".csv");
	}
	if (dir)
		closedir(dir);
	return n;
}

/* What the list has once the folder was looked through. */
static void compare(struct player *m)
{
	size_t n = 0, on_disk = count_files(FOLDER) +
				count_files(FOLDER "/sub") +
				count_files(FOLDER "/away");

	look(m);
	take_news(m);
	for (size_t i = 0; i < m->desk->n_ids && !m->monkey.has_failed; i++) {
		const struct sheet *s = m->desk->by_id[i];

		if (!s || !s->is_there)
			continue;
		n++;
		compare_sheet(m, s);
	}
	if (!m->monkey.has_failed && (n != on_disk || n != m->desk->n_sheets))
		monkey_fault(&m->monkey, "another number of forms", "");
	if (desk_is_busy(m->desk))
		monkey_fault(&m->monkey, "it never ends reading", "");
	m->n_compared++;
}

/* ---- frames ---- */

static void draw(void *ctx, int height, int width)
{
	struct player *m = ctx;
	struct canvas *canvas = monkey_canvas(&m->monkey, height, width);

	if (m->app) {
		app_resize(m->app, height, width);
		app_draw(m->app, canvas);
	} else {
		desk_draw(m->desk, canvas);
	}
	monkey_judge_frame(&m->monkey);
}

/* ---- keys ---- */

static void open_form(struct player *m, bool last)
{
	struct failure_list faults = { 0 };

	m->review = (struct app_review){
		.hand = hand,
		.at = desk_place(m->desk, last),
		.has_others = desk_has_next(m->desk),
	};
	m->doc = document_open(m->monkey.forms, desk_path(m->desk), NULL,
			       &faults);
	if (m->doc) {
		m->app = app_new(m->doc);
		app_review_begin(m->app, &m->review);
		app_lock(m->app, &(struct lock_holder){ .user = "m" }, true);
		app_check(m->app, &faults);
		m->n_opened++;
	}
	failure_list_release(&faults);
}

static void close_form(struct player *m)
{
	app_free(m->app);
	document_free(m->doc);
	m->app = NULL;
	m->doc = NULL;
}

static void leave_form(struct player *m)
{
	enum review_wants wants = m->review.wants;
	bool wrapped;

	close_form(m);
	take_news(m);
	if (wants != REVIEW_LIST &&
	    desk_next(m->desk, wants == REVIEW_PREVIOUS, &wrapped))
		open_form(m, wants == REVIEW_PREVIOUS);
}

static const char *const sequences[] = {
	"\033[A",
	"\033[B",
	"\033[C",
	"\033[D",
	"\033[A",
	"\033[B",
	"\033[5~",
	"\033[6~",
	"\033[H",
	"\033[F",
	"\033[1;5H",
	"\033[1;5F",
	"\r",
	"\r",
	"\r",
	"\033OP",
	"\033OS",
	"\033[15~",
	"\033[15~",
	"\033[17~",
	"\033[17~",
	"\033[18~",
	"\033[18~",
	"\033[18;2~",
	"\033[23~",
	"\033[19~",
	"\033[20~",
	"\033[24;2~",
	"\033[23;2~",
	"\033",
	"\033",
	"\033",
	"\002",
	"\002",
	"\025",
	"\025",
	"\027",
	"\006",
	"\020",
	"\021",
	"\022",
	"\177",
	"\177",
	"1",
	"2",
	"3",
	"4",
	"5",
	"6",
	"7",
	"0",
	"j",
	"k",
	"g",
	"G",
	"/",
	"q",
	"a",
	"b",
	"９",
	"ｊ",
	"湛",
	"市",
	"教",
	"zj",
	"不",
	"x",
	"\033e",
	"\033b",
	"\033m",
	"\033[<0;10;5M",
	"\033[<0;10;5M",
	"\033[<0;30;12M",
	"\033[<64;10;5M",
	"\033[<65;10;5M",
	"\033[200~湛江\033[201~",
	"\033[200~a",
	"\033[201~",
	"\033[201~",
	"\033[201~",
	"\033[201~",
	"\r",
	"\r",
	"\r",
	"\r",
	"\033",
	"\377",
	"\300",
};

static void type_some(struct player *m)
{
	size_t i =
		monkey_chance(&m->monkey, sizeof sequences / sizeof *sequences);

	monkey_type(&m->monkey, sequences[i], strlen(sequences[i]));
}

static void sum_up(struct player *m)
{
	size_t n, *ids = desk_listed(m->desk, &n);

	watch_sum(m->watch, ids, n);
	free(ids);
	look(m);
	take_news(m);
}

static void press(struct player *m, const struct key *key)
{
	enum desk_wish wish = DESK_GO_ON;

	m->monkey.n_keys++;
	if (m->app && app_key(m->app, key) >= APP_QUIT)
		leave_form(m);
	else if (!m->app)
		wish = desk_key(m->desk, key);
	if (wish == DESK_OPEN)
		open_form(m, false);
	if (wish == DESK_DIFFER)
		desk_differ(m->desk, m->monkey.forms, NULL);
	if (wish == DESK_SUM)
		sum_up(m);
	if (monkey_chance(&m->monkey, 12) == 0)
		monkey_draw_some(&m->monkey, draw, m);
}

/* Out of a form, whatever it asks, so that many are opened. */
static void leave_some(struct player *m)
{
	if (m->app && monkey_chance(&m->monkey, 30) == 0)
		leave_form(m);
}

/* Some of it in the midst of what is on screen. */
static void move_on(struct player *m)
{
	leave_some(m);
	if (monkey_chance(&m->monkey, 10) == 0)
		change_files(m);
	if (monkey_chance(&m->monkey, 40) == 0) {
		look(m);
		if (!m->app)
			take_news(m);
	}
	if (monkey_chance(&m->monkey, 400) == 0 && !m->app)
		compare(m);
}

static void play(struct player *m, unsigned long n)
{
	struct key key;

	while (m->monkey.n_keys < n && !m->monkey.has_failed) {
		type_some(m);
		while (!m->monkey.has_failed &&
		       key_decoder_next(&m->monkey.decoder,
					monkey_chance(&m->monkey, 3) == 0,
					&key))
			press(m, &key);
		if (!m->monkey.has_failed)
			move_on(m);
	}
	close_form(m);
	if (!m->monkey.has_failed)
		compare(m);
}

static void begin(struct player *m)
{
	const struct watch_how how = {
		.folder = FOLDER,
		.forms = m->monkey.forms,
		.n_workers = 1,
	};

	read_text(m, 0, "samples/zhanjiang-kexie-2024.tsv");
	read_text(m, 1, "tests/checks/MONEY-VAL.csv");
	read_text(m, 2, "tests/checks/SUM-EXP-REV.csv");
	read_text(m, 3, "tests/cases/findings.tsv");
	mkdir(FOLDER, 0777);
	mkdir(FOLDER "/sub", 0777);
	m->watch = watch_new(&how);
	m->desk = desk_new(FOLDER, hand);
	for (int i = 0; i < FILES; i++)
		change_files(m);
	watch_round(m->watch);
	take_news(m);
}

static void end(struct player *m)
{
	desk_free(m->desk);
	watch_free(m->watch);
	for (int i = 0; i < TEXTS; i++)
		bytes_release(&m->texts[i]);
}

int main(int argc, char **argv)
{
	struct player m = { 0 };
	unsigned long n = monkey_init(&m.monkey, argc, argv);

	if (n == 0)
		return 2;
	for (int i = 0; i < TEXTS; i++)
		bytes_init(&m.texts[i]);
	begin(&m);
	play(&m, n);
	printf("%s %lu keys, %lu frames, %lu changes of files; %lu forms "
	       "opened; the list and the folder compared %lu times\n",
	       m.monkey.has_failed ? "not ok" : "ok", m.monkey.n_keys,
	       m.monkey.n_frames, m.n_changes, m.n_opened, m.n_compared);
	end(&m);
	monkey_release(&m.monkey);
	return m.monkey.has_failed ? 1 : 0;
}
