// A form is sent only when Metier answers, so that what was typed is not lost with a page that
// cannot load. Without this script forms are sent as they are.
(() => {
  const note = () => document.getElementById("lost");
  const show = () => {
    note().hidden = false;
    note().scrollIntoView({ block: "nearest" });
  };
  const hide = () => {
    note().hidden = true;
  };
  const busy = new WeakSet();
  const sent = new WeakSet();

  document.addEventListener("htmx:sendError", show);
  document.addEventListener("htmx:beforeSwap", hide);
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || sent.has(form) || form.method !== "post") return;
    if (form.hasAttribute("hx-post")) return;
    event.preventDefault();
    if (busy.has(form)) return;
    busy.add(form);
    try {
      const answer = await fetch("/health", { cache: "no-store" });
      if (!answer.ok) throw new Error("no answer");
      hide();
      sent.add(form);
      form.requestSubmit(event.submitter);
    } catch {
      show();
    } finally {
      busy.delete(form);
      sent.delete(form);
    }
  });
})();
