import type { Fault } from '../api/fault.ts';

export type FaultWords = { title: string; detail: string; reference: string | null };

/** What went wrong and what to do next, in words. The server's own words come first where it has any. */
export function faultWords(fault: Fault): FaultWords {
  const { title, detail } = own(fault);
  return { title, detail: fault.problem?.detail || detail, reference: fault.problem?.reference ?? null };
}

function own({ reason, status }: Fault): { title: string; detail: string } {
  switch (reason) {
    case 'signIn':
      return {
        title: 'Teams could not sign you in',
        detail: 'Try again. If it goes on, close the tab and open it again.',
      };
    case 'network':
      return { title: 'The service cannot be reached', detail: 'Check your connection, then try again.' };
    case 'garbled':
      return {
        title: 'The answer could not be read',
        detail: 'Something between you and the service may have answered in its place. Try again in a minute.',
      };
    case 'http':
      return byStatus(status);
  }
}

function byStatus(status: number | null): { title: string; detail: string } {
  switch (status) {
    case 401:
      return { title: 'You are not signed in', detail: 'Close the tab and open it again to sign in.' };
    case 403:
      return { title: 'You may not read this', detail: 'Ask a coordinator of the programme to place you in it.' };
    case 404:
      return {
        title: 'There is nothing here',
        detail: 'The address may be mistyped, or you may not be able to see it.',
      };
    case 429:
      return { title: 'Too many requests', detail: 'Wait a minute, then try again.' };
    default:
      return { title: 'Something went wrong', detail: 'Nothing is lost. Try again in a minute.' };
  }
}
