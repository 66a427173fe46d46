export const THEMES = ['light', 'dark', 'contrast'] as const;
export type ThemeName = (typeof THEMES)[number];

/** Our theme for one of Teams' (`default`, `dark`, `contrast`, `glass`) or for our own name; light when it is neither. */
export function themeNamed(name: string | null | undefined): ThemeName {
  return THEMES.find((theme) => theme === name) ?? (name === 'glass' ? 'dark' : 'light');
}
