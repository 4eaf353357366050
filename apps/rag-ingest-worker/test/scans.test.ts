import { drawReadableScan, drawScan, writePdf, type Drawing } from './documents/write-pdf.ts';
import { startHarness, type Harness } from './ingest-harness.ts';
import { openLibrary, type File, type Library } from './library.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startWorker();
});
afterAll(() => harness.stop());

const pdf = async (draw: (document: Drawing) => void): Promise<File> => ({
  name: 'Tarifs.pdf',
  mimeType: 'application/pdf',
  bytes: await writePdf(draw, { compress: false }),
});
const scanOf = (...pages: string[]): Promise<File> =>
  pdf((document) =>
    pages.forEach((words, index) => {
      if (index > 0) document.addPage();
      drawReadableScan(document, words);
    }),
  );
const transcriptions = async ({ tenantId }: Library) =>
  (await harness.calls(tenantId)).filter(({ state, request }) => state === 'ok' && request.texts === undefined);

it('a scan is never called ready when nobody may read it', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(await scanOf('La baguette coûte 1,30 euro.', 'Le pain coûte 3,20 euros.'));
  expect(await library.ended(documentId)).toMatchObject({
    state: 'needs_ocr',
    stateReason: 'needs_ocr',
    version: 0,
    pagesTotal: 2,
    pagesWithText: 0,
    chunkCount: 0,
  });
  expect(await harness.calls(library.tenantId)).toEqual([]);
});

it('a scan that the model may read is searchable page by page, and what it cost is in the ledger', async () => {
  const library = await openLibrary(harness, { settings: { transcribeScans: true } });
  const pages = Array.from(
    { length: 10 },
    (_, index) => `Sur la page ${index + 1}, le gâteau numéro ${index + 1} coûte ${index + 20} euros.`,
  );
  const documentId = await library.add(await scanOf(...pages));
  expect(await library.ended(documentId)).toMatchObject({ state: 'ready', pagesTotal: 10, pagesWithText: 10 });
  const text = (await library.chunks(documentId)).map(({ content }) => content).join('\n');
  for (const words of pages) expect(text).toContain(words);
  const calls = await transcriptions(library);
  expect(calls).toHaveLength(2);
  expect(await library.used()).toMatchObject({
    model_prompt_tokens: calls.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    model_output_tokens: calls.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  });

  await library.change('knowledgeDocuments', documentId, { state: 'queued' });
  await library.nudge(documentId);
  await library.version(documentId, 2);
  expect(await transcriptions(library)).toHaveLength(2); // no page is read twice
});

it('of a document with some scanned pages, those that can be read are searchable, and the coverage says so', async () => {
  const library = await openLibrary(harness);
  const mixed = await pdf((document) => {
    document.fontSize(12).text('Le dimanche, la boulangerie est ouverte de sept heures à treize heures.');
    document.addPage();
    drawScan(document);
  });
  const documentId = await library.add(mixed);
  expect(await library.ended(documentId)).toMatchObject({ state: 'ready', pagesTotal: 2, pagesWithText: 1 });
});

it('a scan in which even the model finds no word is not called ready', async () => {
  const library = await openLibrary(harness, { settings: { transcribeScans: true } });
  const documentId = await library.add(await pdf(drawScan));
  expect(await library.ended(documentId)).toMatchObject({ state: 'failed', stateReason: 'transcription_failed' });
});
