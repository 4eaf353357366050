/**
 * The address of the Debian archive that this machine uses, out of what `apt-get update --print-uris` prints
 * (`'<archive>/dists/<suite>/InRelease' <file> 0` per line, whatever kind of file the source was configured in).
 * Undefined on a machine without one, such as Ubuntu.
 */
export function debianMirror(printedUris: string): string | undefined {
  const archives = [...printedUris.matchAll(/^'([^']+)\/dists\/[^']+\/InRelease'/gm)].map((match) => match[1] ?? '');
  return archives.find((archive) => /\/debian\/?$|\/debian\.list$/.test(archive));
}
