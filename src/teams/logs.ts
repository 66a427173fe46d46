import { exportCard } from '../cards/export.ts';
import { verifyCard } from '../cards/verify.ts';
import type { Command } from './grammar.ts';
import type { Answer, Turn } from './turn.ts';

/** `verify`: goes through the whole log here, and says how to check it without trusting here. */
export async function verify(turn: Turn): Promise<Answer> {
  const { ledger, queries, clock } = turn.concordat;
  const { timeZone } = await queries.programme(turn.programme);
  const { problem, ...report } = await ledger.verified(turn.programme);
  return {
    card: verifyCard({
      origin: report.origin,
      size: report.size,
      root: report.root,
      verifierKey: report.verifierKey,
      ...(problem ? { problem: problemWords(problem) } : {}),
      checkedAt: clock(),
      timeZone,
      url: `${turn.links.publicUrl}/log/${turn.programme}`,
    }),
  };
}

/** `export csv`, `export json` */
export async function exported(turn: Turn, command: Command): Promise<Answer> {
  const format = /json/i.test(command.words) ? 'json' : 'csv';
  const { total } = await turn.concordat.queries.decisions(turn.programme, {}, { limit: 1 });
  const { publicUrl } = turn.links;
  return {
    card: exportCard({
      url: `${publicUrl}/api/programmes/${turn.programme}/export?format=${format}`,
      format,
      total,
      tab: `${publicUrl}/tab/#/programmes/${turn.programme}/decisions`,
    }),
  };
}

function problemWords({ code, index }: { code: string; index: number | null }): string {
  const where = index === null ? 'The log does not fit together' : `Entry #${index} does not fit`;
  return `${where} (${code}).`;
}
