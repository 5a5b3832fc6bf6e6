import { useTranslation } from 'react-i18next';
import type { Model, Style } from '@/api/types';
import { type Draft, type DraftProblem, promptExcess } from '@/domain/draft/draft';
import { bringBack, forgetReplaced, useDraft } from '@/domain/draft/store';
import { ComposerNotice } from './ComposerNotice';
import look from './ComposerMessages.module.css';
import { dismissDropped, useDropped } from './dropped';

/** The row of the references says these with their figures and the way out. */
type SaidBeside = 'references_none' | 'references_many' | 'reference';

const SAID_BESIDE: readonly string[] = ['references_none', 'references_many', 'reference'] satisfies SaidBeside[];

interface Props {
  draft: Draft;
  model: Model | undefined;
  problem: DraftProblem | null;
  styles: readonly Style[];
  modelsFailed: boolean;
  onReload: () => void;
}

/** What keeps the draft from being sent, and what has changed in it without being typed. */
export function ComposerMessages({ draft, model, problem, styles, modelsFailed, onReload }: Props) {
  const { t } = useTranslation();
  const dropped = useDropped();
  const wasReplaced = useDraft(state => state.replaced !== null);
  const over = model === undefined ? 0 : promptExcess(draft, model, styles);
  return (
    <>
      <p id="prompt-problem" className={look.problem} role="status">
        {problem === 'prompt_long' ? t('compose.problem.prompt_long', { count: over }) : null}
        {problem !== null && problem !== 'prompt_long' && !SAID_BESIDE.includes(problem)
          ? t(`compose.problem.${problem as Exclude<typeof problem, SaidBeside>}`)
          : null}
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
