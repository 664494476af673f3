// Draws a bar chart as SVG: groups along the x axis, one bar of each series per group.

export interface BarChart {
  title: string;
  /** The label of the value axis. */
  unit: string;
  groups: string[];
  /** One value for each group; NaN where there is none. */
  series: { name: string; values: number[] }[];
}

const WIDTH = 720;
const HEIGHT = 360;
const LEFT = 64;
const TOP = 72;
const BOTTOM = 40;
const RIGHT = 16;
/** Distinguishable by lightness as well as by hue. */
const COLOURS = ['#0b5394', '#e69138', '#8e7cc3', '#6aa84f'];
const STYLE = 'font-family="sans-serif" fill="#222222"';

export function barChart({ title, unit, groups, series }: BarChart): string {
  const all = series.flatMap(({ values }) => values).filter((value) => !Number.isNaN(value));
  const step = niceStep(Math.max(...all));
  const top = Math.ceil(Math.max(...all) / step) * step;
  const heightOf = (value: number) => (value / top) * (HEIGHT - TOP - BOTTOM);
  const groupWidth = (WIDTH - LEFT - RIGHT) / groups.length;
  const barWidth = Math.min(64, (groupWidth * 0.8) / series.length);
  const foot = HEIGHT - BOTTOM;

  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, line) => {
    const y = foot - heightOf(line * step);
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#cccccc"/>` +
      text(LEFT - 8, y + 4, shown(line * step), 'end')
    );
  });
  const legend = series.map(({ name }, place) => {
    const x = LEFT + place * 170;
    return (
      `<rect x="${x}" y="42" width="14" height="14" fill="${COLOURS[place]}"/>` +
      text(x + 20, 54, name)
    );
  });
  const bars = groups.flatMap((group, at) => {
    const middle = LEFT + groupWidth * (at + 0.5);
    const drawn = series.map(({ values }, place) => {
      const value = values[at] ?? Number.NaN;
      if (Number.isNaN(value)) return '';
      const x = middle + (place - series.length / 2) * barWidth;
      const y = foot - heightOf(value);
      return (
        `<rect x="${x + 1}" y="${y}" width="${barWidth - 2}" height="${heightOf(value)}" fill="${COLOURS[place]}"/>` +
        text(x + barWidth / 2, y - 4, shown(value), 'middle')
      );
    });
    return [...drawn, text(middle, foot + 20, group, 'middle')];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-size="12" ${STYLE} role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="26" font-size="16">${escaped(`${title} (${unit})`)}</text>`,
    ...grid,
    ...legend,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

/** A round number that gives four to eight grid lines below the highest value. */
function niceStep(highest: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(highest / 4));
  return [1, 2, 5, 10].map((times) => times * magnitude).find((s) => highest / s <= 8) ?? magnitude;
}

const text = (x: number, y: number, words: string, anchor = 'start') =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(words)}</text>`;
const shown = (value: number) => String(Number(value.toPrecision(3)));
const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
