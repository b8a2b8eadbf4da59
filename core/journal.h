/*
 * journal: the file that keeps what is not saved yet, so that neither a kill
 * nor a power cut takes it. It knows records and no form: what they hold is
 * core/document_journal.h's.
 *
 * The file lies in a state folder of the user's own (0700), 0600, and is only
 * ever added to. It is held by flock(2) for as long as its program runs: one
 * that nobody holds was left behind. Its name is a hash of the document's
 * (its canonical path) and a number, for several may be left of one document.
 *
 *	"jixiao journal 1\n"
 *	length (4 bytes), type (1), what it holds, checksum (8)
 *	…
 *
 * A checksum is a hash of everything up to it, so any byte changed, lost or
 * moved ends the journal at the last whole record before. It is read on a
 * machine like the one that wrote it: words are hashed as they lie in memory.
 */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>
#include "core/bytes.h"

enum {
	JOURNAL_LIMIT_BYTES = 128 << 20, /* of a file; more is not kept */
	JOURNAL_SYNC_MS = 900,		 /* after the first unsynced byte */
	JOURNAL_RETRY_MS = 3000,	 /* between two tries to begin one */
};

struct journal;

/* No file yet. What is missing of the folder is made with the file. */
struct journal *journal_new(const char *folder);
/* Closes it; the file stays. */
void journal_free(struct journal *);

/* ---- writing ---- */

/* A file stands there to which records can be added. */
bool journal_is_begun(const struct journal *);
/* Begins a new file for a document of this name, whose first record has to hold
   everything; an older file of this journal goes once that is written. */
void journal_begin(struct journal *, const char *name);
/* What stands there no longer holds everything, and stays until the next file
   does. */
void journal_restart(struct journal *);
/* Adds a record to those that are to be written. */
void journal_add(struct journal *, char type, const struct bytes *);
/* The same of a large one, which is written into these bytes, behind what is
   there, until journal_put(). */
struct bytes *journal_take(struct journal *, char type);
void journal_put(struct journal *);
/* Writes them at once, by one write(2). False: with errno, and the journal must
   be begun again: what was written before stays as it is. */
bool journal_write(struct journal *, long long now_ms);
/* Keeps it through a power cut; false as above. Costs nothing where nothing is
   unsynced. */
bool journal_sync(struct journal *);
/* Has somebody removed its file? Then it isn't begun any more. */
void journal_look(struct journal *);
/* How long until it has to be synced; -1: nothing is unsynced. */
int journal_patience_ms(const struct journal *, long long now_ms);
/* To be synced before anything is waited for. */
void journal_hurry(struct journal *);
/* What it held is saved, or was thrown away. */
void journal_remove(struct journal *);
/* As it was given. Borrowed. */
const char *journal_folder(const struct journal *);
/* The file's path; "" if there is none. Borrowed. */
const char *journal_path(const struct journal *);

/* ---- reading ---- */

/* The newest that was left behind of a document of this name, read and held; or
   NULL. Of those before `than`, which was found so, unless that is NULL.
   Nothing but a regular file of the user's own is looked at. One that can't be
   read has its path and no record. */
struct journal *journal_find(const char *folder, const char *name,
			     const struct journal *than);
/* The next whole record; false at the end. */
bool journal_next(struct journal *, char *type, const char **s, size_t *n);
/* Since when there is something in it, over all files of a journal until it is
   removed; and when it was last written to. */
time_t journal_since(const struct journal *);
time_t journal_last(const struct journal *);

#endif
