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

const char *path_last(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void path_print_numbered(struct bytes *out, const char *path, int number)
{
	const char *name = path_last(path), *dot = strrchr(name, '.');
	const char *ending = dot && dot > name ? dot : name + strlen(name);

	bytes_add(out, path, (size_t)(ending - path));
	if (number > 1)
		bytes_printf(out, "-%d", number);
	bytes_add_str(out, ending);
}
