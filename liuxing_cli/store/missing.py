"""What a workspace lacks, told to someone who sees one for the first time."""

from liuxing_cli.model.finding import Finding

SETTINGS = "data/workspace.yaml"
SUBJECTS = "data/subjects/"

_WAYS = {
    SETTINGS: "工作区的设置：建立它（要写的键见 docs/formats.md），或用 --workspace 指明工作区",
    SUBJECTS: "名册：每个街道一个文件夹，里面是 street.yaml 和各社区的文件；先建立它们再录记录",
    "standards": "标准的总表：建立它，或删去整个 standards/ 文件夹改用随工具带的六型标准",
}


def lacking(place: str, what: str) -> Finding:
    """WSP001 for something that is not there, with the way to get it."""
    way = _WAYS.get(place, f"建立 {place}；整套责任矩阵都不用就删去 standards/matrix/")
    return Finding("WSP001", place, params={"what": what, "way": way})


def lacking_everything() -> Finding:
    """WSP001 for a folder in which nothing of a workspace lies."""
    way = "用 --workspace 指明工作区；新建的先写 data/workspace.yaml（见 docs/formats.md）"
    what = "任何标准、设置和名册，standards/ 和 data/ 是空的"
    return Finding("WSP001", SETTINGS, params={"what": what, "way": way})
