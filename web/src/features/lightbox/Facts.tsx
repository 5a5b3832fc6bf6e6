import { useTranslation } from 'react-i18next';
import type { Job, JobImage, Model } from '@/api/types';
import { useStyles } from '@/domain/models/styles';
import styles from './Facts.module.css';
import { factsOf } from './facts';

export function Facts({ job, image, model }: { job: Job; image: JobImage; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const presets = useStyles();
  return (
    <table className={styles.facts}>
      <tbody>
        {factsOf({ job, image, model, styles: presets }, t, i18n.language).map(fact => (
          <tr key={fact.name}>
            <th scope="row">{fact.name}</th>
            <td className={fact.mono ? styles.mono : undefined}>
              {fact.asked !== undefined && (
                <del>
                  <span className="sr-only">{t('lightbox.requested')} </span>
                  {fact.asked}
                </del>
              )}
              {fact.asked !== undefined && <span className="sr-only">{t('lightbox.actual')} </span>}
              {fact.actual}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
