#include <config.h>
#include "cli/state_folder.h"

#include <stdlib.h>
#include "core/bytes.h"

/* As the XDG rules read a variable: a relative path doesn't count. */
static const char *full_path(const char *name)
{
	const char *value = getenv(name);

	return value && *value == '/' ? value : NULL;
}

char *state_folder(void)
{
	const char *state = full_path("XDG_STATE_HOME");
	const char *home = full_path("HOME");
	struct bytes path = BYTES_INIT;

	if (!state && !home)
		return NULL;
	bytes_add_str(&path, state ? state : home);
	bytes_add_str(&path, state ? "/jixiao" : "/.local/state/jixiao");
	return bytes_take(&path);
}
