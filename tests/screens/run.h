/*
 * run: a case of a case file while it is played: what is shown, and the words
 * by which it goes on. Each of the files run_*.c has the words of one subject;
 * run.c has the table of them all.
 *
 * A word's function has the rest of its line; what doesn't come out is told by
 * run_fault() and the case goes on.
 */
#ifndef TESTS_SCREENS_RUN_H
#define TESTS_SCREENS_RUN_H

#include "core/document.h"
#include "core/document_journal.h"
#include "core/document_recover.h"
#include "core/lock_file.h"
#include "core/recent.h"
#include "tests/screens/run_desk.h"
#include "tui/app.h"
#include "tui/start.h"

#define RUN_STATE "state" /* where journals are, in the case's folder */

struct run {
	const char *source; /* the source tree */
	char folder[64];    /* of this case's file; the current one */
	bool updates;
	int n_passed, n_failed;
	/* the case at hand */
	const char *file;
	size_t line;
	char **next; /* the lines that are still to come, NULL behind them */
	char name[128];
	bool is_open, has_failed, has_quit, looks_only, may_not_write;
	struct lock_holder holder; /* pid 0: nobody */
	long quiet_days;
	int height, width;
	struct form_set *forms;
	struct document *doc;
	struct recovery *left;
	struct app *app;
	struct start *start;
	struct start_offer offer;
	size_t n_kinds, n_own_kinds; /* of forms, as `start N OWN` has it */
	char *recents[RECENT_MOST], *left_behind;
	enum start_choice choice;
	struct run_desk desk;
	struct bytes greeting;	  /* of one that was come to from another */
	struct app_review review; /* of the form that was opened from it */
	struct canvas canvas;
	struct bytes frame;
	struct bytes out; /* the case file, updated */
};

/* Says where, and that the case has failed. */
void run_fault(struct run *, const char *what, const char *detail);

/* ---- run_frame: what is on screen ---- */

/* Draws whatever is shown now. */
void run_draw(struct run *);
void run_size(struct run *, const char *rest);
void run_ascii(struct run *, const char *rest);
void run_wide(struct run *, const char *rest);
/* Takes the lines of the frame. */
void run_expect(struct run *, const char *rest);
void run_contains(struct run *, const char *rest);
void run_lacks(struct run *, const char *rest);
void run_cursor(struct run *, const char *rest);

/* ---- run_keys: what is pressed, wherever it goes ---- */

void run_keys(struct run *, const char *rest);
void run_wait(struct run *, const char *rest);
void run_quits(struct run *, const char *rest);

/* ---- run_document: a form that is open ---- */

/* Forms of the program and of its tests. */
void run_find_forms(struct run *);
/* Copies a file of the source tree into the current folder. */
bool run_copy(const struct run *, const char *from, const char *to);
/* Of a path. */
const char *run_last_name(const char *path);
/* The screen goes, what it has written stays. */
void run_close_app(struct run *);
/* And what it has written goes. */
void run_close(struct run *);
void run_open(struct run *, const char *rest);
void run_open_unchecked(struct run *, const char *rest);
void run_new(struct run *, const char *rest);
void run_copy_there(struct run *, const char *rest);
void run_readonly(struct run *, const char *rest);
void run_not_to_write(struct run *, const char *rest);
void run_rows(struct run *, const char *rest);
void run_killed(struct run *, const char *rest);

/* ---- run_beneath: what others do to its file meanwhile, and what is in it ---- */

/* Whoever holds it writes so beside the form. */
void run_write_lock(struct run *, const char *form);
void run_held(struct run *, const char *rest);
void run_given_back(struct run *, const char *rest);
void run_changed(struct run *, const char *rest);
void run_emptied(struct run *, const char *rest);
void run_replaced(struct run *, const char *rest);
void run_removed(struct run *, const char *rest);
void run_linked(struct run *, const char *rest);
void run_full(struct run *, const char *rest);
void run_room(struct run *, const char *rest);
/* Where to save if all else fails. */
extern const char *const run_refuges[];
void run_saved(struct run *, const char *rest);
void run_holds(struct run *, const char *rest);

/* ---- run_start: the start screen ---- */

void run_start_close(struct run *);
void run_recent(struct run *, const char *rest);
void run_left(struct run *, const char *rest);
void run_start(struct run *, const char *rest);
void run_told(struct run *, const char *);
void run_chosen(struct run *, const char *rest);

/* ---- run_review: the reviewer's list, and forms that are opened from it ---- */

void run_handed_in(struct run *, const char *rest);
void run_taken_back(struct run *, const char *rest);
void run_last_year(struct run *, const char *rest);
void run_list(struct run *, const char *rest);
void run_look(struct run *, const char *rest);
void run_opened(struct run *, const char *rest);
void run_press_on_list(struct run *, const struct key *);
/* Back to the list, or on to another form. */
void run_leave_reviewed(struct run *);
void run_killed_reviewed(struct run *);

#endif
