/*
 * store_attributes: makes a new file like the one it replaces: owner, group,
 * mode, extended attributes and with them the access list, as far as the system
 * lets us. It is never wider than the old one, not even for a moment: what
 * can't be kept for the group is taken from it.
 */
#ifndef CORE_STORE_ATTRIBUTES_H
#define CORE_STORE_ATTRIBUTES_H

#include <sys/stat.h>

/* `from` is the old file, open for reading, or -1 if it can't be read, and `st`
   its stat(); `to` is the new file, with mode 0600. Gives 0, or an errno where
   the mode can't be set. */
int attributes_keep(int from, const struct stat *st, int to);

#endif
