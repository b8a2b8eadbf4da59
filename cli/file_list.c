#include <config.h>
#include "cli/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "cli/lines.h"
#include "core/bytes.h"
#include "core/folder.h"
#include "core/memory.h"
#include "core/sidecar.h"
#include "core/store_folder.h"

/* A folder being gone through. */
struct level {
	char *path; /* a slash at its end */
	struct dirent **names;
	int n, at;
	bool has_reasons; /* of some form in it */
};

struct file_list {
	const char *const *operands; /* those still to come */
	const char *list;	     /* NULL: none, or it is done with */
	struct lines lines;
	bool has_nuls;
	struct level *levels; /* from the operand's folder down */
	size_t n_levels, cap_levels;
	bool found_any;	    /* below that folder */
	bool lacks_reasons; /* the path given last */
	size_t n_passed_over;
};

struct file_list *file_list_new(const char *const *operands, const char *list,
				bool has_nuls)
{
	struct file_list *files = memory_alloc(sizeof *files);

	files->operands = operands;
	files->list = list;
	files->has_nuls = has_nuls;
	return files;
}

static void level_release(struct level *level)
{
	for (int i = level->at; i < level->n; i++)
		free(level->names[i]);
	free(level->names);
	free(level->path);
}

void file_list_free(struct file_list *files)
{
	while (files->n_levels > 0)
		level_release(&files->levels[--files->n_levels]);
	free(files->levels);
	lines_close(&files->lines);
	free(files);
}

bool file_list_lacks_reasons(const struct file_list *files)
{
	return files->lacks_reasons;
}

size_t file_list_n_passed_over(const struct file_list *files)
{
	return files->n_passed_over;
}

/* ---- folders ---- */

static int is_shown(const struct dirent *entry)
{
	return !folder_is_hidden(entry->d_name);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool has_reasons(const struct level *level)
{
	for (int i = 0; i < level->n; i++)
		if (sidecar_is_such(level->names[i]->d_name,
				    SIDECAR_ACCEPTANCES))
			return true;
	return false;
}

/* True: the folder's names are the next to come. */
static bool enter(struct file_list *files, const char *path, struct failure *f)
{
	struct bytes with_slash = BYTES_INIT;
	struct level level = { .path = NULL };

	level.n = scandir(path, &level.names, is_shown, compare_names);
	if (level.n < 0) {
		failure_set(f, FAILURE_UNREAD_FOLDER, path, errno);
		return false;
	}
	level.has_reasons = has_reasons(&level);
	bytes_add_str(&with_slash, path);
	if (path[strlen(path) - 1] != '/')
		bytes_add_char(&with_slash, '/');
	level.path = bytes_take(&with_slash);
	MEMORY_ADD(files->levels, files->n_levels, files->cap_levels) = level;
	return true;
}

/* What an entry is: what the folder says, or the disk if that says nothing or
   that it is a link. */
static bool is_folder(const struct dirent *entry, const char *path,
		      bool *is_link)
{
	struct stat st;

	*is_link = entry->d_type == DT_LNK;
	if (entry->d_type == DT_UNKNOWN && !lstat(path, &st))
		*is_link = S_ISLNK(st.st_mode);
	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return entry->d_type == DT_DIR;
	return store_folder_is(path);
}

/* The next name of the innermost folder as a path: a file, or what couldn't be
   entered; NULL if it was entered or is none of ours. */
static char *step(struct file_list *files, struct failure *f)
{
	struct level *level = &files->levels[files->n_levels - 1];
	struct dirent *entry = level->names[level->at++];
	struct bytes path = BYTES_INIT;
	bool is_link, is_below, is_ours;

	bytes_printf(&path, "%s%s", level->path, entry->d_name);
	is_below = is_folder(entry, path.data, &is_link);
	/* those of a link lie where it leads */
	files->lacks_reasons = !level->has_reasons && !is_link;
	if (!is_below) {
		is_ours = folder_is_form(entry->d_name);
		files->n_passed_over += !is_ours && !sidecar_is(entry->d_name);
	} else if (is_link) {
		failure_set(f, FAILURE_LINKED_FOLDER, path.data, 0);
		is_ours = true;
	} else {
		is_ours = !enter(files, path.data, f);
	}
	files->found_any |= is_ours;
	free(entry);
	if (is_ours)
		return bytes_take(&path);
	bytes_release(&path);
	return NULL;
}

/* The folder is done; its path if nothing was in it. */
static char *leave(struct file_list *files, struct failure *f)
{
	struct level *level = &files->levels[--files->n_levels];
	bool is_empty = !files->n_levels && !files->found_any;
	char *path = NULL;

	if (is_empty) {
		path = memory_copy_str(level->path);
		failure_set(f, FAILURE_NO_FILES, path, 0);
	}
	level_release(level);
	return path;
}

/* ---- operands and lists ---- */

/* The next name that the list has, or the list itself if it can't be read. */
static char *next_of_list(struct file_list *files, struct failure *f)
{
	const char *s, *list = files->list;
	struct lines *lines = &files->lines;
	size_t n;

	if (!lines->file)
		lines_open(lines, list, files->has_nuls ? '\0' : '\n');
	while (lines_next(lines, &s, &n))
		if (n > 0)
			return n == 1 && *s == '-' ? memory_copy("./-", 3)
						   : memory_copy(s, n);
	files->list = NULL;
	if (!lines->failure)
		return NULL;
	failure_set(f, lines->failure, list, lines->error);
	return memory_copy_str(list);
}

static char *next_name(struct file_list *files, struct failure *f)
{
	const char *operand = *files->operands;

	if (!operand)
		return files->list ? next_of_list(files, f) : NULL;
	files->operands++;
	return memory_copy_str(operand);
}

static bool names_folder(const char *path)
{
	return strcmp(path, "-") && store_folder_is(path);
}

char *file_list_next(struct file_list *files, struct failure *f)
{
	char *path = NULL;

	while (!path && files->n_levels > 0) {
		struct level *level = &files->levels[files->n_levels - 1];

		path = level->at < level->n ? step(files, f) : leave(files, f);
	}
	if (path)
		return path;
	files->lacks_reasons = false;
	path = next_name(files, f);
	if (!path || f->code || !names_folder(path))
		return path;
	files->found_any = false;
	if (!enter(files, path, f))
		return path;
	free(path);
	return file_list_next(files, f);
}
