import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
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
      <Popover
        trigger="click"
        placement="bottom"
        title={t('demo.howTitle')}
        content={
          <div className={styles.how}>
            <p>{t('demo.howText')}</p>
            <pre>{VARIABLES}</pre>
            <p>{t('demo.howKeys')}</p>
          </div>
        }
      >
        <button type="button">{t('demo.how')}</button>
      </Popover>
    </div>
  );
}
