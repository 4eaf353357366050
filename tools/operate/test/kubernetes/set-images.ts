import type { Manifest } from './manifest.ts';

export interface ImageChange {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/** Replaces the images of all containers that have one of the names. */
export function setImages(manifest: Manifest, changes: readonly ImageChange[]): Manifest {
  const written = JSON.stringify(manifest, (key, value: unknown) => {
    const change = key === 'image' ? changes.find(({ name }) => name === value) : undefined;
    if (!change) return value;
    const { name, newName = name, newTag, digest } = change;
    return digest ? `${newName}@${digest}` : `${newName}${newTag ? `:${newTag}` : ''}`;
  });
  return JSON.parse(written) as Manifest;
}
