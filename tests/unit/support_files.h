/* support_files: tests of files, each in a folder of its own. */
#ifndef TESTS_UNIT_SUPPORT_FILES_H
#define TESTS_UNIT_SUPPORT_FILES_H

/* A new folder is the current one, until it is left and removed. Its path is
   borrowed until then. */
const char *support_enter(void);
void support_leave(void);
void support_expect_file(const char *path, const char *content);

#endif
