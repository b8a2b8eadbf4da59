/*
 * chooser: an overlay to choose one of many by typing: a title, what is typed
 * (core/query.h), and the things that it finds, the best ones first. It knows
 * nothing of what they are: whoever opens it adds them and is told which one
 * was chosen. The terminal's cursor stands where is typed, so that an input
 * method works.
 */
#ifndef TUI_CHOOSER_H
#define TUI_CHOOSER_H

#include <stddef.h>
#include "tui/overlay.h"

/* One thing. All texts are copied; "" or NULL is none. */
struct chooser_item {
	size_t id; /* what it is told by */
	const char *name;
	const char *detail; /* beside it; whole below, where it is cut */
	const char *tag;    /* at the right edge */
	const char
		*also; /* not shown, but found by: words of another language */
	const char *why_not; /* it can't be taken, and why; shown dim */
};

/* What Tab does: chooser_is_tab() tells that it has taken. */
enum chooser_tab {
	CHOOSER_TAB_NOTHING,
	CHOOSER_TAB_RIGHT, /* takes, and goes on to the right */
	CHOOSER_TAB_ALONG, /* takes the usual target along */
	CHOOSER_TABS
};

struct overlay *chooser_new(const char *title, enum chooser_tab);
void chooser_add(struct overlay *, const struct chooser_item *);
/* Where nothing is found, what is typed may be taken as it is. */
void chooser_allow_typed(struct overlay *);
/* Begins with this as if it had been typed, on that item where nothing was. To
   be called once, after all items. */
void chooser_start(struct overlay *, const char *typed, size_t id);

/* What was chosen; there is something at OVERLAY_CHOSEN, or chooser_typed(). */
size_t chooser_chosen(const struct overlay *);
/* Or the text that is typed, where that can be taken; else NULL. Borrowed. */
const char *chooser_typed(const struct overlay *);
bool chooser_is_tab(const struct overlay *);
/* What is found now: how many, and which item stands at `at`. */
size_t chooser_n_found(const struct overlay *);
size_t chooser_found(const struct overlay *, size_t at);

#endif
