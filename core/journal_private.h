/* journal_private: private to core/journal*.c: the file as it is being written,
   or read. */
#ifndef CORE_JOURNAL_PRIVATE_H
#define CORE_JOURNAL_PRIVATE_H

#include <stdint.h>
#include "core/journal.h"

#define JOURNAL_MAGIC "jixiao journal 1\n"

enum {
	MAGIC = sizeof JOURNAL_MAGIC - 1,
	HEAD = 5, /* length and type */
	SUM = 8,
	TIME = 8,
	PID = 4,
	TYPE_NAME = 'N', /* the first record: whose and since when */
	LOOKS = 3,	 /* before what can't be done is given up */
};

struct journal {
	char *folder;
	struct bytes name; /* the document's */
	struct bytes path; /* of the file; "" = none */
	int fd;
	bool is_begun;
	struct bytes old; /* the file that goes once this one is whole */
	int old_fd;
	struct bytes pending;
	size_t taken; /* where in it journal_take() began */
	uint64_t sum;
	size_t len;
	bool is_unsynced, is_new, hurries;
	long long unsynced_ms; /* since when */
	/* reading */
	struct bytes data;
	size_t at;
	bool has_no_lock;
	time_t since;
	struct timespec last;
};

/* Closes it if it is open; -1 then. */
void journal_fd_close(int *fd);
/* The journals' folder; what is missing of it is made. -1 with errno. */
int journal_folder_open(const char *path);
/* The name of a document's file with this number. */
void journal_print_name(struct bytes *out, const char *name, int number);

#endif
