import type { Story } from '../story.ts';
import { badProvider } from './bad-provider.ts';
import { everything } from './everything.ts';
import { kills } from './kills.ts';
import { outages } from './outages.ts';
import { pointsOfDeath } from './points-of-death.ts';

/** Every story that there is, in the order in which they are played. */
export const stories: readonly Story[] = [kills, pointsOfDeath, outages, badProvider, everything];
