/* The list of forms that were open last. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/recent.h"

void app_recent(struct app *app)
{
	const char *path = app->doc->path;

	/* hundreds are gone through from their own list */
	if (!app->state || app->review || strcmp(path, "-") == 0 ||
	    (app->noted && strcmp(path, app->noted) == 0))
		return;
	recent_note(app->state, path);
	free(app->noted);
	app->noted = memory_copy_str(path);
}
