/*
 * document_saved: an open form as its file has it, beside what has become of it
 * since: what was changed since it was read or saved.
 */
#ifndef CORE_DOCUMENT_SAVED_H
#define CORE_DOCUMENT_SAVED_H

#include "core/document.h"

struct document_saved;

/* NULL with the failure where the file's bytes can't be read as the form once
   more. What reading repaired is repaired in it. The document is borrowed, and
   so are its texts. */
struct document_saved *document_saved_new(const struct document *,
					  struct failure_list *);
const struct record *document_saved_record(const struct document_saved *);
void document_saved_free(struct document_saved *);

#endif
