/**
 * The npm packages that a bundle is made of, as a package.json and a package-lock.json of their own: out of these `npm sbom` writes the bill
 * of materials of exactly what an image carries, which is less than what was installed to build it. They lie side by side there, under
 * their names, or under name-version where there are several versions.
 * @param files absolute paths of the files that went into the bundle
 * @param lockfile package-lock.json of the repository
 */
export function listContents({ name, version, files, lockfile }) {
  const locations = new Set(files.map(locationOf).filter(Boolean));
  const packages = [...locations].sort().map((location) => {
    const entry = lockfile.packages[location];
    if (!entry) throw new Error(`${location} is in the bundle, but not in package-lock.json`);
    return { name: location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length), ...entry };
  });
  const perVersion = new Map(packages.map((entry) => [`${entry.name}@${entry.version}`, entry]));
  const placed = [...perVersion.values()].map((entry, index, all) => {
    const isFirst = all.findIndex((other) => other.name === entry.name) === index;
    return { place: isFirst ? entry.name : `${entry.name}-${entry.version}`, entry };
  });
  const dependencies = Object.fromEntries(
    placed.map(({ place, entry }) => [place, place === entry.name ? entry.version : `npm:${entry.name}@${entry.version}`]),
  );
  const root = { name, version, dependencies };
  return {
    manifest: { ...root, private: true },
    lockfile: { name, version, lockfileVersion: 3, packages: { '': root, ...Object.fromEntries(placed.map(toLockEntry)) } },
  };
}

/** Where package-lock.json says that the package of a file lies: `apps/x/node_modules/@a/b`; undefined for a file of our own. */
function locationOf(file) {
  return /(?:(?:apps|libs|tools)\/[^/]+\/)?node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

function toLockEntry({ place, entry: { name, version, integrity, license } }) {
  return [`node_modules/${place}`, { name, version, integrity, license }];
}
