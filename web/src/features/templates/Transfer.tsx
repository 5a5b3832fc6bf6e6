import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { exportUrl, importTemplates } from '@/api/templates';
import type { Import, TemplateFile } from '@/api/types';
import { isProblem } from '@/api/problem';
import { TEMPLATES_KEY } from '@/domain/templates/queries';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { Menu } from '@/ui/Menu';
import { sentences } from '@/ui/sentences';
import { useToast } from '@/ui/Toasts';

const OUTCOMES = ['created', 'updated', 'unchanged', 'refused'] as const;

/** Templates out as a file, and in again wherever. */
export function Transfer({ team, mayImport }: { team: string | null; mayImport: boolean }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const tell = useToast();
  const show = useConfirm();
  const input = useRef<HTMLInputElement>(null);
  const sending = useMutation({
    mutationFn: async (file: File) => importTemplates(readFile(await file.text()), team),
    onSuccess: done => {
      void client.invalidateQueries({ queryKey: TEMPLATES_KEY });
      void show({ title: t('templates.imported'), text: summaryOf(done), yes: t('compose.done'), no: null });
    },
    onError: error =>
      tell(
        isProblem(error)
          ? error.message
          : t(error instanceof SyntaxError ? 'templates.importBad' : 'error.unreachable'),
      ),
  });

  const summaryOf = ({ entries }: Import): string => {
    const counts = Object.fromEntries(
      OUTCOMES.map(outcome => [outcome, entries.filter(entry => entry.outcome === outcome).length]),
    ) as Record<(typeof OUTCOMES)[number], number>;
    const refused = entries
      .filter(entry => entry.error != null)
      .slice(0, 5)
      .map(({ index, error }) => t('templates.importRefused', { n: index + 1, reason: error?.detail ?? '' }));
    return sentences(i18n.language, t('templates.importCounts', counts), ...refused);
  };

  const download = (): void => {
    const link = document.createElement('a');
    link.href = exportUrl(team);
    link.download = '';
    link.click();
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={t('templates.import')}
        hidden
        onChange={event => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) sending.mutate(file);
        }}
      />
      <Menu
        align="end"
        items={[
          ...(mayImport
            ? [{ key: 'in', icon: 'up', label: t('templates.import'), onSelect: () => input.current?.click() } as const]
            : []),
          { key: 'out', icon: 'down', label: t('templates.export'), onSelect: download },
        ]}
      >
        <Button icon="more" disabled={sending.isPending} aria-label={t('templates.more')} title={t('templates.more')} />
      </Menu>
    </>
  );
}

/** @throws SyntaxError where it is no file of templates. */
function readFile(text: string): TemplateFile {
  const file = JSON.parse(text) as Partial<TemplateFile> | null;
  if (!Array.isArray(file?.templates)) throw new SyntaxError('It has no templates');
  return { templates: file.templates };
}
