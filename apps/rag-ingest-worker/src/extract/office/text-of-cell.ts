/** Days as ISO dates (with the time when there is one), numbers without grouping or floating noise, as a reader would type them. */
export function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return textOfDate(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  return String(value).trim();
}

/** Excel knows no time zone: the reader gives its wall clock as UTC, which as a fraction of a day misses the second by a hair. */
function textOfDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day, time] = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().split('T');
  const minutes = time?.slice(0, 5) ?? '';
  return minutes === '00:00' ? (day ?? '') : `${day} ${minutes}`;
}
