import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { type Month, monthAfter, monthOf, monthText } from './days';
import styles from './MonthPicker.module.css';

interface Props {
  month: Month | undefined;
  today: string | undefined;
  onChange: (month: Month) => void;
}

/** A month, and those beside it. Nothing is known of one that has not begun. */
export function MonthPicker({ month, today, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const isLast = month === undefined || today === undefined || month >= monthOf(today);
  return (
    <div className={styles.months}>
      <Button
        look="quiet"
        icon="left"
        aria-label={t('usage.previous')}
        title={t('usage.previous')}
        disabled={month === undefined}
        onClick={() => month !== undefined && onChange(monthAfter(month, -1))}
      />
      <b aria-live="polite">{month === undefined ? '…' : monthText(month, i18n.language)}</b>
      <Button
        look="quiet"
        icon="right"
        aria-label={t('usage.next')}
        title={t('usage.next')}
        disabled={isLast}
        onClick={() => month !== undefined && onChange(monthAfter(month, 1))}
      />
    </div>
  );
}
