import { estimateTokens } from '@sylion/conversation';

import { mergePassages } from '../passages/merge-passages.ts';
import { fuseRankings } from './fuse-rankings.ts';
import { managedChunks, type ManagedHit } from './managed-chunks.ts';

const prices = { id: 'prices', knowledgeBaseId: 'shop', name: 'Tarifs.pdf' };
const hit = (changes: Partial<ManagedHit> = {}): ManagedHit => ({
  chunkId: 'prices/c1',
  documentId: 'prices',
  knowledgeBaseId: 'shop',
  text: 'Une révision complète coûte 45 euros.',
  page: 3,
  ...changes,
});

describe('managedChunks', () => {
  it('tells a passage under the name that its document has here, with its page and its length', () => {
    const [chunk] = managedChunks([hit()], [prices]);
    expect(chunk).toMatchObject({ documentName: 'Tarifs.pdf', page: 3, similarity: null, textRank: null });
    expect(chunk?.tokenCount).toBe(estimateTokens(hit().text));
  });

  it.each([
    ['that is not alive', { documentId: 'withdrawn' }],
    ['that is another knowledge base’s now', { knowledgeBaseId: 'garage' }],
  ])('finds nothing of a document %s', (_which, changes) => {
    expect(managedChunks([hit(changes)], [prices])).toEqual([]);
  });

  it('ranks what is left as a ranking of its own', () => {
    const chunks = managedChunks([hit({ documentId: 'withdrawn' }), hit(), hit({ chunkId: 'prices/c2' })], [prices]);
    expect(chunks.map(({ chunkId }) => chunkId)).toEqual(['prices/c1', 'prices/c2']);
    expect(chunks).toEqual(fuseRankings([chunks], 2));
  });

  it('never puts two passages of a document together, whose places in it nobody tells', () => {
    const chunks = managedChunks([hit(), hit({ chunkId: 'prices/c2' }), hit({ chunkId: 'prices/c3' })], [prices]);
    expect(mergePassages(chunks, { passageTokens: 1_000, limit: 10 })).toHaveLength(3);
  });
});
