/* source_date: the date that what is written says, where that is to be the same
   whenever it is written. */
#ifndef CLI_SOURCE_DATE_H
#define CLI_SOURCE_DATE_H

#include <time.h>

/* SOURCE_DATE_EPOCH, as reproducible builds set it; 0: nobody did, or it is no
   date of four digits' years. */
time_t source_date(void);

#endif
