import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import styles from './AccountForm.module.css';
import { useRefusal } from './useRefusal';

export interface Field {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  /** Tells password managers what belongs here. */
  autoComplete: string;
}

interface Props {
  title: string;
  hint?: string;
  fields: readonly Field[];
  action: string;
  /** @param values By the names of the fields. */
  onSubmit: (values: Record<string, string>) => Promise<void>;
  /** What was refused before this page was opened. */
  refused?: string | null;
  children?: ReactNode;
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '');

/** A few fields and one button, and below them what the server says against it. */
export function AccountForm({ title, hint, fields, action, onSubmit, refused = null, children }: Props) {
  const { t } = useTranslation();
  const refusalOf = useRefusal();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState(refused);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    try {
      await onSubmit(Object.fromEntries(fields.map(({ name }) => [name, textOf(form.get(name))])));
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className={styles.page}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <form className={styles.form} onSubmit={event => void submit(event)}>
        <h1>{title}</h1>
        {hint !== undefined && <p>{hint}</p>}
        {fields.map(field => (
          <label key={field.name}>
            {field.label}
            <input name={field.name} type={field.type ?? 'text'} autoComplete={field.autoComplete} required />
          </label>
        ))}
        {refusal !== null && (
          <p role="alert" className={styles.refusal}>
            {refusal}
          </p>
        )}
        <Button type="submit" look="primary" disabled={busy}>
          {action}
        </Button>
        {children}
      </form>
    </main>
  );
}
