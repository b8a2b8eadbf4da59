#include <config.h>
#include "core/recent.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/bytes.h"
#include "core/memory.h"
#include "core/store.h"
#include "core/store_fd.h"
#include "core/store_folder.h"
#include "core/text.h"

static char *file_of(const char *folder)
{
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/recent", folder);
	return bytes_take(&path);
}

static bool has(const struct recent *recent, const char *path, size_t n)
{
	for (size_t i = 0; i < recent->n; i++)
		if (strlen(recent->paths[i]) == n &&
		    !memcmp(recent->paths[i], path, n))
			return true;
	return false;
}

/* What is no path of ours is passed over: others may write the file. */
static void add(struct recent *recent, const char *path, size_t n)
{
	if (n > 0 && path[0] == '/' && n < PATH_MAX &&
	    recent->n < RECENT_MOST && !has(recent, path, n))
		recent->paths[recent->n++] = memory_copy(path, n);
}

static void add_lines(struct recent *recent, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, "\n");

		add(recent, s, n);
		s += n + (s[n] == '\n');
	}
}

void recent_read(struct recent *recent, const char *folder)
{
	char *path, *data = NULL;
	size_t n;

	*recent = (struct recent){ 0 };
	if (!folder)
		return;
	path = file_of(folder);
	if (access(path, R_OK) == 0 && store_read(path, &data, &n, NULL, NULL))
		add_lines(recent, data);
	free(data);
	free(path);
}

void recent_release(struct recent *recent)
{
	for (size_t i = 0; i < recent->n; i++)
		free(recent->paths[i]);
	recent->n = 0;
}

/* Whole or not at all, but not through a power cut: nobody waits for that. What
   a crash left under the other name goes the next time. */
static void write_list(const struct recent *recent, int folder)
{
	static const char new_name[] = "recent.new";
	struct bytes out = BYTES_INIT;
	int fd = openat(folder, new_name,
			O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = false;

	for (size_t i = 0; i < recent->n; i++)
		bytes_printf(&out, "%s\n", recent->paths[i]);
	if (fd >= 0) {
		ok = fd_write_on(fd, out.data, out.len) == 0;
		ok = close(fd) == 0 && ok;
	}
	if (!ok || renameat(folder, new_name, folder, "recent") != 0)
		unlinkat(folder, new_name, 0);
	bytes_release(&out);
}

void recent_note(const char *folder, const char *path)
{
	char *real = realpath(path, NULL);
	struct recent old, now = { 0 };
	int fd = folder && real && !strchr(real, '\n')
			 ? store_folder_open(folder)
			 : -1;

	if (fd >= 0) {
		recent_read(&old, folder);
		add(&now, real, strlen(real));
		for (size_t i = 0; i < old.n; i++)
			add(&now, old.paths[i], strlen(old.paths[i]));
		if (old.n == 0 || strcmp(old.paths[0], real) != 0)
			write_list(&now, fd);
		close(fd);
		recent_release(&old);
		recent_release(&now);
	}
	free(real);
}
