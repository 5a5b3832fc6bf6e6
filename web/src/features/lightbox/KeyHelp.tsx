import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/Icon';
import styles from './KeyHelp.module.css';

const keys = [
  ['← →', 'move'],
  ['D', 'download'],
  ['C', 'copy'],
  ['R', 'reuse'],
  ['Esc', 'close'],
] as const;

export function KeyHelp() {
  const { t } = useTranslation();
  return (
    <details className={styles.help}>
      <summary aria-label={t('lightbox.help')} title={t('lightbox.help')}>
        <Icon name="help" />
      </summary>
      <dl>
        {keys.map(([key, action]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{t(`lightbox.keys.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
