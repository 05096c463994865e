"""Short replies to the open question, from people who answer as they speak."""

from datetime import date

import pytest

from bot.recognisers.answers import answer_to
from intake.vocabulary import FACT_SLOTS
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

TODAY = date(2026, 11, 25)

ANSWERS = [
    # slot, reply, value, words
    ("amount_yuan", "五千", 5000, "五千"),
    ("amount_yuan", "六千整", 6000, "六千"),
    ("amount_yuan", "大概3万多吧", 30000, "3万多"),
    ("amount_yuan", "好几千吧", [3000, 9000], "好几千"),
    ("amount_yuan", "万把块", 10000, "万把块"),
    ("amount_yuan", "300", 300, "300"),
    ("amount_yuan", "一万到两万之间", [10000, 20000], "一万到两万"),
    ("amount_yuan", "一共两万，还过五千", 20000, "两万"),
    ("amount_yuan", "不牵扯钱", 0, "不牵扯钱"),
    ("occurred_on", "去年", "2025-01-01/2025-12-31", "去年"),
    ("occurred_on", "前年腊月里吧", "2024-12-31/2025-01-28", "前年腊月里"),
    ("occurred_on", "得有三个月了", "2026-08-01/2026-08-31", "得有三个月了"),
    ("occurred_on", "快两年了", "2024-01-01/2024-12-31", "快两年了"),
    ("occurred_on", "2023", "2023-01-01/2023-12-31", "2023"),
    ("occurred_on", "大概2022年", "2022-01-01/2022-12-31", "2022年"),
    ("occurred_on", "有一个多月了", "2026-09-01/2026-10-31", "有一个多月了"),
    ("occurred_on", "仨月了", "2026-08-01/2026-08-31", "仨月了"),
    ("occurred_on", "去年三四月份", "2025-03-01/2025-04-30", "去年三四月份"),
    ("occurred_on", "五月节那会儿", "2026-06-19", "五月节"),
    ("people_count", "三四十号", 30, "三四十号"),
    ("evidence", "欠条丢了", "欠条丢了", "欠条丢了"),
    ("applicant_name", "叫石头就行", "石头", "石头"),
    ("applicant_name", "秀兰", "秀兰", "秀兰"),
    ("applicant_name", "欧阳建国", "欧阳建国", "欧阳建国"),
    ("occurred_on", "就夜来", "2026-11-24", "夜来"),
    ("occurred_on", "8月份", "2026-08-01/2026-08-31", "8月份"),
    ("occurred_on", "过年的时候", "2026-02-16/2026-02-23", "过年"),
    ("place", "草店村东头操场", "草店村东头操场", "草店村东头操场"),
    ("place", "垃圾站旁边", "垃圾站旁边", "垃圾站旁边"),
    ("respondent", "不给俺钱的那个包工头", "不给俺钱的那个包工头", "不给俺钱的那个包工头"),
    ("respondent", "打俺的那个人", "打俺的那个人", "打俺的那个人"),
    ("respondent", "东头开饭店的", "东头开饭店的", "东头开饭店的"),
    ("respondent", "王老五呗", "王老五", "王老五"),
    ("respondent", "俺儿媳妇她娘家", "俺儿媳妇她娘家", "俺儿媳妇她娘家"),
    ("respondent", "是底阁的一个包工头", "底阁的一个包工头", "底阁的一个包工头"),
    ("respondent", "王麻子", "王麻子", "王麻子"),
    ("respondent", "就是俺村支书的儿子", "俺村支书的儿子", "俺村支书的儿子"),
    ("respondent", "他叫孙二柱", "孙二柱", "孙二柱"),
    ("respondent", "东邻居老褚", "东邻居老褚", "东邻居老褚"),
    ("respondent", "鑫源石料厂", "鑫源石料厂", "鑫源石料厂"),
    ("respondent", "李四，跟俺一个村的", "李四", "李四"),
    ("respondent", "欠俺钱的那个老板", "欠俺钱的那个老板", "欠俺钱的那个老板"),
    ("applicant_name", "王秀兰", "王秀兰", "王秀兰"),
    ("applicant_name", "俺姓李", "姓李", "姓李"),
    ("applicant_name", "叫我老张就行", "老张", "老张"),
    ("applicant_name", "免贵姓褚", "姓褚", "姓褚"),
    ("applicant_name", "我是种女士", "种女士", "种女士"),
    ("applicant_name", "我叫满玉芝，今年六十五", "满玉芝", "满玉芝"),
    ("applicant_name", "李大姐", "李大姐", "李大姐"),
    ("applicant_phone", "13806320001", "13806320001", "13806320001"),
    ("applicant_phone", "打俺儿子的138 0632 0001", "13806320001", "138 0632 0001"),
    ("applicant_phone", "7700001", "7700001", "7700001"),
    ("people_count", "仨人", 3, "仨人"),
    ("people_count", "5", 5, "5"),
    ("people_count", "就我自己", 1, "就我自己"),
    ("people_count", "俺两口子", 2, "两口子"),
    ("people_count", "十来个吧", 10, "十来个"),
    ("town", "阴平的", "阴平镇", "阴平"),
    ("place", "就在俺庄西头大坑边上", "俺庄西头大坑边上", "俺庄西头大坑边上"),
    ("demand", "把工钱给俺就中", "把工钱给俺就中", "把工钱给俺就中"),
    ("demand", "能不能让他给俺赔个不是", "能不能让他给俺赔个不是", "能不能让他给俺赔个不是"),
    ("evidence", "有个欠条，还有录音", "欠条，还有录音", "欠条，还有录音"),
    ("evidence", "啥也没有", "啥也没有", "啥也没有"),
]

NO_ANSWERS = [
    ("amount_yuan", "不知道"),
    ("amount_yuan", "问这干啥"),
    ("amount_yuan", "好多钱"),
    ("amount_yuan", "2"),
    ("amount_yuan", "收费不？"),
    ("occurred_on", "记不清了"),
    ("occurred_on", "早了"),
    ("occurred_on", "俺今年六十五了"),
    ("respondent", "不知道叫啥"),
    ("respondent", "您是谁？"),
    ("respondent", "你问这干啥"),
    ("respondent", "你好"),
    ("respondent", "没有"),
    ("respondent", "他打俺"),
    ("respondent", "神经病"),
    ("respondent", "我先去吃饭了"),
    ("respondent", "等会再说吧"),
    ("respondent", "就是他"),
    ("respondent", "你们都是废物"),
    ("occurred_on", "过"),
    ("demand", "垃圾"),
    ("respondent", "转人工"),
    ("respondent", "查一下我的进度"),
    ("applicant_name", "不想说"),
    ("applicant_name", "方便"),
    ("applicant_name", "名字就不留了吧"),
    ("applicant_name", "我是替俺娘问的"),
    ("applicant_name", "我就是受害者"),
    ("applicant_name", "金额"),
    ("respondent", "没有对方"),
    ("place", "啥地方"),
    ("evidence", "有"),
    ("applicant_name", "匿名行吗"),
    ("applicant_name", "谢谢"),
    ("applicant_name", "滚"),
    ("applicant_name", "不告诉你"),
    ("applicant_name", "于是"),
    ("applicant_name", "离婚"),
    ("applicant_phone", "没电话"),
    ("applicant_phone", "138063200"),
    ("applicant_phone", "不方便留"),
    ("people_count", "好多人"),
    ("people_count", "不清楚"),
    ("people_count", "俺三个月没领钱"),
    ("town", "不知道哪个镇"),
    ("town", "枣庄市"),
    ("place", "为啥问这个"),
    ("place", "说不清"),
    ("demand", "谢谢"),
    ("demand", "随便"),
    ("demand", "你说咋办"),
    ("evidence", "啥叫凭据？"),
    ("evidence", "忘了放哪了"),
]


@pytest.mark.parametrize(("slot", "reply", "value", "words"), ANSWERS)
def test_reply_answers_the_question(slot, reply, value, words):
    fact = answer_to(slot, reply, TODAY)
    assert fact is not None
    assert (fact.slot, fact.value) == (slot, value)
    assert fact.text == reply[fact.start : fact.end]
    assert fact.text == words


@pytest.mark.parametrize(("slot", "reply"), NO_ANSWERS)
def test_what_is_no_answer_is_left_to_others(slot, reply):
    assert answer_to(slot, reply, TODAY) is None


@pytest.mark.parametrize("slot", FACT_SLOTS)
@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_answers_nothing_and_is_read_in_time(slot, name):
    text = RUBBISH[name]
    assert milliseconds(lambda: answer_to(slot, text, TODAY)) < LONGEST_MS
