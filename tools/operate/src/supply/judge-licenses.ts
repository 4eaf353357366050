/** Licences that ask for no more than their text and a name: our product may be sold, closed and changed with what is under them. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose package.json does not say it in SPDX's words, with what their licence file says. */
const readByHand: Readonly<Record<string, { readonly says: string; readonly means: string }>> = {
  duck: { says: 'BSD', means: 'BSD-2-Clause' },
};

export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** What production installs under a licence that is not on the list; `packages` are the lockfile's. */
export function judgeLicenses(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages)
    .filter(([location, { dev, link }]) => location.includes('node_modules/') && !dev && !link)
    .flatMap(([location, { license, version }]) => {
      const name = location.replace(/^.*node_modules\//, '');
      const byHand = readByHand[name];
      const expression = byHand && byHand.says === license ? byHand.means : license;
      return expression !== undefined && isAllowed(expression) ? [] : [`${name}@${version ?? '?'}: ${license ?? 'names no licence'}`];
    });
}

/** Of several licences that one may choose from, one has to be allowed; of several that hold together, each. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes('(')) return false;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((license) => allowed.has(license.trim())));
}
