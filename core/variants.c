#include <config.h>

#include "core/variants.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"

/* Each with its twin behind it, in the order of Unicode, which is that of the
   bytes. All of them take three. */
enum { SIGN_BYTES = 3, PAIR_BYTES = 2 * SIGN_BYTES };
static const char pairs[] =
	"⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马"
	"⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⼀一⼁丨⼂丶⼃丿⼄乙⼆二"
	"⼇亠⼈人⼉儿⼊入⼋八⼌冂⼍冖⼎冫⼏几⼐凵⼑刀⼒力⼓勹⼔匕⼕匚⼗十"
	"⼘卜⼙卩⼚厂⼛厶⼜又⼝口⼞囗⼟土⼠士⼡夂⼣夕⼤大⼥女⼦子⼧宀⼨寸"
	"⼩小⼪尢⼫尸⼬屮⼭山⼮巛⼯工⼰己⼱巾⼲干⼳幺⼴广⼵廴⼶廾⼷弋⼸弓"
	"⼹彐⼺彡⼻彳⼼心⼽戈⼾户⼿手⽀支⽁攴⽂文⽃斗⽄斤⽅方⽆无⽇日⽈曰"
	"⽉月⽊木⽋欠⽌止⽍歹⽎殳⽏毋⽐比⽑毛⽒氏⽓气⽔水⽕火⽖爪⽗父⽘爻"
	"⽙爿⽚片⽛牙⽜牛⽝犬⽞玄⽟玉⽠瓜⽡瓦⽢甘⽣生⽤用⽥田⽦疋⽧疒⽩白"
	"⽪皮⽫皿⽬目⽭矛⽮矢⽯石⽰示⽲禾⽳穴⽴立⽵竹⽶米⽷糸⽸缶⽹网⽺羊"
	"⽻羽⽼老⽽而⽾耒⽿耳⾀聿⾁肉⾂臣⾃自⾄至⾅臼⾆舌⾇舛⾈舟⾉艮⾊色"
	"⾌虍⾍虫⾎血⾏行⾐衣⾒见⾓角⾔言⾕谷⾖豆⾗豕⾘豸⾙贝⾚赤⾛走⾜足"
	"⾝身⾞车⾟辛⾠辰⾢邑⾣酉⾥里⾦金⾧长⾨门⾩阜⾪隶⾫隹⾬雨⾭青⾮非"
	"⾯面⾰革⾲韭⾳音⾴页⾵风⾶飞⾷食⾸首⾹香⾺马⾻骨⾼高⾽髟⾾斗⾿鬯"
	"⿀鬲⿁鬼⿂鱼⿃鸟⿅鹿⿆麦⿇麻⿈黄⿉黍⿊黑⿋黹⿍鼎⿎鼓⿏鼠⿐鼻⿑齐"
	"⿓龙⿔龟⿕龠両两乗乘亜亚仏佛伝传価价倉仓個个倹俭偉伟側侧偽伪傑杰"
	"備备傳传債债傷伤傾倾僅仅僑侨價价儀仪億亿償偿優优儲储兌兑児儿兒儿"
	"內内兩两凍冻処处凱凯別别剣剑剤剂剰剩創创劃划劇剧劉刘労劳効效動动"
	"務务勝胜勞劳勢势勧劝勵励勸劝匯汇區区協协単单卻却卽即厲厉厳严參参"
	"収收叢丛吳吴呉吴員员問问啓启啟启喪丧喫吃喬乔單单営营嘗尝噛啮嚴严"
	"囑嘱団团囲围図图國国圏圈園园圓圆圖图團团圧压執执報报場场塁垒塊块"
	"塚冢塩盐墊垫増增墻墙墾垦壇坛壊坏壓压壞坏壯壮壽寿変变夢梦夾夹奨奖"
	"奪夺奮奋姫姬娯娱婦妇媽妈嬢娘嬰婴孫孙學学実实寛宽寧宁審审寫写寬宽"
	"寶宝対对専专將将專专尋寻導导尭尧屆届層层屬属岡冈峯峰島岛崗岗嶺岭"
	"巣巢巻卷師师帯带帰归帶带幣币幫帮幹干幾几広广庫库廃废廠厂廢废廣广"
	"廳厅張张強强弾弹彈弹彔录彙汇徑径従从從从復复徳德徹彻応应恆恒恵惠"
	"悅悦悩恼悪恶態态慣惯慮虑慶庆憂忧憑凭憲宪憶忆應应懐怀懷怀懸悬戦战"
	"戯戏戰战戲戏戶户戸户戻泪抜拔択择拋抛拝拜拡扩挙举挿插捜搜掃扫掛挂"
	"採采掲揭揚扬換换揮挥揺摇損损搶抢摂摄撃击撥拨撹搅擁拥擇择擊击擔担"
	"據据擧举擬拟擴扩擺摆攔拦攝摄敗败敵敌數数斉齐斎斋斷断旣既時时晉晋"
	"晝昼晩晚暁晓暦历暫暂曆历書书曽曾會会東东査查栃枥栄荣桜樱桟栈條条"
	"検检業业極极楽乐構构槍枪様样槪概樂乐樓楼標标樣样権权樹树橋桥機机"
	"檔档檢检權权歐欧歡欢歩步歲岁歴历歷历歸归歿殁殘残殺杀殻壳毎每気气"
	"氣气決决沒没沖冲沢泽況况浄净涙泪淸清淺浅渇渴済济渉涉渋涩渓溪渕渊"
	"測测渾浑湧涌満满溌泼準准溝沟溫温滅灭滾滚滿满漁渔漢汉漲涨漸渐潔洁"
	"潤润澤泽濕湿濟济濱滨濶阔瀬濑灣湾災灾為为烏乌焔焰無无焼烧煙烟熱热"
	"燈灯燒烧營营爭争爲为爾尔牀床牆墙犠牺猟猎獎奖獣兽獨独獲获獻献現现"
	"瑠琉環环產产産产甦苏畝亩畢毕畫画畳叠當当疎疏痩瘦療疗癥症発发皁皂"
	"皐皋盃杯盡尽監监盤盘県县眞真眾众硏研確确礎础祇只祕秘祿禄禮礼稅税"
	"種种稱称稲稻穂穗積积穏稳穩稳窓窗窮穷窰窑竈灶竜龙競竞筆笔節节範范"
	"築筑簡简簽签籃篮粋粹粛肃粧妆糧粮糾纠紀纪約约納纳純纯紙纸級级紛纷"
	"細细紹绍終终組组経经結结給给統统絵绘絶绝經经継继続续綜综綠绿綫线"
	"維维綱纲網网緊紧総总緑绿緒绪線线編编緩缓緯纬練练縁缘縄绳縣县縦纵"
	"總总績绩繊纤織织繞绕繼继續续罰罚罷罢羅罗羣群義义習习聖圣聞闻聯联"
	"聲声聴听職职肅肃脅胁脫脱脳脑腦脑腳脚腸肠膚肤膠胶臓脏臨临臺台與与"
	"舊旧舎舍舗铺艦舰艱艰荅答荘庄莊庄華华萬万葉叶蓋盖蔣蒋蔴麻蔵藏薦荐"
	"薬药藍蓝藝艺藥药蘇苏蘭兰處处虜虏號号虧亏蛍萤蝕蚀蟲虫衆众術术衛卫"
	"裏里補补裝装裡里製制複复褲裤襲袭見见規规視视覚觉覧览親亲観观覺觉"
	"覽览觀观訂订計计訊讯討讨訓训記记訪访設设許许訳译訴诉診诊註注証证"
	"評评詞词詢询試试詩诗話话該该詳详誌志認认語语誠诚誤误說说説说読读"
	"課课調调談谈請请論论諸诸諾诺謀谋講讲謝谢證证識识譜谱譯译議议護护"
	"讀读變变讓让豊丰豐丰貝贝負负財财貢贡貧贫貨货販贩貫贯責责貴贵買买"
	"貸贷費费貼贴貿贸賀贺資资賓宾賛赞賞赏賠赔賣卖賦赋質质賬账賴赖購购"
	"贈赠贊赞贏赢趙赵趨趋跡迹踐践蹟迹躍跃車车軌轨軍军軟软転转軽轻載载"
	"輔辅輕轻輛辆輝辉輪轮輯辑輸输轉转轟轰辦办農农辺边迴回逓递逕径連连"
	"進进遅迟運运過过達达違违遠远適适遲迟遷迁選选遺遗還还邊边郷乡鄉乡"
	"鄕乡鄧邓鄭郑鄰邻酔醉醫医醬酱釈释釋释針针鈔钞鈴铃鉄铁鉛铅鉤钩銀银"
	"銅铜銭钱銳锐銷销鋪铺鋭锐鋼钢錄录錢钱錬炼錯错録录鍾钟鎖锁鎮镇鏡镜"
	"鐘钟鐵铁鑑鉴鑒鉴長长門门閉闭開开間间閘闸関关閣阁閱阅闊阔闘斗關关"
	"陥陷陰阴陳陈陸陆険险陽阳隊队階阶際际隠隐隨随險险雑杂雖虽雙双雜杂"
	"雞鸡離离難难雲云電电霊灵霧雾靈灵靑青靜静韓韩響响頁页頂顶項项順顺"
	"須须預预領领頭头頻频頼赖題题額额顏颜顔颜顕显願愿顛颠類类顧顾顯显"
	"風风飛飞飯饭飲饮養养餘余館馆馬马駅驿駆驱駐驻駕驾駿骏騎骑験验騰腾"
	"驅驱驗验驚惊驟骤髄髓髒脏體体髪发鬆松鬥斗鬪斗魚鱼魯鲁鮮鲜鳥鸟鶏鸡"
	"鹽盐麥麦麪面黃黄黒黑黙默點点黨党齊齐齡龄龍龙龜龟";
enum { N_PAIRS = sizeof pairs / PAIR_BYTES };

/* A bit for each character from the radicals to the last Han one: most texts
   have none of them, and are told by that alone. */
enum { FIRST_CODE = 0x2E80, LAST_CODE = 0x9FFF };
struct variants {
	unsigned char has[(LAST_CODE - FIRST_CODE) / 8 + 1];
};

struct variants *variants_new(void)
{
	struct variants *variants = memory_alloc(sizeof *variants);
	uint32_t code;

	for (int i = 0; i < N_PAIRS; i++) {
		text_decode(pairs + i * PAIR_BYTES, SIGN_BYTES, &code);
		code -= FIRST_CODE;
		variants->has[code / 8] |= (unsigned char)(1u << code % 8);
	}
	return variants;
}

void variants_free(struct variants *variants)
{
	free(variants);
}

static bool is_variant(const struct variants *variants, uint32_t code)
{
	if (code < FIRST_CODE || code > LAST_CODE)
		return false;
	code -= FIRST_CODE;
	return variants->has[code / 8] >> code % 8 & 1;
}

static int compare_pairs(const void *sign, const void *pair)
{
	return memcmp(sign, pair, SIGN_BYTES);
}

/* The next one from `at` on, as its pair; NULL if there is none. */
static const char *next(const struct variants *variants, const char *s,
			size_t n, size_t *at)
{
	const unsigned char *u = (const unsigned char *)s;

	for (; *at + SIGN_BYTES <= n; ++*at) {
		uint32_t code;

		/* only the first byte of three can be as large */
		if (u[*at] < 0xE2 || u[*at] > 0xE9)
			continue;
		code = (u[*at] & 0xFu) << 12 | (u[*at + 1] & 0x3Fu) << 6 |
		       (u[*at + 2] & 0x3Fu);
		if (is_variant(variants, code))
			return bsearch(s + *at, pairs, N_PAIRS, PAIR_BYTES,
				       compare_pairs);
		*at += SIGN_BYTES - 1;
	}
	return NULL;
}

void variants_list(const struct variants *variants, const char *s, size_t n,
		   struct bytes *out)
{
	size_t start = out->len;
	const char *pair;

	for (size_t at = 0; (pair = next(variants, s, n, &at));
	     at += SIGN_BYTES) {
		char sign[SIGN_BYTES + 1] = "";

		memcpy(sign, pair, SIGN_BYTES);
		if (strstr(out->data + start, sign))
			continue;
		bytes_printf(out, "%s%s(%.*s)", out->len > start ? "、" : "",
			     sign, SIGN_BYTES, pair + SIGN_BYTES);
	}
}

void variants_mend(const struct variants *variants, const char *s, size_t n,
		   struct bytes *out)
{
	size_t done = 0;
	const char *pair;

	for (size_t at = 0; (pair = next(variants, s, n, &at));
	     at += SIGN_BYTES, done = at) {
		bytes_add(out, s + done, at - done);
		bytes_add(out, pair + SIGN_BYTES, SIGN_BYTES);
	}
	bytes_add(out, s + done, n - done);
}

void variants_pattern(struct bytes *out)
{
	bytes_add_char(out, '[');
	for (int i = 0; i < N_PAIRS; i++)
		bytes_add(out, pairs + i * PAIR_BYTES, SIGN_BYTES);
	bytes_add_char(out, ']');
}
