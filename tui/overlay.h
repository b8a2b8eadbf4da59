/*
 * overlay: what covers the screen and takes the keys until it is closed: help,
 * a list to choose from, a preview. It knows nothing of the app: whoever opens
 * it by app_overlay_open() is told how it ended and does what follows.
 */
#ifndef TUI_OVERLAY_H
#define TUI_OVERLAY_H

#include <stdbool.h>
#include "tui/canvas.h"
#include "tui/key.h"

struct app;
struct overlay;

enum overlay_turn {
	OVERLAY_OPEN,	  /* it goes on */
	OVERLAY_NOT_THAT, /* a key that means nothing here: the app says so */
	OVERLAY_CLOSED,	  /* left, and nothing was chosen */
	OVERLAY_PASSED,	  /* the same, and the key is for what it covered */
	OVERLAY_CHOSEN,	  /* something was, which the kind's struct tells */
};

struct overlay_kind {
	enum overlay_turn (*key)(struct overlay *, const struct key *);
	void (*draw)(struct overlay *, struct canvas *, struct area);
	/* Where one is in it, such as 1-19/64, for the end of the bottom line;
	   nothing where all is seen. NULL: it doesn't say. */
	void (*position)(const struct overlay *, struct bytes *out);
	/* Releases what it owns; the struct itself is free()d behind it. NULL:
	   it owns nothing. */
	void (*release)(struct overlay *);
	/* The bottom line, msgids up to NULL: as many as fit, so the way out
	   stands first. The key's name, as key_parse() knows it, begins
	   each. */
	const char *const *hints;
	/* A msgid, said at keys that mean nothing; NULL: the app's usual
	   one. */
	const char *not_that;
	/* Takes an item that was clicked (CLICK_ITEM); true if it was taken
	   already, and Enter is meant. NULL: nothing can be clicked. */
	bool (*pick)(struct overlay *, size_t item);
	bool holds_paste; /* what was pasted is nowhere else: quitting with it
			     open closes it and no more */
	bool takes_paste; /* there is something to type into */
	bool whole_frame; /* covers the tabs and the sums as well */
};

/* The struct of each kind begins with this. */
struct overlay {
	const struct overlay_kind *kind;
	/* Told at OVERLAY_CLOSED and _CHOSEN, with the overlay off the screen
	   already, so another one may be opened or a question asked. True after
	   _CHOSEN: it stays open; else it is freed behind. NULL: nothing to
	   do. */
	bool (*answered)(struct app *, struct overlay *, enum overlay_turn);
	struct overlay *below; /* the one that it covers, or NULL */
	bool is_helped;	       /* F1 has told its keys: Esc ends that first */
};

void overlay_free(struct overlay *); /* without the one below */
/* Those that begin with a key can be clicked. */
void overlay_draw_hints(const struct overlay *, struct canvas *, int y);
/* The key that a hint begins with: of "Enter粘贴" Enter. False: with none, or
   one of several. */
bool overlay_hint_key(const char *hint, struct key *);

#endif
