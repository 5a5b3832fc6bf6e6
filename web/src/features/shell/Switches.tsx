import { useTranslation } from 'react-i18next';
import { switchLanguage } from '@/i18n';
import { Icon } from '@/ui/Icon';
import { toggleTheme, useTheme } from '@/ui/theme';
import styles from './Switches.module.css';

export function ThemeSwitch() {
  const { t } = useTranslation();
  const theme = useTheme(state => state.theme);
  const label = theme === 'dark' ? t('theme.toLight') : t('theme.toDark');
  return (
    <button type="button" className={styles.switch} aria-label={label} title={label} onClick={toggleTheme}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const next = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className={styles.switch} lang={next} onClick={() => void switchLanguage(next)}>
      {t('language.other')}
    </button>
  );
}
