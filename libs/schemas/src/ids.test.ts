import { idSchema, newId } from './ids.ts';

describe('ids', () => {
  const ids = Array.from({ length: 5_000 }, newId);

  it('are UUIDs of version 7 (RFC 9562) that the schema takes', () => {
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.every((id) => idSchema.safeParse(id).success)).toBe(true);
  });

  it('never repeat and sort in the order in which they were made', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('begin with the time in milliseconds', () => {
    const before = Date.now();
    const madeAt = parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before);
    expect(madeAt).toBeLessThanOrEqual(Date.now() + 1);
  });

  it.each(['', 'x', '019a0000-0000-7000-8000-00000000000', `019a0000-0000-7000-8000-000000000001'--`, 42, null])('are not %j', (value) => {
    expect(idSchema.safeParse(value).success).toBe(false);
  });
});
