import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import styles from './ShownOnce.module.css';

interface Props {
  title: string;
  text: string;
  /** Nobody can show it again. */
  secret: string;
  onDone: () => void;
}

/** Something to be copied now or never. */
export function ShownOnce({ title, text, secret, onDone }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.box} role="status">
      <div className={styles.what}>
        <b>{title}</b>
        <p>{text}</p>
      </div>
      <input aria-label={title} value={secret} readOnly onFocus={event => event.target.select()} />
      <CopyButton text={secret} label={t('once.copy')} />
      <Button onClick={onDone}>{t('once.done')}</Button>
    </div>
  );
}
