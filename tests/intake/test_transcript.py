"""The words of each fact travel with the line they stand in, and only those of the case."""

import pytest

from intake.transcript import transcript, with_facts_of


def fact(slot, value, text):
    return {"slot": slot, "value": value, "text": text, "start": 0, "end": len(text)}


def said(text, **parsed):
    return {"event": "user", "timestamp": 100.0, "text": text, "parse_data": parsed}


def lines(*events, **values):
    return with_facts_of(transcript(events, since=0.0), values)


def test_facts_answers_corrections_and_the_village_are_kept_with_their_line():
    rows = lines(
        said("王强欠我三千", facts=[fact("respondent", "王强", "王强")], village=None),
        said("不对，是三千六", corrections=[fact("amount_yuan", 3600, "三千六")]),
        said("斜屋村", answer=fact("place", "斜屋村", "斜屋村"), village="斜屋村"),
        respondent="王强",
        amount_yuan=3600,
        place="斜屋村",
        village="斜屋村",
    )
    assert [row.get("facts") for row in rows] == [
        [{"slot": "respondent", "text": "王强"}],
        [{"slot": "amount_yuan", "text": "三千六"}],
        [{"slot": "place", "text": "斜屋村"}, {"slot": "village", "text": "斜屋村"}],
    ]


@pytest.mark.parametrize(
    ("heard", "values"),
    [
        (fact("amount_yuan", 3000, "三千"), {"amount_yuan": 3600}),
        (fact("amount_yuan", 3000, "三千"), {}),
        (fact("demand", "还钱", ""), {"demand": "还钱"}),
    ],
)
def test_what_the_case_does_not_hold_is_left_out(heard, values):
    (row,) = lines(said("欠三千", facts=[heard]), **values)
    assert "facts" not in row


def test_one_of_several_things_is_enough():
    (row,) = lines(
        said("有照片", facts=[fact("evidence", "照片", "照片")]), evidence=["录音", "照片"]
    )
    assert row["facts"] == [{"slot": "evidence", "text": "照片"}]


def test_heard_twice_in_a_message_is_kept_once():
    heard = fact("town", "阴平镇", "阴平")
    (row,) = lines(said("阴平", facts=[heard], answer=heard), town="阴平镇")
    assert row["facts"] == [{"slot": "town", "text": "阴平"}]


def test_words_with_an_identity_number_in_them_stay_behind():
    number = "370404199001011234"
    (row,) = lines(
        said(
            f"还我{number}的钱",
            safe_text="还我370404********1234的钱",
            facts=[fact("demand", "x", f"还我{number}的钱"), fact("place", "y", "的钱")],
        ),
        demand="x",
        place="y",
    )
    assert row["facts"] == [{"slot": "place", "text": "的钱"}]
    assert number not in str(row)


def test_what_the_bot_said_has_no_facts():
    rows = lines({"event": "bot", "timestamp": 100.0, "text": "您好"}, town="阴平镇")
    assert rows == [{"at": rows[0]["at"], "from": "bot", "text": "您好"}]
