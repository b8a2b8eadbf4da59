/*
 * folder: what stands in a folder, for people who look for a form there.
 */
#ifndef CORE_FOLDER_H
#define CORE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* Does its name say that it may be a form, as .csv and .xlsx do? */
bool folder_is_form(const char *name);
/* Would a file of that path stand in the folder, or in one below? Its own
   folder has to be there. */
bool folder_holds(const char *folder, const char *path);
/* Hidden, or one that a program keeps beside a file: ~x, x~. */
bool folder_is_hidden(const char *name);

struct folder_entry {
	char *name;
	bool is_folder;
};
struct folder {
	struct folder_entry *entries; /* folders first, each by name */
	size_t n, cap;
	char **others; /* names of files that are no forms, in no order */
	size_t n_others, cap_others;
};

/* Folders and what may be forms, hidden ones left out, however many. False,
   with errno, where it can't be read to its end. */
bool folder_read(struct folder *, const char *path);
void folder_release(struct folder *);

#endif
