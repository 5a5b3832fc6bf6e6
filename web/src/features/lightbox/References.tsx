import { useTranslation } from 'react-i18next';
import { pictureUrl } from '@/domain/references/reference';
import styles from './References.module.css';

/** What the picture was made from; each opens as it is. */
export function References({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <>
      <h3>{t('references.label')}</h3>
      <div className={styles.list}>
        {ids.map((id, i) => {
          const url = pictureUrl(id, 'thumbnail');
          const name = t('references.nth', { n: i + 1 });
          return (
            <a key={i} href={pictureUrl(id, 'original') ?? id} target="_blank" rel="noreferrer" aria-label={name}>
              {url !== null && <img src={url} alt="" loading="lazy" />}
              <b>{name}</b>
            </a>
          );
        })}
      </div>
    </>
  );
}
