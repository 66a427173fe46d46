import { EMPTY_ROOT, leafHash, nodeHash } from '../../src/log/tree.ts';
import { hex, Rows, utf8 } from './world.ts';

/** Certificate Transparency's reference tree: its leaves, and its roots at sizes 0 to 8. */
export const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
export const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

export const reference = new Rows(LEAVES.map((leaf) => leafHash(hex(leaf))));
export const MANY = 100;
export const leafHashes = Array.from({ length: MANY }, (_, i) => leafHash(utf8(`entry ${i}`)));
export const rows = new Rows(leafHashes);

/** RFC 9162, section 2.1.1, as it is printed: slow and plain. */
export function naiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}
export const roots = Array.from({ length: MANY + 1 }, (_, size) => naiveRoot(leafHashes.slice(0, size)));
