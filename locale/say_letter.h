/*
 * say_letter: what is said in a letter of return and around it; and what a
 * form's state is called.
 */
#ifndef LOCALE_SAY_LETTER_H
#define LOCALE_SAY_LETTER_H

#include "core/letter.h"

/* Static. */
const struct letter_words *say_letter(void);
/* 审核中, in the user's language. */
const char *say_review_state(enum review_state);

#endif
