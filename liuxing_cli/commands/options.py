"""Options that several commands share, so that they read the same everywhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class TableForm(StrEnum):
    """How tables are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="工作区目录（默认：向上找 standards/ 和 data/）"),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="写到这个文件（默认：标准输出）")
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", "-p", help="评估期，如 2013H1（默认：最近一期）")
]
ProfileOption = Annotated[
    str | None, typer.Option("--profile", help="评分办法（默认：工作区设置的）")
]
TableFormOption = Annotated[TableForm, typer.Option("--format", "-f", help="输出形式")]
