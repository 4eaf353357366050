/** Of the fields that a change names, the values they had: the `before` of its audit entry. */
export const formerly = <Row extends object>(change: Partial<Record<keyof Row, unknown>>, row: Row): Partial<Row> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in change)) as Partial<Row>;
