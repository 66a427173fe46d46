import type { Browser, Locator, Page } from 'playwright-core';
import { currentUser, groupChat, team } from '../../src/local/people.ts';

export type Conversation = 'personal chat' | 'group chat' | 'General' | 'Escalation';

const TREE_ITEMS: Record<Conversation, string> = {
  'personal chat': 'Personal Chat',
  'group chat': groupChat.name,
  General: `${team.name} - General`,
  Escalation: `${team.name} - ${team.channel.name}`,
};
const EDITOR = '[data-lexical-editor]';
const CARD = '.ac-adaptiveCard';
/** A post in a channel with its thread. */
const THREAD = '.fui-Card:has(button[aria-label="Send Message"])';

/**
 * The Playground as somebody sees it in a browser. The page keeps what it shows in memory: opening it anew shows
 * empty conversations, so open it once. Waits for what it needs; `page` is there for anything else.
 */
export class PlaygroundPage {
  readonly page: Page;
  readonly #conversation: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.#conversation = page
      .getByRole('region', { name: 'Chat and Teams Channel' })
      .locator('xpath=../../following-sibling::*[1]');
  }

  /** Opens it in a page of its own, once it has told the bot of its installation, and hides the log panel. */
  static async open(browser: Browser, url: string): Promise<PlaygroundPage> {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1800 }, locale: 'en-GB' });
    page.setDefaultTimeout(20_000);
    await page.goto(url, { timeout: 30_000 });
    await page
      .getByText(/conversationUpdate \d{3}/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Hide log panel' }).click();
    return new PlaygroundPage(page);
  }

  async go(conversation: Conversation): Promise<void> {
    const item = this.page.getByRole('treeitem', { name: TREE_ITEMS[conversation] });
    await item.click();
    const post = this.#conversation.getByRole('button', { name: 'Post', exact: true });
    const channel = conversation === 'General' || conversation === 'Escalation';
    await post.waitFor({ state: channel ? 'visible' : 'detached' });
  }

  /**
   * Sends a message in a chat, or as a new post in a channel. `@Name` (one word) picks that name from the
   * Playground's menu, but for its current user, whom the menu lacks and the proxy turns into a mention. A message in
   * a channel or the group chat reaches the bot only with the bot's mention.
   */
  async send(text: string): Promise<void> {
    await this.#say(text, this.#conversation);
  }

  /** Answers in the thread of the newest post, or of the newest one with the text. */
  async reply(text: string, to: string | RegExp = ''): Promise<void> {
    await this.#say(text, this.#conversation.locator(THREAD).filter({ hasText: to }).first());
  }

  /** Waits until the text can be seen in the open conversation. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.#conversation.getByText(text).first().waitFor();
  }

  /** All that can be read in the open conversation, messages and cards, as it stands. */
  async text(): Promise<string> {
    return this.#conversation.innerText();
  }

  /** The cards of the open conversation, or those with the text; waits for none. */
  cards(containing: string | RegExp = ''): Locator {
    return this.#conversation.locator(CARD).filter({ hasText: containing });
  }

  /** Waits for a card with the text; gives the newest. A channel stands newest post first, a thread newest last. */
  async card(containing: string | RegExp): Promise<Locator> {
    const cards = this.cards(containing);
    await cards.first().waitFor();
    const threads = this.#conversation.locator(THREAD).filter({ has: cards });
    return (await threads.count()) > 0
      ? threads.first().locator(CARD).filter({ hasText: containing }).last()
      : cards.last();
  }

  /**
   * Fills inputs by label: text and numbers as they are, a choice by its title, a day as `YYYY-MM-DD`, a time as
   * `HH:MM`, a toggle as `true` or `false`.
   */
  async fill(card: Locator, inputs: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(inputs)) await this.#fill(card, label, value);
  }

  /** Presses a button by its title, also one behind "More options" (the Playground shows six). */
  async press(card: Locator, title: string): Promise<void> {
    const button = card.getByRole('button', { name: title, exact: true });
    const more = card.getByRole('button', { name: 'More options' });
    await button.or(more).first().waitFor();
    if (await button.isVisible()) return button.click();
    await more.click();
    await this.page.getByRole('menuitem', { name: title, exact: true }).click();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, fullPage: true });
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /**
   * Types and sends. The page's menu of people moves under a click and picks somebody else, and the page empties its
   * editors when a turn ends and when a card changes. So what does not stand in the editor as it was typed is typed
   * again, and what does not stand in the conversation afterwards is said again.
   */
  async #say(text: string, place: Locator): Promise<void> {
    const editor = place.locator(EDITOR).first();
    const said = this.#conversation.getByText(endOf(text), { exact: true });
    const before = await said.count();
    for (let tries = 0; tries < 4; tries++) {
      await editor.click();
      await this.page.keyboard.press('ControlOrMeta+A');
      await this.page.keyboard.press('Delete');
      await this.#type(text);
      if (!(await stands(editor, text))) continue;
      await place
        .getByRole('button', { name: /^(Post|Send Message)$/ })
        .first()
        .click();
      if (await isThere(said.nth(before))) return;
    }
    throw new Error(`the editor does not take: ${text}`);
  }

  async #type(text: string): Promise<void> {
    for (const part of text.split(/(@\w+)/)) {
      if (part.startsWith('@') && part !== `@${currentUser.givenName}`) {
        const name = part.slice(1);
        const menu = this.page.getByRole('menuitem');
        await this.page.keyboard.type(part);
        await menu.filter({ hasText: name }).first().waitFor();
        // The menu narrows while one types, and a click on the way there lands on somebody else.
        await menu.filter({ hasNotText: name }).first().waitFor({ state: 'detached' });
        await menu.filter({ hasText: name }).first().click();
      } else {
        await this.page.keyboard.insertText(part);
      }
    }
  }

  async #fill(card: Locator, label: string, value: string): Promise<void> {
    const box = card.getByRole('combobox', { name: label }).first();
    const field = card
      .getByRole('textbox', { name: label })
      .or(card.getByRole('spinbutton', { name: label }))
      .first();
    const toggle = card.getByRole('checkbox', { name: label, exact: true });
    const option = card
      .getByRole('checkbox', { name: `${label} ${value}` })
      .or(card.getByRole('radio', { name: `${label} ${value}` }))
      .or(card.getByRole('radiogroup', { name: label }).getByRole('radio', { name: value, exact: true }))
      .first();
    await box.or(field).or(toggle).or(option).first().waitFor();

    if (await field.isVisible()) return field.fill(value);
    if (await toggle.isVisible()) return toggle.setChecked(value === 'true');
    if (await option.isVisible()) return option.check();
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
      await box.fill(new Date(value).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }));
      await this.page.keyboard.press('Enter');
      await this.page.keyboard.press('Escape');
      return this.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    if (/^\d{2}:\d{2}$/.test(value)) {
      await box.click();
      await this.page.getByRole('option').first().waitFor();
      await box.fill(value);
      await this.page.keyboard.press('Enter');
      return this.page.keyboard.press('Tab');
    }
    await box.click();
    await this.page.getByRole('option', { name: value, exact: true }).click();
  }
}

/** A name that the page's menu has: its current user is typed as it stands. */
const MENTION = new RegExp(`@(?!${currentUser.givenName}\\b)\\w+`);

/** What is typed after the last mention: it stands in the conversation as one text. */
function endOf(text: string): string {
  return text.split(MENTION).at(-1)!.trim();
}

/** Whether all that was typed stands in the editor: the page may have emptied it, or picked somebody else. */
async function stands(editor: Locator, text: string): Promise<boolean> {
  const typed = (await editor.innerText()).replace(/\s+/g, ' ');
  const names = [...text.matchAll(/@(\w+)/g)].map(([, name]) => name!);
  return [...names, endOf(text)].every((part) => typed.includes(part));
}

/** Whether it is there within three seconds. */
function isThere(locator: Locator): Promise<boolean> {
  return locator.waitFor({ state: 'attached', timeout: 3_000 }).then(
    () => true,
    () => false,
  );
}
