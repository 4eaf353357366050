interface Embedding {
  readonly model: string;
  readonly dimension: 768 | 1536;
}

/** `keep`: nothing to do; `replace`: there is nothing to embed anew; `begin`: from now on the next vectors are made; `end`: no more. */
export type EmbeddingChange =
  { readonly kind: 'keep' } | { readonly kind: 'replace' | 'begin'; readonly embedding: Embedding } | { readonly kind: 'end' };

/** What a wish for another model or dimension means; what it does not name stays as it is, or as it is to be. */
export function planEmbeddingChange(
  base: { readonly now: Embedding; readonly next: Embedding | undefined; readonly hasVectors: boolean },
  wish: Partial<Embedding>,
): EmbeddingChange {
  if (wish.model === undefined && wish.dimension === undefined) return { kind: 'keep' };
  const planned = base.next ?? base.now;
  const wanted = { model: wish.model ?? planned.model, dimension: wish.dimension ?? planned.dimension };
  if (isSame(wanted, planned)) return { kind: 'keep' };
  if (isSame(wanted, base.now)) return { kind: 'end' };
  return { kind: base.hasVectors ? 'begin' : 'replace', embedding: wanted };
}

const isSame = (one: Embedding, other: Embedding): boolean => one.model === other.model && one.dimension === other.dimension;
