"""The other side is named in full, a person by his name alone."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.sides import respondent

TODAY = date(2026, 11, 25)

NAMED = [
    # the house or the floor before somebody belongs to him
    ("网吧老板娘扣着我的身份证不给", "网吧老板娘"),
    ("五楼老太太天天往下倒脏水", "五楼老太太"),
    ("三楼的户主半夜装修，吵得没法睡", "三楼的户主"),
    ("美团骑手撞了我不赔钱", "美团骑手"),
    # but what is one's own does not
    ("我家房东不退押金", "房东"),
    ("俺村老板欠俺工钱", "老板"),
    # two who act as one are one
    ("俺三叔和三婶把俺奶奶的存折拿走了", "三叔和三婶"),
    ("队长和会计把征地款分了，没给俺", "队长和会计"),
    ("郑大海和他儿子郑超把俺家的墙扒了", "郑大海和他儿子郑超"),
    # 「我和…」 joins nobody to the other side
    ("我和老郭合伙开饭店，老郭把钱卷走了", "老郭"),
    # the house, where only who serves there is spoken of
    ("面馆吃出铁丝，服务员说给换一碗就算了", "面馆"),
    # the full name, where it is called by half of it later
    ("孩子在育红小学摔断了腿，学校说不是他们的事", "育红小学"),
    ("俺在丰收门市买的种子不出苗，门市不认账", "丰收门市"),
    # a name stands without its role
    ("村医老耿给俺爹打错了针", "老耿"),
    ("俺四弟翟大伟把门砌死了", "翟大伟"),
    ("后院赵二嫂子把俺的鸡药死了", "赵二嫂子"),
    ("组长庄长友分地不公", "庄长友"),
    ("东坡的邵维国打药把俺的豆子燎了", "邵维国"),
    ("俺爹让送气的撞倒了，送气的小耿当时说管到底，现在躲着", "小耿"),
    # who he is to whom
    ("三大爷家的大小子占着俺的老宅不搬", "三大爷家的大小子"),
    ("一亩地叫本家侄子占着种了", "本家侄子"),
    # the guild of a firm with a name of its own is left out
    ("开发商金地置业不交房", "金地置业"),
    # what was bought in the citizen's own shop, and who only suffers
    ("燕强从我店里赊了两回瓷砖不给钱", "燕强"),
    ("古邵镇卫生院给俺爹打错了针", "古邵镇卫生院"),
    ("俺以后嫂子再也不让进门了，嫂子把界石挪了", "嫂子"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_the_other_side_is_named_in_full(text: str, name: str) -> None:
    span = respondent(Document(text, TODAY))
    assert span is not None
    assert text[slice(*span)] == name
