/** Pictures without a library: bars and lines, drawn so that they can be read on light and on dark pages. */

/** Seen on white and on black alike: a page's theme and the system's may differ, so no rule of style is relied on. */
const colours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#7f7f7f'] as const;

const style = `<style>
  text { font: 12px system-ui, sans-serif; fill: #757d86; }
  .title { font-weight: 600; font-size: 14px; }
  .strong { font-weight: 600; }
  .rule { stroke: #8c959f; stroke-opacity: .4; }
</style>`;

export interface BarGroup {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly isOurs: boolean }[];
}

const labelWidth = 220;
const barArea = 400;
const barHeight = 18;

/** Groups of horizontal bars, one below the other, all of one scale a group. */
export function drawBars(title: string, note: string, groups: readonly BarGroup[]): string {
  const parts: string[] = [`<text class="title" x="10" y="22">${toXml(title)}</text>`];
  parts.push(`<text x="10" y="40">${toXml(note)}</text>`);
  let y = 64;
  for (const group of groups) {
    parts.push(`<text x="10" y="${y + 12}" class="strong">${toXml(group.title)}</text>`);
    y += 22;
    const largest = Math.max(...group.bars.map(({ value }) => value).filter(Number.isFinite));
    for (const { label, value, isOurs } of group.bars) {
      const width = Number.isFinite(value) ? Math.max(1, (value / largest) * barArea) : 0;
      parts.push(
        `<text x="${labelWidth - 8}" y="${y + 13}" text-anchor="end"${isOurs ? ' class="strong"' : ''}>${toXml(label)}</text>`,
        `<rect x="${labelWidth}" y="${y + 2}" width="${width.toFixed(1)}" height="${barHeight - 4}" rx="2" fill="${isOurs ? colours[5] : colours[4]}"/>`,
        `<text x="${(labelWidth + width + 6).toFixed(1)}" y="${y + 13}">${Number.isFinite(value) ? value.toFixed(2) : '–'}</text>`,
      );
      y += barHeight;
    }
    y += 14;
  }
  return svg(title, labelWidth + barArea + 60, y, parts);
}

export interface Series {
  readonly label: string;
  readonly values: readonly number[];
}

export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly isLogarithmic?: boolean;
  readonly series: readonly Series[];
}

const panelHeight = 130;
const plotLeft = 62;
const plotWidth = 560;

/** Panels of lines over the same times, in minutes. */
export function drawLines(title: string, note: string, minutes: readonly number[], panels: readonly Panel[]): string {
  const parts: string[] = [`<text class="title" x="10" y="22">${toXml(title)}</text>`];
  parts.push(`<text x="10" y="40">${toXml(note)}</text>`);
  const last = minutes.at(-1) ?? 1;
  const xOf = (minute: number) => plotLeft + (minute / last) * plotWidth;
  let top = 58;
  for (const { title: name, unit, series, isLogarithmic = false } of panels) {
    const finite = series.flatMap(({ values }) => values).filter((value) => Number.isFinite(value) && value > 0);
    const ceiling = niceAbove(Math.max(1, ...finite));
    const floor = isLogarithmic ? 10 ** Math.floor(Math.log10(Math.min(...finite))) : 0;
    const share = (value: number) =>
      isLogarithmic ? Math.log(Math.max(value, floor) / floor) / Math.log(ceiling / floor) : value / ceiling;
    const yOf = (value: number) => top + 20 + (1 - share(value)) * (panelHeight - 20);
    parts.push(`<text x="10" y="${top + 10}" class="strong">${toXml(name)}</text>`);
    series.forEach(({ label }, index) => {
      const x = 220 + index * 135;
      parts.push(`<rect x="${x}" y="${top + 1}" width="10" height="10" fill="${colours[index]}"/>`);
      parts.push(`<text x="${x + 14}" y="${top + 10}">${toXml(label)}</text>`);
    });
    for (const tick of isLogarithmic ? [floor, Math.sqrt(floor * ceiling), ceiling] : [0, ceiling / 2, ceiling]) {
      const y = yOf(tick).toFixed(1);
      parts.push(`<line class="rule" x1="${plotLeft}" x2="${plotLeft + plotWidth}" y1="${y}" y2="${y}"/>`);
      parts.push(
        `<text x="${plotLeft - 6}" y="${(Number(y) + 4).toFixed(1)}" text-anchor="end">${say(tick, unit)}</text>`,
      );
    }
    series.forEach(({ values }, index) => {
      const points = values.flatMap((value, at) =>
        Number.isFinite(value) ? [`${xOf(minutes[at] ?? 0).toFixed(1)},${yOf(value).toFixed(1)}`] : [],
      );
      parts.push(
        `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[index]}" stroke-width="1.6" stroke-linejoin="round"/>`,
      );
    });
    top += panelHeight + 24;
  }
  for (let minute = 0; minute <= last; minute += last > 6 ? 3 : 1)
    parts.push(`<text x="${xOf(minute).toFixed(1)}" y="${top}" text-anchor="middle">${minute} min</text>`);
  return svg(title, plotLeft + plotWidth + 30, top + 12, parts);
}

function svg(title: string, width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">\n<title>${toXml(title)}</title>\n${style}\n${parts.join('\n')}\n</svg>\n`;
}

/** 1, 2 or 5 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function toXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A label beside the plot has room for six letters. */
function say(tick: number, unit: string): string {
  return unit === ' ms' && tick >= 1000
    ? `${Number((tick / 1000).toPrecision(2))} s`
    : `${Number(tick.toPrecision(2))}${unit}`;
}
