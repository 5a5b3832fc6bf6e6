import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { type Draft, type DraftProblem, lengthOf } from '@/domain/draft/draft';
import { Button } from '@/ui/Button';
import styles from './ComposerMessages.module.css';
import { dismissDropped, useDropped } from './dropped';

interface Props {
  draft: Draft;
  model: Model | undefined;
  problem: DraftProblem | null;
  modelsFailed: boolean;
  onReload: () => void;
}

/** What keeps the draft from being sent, and what a change of model has removed. */
export function ComposerMessages({ draft, model, problem, modelsFailed, onReload }: Props) {
  const { t } = useTranslation();
  const dropped = useDropped();
  const over = model === undefined ? 0 : lengthOf(draft.prompt.trim()) - model.prompt.max_length;
  return (
    <>
      <p id="prompt-problem" className={styles.problem} role="status">
        {problem === 'prompt_long' ? t('compose.problem.prompt_long', { count: over }) : null}
        {problem !== null && problem !== 'prompt_long' ? t(`compose.problem.${problem}`) : null}
      </p>
      {dropped !== null && (
        <div className={styles.notice} role="status">
          <span>{t('compose.dropped', { model: dropped.model, names: dropped.names })}</span>
          <Button look="quiet" onClick={dismissDropped}>
            {t('compose.dismiss')}
          </Button>
        </div>
      )}
      {modelsFailed && model === undefined && (
        <div className={styles.notice} role="alert">
          <span>{t('compose.modelsFailed')}</span>
          <Button look="quiet" onClick={onReload}>
            {t('feed.retry')}
          </Button>
        </div>
      )}
    </>
  );
}
