"""Nobody's name gets into a record: what is told as a name, and what is not."""

import pytest

from liuxing_cli.model.privacy import objector_names


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("反映人：王某某", ["王**"]),
        ("举报人是张某某，要求保密", ["张**"]),
        ("居民李某反映楼道灯不亮", ["李*"]),
        ("业主陈某某投诉三次", ["陈**"]),
        ("刘女士说夜里噪声大，赵大爷也来过", ["刘*", "赵*"]),
    ],
)
def test_names_are_told(text: str, masked: list[str]) -> None:
    assert [leak.masked for leak in objector_names(text)] == masked


@pytest.mark.parametrize(
    "text",
    [
        "一位居民反映楼道灯不亮",
        "业主陆续反映垃圾清运不及时",
        "居民周边反映强烈",
        "反映人为驻区单位，已盖章",
        "复看全部楼道，没有堆放；照片拍的是相邻小区",
        "社区老师傅维修队没有台账",
        "石榴院社区的宣传栏破损",
    ],
)
def test_ordinary_words_are_not(text: str) -> None:
    assert objector_names(text) == []
