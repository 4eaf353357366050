import type { Story } from '../story.ts';
import { backlog } from './backlog.ts';
import { badProvider } from './bad-provider.ts';
import { bursts } from './bursts/bursts.ts';
import { everything } from './everything.ts';
import { kills } from './kills.ts';
import { limits } from './limits/limits.ts';
import { documents } from './neighbours/documents.ts';
import { fairness } from './neighbours/fairness.ts';
import { ordering } from './ordering.ts';
import { outages } from './outages.ts';
import { pointsOfDeath } from './points-of-death.ts';
import { quota } from './quota/quota.ts';
import { takeover } from './takeover/takeover.ts';

/** Every story that there is, in the order in which they are played. */
export const stories: readonly Story[] = [
  everything,
  kills,
  pointsOfDeath,
  outages,
  badProvider,
  ordering,
  bursts,
  takeover,
  quota,
  limits,
  backlog,
  fairness,
  documents,
];

/** What `--quick` plays when no story is named: the first one holds the trouble of the other talks. */
export const quickStories: readonly Story[] = [everything, bursts, takeover, quota, backlog];
