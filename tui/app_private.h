/*
 * app_private: what the parts of app share. Each part is a file:
 *
 *	app.c            the turn: a key in, and what is said of it
 *	app_accept.c     writing why a finding may stand
 *	app_actions.c    what each action does
 *	app_check.c      judging the form in steps
 *	app_choose.c     the palette, and what may stand in a cell
 *	app_compare.c    what differs from another file, or from the saved one
 *	app_complete.c   a file's name, typed out by Tab
 *	app_confirm.c    last year's cells that are still right
 *	app_copy.c       the clipboard
 *	app_draw.c       the frame (tui/app_draw.h)
 *	app_edit.c       editing one cell
 *	app_elsewhere.c  what to do where saving failed
 *	app_find.c       finding
 *	app_journal.c    keeping what isn't saved yet
 *	app_keys.c       where a key goes
 *	app_last_year.c  last year's form, to be compared with
 *	app_lock.c       who else has the file open
 *	app_looking.c    looking only
 *	app_merge.c      what another wrote into it
 *	app_mouse.c      clicks and the wheel
 *	app_outside.c    the user's own editor
 *	app_overlay.c    what covers the screen
 *	app_paste.c      what the terminal pastes
 *	app_problems.c   from one to the next, and what is done about it
 *	app_questions.c  leaving, and where the answer to a question goes
 *	app_recent.c     that this form was open
 *	app_recover.c    what was left behind unsaved
 *	app_remarks.c    what reviewers say of cells
 *	app_required.c   what is missing
 *	app_recover_page.c  … the page about it
 *	app_review.c     a form opened from the list of forms
 *	app_rows.c       rows that come, go and move
 *	app_run.c        all of it in a real terminal
 *	app_save.c       saving, which may ask something first
 *	app_screens.c    which screens there are, and where the user stands
 *	app_select.c     selecting
 *	app_text.c       what is done within the text being edited
 *	app_text_find.c  … finding and replacing
 *	app_undo.c       undo and redo
 */
#ifndef TUI_APP_PRIVATE_H
#define TUI_APP_PRIVATE_H

#include <time.h>
#include "core/document_merge.h"
#include "core/document_saved.h"
#include "core/lock.h"
#include "tui/app.h"
#include "tui/action.h"
#include "tui/app_review.h"
#include "tui/click.h"
#include "tui/field_editor.h"
#include "tui/outer_editor.h"
#include "tui/overlay.h"
#include "tui/palette.h"
#include "tui/prompt.h"
#include "tui/reviewing.h"
#include "tui/screen.h"

enum question {
	ASK_FIND,
	ASK_SAVE_AS,
	ASK_ENCODING,
	ASK_OVERWRITE,
	ASK_IN_PLACE,
	ASK_ADDS_FORM, /* to the folder that is being reviewed */
	ASK_QUIT,
	ASK_REASON,
	ASK_REMARK,
	ASK_HELD,
	ASK_SEIZE,
	ASK_RECOVER,	/* what was left behind unsaved */
	ASK_THROW_AWAY, /* of that, once more */
	ASK_TEXT_FIND,	/* within the text being edited */
	ASK_REPLACE_FROM,
	ASK_REPLACE_TO,
	ASK_REPLACE_HIT,
	ASK_COMPARE, /* with which file */
	ASK_LAST_YEAR,
};

/* Replacing within the text being edited. */
struct replace {
	struct bytes from, to;
	size_t start, end; /* of the one that is asked about */
	size_t n_done;
};

/* What was copied; of cells and rows, which they were. */
enum copied_kind { COPIED_TEXT, COPIED_CELLS, COPIED_ROWS };
struct copied {
	enum copied_kind kind;
	int table; /* here and below: not of a text */
	size_t n_rows;
	int fields[DEF_COLUMNS_MAX], n; /* of its columns */
};

struct clipboard {
	struct bytes text;
	bool is_filled;
	struct copied copied;
	bool goes_out;	/* what is copied is for the terminal's own as well */
	bool is_unsent; /* and has yet to be sent there */
};

/* What the terminal pastes. */
struct pasting {
	struct bytes text;	/* on a screen of rows; not of the editor */
	bool collects, is_told; /* more of that is to come; and it was said */
	bool had_tab;		/* into the editor */
};

/* What Esc threw away, until the next edit. */
struct discarded {
	struct bytes text;
	struct place place;
	bool is_there;
};

/* What is asked for and agreed to on the way to a saved file. */
struct saving {
	struct bytes path;
	bool as_utf_8; /* whatever the file's encoding is */
	bool overwrites, in_place, adds_form;
	bool quits_after, starts_after; /* … for the start screen */
};

/* The file's lock, beside what core/lock.h knows of it. */
struct locking {
	bool is_wanted;	    /* to be taken on the file that is saved */
	bool waits;	    /* until the other one has closed it */
	bool is_taken_over; /* and the user was told */
	time_t renewed;
};

/* What was left behind unsaved. */
struct left {
	struct recovery *recovery; /* borrowed; until it is answered */
	bool is_pending;	   /* to be asked about */
	bool is_alone; /* `doc` is what was left: no file to look at */
};

/* What the form is being compared with: one of them, or neither. */
struct compared {
	struct document *doc;
	struct document_saved *saved;
};

/* Where the remarks stand. */
struct remarked {
	struct place *places;
	size_t n, cap;
	bool is_known; /* nothing has changed since they were found */
};

struct app {
	/* A frame, in the midst of a key that takes long; or NULL. */
	void (*show)(void *ctx);
	void *show_ctx;
	bool has_looked_back;  /* app_last_year_again() was asked */
	const char *last_year; /* its file, until that is told; or NULL */
	const char *greeting;  /* borrowed; until all is judged, or NULL */
	const char *state; /* borrowed; the folder of what is kept, or NULL */
	struct charset *charset; /* as of struct app_user */
	char *noted;	      /* the path that the recent list has, or NULL */
	struct document *doc; /* borrowed */
	struct screen **screens; /* the problems are the last */
	int n_screens, active;
	int back;	   /* the screen before the problems */
	int height, width; /* of the last frame */

	struct field_editor editor;
	bool is_editing;
	size_t n_typed;	    /* letters in a row, until another key */
	long text_limit;    /* characters that the text being edited may have;
			    -1 */
	struct place entry; /* where a row of Tabs began: Enter goes below it */
	bool made_row;	    /* the cell being edited is in a row made for it */
	bool added_row;	    /* app_row_add() has made the last one */
	struct discarded discarded;
	struct replace replace;

	struct finding chosen; /* in the list or by F7, until the cell is left;
				   rule NULL: none */
	struct finding taken;  /* whose suggestion was taken last, and where
				 that was told; rule NULL: none */

	struct overlay *overlay; /* the topmost, or NULL */
	struct prompt prompt;
	enum question question;
	struct finding accepted; /* ASK_REASON: which */

	struct bytes message; /* until the next key; "" = none */
	enum role message_role;
	struct bytes needle; /* and what was found of it last, … */
	struct hit hit;	     /* … until another key */
	enum action recent[PALETTE_RECENT + 1]; /* from the palette; 0 ends */
	struct clipboard clipboard;
	struct pasting pasting;
	bool after_escape, in_paste; /* where the keys are at */
	bool was_escape;	     /* the last key */
	bool has_mouse;		     /* clicks are the program's */
	struct click_map clicks;     /* of the last frame, until a key */
	enum app_wish wish;

	bool is_read_only; /* the file */
	bool looks_only; /* nothing may be edited, nor saved in its own file */
	bool has_edited; /* to be looked at again */
	bool warned_of_repairs; /* one more ^Z undoes them */
	enum file_news news;	/* as the user was told */
	struct lock lock;
	struct locking locking;
	struct saving saving;
	struct document_merge *merging; /* while it is being decided */
	struct left left;
	struct compared compared; /* while it is on screen */

	struct app_review *review; /* borrowed, or NULL: and then … */
	struct reviewing reviewing;
	bool is_told_unwritten; /* what leaving would lose of it */
	struct remarked remarked;
};

/* All that the definition has, the problems last; the first one in front. */
void app_screens_make(struct app *);
void app_screens_free(struct app *);
struct screen *app_screen(const struct app *);
struct place app_focus(const struct app *);
/* The finding that the user stands on. */
bool app_finding(const struct app *, struct finding *out);
/* The repair that the user stands on, in the list. */
bool app_repair(const struct app *, size_t *out);
/* What is done next takes long with a large form: shows what it is. */
void app_wait(struct app *, const char *what);
void app_say(struct app *, enum role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void app_say_failure(struct app *, enum role, const struct failure *);
/* With its rule, behind what else there is to say. */
void app_say_finding(struct app *, const char *before, enum role,
		     const struct finding *);

/* Around whatever is done in one turn, a key or something else. */
void app_turn_begin(struct app *);
enum app_wish app_turn_end(struct app *);

void app_show_screen(struct app *, int index);
/* Shows a cell on its screen, with the focus on it. */
void app_go(struct app *, struct place);
/* To be called after every edit. */
void app_edited(struct app *);

/* The cell in focus, which there is, has a text of many lines. */
bool app_is_on_long(const struct app *);
/* Starts editing the focused cell; false where there is none. */
bool app_edit_begin(struct app *, bool selected);
/* To be told of every key, before it is pressed: how many letters in a row were
   typed into the cell being edited. */
void app_count_typed(struct app *, const struct key *);
/* The key goes on with them from the second one on: a frame before it would only
   scroll the text, for its parts are where they were. */
bool app_goes_on(const struct app *, const struct key *);
void app_edit_accept(struct app *);
void app_edit_leave(struct app *); /* and says what can't be read */
void app_edit_cancel(struct app *);
/* Gives the cell in focus a text, as if it had been typed. */
void app_cell_set(struct app *, const char *text, size_t n);
/* What an action does on a screen; the cell being edited is accepted before. */
void app_act(struct app *, enum action);

/* What an action does that has to do with selecting; false: nothing. */
bool app_select(struct app *, enum action);
/* False where nothing is selected. */
bool app_selection_drop(struct app *);

void app_copy_text(struct app *, const char *s, size_t n);
void app_copy_selection(struct app *);
/* What was copied, as a text. */
void app_paste_into(struct app *, struct field_editor *);
void app_toggle_sending(struct app *);
/* Pastes what was copied as cells or rows; false: it is one cell's text. */
bool app_paste_copied(struct app *);
struct paste_plan;
/* Does it, with the focus there, and says what was done. */
void app_paste_done(struct app *, const struct paste_plan *);
/* Shows what a block would do, if it is one. */
void app_paste_open(struct app *, const char *s, size_t n);
/* True: the key is of a paste that goes to a screen of rows. */
bool app_paste_takes(struct app *, const struct key *);
/* A key in the editor. */
void app_paste_watch(struct app *, const struct key *);
/* That there is nothing behind, or before, unless something is said already. */
void app_say_end(struct app *, bool backwards);
/* As if its key had been pressed here. */
void app_do(struct app *, enum action);
/* Where the keys are, without a cell being edited. */
unsigned app_places(const struct app *);
/* ON_EDIT or ON_LONG while a cell is being edited, else 0. */
unsigned app_edit_place(const struct app *);

/* Where the first row has nothing but its levels, on what they are printed for:
   a name that is typed at once doesn't replace a level. */
void app_rows_begin(struct app *);
/* Of a screen of rows: in focus, or below that. */
void app_row_new(struct app *);
/* Whoever fills in a table by Tabs, row by row, goes on with a new one, as in
   the table of a word processor; in this field, or (-1) in the first that is
   blank. */
void app_row_add(struct app *, int field);
/* What was left behind ends in a new last row: it may be that one. */
void app_row_added_again(struct app *);
/* It goes again if it is still blank; _leave: and the user is elsewhere. */
void app_row_drop_added(struct app *);
void app_row_leave_added(struct app *);
void app_row_delete(struct app *);
void app_row_duplicate(struct app *);
void app_row_move(struct app *, bool up);

void app_undo(struct app *);
void app_redo(struct app *);

void app_problem_next(struct app *, bool backwards);
/* What can't be read of what was just typed into a cell that is left; nothing
   of what is wrong with it beside others, which may come yet. */
void app_say_slip(struct app *, struct place);
/* Adds to the message how many errors there are still, if any. */
void app_add_left(struct app *);
/* From the list to the cell. */
void app_problem_go(struct app *);
/* What mends the problem in focus. */
void app_suggestion_take(struct app *);
void app_suggestion_take_alike(struct app *);
/* A repair in focus is unmade, or made again. */
void app_repair_toggle(struct app *);
/* Shows what has no place in the form, to be dropped. */
void app_drop(struct app *);

/* The row below that goes on with the level at a place, or -1; once that was
   changed, says that it stayed. */
long app_continued_row(const struct app *, struct place);
void app_say_continued(struct app *, struct place, long below);

/* What there is to know here, and the keys. */
void app_help(struct app *);
void app_palette(struct app *);
/* What may stand in the cell in focus, to be chosen from. */
void app_choose(struct app *);
/* What is typed there for the cell, as nothing that is listed; or NULL. */
const char *app_choose_typed(const struct app *);
/* Has the screen in front cells with anything of that? */
bool app_may_choose(const struct app *);
/* To the next cell that has to be filled in. */
void app_next_missing(struct app *);

/* Nothing was copied in here: how to paste what was copied elsewhere. */
void app_say_no_clipboard(struct app *);

/* Covers the screen, and what covers it already; owned from now on. */
void app_overlay_open(struct app *, struct overlay *,
		      bool (*answered)(struct app *, struct overlay *,
				       enum overlay_turn));
/* The topmost, without an answer; nothing where there is none. */
void app_overlay_close(struct app *);
void app_overlay_key(struct app *, const struct key *);
void app_overlay_draw(struct app *, struct canvas *, struct area);
void app_say_unknown_key(struct app *, const struct key *);

/* What is done within the text being edited. */
void app_text_act(struct app *, enum action);
struct text_search;
/* Which hit of its text begins at byte `at`, and of how many. */
void app_say_hit(struct app *, const struct text_search *, size_t at,
		 bool backwards, bool wrapped);
void app_text_find(struct app *);
void app_text_find_next(struct app *, bool backwards);
void app_text_replace(struct app *);
void app_text_find_answered(struct app *);
void app_replace_from_answered(struct app *);
void app_replace_to_answered(struct app *);
void app_replace_hit_answered(struct app *);
void app_text_cancelled(struct app *);
/* The cell in focus in the user's own editor. */
void app_outside(struct app *);

/* A key, wherever one is. */
void app_press(struct app *, const struct key *);
/* A click or the wheel; false if it is neither. */
bool app_mouse(struct app *, const struct key *);
void app_toggle_mouse(struct app *);

/* Asks for a text, which `text` is there for to begin with, or for one of some
   letters (tui/prompt.h); the answer goes where app_questions.c says. */
void app_ask_text(struct app *, enum question, const char *asked,
		  const char *text);
void app_ask_letter(struct app *, enum question, const char *asked,
		    const char *letters);
/* A key while a question is open. */
void app_answer(struct app *, const struct key *);
void app_accept(struct app *);
/* The reason that it asks for, as it stands now, or "". */
const char *app_reason_here(const struct app *);
void app_accept_answered(struct app *);
/* The cell is right as it was last year, or on to one that is to be looked
   at. */
void app_confirm(struct app *);
void app_confirm_screen(struct app *);
/* Is it a file's name that is being asked for? */
bool app_asks_file(const struct app *);
void app_complete_file(struct app *);
/* Asks for another file; what differs from it. */
void app_compare(struct app *);
void app_compare_answered(struct app *);
void app_compare_release(struct app *);
/* Asks for last year's form, beside which this one is judged from then on. */
void app_last_year(struct app *);
void app_last_year_answered(struct app *);
/* Once, when all is judged: takes the one that the file was compared with
   before, which its sidecar tells. True: all is to be judged again. */
bool app_last_year_again(struct app *);
/* Which one that was, behind what is said already. */
void app_last_year_tell(struct app *);
void app_find(struct app *);
void app_find_answered(struct app *);
void app_find_next(struct app *, bool backwards);
/* What was found, or is next, is behind the end. */
void app_say_wrapped(struct app *, bool backwards);
void app_save(struct app *);
/* … and leaves, unless there is something to be read first. */
void app_save_and_quit(struct app *);
void app_save_as(struct app *);
void app_save_as_answered(struct app *);
void app_adds_form_answered(struct app *);
void app_overwrite_answered(struct app *);
void app_in_place_answered(struct app *);
/* u: UTF-8; k, where it is offered: the file's own encoding. */
void app_encoding_answered(struct app *);
void app_quit(struct app *);
/* The same, for another form. */
void app_start(struct app *);
/* Under a name beside it where nothing stands. */
void app_save_copy(struct app *);
/* Where it was to be saved, once what was in the way is gone. */
void app_save_again(struct app *);

/* True, and said, where it would change what may only be looked at. */
bool app_refuses(struct app *, enum action);
void app_say_looks_only(struct app *);
/* Who else has a form open, if anybody: a sentence. */
void app_holder_print(const struct app *, const char *path, struct bytes *out);
/* Looking only, still: who waits for another to close it may have his turn. */
bool app_is_kept_out(struct app *);
/* Looking only, and this is the file that is looked at. */
bool app_is_others(const struct app *, const char *path);
void app_held_answered(struct app *);
void app_held_cancelled(struct app *);
/* The lock goes with the file, after saving. */
void app_lock_follow(struct app *);
/* To be called now and then while somebody works. */
void app_lock_renew(struct app *);
void app_lock_release(struct app *);
/* Says once that it was taken over, unless there is a warning to be read. */
void app_lock_watch(struct app *);

/* Has the file changed meanwhile? Said once. */
void app_watch(struct app *);
/* Saving found it changed: merges, or asks; false where it can't be read. */
bool app_merge_begin(struct app *);
/* Saving failed: may the file be written over instead? False: that is not what
   is wrong. */
bool app_ask_in_place(struct app *, const struct failure *);
/* A name that is likely to work, where that one didn't. */
void app_ask_elsewhere(struct app *, const struct failure *);
/* A name beside it instead. */
void app_ask_beside(struct app *);
void app_ask_path(struct app *, const char *path);
/* Leaves, with all saved or thrown away. */
void app_leave(struct app *);
/* "修改 任务 3 名称" */
void app_change_print(struct bytes *out, const struct document *,
		      const struct change *);

void app_review_end(struct app *);
/* What he did is written beside the form; else it is said once that it would be
   lost. */
bool app_review_leaves(struct app *);
/* What another reviewer has written meanwhile; a new state is said. */
void app_review_watch(struct app *);
/* Its state in a word; "" if it isn't reviewed. */
const char *app_review_state(const struct app *);
/* Leaves for another form with problems; false: there is none to go to. */
bool app_review_next(struct app *, bool backwards);
/* What it was left for is forgotten. */
void app_review_stay(struct app *);
/* Reviewed and only looked at: what is saved is a copy, and not gone over
   to. */
bool app_review_copies(const struct app *);
/* A file of that path, which isn't there, would be one more form to review. */
bool app_review_gains(const struct app *, const char *path);
/* The remark on the cell in focus. */
bool app_remark_print(struct app *, struct bytes *out);
void app_remark(struct app *);
/* The same as a text, or "". */
const char *app_remark_here(struct app *);
void app_remark_answered(struct app *);
void app_remark_next(struct app *);
/* The cells that have one, PLACE_NONE where it is gone; until the next edit.
   NULL: the form isn't reviewed, or there are none. */
const struct place *app_remarked(struct app *, size_t *n);
/* Remarks have come or gone, or rows: the cells are to be sought anew. */
void app_remarks_stale(struct app *);
/* False: the action is none of a reviewer's. */
bool app_review_act(struct app *, enum action);
/* Looking only, or not any more. */
void app_toggle_looking(struct app *);

/* Asks about what was left behind unsaved, once no other question is open. */
void app_recover_ask(struct app *);
/* What is known of it, behind the question. */
void app_recover_page_open(struct app *);
void app_recover_answered(struct app *);
void app_recover_cancelled(struct app *);

#endif
