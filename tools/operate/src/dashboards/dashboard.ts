/** A dashboard as its author thinks of it: rows of panels from left to right, each with its questions. */
export interface Dashboard {
  /** In its address; stays when the title changes. */
  readonly name: string;
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[];
}

export interface Panel {
  readonly title: string;
  /** Grafana's name: `s`, `short`, `ops` (per second), `percentunit`, `currencyUSD`. */
  readonly unit: 's' | 'short' | 'ops' | 'percentunit' | 'currencyUSD';
  /** What one should see here. */
  readonly description: string;
  /** PromQL, and how its series are called (`{{label}}` for a label's value). */
  readonly queries: readonly (readonly [expression: string, legend: string])[];
}

const panelsPerRow = 3;
const widthUnits = 24 / panelsPerRow;
const heightUnits = 8;

/** The dashboard as Grafana imports it. */
export function toGrafana({ name, title, rows }: Dashboard): object {
  let y = 0;
  let id = 0;
  const panels = rows.flatMap((row) => {
    const header = { id: (id += 1), type: 'row', title: row.title, collapsed: false, panels: [], gridPos: { x: 0, y, w: 24, h: 1 } };
    const top = y + 1;
    y = top + Math.ceil(row.panels.length / panelsPerRow) * heightUnits;
    const placed = row.panels.map((panel, place) => ({
      id: (id += 1),
      gridPos: {
        x: (place % panelsPerRow) * widthUnits,
        y: top + Math.floor(place / panelsPerRow) * heightUnits,
        w: widthUnits,
        h: heightUnits,
      },
      ...toGraph(panel),
    }));
    return [header, ...placed];
  });
  return {
    uid: `sylion-${name}`,
    title: `Sylion: ${title}`,
    tags: ['sylion'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }] },
    panels,
  };
}

const datasource = { type: 'prometheus', uid: '${datasource}' };

const toGraph = ({ title, unit, description, queries }: Panel): object => ({
  type: 'timeseries',
  title,
  description,
  datasource,
  fieldConfig: { defaults: { unit, min: 0, custom: { fillOpacity: 10 } }, overrides: [] },
  options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
  targets: queries.map(([expr, legendFormat], place) => ({ refId: String.fromCharCode(65 + place), expr, legendFormat, datasource })),
});
