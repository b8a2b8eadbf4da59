#include <config.h>
#include "cli/diff_git.h"

#include <stdlib.h>
#include <string.h>

/* path old-file old-hex old-mode new-file new-hex new-mode [new-path words] */
enum {
	PATH,
	OLD_FILE,
	OLD_HEX,
	OLD_MODE,
	NEW_FILE,
	NEW_HEX,
	NEW_MODE,
	NEW_PATH,
	UNMERGED = 1,
	USUAL = 7,
	RENAMED = 9,
};

static bool is_of(const char *s, const char *digits)
{
	return *s && strspn(s, digits) == strlen(s);
}

/* An object's name, of which a file that isn't there has none. */
static bool is_hex(const char *s)
{
	return !strcmp(s, ".") || is_of(s, "0123456789abcdef");
}

static bool is_mode(const char *s)
{
	return !strcmp(s, ".") || is_of(s, "01234567");
}

bool diff_git_is_call(const char *const *operands, int n)
{
	if (!getenv("GIT_DIFF_PATH_TOTAL"))
		return false;
	if (n == UNMERGED)
		return true;
	return (n == USUAL || n == RENAMED) && is_hex(operands[OLD_HEX]) &&
	       is_mode(operands[OLD_MODE]) && is_hex(operands[NEW_HEX]) &&
	       is_mode(operands[NEW_MODE]);
}

void diff_git_read(struct git_call *call, const char *const *operands, int n)
{
	*call = (struct git_call){ .path = operands[PATH],
				   .new_path = operands[PATH] };
	if (n == UNMERGED)
		return;
	call->old_file = operands[OLD_FILE];
	call->old_mode = operands[OLD_MODE];
	call->new_file = operands[NEW_FILE];
	call->new_mode = operands[NEW_MODE];
	call->is_same = strcmp(operands[OLD_HEX], ".") != 0 &&
			!strcmp(operands[OLD_HEX], operands[NEW_HEX]);
	if (n == RENAMED)
		call->new_path = operands[NEW_PATH];
}
