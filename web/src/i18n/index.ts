import i18next, { type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh-CN' | 'en';

const KEY = 'imagegen.language';

/** A page loads one language; the other comes when somebody switches. */
const load: Record<Language, () => Promise<ResourceKey>> = {
  'zh-CN': async () => (await import('./zh-CN')).default,
  en: async () => (await import('./en')).default,
};

export function detectLanguage(saved: string | null, browser: readonly string[]): Language {
  if (saved === 'zh-CN' || saved === 'en') return saved;
  const first = browser.find(language => /^(zh|en)\b/i.test(language)) ?? 'en';
  return /^zh/i.test(first) ? 'zh-CN' : 'en';
}

export async function startI18n(): Promise<void> {
  const language = detectLanguage(savedLanguage(), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await load[language]() } },
    interpolation: { escapeValue: false },
  });
  show(language);
  i18next.on('languageChanged', next => show(next as Language));
}

export async function switchLanguage(next: Language): Promise<void> {
  i18next.addResourceBundle(next, 'translation', await load[next]());
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Then the choice lasts as long as the page.
  }
  await i18next.changeLanguage(next);
}

/** The page says which language it is in: to the browser, and to whatever asks the server. */
function show(language: Language): void {
  document.documentElement.lang = language;
}

function savedLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
