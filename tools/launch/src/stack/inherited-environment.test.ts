import { inheritedEnvironment } from './inherited-environment.ts';

describe('what a stack’s processes are told of the caller’s environment', () => {
  it('is every setting of the product, whether `.env.example` sets or only explains it, and what any process needs', () => {
    const told = { WHATSAPP_APP_SECRET: 'secret', INGEST_BUCKETS: 'b', PATH: '/bin', https_proxy: 'http://proxy', OTEL_SERVICE_NAME: 'x' };
    expect(inheritedEnvironment(told)).toEqual(told);
  });

  it('is nothing of another program, nothing empty, and never the owner of the database', () => {
    const kept = {
      AWS_SECRET_ACCESS_KEY: 'x',
      NODE_OPTIONS: '--inspect',
      MY_PATH: '/x',
      DATABASE_OWNER_URL: 'postgres://',
      LOG_LEVEL: undefined,
    };
    expect(inheritedEnvironment(kept)).toEqual({});
  });
});
