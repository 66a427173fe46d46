import { createHash, randomBytes } from 'node:crypto';
import { doneCard } from '../cards/done.ts';
import { formFor, forms } from './forms.ts';
import { takeNumber, type Command } from './grammar.ts';
import { mayDescribe } from './sourceForms.ts';
import { settled } from './standupForms.ts';
import { sourceFor, sourcesFor } from './statusPosts.ts';
import { perform, type Answer, type Turn } from './turn.ts';

/** Hours for which the tokens before a new one stay good, so that a partner can change over without a gap. */
const OTHERS_HOURS = 7 * 24;

/** `sources`: how the feeds do. */
export async function sources(turn: Turn): Promise<Answer> {
  return { card: await sourcesFor(turn) };
}

/**
 * `source 3` shows one, `source add` sets one up, `source change 3` changes it, `source pause`, `resume` and `end 3`;
 * `source refresh 3` asks it now; `source token 3` makes a new token for what its partner pushes with, and
 * `source token 3 now` ends those before it at once.
 */
export async function source(turn: Turn, { words, why }: Command): Promise<Answer> {
  if (/^(?:(?:add|new|change\b.*))?$/i.test(words)) await mayDescribe(turn);
  if (/^(?:add|new)?$/i.test(words)) return { form: formFor(turn, forms.source, {}) };
  const [, what = '', rest = words] = /^([a-z]+)\s+#?([^]+)$/i.exec(words) ?? [];
  const { number, rest: more } = takeNumber(rest);
  if (number === undefined) return sources(turn);
  switch (what.toLowerCase()) {
    case '':
    case 'show':
      return { card: await sourceFor(turn, number) };
    case 'change':
      await turn.concordat.status.source(turn.programme, number);
      return { form: formFor(turn, forms.source, { source: number }) };
    case 'refresh':
    case 'try':
      await turn.concordat.status.refresh(turn.programme, number);
      return { card: await sourceFor(turn, number) };
    case 'pause':
      return settled(await perform(turn, { type: 'PauseSource', source: number, why }));
    case 'resume':
      return settled(await perform(turn, { type: 'ResumeSource', source: number, why }));
    case 'end':
      return settled(await perform(turn, { type: 'EndSource', source: number, why }));
    case 'token':
      return issued(turn, number, /^now$/i.test(more) ? 0 : OTHERS_HOURS, why);
    default:
      return { card: await sourceFor(turn, number) };
  }
}

/** The token itself is shown once, to one person, and kept nowhere. */
async function issued(turn: Turn, source: number, others: number, why: string | undefined): Promise<Answer> {
  if (!turn.personal)
    return {
      card: doneCard({
        done: false,
        title: 'Ask me for the token in your own chat with me',
        detail: `Everybody here would see it. Open a chat with Concordat, and type: source token ${source}`,
      }),
    };
  const token = newToken();
  const sha256 = createHash('sha256').update(token).digest('hex');
  const { repeated } = await perform(turn, { type: 'IssueToken', source, sha256, others, why });
  if (repeated)
    return {
      card: doneCard({
        done: false,
        title: 'A token was made, and has been shown already',
        detail: `It is in this chat, once. If you cannot find it, make another; type: source token ${source}`,
      }),
    };
  return {
    card: doneCard({
      title: `A new token for source ${source}`,
      detail: `It is shown this once. Give it to the partner by a way that only they read. ${others === 0 ? 'Those before it have ended.' : 'Those before it stay good for 7 days.'}`,
      facts: [
        { title: 'Address', value: `${turn.links.publicUrl}/api/sources/${turn.programme}.${source}/observations` },
        { title: 'Token', value: token },
      ],
    }),
  };
}

/** Over 250 random bits, of letters and digits alone: what Markdown means by other signs must not get into a token. */
function newToken(): string {
  for (;;) {
    const letters = randomBytes(32).toString('base64url');
    if (!/[-_]/.test(letters)) return `source_${letters}`;
  }
}
