import { useTranslation } from 'react-i18next';
import { MOST_JOBS } from '@/api/batches';
import { type Axes, batchProblem, type BatchProblem, costOf, jobsOf } from '@/domain/batch/grid';
import { clearForm } from '@/domain/batch/store';
import { estimated, localized, money } from '@/domain/models/format';
import { isMoney, tightest } from '@/domain/usage/limits';
import { leftText, needText } from '@/domain/usage/limitText';
import { useOwnLimits } from '@/domain/usage/useOwnLimits';
import { Button } from '@/ui/Button';
import styles from './Summary.module.css';
import { useSend } from './useSend';

/** How many and how much, before anything is sent. */
export function Summary({ axes, count }: { axes: Axes; count: number }) {
  const { t, i18n } = useTranslation();
  const own = useOwnLimits();
  const { sending, refusal, send } = useSend();
  const isBegun = axes.prompts.length > 0;
  const jobs = jobsOf(axes);
  const pictures = jobs * count;
  const cost = costOf(axes, count);
  const price = cost === null ? '—' : estimated(money(cost.amount, cost.currency, i18n.language), cost.verified);
  const problem = batchProblem(axes);
  const need = { pictures, cost: cost !== null && cost.currency === own?.currency ? cost.amount : null };
  const worst = own === null ? undefined : tightest(own.limits, need);
  const times = axes.models.map(model => model.typical_seconds);
  const problemText = (wrong: BatchProblem): string => {
    switch (wrong.kind) {
      case 'many':
        return t('batch.problem.many', { most: MOST_JOBS, count: wrong.count });
      case 'long':
        return t('batch.problem.long', { n: wrong.n, model: localized(wrong.model.name, i18n.language) });
      case 'seeds':
        return t('batch.problem.seeds', wrong);
      default:
        return t(`batch.problem.${wrong.kind}`);
    }
  };
  const over =
    worst?.standing === 'over'
      ? needText(
          t,
          worst.limit,
          isMoney(worst.limit.kind) ? (need.cost ?? 0) : pictures,
          own?.currency ?? 'CNY',
          i18n.language,
        )
      : null;
  return (
    <div className={styles.summary}>
      <p className={styles.axes}>
        {t('batch.axes', {
          prompts: axes.prompts.length,
          models: axes.models.length,
          sizes: Math.max(axes.sizes.length, 1),
          seeds: Math.max(axes.seeds.length, 1),
        })}
      </p>
      <p className={styles.number} aria-live="polite">
        {t('batch.pictures', { count: pictures })}
      </p>
      <dl>
        <div>
          <dt>{t('batch.title')}</dt>
          <dd>{t('batch.jobs', { count: jobs })}</dd>
        </div>
        <div>
          <dt>{t('batch.cost')}</dt>
          <dd>
            <b>{price}</b>
          </dd>
        </div>
        {times.length > 0 && (
          <div>
            <dt>{t('batch.each')}</dt>
            <dd>
              {t('batch.seconds', { seconds: [...new Set([Math.min(...times), Math.max(...times)])].join(' – ') })}
            </dd>
          </div>
        )}
        {own !== null && (
          <div>
            <dt>{t('batch.left')}</dt>
            <dd>
              {own.limits.map(limit => (
                <span key={limit.kind}>{leftText(t, limit, own.currency, i18n.language)}</span>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <p className={styles.problem} role="status">
        {isBegun && problem !== null ? problemText(problem) : (over ?? '')}
      </p>
      {refusal !== null && (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
      <Button
        look="primary"
        type="submit"
        disabled={sending || problem !== null}
        onClick={() => void send(axes, count)}
      >
        {t(sending ? 'batch.sending' : 'batch.submit')} {!sending && problem === null && <small>{price}</small>}
      </Button>
      {isBegun && (
        <Button look="quiet" onClick={clearForm}>
          {t('batch.clear')}
        </Button>
      )}
    </div>
  );
}
