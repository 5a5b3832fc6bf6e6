import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { useCopy } from './useCopy';

interface Props {
  text: string;
  label: string;
  look?: 'outline' | 'quiet';
  iconOnly?: boolean;
}

export function CopyButton({ text, label, look = 'outline', iconOnly = false }: Props) {
  const { t } = useTranslation();
  const { copied, copy } = useCopy();
  const shown = copied ? t('feed.copied') : label;
  return (
    <Button
      look={look}
      icon={copied ? 'check' : 'copy'}
      onClick={() => copy(text)}
      {...(iconOnly ? { 'aria-label': shown, title: shown } : {})}
    >
      {!iconOnly && shown}
      <span className="sr-only" role="status">
        {copied && t('feed.copied')}
      </span>
    </Button>
  );
}
