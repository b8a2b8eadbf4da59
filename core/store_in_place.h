/*
 * store_in_place: writes over the bytes of a file that can't be replaced, or
 * has other names that are to change with it.
 *
 * There is no way to do this in one step. So the old bytes are copied first to
 * the folder of `how->rescue` (made 0700, the copy 0600), fsynced and read
 * back; the room that the new bytes need is reserved; they are written, fsynced
 * and read back. Where that fails, the old bytes are put back in the same way.
 * Where that fails too, FAILURE_TORN says where they are, and they stay there
 * under a name that nothing writes over.
 *
 * The copy stays as NAME-HASH~, HASH being the path's, one for each file, where
 * the user wants an older copy; otherwise it goes.
 */
#ifndef CORE_STORE_IN_PLACE_H
#define CORE_STORE_IN_PLACE_H

#include "core/store_save.h"

/* target_open() was called, and there is a file. */
bool save_in_place(struct save *, struct failure *);

#endif
