import { appendLeaf, EMPTY_FRONTIER, frontierAt, rootAt, rootOf, whereKept } from '../../src/log/tree.ts';
import { consistencyProof, inclusionProof } from '../../src/log/tree.ts';
import { leafHashes, MANY, naiveRoot, reference, roots, ROOTS, rows } from './referenceTree.ts';
import { faultIn, Rows, toHex } from './world.ts';

test.each(ROOTS.map((root, size) => ({ root, size })))(
  "Certificate Transparency's root at size $size",
  async ({ root, size }) => {
    expect(toHex(await rootAt(size, reference))).toBe(root);
  },
);

test('the root at every size is the one that RFC 9162 defines, appended to or read back', async () => {
  let frontier = EMPTY_FRONTIER;
  for (let size = 0; size <= MANY; size++) {
    expect(rootOf(frontier)).toEqual(roots[size]);
    expect(await rootAt(size, rows)).toEqual(roots[size]);
    expect(await frontierAt(size, rows)).toEqual(frontier);
    if (size < MANY) frontier = appendLeaf(frontier, leafHashes[size]!).frontier;
  }
});

test('appending leaves the earlier frontier as it was', () => {
  const before = new Rows(leafHashes.slice(0, 7)).frontier;
  const root = rootOf(before);
  appendLeaf(before, leafHashes[7]!);
  expect(before.size).toBe(7);
  expect(rootOf(before)).toEqual(root);
});

test('every perfect subtree is kept in the row of its last leaf, at its level', () => {
  for (let level = 0; 2 ** level <= MANY; level++) {
    for (let index = 0; (index + 1) * 2 ** level <= MANY; index++) {
      const { entry, offset } = whereKept({ level, index });
      const subtree = leafHashes.slice(index * 2 ** level, (index + 1) * 2 ** level);
      expect(rows.completed[entry]!.subarray(offset, offset + 32)).toEqual(naiveRoot(subtree));
    }
  }
  expect(rows.completed.map((completed) => completed.length / 32).slice(0, 8)).toEqual([1, 2, 1, 3, 1, 2, 1, 4]);
});

test('what is not in the tree is not proved, and a reader that answers short is found out', async () => {
  expect((await faultIn(inclusionProof(8, 8, reference))).code).toBe('tree.outOfRange');
  expect((await faultIn(inclusionProof(-1, 8, reference))).code).toBe('tree.outOfRange');
  expect((await faultIn(consistencyProof(8, 7, reference))).code).toBe('tree.outOfRange');
  expect((await faultIn(rootAt(2 ** 53, reference))).code).toBe('tree.outOfRange');
  expect((await faultIn(rootAt(3, { nodes: async () => [] }))).code).toBe('tree.missingNodes');
  expect((await faultIn(rootAt(1, { nodes: async () => [new Uint8Array(0)] }))).code).toBe('tree.missingNodes');
});
