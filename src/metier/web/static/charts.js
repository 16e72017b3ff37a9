// Pictures of the tables of pay and demand. Each reads the table on its page.
(() => {
  const place = document.querySelector("[data-chart]");
  if (!place) return;
  const text = (node) => node.textContent.trim();
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let drawn;

  const frame = (color, names, words) => ({
    grid: { left: 4, right: 72, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: "value", axisLabel: { color: color.ink_soft, fontFamily: window.metierFont, hideOverlap: true, formatter: words }, splitLine: { lineStyle: { color: color.line } } },
    yAxis: { type: "category", inverse: true, data: names, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: color.ink, fontFamily: window.metierFont, fontSize: 13, lineHeight: 16, width: place.clientWidth < 560 ? 110 : 220, overflow: "break", interval: 0 } },
  });
  const tip = (color) => ({ renderMode: "richText", backgroundColor: color.raised, borderColor: color.line, textStyle: { color: color.ink, fontFamily: window.metierFont } });

  const pay = (color) => {
    const table = document.querySelector("[data-pay]");
    const stages = [...table.querySelectorAll("thead th.right")].map(text);
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => ({ name: text(row.querySelector("th")), cells: [...row.querySelectorAll("[data-low]")].map((cell) => [Number(cell.dataset.low), Number(cell.dataset.high)]) }));
    const shades = [color.level_2, color.level_3, color.level_4, color.level_5];
    const series = stages.flatMap((stage, at) => [
      { type: "bar", stack: stage, silent: true, itemStyle: { color: "transparent" }, data: rows.map((row) => row.cells[at][0]), barGap: "30%", barCategoryGap: "30%" },
      { name: stage, type: "bar", stack: stage, itemStyle: { color: shades[at], borderRadius: 2 }, label: { show: true, position: "right", formatter: stage, color: color.ink_soft, fontFamily: window.metierFont, fontSize: 12 }, data: rows.map((row) => row.cells[at][1] - row.cells[at][0]) },
    ]);
    return {
      ...frame(color, rows.map((row) => row.name), (value) => number.format(value)),
      tooltip: { ...tip(color), formatter: (item) => { const [low, high] = rows[item.dataIndex].cells[stages.indexOf(item.seriesName)]; return `${item.name}, ${item.seriesName}\n${place.dataset.unit} ${number.format(low)}–${number.format(high)}`; } },
      series,
    };
  };

  // Each role as a line over the years in which the source expects it to become wanted.
  const demand = (color) => {
    const shades = { high: color.level_5, growing: color.level_4, emerging: color.level_3 };
    const year = (day) => { const at = new Date(day); return at.getUTCFullYear() + at.getUTCMonth() / 12 + at.getUTCDate() / 366; };
    const rows = [...document.querySelectorAll("[data-demand]")].flatMap((table) =>
      [...table.querySelectorAll("tbody tr")].map((row) => { const cell = row.querySelector("[data-from]"); return { name: text(row.querySelector("th")), kind: table.dataset.demand, from: year(cell.dataset.from), years: Number(cell.dataset.years), words: text(cell) }; }),
    );
    const first = Math.floor(Math.min(...rows.map((row) => row.from)));
    const frames = frame(color, rows.map((row) => row.name), (value) => String(value));
    frames.xAxis = { ...frames.xAxis, min: first, max: Math.ceil(Math.max(...rows.map((row) => row.from + row.years))), minInterval: 1 };
    return {
      ...frames,
      tooltip: { ...tip(color), formatter: (item) => `${item.name}\n${rows[item.dataIndex].words}` },
      series: [
        { type: "bar", stack: "years", silent: true, itemStyle: { color: "transparent" }, data: rows.map((row) => row.from) },
        { type: "bar", stack: "years", barWidth: 8, data: rows.map((row) => ({ value: row.years, itemStyle: { color: shades[row.kind], borderRadius: 2 } })) },
      ],
    };
  };

  const kinds = { pay, demand };
  window.metierOnTheme(() => {
    drawn?.dispose();
    drawn = window.echarts.init(place, null, { renderer: "canvas" });
    drawn.setOption({ animation: false, aria: { enabled: true }, ...kinds[place.dataset.chart](window.metierColors()) });
  });
  window.addEventListener("resize", () => drawn.resize());
})();
