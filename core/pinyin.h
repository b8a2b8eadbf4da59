/*
 * pinyin: the letter that a Chinese character's sound begins with, so that 保存
 * is found by bc. It needs no table: the 3,755 common characters of GB 2312
 * stand in the order of their sounds. Few others have a letter, and none is
 * guessed; characters of several sounds have a letter for each, where our own
 * words need it.
 */
#ifndef CORE_PINYIN_H
#define CORE_PINYIN_H

#include <stdint.h>

struct pinyin;

/* Decodes the common characters once, by iconv(3); where that doesn't know GBK,
   no character has a letter. */
struct pinyin *pinyin_new(void);
void pinyin_free(struct pinyin *);

/* Bit 0 is a, bit 25 is z; 0: it has none. */
uint32_t pinyin_letters(const struct pinyin *, uint32_t code);

#endif
