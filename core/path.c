#include <config.h>
#include "core/path.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"

static char *part(const char *path, char *(*cut)(char *))
{
	char *copy = memory_copy_str(path);
	const char *found = cut(copy);
	char *result = memory_copy_str(found);

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

/* Where the first names end that both have in common, slash included. */
static size_t n_common(const char *folder, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; path[i] && path[i] == folder[i]; i++)
		if (path[i] == '/')
			n = i + 1;
	return n;
}

void path_print_way(struct bytes *out, const char *folder, const char *path)
{
	struct bytes from = BYTES_INIT;
	size_t n;

	bytes_printf(&from, "%s/", strcmp(folder, "/") ? folder : "");
	n = n_common(from.data, path);
	for (const char *s = from.data + n; n > 1 && *s; s++)
		if (*s == '/')
			bytes_add_str(out, "../");
	bytes_add_str(out, n > 1 ? path + n : path);
	bytes_release(&from);
}

void path_print_led(struct bytes *out, const char *folder, const char *way)
{
	const char *end = folder + (strcmp(folder, "/") ? strlen(folder) : 0);

	while (strncmp(way, "../", 3) == 0) {
		way += 3;
		while (end > folder && *--end != '/')
			;
	}
	if (*way != '/') {
		bytes_add(out, folder, (size_t)(end - folder));
		bytes_add_char(out, '/');
	}
	bytes_add_str(out, way);
}
