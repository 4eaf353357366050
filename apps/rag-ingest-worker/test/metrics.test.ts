import { createMetrics } from '@sylion/runtime';
import { readMetricCatalog } from '@sylion/testbed';

import { ingestDocument } from '../src/ingest/ingest-document.ts';
import { createIngestMetrics } from '../src/ingest-metrics.ts';
import { drawReadableScan, writePdf } from './documents/write-pdf.ts';
import { startHarness } from './ingest-harness.ts';
import { openLibrary } from './library.ts';
import { openDependencies } from './open-dependencies.ts';

it('exports what dashboards and alerts rely upon, and nothing that is not written down', () => {
  const metrics = createMetrics('rag-ingest-worker');
  createIngestMetrics(metrics);
  expect(metrics.catalog).toEqual(readMetricCatalog('rag-ingest-worker'));
});

it('counts every token that the ledger has, by what it was for', async () => {
  const harness = await startHarness();
  try {
    const library = await openLibrary(harness, { settings: { transcribeScans: true } });
    const bytes = await writePdf((document) => drawReadableScan(document, 'La baguette coûte 1,30 euro.'), { compress: false });
    const documentId = await library.add({ name: 'Tarifs.pdf', mimeType: 'application/pdf', bytes });
    const counted: Record<string, number> = {};
    await ingestDocument(
      { version: 1, tenantId: library.tenantId, documentId },
      { attempt: 1, isLastAttempt: false },
      { ...openDependencies(harness), onTokens: (_model, kind, count) => (counted[kind] = (counted[kind] ?? 0) + count) },
    );
    expect(await library.ended(documentId)).toMatchObject({ state: 'ready' });
    const { embedding_tokens: embedding, model_prompt_tokens: prompt, model_output_tokens: output } = await library.used();
    expect(embedding).toBeGreaterThan(0);
    expect(counted).toEqual({ embedding, prompt, output });
  } finally {
    await harness.stop();
  }
});
