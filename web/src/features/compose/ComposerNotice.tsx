import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import styles from './ComposerNotice.module.css';

interface Props {
  text: string;
  tone?: 'plain' | 'odd';
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

export function ComposerNotice({ text, tone = 'plain', action, onAction, onDismiss }: Props) {
  const { t } = useTranslation();
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role="status">
      <span>{text}</span>
      {action !== undefined && (
        <Button look="quiet" onClick={onAction}>
          {action}
        </Button>
      )}
      {onDismiss !== undefined && (
        <Button
          look="quiet"
          icon="x"
          aria-label={t('compose.dismiss')}
          title={t('compose.dismiss')}
          onClick={onDismiss}
        />
      )}
    </div>
  );
}
