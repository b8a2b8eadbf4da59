#include <config.h>
#include "core/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "core/memory.h"
#include "core/path.h"

static bool ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name), n_ending = strlen(ending);

	return n > n_ending && !strcasecmp(name + n - n_ending, ending);
}

bool folder_is_form(const char *name)
{
	static const char *const endings[] = { ".csv", ".tsv", ".xlsx", ".docx",
					       ".xls", ".et",  ".ods" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_with(name, endings[i]))
			return true;
	return false;
}

bool folder_holds(const char *folder, const char *path)
{
	char *own = path_folder(path);
	char *inside = realpath(own, NULL), *outer = realpath(folder, NULL);
	size_t n = outer ? strlen(outer) : 0;
	bool holds;

	if (n == 1) /* of all */
		n = 0;
	holds = inside && outer && strncmp(inside, outer, n) == 0 &&
		(inside[n] == '/' || inside[n] == '\0');
	free(own);
	free(inside);
	free(outer);
	return holds;
}

bool folder_is_hidden(const char *name)
{
	return name[0] == '.' || name[0] == '~' ||
	       name[strlen(name) - 1] == '~';
}

/* What stands behind a link, for it may be a folder. */
static bool leads_to_folder(int dir, const char *name)
{
	struct stat st;

	return !fstatat(dir, name, &st, 0) && S_ISDIR(st.st_mode);
}

static void take_other(struct folder *folder, const char *name)
{
	MEMORY_ADD(folder->others, folder->n_others, folder->cap_others) =
		memory_copy_str(name);
}

static void take(struct folder *folder, int dir, const struct dirent *entry)
{
	const char *name = entry->d_name;
	bool is_folder =
		entry->d_type == DT_DIR ||
		(entry->d_type != DT_REG && leads_to_folder(dir, name));

	if (folder_is_hidden(name))
		return;
	if (!is_folder && !folder_is_form(name)) {
		take_other(folder, name);
		return;
	}
	MEMORY_ADD(folder->entries, folder->n, folder->cap) =
		(struct folder_entry){ memory_copy_str(name), is_folder };
}

/* False at the end, or where reading breaks off: *error. */
static bool take_next(struct folder *folder, DIR *dir, int *error)
{
	const struct dirent *entry;

	/* the one way to tell the end from an error */
	errno = 0;
	entry = readdir(dir);
	*error = entry ? 0 : errno;
	if (entry)
		take(folder, dirfd(dir), entry);
	return entry != NULL;
}

static int compare(const void *pa, const void *pb)
{
	const struct folder_entry *a = pa, *b = pb;

	if (a->is_folder != b->is_folder)
		return a->is_folder ? -1 : 1;
	return strcmp(a->name, b->name);
}

bool folder_read(struct folder *folder, const char *path)
{
	DIR *dir = opendir(path);
	int error = 0;

	*folder = (struct folder){ 0 };
	if (!dir)
		return false;
	while (take_next(folder, dir, &error))
		;
	closedir(dir);
	if (folder->n > 0)
		qsort(folder->entries, folder->n, sizeof *folder->entries,
		      compare);
	if (error)
		folder_release(folder);
	errno = error;
	return !error;
}

void folder_release(struct folder *folder)
{
	for (size_t i = 0; i < folder->n; i++)
		free(folder->entries[i].name);
	for (size_t i = 0; i < folder->n_others; i++)
		free(folder->others[i]);
	free(folder->entries);
	free(folder->others);
	*folder = (struct folder){ 0 };
}
