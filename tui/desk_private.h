/*
 * desk_private: what the parts of desk share. Each part is a file:
 *
 *	desk.c          its beginning and end, and what is in focus
 *	desk_news.c     what is told of its forms
 *	desk_sheet.c    what a form comes to
 *	desk_keys.c     where a key goes
 *	desk_actions.c  what each action does
 *	desk_review.c   … those that have to do with the state of a form, and
 *	                opinions of it
 *	desk_compare.c  … with what they come to together, what two differ in
 *	desk_order.c    which forms are listed, in which order
 *	desk_groups.c   … and the lines that they and their groups make
 *	desk_draw.c     the frame
 *	desk_list.c     … in it the list
 *	desk_board.c    … or forms by rules
 *	desk_name.c     … what a form is called in both
 *	desk_words.c    what things are called
 *	desk_run.c      all of it in a real terminal
 */
#ifndef TUI_DESK_PRIVATE_H
#define TUI_DESK_PRIVATE_H

#include "core/paper.h"
#include "core/summary.h"
#include "core/query.h"
#include "tui/action.h"
#include "tui/click.h"
#include "tui/desk.h"
#include "tui/field_editor.h"
#include "tui/overlay.h"
#include "tui/palette.h"
#include "tui/reviewing.h"
#include "tui/scroll.h"

/* A form that is listed. */
struct sheet {
	size_t id;
	char *path;
	char *shown; /* below the folder, as it is shown */
	struct timespec mtime;
	struct paper *paper; /* NULL: never read yet */
	bool is_due;	     /* it is being read, again if there is a paper */
	bool is_there;
	bool has_namesakes; /* of the found: of its department and year */
};

/* 0 is by file; the others are the columns on screen. */
enum desk_column {
	COLUMN_FILE,
	COLUMN_DEPARTMENT,
	COLUMN_YEAR,
	COLUMN_MONEY,
	COLUMN_ERRORS,
	COLUMN_WARNINGS,
	COLUMN_STATE,
	COLUMN_CHANGED,
	DESK_COLUMNS
};

enum desk_group { GROUP_NONE, GROUP_RULE, GROUP_KIND, DESK_GROUPS };

/* What a form comes to, the worst first: the groups of GROUP_KIND. */
enum sheet_kind {
	SHEET_FAILED,
	SHEET_ERROR,
	SHEET_WARNING,
	SHEET_HINT,
	SHEET_CLEAN,
	SHEET_UNREAD,
	SHEET_KINDS
};

/* Which forms are listed. */
enum desk_choice {
	CHOICE_ALL,
	CHOICE_UNREAD, /* as in enum review_state */
	CHOICE_READING,
	CHOICE_RETURNED,
	CHOICE_ACCEPTED,
	CHOICE_ERRORS,
	CHOICE_FAILED,
	DESK_CHOICES
};

struct heading {
	const struct paper_rule *rule; /* or NULL, and the kind */
	enum sheet_kind kind;
	size_t n_sheets, n_findings;
	size_t seen; /* the sheet that was counted last, from 1 */
	bool is_open;
};

enum { NO_HEADING = -1 };

struct desk_line {
	struct sheet *sheet; /* NULL: the heading itself */
	int heading;	     /* that it stands under, or NO_HEADING */
	const struct paper_finding *finding; /* of the sheet, or NULL */
};

/* What the focus is on, whichever line that is. */
struct desk_focus {
	const struct sheet *sheet;
	const struct paper_rule *rule;
	enum sheet_kind kind;
	size_t number; /* of the sheet's findings by this rule */
};

struct desk {
	char *folder;
	struct review_hand (*hand)(void);
	struct sheet **by_id; /* NULL: no such number yet */
	size_t n_ids, cap_ids;
	size_t n_sheets, n_read, n_failed; /* those that are there */
	size_t findings[SEVERITIES];
	bool is_listed;
	bool looks_back; /* at last year's forms, before these are checked */
	size_t n_others; /* what stands in the folder and isn't listed */
	char *others;	 /* … as core/watch.h has them, or NULL */
	int lost;	 /* the folder can't be read: errno */

	enum desk_column column;
	bool is_reversed;
	enum desk_group group;
	enum desk_choice choice;
	bool is_filtering; /* the filter is being typed */
	struct field_editor filter;
	struct pinyin *pinyin; /* NULL until it is used */
	struct query query;

	/* as of desk_arrange() */
	bool is_stale;
	struct sheet **found; /* in order */
	size_t n_found, cap_found;
	struct heading *headings;
	size_t n_headings, cap_headings;
	struct desk_line *lines;
	size_t n_lines, cap_lines;
	const struct paper_rule **rules; /* of the found, the worst first */
	size_t n_rules, cap_rules;
	const char *unit; /* of the found's money; "" = none, NULL: several */
	int unit_cols;	  /* of the widest */
	const char *who;  /* what names the found: in the same way */
	/* those that were opened, or closed, by hand */
	bool is_kind_closed[SHEET_KINDS];
	bool *is_rule_open; /* by number */
	size_t cap_rule_open;

	struct scroll scroll; /* of the lines */
	struct desk_focus focus;
	bool is_board;
	struct scroll board_scroll;	     /* of its columns */
	const struct paper_rule *board_rule; /* the one in focus, or NULL */

	struct overlay *overlay; /* or NULL */
	/* told once something was chosen in it */
	bool (*answered)(struct desk *, struct overlay *);
	struct bytes message;
	enum role message_role;
	struct click_map clicks;
	enum action recent[PALETTE_RECENT + 1]; /* 0 ends */
	const struct summary *last;		/* last year's, or NULL */
	int percent;				/* that changes are beyond */
	bool is_summing;    /* that was asked for, and hasn't come yet */
	struct bytes other; /* what the form in focus is compared with */
	struct document *compared[2]; /* the older one first; or NULL */
	struct place at; /* where the form is to be opened, or PLACE_NONE */
	size_t *touched, n_touched, cap_touched; /* ids */
	bool has_mouse, in_paste, has_news;
	int height, width;
	enum desk_wish wish;
};

/* Makes the lines anew if they are stale; the focus stays on what it is on. */
void desk_arrange(struct desk *);
/* … of the forms that are found and sorted. */
void desk_make_lines(struct desk *);
/* They are to be made anew before they are looked at. */
void desk_disturb(struct desk *);
/* The line in focus, or NULL. */
const struct desk_line *desk_line(const struct desk *);
/* The focus has moved: remembers what it is on now. */
void desk_note_focus(struct desk *);
enum sheet_kind sheet_kind(const struct sheet *);
/* How often a rule is broken in it. */
size_t sheet_count(const struct sheet *, const struct paper_rule *);
/* The department as the form has it, or the file's name. */
const char *sheet_name(const struct sheet *);
bool sheet_has_failed(const struct sheet *);
/* Why it can't be read: one sentence. */
void sheet_print_failure(const struct sheet *, struct bytes *out);

/* Opens or closes the heading of the line in focus. */
void desk_fold(struct desk *, bool open);
/* False: the action is none of those. */
bool desk_compare_act(struct desk *, enum action);
void desk_compared_release(struct desk *);
/* Puts it in order and shows it, if it is still wanted. */
void desk_show_summary(struct desk *, struct summary *);
/* Which files are not listed: a sentence. */
void desk_print_others(const struct desk *, struct bytes *out);
/* desk_touched() tells it. */
void desk_touch(struct desk *, const struct sheet *);
/* The rule of the board's column in focus, or NULL. */
const struct paper_rule *desk_board_rule(const struct desk *);

void desk_act(struct desk *, enum action);
/* Covers the screen; `answered`, which may be NULL, is told once something was
   chosen: true if it stays open. */
void desk_open_overlay(struct desk *, struct overlay *,
		       bool (*answered)(struct desk *, struct overlay *));
/* False: the action is none of a reviewer's. */
bool desk_review_act(struct desk *, enum action);
/* × and why it can't be read, where its figures would stand. */
void desk_draw_failure(struct canvas *, int y, int x, int w_cols,
		       const struct sheet *);
/* Sorts them so that those of one department and year stand together, and notes
   which have others beside them. */
void desk_note_namesakes(struct sheet **, size_t n);
/* Whose a form is; where that and the year are those of others on the list, its
   file as well, if there is room and nothing else tells it. */
void desk_put_name(struct canvas *, struct area, const struct sheet *,
		   bool tells_file);
/* … or with the year: 教育局  2024  …-2024(2).csv */
void desk_print_name(const struct canvas *, const struct sheet *,
		     struct bytes *out);
/* Before the names of the list and the board; and how wide these are at least,
   whatever else would be shown. */
enum { DESK_MARGIN = 3, DESK_LEAST_NAME = 16 };
void desk_draw_list(struct desk *, struct canvas *, struct area);
void desk_draw_board(struct desk *, struct canvas *, struct area);
const char *desk_choice_word(enum desk_choice);
/* What a group is, and how much of it there is. */
void desk_print_heading(const struct heading *, struct bytes *out);
/* One line of the list or the board begins: the mark of the focus, its
   click. */
void desk_begin_line(struct desk *, struct canvas *, struct area, size_t line);

#endif
