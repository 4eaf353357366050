import { z } from 'zod';

/** What `npm audit --json` prints (version 2), as far as it is read here. */
export const auditReportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(z.union([z.string(), z.object({ name: z.string(), title: z.string(), url: z.string(), severity: z.string() })])),
    }),
  ),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

/** Advisories that are known and borne for a while: `advisory` is the last part of its address (GHSA-…), `until` the last day. */
export const acceptedSchema = z.array(z.strictObject({ advisory: z.string().min(1), reason: z.string().min(20), until: z.iso.date() }));
export type Accepted = z.infer<typeof acceptedSchema>;

const grave = ['high', 'critical'];

/** What has to be done about the advisories of production's packages; nothing about those below `high`. `today` is a date, 2026-11-30. */
export function judgeAdvisories({ vulnerabilities }: AuditReport, accepted: Accepted, today: string): string[] {
  const advisories = new Map(
    Object.values(vulnerabilities)
      .flatMap(({ via }) => via)
      .filter((cause) => typeof cause !== 'string')
      .filter(({ severity }) => grave.includes(severity))
      .map((cause) => [cause.url.replace(/^.*\//, ''), cause]),
  );
  const borne = new Map(accepted.map((entry) => [entry.advisory, entry]));
  return [
    ...[...advisories].flatMap(([id, { name, severity, title, url }]) => {
      const until = borne.get(id)?.until;
      if (until !== undefined && until >= today) return [];
      return [`${name}: ${severity}: ${title} (${url})${until === undefined ? '' : `; it was accepted until ${until}`}`];
    }),
    ...accepted
      .filter(({ advisory }) => !advisories.has(advisory))
      .map(({ advisory }) => `${advisory}: is accepted, but nobody reports it any more`),
  ];
}
