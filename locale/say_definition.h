/*
 * say_definition: private to locale/say*.c: what is said of a definition that
 * is refused.
 */
#ifndef LOCALE_SAY_DEFINITION_H
#define LOCALE_SAY_DEFINITION_H

#include "core/failure.h"

/* The msgid, with {names} of the failure's parts in it; NULL if the code is not
   a definition's. */
const char *say_definition_msgid(const struct failure *);
/* PCRE2's words about a pattern as a msgid where we have one, or as they
   are. */
const char *say_pattern_msgid(const char *words);

#endif
