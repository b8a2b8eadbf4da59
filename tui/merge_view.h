/*
 * merge_view: the list of what mine and theirs differ in, to be decided one by
 * one or all at once; below it the whole texts of the chosen one. It changes
 * nothing but the choices.
 */
#ifndef TUI_MERGE_VIEW_H
#define TUI_MERGE_VIEW_H

#include "core/merge.h"
#include "tui/overlay.h"

/* Borrows the merge. */
struct overlay *merge_view_new(struct merge *);

/* What OVERLAY_CHOSEN means here. */
enum merge_answer {
	MERGE_APPLY,	 /* as decided; some may be undecided */
	MERGE_ELSEWHERE, /* save mine under another name */
};
enum merge_answer merge_view_answer(const struct overlay *);
/* Chooses the first one that is undecided. */
void merge_view_go_undecided(struct overlay *);

#endif
