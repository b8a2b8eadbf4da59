#include <config.h>
#include "core/store_refuge.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include "core/bytes.h"
#include "core/path.h"
#include "core/store.h"

enum { LAST_NUMBER = 99 };

static bool is_the_disks(int os_error)
{
	static const int of_the_disk[] = { ENOSPC, EDQUOT, EIO,	    EROFS,
					   ESTALE, ENXIO,  EUCLEAN, EBADMSG };

	for (size_t i = 0; i < sizeof of_the_disk / sizeof *of_the_disk; i++)
		if (os_error == of_the_disk[i])
			return true;
	return false;
}

/* The disk of the file or of its folder; false: it can't be asked any more. */
static bool disk_of(const char *path, dev_t *disk)
{
	char *folder = path_folder(path);
	struct stat st;
	bool ok = !stat(path, &st) || !stat(folder, &st);

	*disk = ok ? st.st_dev : 0;
	free(folder);
	return ok;
}

static bool has_room(const char *folder, size_t n)
{
	struct statvfs fs;

	/* a file and its folder's entry may take a block each */
	return !statvfs(folder, &fs) &&
	       fs.f_bavail >= n / (fs.f_frsize ? fs.f_frsize : 1) + 2;
}

/* A name there that nothing has: "" if none is free or may be written. */
static void name_in(const char *folder, const char *name, struct bytes *out)
{
	struct bytes path = BYTES_INIT;
	struct stat st;

	bytes_printf(&path, "%s/%s", folder, name);
	for (int i = 1; i <= LAST_NUMBER; i++) {
		bytes_clear(out);
		path_print_numbered(out, path.data, i);
		if (lstat(out->data, &st))
			break;
	}
	bytes_release(&path);
	if (!lstat(out->data, &st) || !store_writable(out->data, NULL))
		bytes_clear(out);
}

static char *find(const char *const *folders, const char *path, size_t n,
		  const dev_t *not_this_disk)
{
	struct bytes found = BYTES_INIT;
	dev_t disk;

	for (; found.len == 0 && *folders; folders++)
		if (disk_of(*folders, &disk) && has_room(*folders, n) &&
		    !(not_this_disk && disk == *not_this_disk))
			name_in(*folders, path_last(path), &found);
	if (found.len > 0)
		return bytes_take(&found);
	bytes_release(&found);
	return NULL;
}

char *store_refuge(const char *const *folders, const char *path, size_t n,
		   int os_error)
{
	char *found = NULL;
	dev_t disk;

	if (is_the_disks(os_error) && disk_of(path, &disk))
		found = find(folders, path, n, &disk);
	return found ? found : find(folders, path, n, NULL);
}
