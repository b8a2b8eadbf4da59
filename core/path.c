#include <config.h>
#include "core/path.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"

static char *part(const char *path, char *(*cut)(char *))
{
	char *copy = memory_copy(path, strlen(path));
	const char *found = cut(copy);
	char *result = memory_copy(found, strlen(found));

	free(copy);
	return result;
}

char *path_folder(const char *path)
{
	return part(path, dirname);
}

char *path_name(const char *path)
{
	return part(path, basename);
}
