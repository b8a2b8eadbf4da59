/*
 * diff_git: how git calls a program that compares for it (GIT_EXTERNAL_DIFF in
 * gitattributes(5) and git(1)): GIT_DIFF_PATH_TOTAL is set, and the operands
 * are
 *
 *     path old-file old-hex old-mode new-file new-hex new-mode
 *
 * with the new name and what git says of it behind them where the file was
 * renamed; the path alone where it is not merged yet. A file that isn't there
 * is /dev/null.
 */
#ifndef CLI_DIFF_GIT_H
#define CLI_DIFF_GIT_H

#include <stdbool.h>

struct git_call {
	const char *path, *new_path;	 /* borrowed; the same unless renamed */
	const char *old_file, *new_file; /* NULL: not merged yet */
	const char *old_mode, *new_mode;
	bool is_same; /* byte by byte: git tells of the mode or name alone */
};

/* Do the operands look like that? */
bool diff_git_is_call(const char *const *operands, int n);
/* They do: takes them apart. */
void diff_git_read(struct git_call *, const char *const *operands, int n);

#endif
