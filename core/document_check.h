/*
 * document_check: private to core/document*.c.
 */
#ifndef CORE_DOCUMENT_CHECK_H
#define CORE_DOCUMENT_CHECK_H

#include "core/document.h"

/* As if it had never been checked: what was found is gone. */
void document_check_forget(struct document *);

#endif
