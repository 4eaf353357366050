import { acceptedSchema, auditReportSchema, judgeAdvisories } from '../../src/supply/judge-advisories.ts';

const advisory = (id: string, severity: string) => ({
  name: 'parser',
  title: 'reads too much',
  url: `https://advisories.example/${id}`,
  severity,
});
const report = (...via: object[]) =>
  auditReportSchema.parse({ auditReportVersion: 2, vulnerabilities: { parser: { via }, user: { via: ['parser'] } } });
const reason = 'we never hand it what comes from outside';

describe('advisories', () => {
  it('are judged from high on, each once, with what and where', () => {
    const found = judgeAdvisories(
      report(advisory('GHSA-1', 'high'), advisory('GHSA-2', 'moderate'), advisory('GHSA-3', 'critical')),
      [],
      '2026-11-30',
    );
    expect(found).toEqual([
      'parser: high: reads too much (https://advisories.example/GHSA-1)',
      'parser: critical: reads too much (https://advisories.example/GHSA-3)',
    ]);
  });

  it('may be borne for a reason until a day, and no longer', () => {
    const accepted = [{ advisory: 'GHSA-1', reason, until: '2026-11-30' }];
    expect(judgeAdvisories(report(advisory('GHSA-1', 'high')), accepted, '2026-11-30')).toEqual([]);
    expect(judgeAdvisories(report(advisory('GHSA-1', 'high')), accepted, '2026-12-01')).toEqual([
      expect.stringContaining('; it was accepted until 2026-11-30'),
    ]);
  });

  it('that nobody reports any more are not borne on', () => {
    expect(judgeAdvisories(report(), [{ advisory: 'GHSA-1', reason, until: '2026-12-31' }], '2026-11-30')).toEqual([
      'GHSA-1: is accepted, but nobody reports it any more',
    ]);
  });

  it.each([
    { advisory: 'GHSA-1', until: '2026-12-31' },
    { advisory: 'GHSA-1', reason: 'later', until: '2026-12-31' },
    { advisory: 'GHSA-1', reason },
  ])('are not borne without a reason and a last day: %j', (entry) => {
    expect(acceptedSchema.safeParse([entry]).success).toBe(false);
  });
});
