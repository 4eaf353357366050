import { seededRandom, type SeededRandom } from './seeded-random.ts';

export const dimension = 768;
/** Real embeddings vary in far fewer directions than they have numbers. */
const rank = 32;
const topicCount = 400;
const seed = 20_261_122;

/**
 * How far from a topic lies what one tenant says about it, how far around that its chunks lie, questions around the chunk they are about,
 * and how much is plain noise.
 */
const spread = { tenant: 0.5, chunk: 0.5, question: 0.3, ambient: 0.03 };

const basis = makeBasis();
const topics = Array.from({ length: topicCount }, (_, topic) => latentNormal(seededRandom(seed, 1, topic)));

/** The topics of a tenant: more of them the larger it is; a large tenant has some that others have too. */
export function tenantTopics(tenant: number, size: number): number[] {
  const random = seededRandom(seed, 2, tenant);
  const count = Math.min(200, 2 + Math.ceil(size / 500));
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(random.integer(topicCount));
  return [...chosen];
}

/** The topic of one chunk; neighbours share it, as in a document. */
export function topicOfChunk(topicsOfTenant: readonly number[], tenant: number, chunk: number): number {
  return topicsOfTenant[seededRandom(seed, 3, tenant, Math.floor(chunk / 10)).integer(topicsOfTenant.length)] ?? 0;
}

/** The unit vector of a chunk. */
export function chunkVector(tenant: number, chunk: number, topic: number): Float32Array {
  const random = seededRandom(seed, 4, tenant, chunk);
  return embed(around(placeOf(tenant, topic), spread.chunk, random), random);
}

/** The unit vector of a question near a chunk: `number` tells questions about the same chunk apart. */
export function questionVector(tenant: number, chunk: number, topic: number, number: number): Float32Array {
  const nearChunk = around(placeOf(tenant, topic), spread.chunk, seededRandom(seed, 4, tenant, chunk));
  const random = seededRandom(seed, 5, tenant, chunk, number);
  return embed(around(nearChunk, spread.question, random), random);
}

/** Where a tenant's own view of a topic lies. */
function placeOf(tenant: number, topic: number): Float64Array {
  return around(topics[topic] ?? [], spread.tenant, seededRandom(seed, 7, tenant, topic));
}

function around(center: ArrayLike<number>, distance: number, random: SeededRandom): Float64Array {
  return Float64Array.from({ length: rank }, (_, index) => (center[index] ?? 0) + distance * random.normal());
}

function latentNormal(random: SeededRandom): Float64Array {
  return around([], 1, random);
}

/** From the few directions to all 768 numbers, plus a little noise, to length 1. */
function embed(latent: Float64Array, random: SeededRandom): Float32Array {
  const vector = new Float32Array(dimension);
  for (let row = 0; row < rank; row += 1) {
    const weight = latent[row] ?? 0;
    const offset = row * dimension;
    for (let column = 0; column < dimension; column += 1) vector[column]! += weight * basis[offset + column]!;
  }
  let squares = 0;
  for (let column = 0; column < dimension; column += 1) {
    const value = vector[column]! + spread.ambient * (random.uniform() - 0.5);
    vector[column] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  for (let column = 0; column < dimension; column += 1) vector[column]! /= length;
  return vector;
}

/** Later directions matter less, as the spectrum of real embeddings falls. */
function makeBasis(): Float32Array {
  const random = seededRandom(seed, 6);
  return Float32Array.from({ length: rank * dimension }, (_, index) => {
    const row = Math.floor(index / dimension);
    return random.normal() / Math.sqrt(dimension * (1 + row / 16));
  });
}
