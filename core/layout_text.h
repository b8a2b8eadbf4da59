/*
 * layout_text: private to core/layout*.c: titles in the words of a file.
 */
#ifndef CORE_LAYOUT_TEXT_H
#define CORE_LAYOUT_TEXT_H

#include "core/layout_label.h"
#include "core/layout_inside.h"

/* A title that stands in a file, as it is to stand there now: in its own words
   if they read again as the record has it then, else as printed. */
const char *title_as_read(struct layout *, const struct record *,
			  struct label_place, const char *file,
			  struct bytes *scratch);

#endif
