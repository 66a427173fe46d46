import fc from 'fast-check';
import { consistencyProof, EMPTY_ROOT, inclusionProof, leafHash, nodeHash, rootAt } from '../../src/log/tree.ts';
import { verifyConsistency, verifyInclusion, type NodeReader } from '../../src/log/tree.ts';
import { leafHashes, LEAVES, MANY, reference, roots, ROOTS, rows } from './referenceTree.ts';
import { flipped, hex, toHex, utf8 } from './world.ts';

const AUDIT_PATHS: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const CONSISTENCY: [from: number, to: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
];

test.each(AUDIT_PATHS)(
  "Certificate Transparency's audit path of leaf %i in a tree of %i",
  async (index, size, path) => {
    expect((await inclusionProof(index, size, reference)).map(toHex)).toEqual(path);
    const root = hex(ROOTS[size]!);
    expect(verifyInclusion({ index, size, leafHash: leafHash(hex(LEAVES[index]!)), proof: path.map(hex), root })).toBe(
      true,
    );
  },
);

test.each(CONSISTENCY)("Certificate Transparency's consistency proof from %i to %i", async (from, to, proof) => {
  expect((await consistencyProof(from, to, reference)).map(toHex)).toEqual(proof);
  const [fromRoot, toRoot] = [hex(ROOTS[from]!), hex(ROOTS[to]!)];
  expect(verifyConsistency({ from, to, fromRoot, toRoot, proof: proof.map(hex) })).toBe(true);
});

test('every leaf of every tree of up to 100 leaves is proved, with one call and O(log n) nodes', async () => {
  for (let size = 1; size <= MANY; size++) {
    for (let index = 0; index < size; index++) {
      [rows.calls, rows.asked] = [0, 0];
      const proof = await inclusionProof(index, size, rows);
      const claim = { index, size, leafHash: leafHashes[index]!, proof, root: roots[size]! };
      if (!verifyInclusion(claim)) throw new Error(`leaf ${index} of ${size} is not proved`);
      if (rows.calls > 1 || rows.asked > 2 * Math.ceil(Math.log2(size))) throw new Error(`dear: ${index} of ${size}`);
    }
  }
});

test('every tree of up to 100 leaves is proved to be the start of every later one, with one call and O(log n) nodes', async () => {
  for (let to = 0; to <= MANY; to++) {
    for (let from = 0; from <= to; from++) {
      [rows.calls, rows.asked] = [0, 0];
      const proof = await consistencyProof(from, to, rows);
      const claim = { from, to, fromRoot: roots[from]!, toRoot: roots[to]!, proof };
      if (!verifyConsistency(claim)) throw new Error(`${from} to ${to} is not proved`);
      if (rows.calls > 1 || rows.asked > 2 * Math.ceil(Math.log2(to + 1)) + 1)
        throw new Error(`dear: ${from} to ${to}`);
    }
  }
});

test('an inclusion proof with any bit flipped, a hash more or less, or another place proves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: MANY }), fc.nat(), fc.nat(), fc.nat(), async (size, at, which, bit) => {
      const index = at % size;
      const proof = await inclusionProof(index, size, rows);
      const good = { index, size, leafHash: leafHashes[index]!, proof, root: roots[size]! };
      const hurt = proof.map((hash, i) => (i === which % proof.length ? flipped(hash, bit % 256) : hash));
      const bad = [
        { ...good, proof: hurt },
        { ...good, leafHash: flipped(good.leafHash, bit % 256) },
        { ...good, root: flipped(good.root, bit % 256) },
        { ...good, proof: proof.slice(1) },
        { ...good, proof: proof.slice(0, -1) },
        { ...good, proof: [...proof, good.root] },
        { ...good, proof: [good.leafHash, ...proof] },
        { ...good, index: index + 1 },
        { ...good, index: index - 1 },
        { ...good, index: index + size },
        { ...good, size: size * 2 },
      ];
      expect(bad.map(verifyInclusion)).toEqual(bad.map(() => false));
      expect(verifyInclusion(good)).toBe(true);
    }),
  );
});

test('a consistency proof with any bit flipped, a hash more or less, or another size proves nothing', async () => {
  const sizes = fc
    .tuple(fc.integer({ min: 1, max: MANY }), fc.integer({ min: 1, max: MANY }))
    .filter(([a, b]) => a < b);
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(255), async ([from, to], which, bit) => {
      const proof = await consistencyProof(from, to, rows);
      const good = { from, to, fromRoot: roots[from]!, toRoot: roots[to]!, proof };
      const hurt = proof.map((hash, i) => (i === which % proof.length ? flipped(hash, bit) : hash));
      const bad = [
        { ...good, proof: hurt },
        { ...good, fromRoot: flipped(good.fromRoot, bit) },
        { ...good, toRoot: flipped(good.toRoot, bit) },
        { ...good, fromRoot: good.toRoot, toRoot: good.fromRoot },
        { ...good, proof: proof.slice(1) },
        { ...good, proof: proof.slice(0, -1) },
        { ...good, proof: [] },
        { ...good, proof: [...proof, good.toRoot] },
        { ...good, proof: [good.fromRoot, ...proof] },
        { ...good, from: to, to: from },
        { ...good, from: 0 },
        { ...good, to: from },
        { ...good, to: to * 2 },
      ];
      expect(bad.map(verifyConsistency)).toEqual(bad.map(() => false));
      expect(verifyConsistency(good)).toBe(true);
    }),
  );
});

test('the empty tree is the start of every tree, and of no tree that claims another empty root', () => {
  const good = { from: 0, to: 8, fromRoot: EMPTY_ROOT, toRoot: hex(ROOTS[8]!), proof: [] };
  expect(verifyConsistency(good)).toBe(true);
  expect(verifyConsistency({ ...good, fromRoot: hex(ROOTS[1]!) })).toBe(false);
  expect(verifyConsistency({ ...good, to: 0, toRoot: EMPTY_ROOT })).toBe(true);
  expect(verifyConsistency({ ...good, to: 0, fromRoot: hex(ROOTS[1]!), toRoot: hex(ROOTS[1]!) })).toBe(false);
  expect(verifyConsistency({ ...good, proof: [EMPTY_ROOT] })).toBe(false);
});

test('sizes and hashes out of shape prove nothing and throw nothing', () => {
  const good = { index: 0, size: 1, leafHash: hex(ROOTS[1]!), proof: [], root: hex(ROOTS[1]!) };
  const short = new Uint8Array(31);
  const wrong = [{ index: -1 }, { index: 0.5 }, { index: NaN }, { size: 0 }, { size: 2 ** 53 }, { root: short }];
  expect(wrong.map((part) => verifyInclusion({ ...good, ...part }))).toEqual(wrong.map(() => false));
  expect(verifyInclusion(good)).toBe(true);
  const same = { from: 1, to: 1, fromRoot: good.root, toRoot: good.root, proof: [] };
  const off = [{ from: -1 }, { from: 0.5 }, { to: Infinity }, { fromRoot: short, toRoot: short }, { proof: [short] }];
  expect(off.map((part) => verifyConsistency({ ...same, ...part }))).toEqual(off.map(() => false));
  expect(verifyConsistency(same)).toBe(true);
});

/** A tree of any size whose leaves are all alike: each level has one hash, so no row need exist. */
class UniformTree implements NodeReader {
  private readonly levels = [leafHash(utf8('same'))];

  async nodes(wanted: readonly { level: number; index: number }[]): Promise<Uint8Array[]> {
    return wanted.map(({ level }) => {
      for (let l = this.levels.length; l <= level; l++)
        this.levels.push(nodeHash(this.levels[l - 1]!, this.levels[l - 1]!));
      return this.levels[level]!;
    });
  }
}

test.each([2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 12_345, 2 ** 53 - 1])(
  'proofs hold in a tree of %i leaves, beyond what 32 bits can count',
  async (size) => {
    const tree = new UniformTree();
    const leaf = leafHash(utf8('same'));
    const root = await rootAt(size, tree);
    for (const index of [0, 2 ** 31, size - 1].filter((i) => i < size)) {
      const proof = await inclusionProof(index, size, tree);
      expect(verifyInclusion({ index, size, leafHash: leaf, proof, root })).toBe(true);
      expect(verifyInclusion({ index, size, leafHash: leaf, proof: proof.slice(1), root })).toBe(false);
    }
    for (const from of [1, 2 ** 31 - 1, size - 1]) {
      const claim = { from, to: size, fromRoot: await rootAt(from, tree), toRoot: root };
      const proof = await consistencyProof(from, size, tree);
      expect(verifyConsistency({ ...claim, proof })).toBe(true);
      expect(verifyConsistency({ ...claim, proof: proof.slice(1) })).toBe(false);
    }
  },
);
