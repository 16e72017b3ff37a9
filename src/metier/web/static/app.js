// What every page shares: the finder, the sheet of keys, and pictures drawn once they come into
// view. Pages work without it.
window.addEventListener("load", () => {
  const load = (address) =>
    new Promise((done, fail) => {
      document.head.append(Object.assign(document.createElement("script"), { src: address, onload: done, onerror: fail }));
    });
  const watch = new IntersectionObserver(
    async (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        watch.unobserve(target);
        for (const address of target.dataset.scripts.split(" ")) await load(address);
      }
    },
    { rootMargin: "300px" },
  );
  for (const place of document.querySelectorAll("[data-scripts]")) watch.observe(place);
});

document.addEventListener("alpine:init", () => {
  const OFF = "metier-keys-off";

  // Walk with the arrow keys from the field through what was found.
  Alpine.data("finder", () => ({
    field() {
      return this.$root.querySelector("input");
    },
    links() {
      return [this.field(), ...this.$root.querySelectorAll("#found a")];
    },
    walk(event, step) {
      const links = this.links();
      const at = links.indexOf(document.activeElement);
      const next = links[at + step];
      if (at < 0 || !next) return;
      event.preventDefault();
      next.focus();
    },
    next(event) {
      this.walk(event, 1);
    },
    previous(event) {
      this.walk(event, -1);
    },
    clear() {
      this.$root.querySelector("#found").replaceChildren();
    },
    close(event) {
      if (!this.$root.querySelector("#found").childElementCount) return;
      event.preventDefault();
      this.clear();
      this.field().focus();
    },
    leave(event) {
      if (event.relatedTarget && !this.$root.contains(event.relatedTarget)) this.clear();
    },
  }));

  // Single keys: ? opens the sheet, / goes to the search, g r goes to the roles.
  Alpine.data("keys", () => ({
    before: "",
    init() {
      this.$root.querySelector("[data-keys-on]").checked = !this.isOff();
      for (const button of document.querySelectorAll("[data-open-keys]")) {
        button.hidden = false;
        button.addEventListener("click", () => this.$root.showModal());
      }
    },
    isOff() {
      try {
        return localStorage.getItem(OFF) === "1";
      } catch {
        return false;
      }
    },
    turn(event) {
      try {
        localStorage.setItem(OFF, event.target.checked ? "0" : "1");
      } catch {
        // Without storage the choice holds for no longer than the page.
      }
    },
    press(event) {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || this.isOff()) return;
      const pair = `${this.before} ${event.key}`.trim();
      this.before = event.key === "g" ? "g" : "";
      if (event.key === "?") return this.$root.showModal();
      if (event.key === "/") {
        event.preventDefault();
        return document.querySelector("#find").focus();
      }
      for (const row of this.$root.querySelectorAll("[data-keys]")) {
        if (row.dataset.keys === pair) window.location.assign(row.dataset.to);
      }
    },
  }));
});
