/** A provider's explanation, fit for a log: short, and with long digit runs (phone numbers) masked. */
export const safeDetail = (detail: string): string =>
  detail
    .replace(/\+?\d[\d\s-]{5,}\d/g, '…')
    .slice(0, 300)
    .toWellFormed();
