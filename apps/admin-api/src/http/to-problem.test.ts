import { AlreadyExists, DatabaseUnavailable } from '@sylion/database';

import { Problem } from './problem.ts';
import { toProblem } from './to-problem.ts';

describe('an error as the caller is told it', () => {
  it.each<[unknown, number, string]>([
    [new Problem(409, 'not_taken_over', 'first take over'), 409, 'not_taken_over'],
    [new DatabaseUnavailable(new Error('ECONNREFUSED 10.0.0.7')), 503, 'database_unavailable'],
    [new AlreadyExists('tenants_slug_key', new Error('row')), 409, 'already_exists'],
    [Object.assign(new Error('x'), { status: 413 }), 413, 'body_too_large'],
    [Object.assign(new Error('x'), { status: 415 }), 415, 'unsupported_media_type'],
    [Object.assign(new Error('x'), { status: 400 }), 400, 'invalid_request'],
    [Object.assign(new Error('x'), { status: 502 }), 500, 'internal_error'],
    [new Error('select secret from channels'), 500, 'internal_error'],
    ['text', 500, 'internal_error'],
  ])('%p is %i %s', (error, status, code) => expect(toProblem(error).toDetails()).toMatchObject({ type: 'about:blank', status, code }));

  it('carries nothing of what went wrong inside', () => {
    for (const error of [
      new Error('select secret'),
      new DatabaseUnavailable(new Error('10.0.0.7')),
      new AlreadyExists('tenants_slug_key', new Error('row')),
    ]) {
      expect(JSON.stringify(toProblem(error).toDetails())).not.toMatch(/select secret|10\.0\.0\.7|tenants_slug_key/);
    }
  });
});
