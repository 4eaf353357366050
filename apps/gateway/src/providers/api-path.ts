/** Joins a base URL and path segments; undefined if a segment could leave its place (`..`, `/`, `?`): ids come from outside. */
export const apiPath = (baseUrl: string, ...segments: string[]): URL | undefined => {
  const isSafe = segments.every((segment) => /^[\w.:@+=-]+$/.test(segment) && !/^\.+$/.test(segment));
  return isSafe ? new URL([baseUrl.replace(/\/+$/, ''), ...segments].join('/')) : undefined;
};
