import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { imageUrl } from '@/api/calls';
import type { Job } from '@/api/types';
import { type Column, tableOf } from '@/domain/batch/table';
import { isWorking, storedImages, titleOf } from '@/domain/jobs/job';
import { localized, sizeLabel } from '@/domain/models/format';
import { parseSize } from '@/domain/models/size';
import { useModels } from '@/domain/models/useModels';
import styles from './ResultTable.module.css';

/** Prompts down, all that differs besides across; the heads stay in sight. */
export function ResultTable({ jobs }: { jobs: readonly Job[] }) {
  const { t, i18n } = useTranslation();
  const models = useModels().data;
  const { prompts, columns, jobsAt } = tableOf(jobs);
  const nameOf = (id: string): string => {
    const model = models?.find(each => each.id === id);
    return model === undefined ? id : localized(model.name, i18n.language);
  };
  const sizeOf = ({ model, size }: Column): string => {
    const parsed = parseSize(size);
    if (parsed === null) return size ?? t('batch.defaultSize');
    return sizeLabel(
      models?.find(({ id }) => id === model),
      parsed,
    );
  };
  const wordsOf = (column: Column): string[] => [
    nameOf(column.model),
    sizeOf(column),
    ...(column.seed === null ? [] : [t('batch.seed', { seed: column.seed })]),
  ];
  return (
    // A part that scrolls must be reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.scroll} role="region" aria-label={t('batch.results')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('batch.prompt')}</th>
            {columns.map(column => (
              <th key={column.key} scope="col">
                {wordsOf(column).map((words, i) => (
                  <span key={i}>{words}</span>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prompts.map(prompt => (
            <tr key={prompt}>
              <th scope="row">
                <span>{titleOf(prompt, undefined, t)}</span>
              </th>
              {columns.map(column => (
                <td key={column.key}>
                  {jobsAt(prompt, column).map(job => (
                    <Cell
                      key={job.id}
                      job={job}
                      name={t('batch.picture', { prompt, column: wordsOf(column).join(' · ') })}
                    />
                  ))}
                  {jobsAt(prompt, column).length === 0 && <small>{t('batch.none')}</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The pictures of one job; its state while there are none. */
function Cell({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation();
  const images = storedImages(job);
  const size = parseSize(job.effective_parameters.size);
  const shape = size === null ? 1 : size.width / size.height;
  return (
    <div className={styles.cell}>
      {images.map(image => (
        <Link key={image.id} to={`/jobs/${job.id}/images/${image.id}`}>
          <img src={imageUrl(image.id, 'thumbnail')} alt={name} loading="lazy" style={{ aspectRatio: shape }} />
        </Link>
      ))}
      {images.length === 0 && (
        <p
          className={styles.state}
          data-tone={isWorking(job.status) ? 'busy' : 'still'}
          style={{ aspectRatio: shape }}
          title={job.error?.message}
        >
          <span>{t(`batch.state.${job.status}`)}</span>
          {job.error !== null && <small>{job.error.message}</small>}
        </p>
      )}
    </div>
  );
}
