/*
 * document_check: private to core/document*.c.
 */
#ifndef CORE_DOCUMENT_CHECK_H
#define CORE_DOCUMENT_CHECK_H

#include "core/document.h"

/* As if it had never been checked: what was found is gone. */
void document_check_forget(struct document *);
/* Around many edits: what they touch is judged behind the last. */
void document_check_hold(struct document *);
void document_check_go_on(struct document *);
/* Judges the file itself anew: it is another, or something was dropped. */
void document_check_file(struct document *);

#endif
