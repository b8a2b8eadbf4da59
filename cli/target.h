/* target: `jixiao target VALUE…|-`, how a 指标值 is read. */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "cli/options.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed. The form is chosen already. */
enum exit_code target_values(struct form_set *, const struct options *);

#endif
