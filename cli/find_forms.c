#include <config.h>
#include "cli/find_forms.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/bytes.h"
#include "core/memory.h"

#define SAMPLE "zhanjiang-kexie-2024.tsv"

static bool has(const struct folders *folders, const char *path)
{
	for (size_t i = 0; i < folders->n; i++)
		if (strcmp(folders->items[i], path) == 0)
			return true;
	return false;
}

/* Once, wherever else it is named. */
static void folders_add(struct folders *folders, const char *base, size_t n,
			const char *below)
{
	struct bytes path = BYTES_INIT;

	bytes_add(&path, base, n);
	bytes_add_str(&path, below);
	if (has(folders, path.data)) {
		bytes_release(&path);
		return;
	}
	folders->items = memory_grow(folders->items, &folders->cap,
				     folders->n + 2, sizeof(*folders->items));
	folders->items[folders->n++] = bytes_take(&path);
	folders->items[folders->n] = NULL;
}

/* Every folder of a list such as $XDG_DATA_DIRS; relative ones don't count. */
static void folders_add_list(struct folders *folders, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, ":");

		if (*list == '/')
			folders_add(folders, list, n, "/jixiao/forms");
		list += n + (list[n] == ':');
	}
}

/* What is set and not empty, as the XDG rules read a variable. */
static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* The executable's folder without a slash behind; false where /proc is not
   mounted. */
static bool own_folder(struct bytes *out)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n < 2)
		return false;
	bytes_add(out, path, n - 1);
	return true;
}

/* Beside the executable, as the build tree has it, then as installed. */
static void folders_add_own(struct folders *folders, const char *build,
			    const char *installed, const char *configured)
{
	struct bytes own = BYTES_INIT;

	if (own_folder(&own)) {
		folders_add(folders, own.data, own.len, build);
		folders_add(folders, own.data, own.len, installed);
	}
	folders_add(folders, configured, strlen(configured), "");
	bytes_release(&own);
}

void find_forms(struct folders *folders)
{
	const char *home = environment("HOME");
	const char *own = environment("JIXIAO_FORMS");
	const char *data = environment("XDG_DATA_HOME");
	const char *shared = environment("XDG_DATA_DIRS");

	if (own)
		folders_add(folders, own, strlen(own), "");
	if (data)
		folders_add_list(folders, data);
	else if (home)
		folders_add(folders, home, strlen(home),
			    "/.local/share/jixiao/forms");
	folders_add_list(folders,
			 shared ? shared : "/usr/local/share:/usr/share");
	folders_add_own(folders, "/forms", "/../share/jixiao/forms",
			PKGDATADIR "/forms");
}

void find_catalogues(struct folders *folders)
{
	folders_add_own(folders, "/locale", "/../share/locale", LOCALEDIR);
}

char *find_sample(void)
{
	struct folders folders = { 0 };
	char *found = NULL;

	folders_add_own(&folders, "/samples/" SAMPLE,
			"/../share/jixiao/samples/" SAMPLE,
			PKGDATADIR "/samples/" SAMPLE);
	for (size_t i = 0; i < folders.n && !found; i++)
		if (!access(folders.items[i], R_OK)) {
			found = folders.items[i];
			folders.items[i] = NULL;
		}
	folders_release(&folders);
	return found;
}

void folders_release(struct folders *folders)
{
	for (size_t i = 0; i < folders->n; i++)
		free(folders->items[i]);
	free(folders->items);
	*folders = (struct folders){ 0 };
}
