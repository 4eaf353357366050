/** A Kubernetes object as far as every kind has it; what else it has, its own schema says (`schemas.test.ts`). */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  metadata: { name: string; namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  data?: Record<string, string>;
  spec?: unknown;
}

/** All manifests of a kind, as what their schema makes of them. */
export const ofKind = <Kind>(manifests: readonly Manifest[], kind: string): Kind[] =>
  manifests.filter((manifest) => manifest.kind === kind) as unknown as Kind[];
