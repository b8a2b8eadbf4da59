/*
 * environment: what the environment says: who works here, where the user's own
 * files lie, which date is written.
 */
#ifndef CLI_ENVIRONMENT_H
#define CLI_ENVIRONMENT_H

#include <time.h>
#include "core/lock.h"

/* Who works here, since when, on which host: told to others that open the same
   file. */
struct lock_holder self_name(void);
/* Where the program keeps what stands beside no form: $XDG_STATE_HOME/jixiao,
   or ~/.local/state/jixiao. Owned by the caller; NULL where neither variable
   gives a full path. It may not be there yet: core/store_folder.h makes it. */
char *state_folder(void);
/* What a variable says, borrowed; NULL where that is no full path, which
   doesn't count by the XDG rules. */
const char *folder_of(const char *variable);
/* The date that what is written says, where that is to be the same whenever it
   is written: SOURCE_DATE_EPOCH, as reproducible builds set it; 0: nobody did,
   or it is no date of four digits' years. */
time_t source_date(void);

#endif
