/*
 * diff: how `jixiao diff` tells what two forms differ in.
 *
 * Rows that were moved and numbers that are written otherwise are no
 * difference. Of two definitions the cells with the same names are compared;
 * those that only the old one has are told if they are filled in.
 */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "cli/diff_git.h"
#include "core/comparison.h"
#include "core/failure.h"

/* A comparison that has been made. */
struct diff {
	const char *old_path, *new_path; /* as they are told */
	const struct git_call *git;	 /* NULL: not called by git */
	bool has_colour;
	struct comparison of;
	struct failure_list failures;
};

/* The two formats, onto stdout. */
void diff_text(const struct diff *);
void diff_json(const struct diff *);

#endif
