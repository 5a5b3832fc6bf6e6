import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/Icon';
import styles from './SearchField.module.css';

/** Not at each letter; milliseconds. */
const PAUSE = 250;

export function SearchField({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      onChange(typed.trim());
      setTyped(null);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <div role="search" className={styles.search}>
      <Icon name="search" small />
      <input
        type="search"
        aria-label={t('templates.search')}
        placeholder={t('templates.search')}
        value={typed ?? words}
        onChange={event => setTyped(event.target.value)}
      />
    </div>
  );
}
