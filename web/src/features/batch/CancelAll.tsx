import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelBatch } from '@/api/batches';
import { isProblem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { useToast } from '@/ui/Toasts';

/** @param open Jobs that go on. */
export function CancelAll({ id, open, onDone }: { id: string; open: number; onDone: () => void }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const tell = useToast();
  const cancel = useMutation({
    mutationFn: () => cancelBatch(id),
    onError: error => tell(isProblem(error) ? error.message : t('error.unreachable')),
    onSettled: onDone,
  });
  if (open === 0) return null;
  const ask = async (): Promise<void> => {
    const question = { title: t('batch.cancelTitle', { count: open }), text: t('batch.cancelText') };
    const sure = await confirm({ ...question, yes: t('batch.cancel'), no: t('confirm.keep'), danger: true });
    if (sure) cancel.mutate();
  };
  return (
    <Button icon="x" disabled={cancel.isPending || cancel.isSuccess} onClick={() => void ask()}>
      {t(cancel.isPending || cancel.isSuccess ? 'batch.canceling' : 'batch.cancel')}
    </Button>
  );
}
