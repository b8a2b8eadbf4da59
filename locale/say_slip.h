/*
 * say_slip: a finding with what explains it, and how sums add up.
 */
#ifndef LOCALE_SAY_SLIP_H
#define LOCALE_SAY_SLIP_H

#include "core/check_split.h"
#include "core/document.h"

/* Its sentence; where two sums don't agree and one slip explains it, that as
   well: …相差 0.09 万元；可能是项目支出 184.53 的两位数字颠倒（应为 184.35）. Costs a
   walk over the sums' rows where it is about sums, once a version. */
void say_finding(const struct document *, const struct finding *,
		 struct bytes *out);

/* A cell: 项目支出, 任务 3 拟投入的资金. */
void say_cell(const struct definition *, struct place, struct bytes *out);

/* 任务 1+2 = 基本支出，任务 3 = 项目支出 */
void say_split(const struct definition *, const struct split *,
	       struct bytes *out);

#endif
