/*
 * layout_pieces: pieces of a form of two tasks and two indicators, to be put
 * together to tables.
 */
#ifndef TESTS_UNIT_LAYOUT_PIECES_H
#define TESTS_UNIT_LAYOUT_PIECES_H

#define TITLE "2024年市级部门整体预算绩效目标表,,,,\n"

#define NAME "部门名称,甲局,,,\n"

#define STAFF "基本信息,财政供养人员数,32,下属二级单位数,1\n"

#define MONEY_HEAD \
	"预算整体情况,部门预算支出,预算金额(万元),收入来源,预算金额(万元)\n"
#define MONEY                                                    \
	"预算整体情况,基本支出,631,财政拨款,800\n" \
	"预算整体情况,项目支出,184,其他资金,15\n"
#define MONEY2                                                                                 \
	"预算整体情况,事业发展性支出,预算金额(万元),按预算级次划分," \
	"预算金额(万元)\n"                                                               \
	"预算整体情况,财政专项资金,,市本级使用资金,\n"                      \
	"预算整体情况,其他事业发展性支出,,拟用于对下转移支付资金,\n"
#define GOAL "总体绩效目标,做好工作,,,\n"

#define TASK_HEAD                                                                                       \
	"年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),期望达到的" \
	"目标(概述)\n"
#define TASKS                                                 \
	"年度重点工作任务,培训,办班,631,满意\n" \
	"年度重点工作任务,修缮,施工,184,完成\n"
#define HEAD "绩效指标,一级指标,二级指标,三级指标,指标值\n"

#define ROWS                                                              \
	"绩效指标,产出指标,数量指标,培训人数,≥100人\n" \
	"绩效指标,效益指标,社会效益指标,知晓率,≥90%\n"
#define NOTE "备注:1.本表的填报主体是市级一级预算单位。,,,,\n"

#define TOP TITLE NAME STAFF MONEY_HEAD

#endif
