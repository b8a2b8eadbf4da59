/*
 * document_open: private to core/document*.c: a document before it is of a
 * form.
 */
#ifndef CORE_DOCUMENT_OPEN_H
#define CORE_DOCUMENT_OPEN_H

#include "core/document.h"

/* Nothing read yet, and of no form. */
struct document *document_new(struct form_set *, const char *path,
			      const struct dialect_hint *);
/* A blank record of this form, and a log without a change. */
void document_take_form(struct document *, struct form *);

#endif
