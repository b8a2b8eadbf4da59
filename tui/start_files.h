/*
 * start_files: a file found by typing a part of its name or its path: what
 * stands in the folder is listed, narrowed by what is typed. Or a folder, found
 * the same way. Private to tui/start*.c.
 */
#ifndef TUI_START_FILES_H
#define TUI_START_FILES_H

#include "core/bytes.h"
#include "core/folder.h"
#include "core/query.h"
#include "tui/canvas.h"
#include "tui/field_editor.h"
#include "tui/key.h"
#include "tui/scroll.h"

struct start_files {
	const char *title, *home;
	struct field_editor editor;
	struct bytes path; /* of the folder, with a slash at its end; "" =
				the current one */
	struct folder folder;
	bool is_unread; /* it can't be read */
	bool wants_folder;
	size_t *found, n_found; /* entries that fit what is typed; the folder
				   above and this one have numbers that no
				   entry has */
	struct scroll scroll;	/* of the found */
	struct pinyin *pinyin;	/* NULL until the first use */
	struct query query;
	struct bytes chosen;
};

enum start_files_turn {
	FILES_OPEN,
	FILES_NOT_THAT,
	FILES_CLOSED,
	FILES_CHOSEN
};

void start_files_init(struct start_files *, const char *home);
void start_files_release(struct start_files *);
/* From what is typed already on: a folder with a slash at its end, "" for the
   current one, or a name to be corrected. The title is borrowed. */
void start_files_begin(struct start_files *, const char *title,
		       bool wants_folder, const char *typed);
/* FILES_CHOSEN: the path stands in `chosen`. */
enum start_files_turn start_files_key(struct start_files *, const struct key *);
/* On the entry that was drawn as CLICK_ITEM of this number. */
void start_files_focus(struct start_files *, size_t number);
void start_files_draw(struct start_files *, struct canvas *, struct area);

#endif
