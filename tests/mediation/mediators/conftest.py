"""Mediators as a list brings them."""

import pytest

from mediation.mediators import csv_file

HEAD = "账号,姓名,机构编码,专长,服务镇街,语言,每周休息,介绍\n"
LIST = (
    "kong,孔令梅,370404101,邻里、婚姻家庭,阴平镇、古邵镇,鲁南话,周一,退休法官\n"
    "sun,孙立新,370404103,合同,,手语,,\n"
    "ma,马文斌,renshe,其他劳动争议,,,周六、周日,\n"
)


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "调解员.csv"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
async def listed(database, file):
    await csv_file.import_file(database, file(HEAD + LIST))
    return database
