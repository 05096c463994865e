"""Explicit urgency signals: which words count, and what takes them back."""

import pytest

from intake import knowledge, signals

ALARMS = [
    ("他说今晚要拿刀来俺家", "weapon_threat"),
    ("他说要杀了我", "weapon_threat"),
    ("俺不想活了", "self_harm"),
    ("农药都买好了", "self_harm"),
    ("再不解决我就从楼上跳下去", "self_harm"),
    ("老公喝了酒又打我", "domestic_violence"),
    ("她家暴我好几年了", "domestic_violence"),
    ("他正在砸门", "violence_now"),
    ("救命", "violence_now"),
    ("继父猥亵我闺女", "child_or_elder_abuse"),
    ("大伯让奶奶住在羊圈边上，手脚冻得发紫", "child_or_elder_abuse"),
    ("俺娘瘦得皮包骨，身上有褥疮", "child_or_elder_abuse"),
    ("他往俺家泼汽油", "arson_poison_explosives"),
    ("他们把俺锁在屋里", "confinement"),
    ("叫了几十个人堵俺家门口打人", "crowd"),
    ("明天俺们几十口子去堵大门", "crowd"),
    ("大不了同归于尽", "weapon_threat"),
    ("他扬言要打我", "threat"),
    ("上个月他把我打伤了", "fight_with_injury"),
    ("有没有不难受的自杀办法", "self_harm"),
    ("看完电影我更想死了", "self_harm"),
    ("想紫砂", "self_harm"),
    ("i want to kill myself", "self_harm"),
    ("室友割腕了", "self_harm"),
    ("我想把他弄死", "weapon_threat"),
    ("真盼着我老板快点死", "weapon_threat"),
    ("他掐着我脖子", "domestic_violence"),
    ("他从五年前开始就打我，现在还打", "fight_with_injury"),
    ("大伙商量好了，去铁路上躺着", "crowd"),
    ("他把俺娘推倒了", "fight_with_injury"),
    ("房东撂下话，说这事不算完", "threat"),
    ("他让俺回去自己掂量掂量", "threat"),
    ("他说下回来的就不是他一个人了", "threat"),
    ("说我再上去敲一次试试", "threat"),
    ("他推倒过俺爹，今年又要种麦了", "fight_with_injury"),
    ("小区停暖二十天了", "cannot_live_on"),
    ("水停了半个多月", "cannot_live_on"),
    ("他关上门打了我半个多小时", "domestic_violence"),
]

CALM = [
    "他没打我",
    "气死我了",
    "跳楼价处理的羽绒服质量太差",
    "电视里打人的情节太多",
    "累死累活干了一年",
    "我要去上访",
    "不给钱我就去法院告他",
    "我要打12345，再不行找记者",
    "给他打了好几个电话都不接",
    "打了欠条",
    "五年前他打过我，早判了",
    "买的菜刀质量不行",
    "打死也不认账",
    "杀猪盘骗了我三万",
    "路被他堵死了，三轮车出不来",
    "他扣着我工资不给",
    "炸鸡店办的卡不给退",
    "想打官司要他赔",
    "俺爹给我踢了个电话",
    "拼命干活挣的钱",
    "我没想过自杀",
    "想死你了",
    "买的紫砂壶漏水",
    "活动费不退",
    "昨天看的电影，男主最后自杀了",
    "课文里屈原投江了",
    "十年前我也想过轻生，现在都好了",
    "背后捅刀子的合伙人",
    "最后砍价砍到三千",
    "豁出去花多少钱也要打官司",
    "这事闹得你死我活的",
    "电梯把我妈困在里头半小时",
    "锄头铲地，铁锨挖沟",
    "抬棺材的要钱",
    "俺几个去信访局递材料",
    "小时候我爸打我挺狠，如今分地又轮不到我",
    "公司活不起了，要裁人",
    "他天天在门口拿刀劈柴，吵得慌",
    "当年约定停一年的生意再开",
]


SERIOUS_NOT_NOW = [
    # by kind of signal, each beside what is near and calm
    ("俺去要账，他笑着说来日子还长着", "threat"),
    ("他叫俺见好就收", "threat"),
    ("他说他跟所里有人，报警也白搭", "threat"),
    ("恁家迟早得搬", "threat"),
    ("对方说要去俺儿婚礼上闹", "announced_act"),
    ("房东说再不搬就把俺的床扔出去", "announced_act"),
    ("讨债的说过年来俺家吃饺子", "announced_act"),
    ("工头说谁去告状，往后没人敢用你", "livelihood_threat"),
    ("村干部说谁领头签字，低保就别想拿了", "livelihood_threat"),
    ("催收的挨个打我老师同事的电话", "repeated_trouble"),
    ("报警以后他还是照样堵在楼道骂", "repeated_trouble"),
    ("有个人跟了闺女一路，到小区门口才走", "repeated_trouble"),
    ("他在俺家墙外转悠好几天了", "repeated_trouble"),
    ("前头邻居往俺家门上挂了个死鸡", "repeated_trouble"),
    ("他故意半夜砸地板报复俺", "repeated_trouble"),
    ("夜里黄瓜架让人拔了两垄", "damage"),
    ("锁眼又叫人灌了胶", "damage"),
    ("俺爹坟头的碑让人推倒了", "damage"),
    ("装一回摄像头他剪一回", "damage"),
    ("两家为坟地吵了三回", "rising_quarrel"),
    ("俩人话越说越难听", "rising_quarrel"),
    ("他约我出来单挑", "rising_quarrel"),
    ("真想上去给他两拳，忍住了", "on_edge"),
    ("他把我的病历发到业主群里了", "humiliated"),
    ("儿媳妇指着鼻子骂俺", "harsh_at_home"),
    ("老公一喝酒就砸碗", "harsh_at_home"),
    ("出门买个菜都得跟他报备", "harsh_at_home"),
    ("俺奶奶一天就送一顿饭，凉的", "uncared_for"),
    ("爷爷瘫在床上没人管", "uncared_for"),
    ("同学把俺儿的书包扔厕所里", "pupil_bullied"),
    ("高年级的逼他交十块钱", "pupil_bullied"),
    ("前院把总阀拧死了", "cut_off"),
    ("屋里黑了四天", "cut_off"),
    ("全家睡在候车室", "cannot_live_on"),
    ("俺娘的药停了", "cannot_live_on"),
    ("等赔偿款做手术，医生催了", "cannot_live_on"),
    ("工友说要去厂门口坐着，让俺压下了", "crowd_talked_of"),
    ("停工了，一百多号人等说法", "crowd_talked_of"),
    ("他叫了七八个亲戚上俺家评理", "crowd_talked_of"),
    ("他一把推得俺娘一屁股坐地上，推搡起来", "fight_with_injury"),
    ("他薅住我领子不撒手", "fight_with_injury"),
    ("店主说我再写差评，以后就让我在这条街干不成", "threat"),
    ("他说他蹲过，啥都不在乎", "threat"),
    ("扬言要把俺孙子藏起来", "announced_act"),
    ("他连着好几宿拿手电照俺家窗户", "repeated_trouble"),
    ("警察一走他又把音响开到最大", "repeated_trouble"),
    ("墙上用红漆写了个死字", "repeated_trouble"),
    ("水桶被扔沟里，这是第三回", "damage"),
    ("他把俺爷的遗像扯下来踩了", "damage"),
    ("他把我按墙上，没真打", "fight_with_injury"),
    ("老公喝完酒把饭桌掀了", "harsh_at_home"),
    ("叔叔骂爷爷老不死", "harsh_at_home"),
    ("嫂子把俺娘的拐杖藏了", "uncared_for"),
    ("几个小青年管俺儿要钱", "pupil_bullied"),
    ("钢板该取了没钱取", "cannot_live_on"),
    ("开发商把电掐了，没搬的摸黑过", "cut_off"),
    ("司机商量后天都不出车", "crowd_talked_of"),
    ("真想砸他的车，媳妇把我抱住了", "on_edge"),
    ("放贷的在小区群里贴我的借条", "humiliated"),
    ("讨债的背着铺盖来俺家，住下不走", "announced_act"),
    ("他拿弹弓打俺家窗户", "damage"),
    ("民警刚走他就又堵俺", "repeated_trouble"),
    ("老公砸墙，孩子一听就哆嗦", "harsh_at_home"),
    ("有人撺掇明天去停路口", "crowd_talked_of"),
    ("一见他我就想动手", "on_edge"),
]

STILL_CALM = [
    # near the rows above: a right, an accident, a contract, a wish
    "我要去信访局，一趟不行去两趟",
    "再不解决我就打12345，天天打",
    "俺们十二户签了字，选了三个代表去镇里反映",
    "我想找报社记者来看看",
    "法院见，我申请强制执行",
    "把我逼急了我就起诉他，让他上失信名单",
    "供货的说再不结账就起诉我",
    "市场说不交摊位费就停电",
    "他说年底一定还，让我放心",
    "夜里刮风把大棚塑料布刮破了",
    "监控线让老鼠咬断了",
    "三轮车胎扎了钉子",
    "车停路边让人刮了一道",
    "老师让家长交十块钱班费",
    "老人轮流养，三弟说他家房子小住不下",
    "俺爹的药快吃完了，我去医院拿",
    "手术排到下个月，钱凑齐了",
    "物业通知明天上午检修停电两小时",
    "水表坏了，自来水公司估着收",
    "大伙兑钱疏通，三楼说他没堵",
    "车间停工检修，这几天算不算工资",
    "他家狗见人就叫，俺孩子吓得不敢出门",
    "清明上坟的时候把俺家的麦苗踩了",
    "楼上孩子天天在屋里跑跳拍球，吵得我妈睡不好",
    "我想把聊天记录发给记者",
    "他扬言要去法院告我，我奉陪",
    "放风筝的线勒坏了俺的车",
    "等床位等了六天",
    "去了三趟都不开门，没见着孩子",
    "他录了我们吵架的视频剪了一半发出去",
    "护理床垫说防褥疮，用了一个月就塌了",
    "调解那天他没来，说改到下周",
    "垃圾车每天六点来，声音大",
    "给孩子买的糖都叫她扔猪圈里",
]

TAKEN_BACK = [
    # what calms a red word, and beside it the alarm that it must not hide
    ("为了孩子上学我豁出去了，借钱也要交", None),
    ("俺豁出去了，天天跑也要把手续跑下来", None),
    ("俺豁出去了，今晚就找他算账去", "red"),
    ("豁出去了，砍死他也要把钱要回来", "red"),
    ("上个月电梯坏了，我在里面喊了半天救命才有人来", None),
    ("电梯卡住了，我妈在里头喊救命", "red"),
    ("救命啊这物业费也太贵了", None),
    ("救命啊他拿刀追我", "red"),
    ("去年他掐着我脖子，我喊救命没人来", "red"),
    ("邻居在阳台烧炭取暖，烟全进我家", None),
    ("他关紧门窗烧炭", "red"),
    ("这破电脑快把我弄死了，退又退不掉", None),
    ("手机上他留言要弄死我", "red"),
    ("儿媳妇到处说我们虐待孩子，坏我们名声", None),
    ("孩子说他爸虐待他", "red"),
    ("老师说我闺女被人猥亵了", "red"),
    ("他家出殡抬棺材从俺家门口过", None),
    ("他们要抬棺材去堵医院", "red"),
    ("这条街的小店都快活不下去了", None),
    ("店关了，我活不下去了", "red"),
    ("他说要把俺家点了，喝多了说的气话，第二天来道过歉", None),
    ("他说要把俺家点了，还说不是气话", "red"),
    ("他说要把俺家点了，道了歉又说早晚还要点", "red"),
    ("他说要点了俺家柴垛", "red"),
    ("他说过要弄死我，后来说是气话，还赔了不是", None),
    ("新买的车座套让人拿刀划了好几道", "yellow"),
    ("他拿刀把俺大棚塑料布划了", "yellow"),
    ("他拿刀把胳膊划了", "red"),
    ("他拿刀朝俺划过来", "red"),
    ("大伙商量去堵厂门，后来老支书劝住了", "yellow"),
    ("业主嚷着要去售楼处拉横幅，还没定哪天", "yellow"),
    ("昨天去堵厂门散了，明天还要去堵", "red"),
    ("明天去堵厂门，人数还没定", "red"),
    ("别跟我说先谈，俺们要去堵高速", "red"),
    ("生意赔光了，活不下去了", "red"),
    ("天天加班活不下去了", "red"),
    ("炉子都买了，准备烧炭", "red"),
    ("他今天又拿刀来了，上回说是气话道过歉", "red"),
    ("他拿刀比划，后来说是气话，道了歉", "red"),
    ("那天他追着我，我喊救命", "red"),
    ("电梯里有个男的拽我，我喊救命没人应", "red"),
    ("他用刀把我衣服划了", "red"),
    ("要拉三车人去堵国道", "red"),
    ("液化气管子又叫人拔开了", "red"),
    ("我爸要去找他们算账，我把门堵上了", "yellow"),
]


@pytest.mark.parametrize(("text", "code"), [*ALARMS, *SERIOUS_NOT_NOW])
def test_alarm_is_heard_with_its_words(text, code):
    hits = signals.find(text)
    assert code in [hit.code for hit in hits]
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


@pytest.mark.parametrize("text", [*CALM, *STILL_CALM])
def test_calm_text_gives_no_red_or_yellow(text):
    assert signals.find(text) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("他正在打我", "red"),
        ("他上个月打了我", "yellow"),
        ("老公上个月打了我", "red"),
        ("去堵厂门", "red"),
        ("车把厂门堵了", None),
        ("天天堵俺家门口骂", "yellow"),
    ],
)
def test_level_is_that_of_what_happens_and_to_whom(text, level):
    assert next((hit.level for hit in signals.find(text)), None) == level


@pytest.mark.parametrize(("text", "code"), SERIOUS_NOT_NOW)
def test_serious_and_not_now_is_yellow_and_says_why(text, code):
    hits = signals.find(text)
    assert [hit.level for hit in hits] == ["yellow"] * len(hits)
    assert code in [hit.code for hit in hits]


@pytest.mark.parametrize(("text", "level"), TAKEN_BACK)
def test_calm_sense_takes_a_red_word_back_and_hides_no_alarm(text, level):
    assert next((hit.level for hit in signals.find(text)), None) == level


def test_every_signal_has_a_reason_that_staff_can_read():
    labels = [signal.label for signal in knowledge.load().signals]
    assert all(6 <= len(label) <= 30 for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("text", ["", " ", "😂" * 500, "1" * 6000, "打" * 6000, "\x00刀"])
def test_rubbish_is_read_without_an_error(text):
    signals.find(text)


def test_most_urgent_signal_comes_first():
    hits = signals.find("他老是上门骂人，还说要杀了我")
    assert [hit.level for hit in hits] == ["red", "yellow"]
