/*
 * app_review: what the list of forms and a form opened from it tell each other.
 */
#ifndef TUI_APP_REVIEW_H
#define TUI_APP_REVIEW_H

#include <stdbool.h>
#include "core/record.h"
#include "core/review.h"

enum review_wants {
	REVIEW_LIST,	 /* back to the list */
	REVIEW_NEXT,	 /* on to the next form with problems */
	REVIEW_PREVIOUS, /* back to the one before */
};

struct app_review {
	struct review_hand (*hand)(void); /* who reviews, and when */
	const char *folder;		  /* borrowed: where the forms are */
	struct place at; /* where to begin; PLACE_NONE: where a form does */
	bool has_others; /* forms with problems to go on to */
	enum review_wants wants; /* out: what the user left it for */
};

#endif
