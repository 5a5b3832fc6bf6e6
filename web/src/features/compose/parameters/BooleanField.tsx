import { Switch } from '@/ui/Switch';
import type { FieldProps } from './fieldProps';

export function BooleanField({ id, rule, value, onChange }: FieldProps) {
  const usual = rule.default === true;
  return (
    <Switch
      id={id}
      checked={typeof value === 'boolean' ? value : usual}
      // Back at the default it is no choice any more.
      onChange={next => onChange(next === usual ? undefined : next)}
    />
  );
}
