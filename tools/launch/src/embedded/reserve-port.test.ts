import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { freePort } from './free-port.ts';
import { reservePort } from './reserve-port.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ports-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('a reserved port', () => {
  it('is its first caller’s alone, until two minutes are over', () => {
    expect([reservePort(20_001, folder), reservePort(20_001, folder), reservePort(20_002, folder)]).toEqual([true, false, true]);
    const longAgo = new Date(Date.now() - 121_000);
    fs.utimesSync(path.join(folder, '20001'), longAgo, longAgo);
    expect(reservePort(20_001, folder)).toBe(true);
  });

  it('is anybody’s where nothing can be written: a stack starts there as well', () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    const nowhere = path.join(file, 'ports');
    expect([reservePort(20_001, nowhere), reservePort(20_001, nowhere)]).toEqual([true, true]);
  });
});

it('no port is given twice, however many are asked for before a server listens', async () => {
  const ports = await Promise.all(Array.from({ length: 300 }, freePort));
  expect(new Set(ports).size).toBe(ports.length);
});
