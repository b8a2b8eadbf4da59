/*
 * numeral: whole numbers in Chinese characters: 三, 两, 二十, 一百零五, 叁拾.
 * Up to 九千九百九十九: 万 and 亿 belong to the unit behind (core/target.h),
 * unless more of the number follows: 一万五千. A digit may stand for a
 * character: 1万5千.
 */
#ifndef CORE_NUMERAL_H
#define CORE_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>

/* False for anything else, and for what can be heard two ways: 一百二 is 102 to
   some and 120 to others, 三五 is three to five, 一万五 like 一百二. */
bool numeral_parse(const char *s, size_t n, int *out);
/* Digits one by one, six at most, as years are written: 二〇二四, 二○二四. */
bool numeral_digits(const char *s, size_t n, int *out);

#endif
