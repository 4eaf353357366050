import type { Corpus } from '../corpus/corpus.ts';
import type { TenantClass } from '../corpus/corpus-shape.ts';
import { questionVector } from '../corpus/latent-space.ts';
import { seededRandom, type SeededRandom } from '../corpus/seeded-random.ts';
import type { Question, Topic } from './question.ts';

/** `count` questions for every class and topic, spread over the tenants of the class. */
export function makeQuestions(corpus: Corpus, count: number): Question[] {
  const classes = Object.entries(corpus.shape.classes) as [TenantClass, readonly number[]][];
  return classes.flatMap(([tenantClass, tenants], classNumber) =>
    (['in', 'cross'] satisfies Topic[]).flatMap((topic, topicNumber) =>
      Array.from({ length: count }, (_, number) => {
        const tenant = tenants[number % tenants.length] ?? 0;
        const random = seededRandom(77, classNumber, topicNumber, number);
        const source = topic === 'in' ? ownChunk(corpus, tenant, random) : foreignChunk(corpus, tenant, random);
        const vector = questionVector(source.tenant, source.chunk, corpus.topicOf(source.tenant, source.chunk), number);
        return { tenant, class: tenantClass, topic, vector };
      }),
    ),
  );
}

interface Source {
  readonly tenant: number;
  readonly chunk: number;
}

function ownChunk(corpus: Corpus, tenant: number, random: SeededRandom): Source {
  return { tenant, chunk: random.integer(corpus.sizeOf(tenant)) };
}

/** Of any other tenant's chunks one on a topic that this tenant has nothing about. */
function foreignChunk(corpus: Corpus, tenant: number, random: SeededRandom): Source {
  const own = new Set(corpus.topicsOf(tenant));
  for (;;) {
    const other = random.integer(corpus.shape.tenantSizes.length);
    if (other === tenant) continue;
    const source = ownChunk(corpus, other, random);
    if (!own.has(corpus.topicOf(other, source.chunk))) return source;
  }
}
