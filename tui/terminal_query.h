/*
 * terminal_query: what is asked of the terminal itself, once, when it is taken
 * over, and what it answers. No terminal is touched here.
 *
 * Nobody waits for an answer. The questions go out ahead of the first frame,
 * which wipes away what terminals print that don't know them; answers come
 * among the keys, whenever they come. What isn't answered isn't used.
 *
 * To add a question: a row below, ahead of LAST, and its reader in
 * terminal_query.c, which is handed each answer and takes only its own. What
 * has to follow from an answer is a case of answer_follow() in terminal.c;
 * everybody else asks terminal_answer() when it matters. A question may print
 * and move the cursor, and ask where it is; each in a row of its own, so that
 * the answers are told apart, and not in the first, for CSI 1;2R is Shift-F3.
 */
#ifndef TUI_TERMINAL_QUERY_H
#define TUI_TERMINAL_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

/* QUERY(id, what is sent, its reader). */
/* clang-format off */
#define TERMINAL_QUERY_LIST(QUERY) \
	/* Synchronized output (DEC private mode 2026): 1 if it has that. */ \
	QUERY(SYNCHRONIZED, "\033[?2026$p", read_synchronized) \
	/* Does it repeat a character by REP? It says where the cursor is then. */ \
	QUERY(REPEAT, "\033[3;1H─\033[3b\033[6n", read_repeat) \
	/* The colour that text stands on: an enum background. */ \
	QUERY(BACKGROUND, "\033]11;?\033\\", read_background) \
	/* How many columns ≥ takes, and with it all that are ambiguous \
	   (columns.h). */ \
	QUERY(AMBIGUOUS, "\033[2;1H\342\211\245\033[6n", read_column) \
	/* What every terminal answers, and in turn: what is not answered until \
	   then never will be. It goes behind the first frame, and behind each \
	   long one: the answer tells that the frame is out (line.h). */ \
	QUERY(LAST, "\033[c", read_attributes)

/* clang-format on */

enum terminal_query {
#define QUERY(id, question, reader) QUERY_##id,
	TERMINAL_QUERY_LIST(QUERY)
#undef QUERY
		TERMINAL_QUERIES
};

/* All zeros: nothing is answered. */
struct terminal_answers {
	bool is_answered[TERMINAL_QUERIES];
	int values[TERMINAL_QUERIES];
};

/* All questions but the last one, in their order, and without those to which
   nobody wants to know the answer. */
void terminal_query_print(struct bytes *out,
			  const bool is_unasked[TERMINAL_QUERIES]);
/* One of them. */
const char *terminal_query_text(enum terminal_query);
/* Takes a sequence that the terminal sent by itself, ESC first. The question
   that it answers, or TERMINAL_QUERIES. */
enum terminal_query terminal_query_answer(struct terminal_answers *,
					  const char *s, size_t n);
/* False once the last question is answered. */
bool terminal_query_is_open(const struct terminal_answers *);

#endif
