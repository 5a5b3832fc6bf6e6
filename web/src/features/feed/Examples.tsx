import { useTranslation } from 'react-i18next';
import { fillDraft } from '@/domain/draft/store';
import { Scene } from '@/ui/Scene';
import styles from './Examples.module.css';

const examples = [
  { name: 'landscape', seed: 6 },
  { name: 'illustration', seed: 7 },
  { name: 'poster', seed: 8 },
  { name: 'concept', seed: 9 },
  { name: 'ink', seed: 10 },
  { name: 'cinema', seed: 11 },
] as const;

/** What stands here before the first picture. */
export function Examples() {
  const { t } = useTranslation();
  return (
    <section className={styles.hello}>
      <h1>{t('feed.empty')}</h1>
      <p>{t('feed.emptyHint')}</p>
      <div className={styles.list}>
        {examples.map(({ name, seed }) => (
          <button
            key={name}
            type="button"
            className={styles.example}
            onClick={() => fillDraft({ prompt: t(`examples.${name}.prompt`) })}
          >
            <span className={styles.picture}>
              <Scene seed={seed} ratio={1.5} />
              <em>{t(`examples.${name}.kind`)}</em>
            </span>
            <span className={styles.words}>{t(`examples.${name}.prompt`)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
