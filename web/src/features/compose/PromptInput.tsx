import { type KeyboardEvent, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lengthOf } from '@/domain/models/parameters';
import styles from './PromptInput.module.css';

interface Props {
  ref?: Ref<HTMLTextAreaElement>;
  id?: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => void;
  maxLength: number | undefined;
  invalid: boolean;
}

/** From this share of the limit on, the counter is worth its place. */
const NEAR = 0.8;

export function PromptInput({ ref, id = 'prompt', placeholder, value, onChange, onSubmit, maxLength, invalid }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement, []);
  useLayoutEffect(() => {
    const node = area.current;
    if (node === null) return;
    // The stylesheet caps it at six lines.
    node.style.height = 'auto';
    node.style.height = `${node.scrollHeight}px`;
  }, [value]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, Enter picks a candidate; 229 is what Safari sends for it after the composition.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other sign of it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };

  const used = lengthOf(value);
  const near = maxLength !== undefined && used >= maxLength * NEAR;
  return (
    <div className={styles.field}>
      <textarea
        ref={area}
        id={id}
        rows={1}
        className={styles.area}
        value={value}
        onChange={event => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={placeholder}
        aria-label={t('compose.label')}
        aria-invalid={invalid}
        aria-describedby={`${id}-problem`}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        spellCheck={false}
        enterKeyHint="enter"
      />
      {near && (
        <output
          className={used > maxLength ? styles.over : styles.counter}
          aria-label={t('compose.counter', { used, max: maxLength })}
        >
          {used} / {maxLength}
        </output>
      )}
    </div>
  );
}
