/*
 * rest: whether the hand rests. Who walks through the cells with a key held
 * down reads where he is, not what there is to know of every cell: that follows
 * once no key has come for a moment, shorter than the eye takes to get there.
 * It touches no terminal and no clock.
 */
#ifndef TUI_REST_H
#define TUI_REST_H

#include <stdbool.h>

struct rest {
	bool has_key;	     /* and no frame since */
	long long begins_ms; /* unless another key comes */
};

/* A key has come. */
void rest_key(struct rest *);
/* A frame is there to be shown. What follows a key never comes with its own
   frame, however long that has taken. */
void rest_painted(struct rest *, long long now_ms);
/* How long until the hand rests; 0: it does. */
int rest_left_ms(const struct rest *, long long now_ms);

#endif
