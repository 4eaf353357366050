import { Buffer } from 'node:buffer';

import { detectFormat } from './detect-format.ts';

const detect = (text: string, name = '', mimeType = '') => {
  const detected = detectFormat(Buffer.from(text, 'latin1'), { name, mimeType });
  return detected.kind === 'text' ? detected.format : detected.kind;
};

describe('detectFormat', () => {
  it.each([
    ['%PDF-1.7 …', 'notes.txt', 'text/plain', 'pdf'],
    ['\n%PDF-1.7 …', '', '', 'pdf'],
    ['mail junk\n%PDF-1.4 … startxref 9', '', '', 'pdf'],
    ['A pdf begins with %PDF-1.7, says the manual.', 'manual.txt', '', 'txt'],
    ['PK\x03\x04…', 'a.txt', '', 'archive'],
    ['<!DOCTYPE html><p>x', 'a.md', '', 'html'],
    ['\xEF\xBB\xBF<?xml version="1.0"?>\n<!-- x --><html>', 'a.txt', '', 'html'],
    ['<p>Hello</p>', '', '', 'html'],
    ['<p align="center">Hello</p>', 'README.md', '', 'md'],
    ['Hello, world', 'a.html', 'text/html', 'txt'],
    ['a;b', 'PRICES.CSV', 'application/vnd.ms-excel', 'csv'],
    ['a\tb', '', 'text/tab-separated-values', 'csv'],
    ['# x', '', 'text/markdown; charset=utf-8', 'md'],
    ['# x', 'constructor.constructor', '', 'txt'],
  ])('%j named %j (%j) is %s', (text, name, mimeType, expected) => {
    expect(detect(text, name, mimeType)).toBe(expected);
  });

  it('tells a locked office file from an old one', () => {
    const ole = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);
    const refused = (stream: string) => () => detectFormat(ole(stream), { name: 'a.docx', mimeType: '' });
    expect(refused('EncryptedPackage')).toThrow(expect.objectContaining({ code: 'encrypted' }));
    expect(refused('Workbook')).toThrow(expect.objectContaining({ code: 'format_not_supported' }));
  });
});
