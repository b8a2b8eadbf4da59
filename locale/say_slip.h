/*
 * say_slip: what explains that sums don't agree, and how they add up.
 */
#ifndef LOCALE_SAY_SLIP_H
#define LOCALE_SAY_SLIP_H

#include "core/check_slip.h"
#include "core/check_state.h"
#include "core/document.h"

/* 可能是项目支出 184.53 的两位数字颠倒（应为 184.35） */
void say_slip(const struct document *, const struct slip *, struct bytes *out);

/* A cell: 项目支出, 任务 3 拟投入的资金. */
void say_cell(const struct definition *, struct place, struct bytes *out);

/* 任务 1+2 = 基本支出，任务 3 = 项目支出 */
void say_split(const struct definition *, const struct split *,
	       struct bytes *out);

#endif
