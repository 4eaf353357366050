import type { Corpus } from '../corpus/corpus.ts';
import { baseId } from '../corpus/identifiers.ts';
import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import { langchainTables } from './systems/langchain-system.ts';
import { llamaindexTable } from './systems/llamaindex-system.ts';
import { systemNames } from './systems/system-names.ts';

const ourTable = 'knowledge_vectors_768';
/** A row's text and metadata in the peers' tables are no part of what vectors cost. */
const peerContentBytes = (table: string, text: string): string =>
  `(select (sum(octet_length(${text})) + sum(pg_column_size(metadata)))::float8 from ${table} tablesample system (5)) / (select count(*) from ${table} tablesample system (5))`;

/** Bytes of disk for a chunk's vector and the indexes over it; text is left out for all. */
export async function measureSizes(ours: BenchDatabase, peers: BenchDatabase, corpus: Corpus): Promise<Measurement[]> {
  const line = (system: string, what: string, bytesPerChunk: number): Measurement => ({
    bench: 'retrieval',
    set: corpus.shape.name,
    system,
    class: what,
    isOurs: system === systemNames.ours,
    bytesPerChunk,
  });
  const own = await withClient(ours.superuserUrl, async (client) => {
    const { rows: indexes } = await client.query<{ name: string; size: number; base: string }>(
      `select index_name as name, pg_relation_size(index_name::regclass)::float8 as size, knowledge_base_id as base from knowledge_vector_indexes`,
    );
    const { rows } = await client.query<{ bytes: number }>(`select pg_total_relation_size('${ourTable}')::float8 as bytes`);
    const shared = ((rows[0]?.bytes ?? 0) - indexes.reduce((sum, { size }) => sum + size, 0)) / corpus.chunkCount;
    const large = indexes.find(({ base }) => base === baseId(0));
    return [
      line(systemNames.ours, 'size', shared),
      ...(large ? [line(systemNames.ours, 'size, own index', shared + large.size / corpus.sizeOf(0))] : []),
    ];
  });
  const peerSizes = await withClient(peers.ownerUrl, async (client) => {
    const bytesOf = async (table: string, text: string): Promise<number> => {
      const { rows } = await client.query<{ total: number; content: number }>(
        `select pg_total_relation_size('${table}')::float8 as total, ${peerContentBytes(table, text)} as content`,
      );
      return (rows[0]?.total ?? 0) / corpus.chunkCount - (rows[0]?.content ?? 0);
    };
    const hasIndexed = await peers.isLoaded(langchainTables.hnsw);
    return [
      line(systemNames.langchainDefault, 'size', await bytesOf(langchainTables.default, 'text')),
      line(systemNames.llamaindexCollection, 'size', await bytesOf(llamaindexTable, 'document')),
      ...(hasIndexed ? [line(systemNames.langchainHnsw, 'size, own index', await bytesOf(langchainTables.hnsw, 'text'))] : []),
    ];
  });
  return [...own, ...peerSizes];
}
