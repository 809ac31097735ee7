"""The last gate before paper: no personal data leaves, whatever record it came from."""

from collections.abc import Iterator

from liuxing_cli.model.privacy import Personal, leaks, mask
from liuxing_cli.publish.document import Block, Contacts, Document, Figure, lines_of
from liuxing_cli.publish.errors import PublishError

_NAMES = {
    Personal.IDENTITY: "身份证号码",
    Personal.MOBILE: "手机号码",
    Personal.BANK_CARD: "银行卡号",
    Personal.EMAIL: "电子邮箱",
    Personal.LANDLINE: "固定电话",
    Personal.NAMED: "姓名和号码",
}
_OFFICIAL = frozenset({Personal.EMAIL, Personal.LANDLINE, Personal.MOBILE})
"""What an office may publish of its own, as a contact."""


class PersonalData(PublishError):  # noqa: N818 - not our error: the text must not go out
    """The text of a publication holds personal data; the message shows it masked."""


def refuse_personal(document: Document) -> None:
    """Stop a document with personal data in it, the office's own contacts excepted.

    Raises:
        PersonalData: names the kind and the masked line, never the data.
    """
    contacts = [value for b in document.blocks if isinstance(b, Contacts) for _, value in b.entries]
    for block in document.blocks:
        for text in _texts(block):
            for leak in leaks(text):
                found = text[leak.start : leak.end].strip()
                official = leak.kind in _OFFICIAL and any(found in value for value in contacts)
                if not official:
                    raise PersonalData(
                        f"文件里有{_NAMES[leak.kind]}，不能发布：“{mask(text)[:80]}”。"
                        "请在记录或模板里删去；单位对外的联系方式写在工作区设置的 contact 里"
                    )


def _texts(block: Block) -> Iterator[str]:
    yield from lines_of(block)
    if isinstance(block, Figure):
        for chart in block.charts:
            yield chart.alt
