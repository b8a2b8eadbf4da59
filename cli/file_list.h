/*
 * file_list: the files that a command line names: by themselves, by the folders
 * that they lie in, and by lists. One after the other: of a folder's files only
 * the names are kept, and only while it is their turn.
 *
 * A folder stands for the files below it that folder_is_form(), in the order of
 * their names' bytes, folders among them. Hidden ones and those that begin or
 * end with ~, as office programs and editors leave them, are left out; links to
 * folders aren't entered, so there is an end to it.
 */
#ifndef CLI_FILE_LIST_H
#define CLI_FILE_LIST_H

#include <stdbool.h>
#include "core/failure.h"

struct file_list;

/*
 * The operands first (borrowed, a NULL ends them), then the names of the list:
 * a file's path, "-" for standard input, or NULL for none. They are one a line,
 * or each ends with a NUL. In a list "-" is a file of that name.
 */
struct file_list *file_list_new(const char *const *operands, const char *list,
				bool has_nuls);
void file_list_free(struct file_list *);
/*
 * The next file's path, owned by the caller; NULL at the end. What can't be
 * entered comes with its failure: FAILURE_OPEN, FAILURE_READ, FAILURE_NO_FILES,
 * FAILURE_UNREAD_FOLDER, FAILURE_LINKED_FOLDER. A path without one may still be
 * no file.
 */
char *file_list_next(struct file_list *, struct failure *);
/* Its folder was listed, and has no reasons (core/acceptance.h) of any form. */
bool file_list_lacks_reasons(const struct file_list *);
/* Files of the folders whose names say that they are no forms. */
size_t file_list_n_passed_over(const struct file_list *);

#endif
