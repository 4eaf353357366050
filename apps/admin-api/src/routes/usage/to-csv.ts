import papa from 'papaparse';

import type { UsageRecordRow } from '@sylion/database';

const columns = [
  'id',
  'occurredAt',
  'metric',
  'amount',
  'isEstimated',
  'assistantId',
  'channelId',
  'model',
  'turnId',
  'messageId',
  'documentId',
] as const satisfies readonly (keyof UsageRecordRow)[];

const lineEnd = '\r\n';

export const csvHeader = columns.join(',') + lineEnd;

/** Rows of the ledger as lines of CSV (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe. */
export const toCsv = (records: readonly UsageRecordRow[]): string =>
  papa.unparse(
    records.map((record) => columns.map((column) => cellOf(record[column]))),
    { newline: lineEnd, escapeFormulae: true },
  ) + lineEnd;

const cellOf = (value: UsageRecordRow[keyof UsageRecordRow]) => (value instanceof Date ? value.toISOString() : value);
