import { Fault } from '../app/fault.ts';
import { Refused, type Refusal } from '../domain/refused.ts';
import { LogFault } from '../log/fault.ts';
import type { Problem } from './api-types.ts';

/** Something that a request cannot have, as RFC 9457 problem details. */
export class WebProblem extends Error {
  readonly problem: Problem;
  /** What goes with the answer beside its body. */
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, detail: string, headers: Record<string, string> = {}) {
    super(code);
    this.name = 'WebProblem';
    this.headers = headers;
    this.problem = { type: 'about:blank', title: TITLES[status] ?? 'Something is wrong', status, detail, code };
  }
}

const TITLES: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'You may not see this',
  404: 'Not found',
  413: 'Too large',
  429: 'Too many requests',
  500: 'Something went wrong',
};

/** Any error as problem details; undefined for a fault of ours, of which nobody outside is told more than a reference. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof WebProblem) return error.problem;
  if (error instanceof Refused) return refusalProblem(error.refusal);
  if (error instanceof LogFault && /^(tile\.|proof\.)/.test(error.code))
    return new WebProblem(404, error.code, 'There is no such part of this log.').problem;
  if (error instanceof Fault && error.code === 'log.damaged')
    return new WebProblem(
      500,
      error.code,
      'What is stored does not fit its log. Run "npx concordat verify" to see where.',
    ).problem;
  const status = statusOf(error);
  if (status === 413)
    return new WebProblem(413, 'request.tooLarge', 'What you sent is larger than is read here.').problem;
  if (status !== undefined && status >= 400 && status < 500)
    return new WebProblem(
      status,
      status === 404 ? 'path.unknown' : 'request.malformed',
      'Check the address and what you sent.',
    ).problem;
  return undefined;
}

function refusalProblem(refusal: Refusal): Problem {
  switch (refusal.code) {
    case 'decision.unknown':
      return new WebProblem(404, refusal.code, `There is no decision ${refusal.number}. The last is ${refusal.last}.`)
        .problem;
    case 'standup.unknown':
      return new WebProblem(404, refusal.code, `There is no stand-up ${refusal.number}. The last is ${refusal.last}.`)
        .problem;
    case 'round.over':
      return new WebProblem(404, refusal.code, `There is no round ${refusal.round} of stand-up ${refusal.standup}.`)
        .problem;
    case 'programme.missing':
      return new WebProblem(404, refusal.code, 'There is no such programme, or you are not in it.').problem;
    case 'organisation.unknown':
      return new WebProblem(
        400,
        refusal.code,
        `There is no organisation ${refusal.organisation} here. Choose one of ${refusal.known.join(', ')}.`,
      ).problem;
    case 'date.impossible':
      return new WebProblem(400, refusal.code, 'Write a day as YYYY-MM-DD.').problem;
    default:
      return new WebProblem(400, refusal.code, 'Check what you asked for, and try again.').problem;
  }
}

/** The status of an error that restify raised while reading a request. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
