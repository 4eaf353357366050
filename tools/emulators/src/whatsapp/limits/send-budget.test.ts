import { metaLimits } from '../options.ts';
import { SendBudget } from './send-budget.ts';

describe('the send budget of Meta', () => {
  it('is 80 messages a second for a number', () => {
    const budget = new SendBudget(metaLimits);
    const outcomes = Array.from({ length: 81 }, (_, index) => budget.spend('number', `user ${index}`, 0));
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(80);
    expect(outcomes[80]).toBe(130429);
    expect(budget.spend('other number', 'user 1', 0)).toBeUndefined();
    expect(budget.spend('number', 'user 81', 13)).toBeUndefined();
  });

  it('is 45 messages at once to a user, then one in six seconds; a refused one costs nothing', () => {
    const budget = new SendBudget(metaLimits);
    const outcomes = Array.from({ length: 60 }, () => budget.spend('number', 'user', 0));
    expect(outcomes.filter((outcome) => outcome === 131056)).toHaveLength(15);
    expect(budget.spend('number', 'user', 5_999)).toBe(131056);
    expect(budget.spend('number', 'user', 6_000)).toBeUndefined();
  });
});
