"""A document with every kind of block, as an office would send one."""

from datetime import date

from liuxing_cli.publish.document import (
    Block,
    Column,
    Contacts,
    DocNumber,
    Document,
    Imprint,
    RedHead,
    SignOff,
    Table,
)
from liuxing_cli.publish.markup import Line, parse

OFFICE = "示例区“六型社区”创建工作联席会议办公室"
TEXT = """@redhead
@docnumber
# 关于命名2013年度
# “六型社区”示范社区的决定
@to 各街道办事处、乡镇人民政府，联席会议各成员单位：
根据《示例区推动落实“六型社区”建设工作方案》，经检查验收，决定命名下列社区为示范社区。
## 总体要求
希望被命名的社区珍惜荣誉，不断巩固和扩大创建成果，充分发挥示范带动作用。
### 巩固成果
#### 坚持自查
##### 每季一次
- 自查记录归档备查
- 整改情况按季上报
> 本决定自印发之日起执行。
@contacts
@attachments
@signoff sealed
@stamp
@attachment 2013年度“六型社区”示范社区名单
@table list
@attachment 示范社区管理办法（试行）
第一条　为了规范管理，制定本办法。
@pagebreak
第二条　本办法由联席会议办公室解释。
@imprint
"""


def decision(rows: int = 60, text: str = TEXT) -> Document:
    """The document with a list of so many rows."""
    listed = [
        [f"漷湾镇第{n}片", "、".join(f"{x}社区" for x in "甲乙丙丁"[: 1 + n % 4]), str(1 + n % 4)]
        for n in range(rows)
    ]
    columns = [Column("片区", width=6), Column("社区"), Column("数量", numeric=True, width=3)]
    objects: dict[str, Block] = {
        "redhead": RedHead(("示例区“六型社区”创建工作", "联席会议文件")),
        "docnumber": DocNumber("示六创〔2014〕3号"),
        "contacts": Contacts((("监督电话", "010-00000000"), ("电子邮箱", "a@example.org"))),
        "signoff": SignOff(OFFICE, "2014年1月10日"),
        "imprint": Imprint("区委办公室，各街道办事处、乡镇人民政府", OFFICE, "2014年1月10日"),
        "list": Table("示范社区名单", columns, listed),
    }
    written = [Line(line, "决定", n) for n, line in enumerate(text.splitlines(), start=1)]
    return Document(parse(written, objects), date(2014, 1, 10), OFFICE)
