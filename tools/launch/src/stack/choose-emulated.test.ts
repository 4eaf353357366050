import { chooseEmulated } from './choose-emulated.ts';

it('emulates everything when nothing is named, or only by an empty variable', () => {
  const all = { whatsapp: true, vertex: true, storage: true };
  expect(chooseEmulated({})).toEqual(all);
  expect(chooseEmulated({ WHATSAPP_GRAPH_URL: '', GOOGLE_CLOUD_PROJECT: '' })).toEqual(all);
});

it('leaves each service to whoever the environment names for it', () => {
  expect(chooseEmulated({ WHATSAPP_GRAPH_URL: 'http://127.0.0.1:1' })).toEqual({ whatsapp: false, vertex: true, storage: true });
  expect(chooseEmulated({ WHATSAPP_APP_SECRET: 'secret' }).whatsapp).toBe(false);
  expect(chooseEmulated({ VERTEX_API_ENDPOINT: '127.0.0.1:1' })).toEqual({ whatsapp: true, vertex: false, storage: true });
  expect(chooseEmulated({ GCS_BUCKET: 'bucket' })).toEqual({ whatsapp: true, vertex: true, storage: false });
  expect(chooseEmulated({ GOOGLE_CLOUD_PROJECT: 'project' })).toEqual({ whatsapp: true, vertex: false, storage: false });
});
