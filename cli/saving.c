#include <config.h>
#include "cli/saving.h"

#include <stdlib.h>
#include "cli/environment.h"
#include "core/bytes.h"

#define RESCUE "/older"

static char *rescue_folder(void)
{
	struct bytes path = BYTES_INIT;
	char *state = state_folder();

	if (!state)
		return NULL;
	bytes_add_str(&path, state);
	bytes_add_str(&path, RESCUE);
	free(state);
	return bytes_take(&path);
}

void saving_init(struct saving *s, const struct options *options,
		 struct document *document)
{
	const char *home = folder_of("HOME"), *tmp = folder_of("TMPDIR");
	int n = 0;

	*s = (struct saving){ .rescue = rescue_folder() };
	if (home)
		s->refuges[n++] = home;
	s->refuges[n] = tmp ? tmp : "/tmp";
	document->how = (struct store_how){
		.way = STORE_ASK,
		.keeps_older = !options->given[OPTION_NO_BACKUP],
		.rescue = s->rescue,
	};
	document->refuges = s->refuges;
}

void saving_release(struct saving *s)
{
	free(s->rescue);
}
