/* clock: for deadlines, which a clock that is set anew must not move. */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

/* Milliseconds that only ever go on. */
long long clock_now_ms(void);

#endif
