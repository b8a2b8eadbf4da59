/*
 * find_forms: where the program's data lies: definitions and catalogues,
 * installed or in the build tree. Found from the executable, so no path of the
 * sources is built in.
 */
#ifndef CLI_FIND_FORMS_H
#define CLI_FIND_FORMS_H

#include "core/failure.h"

/* The form as of which a value is read that belongs to no file. */
#define FIRST_FORM "zhanjiang-department-2024"

/* Lists of folders, best first; a NULL ends them. */
struct folders {
	char **items;
	size_t n, cap;
};

/* $JIXIAO_FORMS, $XDG_DATA_HOME, $XDG_DATA_DIRS, installed, build tree. */
void find_forms(struct folders *);
/* Folders with LANG/LC_MESSAGES/jixiao.mo. */
void find_catalogues(struct folders *);
/* The sample's path, owned; NULL if it isn't there. */
char *find_sample(void);
void folders_release(struct folders *);

#endif
