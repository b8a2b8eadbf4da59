/*
 * terminal_private: what the parts of the terminal share. There is one
 * terminal, so each part has its own state. Each is a file:
 *
 *	terminal.c         taking it over and giving it back, keys in
 *	terminal_frames.c  frames out, as fast as the line carries them
 */
#ifndef TUI_TERMINAL_PRIVATE_H
#define TUI_TERMINAL_PRIVATE_H

#include "tui/terminal.h"

/* terminal.c: queues what goes ahead of a frame; true: of the first of all. */
bool terminal_enter(void);

/* terminal_frames.c: a frame is there to be shown. As terminal_paint(). */
void frames_paint(struct canvas *);
/* Sends what the terminal takes by now and the line carries. */
void frames_send(void);
/* How long the newest has to wait for the one before, and what of it may wait
   for the hand to rest; 0: there is nothing that waits. */
int frames_pause_ms(void);
/* A key has come. */
void frames_key(void);
/* Is the row seen as it was drawn, after the last key? */
bool frames_row_is_seen(int y);
/* The terminal has answered. */
void frames_answered(enum terminal_query);
/* How long the answer that is due, behind a frame, may take yet; 0: none is. */
int frames_answer_ms(void);
/* Whatever was asked is answered to somebody else. */
void frames_forget(void);

#endif
