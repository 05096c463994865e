"""Who complains and who is complained of, as citizens of 峄城 write it."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.sides import ApplicantRecogniser, RespondentRecogniser

TODAY = date(2026, 11, 25)

SIDES = [
    # (text, who complains, who is complained of)
    ("我叫周桂芳，给包工头马洪亮干了一个月的活，一分钱没给", "周桂芳", "马洪亮"),
    ("俺叫满在海，俺西邻把滴水檐伸到俺院里来了", "满在海", "西邻"),
    ("俺是大官庄的韩老四，杜瘸子家的羊把我麦苗啃了", "韩老四", "杜瘸子"),
    ("本人孙德才，反映榴园镇福源养猪场污水往河里排", "孙德才", "福源养猪场"),
    ("你好，我是阴平镇的种道营，村委会把俺的地包给别人了", "种道营", "村委会"),
    ("我姓名：邵玉梅，投诉阳光物业公司乱收费", "邵玉梅", "阳光物业公司"),
    ("申请人：褚衍福 对方：殷宪平", "褚衍福", "殷宪平"),
    ("吴秀珍，女，68岁，底阁镇人，大儿子不给养老钱", "吴秀珍", "大儿子"),
    ("房东不退押金，说墙脏了。谢谢您！ 贾小雨 13806320000", "贾小雨", "房东"),
    ("叫我老曹就行，对门一到半夜就打麻将吵得睡不着", "老曹", "对门"),
    ("我叫李长河家是左庄的，郭二把俺家的杨树砍了", "李长河", "郭二"),
    ("我姓张，叫张建国，俺邻居占俺的地", "张建国", "邻居"),
    ("我是曹庄的，姓贾，贾凤兰，村委会把地收走了", "贾凤兰", "村委会"),
    ("俺名字是葛长青，物业不修电梯", "葛长青", "物业"),
    ("您好，我是业主陈静，物业不修电梯", "陈静", "物业"),
    ("我有医院的诊断证明和发票", None, None),
    ("厂子在底阁镇工业园，天天冒黑烟", None, "厂子"),
    # whoever speaks for another is not that other
    ("我是替俺娘问的，她叫孙桂英，在古邵卫生院打针打坏了腿", None, "古邵卫生院"),
    ("帮俺爹反映一下，俺爹叫张立业，村里占了他的地不给钱", None, "村里"),
    ("我是王淑芬的闺女，俺妈让邻居刘大炮家的狗咬了", None, "刘大炮"),
    # passive 叫 is not a name
    ("我叫刘强打了，头上缝了五针", None, "刘强"),
    ("俺叫老孟骗了两万块", None, "老孟"),
    # a role stands where there is no name
    ("坛山街道一个包工头欠俺八千块工钱", None, "包工头"),
    ("去年给坛山街道一个包工头刘强干活，到现在没见钱", None, "刘强"),
    ("房东叫王建军，租期没到就撵俺走", None, "王建军"),
    ("跟着一个姓孙的包工头在徐州干活，工资拖着不给", None, "姓孙的包工头"),
    ("俺东邻老王家盖房占了俺家二十公分宅基地", None, "老王家"),
    ("前院邻居李大柱把水沟堵了，一下雨就往俺家灌", None, "李大柱"),
    ("楼上天天漏水，俺家顶棚都泡烂了", None, "楼上"),
    ("健身房关门了，卡里还有两千多", None, "健身房"),
    ("开发商说好去年交房，到现在还没交", None, "开发商"),
    ("找村里评理，村书记不管，就是邻居张怀玉砌的墙", None, "张怀玉"),
    ("同学李涛借我三万块钱不还，人也联系不上", None, "李涛"),
    ("那人叫陈大勇，打了我一拳就跑了", None, "陈大勇"),
    ("卖化肥的李老板卖给俺假化肥，麦子都烧死了", None, "李老板"),
    ("一个收石榴的拉走俺两千斤石榴，钱没给", None, "收石榴的"),
    ("中间人老周可以作证，刘二欠我五千", None, "刘二"),
    ("我是开饭店的老板，客户赵总欠我两年饭钱", None, "赵总"),
    ("王律师说这个能调，物业一直不修电梯", None, "物业"),
    ("村支书种衍全把俺的地占了盖房子", None, "种衍全"),
    ("合伙人司马健把店里的钱卷走了", None, "司马健"),
    # organisations
    ("鑫源建材有限公司欠我货款六万", None, "鑫源建材有限公司"),
    ("某某物业公司不退我装修押金", None, "某某物业公司"),
    ("在古邵卫生院看病给看坏了", None, "古邵卫生院"),
    ("我在淘宝店买的鞋是假的，不给退", None, "淘宝店"),
    ("俺小孩在小太阳幼儿园把胳膊摔断了，幼儿园不管", None, "小太阳幼儿园"),
    ("峄城区妇幼保健院接生把孩子胳膊弄伤了", None, "峄城区妇幼保健院"),
    ("大洋服装厂三个月没发工资，四十多个工人", None, "大洋服装厂"),
    ("报了天成驾校，交了三千八，现在驾校跑路了", None, "天成驾校"),
    ("跟青旅旅行社去泰山，半路加钱，不加不让下车", None, "青旅旅行社"),
    # family and authorities only with a complaint
    ("俺对象天天喝酒，喝醉了就打人", None, "对象"),
    ("俺男人两年不回家，我想离婚", None, "男人"),
    ("俺大哥不管俺娘，就我一个人伺候", None, "大哥"),
    ("婆婆把我的陪嫁钱拿走了", None, "婆婆"),
    ("和前夫张伟离婚以后他不给抚养费", None, "张伟"),
    ("村委会把俺的口粮地收走了", None, "村委会"),
    ("俺儿子在工地摔伤了，老板不管", None, "老板"),
    ("俺爹叫货车撞了，在市立医院住着院", None, None),
    ("俺两口子都在上海打工", None, None),
    # told at length, dictated without marks, or with the deed in the next clause
    ("我是峨山镇的农民叫李志刚在枣庄工地干了三个月老板没给工资", "李志刚", "老板"),
    ("借给表弟王磊五万块，打了借条，到期不还", None, "王磊"),
    ("电动车让面包车撞了，司机叫孙浩，保险公司拖着不赔", None, "孙浩"),
    ("俺对门是卖水果的，天天占俺车位", None, "对门"),
    ("和朋友合伙开饭店，他撤资不干了", None, "朋友"),
    ("碰见刘家老二，他二话不说给我两巴掌", None, "刘家老二"),
    ("她回娘家半年不回来，日子没法过", None, None),
    ("徐庄的贩子赵老六赊了我一车石榴，到现在没给钱", None, "赵老六"),
    ("村民小组长王保田分地不公", None, "王保田"),
    ("我婆婆去世以后，大伯哥把老宅子占了", None, "大伯哥"),
    # introduced by 叫, whatever the name is made of
    ("丈夫叫沈怀远，经常不回家，我要离婚", None, "沈怀远"),
    ("跟俺打架的叫小六子", None, "小六子"),
    ("那家网店叫暖暖童鞋，卖假货", None, "暖暖童鞋"),
    # a name that runs into 国家, a shop with its place, a trade at the start of a clause
    ("邻居李爱国家的鸡吃了俺的菜", None, "李爱国"),
    ("楼下饭馆油烟直往俺屋里灌", None, "楼下饭馆"),
    ("拉沙子的把俺家墙角撞塌了", None, "拉沙子的"),
    # of whom something is demanded; where something bought or done went wrong
    ("要求物业退还装修押金", None, "物业"),
    ("一直跟村里要说法", None, "村里"),
    ("在农资店买的种子不出苗，损失三千", None, "农资店"),
    ("俺娘在敬老院摔断了腿，没人看，要求赔医药费", None, "敬老院"),
    # a question of law tells of nobody
    ("承租人不交房租怎么办", None, None),
    ("公司不签劳动合同违法吗", None, None),
    # who helps, who is only mentioned
    ("希望政府帮忙把地要回来", None, None),
    ("院里的柴垛烧没了", None, None),
    # nobody is named
    ("他欠我两万块钱，一直拖", None, None),
    ("想问问借条过了三年还管用不", None, None),
    ("你好小峄", None, None),
    ("贾小雨", None, None),
    ("叫贾小雨，13806320000", None, None),
    ("阴平镇政府西边路口撞的", None, None),
    ("在汽车站对面开了个早餐店", None, None),
    ("我去过派出所，也去过法院", None, None),
    ("枣庄到徐州的高铁几点", None, None),
    ("尊敬的刘书记您好，俺想反映个事", None, None),
    ("俺家住二楼", None, None),
]

RUBBISH = [
    "",
    " ",
    "😂" * 300,
    "\x00",
    "\x00刘强\x00欠我",
    "姓" * 6000,
    "王老板" * 2000,
    "我叫",
    "。，！",
]


def read(recogniser, text):
    facts = recogniser.find(Document(text, TODAY))
    assert len(facts) <= 1
    assert all(text[fact.start : fact.end] == fact.text == fact.value for fact in facts)
    return facts[0].value if facts else None


@pytest.mark.parametrize(("text", "applicant", "respondent"), SIDES)
def test_who_complains_and_who_is_complained_of(text, applicant, respondent):
    assert read(ApplicantRecogniser(), text) == applicant
    assert read(RespondentRecogniser(), text) == respondent


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    read(ApplicantRecogniser(), text)
    read(RespondentRecogniser(), text)


def test_citizen_is_never_the_other_side():
    text = "我叫刘强，刘强这个名字您记一下，工钱没给"
    assert read(ApplicantRecogniser(), text) == "刘强"
    assert read(RespondentRecogniser(), text) is None
