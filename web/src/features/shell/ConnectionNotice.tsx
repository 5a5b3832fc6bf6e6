import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/domain/jobs/connection';
import { Icon } from '@/ui/Icon';
import { useOnline } from '@/ui/useOnline';
import styles from './ConnectionNotice.module.css';

/** A proxy that renews its connections is no news. */
const PATIENCE = 3_000;

export function ConnectionNotice() {
  const { t } = useTranslation();
  const online = useOnline();
  const interrupted = useConnection(state => state.stream === 'down' && state.wasOpen);
  const [longDown, setLongDown] = useState(false);
  useEffect(() => {
    if (!interrupted) return;
    const timer = setTimeout(() => setLongDown(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setLongDown(false);
    };
  }, [interrupted]);
  const text = !online ? t('connection.offline') : longDown ? t('connection.down') : null;
  return (
    <div role="status" className={styles.place}>
      {text !== null && (
        <p className={styles.notice}>
          <Icon name="cloud" small />
          {text}
        </p>
      )}
    </div>
  );
}
