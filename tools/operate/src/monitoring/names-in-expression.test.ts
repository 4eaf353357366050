import { namesInExpression } from './names-in-expression.ts';

const namesOf = (expression: string): string[] => namesInExpression(expression).map(({ name }) => name);

it('finds metrics among functions, groupings, durations and numbers', () => {
  expect(namesOf('histogram_quantile(0.99, sum by (le, step) (rate(turn_seconds_bucket{outcome="accepted"}[5m]))) > 1e6')).toEqual([
    'turn_seconds_bucket',
  ]);
  expect(namesOf('sum(rate(a_total[1m])) / on (job) group_left () sum without(x) (b_total offset 5m) > bool 0.5')).toEqual([
    'a_total',
    'b_total',
  ]);
  expect(namesOf('absent(up{job="gateway"} == 1)\nor\nabsent(up == 1)')).toEqual(['up', 'up']);
  expect(namesOf('model:cost_dollars:rate1h')).toEqual(['model:cost_dollars:rate1h']);
});

it('reads what labels are compared with', () => {
  expect(namesInExpression('sends_total{outcome=~"a|b",queue!="}{"}')).toEqual([
    {
      name: 'sends_total',
      matchers: [
        { label: 'outcome', values: ['a', 'b'] },
        { label: 'queue', values: ['}{'] },
      ],
    },
  ]);
});
