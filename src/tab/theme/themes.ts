import {
  createDarkTheme,
  createLightTheme,
  teamsHighContrastTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';
import type { ThemeName } from './name.ts';

/** Shades of the blue of health and care services, #005eb8. */
const blue: BrandVariants = {
  10: '#02101f',
  20: '#051e38',
  30: '#042a51',
  40: '#00356b',
  50: '#004180',
  60: '#004d99',
  70: '#0055a8',
  80: '#005eb8',
  90: '#2b76c6',
  100: '#62a0e0',
  110: '#76adE6',
  120: '#8dbae8',
  130: '#a9cdf0',
  140: '#c3ddf6',
  150: '#d9eafa',
  160: '#ebf4fc',
};

const font = { fontFamilyBase: "'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif" };

const light = createLightTheme(blue);
const dark = createDarkTheme(blue);

/** Fluent's tokens for each theme. Text and edges are darkened where Fluent's own fall short of WCAG 2.2 AA. */
export const themes: Record<ThemeName, Theme> = {
  light: {
    ...light,
    ...font,
    colorNeutralForeground1: '#212b32',
    colorNeutralForeground2: '#3a4750',
    colorNeutralForeground3: '#4c6272',
    colorNeutralForeground4: '#4c6272',
    colorNeutralBackground3: '#f0f4f5',
    colorNeutralStroke1: '#768692',
    colorNeutralStroke2: '#d8dde0',
  },
  dark: {
    ...dark,
    ...font,
    colorNeutralForeground4: '#b3b3b3',
    colorNeutralStroke1: '#8a8a8a',
    colorBrandForegroundLink: blue[120],
    colorBrandForegroundLinkHover: blue[140],
    colorBrandForegroundLinkPressed: blue[130],
    colorBrandForeground1: blue[120],
  },
  contrast: { ...teamsHighContrastTheme, ...font },
};
