import { App } from 'antd';
import { useTranslation } from 'react-i18next';

interface Question {
  title: string;
  text: string;
  /** What pressing the strong button does, in words. */
  yes: string;
  no?: string;
  danger?: boolean;
}

/** Asks before money may be spent or work is given up. The safe answer has the focus. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return async question =>
    await modal.confirm({
      title: question.title,
      content: question.text,
      okText: question.yes,
      cancelText: question.no ?? t('confirm.back'),
      okButtonProps: { danger: question.danger ?? false },
      focusable: { autoFocusButton: 'cancel' },
      icon: null,
      centered: true,
      width: 440,
    });
}
