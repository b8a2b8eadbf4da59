/*
 * print: results to stdout, messages to stderr, in the terminal's charset: the
 * only way out besides the screen. Inside the program every text is UTF-8.
 */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/failure.h"

/* Takes the charset of the user's locale; "C" counts as UTF-8. Leaves LC_CTYPE
   in a UTF-8 locale, for columns. */
void print_init(void);
/* False, and said, where the system has no UTF-8; after say_init(). */
bool print_locale(void);
/* The user's charset if it isn't UTF-8, else NULL. */
const char *print_charset(void);

/* Lines for people, through the gate of core/text: nothing that could harm a
   terminal gets out, whatever they were made of. Line ends are the caller's.
   Writing errors are kept. */
void print_result(const struct bytes *);
/* A piece of a line in a colour of the terminal's own. */
enum print_colour { PRINT_RED, PRINT_GREEN, PRINT_BOLD };
void print_coloured(const struct bytes *, enum print_colour);
/* The same for programs: UTF-8 whatever the charset, and byte by byte as it is
   unless stdout is a terminal. */
void print_data(const struct bytes *);
/* One message on stderr, "jixiao: " in front, behind all results so far. */
void print_message(const char *text);
/* Several, each ending with a newline. */
void print_messages(const struct bytes *lines);
/* A line on stderr that the next output wipes away; NULL: does so now. */
void print_progress(const char *text);
/* errno of the first failed write to stdout so far, or 0. */
int print_error(void);
/* Columns of the terminal behind stdout: $COLUMNS or its own size; 80 if it is
   none. */
int print_width(void);
/* Failures, one line each. */
void print_failures(const struct failure_list *);
/* One, whose texts it takes; nothing if there is none. */
void print_failure(struct failure *);
/* Flushes stdout; errno of the first error, or 0. */
int print_end(void);

#endif
