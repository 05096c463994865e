"""Nobody can be recognised in the words that are kept as an example, and the words stay words."""

import pytest

from mediation.corrections.anonymous import StillThere, known
from mediation.models import Case

CASE = Case(
    applicant_name="韩素芬",
    applicant_phone="13900000417",
    respondent_name="韩广田",
    respondent_phone=None,
    village="斜屋村",
    place="槐树底下",
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("俺是韩素芬，邻居韩广田占了俺地", "俺是〔申请人〕，邻居〔对方〕占了俺地"),
        ("住斜屋村槐树底下", "住〔地点〕〔地点2〕"),
        ("打13900000417找我", "打〔号码〕找我"),
        ("打 139 0000 0418 找我", "打 〔号码〕 找我"),
        ("打１３９０００００４１８找我", "打〔号码〕找我"),
        ("座机0632-7700001", "座机〔号码〕"),
        ("身份证370404199001011234", "身份证〔号码〕"),
        ("身份证37040419900101123X，别的", "身份证〔号码〕，别的"),
        ("身份证370404********12", "身份证〔号码〕"),
        ("电话一三九零零零零零四一八", "电话〔号码〕"),
        ("微信号：abc_12345", "微信号：〔账号〕"),
        ("车是鲁D12345", "车是〔车牌〕"),
        ("邮箱a.b@example.com", "邮箱〔邮箱〕"),
        ("见 https://example.com/x", "见 〔网址〕"),
        ("在3号楼2单元501室", "在〔门牌〕〔门牌〕〔门牌〕"),
        ("他叫王建国，不讲理", "他叫〔某人〕，不讲理"),
        ("张厂长说没钱", "〔某〕厂长说没钱"),
        ("欧阳建国书记不管", "〔某〕书记不管"),
        ("王庄村的地", "〔某〕村的地"),
        ("在幸福小区里", "在〔某〕小区里"),
        ("我们村里人都知道", "我们村里人都知道"),
        ("欠我三千六百块", "欠我三千六百块"),
        ("欠我18000元，3个月了", "欠我18000元，3个月了"),
        ("打110，打12345", "打110，打12345"),
        ("阴平镇的厂", "阴平镇的厂"),
    ],
)
def test_who_and_where_is_taken_out_and_the_rest_stays(said, kept):
    assert known(CASE).without(said) == kept


def test_a_name_before_and_after_a_correction_can_be_told_apart():
    people = known(CASE, [("applicant_name", "韩素"), ("applicant_name", "韩素芬")])
    assert people.value("韩素芬") == "〔申请人〕"
    assert people.value("韩素") == "〔申请人2〕"
    assert people.value(["照片", "韩广田的收条"]) == ["照片", "〔对方〕的收条"]
    assert people.value(3600) == 3600


def test_what_cannot_be_taken_out_is_refused():
    with pytest.raises(StillThere):
        known(Case(applicant_name="申请")).without("申请")
