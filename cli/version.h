/* version: what --version prints: this program and every library it stands
   on. */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include "core/bytes.h"

void version_print(struct bytes *out);

#endif
