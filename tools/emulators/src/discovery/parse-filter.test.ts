import fc from 'fast-check';
import { fieldsOf, FilterError, matchesFilter, parseFilter, type Filter } from './parse-filter.ts';

const any = fc.record({
  kind: fc.constant('any' as const),
  field: fc.constantFrom('tenant_id', 'kind', 'a.b'),
  values: fc.array(fc.string(), { minLength: 1 }),
});
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    any,
    fc.record({ kind: fc.constant('not' as const), operand: tie('filter') }),
    fc.record({ kind: fc.constant('and' as const), operands: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('or' as const), operands: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
  ),
}));
const write = (one: Filter): string => {
  if (one.kind === 'any') return `${one.field}: ANY(${one.values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(', ')})`;
  if (one.kind === 'not') return `NOT (${write(one.operand)})`;
  return one.operands.map((operand) => `(${write(operand)})`).join(one.kind === 'and' ? ' AND ' : ' OR ');
};

it('reads back every filter that can be written', () => {
  fc.assert(
    fc.property(filter, (one) => {
      expect(parseFilter(write(one))).toEqual(one);
    }),
  );
});

it('understands any other text as an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        expect(error).toBeInstanceOf(FilterError);
      }
    }),
  );
});

it('compares exactly, in lists as well', () => {
  const one = parseFilter('kind: ANY("a","b") AND NOT tenant_id: ANY("x")');
  expect(fieldsOf(one)).toEqual(['kind', 'tenant_id']);
  expect(matchesFilter(one, { kind: 'a', tenant_id: 'y' })).toBe(true);
  expect(matchesFilter(one, { kind: ['c', 'b'] })).toBe(true);
  expect(matchesFilter(one, { kind: 'A' })).toBe(false);
  expect(matchesFilter(one, { kind: 'a', tenant_id: 'x' })).toBe(false);
  expect(matchesFilter(one, {})).toBe(false);
});
