import type { Needs, Position, Quorum, Tally } from '../../web/api-types.ts';
import { count } from './counts.ts';
import { listed } from './text.ts';

/** What each position is called: of one organisation, of several, and once it cannot change any more. */
export const POSITIONS: Record<Position, { one: string; many: string; then: string }> = {
  agree: { one: 'agrees', many: 'agree', then: 'agreed' },
  object: { one: 'objects', many: 'object', then: 'objected' },
  abstain: { one: 'abstains', many: 'abstain', then: 'abstained' },
  standAside: { one: 'stands aside', many: 'stand aside', then: 'stood aside' },
};

type NameOf = (organisation: string) => string;

/** "4 of 6 organisations agree"; those that stand aside have left the count. */
export function agreeing({ agree, remaining }: Tally, isOver: boolean): string {
  if (remaining === 0) return isOver ? 'Every organisation stood aside' : 'Every organisation stands aside';
  const verb = isOver ? 'agreed' : agree === 1 ? 'agrees' : 'agree';
  return `${agree} of ${count(remaining, 'organisation')} ${verb}`;
}

/** What is wanting, to be read after how many agree: "needs all", "needs more than half (4), NMH among them", "all were needed". */
export function wanting({ needs, tally: { needed } }: Counted, isOver: boolean, nameOf: NameOf): string {
  const among = needs.including.length === 0 ? '' : `, ${listed(needs.including.map(nameOf))} among them`;
  if (isOver && needs.share === 'all') return `all were needed${among}`;
  if (isOver) return `${needed} ${needed === 1 ? 'was' : 'were'} needed${among}`;
  const wanted = { all: 'all', majority: `more than half (${needed})` };
  return `needs ${typeof needs.share === 'number' ? needed : wanted[needs.share]}${among}`;
}

type Counted = { needs: Needs; tally: Tally };

/** What it takes, as sentences: how many must agree, who must be among them, and how many must answer. */
export function needsSentences(needs: Needs, tally: Tally, isOver: boolean, nameOf: NameOf): string[] {
  const must = isOver ? 'had to' : 'must';
  const { answered, quorum } = tally;
  const have = isOver ? `${answered} did` : `${answered} ${answered === 1 ? 'has' : 'have'}`;
  return [
    ...ruleSentences(needs, tally, isOver, nameOf),
    `At least ${quorum} ${must} answer for a quorum: ${answered === 0 ? `none ${isOver ? 'did' : 'has'}` : have}.`,
    ...(isOver ? [] : ['An organisation that does not answer has not agreed.']),
  ];
}

function ruleSentences(needs: Needs, tally: Tally, isOver: boolean, nameOf: NameOf): string[] {
  const must = isOver ? 'had to' : 'must';
  const among = needs.including.map(nameOf);
  return [
    shareSentence(needs, tally, must, isOver),
    ...(among.length === 0 ? [] : [`${listed(among)} ${must} be among those that agree.`]),
  ];
}

function shareSentence({ share }: Needs, tally: Tally, must: string, isOver: boolean): string {
  const { needed, remaining, standAside } = tally;
  const aside =
    standAside === 1
      ? isOver
        ? '1 stood aside'
        : '1 stands aside'
      : `${standAside} ${isOver ? 'stood' : 'stand'} aside`;
  if (standAside > 0 && needed > remaining)
    return `At least ${needed} ${must} agree, and only ${remaining} ${isOver ? 'remained' : remaining === 1 ? 'remains' : 'remain'}: ${aside}.`;
  const of =
    standAside > 0
      ? `${remaining} that ${isOver ? 'remained' : 'remain'} (${aside})`
      : count(remaining, 'organisation');
  if (share === 'all') return remaining === 1 ? `The one organisation ${must} agree.` : `All ${of} ${must} agree.`;
  if (share === 'majority') return `More than half of the ${of} ${must} agree: at least ${needed}.`;
  return `At least ${needed} of the ${of} ${must} agree.`;
}

/** What it takes as it was when a proposal opened, when nobody had answered. */
export function openingSentences(needs: Needs, quorum: Quorum, asked: number, nameOf: NameOf): string[] {
  const half = Math.floor(asked / 2) + 1;
  const needed = needs.share === 'all' ? asked : needs.share === 'majority' ? half : needs.share;
  const least = quorum === 'majority' ? half : quorum;
  const nobody = { agree: 0, object: 0, abstain: 0, standAside: 0, answered: 0, silent: asked };
  const tally = { ...nobody, asked, remaining: asked, needed, quorum: least };
  return [...ruleSentences(needs, tally, false, nameOf), `At least ${least} must answer for a quorum.`];
}

/** "3 agreed, 1 objected and 2 did not answer"; only of what there is. */
export function countsWords({ agree, object, abstain, standAside, silent }: Tally): string {
  const some = [
    [agree, 'agreed'],
    [object, 'objected'],
    [abstain, 'abstained'],
    [standAside, 'stood aside'],
    [silent, 'did not answer'],
  ] as const;
  return listed(some.filter(([number]) => number > 0).map(([number, did]) => `${number} ${did}`));
}

/** "Signed up to by some of the organisations": how a vision is told. */
export function signedUp({ agree, asked }: Tally): string {
  const how = agree === 0 ? 'none' : agree === asked ? 'all' : 'some';
  return `Signed up to by ${how} of the organisations`;
}
