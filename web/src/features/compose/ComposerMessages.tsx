import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import type { Draft, DraftProblem } from '@/domain/draft/draft';
import { bringBack, forgetReplaced, useDraft } from '@/domain/draft/store';
import { lengthOf } from '@/domain/models/parameters';
import { ComposerNotice } from './ComposerNotice';
import styles from './ComposerMessages.module.css';
import { dismissDropped, useDropped } from './dropped';

interface Props {
  draft: Draft;
  model: Model | undefined;
  problem: DraftProblem | null;
  modelsFailed: boolean;
  onReload: () => void;
}

/** What keeps the draft from being sent, and what has changed in it without being typed. */
export function ComposerMessages({ draft, model, problem, modelsFailed, onReload }: Props) {
  const { t } = useTranslation();
  const dropped = useDropped();
  const wasReplaced = useDraft(state => state.replaced !== null);
  const over = model === undefined ? 0 : lengthOf(draft.prompt.trim()) - model.prompt.max_length;
  return (
    <>
      <p id="prompt-problem" className={styles.problem} role="status">
        {problem === 'prompt_long' ? t('compose.problem.prompt_long', { count: over }) : null}
        {problem !== null && problem !== 'prompt_long' ? t(`compose.problem.${problem}`) : null}
      </p>
      {wasReplaced && (
        <ComposerNotice
          text={t('compose.replaced')}
          action={t('compose.bringBack')}
          onAction={bringBack}
          onDismiss={forgetReplaced}
        />
      )}
      {dropped !== null && (
        <ComposerNotice
          text={t('compose.dropped', { model: dropped.model, names: dropped.names })}
          tone="odd"
          onDismiss={dismissDropped}
        />
      )}
      {modelsFailed && model === undefined && (
        <ComposerNotice text={t('compose.modelsFailed')} tone="odd" action={t('feed.retry')} onAction={onReload} />
      )}
    </>
  );
}
