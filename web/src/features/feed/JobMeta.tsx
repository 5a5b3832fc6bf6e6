import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { isWorking } from '@/domain/jobs/job';
import { localized, sizeLabel } from '@/domain/models/format';
import { parseSize } from '@/domain/models/size';
import { useStyles } from '@/domain/models/styles';
import { clockText } from './days';
import { durationText } from '@/ui/duration';
import styles from './JobMeta.module.css';
import { costOf } from './money';
import { ReferenceThumbs } from './ReferenceThumbs';

export function JobMeta({ job, model }: { job: Job; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const style = useStyles().find(each => each.id === job.parameters.style);
  const asked = parseSize(job.parameters.size);
  const tier = asked === null ? (job.parameters.size ?? null) : null;
  const size = asked ?? parseSize(job.effective_parameters.size) ?? model?.size?.default;
  const count = job.parameters.count ?? 1;
  const seed = job.parameters.seed;
  const cost = costOf(job, model, language);
  const working = isWorking(job.status);
  const seconds =
    job.status === 'succeeded' || job.status === 'partially_succeeded'
      ? (Date.parse(job.finished_at ?? '') - Date.parse(job.started_at ?? job.created_at)) / 1000
      : Number.NaN;
  return (
    <>
      <span className={styles.model}>{model === undefined ? job.model : localized(model.name, language)}</span>
      {tier !== null ? (
        <span>{`${t('compose.auto')} · ${tier}`}</span>
      ) : (
        size != null && <span>{sizeLabel(model, size)}</span>
      )}
      {count > 1 && <span>{t(job.parameters.group ? 'compose.groupOf' : 'day.pictures', { count })}</span>}
      {style !== undefined && <span>{localized(style.name, language)}</span>}
      {seed != null && <span>{t('feed.seed', { seed })}</span>}
      <ReferenceThumbs ids={job.parameters.references ?? []} />
      {!working && <time dateTime={job.created_at}>{clockText(job.created_at, language)}</time>}
      {Number.isFinite(seconds) && <span>{durationText(t, seconds, 1)}</span>}
      {cost !== null && (
        <span>{cost.kind === 'exact' ? cost.price : t(`feed.${cost.kind}`, { price: cost.price })}</span>
      )}
    </>
  );
}
