import { sendableFile } from './sendable-file.ts';

it.each([
  ['image/jpeg', 'image'],
  ['audio/ogg; codecs=opus', 'audio'],
  ['Video/MP4', 'video'],
  ['application/pdf', 'document'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'document'],
])('%s is sent as %s', (mimeType, kind) => expect(sendableFile(mimeType)?.kind).toBe(kind));

it.each(['image/svg+xml', 'image/gif', 'text/html', 'application/zip', 'application/octet-stream', ''])('%s is not sent', (mimeType) =>
  expect(sendableFile(mimeType)).toBeUndefined(),
);
