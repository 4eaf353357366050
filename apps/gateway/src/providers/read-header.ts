/** A header by its name in any case; undefined if it is missing, empty or came more than once. */
export const readHeader = (headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string | undefined => {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
