/*
 * run: drives the screens by case files: keys in, frames out, no terminal.
 *
 *	run [--update] CASE-FILE...
 *
 * A case file is plain text, one word and its rest a line:
 *
 *	case NAME		begins a case
 *	size 80x24		the screen's size, also later in the case
 *	lang en			before open
 *	open FILE		a copy of a file of the source tree, in a folder
 *				of its own, where saving does no harm
 *	open-unchecked FILE	the same before the rules are loaded
 *	new [FILE]		a new form, out of a copy of that file; without one
 *				a blank one of the first form
 *	held USER HOST PID DAYS	before open: that one holds the file's lock, and
 *				has been quiet for so many days; this program is
 *				test's on the host "here"; after open: that one
 *				takes it over
 *	given-back		meanwhile that one closes the file
 *	readonly		before open: --readonly
 *	copy FILE [NAME]	a copy of a file of the source tree is there
 *	recent PATH		before start: it was open last
 *	left TEXT		before start: this was left behind
 *	start [N]		the start screen, with N forms to choose from
 *	chosen WHAT		there: blank N, from PATH, open PATH, sample, left,
 *				quit, nothing
 *	handed-in FILE NAME [OLD NEW]
 *				a copy of a file of the source tree lies in the
 *				folder of forms, NEW in it for each OLD
 *	taken-back NAME		it doesn't any more
 *	last-year NAME		what was handed in so is one of last year's;
 *				once, before desk
 *	desk [names]		the list of that folder's forms; before any of
 *				them is read
 *	look			the folder is looked through again
 *	opened NAME		the form that was opened from there
 *	ascii			from here on: --ascii
 *	wide			a terminal that draws × and … two columns wide
 *	keys Down ^S "text"	keys as key_parse() knows them; quoted: typed;
 *				a ~ in quotes is Enter, a → is Tab, for pastes
 *	editor COMMAND		what ^O runs from here on
 *	wait			no key for as long as the program waits
 *	expect			the frame, on lines that begin with |
 *	contains TEXT		somewhere in the frame
 *	lacks TEXT
 *	cursor Y X
 *	saved TEXT		somewhere in the file on disk
 *	quits			the last key left the program
 *	changed			meanwhile another program writes into the file
 *	emptied			meanwhile another program empties it
 *	replaced OLD NEW	meanwhile another program writes NEW for OLD
 *	removed			meanwhile another program removes it
 *	rows N			the first table has N rows, of its last row copies
 *	linked			meanwhile it gets a second name, other.csv
 *	full			from here on nothing can be written
 *	room			and now it can again
 *	holds FILE TEXT		somewhere in that file
 *	killed			the program is killed and started again; "killed
 *				looks-only": for looking only
 *
 * In each frame the cursor is shown: it stands where one is, for who can't see the
 * frame, and where an input method writes.
 *
 * --update writes the frames as they are now into the case files.
 */
#include <config.h>

#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <sys/resource.h>
#include <unistd.h>
#include "core/document.h"
#include "core/document_journal.h"
#include "core/document_new.h"
#include "core/recent.h"
#include "core/lock_file.h"
#include "core/text.h"
#include "locale/say.h"
#include "tests/screens/run_desk.h"
#include "tui/app.h"
#include "tui/start.h"
#include "tui/columns.h"

struct run {
	const char *source; /* the source tree */
	char folder[64];    /* of this case's file */
	bool updates;
	int n_passed, n_failed;
	/* the case at hand */
	const char *file;
	size_t line;
	char name[128];
	bool is_open, has_failed, has_quit, looks_only;
	struct lock_holder holder; /* pid 0: nobody */
	long quiet_days;
	int height, width;
	struct form_set *forms;
	struct document *doc;
	struct recovery *left;
	struct app *app;
	struct start *start;
	struct start_offer offer;
	char *recents[RECENT_MOST], *left_behind;
	enum start_choice choice;
	struct run_desk desk;
	struct bytes greeting;	  /* of one that was come to from another */
	struct app_review review; /* of the form that was opened from it */
	struct canvas canvas;
	struct bytes frame;
	struct bytes out; /* the case file, updated */
};

static void fault(struct run *r, const char *what, const char *detail)
{
	printf("%s:%zu: %s: %s%s\n", r->file, r->line, r->name, what, detail);
	r->has_failed = true;
}

static void draw(struct run *r)
{
	bytes_clear(&r->frame);
	if (!r->app && !r->start && !r->desk.desk)
		return;
	canvas_clear(&r->canvas, r->height, r->width);
	if (r->start)
		start_draw(r->start, &r->canvas);
	else if (!r->app)
		desk_draw(r->desk.desk, &r->canvas);
	else
		app_draw(r->app, &r->canvas);
	canvas_print(&r->frame, &r->canvas);
	if (r->canvas.cursor_y < 0)
		fault(r, "the cursor is hidden", "");
}

#define STATE "state" /* within that folder */

/* What the case has written; the folder is ours alone. */
static void empty_folder(const char *folder)
{
	struct bytes path = BYTES_INIT;
	DIR *dir = opendir(folder);

	for (struct dirent *e; dir && (e = readdir(dir));) {
		bytes_clear(&path);
		bytes_printf(&path, "%s/%s", folder, e->d_name);
		unlink(path.data);
	}
	if (dir)
		closedir(dir);
	bytes_release(&path);
}

static void close_app(struct run *r)
{
	app_free(r->app);
	document_free(r->doc);
	recovery_free(r->left);
	r->app = NULL;
	r->doc = NULL;
	r->left = NULL;
}

static void close_document(struct run *r)
{
	close_app(r);
	empty_folder(STATE);
	rmdir(STATE);
	empty_folder(r->folder);
	form_set_free(r->forms);
	r->forms = NULL;
}

static void close_start(struct run *r)
{
	start_free(r->start);
	for (size_t i = 0; i < r->offer.n_recent; i++)
		free(r->recents[i]);
	free(r->left_behind);
	r->start = NULL;
	r->left_behind = NULL;
	r->offer =
		(struct start_offer){ .has_sample = true, .home = "/home/a" };
}

static void end_case(struct run *r)
{
	if (!r->is_open)
		return;
	close_start(r);
	run_desk_close(&r->desk);
	close_document(r);
	printf("%s %s\n", r->has_failed ? "FAIL" : "ok  ", r->name);
	*(r->has_failed ? &r->n_failed : &r->n_passed) += 1;
	r->is_open = false;
	say_init("zh", (const char *const[]){ NULL });
}

static void begin_case(struct run *r, const char *name)
{
	end_case(r);
	snprintf(r->name, sizeof r->name, "%s", name);
	r->is_open = true;
	r->has_failed = r->has_quit = r->looks_only = false;
	r->holder = (struct lock_holder){ 0 };
	r->height = 24;
	r->width = 80;
	r->canvas.is_ascii = false;
	columns_set_wide(false);
}

/* Copies a file of the source tree into the current folder. */
static bool copy_file(struct run *r, const char *from, const char *to)
{
	struct bytes path = BYTES_INIT;
	struct store_stamp stamp;
	struct failure failure = { 0 };
	char *data = NULL;
	size_t n;

	bytes_printf(&path, "%s/%s", r->source, from);
	bool ok = store_read(path.data, &data, &n, &stamp, &failure) &&
		  store_write(to, data, n, NULL, &stamp, &failure);
	failure_release(&failure);
	free(data);
	bytes_release(&path);
	return ok;
}

static void lock_path(struct bytes *out, const char *form)
{
	char *folder, *name;

	lock_names(form, &folder, &name);
	bytes_printf(out, "%s/%s", folder, name);
	free(folder);
	free(name);
}

static void remove_lock(struct run *r)
{
	struct bytes path = BYTES_INIT;

	lock_path(&path, r->doc->path);
	if (unlink(path.data))
		fault(r, "there is no lock", "");
	bytes_release(&path);
}

static void write_lock(struct run *r, const char *form)
{
	struct bytes text = BYTES_INIT, path = BYTES_INIT;
	struct timespec then[2] = { 0 };

	lock_path(&path, form);
	lock_file_print(&text, &r->holder);
	store_write(path.data, text.data, text.len, NULL, NULL, NULL);
	then[0].tv_sec = then[1].tv_sec =
		time(NULL) - r->quiet_days * 24 * 60 * 60;
	if (r->quiet_days > 0)
		utimensat(AT_FDCWD, path.data, then, 0);
	bytes_release(&text);
	bytes_release(&path);
}

static void hold(struct run *r, const char *rest)
{
	r->holder = (struct lock_holder){ .since = "2024-03-01T09:00:00" };
	if (sscanf(rest, "%95s %95s %ld %ld", r->holder.user, r->holder.host,
		   &r->holder.pid, &r->quiet_days) != 4)
		fault(r, "who holds it: ", rest);
	else if (r->doc)
		write_lock(r, r->doc->path);
}

static void show_document(struct run *r, const char *name, bool checks,
			  struct failure_list *faults)
{
	struct lock_holder self = { .user = "test",
				    .host = "here",
				    .pid = (long)getpid() };
	static const char *const refuges[] = { ".", NULL };

	/* as the program itself does */
	r->doc->how.keeps_older = true;
	r->doc->how.rescue = ".";
	r->doc->refuges = refuges;
	if (r->holder.pid > 0)
		write_lock(r, name);
	r->app = app_new(r->doc);
	draw(r);
	app_lock(r->app, &self, r->looks_only);
	if (r->left)
		app_offer(r->app, r->left, r->looks_only);
	if (checks && !app_check(r->app, faults))
		fault(r, "the rules do not load", "");
	if (!r->doc->journal)
		document_journal_open(r->doc, STATE);
	draw(r);
}

static void find_forms(struct run *r)
{
	struct bytes forms = BYTES_INIT, own = BYTES_INIT;

	bytes_printf(&forms, "%s/forms", r->source);
	bytes_printf(&own, "%s/tests/forms", r->source);
	r->forms = form_set_new(
		(const char *const[]){ forms.data, own.data, NULL });
	bytes_release(&forms);
	bytes_release(&own);
}

static void tell_faults(struct run *r, struct failure_list *faults)
{
	for (size_t i = 0; i < faults->n; i++) {
		struct bytes sentence = BYTES_INIT;
		say_failure(&faults->items[i], &sentence);
		fault(r, "", sentence.data);
		bytes_release(&sentence);
	}
	failure_list_release(faults);
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void open_file(struct run *r, const char *path, bool checks)
{
	struct failure_list faults = { 0 };
	const char *name = last_name(path);

	close_document(r);
	find_forms(r);
	if (copy_file(r, path, name))
		r->doc = document_open(r->forms, name, NULL, &faults);
	if (r->doc)
		show_document(r, name, checks, &faults);
	else
		fault(r, "can't open ", path);
	tell_faults(r, &faults);
}

static struct document *new_from(struct run *r, const char *path,
				 struct failure_list *faults)
{
	struct carry_report report = { 0 };
	struct document *last = NULL, *doc = NULL;
	struct form *form;

	if (copy_file(r, path, last_name(path)))
		last = document_open(r->forms, last_name(path), NULL, faults);
	form = last ? form_set_find(r->forms, last->def->key, "", faults)
		    : NULL;
	if (form)
		doc = document_from(r->forms, form, last, &report);
	carry_report_release(&report);
	document_free(last);
	return doc;
}

static void copy_there(struct run *r, const char *rest)
{
	char from[256] = "", to[256] = "";

	if (sscanf(rest, "%255s %255s", from, to) < 2)
		snprintf(to, sizeof to, "%s", last_name(from));
	if (!copy_file(r, from, to))
		fault(r, "can't copy ", rest);
}

static void new_document(struct run *r, const char *path)
{
	struct failure_list faults = { 0 };

	close_document(r);
	find_forms(r);
	r->doc =
		*path ? new_from(r, path, &faults)
		      : document_blank(r->forms,
				       form_set_at(r->forms, 0, &faults), NULL);
	if (r->doc)
		show_document(r, "", true, &faults);
	else
		fault(r, "no new form out of ", path);
	tell_faults(r, &faults);
}

static void add_recent(struct run *r, const char *path)
{
	if (r->offer.n_recent < RECENT_MOST)
		r->recents[r->offer.n_recent++] =
			memory_copy(path, strlen(path));
}

static void start(struct run *r, const char *rest)
{
	static const char *const forms[] = { "部门整体预算绩效目标表",
					     "项目绩效目标表", "绩效自评表" };
	int n = 1;

	sscanf(rest, "%d", &n);
	r->offer.forms = forms;
	r->offer.n_forms = (size_t)n;
	r->offer.recent = (const char *const *)r->recents;
	r->offer.left = r->left_behind;
	r->start = start_new(&r->offer);
	r->choice = START_GO_ON;
	draw(r);
}

static void compare_choice(struct run *r, const char *wanted)
{
	static const char *const names[] = {
		[START_GO_ON] = "nothing", [START_LEFT] = "left",
		[START_BLANK] = "blank",   [START_FROM] = "from",
		[START_OPEN] = "open",	   [START_SAMPLE] = "sample",
		[START_REVIEW] = "review", [START_QUIT] = "quit",
	};
	struct bytes actual = BYTES_INIT;

	bytes_add_str(&actual, names[r->choice]);
	if (r->choice == START_BLANK)
		bytes_printf(&actual, " %zu", start_form(r->start));
	if (r->choice == START_FROM || r->choice == START_OPEN ||
	    r->choice == START_REVIEW)
		bytes_printf(&actual, " %s", start_path(r->start));
	if (strcmp(actual.data, wanted) != 0)
		fault(r, "chosen was ", actual.data);
	bytes_release(&actual);
}

/* ---- forms that are opened from the list ---- */

static void hand_in(struct run *r, const char *rest)
{
	char from[256] = "", name[128] = "", old[128] = "", new[128] = "";
	struct bytes path = BYTES_INIT;
	int n = sscanf(rest, "%255s %127s %127s %127s", from, name, old, new);

	bytes_printf(&path, "%s/%s", r->source, from);
	if (n < 2 ||
	    !run_desk_put(&r->desk, path.data, name, n == 4 ? old : NULL, new))
		fault(r, "can't be handed in: ", rest);
	bytes_release(&path);
}

static void make_last(struct run *r, const char *name)
{
	struct form_set *old = r->forms;

	find_forms(r);
	if (!run_desk_last(&r->desk, name, r->forms))
		fault(r, "is no form of last year: ", name);
	form_set_free(r->forms);
	r->forms = old;
}

static void open_desk(struct run *r, bool only_names)
{
	close_app(r);
	find_forms(r);
	run_desk_open(&r->desk, r->forms, only_names);
	draw(r);
}

/* As `jixiao review` does. */
static void open_reviewed(struct run *r, bool last)
{
	struct failure_list faults = { 0 };
	const char *path = desk_path(r->desk.desk);

	r->review = (struct app_review){
		.hand = run_desk_hand,
		.at = desk_place(r->desk.desk, last),
		.has_others = desk_has_next(r->desk.desk),
	};
	r->doc = document_open(r->forms, path, NULL, &faults);
	if (!r->doc) {
		struct bytes text = BYTES_INIT;

		say_failure(&faults.items[0], &text);
		desk_say(r->desk.desk, ROLE_ERROR, text.data);
		bytes_release(&text);
		failure_list_release(&faults);
		return;
	}
	r->app = app_new(r->doc);
	app_review_begin(r->app, &r->review);
	app_lock(r->app, &(struct lock_holder){ .user = "test" }, true);
	app_check_begin(r->app, r->greeting.data);
	app_check_finish(r->app);
}

/* Back to the list, or on to another form. */
static void leave_reviewed(struct run *r)
{
	enum review_wants wants = r->review.wants;
	bool backwards = wants == REVIEW_PREVIOUS, wrapped;

	close_app(r);
	run_desk_look(&r->desk);
	bytes_clear(&r->greeting);
	if (wants == REVIEW_LIST ||
	    !desk_next(r->desk.desk, backwards, &wrapped))
		return;
	desk_print_next(r->desk.desk, backwards, wrapped, &r->greeting);
	open_reviewed(r, backwards);
}

static void press_on_desk(struct run *r, const struct key *key)
{
	enum desk_wish wish = desk_key(r->desk.desk, key);

	if (wish == DESK_OPEN)
		open_reviewed(r, false);
	if (wish == DESK_LOOK)
		run_desk_look(&r->desk);
	if (wish == DESK_SUM)
		run_desk_sum(&r->desk);
	if (wish == DESK_DIFFER)
		desk_differ(r->desk.desk, r->forms, NULL);
	r->has_quit = wish >= DESK_QUIT;
	draw(r);
}

static void compare_opened(struct run *r, const char *name)
{
	const char *path = r->app ? r->doc->path : "";

	if (strcmp(last_name(path), name) != 0)
		fault(r, "opened is ", path);
}

static void press(struct run *r, const struct key *key)
{
	enum app_wish wish;

	if (r->start) {
		r->choice = start_key(r->start, key);
		draw(r);
		return;
	}
	if (!r->app) {
		press_on_desk(r, key);
		return;
	}
	wish = app_key(r->app, key);
	if (r->desk.desk && wish >= APP_QUIT) {
		leave_reviewed(r);
		draw(r);
		return;
	}
	if (wish == APP_OUTSIDE)
		app_outside_run(r->app);
	r->has_quit = wish >= APP_QUIT;
	while (!r->has_quit && app_is_checking(r->app))
		app_check_step(r->app);
	app_note(r->app);
	draw(r);
}

static const char *type_quoted(struct run *r, const char *s)
{
	const char *end = strchr(s, '"');

	if (!end) {
		fault(r, "a quote does not close", "");
		return s + strlen(s);
	}
	while (s < end) {
		struct key key = { .name = K_CHAR };
		size_t n = text_decode(s, (size_t)(end - s), &key.ch);
		if (key.ch == '~')
			key = (struct key){ .name = K_ENTER };
		if (key.ch == U'→')
			key = (struct key){ .name = K_TAB };
		press(r, &key);
		s += n > 0 ? n : 1;
	}
	return end + 1;
}

static void press_keys(struct run *r, const char *s)
{
	char word[64];
	int n;

	if (!r->app && !r->start && !r->desk.desk)
		return;
	while (*(s += strspn(s, " "))) {
		struct key key = { .name = K_NONE };
		if (*s == '"') {
			s = type_quoted(r, s + 1);
			continue;
		}
		sscanf(s, "%63s%n", word, &n);
		s += n;
		if (!key_parse(word, &key))
			fault(r, "no key: ", word);
		press(r, &key);
	}
}

/* The expected frame on the lines behind; returns the first line after it. */
static char **compare_frame(struct run *r, char **lines)
{
	struct bytes expected = BYTES_INIT, actual = BYTES_INIT;

	for (; *lines && **lines == '|'; lines++, r->line++)
		bytes_printf(&expected, "%s\n", *lines);
	const char *s = r->frame.data;
	while (*s) {
		size_t n = strcspn(s, "\n");
		bytes_add_char(&actual, '|');
		bytes_add(&actual, s, n);
		bytes_add_char(&actual, '\n');
		s += n + (s[n] == '\n');
	}
	bytes_add(&r->out, actual.data, actual.len);
	if (!r->updates && strcmp(expected.data, actual.data) != 0) {
		fault(r, "another frame", "");
		printf("expected\n%sactual\n%s", expected.data, actual.data);
	}
	bytes_release(&expected);
	bytes_release(&actual);
	return lines;
}

static void compare_saved(struct run *r, const char *text)
{
	struct store_stamp stamp;
	char *data = NULL;
	size_t n;

	if (!r->doc || !store_read(r->doc->path, &data, &n, &stamp, NULL) ||
	    !strstr(data, text))
		fault(r, "not in the file: ", text);
	free(data);
}

static void change_file(struct run *r)
{
	FILE *file = r->doc ? fopen(r->doc->path, "a") : NULL;

	if (!file || fputs("another's", file) < 0 || fclose(file) != 0)
		fault(r, "can't change the file", "");
}

/* As an editor does: another file under the same name. */
static void replace_in_file(struct run *r, const char *rest)
{
	char old[256], new[256], *data = NULL, *at;
	struct bytes text = BYTES_INIT;
	size_t n;

	if (!r->doc || sscanf(rest, "%255s %255s", old, new) != 2 ||
	    !store_read(r->doc->path, &data, &n, NULL, NULL) ||
	    !(at = strstr(data, old))) {
		fault(r, "not in the file: ", rest);
	} else {
		bytes_add(&text, data, n);
		bytes_splice(&text, (size_t)(at - data), strlen(old), new,
			     strlen(new));
		store_write(r->doc->path, text.data, text.len, NULL, NULL,
			    NULL);
	}
	bytes_release(&text);
	free(data);
}

static void compare_file(struct run *r, const char *rest)
{
	char name[64] = "", *data = NULL;
	int n_name = 0;
	size_t n;

	sscanf(rest, "%63s %n", name, &n_name);
	if (!store_read(name, &data, &n, NULL, NULL) ||
	    !strstr(data, rest + n_name))
		fault(r, "not in that file: ", rest);
	free(data);
}

static void link_file(struct run *r)
{
	if (!r->doc || link(r->doc->path, "other.csv"))
		fault(r, "can't link the file", "");
	store_stamp_get(r->doc->path, &r->doc->stamp);
}

/* A limit stands for a full disk, which not everybody can mount. */
static void limit_files(bool is_full)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = is_full ? 0 : limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static void add_rows(struct run *r, const char *wanted)
{
	size_t n = strtoul(wanted, NULL, 10);

	for (size_t at; r->doc && (at = record_n_rows(&r->doc->record, 0)) < n;)
		document_row_new(r->doc, 0, at,
				 record_row(&r->doc->record, 0, at - 1));
	draw(r);
}

static void remove_file(struct run *r)
{
	if (!r->doc || unlink(r->doc->path))
		fault(r, "can't remove the file", "");
}

/* Whatever has become of the file meanwhile. */
static void kill_and_start(struct run *r, bool looks_only)
{
	char *path = memory_copy(r->doc->path, strlen(r->doc->path));
	struct failure_list faults = { 0 };

	app_free(r->app);
	document_free(r->doc);
	recovery_free(r->left);
	r->doc = document_open(r->forms, path, NULL, &faults);
	r->looks_only = looks_only;
	r->left = recovery_find(r->forms, STATE, path, r->doc);
	if (r->left) {
		r->left->since = 1795601520; /* 2026-11-25 10:12 */
		r->left->last = 1795602660;
	}
	if (!r->doc && r->left)
		r->doc = recovery_take_alone(r->left);
	if (r->doc)
		show_document(r, path, true, &faults);
	else
		fault(r, "can't open ", path);
	failure_list_release(&faults);
	free(path);
}

static void compare_text(struct run *r, const char *text, bool wanted)
{
	if ((strstr(r->frame.data, text) != NULL) == wanted)
		return;
	fault(r, wanted ? "not on screen: " : "on screen: ", text);
	printf("%s", r->frame.data);
}

static void compare_cursor(struct run *r, const char *rest)
{
	char actual[64];

	snprintf(actual, sizeof actual, "%d %d", r->canvas.cursor_y,
		 r->canvas.cursor_x);
	if (strcmp(actual, rest) != 0)
		fault(r, "the cursor is at ", actual);
}

static void set_language(struct run *r, const char *lang)
{
	struct bytes folder = BYTES_INIT;

	bytes_printf(&folder, "%s/locale",
		     getenv("JIXIAO_BUILDDIR") ? getenv("JIXIAO_BUILDDIR")
					       : r->source);
	if (!say_init(lang, (const char *const[]){ folder.data, NULL }))
		fault(r, "no such language: ", lang);
	else if (say_is_english() && strcmp(say("问题"), "问题") == 0)
		fault(r, "no catalogue in ", folder.data);
	bytes_release(&folder);
}

/* As terminal_is_ascii() has it. */
static void change_terminal(struct run *r, bool is_wide)
{
	columns_set_wide(is_wide);
	r->canvas.is_ascii = true;
	draw(r);
}

static char **do_line(struct run *r, char **lines)
{
	char *line = *lines++;
	char word[32] = "";
	int n = 0;

	r->line++;
	bytes_printf(&r->out, "%s\n", line);
	if (sscanf(line, "%31s %n", word, &n) < 1 || *line == '#')
		return lines;
	const char *rest = n > 0 ? line + n : "";
	if (strcmp(word, "case") == 0)
		begin_case(r, rest);
	else if (strcmp(word, "size") == 0) {
		sscanf(rest, "%dx%d", &r->width, &r->height);
		if (r->app)
			app_resize(r->app, r->height, r->width);
		draw(r);
	} else if (strcmp(word, "lang") == 0)
		set_language(r, rest);
	else if (strcmp(word, "open") == 0)
		open_file(r, rest, true);
	else if (strcmp(word, "open-unchecked") == 0)
		open_file(r, rest, false);
	else if (strcmp(word, "copy") == 0)
		copy_there(r, rest);
	else if (strcmp(word, "recent") == 0)
		add_recent(r, rest);
	else if (strcmp(word, "left") == 0)
		r->left_behind = memory_copy(rest, strlen(rest));
	else if (strcmp(word, "start") == 0)
		start(r, rest);
	else if (strcmp(word, "handed-in") == 0)
		hand_in(r, rest);
	else if (strcmp(word, "taken-back") == 0)
		run_desk_remove(rest);
	else if (strcmp(word, "last-year") == 0)
		make_last(r, rest);
	else if (strcmp(word, "desk") == 0)
		open_desk(r, *rest != '\0');
	else if (strcmp(word, "look") == 0) {
		run_desk_look(&r->desk);
		draw(r);
	} else if (strcmp(word, "opened") == 0)
		compare_opened(r, rest);
	else if (strcmp(word, "chosen") == 0)
		compare_choice(r, rest);
	else if (strcmp(word, "new") == 0)
		new_document(r, rest);
	else if (strcmp(word, "keys") == 0)
		press_keys(r, rest);
	else if (strcmp(word, "editor") == 0)
		setenv("VISUAL", rest, 1);
	else if (strcmp(word, "wait") == 0)
		press(r, &(struct key){ .name = K_NONE });
	else if (strcmp(word, "expect") == 0)
		lines = compare_frame(r, lines);
	else if (strcmp(word, "contains") == 0)
		compare_text(r, rest, true);
	else if (strcmp(word, "lacks") == 0)
		compare_text(r, rest, false);
	else if (strcmp(word, "cursor") == 0)
		compare_cursor(r, rest);
	else if (strcmp(word, "saved") == 0)
		compare_saved(r, rest);
	else if (strcmp(word, "changed") == 0)
		change_file(r);
	else if (strcmp(word, "emptied") == 0)
		store_write(r->doc->path, "", 0, NULL, NULL, NULL);
	else if (strcmp(word, "replaced") == 0)
		replace_in_file(r, rest);
	else if (strcmp(word, "held") == 0)
		hold(r, rest);
	else if (strcmp(word, "given-back") == 0)
		remove_lock(r);
	else if (strcmp(word, "readonly") == 0)
		r->looks_only = true;
	else if (strcmp(word, "ascii") == 0 || strcmp(word, "wide") == 0)
		change_terminal(r, strcmp(word, "wide") == 0);
	else if (strcmp(word, "removed") == 0)
		remove_file(r);
	else if (strcmp(word, "rows") == 0)
		add_rows(r, rest);
	else if (strcmp(word, "linked") == 0)
		link_file(r);
	else if (strcmp(word, "full") == 0 || strcmp(word, "room") == 0)
		limit_files(strcmp(word, "full") == 0);
	else if (strcmp(word, "holds") == 0)
		compare_file(r, rest);
	else if (strcmp(word, "killed") == 0)
		kill_and_start(r, strcmp(rest, "looks-only") == 0);
	else if (strcmp(word, "quits") == 0) {
		if (!r->has_quit)
			fault(r, "the program goes on", "");
	} else
		fault(r, "no such word: ", word);
	return lines;
}

static bool run_file(struct run *r, const char *path)
{
	struct store_stamp stamp;
	char *data, **lines;
	size_t n, n_lines = 0;

	if (!store_read(path, &data, &n, &stamp, NULL)) {
		printf("%s: can't be read\n", path);
		return false;
	}
	lines = memory_array(n + 2, sizeof *lines);
	for (char *s = data; *s; n_lines++) {
		lines[n_lines] = s;
		s += strcspn(s, "\n");
		if (*s)
			*s++ = '\0';
	}
	r->file = path;
	r->line = 0;
	bytes_clear(&r->out);
	for (char **next = lines; *next;)
		next = do_line(r, next);
	end_case(r);
	if (r->updates && r->n_failed == 0)
		store_write(path, r->out.data, r->out.len, NULL, &stamp, NULL);
	free(lines);
	free(data);
	return true;
}

int main(int argc, char **argv)
{
	struct run r = { .frame = BYTES_INIT,
			 .out = BYTES_INIT,
			 .greeting = BYTES_INIT,
			 .offer = { .has_sample = true, .home = "/home/a" } };
	const char *source = getenv("JIXIAO_SRCDIR");
	bool ok = true;

	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	say_init("zh", (const char *const[]){ NULL });
	r.source = realpath(source ? source : ".", NULL);
	strcpy(r.folder, "/tmp/jixiao-screens-XXXXXX");
	if (!r.source || !mkdtemp(r.folder))
		return 99;
	canvas_init(&r.canvas, 24, 80);
	for (int i = 1; i < argc; i++) {
		char *path = NULL;
		if (strcmp(argv[i], "--update") == 0) {
			r.updates = true;
			continue;
		}
		/* Each file from where the program was started; its cases in
		   the folder where saving does no harm. */
		path = realpath(argv[i], NULL);
		char *here = getcwd(NULL, 0);
		ok &= chdir(r.folder) == 0 &&
		      run_file(&r, path ? path : argv[i]);
		ok &= here && chdir(here) == 0;
		free(here);
		free(path);
	}
	printf("%d passed, %d failed\n", r.n_passed, r.n_failed);
	rmdir(r.folder);
	canvas_release(&r.canvas);
	bytes_release(&r.frame);
	bytes_release(&r.out);
	bytes_release(&r.greeting);
	free((char *)r.source);
	say_release();
	return ok && r.n_failed == 0 && r.n_passed > 0 ? 0 : 1;
}
