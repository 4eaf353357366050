import type { ReportRow } from './report-rows.ts';

/** The report as aligned columns for a terminal; `–` where there was nothing to measure. */
export function formatTable(rows: readonly ReportRow[]): string {
  const measures = Object.keys(rows[0]?.quality ?? {});
  const cells = [
    ['language', 'kind', 'questions', ...measures, 'p50 ms', 'p95 ms'],
    ...rows.map(({ language, kind, questions, quality, searchMs }) => [
      language,
      kind,
      String(questions),
      ...measures.map((name) => formatNumber(quality[name] ?? null, 2)),
      formatNumber(searchMs.p50, 1),
      formatNumber(searchMs.p95, 1),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

function formatNumber(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}
