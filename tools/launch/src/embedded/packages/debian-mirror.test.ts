import { debianMirror } from './debian-mirror.ts';

const printed = (...addresses: string[]) => addresses.map((address) => `'${address}' some_file 0 `).join('\n');

describe('debianMirror', () => {
  it('finds the archive among security and third-party sources', () => {
    const uris = printed(
      'http://packages.example/other/dists/stable/InRelease',
      'http://mirror.example/debian-security/dists/bookworm-security/InRelease',
      'http://mirror.example/debian/dists/bookworm/InRelease',
      'http://mirror.example/debian/dists/bookworm/main/binary-amd64/Packages.xz',
    );
    expect(debianMirror(uris)).toBe('http://mirror.example/debian');
  });

  it('understands the mirror lists of cloud images', () => {
    expect(debianMirror(printed('mirror+file:/etc/apt/mirrors/debian.list/dists/trixie/InRelease'))).toBe(
      'mirror+file:/etc/apt/mirrors/debian.list',
    );
  });

  it('finds none on other distributions', () => {
    expect(debianMirror(printed('http://mirror.example/ubuntu/dists/noble/InRelease'))).toBeUndefined();
    expect(debianMirror('')).toBeUndefined();
  });
});
