// What comes before a skill, from left to right. It reads the table that stands below it.
(() => {
  const place = document.querySelector("[data-graph]");
  const rows = [...document.querySelectorAll("[data-link]")];
  if (!place || !rows.length) return;
  if (!place.clientWidth) return;
  const links = rows.map((row) => {
    const [skill, other] = [...row.querySelectorAll("a")];
    const [level, otherLevel] = [...row.querySelectorAll(".lv")].map((cell) => cell.textContent);
    return { skill: skill.textContent, address: skill.getAttribute("href"), level, other: other.textContent, otherAddress: other.getAttribute("href"), otherLevel };
  });
  const here = place.dataset.here;
  const depth = new Map([[here, 0]]);
  for (const link of links) if (link.skill === here) depth.set(link.other, 1);
  for (const link of links) if (!depth.has(link.other)) depth.set(link.other, 2);
  const layers = [[], [], []];
  for (const [name, layer] of depth) layers[layer].push(name);
  const addresses = new Map(links.flatMap((link) => [[link.skill, link.address], [link.other, link.otherAddress]]));
  // Those of the last layer stand near what needs them.
  const order = (name) => {
    const after = links.filter((link) => link.other === name && depth.get(link.skill) === 1).map((link) => layers[1].indexOf(link.skill));
    return after.length ? after.reduce((sum, item) => sum + item, 0) / after.length : 0;
  };
  layers[2].sort((one, two) => order(one) - order(two));
  const tallest = Math.max(...layers.map((layer) => layer.length));
  const nodes = layers.flatMap((names, layer) =>
    names.map((name, number) => ({
      data: { id: name, address: addresses.get(name) },
      classes: layer === 0 ? "here" : "",
      position: { x: (2 - layer) * 320, y: (number + 0.5) * ((tallest * 40) / names.length) },
    })),
  );
  const edges = links
    .filter((link) => depth.get(link.skill) < depth.get(link.other))
    .map((link) => ({ data: { source: link.other, target: link.skill, label: `${link.otherLevel} → ${link.level}` } }));
  let drawn;
  window.metierOnTheme(() => {
    const color = window.metierColors();
    drawn?.destroy();
    drawn = window.cytoscape({
      container: place,
      elements: [...nodes, ...edges],
      layout: { name: "preset", padding: 24 },
      userZoomingEnabled: false,
      userPanningEnabled: false,
      autoungrabify: true,
      boxSelectionEnabled: false,
      style: [
        { selector: "node", style: { shape: "round-rectangle", width: 236, height: 28, "background-color": color.paper, "border-width": 1, "border-color": color.line, label: "data(id)", color: color.ink, "font-family": window.metierFont, "font-size": 14, "text-valign": "center", "text-wrap": "ellipsis", "text-max-width": 226 } },
        { selector: ".here", style: { "border-color": color.accent, "border-width": 2, "font-weight": 600 } },
        { selector: "edge", style: { width: 1, "line-color": color.ink_soft, "line-opacity": 0.55, "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": color.ink_soft, "arrow-scale": 0.7 } },
      ],
    });
    drawn.on("tap", "node", (event) => event.target.data("address") && window.location.assign(event.target.data("address")));
    drawn.on("mouseover", "node", () => (place.style.cursor = "pointer"));
    drawn.on("mouseout", "node", () => (place.style.cursor = ""));
  });
})();
