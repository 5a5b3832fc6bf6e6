import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { isProblem } from '@/api/problem';
import { deleteTemplate } from '@/api/templates';
import type { Template } from '@/api/types';
import { oneTemplate, TEMPLATES_KEY } from '@/domain/templates/queries';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { dateText } from '@/ui/dateText';
import { Icon } from '@/ui/Icon';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { useToast } from '@/ui/Toasts';
import { useMediaQuery } from '@/ui/useMediaQuery';
import { UseForm } from './UseForm';
import styles from './UsePanel.module.css';
import { useSpace } from './useSpace';

/** One template, to be used: beside the list where there is room, else above it. */
export function UsePanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 900px)');
  const navigate = useNavigate();
  const space = useSpace();
  const { data: template, isError } = useQuery(oneTemplate(id));
  const close = (): void => void navigate(space.to('/templates'), { preventScrollReset: true });
  const title = template?.name ?? t('templates.use');
  const content = isError ? (
    <div className={styles.gone}>
      <b>{t('templates.gone')}</b>
      <p>{t('templates.goneHint')}</p>
    </div>
  ) : template === undefined ? (
    <Skeleton height={260} />
  ) : (
    <>
      <Facts template={template} onDeleted={close} mayWrite={space.mayWrite} />
      <UseForm key={template.version} template={template} />
    </>
  );
  if (narrow) {
    return (
      <Sheet title={title} onClose={close}>
        <div className={styles.body}>{content}</div>
      </Sheet>
    );
  }
  return (
    <section className={styles.panel} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Button look="quiet" icon="x" aria-label={t('templates.close')} title={t('templates.close')} onClick={close} />
      </header>
      <div className={styles.body}>{content}</div>
    </section>
  );
}

interface FactsProps {
  template: Template;
  mayWrite: boolean;
  onDeleted: () => void;
}

/** What it is for, when it was changed, and what can be done with the template itself. */
function Facts({ template, mayWrite, onDeleted }: FactsProps) {
  const { t, i18n } = useTranslation();
  const confirm = useConfirm();
  const tell = useToast();
  const client = useQueryClient();
  const space = useSpace();
  const listed = () => client.invalidateQueries({ queryKey: TEMPLATES_KEY });
  const remove = useMutation({
    mutationFn: () => deleteTemplate(template.id, template.version),
    onSuccess: () => {
      onDeleted();
      client.removeQueries({ queryKey: oneTemplate(template.id).queryKey });
    },
    onError: error => {
      const isChanged = isProblem(error) && error.status === 412;
      tell(isChanged ? t('templates.changedSince') : isProblem(error) ? error.message : t('error.unreachable'));
    },
    onSettled: listed,
  });
  const ask = async () => {
    const question = { title: t('templates.deleteTitle', { name: template.name }), text: t('templates.deleteText') };
    if (await confirm({ ...question, yes: t('templates.delete'), danger: true })) remove.mutate();
  };
  return (
    <div className={styles.facts}>
      {template.description !== null && <p>{template.description}</p>}
      <small>{t('templates.updated', { time: dateText(template.updated_at, i18n.language) })}</small>
      {mayWrite && (
        <>
          <Link to={space.to(`/templates/${template.id}/edit`)}>
            <Icon name="pen" small />
            {t('templates.edit')}
          </Link>
          <Button look="quiet" icon="trash" disabled={remove.isPending} onClick={() => void ask()}>
            {t('templates.delete')}
          </Button>
        </>
      )}
      {template.problems.length > 0 && (
        <div className={styles.problems} role="note">
          {t('templates.brokenText', { count: template.problems.length })}
          <ul>
            {template.problems.map(({ pointer, detail }) => (
              <li key={pointer}>{detail}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
