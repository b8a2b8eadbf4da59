/*
 * check_judge: private to core/check*.c: rules are judged. check_verdict has
 * one rule at one place and what all say of a row, check_judge the form and its
 * rows, check_edits what is judged again for an edit, check when.
 */
#ifndef CORE_CHECK_JUDGE_H
#define CORE_CHECK_JUDGE_H

#include "core/check_state.h"

/* One rule at one place, whose cells have been read; alone: of a row whose
   cells haven't been, which costs more than one rule does. */
enum outcome instance_judge(struct viewpoint *, const struct instance *);
enum outcome instance_judge_alone(struct viewpoint *, const struct instance *);
/* Of the failures of a group only the worst are shown. */
void hide_in_group(const struct instance *, size_t n, unsigned char *outcomes);
/* The verdict for what is in the table's `judged`. */
struct verdict *verdict_find(struct check *, int table);
/* It is the row's from now on, and counted; NULL: the row leaves the form. */
void verdict_set(struct check *, int table, const struct row *,
		 struct verdict *);

/* The form's i-th rule, its cells have been read; behind all of them it is
   found out what is hidden and counted. */
void check_judge_form(struct viewpoint *, size_t i);
void check_finish_form(struct check *);
/* For verdicts of rows with new ids. */
void check_make_room(struct check *, int table);
/* A row seen for the first time: its part of the totals, and what does not
   depend on any of them. */
void check_take_in_row(struct check *, int table, size_t at);
void check_judge_row(struct check *, int table, long at);
void check_judge_table(struct check *, int table);
/* Only what depends on totals, all or what is open: of a row whose text
   somebody else's edit repeats, say. */
void check_judge_again(struct check *, int table, const struct row *, bool all);
/* Rows of the same text as this one, and those of other tables that the edit
   has turned over: noted, and judged again. */
void check_note_twins(struct check *, int table, const struct row *);
void check_judge_twins(struct check *, int table);
void check_judge_affected(struct check *);

/*
 * core/check_panels.c: what a row gives to totals, and what panels say of it.
 */

/* A row's part of a total. `only`: of the row's classes; its 其中 asks for
   nothing else. The row's cells have been read. */
struct part panel_part(struct viewpoint *, const struct total_plan *,
		       bool only);
/* What all panels of a table together say of the row, whose cells have been
   read; lasts until another row is asked about. */
const struct said *panels_said(struct viewpoint *, int table);

#endif
