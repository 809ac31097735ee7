"""The settings of the workspace."""

from district import story
from district.text import header, quoted

_SETTINGS = """\
name: 示例区“六型社区”创建工作
district: 示例区
office: 示例区“六型社区”创建工作联席会议办公室
subject_id: '\\d{12}'
profile: acceptance
groups:
%(groups)s
assessors:
  - id: third-party-a
    name: 示例评估中心（虚构）
    sources: [third_party]
  - id: inspection-team
    name: 创建工作组联合检查组
    sources: [inspection]
# 虚构的联系方式：0000 开头的号码不存在，example.org 是留作示例的域名。
contact:
  office: 联席会议办公室综合科
  phone: "010-00000000"
  email: office@example.org
  address: 示例区示例路1号
  postcode: "100000"
  hours: "工作日 9:00 至 11:30，13:30 至 17:00"
publicity:
  days: 7
  first_day_counts: false
  holidays: []
  workdays: []
"""


def workspace_file() -> str:
    """The text of ``workspace.yaml``."""
    groups = "\n".join(_group(group, name) for group, name in story.GROUPS.items())
    return header("workspace", 1) + _SETTINGS % {"groups": groups}


def _group(group: str, name: str) -> str:
    members = [quoted(street.id) for street in story.STREETS if street.group == group]
    lines = "".join(f"\n      - {member}" for member in members)
    return f"  - id: {group}\n    name: {name}\n    members:{lines}"
