import { type ThemeConfig, theme as ant } from 'antd';
import type { Theme } from '@/ui/theme';

interface Look {
  theme: Theme;
  /** Fingers, not a pointer: controls are larger. */
  touch: boolean;
  reducedMotion: boolean;
}

/** Ant Design's theme from our tokens: one place says what a colour is. */
export function antTheme({ theme, touch, reducedMotion }: Look): ThemeConfig {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const pixels = (name: string): number => Number.parseFloat(token(name));
  return {
    algorithm: theme === 'dark' ? ant.darkAlgorithm : ant.defaultAlgorithm,
    token: {
      colorPrimary: token('--accent'),
      colorPrimaryHover: token('--accent-hover'),
      colorTextLightSolid: token('--on-accent'),
      colorError: token('--red'),
      colorWarning: token('--amber'),
      colorSuccess: token('--green'),
      colorText: token('--text'),
      colorTextSecondary: token('--text-2'),
      colorTextDescription: token('--text-2'),
      colorTextPlaceholder: token('--text-3'),
      colorBgBase: token('--bg'),
      colorBgContainer: token('--surface'),
      colorBgElevated: token('--surface'),
      colorBgMask: token('--scrim'),
      colorBorder: token('--line-strong'),
      colorBorderSecondary: token('--line'),
      boxShadowSecondary: token('--shadow-2'),
      boxShadow: token('--shadow-2'),
      fontFamily: token('--font'),
      fontSize: pixels('--t-m'),
      borderRadius: pixels('--r-s'),
      borderRadiusLG: pixels('--r-m'),
      controlHeight: touch ? 44 : 36,
      motion: !reducedMotion,
    },
    components: {
      InputNumber: { colorBorder: token('--line-input'), handleBorderColor: token('--line') },
      Switch: { colorTextQuaternary: token('--text-3'), colorTextTertiary: token('--text-2') },
      Slider: { railBg: token('--surface-3'), railHoverBg: token('--surface-3'), trackBg: token('--accent') },
    },
  };
}
