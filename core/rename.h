/* rename: to a name where nothing stands. */
#ifndef CORE_RENAME_H
#define CORE_RENAME_H

/* Both names are in the folder. Gives 0 or an errno, EEXIST if something stands
   there. Some network file systems can't do that in one step: then there is a
   moment between asking and renaming. */
int rename_if_free(int folder, const char *from, const char *to);

#endif
