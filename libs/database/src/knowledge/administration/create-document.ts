import type { TenantScope } from '../../database.ts';

export interface NewDocument {
  readonly id: string;
  readonly knowledgeBaseId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: { readonly kind: 'upload' } | { readonly kind: 'uri' | 'web'; readonly uri: string };
  /** What was uploaded; for other sources the worker fetches it. */
  readonly content?: DocumentContent;
}

/** Bytes that lie complete in the object store. */
export interface DocumentContent {
  readonly objectPath: string;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
}

/** Adds a document that waits for ingestion. The knowledge base is held by `lockKnowledgeBase`. */
export async function createDocument({ sql: statements, tenantId }: TenantScope, document: NewDocument): Promise<void> {
  const { id, knowledgeBaseId, name, mimeType, metadata, source, content } = document;
  await statements
    .insertInto('knowledgeDocuments')
    .values({
      tenantId,
      id,
      knowledgeBaseId,
      name,
      mimeType,
      metadata: JSON.stringify(metadata),
      sourceKind: source.kind,
      sourceUri: source.kind === 'upload' ? null : source.uri,
      ...content,
    })
    .execute();
}
