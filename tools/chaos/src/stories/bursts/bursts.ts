import type { Story } from '../../story.ts';
import { playParts } from '../part.ts';
import { fiveInNineSeconds } from './five-in-nine-seconds.ts';
import { impatientUsers } from './impatient-users.ts';
import { loneQuestion } from './lone-question.ts';

/** How people really write: in pieces, alone, and without patience. */
export const bursts: Story = {
  name: 'bursts',
  promise:
    'Five messages in nine seconds get one answer that uses all of them, a lone question waits less than a second more, and the impatient get everything once.',
  play: playParts([fiveInNineSeconds, loneQuestion, impatientUsers]),
};
