#include <config.h>
#include "cli/open.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/looks.h"
#include "cli/print.h"
#include "cli/review_last.h"
#include "core/text.h"
#include "core/watch.h"
#include "locale/name.h"
#include "locale/say.h"
#include "tui/app_review.h"
#include "tui/desk.h"
#include "tui/reviewing.h"

/* The list, and what it is told by. */
struct reviewing_folder {
	const char *path;
	struct opening opening;
	struct terminal_options terminal;
	struct watch *watch;
	struct desk *desk;
	struct review_last *last; /* last year's, or NULL */
};

/* Whose hand it is: --reviewer, or who is signed on. */
static struct lock_holder self;
static const char *reviewer;

static void name_reviewer(const struct options *options)
{
	self = self_name();
	reviewer = options->argument[OPTION_REVIEWER];
	if (!reviewer || text_is_blank(reviewer))
		reviewer = self.user;
}

/* … now. */
static struct review_hand hand(void)
{
	time_t now = time(NULL);
	struct tm local;

	localtime_r(&now, &local);
	return (struct review_hand){
		.reviewer = reviewer,
		.time = now,
		.zone_minutes = (int)(local.tm_gmtoff / 60),
	};
}

/* Before the screen is taken, or on the start screen. */
static void tell(struct opening *o, const char *text)
{
	if (!o->is_started) {
		print_message(text);
		return;
	}
	bytes_set_str(&o->trouble, text);
}

static enum exit_code refuse_file(struct opening *o, const char *path)
{
	struct bytes text = BYTES_INIT;

	name_show(&text, path, -1);
	bytes_add_str(&text, _(" 不是文件夹。审核要一个文件夹；打开一张表："
			       "jixiao 文件"));
	tell(o, text.data);
	bytes_release(&text);
	return EXIT_USAGE;
}

/* One that can't be looked into is told; EXIT_CLEAN: it can. */
static enum exit_code look_at(struct opening *o, const char *path)
{
	struct failure_list faults = { 0 };
	struct failure failure = { 0 };
	struct stat st;

	if (stat(path, &st)) {
		failure_set(&failure, FAILURE_OPEN, path, errno);
		failure_list_take(&faults, &failure);
		opening_tell(o, &faults);
		failure_list_release(&faults);
		return EXIT_INPUT;
	}
	return S_ISDIR(st.st_mode) ? EXIT_CLEAN : refuse_file(o, path);
}

static void take_news(struct reviewing_folder *f)
{
	struct watch_news news;

	while (watch_take(f->watch, &news))
		desk_take(f->desk, &news);
}

/* The form in focus; what the user left it for. */
static enum review_wants open_one(struct reviewing_folder *f, bool last,
				  const char *greeting)
{
	struct app_review review = {
		.hand = hand,
		.folder = f->path,
		.at = desk_place(f->desk, last),
		.has_others = desk_has_next(f->desk),
	};
	const char *path = desk_path(f->desk);

	if (!path)
		return REVIEW_LIST;
	f->opening.review = &review;
	bytes_clear(&f->opening.trouble);
	open_path_greeted(&f->opening, path, greeting);
	f->opening.review = NULL;
	if (f->opening.trouble.len > 0)
		desk_say(f->desk, ROLE_ERROR, f->opening.trouble.data);
	return review.wants;
}

/* And on from form to form, until the user goes back to the list. */
static void open_from(struct reviewing_folder *f)
{
	struct bytes greeting = BYTES_INIT;
	enum review_wants wants = open_one(f, false, "");
	bool wrapped;

	while (wants != REVIEW_LIST && !terminal_ended_by()) {
		bool backwards = wants == REVIEW_PREVIOUS;

		take_news(f);
		if (!desk_next(f->desk, backwards, &wrapped))
			break;
		bytes_clear(&greeting);
		desk_print_next(f->desk, backwards, wrapped, &greeting);
		wants = open_one(f, backwards, greeting.data);
	}
	bytes_release(&greeting);
	/* what was saved meanwhile is seen at once */
	watch_look(f->watch);
}

static void look_back(const void *last_year, struct form_set *forms,
		      struct document *document)
{
	last_year_beside(last_year, forms, document);
}

/* Whether there is anything to say of it isn't known yet. */
static bool waits_for_last(const struct reviewing_folder *f)
{
	return f->last && !last_year_is_ready(f->opening.last_year);
}

static void write_letter(struct reviewing_folder *f, const char *path)
{
	const struct dialect_hint hint = options_hint(f->opening.options);
	struct failure_list faults = { 0 };
	struct document *document =
		document_open(f->opening.forms, path, &hint, &faults);
	struct bytes text = BYTES_INIT;
	struct reviewing r;
	bool ok = reviewing_init(&r, path, hand) && document;

	if (ok && f->last)
		look_back(f->opening.last_year, f->opening.forms, document);
	ok = ok && document_check(document, &faults);
	if (ok)
		reviewing_write_letter(&r, document);
	if (!document && faults.n > 0)
		say_failure(&faults.items[0], &text);
	if (r.said.len > 0)
		desk_say(f->desk, r.role, r.said.data);
	else
		desk_say(f->desk, ROLE_ERROR, text.data);
	reviewing_release(&r);
	bytes_release(&text);
	failure_list_release(&faults);
	document_free(document);
}

static void differ(struct reviewing_folder *f)
{
	const struct dialect_hint hint = options_hint(f->opening.options);

	desk_differ(f->desk, f->opening.forms, &hint);
}

static enum exit_code run(struct reviewing_folder *f)
{
	enum exit_code code;
	enum desk_wish wish;

	do {
		code = explain_terminal(
			desk_run(f->desk, f->watch, &f->terminal, &wish));
		if (wish == DESK_OPEN)
			open_from(f);
		if (wish == DESK_DIFFER)
			differ(f);
		if (wish == DESK_LETTER && waits_for_last(f))
			desk_say(f->desk, ROLE_DIM,
				 _("还在看去年的表；看完再写意见书"));
		else if (wish == DESK_LETTER)
			write_letter(f, desk_path(f->desk));
	} while (!code && wish < DESK_QUIT && !terminal_ended_by());
	return code;
}

static struct watch *watch_of(const struct reviewing_folder *f)
{
	const struct opening *o = &f->opening;
	const struct watch_how how = {
		.folder = f->path,
		.forms = o->forms,
		.hint = options_hint(o->options),
		.english = say_is_english(),
		.n_workers = options_jobs(o->options),
		.keeps_all = f->last != NULL,
		.look_back = { f->last ? look_back : NULL, o->last_year },
		.before_reading = f->last ? review_last_look : NULL,
		.before_sums = f->last ? review_last_sum : NULL,
		.before = f->last,
	};

	return watch_new(&how);
}

/* False, and said: last year's can't be had. */
static bool begin_last(struct reviewing_folder *f, struct opening *teller)
{
	struct failure_list faults = { 0 };

	f->last =
		review_last_new(f->opening.options, f->opening.forms, &faults);
	if (f->last)
		f->opening.last_year = review_last_index(f->last);
	opening_tell(teller, &faults);
	bool ok = faults.n == 0;
	failure_list_release(&faults);
	return ok;
}

static void begin(struct reviewing_folder *f)
{
	const struct options *options = f->opening.options;

	f->opening.is_started = true;
	f->watch = watch_of(f);
	f->desk = desk_new(f->path, hand);
	desk_set_mouse(f->desk, options->given[OPTION_MOUSE]);
	if (f->last)
		desk_set_last(f->desk, review_last_summary(f->last),
			      options_change(options));
	watch_start(f->watch);
}

static void end(struct reviewing_folder *f)
{
	/* papers are good as long as the watch */
	desk_free(f->desk);
	review_last_stop(f->last);
	/* what a thread may still ask stays for it */
	if (watch_free(f->watch))
		review_last_free(f->last);
	f->opening.last_year = NULL;
}

/* What is wrong before it begins is the teller's. */
enum exit_code review_path(struct opening *teller, const char *path)
{
	struct reviewing_folder f = { .path = path,
				      .terminal = looks_of(teller->options) };
	enum exit_code code = look_at(teller, path);

	if (code)
		return code;
	name_reviewer(teller->options);
	opening_init(&f.opening, teller->forms, teller->options);
	code = EXIT_INPUT;
	if (begin_last(&f, teller)) {
		begin(&f);
		code = run(&f);
	}
	end(&f);
	opening_release(&f.opening);
	return code;
}

enum exit_code review_folder(struct form_set *forms,
			     const struct options *options)
{
	enum exit_code code = EXIT_USAGE;
	struct opening o;

	opening_init(&o, forms, options);
	if (has_charset())
		code = review_path(&o, options->files[0]);
	opening_release(&o);
	return code;
}
