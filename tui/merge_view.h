/*
 * merge_view: the list of what mine and theirs differ in, to be decided one by
 * one or all at once; below it the whole texts of the chosen one. It changes
 * nothing but the choices.
 */
#ifndef TUI_MERGE_VIEW_H
#define TUI_MERGE_VIEW_H

#include "core/merge.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct merge_view {
	struct merge *merge; /* borrowed; NULL = not open */
	size_t chosen, top;
	int page; /* lines of the last drawing */
};

enum merge_answer {
	MERGE_GO_ON,
	MERGE_NOT_THAT,	 /* a key that means nothing here */
	MERGE_APPLY,	 /* as decided; some may be undecided */
	MERGE_ELSEWHERE, /* save mine under another name */
	MERGE_CANCEL,
};

void merge_view_open(struct merge_view *, struct merge *);
enum merge_answer merge_view_key(struct merge_view *, const struct key *);
/* Chooses the first one that is undecided; false if there is none. */
bool merge_view_go_undecided(struct merge_view *);
void merge_view_draw(struct merge_view *, struct canvas *, struct area);
/* The keys, on one line. */
void merge_view_draw_hints(struct canvas *, int y);

#endif
