import { create } from 'zustand';

export type Theme = 'light' | 'dark';

const KEY = 'imagegen.theme';

/** public/first-paint.js has already decided; this only takes over. */
export const useTheme = create<{ theme: Theme }>(() => ({
  theme: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
}));

/** The browser's own bars take the colour of ours. */
export function paintBrowser(): void {
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour);
}

export function toggleTheme(): void {
  const theme = useTheme.getState().theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  paintBrowser();
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then the choice lasts as long as the page.
  }
  useTheme.setState({ theme });
}
