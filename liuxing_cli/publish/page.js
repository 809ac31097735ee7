"use strict";
// Tables can be sorted by any column and filtered by any word. Everything is readable without this;
// the order in the file is the official one, and a third click brings it back.
(() => {
  const FILTERED = 6; // shorter tables need no filter
  const order = new Intl.Collator("zh-CN", { numeric: true }).compare;

  const make = (name, properties, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };
  const text = (row, column) => row.cells[column].textContent.trim();
  const number = (row, column) => parseFloat(text(row, column).replace(/[,，]/g, ""));

  // Numbers by value, what is no number last; words in the order of their reading.
  const comparison = (column, numeric, way) => (a, b) => {
    if (!numeric) return way * order(text(a, column), text(b, column));
    const [x, y] = [number(a, column), number(b, column)];
    if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
    return way * (x - y);
  };

  const sortable = (table, body, rows) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const numeric = rows[0].cells[column].classList.contains("number");
      const button = make("button", { type: "button", title: "按此列排序" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const next = { ascending: "descending", descending: null }[before];
        const after = before ? next : "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (after) head.setAttribute("aria-sort", after);
        const way = after === "descending" ? -1 : 1;
        const sorted = after ? [...rows].sort(comparison(column, numeric, way)) : rows;
        body.append(...sorted);
      });
    });
  };

  const filterable = (table, rows) => {
    const count = make("output", { className: "count" });
    count.setAttribute("aria-live", "polite");
    const name = table.caption ? table.caption.textContent : "表格";
    const field = make("input", { type: "search", placeholder: "输入名称或文字" });
    field.setAttribute("aria-label", `在“${name}”中查找`);
    field.addEventListener("input", () => {
      const words = field.value.trim().toLowerCase().split(/\s+/);
      rows.forEach((row) => {
        const whole = [...row.cells].map((cell) => cell.textContent).join("\t").toLowerCase();
        row.hidden = !words.every((word) => whole.includes(word));
      });
      const shown = rows.filter((row) => !row.hidden).length;
      count.value = field.value.trim() ? `显示 ${shown} 行，共 ${rows.length} 行` : "";
    });
    const label = make("label", {}, "查找 ", field);
    table.parentElement.before(make("div", { className: "tools" }, label, count));
  };

  document.querySelectorAll("main table").forEach((table) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.length > 1) sortable(table, body, rows);
    if (rows.length >= FILTERED) filterable(table, rows);
  });
})();
