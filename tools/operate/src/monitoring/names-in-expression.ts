/** One selector of an expression: `name{label="value"}`. */
export interface Selector {
  readonly name: string;
  readonly matchers: readonly Matcher[];
}

export interface Matcher {
  readonly label: string;
  /** What the label is compared with: several for `a|b` of a regular expression. */
  readonly values: readonly string[];
}

/** Words of PromQL that stand where a metric could, and labels of groupings. */
const words = new Set([
  'and',
  'or',
  'unless',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'bool',
  'offset',
  'inf',
  'nan',
]);

/** The metrics that a PromQL expression looks at. Functions and aggregations are followed by a bracket and so are told apart. */
export function namesInExpression(expression: string): Selector[] {
  const bare = expression
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\boffset\s+\w+/g, ' ');
  return [...bare.matchAll(/(?<![\w.:"$])([a-zA-Z_:][\w:]*)\s*(\{(?:[^}"]|"[^"]*")*\})?(?!\s*[\w:(])/g)]
    .filter(([, name = '']) => !words.has(name))
    .map(([, name = '', matchers = '']) => ({ name, matchers: readMatchers(matchers) }));
}

const readMatchers = (text: string): Matcher[] =>
  [...text.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)].map(([, label = '', operator = '', value = '']) => ({
    label,
    values: operator.includes('~') ? value.split('|') : [value],
  }));
