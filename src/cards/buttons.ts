import type { Json } from './render.ts';
import type { Press } from './press.ts';

/** What a button of a template carries back. */
export type ButtonData = { [key: string]: Json | undefined };

/** Data of a button that the bot answers at once. */
export function presses(press: Press): ButtonData {
  return { ...press };
}

/** Data of a button that opens a dialog in Teams; a host without dialogs sends it as any other press. */
export function opens(press: Press): ButtonData {
  return { msteams: { type: 'task/fetch' }, ...press };
}

/**
 * The button that sends a form, or tries what stands in it. `Action.Execute` keeps what was typed when it is refused, but does not work in a
 * dialog; a host that does not know it falls back to `Action.Submit` with the same data.
 */
export function sends(title: string, press: Press & { do: 'submit' | 'trySource' }, home: Home): ButtonData {
  const style = press.do === 'submit' ? 'positive' : 'default';
  const submit = { type: 'Action.Submit', title, style, data: presses(press) };
  if (home === 'dialog') return submit;
  return { ...submit, type: 'Action.Execute', verb: press.do, fallback: submit };
}

/** Where a form stands: in a Teams dialog, or as a message of its own. */
export type Home = 'dialog' | 'message';

/** Data of a button for any press: what opens a form or a list opens it in a dialog. */
export function dataOf(press: Press): ButtonData {
  return press.do === 'open' || press.do === 'history' ? opens(press) : presses(press);
}
