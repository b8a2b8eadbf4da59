/*
 * saving: what the command line and the environment say about how an open form
 * is saved.
 */
#ifndef CLI_SAVING_H
#define CLI_SAVING_H

#include "cli/options.h"
#include "core/document.h"

struct saving {
	char *rescue; /* owned: a folder for old bytes, or NULL */
	const char *refuges[3];
};

/* Tells the document, which borrows it. */
void saving_init(struct saving *, const struct options *, struct document *);
void saving_release(struct saving *);

#endif
