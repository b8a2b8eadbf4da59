/*
 * line: how fast the line to the terminal is, and whether what was sent is out.
 * The kernel and SSH take far more than a slow line carries, so that old frames
 * would queue up unseen; here the terminal's own answers tell. It is told what
 * is sent and what comes, and when; it touches no terminal and no clock.
 *
 * A question that goes ahead of everything gives the trip there and back; one
 * behind a frame comes back when the frame is out, and so gives the speed. As
 * long as there is no answer the line counts as fast.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct line {
	long long trip_ms;     /* the shortest so far; has_trip */
	long long bytes_per_s; /* 0: not known, or fast */
	long long free_ms;     /* when all that was sent will be out */
	/* a question behind a frame */
	long long asked_ms;
	size_t n_asked, n_behind; /* bytes right ahead of it, and behind it */
	size_t n_unasked;	  /* since the last question */
	long long behind_ms;	  /* when the first of those were sent */
	bool has_trip, is_asked;
	bool is_alone;	   /* nothing went ahead of the question */
	bool is_trip_sure; /* one that was alone has been answered */
};

void line_sent(struct line *, long long now_ms, size_t n);
/* It is worth a question, behind what was sent last. */
bool line_wants_asking(const struct line *);
/* All is out, and a question by itself is worth it: the first trip was that of
   a longer one, to a program that was busy starting. */
bool line_wants_trip(const struct line *);
/* A question has been sent behind all that; not while is_asked. */
void line_asked(struct line *, long long now_ms);
/* The answer to it. */
void line_answered(struct line *, long long now_ms);
/* The answer to a question that nothing went ahead of. */
void line_trip(struct line *, long long ms);
/* Bytes that it carries while nobody minds waiting: as many as there are, if it
   is fast. */
size_t line_room(const struct line *);
/* How long to wait, and ask again, until what was sent is out; 0: now. */
int line_busy_ms(const struct line *, long long now_ms);

#endif
