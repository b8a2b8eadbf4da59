/*
 * years: the calendar years that a text speaks of: 2024年, 2023-2025年,
 * 2024-12-31. A number with nothing behind it is none, (粤财〔2023〕5号), nor
 * is a year that is only cited: 较2023年, 在2023年基础上, 2021年以来,
 * 《预算法》(2018年), 2023年采购尾款.
 */
#ifndef CORE_YEARS_H
#define CORE_YEARS_H

#include <stddef.h>
#include "core/bytes.h"

/* Adds each of them once, as 2023、2024、2025; nothing if there is none. */
void years_add(struct bytes *out, const char *s, size_t len_bytes);

/* Adds the text with 2024年 written as 2025年 for the year 2025, where it
   speaks of the year before by itself, and 较2023年 as 较2024年 in such a
   sentence. What is no more than likely stays as it is: a sentence that speaks
   of another year as well or of what is done already, periods of years, and
   titles of documents. Nothing if it doesn't speak of that year. */
void years_renew(struct bytes *out, const char *s, size_t len_bytes, int year);

#endif
