import { openBusiness, openLibrary, type Library } from '@sylion/acceptance';

import { inTurns } from '../../in-turns.ts';
import type { Story } from '../../story.ts';
import { percentile } from '../../talk/percentile.ts';
import { broken } from '../part.ts';

const mostTimesIdle = 1.5;
/** Within this nobody notices a difference, whatever the ratio. */
const unnoticedMs = 250;

/** One tenant brings a library; another one's page does not queue behind it. */
export const documents: Story = {
  name: 'documents',
  promise: `One tenant's flood of documents leaves the time until another tenant's page is ready within ${mostTimesIdle} × of its idle value and a quarter of a second.`,
  play: async (stage, { isQuick }, progress) => {
    const [flood, pages] = isQuick ? [300, 30] : [2_000, 100];
    const quiet = await openLibrary(await openBusiness(stage, 'Answer from what you know.'));
    const floods = await openBusiness(stage, 'Answer from what you know.');
    const loud = await openLibrary(floods);
    await quiet.add('first.md', page('the first page')); // what starts up with it is nobody's flood
    progress('the quiet tenant alone');
    const idleMs = await timePages(quiet, 'idle', pages);
    progress(`beside ${flood} documents of another tenant`);
    const brought = await inTurns(Array.from({ length: flood }), 8, (_, index) => loud.bring(`Page ${index}.md`, page(`page ${index}`)));
    const besideMs = await timePages(quiet, 'beside', pages);
    const path = { id: loud.knowledgeBaseId };
    const states = (await Array.fromAsync(floods.admin.list('/v1/knowledge-bases/{id}/documents', { path, query: { limit: 200 } }))).map(
      ({ state }) => state,
    );
    const waiting = states.filter((state) => state === 'queued').length;
    progress('until the flood is worked off');
    const ended = await inTurns(brought, 8, (id) => loud.ends(id, 900_000));
    const lost = ended.filter(({ state }) => state !== 'ready').length;
    const [idle, beside] = [percentile(idleMs, 0.95), percentile(besideMs, 0.95)];
    const detail = `p95 ${idle} ms alone, ${beside} ms beside the flood: ${(beside / idle).toFixed(2)} ×`;
    return {
      facts: {
        flood: `${flood} documents of another tenant, ${waiting} of them still waiting when the quiet tenant’s last page was ready`,
        'a page of the quiet tenant': detail,
      },
      violations: [
        ...(beside <= idle * mostTimesIdle + unnoticedMs ? [] : [broken('slow', detail)]),
        ...(lost === 0 ? [] : [broken('lost', `${lost} documents of the flood are not ready`)]),
      ],
      trace: [],
    };
  },
};

const page = (name: string): string => `# ${name}\n\nOn ${name} stands nothing else.`;

/** From the upload until the page is ready, one after the other, in ms. */
const timePages = (library: Library, name: string, pages: number): Promise<number[]> =>
  inTurns(Array.from({ length: pages }), 1, async (_, index) => {
    const startedAt = performance.now();
    await library.add(`${name}-${index}.md`, page(`${name} ${index}`));
    return Math.round(performance.now() - startedAt);
  });
