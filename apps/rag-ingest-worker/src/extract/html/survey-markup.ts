import type { MarkupNode } from './parse-markup.ts';
import { walkMarkup } from './walk-markup.ts';

export interface MarkupSurvey {
  /** What the head says; null when it says nothing. */
  readonly title: string | null;
  /** It has an html or body element of its own. */
  readonly isWholePage: boolean;
  readonly elements: number;
  readonly depth: number;
}

export function surveyMarkup(root: MarkupNode): MarkupSurvey {
  let title: string | null = null;
  let isWholePage = false;
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  walkMarkup(root, {
    enter(node) {
      if (node.name !== undefined) elements += 1;
      if (node.name === 'html' || node.name === 'body') isWholePage = true;
      if (node.name === 'title') title ??= textOf(node);
      if (node.type === 'text' || node.name === 'svg') return false;
      depth += 1;
      deepest = Math.max(deepest, depth);
      return true;
    },
    leave() {
      depth -= 1;
    },
  });
  return { title, isWholePage, elements, depth: deepest };
}

const textOf = (node: MarkupNode): string | null =>
  (node.children ?? [])
    .map(({ data }) => data ?? '')
    .join('')
    .trim() || null;
