/** Bars in groups, on a logarithmic scale. */
export interface BarChart {
  readonly title: string;
  readonly subtitle: string;
  readonly groups: readonly BarGroup[];
  /** Of the values; ms by default. */
  readonly unit?: string;
}

export interface BarGroup {
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  /** Above 0. */
  readonly value: number;
  /** Stands behind the value. */
  readonly note: string;
  readonly style: 'ours' | 'peer' | 'wrong';
}

const left = 250;
const scaleWidth = 430;
const width = 960;
const barHeight = 18;
const barStep = 24;
const groupGap = 44;
const headHeight = 84;
const colors = { ours: '#1f9d6b', peer: '#8a94a6', wrong: '#d9a3a3' };

/** An SVG picture that reads on light and dark pages. */
export function barChart({ title, subtitle, groups, unit = 'ms' }: BarChart): string {
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value));
  const low = Math.floor(Math.log10(Math.min(...values, 1)));
  const high = Math.ceil(Math.log10(Math.max(...values, 10)));
  const x = (value: number): number => left + ((Math.log10(value) - low) / (high - low)) * scaleWidth;

  let y = headHeight;
  const drawn = groups.map((group) => {
    const top = y;
    y += groupGap + group.bars.length * barStep;
    return drawGroup(group, top, x, unit);
  });
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 24}" font-family="system-ui, sans-serif" font-size="13">`,
    `<rect width="${width}" height="${y + 24}" fill="#ffffff"/>`,
    text(24, 32, title, 'font-size="18" font-weight="600"'),
    text(24, 54, subtitle, 'fill="#5b6472"'),
    ...ticks.map((tick) => drawTick(tick, x(tick), y, unit)),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function drawGroup({ title, bars }: BarGroup, top: number, x: (value: number) => number, unit: string): string {
  const heading = text(24, top + 22, title, 'font-weight="600"');
  const drawn = bars.map(({ label, value, note, style }, index) => {
    const y = top + 34 + index * barStep;
    const end = Math.max(x(value), left + 2);
    return [
      text(left - 10, y + 13, label, `text-anchor="end"${style === 'ours' ? ' font-weight="600"' : ''}`),
      `<rect x="${left}" y="${y}" width="${(end - left).toFixed(1)}" height="${barHeight}" rx="3" fill="${colors[style]}"/>`,
      text(
        end + 8,
        y + 13,
        `${value < 100 ? value.toPrecision(2) : value.toFixed(0)} ${unit}${note === '' ? '' : `, ${note}`}`,
        'fill="#3c4452"',
      ),
    ].join('\n');
  });
  return [heading, ...drawn].join('\n');
}

function drawTick(tick: number, x: number, bottom: number, unit: string): string {
  const line = `<line x1="${x}" x2="${x}" y1="${headHeight}" y2="${bottom}" stroke="#e4e7ec"/>`;
  return `${line}\n${text(x, bottom + 16, `${tick} ${unit}`, 'text-anchor="middle" fill="#5b6472"')}`;
}

function text(x: number, y: number, content: string, attributes: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${escaped}</text>`;
}
