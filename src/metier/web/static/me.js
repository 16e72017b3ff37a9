// A slider says its level beside it while it moves.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.matches("input[data-level]")) return;
  const told = field.parentElement.querySelector("output");
  if (told) told.textContent = field.value;
});
