/*
 * say_form: what is said of a form and its cells, a file each: say_finding.c,
 * say_mend.c, say_slip.c, say_target.c, say_repair.c, say_carry.c and
 * say_export.c.
 */
#ifndef LOCALE_SAY_FORM_H
#define LOCALE_SAY_FORM_H

#include "core/carry.h"
#include "core/check_slip.h"
#include "core/check_split.h"
#include "core/document.h"
#include "core/export.h"

/*
 * Of a finding its sentence; where two sums don't agree and one slip explains
 * it, that as well: …相差 0.09 万元；可能是项目支出 184.53 的两位数字颠倒（应为
 * 184.35）; and the reason that it was once accepted for, if a value has changed
 * since. Costs a walk over the sums' rows where it is about sums, once a version.
 */
void say_finding(const struct document *, const struct finding *,
		 struct bytes *out);

/* What a mend would fill in: ≥4 for the cell where the finding is; 项目支出
   184.35 for another; 一级指标 效益指标、二级指标 社会效益指标 for several. */
void say_mend(const struct document *, const struct finding *,
	      const struct mend *, struct bytes *out);
/* The same, cut to w_cols as text_show() does: of a text that is longer, what
   is near to the changes. -1: all of it. */
void say_mend_cut(const struct document *, const struct finding *,
		  const struct mend *, int w_cols, struct bytes *out);

/* Why sums don't agree: 可能是项目支出 184.53 的两位数字颠倒（应为 184.35） */
void say_slip(const struct document *, const struct slip *, struct bytes *out);
/* A cell: 项目支出, 任务 3 拟投入的资金. */
void say_cell(const struct definition *, struct place, struct bytes *out);
/* How they add up: 任务 1+2 = 基本支出，任务 3 = 项目支出 */
void say_split(const struct definition *, const struct split *,
	       struct bytes *out);

/* How a 指标值 is read: 定量,不低于 95 % — no colon in front, no full stop
   behind. */
void say_target(const struct target_reading *, struct bytes *out);

/* What reading a file did to it: 修复, 未读入, 缺行, 跳过, 存疑; and a
   sentence. */
const char *say_repair_word(enum repair_kind);
void say_repair(const struct definition *, const struct repair *,
		struct bytes *out);

/* What came out of last year's form: 沿用 31 格，要重填 9 格: one sentence
   without its end. */
void say_carried(const struct carry_report *, struct bytes *out);
/* What of last year's form has no place in this one; nothing if all has. */
void say_carry_lost(const struct carry_report *,
		    const struct document *last_year, struct bytes *out);

/* What is said around a form that is written for reading. */
struct export_words say_export(void);

#endif
