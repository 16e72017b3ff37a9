// The map of moves: the start in the middle, hours as distance, rings at 3, 6 and 12 months.
(async () => {
  const place = document.querySelector("[data-map]");
  const form = document.querySelector("#map-form");
  if (!place) return;
  const stages = ["entry", "mid", "senior", "principal"];
  const shapes = { core: "ellipse", specialized: "diamond", business: "rectangle", compliance: "triangle", leadership: "pentagon", emerging: "hexagon" };
  const hues = { core: "d0", specialized: "d1", business: "d2", compliance: "d3", leadership: "d4", emerging: "d5" };
  const answer = await fetch(place.dataset.map);
  if (!answer.ok) return place.remove();
  const map = await answer.json();
  const roles = [...new Map(map.places.map((item) => [item.role, item.category]))];
  const byCategory = Object.keys(shapes).flatMap((category) => roles.filter((pair) => pair[1] === category).map((pair) => pair[0]));
  const perMonth = 365.25 / 12 / 7;
  let drawn;

  const elements = () => {
    const [role, stage] = form.elements.start.value.split(":");
    const perWeek = Number(form.elements.hours.value) || 6;
    const reach = form.elements.reach.value;
    const from = map.places.findIndex((item) => item.role === role && item.stage === stage);
    const year = 12 * perMonth * perWeek;
    // Root of the hours, so that what is near is told apart; beyond two years all lie at the rim.
    const radius = (hours) => (place.clientWidth < 640 ? 190 : 340) * Math.sqrt(Math.min(1, hours / (2 * year)));
    // Where there is no room for names, their numbers in the table.
    const narrow = place.clientWidth < 640;
    const wide = narrow ? 1 : 1.25;
    const rings = [12, 6, 3].map((months) => ({
      data: { id: `ring-${months}`, label: place.dataset.months.replace("{n}", months), size: 2 * radius(months * perMonth * perWeek), wide },
      classes: "ring",
      position: { x: 0, y: 0 },
      selectable: false,
      grabbable: false,
    }));
    const shown = map.places
      .map((item, number) => ({ ...item, number, steps: stages.indexOf(item.stage) - stages.indexOf(stage), hours: map.hours[from][number] }))
      .filter((item) => item.number !== from && !item.rare && item.role !== role)
      .filter((item) => reach === "all" || item.steps === 0 || (reach === "next" && item.steps === 1));
    const order = [...shown].sort((one, two) => one.hours - two.hours || one.role.localeCompare(two.role));
    // A label goes to the side, height and place where it covers no other.
    const taken = [{ left: -60, right: 60, top: -10, bottom: 26 }];
    const box = (position, label, side, lift) => {
      const long = 14 + label.length * 6.6;
      return { left: side === "right" ? position.x - 8 : position.x - long, right: side === "right" ? position.x + long : position.x + 8, top: position.y + lift - 8, bottom: position.y + lift + 8 };
    };
    const free = (position, label, side) => {
      const other = side === "right" ? "left" : "right";
      const choices = [[side, 0], [side, -15], [side, 15], [other, 0], [other, -15], [other, 15]];
      const clear = choices.find(([where, lift]) => {
        const mine = box(position, label, where, lift);
        return !taken.some((one) => mine.left < one.right && one.left < mine.right && mine.top < one.bottom && one.top < mine.bottom);
      });
      const [where, lift] = clear ?? choices[0];
      taken.push(box(position, label, where, lift));
      return [where, lift];
    };
    const nodes = shown.map((item) => {
      const turn = (byCategory.indexOf(item.role) + 0.22 * item.steps) / byCategory.length;
      const angle = 2 * Math.PI * turn - Math.PI / 2;
      const far = radius(item.hours);
      const within = item.hours <= year;
      const position = { x: Math.cos(angle) * far * wide, y: Math.sin(angle) * far };
      const label = narrow ? String(order.indexOf(item) + 1) : reach === "same" ? item.name : `${item.name}, ${item.stage}`;
      const [side, lift] = free(position, label, Math.cos(angle) >= 0 ? "right" : "left");
      return {
        data: { id: `${item.role}:${item.stage}`, label, lift, role: item.role, shape: shapes[item.category], hue: hues[item.category], size: item.pay ? 8 + item.pay / 25000 : 10 },
        classes: `${side} ${within ? "near" : "far"}`,
        position,
      };
    });
    const start = { data: { id: "start", label: map.places[from].name, role }, classes: "start", position: { x: 0, y: 0 } };
    return [...rings, ...nodes, start];
  };

  const draw = () => {
    const color = window.metierColors();
    drawn?.destroy();
    drawn = window.cytoscape({
      container: place,
      elements: elements(),
      layout: { name: "preset", fit: false },
      userZoomingEnabled: false,
      userPanningEnabled: false,
      autoungrabify: true,
      boxSelectionEnabled: false,
      style: [
        { selector: ".ring", style: { shape: "ellipse", width: (node) => node.data("size") * node.data("wide"), height: "data(size)", "background-opacity": 0, "border-width": 1, "border-color": color.line, label: "data(label)", color: color.ink_soft, "font-size": 12, "font-family": window.metierFont, "text-valign": "top", "text-margin-y": 16, "text-background-color": color.paper, "text-background-opacity": 1, "text-background-padding": 3, events: "no" } },
        { selector: ".near, .far", style: { shape: "data(shape)", width: "data(size)", height: "data(size)", "background-color": (node) => color[node.data("hue")], label: "data(label)", color: color.ink, "font-size": 12, "font-family": window.metierFont, "text-valign": "center", "text-margin-y": "data(lift)", "text-background-color": color.paper, "text-background-opacity": 0.85, "text-background-padding": 2 } },
        { selector: ".far", style: { "background-opacity": 0, "border-width": 1.5, "border-color": (node) => color[node.data("hue")], color: color.ink_soft } },
        { selector: ".right", style: { "text-halign": "right", "text-margin-x": 6 } },
        { selector: ".left", style: { "text-halign": "left", "text-margin-x": -6 } },
        { selector: ".start", style: { width: 16, height: 16, "background-color": color.accent, label: "data(label)", color: color.ink, "font-weight": 600, "font-size": 13, "font-family": window.metierFont, "text-valign": "bottom", "text-margin-y": 6, "text-background-color": color.paper, "text-background-opacity": 0.9, "text-background-padding": 3 } },
      ],
    });
    drawn.fit(drawn.elements(), 16);
    drawn.on("tap", ".near, .far, .start", (event) => window.location.assign(place.dataset.role.replace("ROLE", event.target.data("role"))));
    drawn.on("mouseover", ".near, .far, .start", () => (place.style.cursor = "pointer"));
    drawn.on("mouseout", ".near, .far, .start", () => (place.style.cursor = ""));
  };
  window.metierOnTheme(draw);
  form.addEventListener("change", draw);
  let waiting;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  });
})();
