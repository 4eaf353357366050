/** A node of a plan, as `explain (analyze, format json)` shows it. Numbers of rows are per loop. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface PlanVerdict {
  /** Rows that were taken out of tables, whether they passed a filter or not. */
  readonly rowsRead: number;
  /** What a page must not need, in words. */
  readonly faults: readonly string[];
}

/** Tables of this many rows and more are never to be read from end to end. */
const largeTableRows = 10_000;
/** More than this is no longer the page and what hangs on it. */
const mostSortedRows = 1_000;

/**
 * What it took to answer with a page: no large table read whole, and no sorting of more than a few pages' rows.
 * @param tableRows how many rows each table has
 */
export function judgePlan(plan: PlanNode, tableRows: ReadonlyMap<string, number>): PlanVerdict {
  const nodes = flatten(plan);
  return {
    rowsRead: nodes.filter((node) => node['Relation Name'] !== undefined).reduce((sum, node) => sum + rowsReadBy(node), 0),
    faults: nodes.flatMap((node) => {
      const relation = node['Relation Name'] ?? '';
      if (node['Node Type'].endsWith('Seq Scan') && (tableRows.get(relation) ?? 0) >= largeTableRows) return [`reads all of ${relation}`];
      const sorted = node['Node Type'] === 'Sort' ? (node.Plans ?? []).reduce((sum, input) => sum + total(input), 0) : 0;
      return sorted > mostSortedRows ? [`sorts ${sorted} rows`] : [];
    }),
  };
}

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
const total = (node: PlanNode): number => Math.round(node['Actual Rows'] * node['Actual Loops']);
const rowsReadBy = (node: PlanNode): number =>
  Math.round(
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'],
  );
