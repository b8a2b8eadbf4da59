/*
 * document_encoding: private to core/document.c: text in the file's encoding,
 * and what that can't hold.
 */
#ifndef CORE_DOCUMENT_ENCODING_H
#define CORE_DOCUMENT_ENCODING_H

#include "core/document.h"

/* Turns UTF-8 into the encoding. False where that can't hold a character, which
   *unheld gets: the text stays as it is. */
bool document_encode(enum encoding, struct bytes *text, struct unheld *);
/* The first cell with the character. */
void unheld_place(struct unheld *, const struct record *);

#endif
