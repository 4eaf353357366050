import { namesInExpression, type Matcher } from './names-in-expression.ts';

/** What an app exports, by name: each label with all that it says, or nothing where that is open. */
export type KnownMetrics = Readonly<
  Record<string, { readonly type: string; readonly labels: Readonly<Record<string, readonly string[]>> }>
>;

/** Labels that Prometheus or the registry puts on everything. */
const everywhere = new Set(['job', 'instance', 'app', 'le', 'namespace']);
/** What prom-client and Prometheus themselves export. */
const theirs = /^(nodejs|process)_|^up$/;

/**
 * Every metric, label and value in an expression that nobody exports: such an alert is never set off, and such a panel stays empty.
 * `recorded` are the names that our own rules make.
 */
export function findUnknownNames(expression: string, known: KnownMetrics, recorded: readonly string[] = []): string[] {
  return namesInExpression(expression).flatMap(({ name, matchers }) => {
    if (theirs.test(name) || recorded.includes(name)) return [];
    const metric = known[name] ?? known[histogramOf(name, known)];
    if (metric === undefined) return [name];
    return matchers.flatMap((matcher) => unknownIn(matcher, metric.labels).map((what) => `${name}{${what}}`));
  });
}

function histogramOf(name: string, known: KnownMetrics): string {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  return known[base]?.type === 'histogram' ? base : '';
}

function unknownIn({ label, values }: Matcher, labels: Readonly<Record<string, readonly string[]>>): string[] {
  if (everywhere.has(label)) return [];
  const said = labels[label];
  if (said === undefined) return [label];
  if (said.length === 0) return [];
  return values.filter((value) => !value.startsWith('$') && !said.includes(value)).map((value) => `${label}="${value}"`);
}
