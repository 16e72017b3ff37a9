// Colors for pictures that are drawn on a canvas: the page's own, as numbers that canvas libraries read.
window.metierColors = () => {
  const style = getComputedStyle(document.documentElement);
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const read = (name) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = style.getPropertyValue(name);
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  const names = ["paper", "raised", "sunk", "ink", "ink-soft", "line", "accent", "level-1", "level-2", "level-3", "level-4", "level-5", "d0", "d1", "d2", "d3", "d4", "d5"];
  return Object.fromEntries(names.map((name) => [name.replace("-", "_"), read(`--${name}`)]));
};
window.metierOnTheme = (draw) => {
  draw();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
};
window.metierFont = '"Metier Sans", sans-serif';
