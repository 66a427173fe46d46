import { app, authentication } from '@microsoft/teams-js';
import { themeNamed, type ThemeName } from '../theme/name.ts';
import { conversationOf } from './conversation.ts';

/** Teams (or another Microsoft 365 host) around the tab. */
export type TeamsHost = {
  mode: 'teams';
  theme: ThemeName;
  onTheme(listener: (theme: ThemeName) => void): void;
  conversation: string | null;
  subPageId: string | undefined;
  authorization(): Promise<string>;
};

/** Talks to the host, and says that the tab has loaded. @throws when nobody answers; the caller sets the time limit */
export async function connectToTeams(): Promise<TeamsHost> {
  await app.initialize();
  const context = await app.getContext();
  app.notifySuccess().catch(() => undefined);
  return {
    mode: 'teams',
    theme: themeNamed(context.app.theme),
    onTheme: (listener) => app.registerOnThemeChangeHandler((theme) => listener(themeNamed(theme))),
    conversation: conversationOf(context),
    subPageId: context.page.subPageId,
    authorization: async () => `Bearer ${await authentication.getAuthToken()}`,
  };
}
