#include <config.h>

#include <stdio.h>
#include <string.h>
#include "locale/say.h"
#include "tests/screens/run.h"

void run_handed_in(struct run *r, const char *rest)
{
	char from[256] = "", name[128] = "", old[128] = "", new[128] = "";
	struct bytes path = BYTES_INIT;
	int n = sscanf(rest, "%255s %127s %127s %127s", from, name, old, new);

	bytes_printf(&path, "%s/%s", r->source, from);
	if (n < 2 ||
	    !run_desk_put(&r->desk, path.data, name, n == 4 ? old : NULL, new))
		run_fault(r, "can't be handed in: ", rest);
	bytes_release(&path);
}

void run_taken_back(struct run *r, const char *name)
{
	if (!run_desk_remove(name))
		run_fault(r, "wasn't there: ", name);
}

void run_last_year(struct run *r, const char *name)
{
	struct form_set *old = r->forms;

	run_find_forms(r);
	if (!run_desk_last(&r->desk, name, r->forms))
		run_fault(r, "is no form of last year: ", name);
	form_set_free(r->forms);
	r->forms = old;
}

void run_list(struct run *r, const char *rest)
{
	run_close_app(r);
	run_find_forms(r);
	run_desk_open(&r->desk, r->forms, *rest != '\0');
	run_draw(r);
}

void run_look(struct run *r, const char *rest)
{
	(void)rest;
	run_desk_look(&r->desk);
	run_draw(r);
}

/* As `jixiao review` does. */
static void open_reviewed(struct run *r, bool last)
{
	struct failure_list faults = { 0 };
	const char *path = desk_path(r->desk.desk);

	r->review = (struct app_review){
		.hand = run_desk_hand,
		.folder = DESK_FOLDER,
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
	r->doc->refuges = run_refuges;
	r->left = recovery_find(r->forms, RUN_STATE, path, r->doc);
	r->app = app_new(r->doc);
	app_review_begin(r->app, &r->review);
	app_lock(r->app, &(struct lock_holder){ .user = "test" }, true);
	if (r->left)
		app_offer(r->app, r->left, true);
	if (!r->doc->journal)
		document_journal_open(r->doc, RUN_STATE);
	app_check_begin(r->app, r->greeting.data);
	app_check_finish(r->app);
}

void run_killed_reviewed(struct run *r)
{
	run_close_app(r);
	open_reviewed(r, false);
	run_draw(r);
}

void run_leave_reviewed(struct run *r)
{
	enum review_wants wants = r->review.wants;
	bool backwards = wants == REVIEW_PREVIOUS, wrapped;

	run_close_app(r);
	run_desk_look(&r->desk);
	bytes_clear(&r->greeting);
	if (wants == REVIEW_LIST ||
	    !desk_next(r->desk.desk, backwards, &wrapped))
		return;
	desk_print_next(r->desk.desk, backwards, wrapped, &r->greeting);
	open_reviewed(r, backwards);
}

void run_press_on_list(struct run *r, const struct key *key)
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
	run_draw(r);
}

void run_opened(struct run *r, const char *name)
{
	const char *path = r->app ? r->doc->path : "";

	if (strcmp(run_last_name(path), name) != 0)
		run_fault(r, "opened is ", path);
}
