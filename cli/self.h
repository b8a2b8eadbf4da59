/* self: who works here, since when, on which host: told to others that open the
   same file. */
#ifndef CLI_SELF_H
#define CLI_SELF_H

#include "core/lock.h"

struct lock_holder self_name(void);

#endif
