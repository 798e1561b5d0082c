// The page around the terminal: where its editor is, what is said when it ended, and no token left in the address bar.
"use strict";
{
  const terminal = document.getElementById("terminal");
  const size = parseInt(new URLSearchParams(location.search).get("fontsize"), 10);
  terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
  terminal.dataset.fontSize = size >= 6 && size <= 60 ? size : 16;
  // The cookie stands for the token from now on. What is left is safe to bookmark and to show.
  history.replaceState(null, "", size ? "/?fontsize=" + size : "/");
  // Before the first letter is drawn: the terminal keeps letters as it first saw them.
  document.fonts.load("16px 'Roboto Mono'", "中");

  const has = (name) => document.body.classList.contains(name);
  const once = (name, act) => {
    const watch = new MutationObserver(() => {
      if (!has(name)) return;
      watch.disconnect();
      act();
    });
    watch.observe(document.body, { attributes: true });
  };
  // Keys go to the editor without a click.
  once("-first-byte", () => document.querySelector(".xterm-helper-textarea").focus());
  once("-closed", async () => {
    const why = document.getElementById("why");
    try {
      const told = await fetch("/why");
      why.textContent = told.ok ? await told.text() : "drafter serve 重新启动过，请用它新显示的地址打开。";
    } catch {
      why.textContent = "drafter serve 已经停了。写的内容都在，重新运行它，用新的地址打开。";
    }
  });
  document.getElementById("again").addEventListener("click", () => location.reload());

  // Ctrl+W is the browser's: it asks before it closes a tab that is at work.
  addEventListener("beforeunload", (event) => {
    if (has("-first-byte") && !has("-closed")) event.preventDefault();
  });
}
