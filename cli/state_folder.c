#include <config.h>
#include "cli/state_folder.h"

#include <stdlib.h>
#include "core/bytes.h"

const char *folder_of(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value == '/' ? value : NULL;
}

char *state_folder(void)
{
	const char *state = folder_of("XDG_STATE_HOME");
	const char *home = folder_of("HOME");
	struct bytes path = BYTES_INIT;

	if (!state && !home)
		return NULL;
	bytes_add_str(&path, state ? state : home);
	bytes_add_str(&path, state ? "/jixiao" : "/.local/state/jixiao");
	return bytes_take(&path);
}
