import type { ParameterRule, ParameterValue } from '@/api/types';

export interface FieldProps {
  /** Of the control, for its label. */
  id: string;
  rule: ParameterRule;
  /** Undefined where nothing was chosen: the model's default then holds. */
  value: ParameterValue | undefined;
  onChange: (value: ParameterValue | undefined) => void;
}
