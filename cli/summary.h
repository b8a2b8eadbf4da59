/* summary: last year's forms, as `jixiao summary` and the desk compare them. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include <stdatomic.h>
#include "cli/options.h"
#include "core/form_set.h"
#include "core/summary.h"

/* Were last year's forms given, by --last or --last-from? */
bool summary_has_last(const struct options *);
/* Reads them into a new one, which keeps all, in its final order; what can't be
   read is told by that, and nothing is printed. Once it is over it ends
   soon. */
void summary_read_last(struct form_set *, const struct options *,
		       const atomic_bool *is_over, struct summary *);

#endif
