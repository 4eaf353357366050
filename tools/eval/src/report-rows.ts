import { measureOutcomes, type Measures } from './measure-outcomes.ts';
import type { Outcome } from './outcome.ts';
import { questionKinds } from './question.ts';

export interface ReportRow extends Measures {
  readonly language: string;
  /** `all` is every kind but cross-language, which is a measure of its own. */
  readonly kind: string;
}

/** Per language: all kinds together, then each kind that was asked. */
export function reportRows(outcomes: readonly Outcome[], cutoffs: readonly number[]): ReportRow[] {
  const languages = [...new Set(outcomes.map(({ question }) => question.language))];
  return languages.flatMap((language) => {
    const ofLanguage = outcomes.filter(({ question }) => question.language === language);
    const row = (kind: string, members: readonly Outcome[]): ReportRow[] =>
      members.length === 0 ? [] : [{ language, kind, ...measureOutcomes(members, cutoffs) }];
    return [
      ...row(
        'all',
        ofLanguage.filter(({ question }) => question.kind !== 'cross-language'),
      ),
      ...questionKinds.flatMap((kind) =>
        row(
          kind,
          ofLanguage.filter(({ question }) => question.kind === kind),
        ),
      ),
    ];
  });
}
