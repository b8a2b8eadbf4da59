/*
 * expected: the list of summary's --expect: who has to hand in a form. One name
 * a line, or a table whose first column has them, read as forms are: in
 * whatever encoding, with whatever between its columns.
 */
#ifndef CLI_EXPECTED_H
#define CLI_EXPECTED_H

#include <stdbool.h>
#include "core/form_set.h"
#include "core/summary.h"

/* path "-": standard input. A first line that is the name of a field of the
   forms is a heading. False, and said: there is no such list. */
bool expected_read(struct summary *, struct form_set *, const char *path);

#endif
