// What every page shares: the finder, the sheet of keys. Pages work without it.
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
