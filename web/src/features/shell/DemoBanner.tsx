import { useTranslation } from 'react-i18next';
import { Popover } from '@/ui/Popover';
import styles from './DemoBanner.module.css';
import { useSystem } from './useSystem';

const VARIABLES = 'VOLCENGINE_ACCESS_KEY=…\nVOLCENGINE_SECRET_KEY=…';

export function DemoBanner() {
  const { t } = useTranslation();
  if (useSystem()?.demo_mode !== true) return null;
  return (
    <div className={styles.banner} role="note">
      <b>{t('demo.title')}</b>
      <span>
        <span className={styles.long}>{t('demo.picture')}</span>
        {t('demo.free')}
      </span>
      <Popover title={t('demo.howTitle')} place="below" button={<button type="button">{t('demo.how')}</button>}>
        <div className={styles.how}>
          <p>{t('demo.howText')}</p>
          <pre>{VARIABLES}</pre>
          <p>{t('demo.howKeys')}</p>
        </div>
      </Popover>
    </div>
  );
}
