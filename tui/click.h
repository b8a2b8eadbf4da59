/*
 * click: what lies where on the frame, for the mouse. Whoever draws something
 * that can be clicked says so; the app asks when a click comes.
 */
#ifndef TUI_CLICK_H
#define TUI_CLICK_H

#include <stddef.h>
#include "tui/canvas.h"

enum click_kind {
	CLICK_NOTHING,
	CLICK_CELL,   /* field, row */
	CLICK_EDITOR, /* the text that is being edited */
	CLICK_ITEM,   /* of the list on screen: number */
	CLICK_TAB,    /* of a screen: number */
	CLICK_ACTION, /* a key on the bottom line: number, an enum action */
	CLICK_KEY,    /* one there of an overlay: hint, which begins with it */
};

struct click {
	enum click_kind kind;
	int number, field;
	const char *hint; /* a msgid */
	long row;
	struct area area;
};

/* All zeros: none. */
struct click_map {
	struct click *items;
	size_t n, cap;
};

void click_map_release(struct click_map *);
void click_map_clear(struct click_map *);
/* What was drawn there last; CLICK_NOTHING if it can't be clicked. */
struct click click_map_find(const struct click_map *, int y, int x);
/* Said while drawing; nothing where the canvas has no map. */
void click_add(struct canvas *, struct click);

#endif
