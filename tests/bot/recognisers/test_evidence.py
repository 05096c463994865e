"""What citizens hold in hand, and what they say they lack."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.evidence import EvidenceRecogniser

TODAY = date(2026, 11, 25)

HELD = [
    ("货坏了，开箱视频有", ["开箱视频"]),
    ("照片病历都有", ["照片", "病历"]),
    ("有盖章的协议", ["协议"]),
    ("片子俺都攒着", ["片子"]),
    ("认定书给我了", ["认定书"]),
    ("户口本可以给恁看", ["户口本"]),
    ("他全责，修车发票三千二百", ["修车发票"]),
    ("离婚协议写明房子归我", ["离婚协议"]),
    # what stands before a paper belongs to it, and papers by their ends
    ("有支付宝付款截图和修理发票", ["支付宝付款截图", "修理发票"]),
    ("我有提货单", ["提货单"]),
    ("邻居老马可以作证", ["邻居老马"]),
    ("他给我打了欠条", ["欠条"]),
    ("手里有欠条、转账记录和聊天记录", ["欠条", "转账记录", "聊天记录"]),
    ("签了劳动合同，工资条都有", ["劳动合同", "工资条"]),
    ("我拍了照片，监控也能查到", ["照片", "监控"]),
    ("没有合同，但是有聊天记录", ["聊天记录"]),
    ("有收据没有合同", ["收据"]),
    ("没打欠条，只有微信转账记录", ["微信转账记录"]),
    ("欠条在我手里", ["欠条"]),
    ("住院病历和发票都留着", ["住院病历", "发票"]),
    ("有证人，老李能作证", ["证人"]),
    ("照片", ["照片"]),
    ("宅基证在俺手里，他没有", ["宅基证"]),
    ("俺有考勤表和打卡记录", ["考勤表", "打卡记录"]),
    ("交警出的事故认定书", ["事故认定书"]),
    ("欠条欠条，欠条我有", ["欠条"]),
]

MISSING = [
    "户口本在俺娘那",
    "没签协议就动工了",
    "没打欠条",
    "没有合同",
    "没签劳动合同",
    "欠条丢了",
    "欠条他没给打",
    "啥证据也没有，收据也没给",
    "老板不给开发票",
    "聊天记录都删了",
    "木有欠条",
    "合同到期了他不退钱",
    "公司解除劳动合同合法吗",
    "他发短信骂我",
    "在合同法里怎么规定的",
    "遗嘱有效吗",
    "想让他给我打个说法",
]

RUBBISH = ["", " ", "📷" * 100, "\x00欠条\x00", "欠条" * 3000, "没" * 6000]


def read(text):
    facts = EvidenceRecogniser().find(Document(text, TODAY))
    assert all(text[fact.start : fact.end] == fact.text == fact.value for fact in facts)
    return [fact.value for fact in facts]


@pytest.mark.parametrize(("text", "evidence"), HELD)
def test_each_piece_in_hand_is_named_once(text, evidence):
    assert read(text) == evidence


@pytest.mark.parametrize("text", MISSING)
def test_what_is_missing_is_no_evidence(text):
    assert read(text) == []


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    assert len(read(text)) <= 1
