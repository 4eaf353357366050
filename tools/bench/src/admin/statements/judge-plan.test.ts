import { judgePlan, type PlanNode } from './judge-plan.ts';

const node = (type: string, rows: number, more: Partial<PlanNode> = {}): PlanNode => ({
  'Node Type': type,
  'Actual Rows': rows,
  'Actual Loops': 1,
  ...more,
});
const tableRows = new Map([
  ['messages', 1_000_000],
  ['tenants', 1_000],
]);
const judge = (plan: PlanNode) => judgePlan(plan, tableRows);

describe('the plan of a page', () => {
  it('is well when an index leads to its rows', () => {
    const names = node('Index Scan', 1, { 'Relation Name': 'tenants', 'Actual Loops': 50 });
    const page = node('Index Scan', 51, { 'Relation Name': 'messages', 'Rows Removed by Filter': 9 });
    expect(judge(node('Limit', 50, { Plans: [node('Nested Loop', 51, { Plans: [page, names] })] }))).toEqual({ rowsRead: 110, faults: [] });
  });

  it('may read a small table whole and sort a page', () => {
    const small = node('Seq Scan', 900, { 'Relation Name': 'tenants' });
    expect(judge(node('Sort', 900, { Plans: [small] }))).toEqual({ rowsRead: 900, faults: [] });
  });

  it('is found out when it reads a large table whole, though a filter leaves little of it', () => {
    const scan = node('Parallel Seq Scan', 1, { 'Relation Name': 'messages', 'Rows Removed by Filter': 499_999, 'Actual Loops': 2 });
    expect(judge(node('Gather', 2, { Plans: [scan] }))).toEqual({ rowsRead: 1_000_000, faults: ['reads all of messages'] });
  });

  it('is found out when it sorts everything for one page', () => {
    const all = node('Index Scan', 2_000, { 'Relation Name': 'messages' });
    expect(judge(node('Limit', 50, { Plans: [node('Sort', 50, { Plans: [all] })] })).faults).toEqual(['sorts 2000 rows']);
  });
});
