import { violationKinds } from './history/check-history.ts';
import type { Stage } from './stage/stage.ts';
import type { RunSize, Story, StoryResult } from './story.ts';

export interface PlayedStory extends StoryResult {
  readonly story: Pick<Story, 'name' | 'promise'>;
  readonly seconds: number;
}

/** Plays the stories one after the other on one stage and says how each ended; `onPlayed` hears of each before the next begins. */
export async function runStories(
  stage: Stage,
  stories: readonly Story[],
  size: RunSize,
  progress: (line: string) => void,
  onPlayed: (played: PlayedStory) => Promise<void>,
): Promise<PlayedStory[]> {
  const played: PlayedStory[] = [];
  for (const story of stories) {
    progress(`${story.name}: ${story.promise}`);
    stage.note(`story ${story.name}`);
    const startedAt = performance.now();
    const result = await story.play(stage, size, (line) => progress(`${story.name}: ${line}`));
    const seconds = (performance.now() - startedAt) / 1_000;
    progress(`${story.name}: ${summarize(result)} in ${seconds.toFixed(0)} s`);
    const ended = { story, seconds, ...result };
    played.push(ended);
    await onPlayed(ended);
    await resetEmulators(stage);
  }
  return played;
}

/** `nothing went wrong`, or how much of which kind. */
export function summarize({ violations }: Pick<StoryResult, 'violations'>): string {
  const counts = violationKinds
    .map((kind) => ({ kind, count: violations.filter((violation) => violation.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return counts.length === 0 ? 'nothing went wrong' : counts.map(({ kind, count }) => `${count} ${kind}`).join(', ');
}

async function resetEmulators({ vertex, whatsapp }: Stage): Promise<void> {
  await vertex.send('DELETE', '/_control');
  await whatsapp.send('POST', '/_control', { action: 'faults' });
}
