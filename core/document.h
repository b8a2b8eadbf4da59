/*
 * document: one open form: definition, record, history, checks and file. The
 * one door that the screens and the command line come in by.
 */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/acceptance.h"
#include "core/check.h"
#include "core/check_mend.h"
#include "core/form_set.h"
#include "core/grid.h"
#include "core/history.h"
#include "core/layout.h"
#include "core/record.h"
#include "core/store.h"

/* What a file holds. */
enum document_source {
	SOURCE_TABLE, /* the form's own table */
	SOURCE_JSON,  /* core/import_json.h */
	SOURCE_TIDY,  /* core/import_tidy.h */
	SOURCE_NEW,   /* nothing: core/document_new.h */
};

/* A character that the file's encoding can't hold, and the first cell with it;
   PLACE_NONE: it is none of a cell's. */
struct unheld {
	struct place place;
	char character[5]; /* UTF-8 */
};

/* What tells one content of a file from another. */
struct fingerprint {
	size_t size;
	uint64_t hash;
};

struct document {
	struct form *form;	/* borrowed from the form_set */
	struct definition *def; /* the form's */
	struct texts *texts;	/* the form_set's */
	char *path;		/* as opened; "-": no file holds it */
	char *folder;		/* SOURCE_NEW: where saving proposes a name;
				   NULL: the current one */
	char *proposed;		/* a name that it proposes instead, or NULL */
	char *data;		/* the file's bytes as read; of an office file,
				   the table that was read, as CSV */
	size_t n_data;
	struct store_stamp stamp;
	struct fingerprint opened; /* of an office file: `data` isn't its */
	struct grid grid;
	struct dialect_hint hint; /* how it was opened */
	struct dialect dialect;	  /* how it will be saved */
	struct record record;
	struct layout_reading reading;
	struct history history;
	struct earlier_form *earlier; /* core/document_earlier.h; or NULL */
	bool keeps_earlier;  /* … is to be told beside the file: it was chosen
				for this form, not for many */
	char *earlier_path;  /* of one that is still to be opened; or NULL */
	struct check *check; /* NULL until document_check() */
	struct check *checking; /* what is judged of it so far, or NULL */
	bool is_checking;	/* in steps */
	struct acceptance_list acceptances; /* read with the check */
	struct failure acceptance_failure;  /* why their file is not read */
	struct as_read *as_read;	    /* once a repair was toggled */
	bool is_as_opened; /* `data` is what was opened, not yet saved */
	enum document_source source; /* places have lines in a table only */
	bool is_office;		     /* `path` is an .xlsx or the like */
	bool has_file;		     /* saving goes back into the same file */
	bool lacks_reasons;	     /* none lie beside it, as is known */
	struct bytes baseline;	     /* what an unedited form would be saved as,
				  where that is not `data`; for quitting */
	struct place *lost; /* as of the last save: cells that will not be
				  read back as they are */
	size_t n_lost, cap_lost;
	uint64_t carried_saved; /* which cells were carried by then */
	bool has_carried;	/* … is known: they came out of a journal */
	struct document_journal *journal; /* NULL: what is typed is kept
					     nowhere until it is saved */
	struct unheld unheld; /* of a save that was FAILURE_CHARACTER */
	/* Set by whoever opens it; all zero: replaced, no older copy kept.
	   `expected` is the document's own business. */
	struct store_how how;
	/* Folders where a form is saved when its own says no; borrowed, a NULL
	   at the end; or NULL. */
	const char *const *refuges;
};

/*
 * Opens a file and matches it to its form. No hint: its dialect is guessed.
 * What begins as a JSON object does, or with the headings of tidy data, is read
 * as such. NULL with *faults: the file's failure, or a broken definition's.
 */
struct document *document_open(struct form_set *, const char *path,
			       const struct dialect_hint *,
			       struct failure_list *faults);
void document_free(struct document *);

/* Loads the rules, judges the form and reads what was accepted of it; later
   calls cost nothing. False with the definition's faults. */
bool document_check(struct document *, struct failure_list *);
/* The same in steps: loads the rules; the form is to be judged from now on. It
   may be edited meanwhile, and is judged from the beginning then. */
bool document_check_begin(struct document *, struct failure_list *);
/* Judges so many rows more; true: there is nothing left to be judged. */
bool document_check_step(struct document *, size_t n_rows);
/* How much is judged as long as `is_checking`. */
int document_checked_percent(const struct document *);

/*
 * Edits, each one undoable change, at places that there are. Text is copied;
 * equal text is no edit, though it confirms a carried cell, and blanks alone
 * are a blank cell. In the file a blank level means that of the row above, so
 * clearing a level takes that over, if all levels over it agree. Computed cells
 * that were blank or right are so again afterwards, within the same change;
 * clearing one computes it.
 */
void document_set(struct document *, struct place, const char *text, size_t n);
/* Several cells as one change; the texts are of the document's set. */
struct place_text {
	struct place place;
	const char *text;
};
void document_set_all(struct document *, const struct place_text *, size_t n);
/* Confirms those of the cells that are carried, as one change; how many. */
size_t document_confirm(struct document *, const struct place *, size_t n);
/* Fills in what mends a finding, as one change. At a 层级 cell that begins a
   group, in all rows of the group. */
void document_mend(struct document *, const struct finding *,
		   const struct mend *);
/* So all findings of rules with this id that can be mended in one way only, as
   one change; how many. *n_left: how many more there are. */
size_t document_mend_alike(struct document *, const char *id, size_t *n_left);
/* Is there one among them, as far as a look at the first of them tells? */
bool document_can_mend_alike(struct document *, const char *id);
/* Accepts a finding of the check, as one change; a blank reason takes that
   back. False for errors: those are to be mended. */
bool document_accept(struct document *, const struct finding *,
		     const char *reason, const char *date);
/* A blank row before `at`; with `like`, a copy of that row. 层级 cells are
   taken from the row above for a blank one. */
void document_row_new(struct document *, int table, size_t at,
		      const struct row *like);
void document_row_delete(struct document *, int table, size_t at);
void document_row_move(struct document *, int table, size_t at, size_t to);
/* Several edits as one change, one after the other: texts are of the document's
   set, rows of its record. */
void document_apply_all(struct document *, enum change_kind, struct place,
			const struct edit *, size_t n);
/* What undo would undo next, or NULL. */
const struct change *document_next_undo(const struct document *);
/* Repairs were made while reading; and they are not undone. */
bool document_has_repairs(const struct document *);
bool document_is_repaired(const struct document *);
const struct change *document_undo(struct document *);
const struct change *document_redo(struct document *);

/* The file's line of a place, or 0; of a text that a repair moved, where it
   stood. Its column: core/document_columns.h. */
size_t document_line(const struct document *, struct place);
/* The line that a finding speaks of. */
size_t document_finding_line(const struct document *, const struct finding *);
/* The department's name or whatever the definition says (its subject);
   borrowed. */
const char *document_name(const struct document *);
/* Whom a letter about it goes to: the same, or as the definition says;
   borrowed. */
const char *document_addressee(const struct document *);
/* Edits or acceptances since the last save, and does the content differ from
   the files? */
bool document_is_modified(const struct document *);
bool document_differs(const struct document *);
/* Of what the file held when it was read or saved. */
struct fingerprint document_fingerprint(const struct document *);
/* The name that saving proposes: the file itself, or NAME.csv beside it; of a
   new form 部门名称-年度.csv. Owned by the caller. */
char *document_proposed_path(const struct document *);
/* The bytes that saving writes. False: in UTF-8, for the file's encoding can't
   hold them. */
bool document_bytes(const struct document *, struct bytes *out);
/* The form as a whole new table, with what had no place at the end; the cells
   that it can't hold stand in `lost`. False: it can't be read again. */
bool document_table(struct document *, const struct dialect *,
		    struct bytes *out);
/* Does the office file stand there that the form was read from? Writing a table
   in its place would be the end of it, whatever was answered. */
bool document_is_original(const struct document *, const char *path);
/* Writes to `path`, which becomes the document's file. Unless overwrite, its
   own file must still be as it was read and any other name free:
   FAILURE_CHANGED, _GONE, _EXISTS; the last one whatever is asked for, where an
   office file stands that the form was read from. FAILURE_CHARACTER: the file's
   encoding, detail, can't hold `unheld`, value. True with FAILURE_UNSYNCED is
   saved, see store_write(). What is written is read back first: a file that
   would not hold the form is written anew as a whole, and the cells that even
   that can't hold stand in `lost`. The acceptances are written beside it; if
   that fails, the form is saved all the same: true, with that failure. */
bool document_save(struct document *, const char *path, bool overwrite,
		   struct failure *);
/* The same in UTF-8 with a byte order mark, which holds every character; once
   saved, that is the document's encoding. */
bool document_save_utf_8(struct document *, const char *path, bool overwrite,
			 struct failure *);

#endif
