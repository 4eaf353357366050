import type { Story } from '../story.ts';
import { kills } from './kills.ts';

/** Every story that there is, in the order in which they are played. */
export const stories: readonly Story[] = [kills];
