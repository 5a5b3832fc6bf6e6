import { useTranslation } from 'react-i18next';
import type { Job } from '@/api/types';
import { CopyButton } from '@/ui/CopyButton';
import styles from './Evidence.module.css';

/** What an operator needs to find a paid call, whose outcome nobody knows, at the provider. */
export function Evidence({ job }: { job: Job }) {
  const { t } = useTranslation();
  if (job.unknown_submissions.length === 0) return null;
  const submissions = job.unknown_submissions.map(each => ({
    id: each.submit_id,
    facts: [
      [t('note.submittedAt'), each.submitted_at],
      [t('note.requestId'), each.provider_request_id ?? t('note.noRequestId')],
      [t('note.submitId'), each.submit_id],
      [t('note.promptHash'), each.prompt_sha256],
      [t('note.unknownReason'), each.reason],
    ] as const,
  }));
  const text = submissions.map(({ facts }) => facts.map(fact => fact.join(': ')).join('\n')).join('\n\n');
  return (
    <details className={styles.evidence}>
      <summary>{t('note.evidence')}</summary>
      <p>{t('note.evidenceText')}</p>
      {submissions.map(({ id, facts }) => (
        <dl key={id}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ))}
      <CopyButton text={text} label={t('note.copyEvidence')} />
    </details>
  );
}
