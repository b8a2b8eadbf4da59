/*
 * state_folder: where the program keeps what is the user's own and stands
 * beside no form: $XDG_STATE_HOME/jixiao, or ~/.local/state/jixiao; and other
 * folders that the environment names.
 */
#ifndef CLI_STATE_FOLDER_H
#define CLI_STATE_FOLDER_H

/* Owned by the caller; NULL where neither variable gives a full path. It may
   not be there yet: core/store_folder.h makes it. */
char *state_folder(void);
/* What a variable says, borrowed; NULL where that is no full path, which
   doesn't count by the XDG rules. */
const char *folder_of(const char *variable);

#endif
