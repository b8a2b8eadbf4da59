/*
 * document_trial: a form filled in all over, written and read again: what of
 * its definition can't be seen until somebody fills it in. For those who write
 * definitions: nothing else wants it.
 */
#ifndef CORE_DOCUMENT_TRIAL_H
#define CORE_DOCUMENT_TRIAL_H

#include "core/form_set.h"

/* False with a fault, at its place in layout.csv, for each field that isn't
   read back as it was written. It is noted if the form would be taken for
   another one of the set. */
bool document_trial(struct form_set *, struct form *,
		    struct failure_list *faults, struct failure_list *notes);

#endif
