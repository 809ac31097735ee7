"""Write the generated pages of docs/ from the code they describe; ``--check`` only compares.

commands.md from the command line's own help, codes.md from the pages of the finding codes,
formats.md from the JSON Schemas that the loader validates with.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from liuxing_cli import codes
from liuxing_cli.main import COMMANDS, app

DOCS = Path(__file__).parent
SCHEMAS = DOCS.parent / "liuxing_cli" / "schemas"
NOTE = "<!-- 由 docs/generate.py 生成，请勿手改；改了命令、格式或代码后运行 make docs。 -->\n"


def commands_page() -> str:
    """The command reference: the help page of each command as a terminal of 80 columns shows it."""
    root = typer.main.get_command(app)
    context = typer.Context(root, info_name="liuxing", max_content_width=80)
    parts = ["# 命令\n", NOTE, _console(root.get_help(context))]
    for name in COMMANDS:
        command = root.get_command(context, name)  # type: ignore[attr-defined]
        inner = typer.Context(command, info_name=name, parent=context, max_content_width=80)
        parts += [f"## liuxing {name}\n", _console(command.get_help(inner))]
        for sub in getattr(command, "commands", {}).values():
            own = typer.Context(sub, info_name=sub.name, parent=inner, max_content_width=80)
            parts += [f"### liuxing {name} {sub.name}\n", _console(sub.get_help(own))]
    return "\n".join(parts)


def _console(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"```text\n{lines}\n```\n"


def codes_page() -> str:
    """Every finding code with its severity, meaning and examples."""
    parts = ["# 问题代码\n", NOTE, "代码永久有效。在终端里看一条：`liuxing rule 代码`。\n"]
    for code in map(codes.lookup, codes.codes()):
        parts += [f"## {code.code} {code.title}\n"]
        parts += [f"级别：{code.severity}。提示：{code.hint}\n", code.body.strip() + "\n"]
    return (
        "\n".join(parts)
        .replace("\n## 为什么", "\n### 为什么")
        .replace("\n## 错误示例", "\n### 错误示例")
        .replace("\n## 正确示例", "\n### 正确示例")
    )


def formats_page() -> str:
    """Every kind of file, key by key."""
    parts = ["# 文件格式\n", NOTE]
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        parts += [f"## {path.name.split('.')[0]}：{schema['title']}\n"]
        parts += [
            schema.get("description", "") + "\n",
            "| 键 | 含义 | 类型 | 必填 |\n| --- | --- | --- | --- |",
        ]
        parts += ["\n".join(_rows(schema, schema)), ""]
    return "\n".join(parts)


def _rows(schema: dict[str, Any], root: dict[str, Any], prefix: str = "") -> Iterator[str]:
    schema = _resolve(schema, root)
    required = set(schema.get("required", ()))
    for key, raw in schema.get("properties", {}).items():
        field = _resolve(raw, root)
        text = "：".join(t for t in (field.get("title"), field.get("description")) if t)
        must = "是" if key in required else ""
        yield f"| `{prefix}{key}` | {_cell(text)} | {_cell(_type(field, root))} | {must} |"
        yield from _inside(field, root, f"{prefix}{key}")


def _inside(field: dict[str, Any], root: dict[str, Any], prefix: str) -> Iterator[str]:
    if prefix.count(".") > 6:
        return
    if "properties" in field:
        yield from _rows(field, root, f"{prefix}.")
    if isinstance(field.get("items"), dict):
        yield from _rows(field["items"], root, f"{prefix}[].")
    if isinstance(field.get("additionalProperties"), dict):
        yield from _rows(field["additionalProperties"], root, f"{prefix}.<名>.")
    for variant in field.get("allOf", ()):
        yield from _variant(variant, root, prefix)


def _variant(variant: dict[str, Any], root: dict[str, Any], prefix: str) -> Iterator[str]:
    """The keys of one kind of a value that has several: those of ``then``, under its name."""
    tests = variant.get("if", {}).get("properties", {})
    key, test = next(iter(tests.items()), ("", {}))
    then = _resolve(variant.get("then", {}), root)
    if "const" in test and "properties" in then:
        told = {name: field for name, field in then["properties"].items() if name != key}
        yield from _rows({**then, "properties": told}, root, f"{prefix}({key}={test['const']}).")


def _resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    target: Any = root
    for part in schema["$ref"].removeprefix("#/").split("/"):
        target = target[part]
    return {**target, **{k: v for k, v in schema.items() if k != "$ref"}}


def _type(field: dict[str, Any], root: dict[str, Any]) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return "、".join(f"`{value}`" for value in field["enum"])
    kind = field.get("type", "")
    words = {"string": "文字", "number": "数", "integer": "整数", "boolean": "true/false"}
    if kind == "array":
        inner = _resolve(field.get("items", {}), root)
        return f"列表（{_type(inner, root)}）" if inner else "列表"
    if kind == "object":
        return "映射"
    if isinstance(kind, list):
        return "或".join(words.get(k, k) for k in kind)
    return words.get(kind, kind)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES = {"commands.md": commands_page, "codes.md": codes_page, "formats.md": formats_page}


def main(check: bool) -> int:
    """Write the pages, or with ``check`` name those that are out of step."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"docs out of step with the code: {', '.join(stale)}; run `make docs`")
        return 1
    print("docs: in step")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
