/** Marks an h1 for the way through Readability, which makes it an h2. */
export const levelAttribute = 'data-sylion-level';
