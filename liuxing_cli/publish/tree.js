// On paper a tree is unfolded, whatever the reader has folded on the screen.
(() => {
  const folded = new Set();
  addEventListener("beforeprint", () => {
    document.querySelectorAll(".tree details:not([open])").forEach((node) => {
      folded.add(node);
      node.open = true;
    });
  });
  addEventListener("afterprint", () => {
    folded.forEach((node) => (node.open = false));
    folded.clear();
  });
})();
